// write_workbook HOW FILE ROWS: writes a data sheet of ROWS x 10 cells (six texts, four numbers).
//
// HOW: constant   bare libxlsxwriter in constant_memory: the yardstick
//      memory     bare libxlsxwriter holding the workbook, as emit must for its charts
//      sheet      emit's Book and Sheet, which check every code and make every text safe
//      table      emit's write_workbook with the rows as a list: measured columns and row heights
// The program writes no data sheet as a stream: its data are codings.jsonl, its workbook holds
// tables. `sheet` and `table` show what one would cost through emit as it is.

#include <xlsxwriter.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "pipeline/files.hpp"
#include "stages/emit/sheet.hpp"
#include "stages/emit/xlsx.hpp"
#include "tests/bench/invented.hpp"

namespace samsyn::bench {
namespace {

constexpr std::uint16_t kTexts = 6;
constexpr std::uint16_t kColumns = 10;
constexpr std::time_t kCreated = 1'741'680'000;  // seconds since 1970: 11 March 2025

/// The rows: a few texts that come again and again, as codes and groups do, and one answer each.
class Rows {
 public:
  Rows() : invented_({}) {
    for (std::size_t i = 0; i < 2000; ++i) {
      answers_.push_back(invented_.answer(i % invented_.questions().size(), 2));
    }
    for (std::size_t i = 0; i < 40; ++i) labels_.push_back(answers_[i].substr(0, 12));
  }
  const std::string& text(std::uint32_t row, std::uint16_t column) const {
    if (column == 0) return answers_[row % answers_.size()];
    return labels_[(row + column * 7U) % labels_.size()];
  }
  static double number(std::uint32_t row, std::uint16_t column) { return row * 0.5 + column; }

 private:
  Invented invented_;
  std::vector<std::string> answers_, labels_;
};

void write_bare(const Rows& rows, const std::string& path, std::uint32_t count, bool constant) {
  lxw_workbook_options options{};
  options.constant_memory = constant ? LXW_TRUE : LXW_FALSE;
  lxw_workbook* book = workbook_new_opt(path.c_str(), &options);
  if (book == nullptr) give_up(path + ": cannot be made");
  lxw_worksheet* sheet = workbook_add_worksheet(book, "Data");
  lxw_format* text = workbook_add_format(book);
  format_set_text_wrap(text);
  lxw_format* number = workbook_add_format(book);
  format_set_num_format(number, "0.0");
  for (std::uint32_t r = 0; r < count; ++r) {
    for (std::uint16_t c = 0; c < kColumns; ++c) {
      if (c < kTexts) {
        worksheet_write_string(sheet, r, c, rows.text(r, c).c_str(), text);
      } else {
        worksheet_write_number(sheet, r, c, Rows::number(r, c), number);
      }
    }
  }
  const lxw_error code = workbook_close(book);
  if (code != LXW_NO_ERROR) give_up(path + ": " + lxw_strerror(code));
}

template <class T>
T value_or_stop(Result<T> result) {
  if (!result) give_up(render(result.issue()));
  return std::move(*result);
}

struct Settings {
  emit::Layout layout;
  Labels labels;
};

Settings settings() {
  const std::string layout = source_folder() + "/templates/workbook.json";
  const std::string labels = source_folder() + "/templates/labels/sv.json";
  return {value_or_stop(emit::read_layout(layout, value_or_stop(read_file(layout, layout)))),
          value_or_stop(emit::read_labels(labels, value_or_stop(read_file(labels, labels))))};
}

void write_sheet(const Rows& rows, const std::string& path, std::uint32_t count) {
  const Settings s = settings();
  Issues issues;
  emit::Book book(path, s.layout, s.labels, {"Data", {}, kCreated}, issues);
  emit::Sheet& sheet = book.add_sheet("Data");
  emit::Style text;
  text.wrap = true;
  emit::Style number;
  number.number = "0.0";
  for (std::uint32_t r = 0; r < count; ++r) {
    for (std::uint16_t c = 0; c < kColumns; ++c) {
      if (c < kTexts) {
        sheet.text(r, c, rows.text(r, c), text);
      } else {
        sheet.number(r, c, Rows::number(r, c), number);
      }
    }
  }
  value_or_stop(book.close());
}

void write_table(const Rows& rows, const std::string& path, std::uint32_t count) {
  const Settings s = settings();
  Table table;
  table.id = table.sheet = "codes";
  table.title = "Data";
  table.layout = TableLayout::list;
  for (std::uint16_t c = 0; c < kColumns; ++c) {
    const std::string title = "Kolumn " + std::to_string(c + 1);
    table.columns.push_back({title, title, c < kTexts ? CellFormat::text : CellFormat::decimal});
  }
  table.rows.resize(count);
  for (std::uint32_t r = 0; r < count; ++r) {
    for (std::uint16_t c = 0; c < kColumns; ++c) {
      table.rows[r].cells.push_back(c < kTexts ? TableCell{rows.text(r, c)}
                                               : TableCell{Rows::number(r, c)});
    }
  }
  Summary summary;
  summary.study = "Data";
  summary.language = "sv";
  summary.sheets.push_back({"codes", "Data"});
  summary.tables.push_back(std::move(table));
  Issues issues;
  value_or_stop(
      emit::write_workbook({summary, {}, s.labels, s.layout, "bench", kCreated}, path, issues));
}

}  // namespace
}  // namespace samsyn::bench

int main(int argc, char** argv) {
  using namespace samsyn::bench;
  if (argc != 4) give_up("write_workbook constant|memory|sheet|table FILE ROWS");
  const std::string how = argv[1];
  const std::string path = argv[2];
  const auto count = static_cast<std::uint32_t>(std::strtoul(argv[3], nullptr, 10));
  const Rows rows;
  if (how == "constant" || how == "memory") {
    write_bare(rows, path, count, how == "constant");
  } else if (how == "sheet") {
    write_sheet(rows, path, count);
  } else if (how == "table") {
    write_table(rows, path, count);
  } else {
    give_up("no such way to write: " + how);
  }
  return 0;
}
