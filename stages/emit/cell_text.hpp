#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace samsyn::emit {

inline constexpr std::size_t kCellLimit = 32767;    // UTF-16 units in a cell, Excel's limit
inline constexpr std::size_t kSheetNameLimit = 31;  // UTF-16 units, Excel's limit

struct CellText {
  std::string text;
  bool is_cut = false;
};

/// A text as a cell can hold it: well-formed UTF-8 without characters that XML forbids (they become
/// U+FFFD), line ends as LF, and what would be read as an escape of ECMA-376 (ST_Xstring:
/// "_x0041_") escaped itself. A text over the limit is cut at a character and ends in `mark`.
CellText cell_text(std::string_view text, std::string_view mark);

/// A name that Excel takes for a sheet, unlike those already taken (which are compared by Unicode
/// case folding: Å is å): no []:*?/\ or control characters, no apostrophe at the ends, not
/// "History", at most 31 units. Doubles get " (2)". `unnamed` stands in for an empty name.
std::string sheet_name(std::string_view wished, const std::vector<std::string>& taken,
                       std::string_view unnamed);

}  // namespace samsyn::emit
