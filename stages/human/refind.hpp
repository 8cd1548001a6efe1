#pragma once
// Finds judged segments again in a source whose texts may have been corrected or cut anew.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "stages/human/codings.hpp"

namespace samsyn::human {

/// A segment of a document as it is now. Its text is normalised and repaired; personal data may
/// stand in it, or pseudonyms.
struct Spot {
  Place place;
  std::uint32_t answer = 0;  ///< number of the cell, turn or paragraph that it lies in
  std::string text;
};

/// How a judged segment was found, the surest first.
enum class FoundBy : std::uint8_t {
  place,    ///< the same text in the same place
  quote,    ///< the same text in the same answer or turn
  near,     ///< nearly the same text there: at most a fifth of its letters differ
  context,  ///< the same text with the same neighbours elsewhere in the source, and only there
  nowhere,
};
inline constexpr std::array<std::string_view, 5> kFoundByNames{"place", "quote", "near", "context",
                                                               "nowhere"};
inline constexpr double kMostChanged = 0.2;  ///< of the quote's letters

struct Refound {
  std::uint32_t spot = kNone;  ///< index into the spots
  FoundBy by = FoundBy::nowhere;
};

/// For each judged segment of one source, where it is.
///
/// Texts are the same when their letters are; a pseudonym («[Namn 3]») in a quote stands for any
/// 1–60 characters, since the spots may hold what it hides, or hide it under another number. The
/// same answer: of a table the same respondent and item, or row and column; of captions the same
/// time, of a Word file the same paragraph, of a text the same line.
/// A surer find goes first: what one has, no later one gets, but several that stand in the same
/// place (or say the same of the same answer) share it. Elsewhere both neighbours must be alike,
/// and nothing else in the source like it; a quote of pseudonyms alone is not looked for there.
/// Of an answer with more than 200 segments the 200 around the old place are looked at.
/// Cost: n log n in the spots; for each segment that is not in its place at most twice 200
/// comparisons of quotes, which end where too much has changed; and those that begin, end or go on
/// as it does.
std::vector<Refound> refind(const std::vector<const JudgedSegment*>& judged,
                            const std::vector<Spot>& spots);

/// The number of letters to be put in, left out or changed to make the quote of the text, where a
/// pseudonym in the quote is free; `bound` or above comes as `bound`. Both in code points.
std::size_t quote_distance(std::u32string_view quote, std::u32string_view text, std::size_t bound);

/// The text with each pseudonym («[Namn 3]», «[E-post 1]») as one U+FDD0.
std::u32string pattern_of(std::string_view text);

}  // namespace samsyn::human
