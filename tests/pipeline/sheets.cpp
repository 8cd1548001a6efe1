#include "tests/pipeline/sheets.hpp"

#include <gtest/gtest.h>

#include "pipeline/model/human.hpp"
#include "stages/emit/sheet.hpp"
#include "stages/ingest/reader.hpp"
#include "tests/pipeline/command.hpp"

namespace samsyn::testing {
namespace {

using Rows = std::map<std::uint32_t, std::vector<std::string>>;  // by row from 0

std::vector<std::pair<std::string, Rows>> sheets_of(const std::string& path) {
  const std::string bytes = bytes_of(path);
  const ingest::Input input{path, bytes};
  const auto reader = ingest::reader_for(input);
  std::vector<std::pair<std::string, Rows>> out;
  if (!reader) {
    ADD_FAILURE() << path;
    return out;
  }
  Issues issues;
  const Result<std::vector<ingest::SheetInfo>> sheets = (*reader)->sheets(input);
  EXPECT_TRUE(sheets);
  for (const ingest::SheetInfo& sheet : *sheets) {
    Rows rows;
    const auto done = (*reader)->rows(
        input, {sheet.name, {}, {}},
        [&](const ingest::Row& row) {
          for (const ingest::Cell& cell : row.cells) {
            rows[row.number - 1].push_back(ingest::to_text(cell));
          }
          return true;
        },
        issues);
    EXPECT_TRUE(done);
    out.emplace_back(sheet.name, std::move(rows));
  }
  return out;
}

}  // namespace

std::vector<SheetRowAt> rows_of_sheet(const std::string& path) {
  std::vector<SheetRowAt> out;
  for (const auto& [name, rows] : sheets_of(path)) {
    if (name != "Kodning" && name != "Coding") continue;
    for (const auto& [row, cells] : rows) {
      if (row < 2 || cells.size() <= kSheetId) continue;
      out.push_back({cells[kSheetId], cells[kSheetText], cells[kSheetBefore], cells[kSheetAfter],
                     cells[kSheetQuestion], row});
    }
  }
  return out;
}

std::vector<std::vector<std::string>> record_of_sheet(const std::string& path) {
  std::vector<std::vector<std::string>> out;
  for (const auto& [name, rows] : sheets_of(path)) {
    if (name != kRecordSheet) continue;
    for (const auto& [row, cells] : rows) {
      out.resize(row + 1U);
      out[row] = cells;
    }
  }
  return out;
}

void save_with(const std::string& from, const std::string& to, const std::vector<Cell>& cells) {
  auto sheets = sheets_of(from);
  for (const Cell& cell : cells) {
    for (auto& [name, rows] : sheets) {
      if (name != cell.sheet) continue;
      std::vector<std::string>& row = rows[cell.row];
      if (row.size() <= cell.column) row.resize(cell.column + 1U);
      row[cell.column] = cell.text;
    }
  }
  const std::string source = SAMSYN_SOURCE_DIR;
  const auto labels = emit::read_labels("sv.json", bytes_of(source + "/templates/labels/sv.json"));
  const auto layout =
      emit::read_layout("workbook.json", bytes_of(source + "/templates/workbook.json"));
  ASSERT_TRUE(labels && layout);
  Issues issues;
  emit::Book book(to, *layout, *labels, {"", "", 946684800}, issues);
  for (const auto& [name, rows] : sheets) {
    emit::Sheet& sheet = book.add_sheet(name);
    for (const auto& [row, texts] : rows) {
      for (std::uint16_t c = 0; c < texts.size(); ++c) {
        if (!texts[c].empty()) sheet.text(row, c, texts[c], {});
      }
    }
  }
  ASSERT_TRUE(book.close());
}

}  // namespace samsyn::testing
