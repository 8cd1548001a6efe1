#pragma once
// Cells of tables that stand in documents: numbers, and what titles say of them.

#include <cstdint>
#include <string_view>
#include <vector>

namespace samsyn::figures {

struct CellValue {
  enum class Kind : std::uint8_t {
    blank,   ///< empty or a dash
    number,  ///< a number and nothing else
    share,   ///< ends in a per cent sign
    other,   ///< text, or a number that isn't told exactly: «<5», «..», «ca 20», «12*»
  };
  Kind kind = Kind::blank;
  double number = 0;
  bool figure = false;  ///< of other: there is a figure in it
};

/// "1 250" (any blank), "12,5", "-3", "40 st". "1.250" is other: a decimal or thousands.
CellValue value_of(std::string_view cell);

/// A line's cells, trimmed: parted by tabs, else by `|`, else by `;`, else by two blanks or more.
/// At most 64.
std::vector<std::string_view> cells_of(std::string_view line);

/// Is a row or column of this name the sum of others?
bool names_total(std::string_view title);
/// Can what stands in a row or column of this title be a part of the sums beside it? Goals, shares
/// and differences are none, and «varav kvinnor» stands in the row above already.
bool is_part(std::string_view title);
/// Are numbers under this title added up at all? Not shares, means, ages and numbers of order.
bool is_added(std::string_view title);
/// Money in thousands is rounded, and so are its sums.
bool is_money(std::string_view title);

}  // namespace samsyn::figures
