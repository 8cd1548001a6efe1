#pragma once
// What is one column, or one question of a long table? Told from title and content together.

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pipeline/model/study.hpp"
#include "pipeline/study/guess.hpp"

namespace samsyn::guess {

/// What the answers of a column look like. Shares are of the answers that are not blank.
struct Features {
  std::size_t rows = 0;  ///< blank cells included
  std::size_t answers = 0;
  std::size_t distinct = 0;   ///< by key_of()
  double recurring = 0;       ///< share of answers whose text occurs again
  double long_recurring = 0;  ///< the same among texts of four words or more, without stock phrases
  /// Answers without those that say nothing ("Nej", "se ovan", "-"): their share, how far they
  /// recur, and their words.
  double telling = 0, telling_recurring = 0, telling_words = 0;
  double mean_words = 0, deviation = 0;
  std::size_t most_words = 0;
  double phrase_words = 0;   ///< mean words of the different texts, each counted once
  double mixed_lengths = 0;  ///< share of single words or of four and more among them, the less
  double one_word = 0;   ///< share of answers of one word
  double sentences = 0;  ///< share with sentence punctuation or a line break inside or at the end
  double function_words = 0;  ///< share with words such as "att", "inte", "vi"
  double variants = 0;        ///< share of recurring texts written in several ways ("Tid", "tid.")
  double lower_start = 0;     ///< share that begins with a small letter
  double dont_know = 0;  ///< share that says "vet ej" and the like
  double numbers = 0, whole = 0, dates = 0, clock = 0, personal_number = 0;
  double municipalities = 0;       ///< share that names a Swedish municipality exactly
  double least = 0, greatest = 0;  ///< of the numbers
  /// Distinct texts as first written, with their counts: the most frequent first, then in order of
  /// appearance.
  std::vector<std::pair<std::string, std::size_t>> values;
};
Features look_at(const std::vector<std::string>& cells);

/// The probability that free text stands here rather than a choice among options, 0..1. No single
/// feature decides: see the weights in openness.cpp.
double openness(const Features& features, std::string_view question);
/// What the wording alone says: above 0 it asks for free text, below 0 for a choice; about -3 to 9.
double wording_cue(std::string_view question);
/// From here on it asks for free text in so many words ("Berätta", "Övriga kommentarer"), which
/// short and recurring answers ("Nej", "Tack!") do not gainsay.
inline constexpr double kWordsWanted = 8;

enum class Role : std::uint8_t { ignored, personal, respondent, attribute, item };

struct ColumnGuess {
  Role role = Role::item;
  std::string attribute;       ///< "group", "municipality", "substudy", or an own one's id
  std::string attribute_name;  ///< its Swedish heading
  ItemType type = ItemType::open;
  std::vector<std::string> options, dont_know;
  std::string separator;
  double certainty = 0;
  Bilingual reason, check;
};

/// `title` as in the file, `question` the wording in it (Title::base, with the row), `in_grid`: one
/// of several columns under the same question.
ColumnGuess guess_column(std::string_view title, std::string_view question, bool in_grid,
                         const std::vector<std::string>& cells);

}  // namespace samsyn::guess
