#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace samsyn::testing {

/// A coding sheet's rows to judge: id, place in the workbook (row from 0), text.
struct SheetRowAt {
  std::string id, text, before, after, question;
  std::uint32_t row = 0;
};
std::vector<SheetRowAt> rows_of_sheet(const std::string& path);

/// The rows of the hidden record sheet, from 0.
std::vector<std::vector<std::string>> record_of_sheet(const std::string& path);

/// Cells to put in: sheet, row and column from 0, text.
struct Cell {
  std::string sheet;
  std::uint32_t row = 0;
  std::uint16_t column = 0;
  std::string text;
};

/// Reads a workbook and saves it with some cells changed, as a spreadsheet program would.
void save_with(const std::string& from, const std::string& to, const std::vector<Cell>& cells);

}  // namespace samsyn::testing
