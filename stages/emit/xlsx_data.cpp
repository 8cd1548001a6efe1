// The sheet of all numbers in long form.

#include <array>
#include <cmath>
#include <variant>

#include "stages/emit/widths.hpp"
#include "stages/emit/xlsx_sheets.hpp"

namespace samsyn::emit {
namespace {

constexpr std::array<const char*, 10> kColumns{"table",  "title", "id",    "row",   "row-id",
                                               "column", "base",  "count", "share", "measure"};
constexpr std::array<double, 10> kWidths{12, 44, 26, 40, 24, 30, 9, 11, 11, 11};  // characters
constexpr std::uint16_t kBase = 6, kCount = 7, kShare = 8, kMeasure = 9;

std::uint16_t column_of(CellFormat format) {
  if (format == CellFormat::count) return kCount;
  return format == CellFormat::percent ? kShare : kMeasure;
}

/// People that the column's numbers rest on; below 0 = not told.
double base_of(const Table& table, const TableRow& row, const TableColumn& column) {
  if (column.base_column > 0 && column.measure == Measure::share) {
    const auto* base = std::get_if<double>(&row.cells[column.base_column]);
    return base == nullptr ? -1 : *base;
  }
  if (column.base != -1) return column.base;
  return table.base_count > 0 ? table.base_count : -1;
}

class DataWriter {
 public:
  DataWriter(const WorkbookInput& input, Sheet& sheet)
      : input_(input), layout_(input.layout), sheet_(sheet) {}

  void write(Register& placed) {
    placed.data_sheet = sheet_.name();
    for (std::uint16_t c = 0; c < kColumns.size(); ++c) sheet_.column_width(c, kWidths[c]);
    write_top();
    const std::uint32_t first = row_;
    for (Placed& one : placed.tables) {
      const bool is_shown = !one.label.empty() && one.first_row > 0;
      if (is_shown && one.table->layout != TableLayout::list) write(one);
    }
    if (row_ > first) sheet_.filter({first - 1, 0, row_ - 1, kMeasure});
    sheet_.freeze(first, 1);
    PageSetup page = page_setup(input_);
    page.last_printed = first;  // hundreds of pages that nobody reads on paper
    page.last_column = kMeasure;
    sheet_.page(page);
  }

 private:
  void write_top() {
    Style title{layout_.title_size, true};
    title.colour = "title";
    sheet_.text(row_, 0, input_.labels("numbers.title"), title);
    sheet_.row_height(row_++, row_height(1, {layout_.title_size, true}));
    Style note{layout_.note_size};
    note.colour = "note";
    for (const char* key : {"numbers.note-1", "numbers.note-2"}) {
      sheet_.text(row_++, 0, input_.labels(key), note);
    }
    Style head{layout_.heading_size, true};
    head.colour = "heading_text";
    head.fill = "heading_fill";
    for (std::uint16_t c = 0; c < kColumns.size(); ++c) {
      head.align = c >= kBase ? Align::right : Align::left;
      sheet_.text(row_, c, input_.labels(std::string("numbers.column.") + kColumns[c]), head);
    }
    ++row_;
  }

  void write(Placed& one) {
    const Table& table = *one.table;
    Style text, number, link;
    link.colour = "link";
    bool is_first = true;
    one.data.assign(table.rows.size(), kNotData);
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
      const TableRow& row = table.rows[r];
      const auto* name = row.cells.empty() ? nullptr : std::get_if<std::string>(&row.cells[0]);
      for (std::size_t c = 1; c < row.cells.size() && c < table.columns.size(); ++c) {
        const auto* value = std::get_if<double>(&row.cells[c]);
        if (value == nullptr || std::isnan(*value)) continue;
        const TableColumn& column = table.columns[c];
        if (column.format == CellFormat::text) continue;
        one.data[r] = std::min(one.data[r], row_);
        if (is_first) {
          sheet_.link(row_, 0, one.sheet, one.row, one.label, link);
        } else {
          sheet_.text(row_, 0, one.label, text);
        }
        is_first = false;
        sheet_.text(row_, 1, table.title, text);
        sheet_.text(row_, 2, table.id, text);
        if (name != nullptr) sheet_.text(row_, 3, *name, text);
        sheet_.text(row_, 4, row.id, text);
        sheet_.text(row_, 5, column.title, text);
        if (const double base = base_of(table, row, column); base >= 0) {
          number.number = number_format(layout_, CellFormat::count);
          sheet_.number(row_, kBase, base, number);
        }
        const CellFormat format = row.format.value_or(column.format);
        number.number = number_format(layout_, format);
        sheet_.number(row_, column_of(format), *value, number);
        ++row_;
      }
    }
  }

  const WorkbookInput& input_;
  const Layout& layout_;
  Sheet& sheet_;
  std::uint32_t row_ = 0;
};

}  // namespace

void write_data(const WorkbookInput& input, Sheet& sheet, Register& placed) {
  DataWriter(input, sheet).write(placed);
}

}  // namespace samsyn::emit
