#pragma once
// Key words in context: lines of a text with a word in the middle.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace samsyn::discover {

/// A place where a word stands. Texts are as outputs show them, on one line.
struct ConcordanceLine {
  std::string left, word, right;
  std::string source, respondent, item;
  std::string segment;          ///< id in codings.jsonl
  std::uint32_t row = 0;        ///< of a table, 0 = none
  std::uint32_t line = 0;       ///< of a text file where the answer or turn starts, 0 = none
  std::uint32_t paragraph = 0;  ///< of a Word file, 0 = none
  double time = -1;             ///< seconds; -1 = none
};

enum class ConcordanceOrder : std::uint8_t { place, left, right };
inline constexpr std::array<std::string_view, 3> kConcordanceOrders{"place", "left", "right"};

/// Orders lines by the words that stand to the right, or to the left from the nearest one outwards,
/// by ICU's collator for the language; signs between words don't count. Equal lines, and all of
/// them with ConcordanceOrder::place, stay as they came.
void sort(std::vector<ConcordanceLine>& lines, ConcordanceOrder order, std::string_view language);

/// Columns that a text takes on a terminal: each grapheme (UAX #29) one, wide ones (UAX #11:
/// East Asian wide and fullwidth, emoji) two, those that only combine none.
std::uint32_t columns(std::string_view text);

/// As many whole graphemes from the text's end, or its start, as so many columns hold. What is cut
/// is cut at a grapheme, not at a word.
std::string_view last_columns(std::string_view text, std::uint32_t width);
std::string_view first_columns(std::string_view text, std::uint32_t width);

}  // namespace samsyn::discover
