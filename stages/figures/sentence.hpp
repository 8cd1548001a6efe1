#pragma once
// A sentence's figures: what is counted, of whom, when, and in what part of a sum.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "stages/figures/lexis.hpp"
#include "stages/figures/piece.hpp"

namespace samsyn::figures {

/// What a figure is in its sentence.
enum class Role : std::uint8_t {
  plain,
  total,   ///< «totalt 661 platser»
  whole,   ///< «av de 40 deltagarna»: what follows are parts of it
  share,   ///< «12 av 40»: a part of the figure behind it
  change,  ///< «en ökning med 35», «3 fler än»
  goal,    ///< «målet 500»
  before,  ///< «jämfört med 126»: another time's
};

/// A number that counts something.
struct Figure {
  NormSpan span;                      ///< the number and the noun behind it, in the block's text
  std::uint32_t first = 0, last = 0;  ///< pieces [first, last): number and noun
  double value = 0;
  double low = 0, high = 0;  ///< what the true number can be: «ca 500», «20–25»
  Role role = Role::plain;
  bool strict = false;     ///< a total of just the parts beside it: «dvs», «tillsammans»
  bool bracketed = false;  ///< stands in brackets
  bool plus = false;       ///< a plus sign stands behind it
  bool closed = false;     ///< the phrase ends behind it: a sign, or the sentence's end
  bool apart = false;      ///< a verb of its own, or «till», parts it from the figure before
  std::string noun;        ///< lemma; empty = none, or «st»
  std::string unit;        ///< lemmas of who or where it is counted; empty = not said
  std::string unit_text;   ///< the same as it stands
  std::string_view place;  ///< the preposition of the place behind it; empty = none
  std::vector<std::uint16_t> years;  ///< sorted
  Senses pair = 0;                   ///< woman, man, yes, no: what its noun says
};

/// A sentence with at least one figure.
struct Sentence {
  std::vector<Figure> figures;       ///< in order
  std::vector<std::uint16_t> years;  ///< all that it names, sorted
  std::vector<std::uint32_t> words;  ///< hashes of its content words, sorted, each once
  std::vector<std::uint32_t> verbs;  ///< hashes of what is done, without «ha», «finnas»; sorted
  std::vector<std::uint32_t> months;  ///< hashes of months, seasons, «första»; sorted
  /// Words that part a whole from its parts («varav», «fördelat», «:», a bracket behind a figure):
  /// the parts stand in pieces [begin, end). In order.
  struct Marker {
    std::uint32_t begin = 0, end = 0;
    Senses senses = 0;
    bool colon = false;
  };
  std::vector<Marker> markers;
  Senses senses = 0;      ///< of all its words together
  bool of_these = false;  ///< begins «Av dessa», «Av dem»
};

/// Reads one sentence. Years, dates, clock times, numbers of paragraphs, pages and records, phone
/// numbers, money, percentages and spans of time are no figures; nor are words with figures in
/// them («500-uppdraget», «Covid19»).
///
/// Shape:  `text` is the block's; pieces lie in it, in order.
/// Number: digits with blanks or full stops for thousands and a decimal comma, or number words
///         («fyrtio»). «en» and «ett» are articles.
/// Cost:   linear in the pieces but for a look at a few neighbours of each number.
/// Errors: none. Any text is a sentence without figures at worst.
Sentence read_sentence(std::string_view text, const Pieces& pieces);

/// Can the two nouns name the same things? An empty one can name all; a compound and its head can
/// («arbetsmarknadsplats», «plats»).
bool same_noun(std::string_view a, std::string_view b);

}  // namespace samsyn::figures
