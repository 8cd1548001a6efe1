#include "stages/ingest/docx_grids.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace samsyn::ingest {
namespace {

constexpr std::uint32_t kFewestRows = 3;     // two parts and their sum
constexpr std::uint32_t kFewestColumns = 2;  // a name and a number

bool begins_with_figure(std::string_view cell) {
  return !cell.empty() && cell.front() >= '0' && cell.front() <= '9';
}

WordGrid grid_of(const WordText& word, const WordTable& table) {
  WordGrid out;
  out.rows.resize(table.rows);
  for (WordGrid::Row& row : out.rows) row.cells.resize(table.columns);
  for (const WordCell& cell : table.cells) {
    if (cell.row >= table.rows || cell.column >= table.columns) continue;
    WordGrid::Row& row = out.rows[cell.row];
    std::string& text = row.cells[cell.column];
    for (std::size_t i = cell.first; i < cell.next; ++i) {
      if (row.paragraph == 0) row.paragraph = word.lines[i].number;
      if (!text.empty()) text += ' ';
      text += word.lines[i].text;
    }
  }
  return out;
}

bool holds_numbers(const WordGrid& grid) {
  std::size_t rows = 0;
  for (const WordGrid::Row& row : grid.rows) {
    rows += std::any_of(row.cells.begin() + 1, row.cells.end(),
                        [](const std::string& cell) { return begins_with_figure(cell); });
  }
  return rows >= 2 && rows * 2 >= grid.rows.size();
}

}  // namespace

std::vector<WordGrid> number_grids(const WordText& word) {
  std::vector<WordGrid> out;
  for (const WordTable& table : word.tables) {
    if (table.rows < kFewestRows || table.rows > kMostGridRows || table.columns < kFewestColumns ||
        table.columns > kMostGridColumns) {
      continue;
    }
    WordGrid grid = grid_of(word, table);
    if (holds_numbers(grid)) out.push_back(std::move(grid));
  }
  return out;
}

}  // namespace samsyn::ingest
