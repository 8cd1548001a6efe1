#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "pipeline/model/abbreviations.hpp"
#include "pipeline/model/segment.hpp"
#include "stages/repair/channel.hpp"

namespace samsyn::repair {

enum class Case : std::uint8_t { small, first_capital, capitals };

/// A row of letters, and of signs that may be letters, that is repaired as one. Words with hyphens
/// and slashes are several pieces.
struct Piece {
  std::uint32_t block = 0;
  NormSpan span;        ///< in the block's text
  std::u32string seen;  ///< lower case but for capitals inside that may be something else (pS)
  Case shape = Case::small;
  bool apart = true;    ///< something other than white space stands between it and the one before
  bool begins = false;  ///< a sentence or line of its own
  bool left = false;    ///< not to be repaired: number, initialism, abbreviation, address, mark
  bool hyphen_before = false, hyphen_after = false;
  bool breaks = false;   ///< ends in a hyphen at a line's end, and the next piece goes on
  bool strange = false;  ///< holds a digit or sign that is no letter
};

/// The pieces of a text in order.
std::vector<Piece> pieces_of(const NormDocument& text, const Channel& channel,
                             const Abbreviations& abbreviations);

}  // namespace samsyn::repair
