// Tables as sheets: measured columns, headings, rows, notes, charts.

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <utility>

#include "stages/emit/widths.hpp"
#include "stages/emit/xlsx_sheets.hpp"

namespace samsyn::emit {
namespace {

constexpr std::string_view kWithheldMark = "..";  // as statistics agencies show what they withhold
constexpr double kDefaultRow = 15;      // points, Excel's height of an untouched row
constexpr double kNoteWidth = 560;      // pixels: notes run over as many columns as this takes
constexpr double kCellMargin = 16;      // pixels beside the text of a cell, kept free
constexpr double kIndent = 9;           // pixels for each step of indentation
constexpr double kRotatedHeight = 215;  // points: the tallest rotated heading

bool is_text(const TableColumn& column) { return column.format == CellFormat::text; }

std::string heading_of(const TableColumn& column, const Labels& labels) {
  if (column.base == kWithheldBase) return labels("disclosure.base-column", {column.title});
  if (column.base < 0) return column.title;
  return labels("column.with-base",
                {column.title, std::to_string(static_cast<std::uint64_t>(column.base))});
}

const std::string* text_of(const TableCell& cell) { return std::get_if<std::string>(&cell); }

/// The largest number of characters that a numeric column shows, as digits.
double number_width(const Table& table, std::size_t c, const Layout& layout) {
  double most = 0;
  for (const TableRow& row : table.rows) {
    if (c >= row.cells.size()) continue;
    if (const auto* n = std::get_if<double>(&row.cells[c])) most = std::max(most, std::abs(*n));
  }
  const double digits = most < 10 ? 1 : std::floor(std::log10(std::min(most, 1e15))) + 1;
  return (digits * 4 / 3 + 3) * text_width("0", layout, {layout.size, true});
}

class TableWriter {
 public:
  TableWriter(const WorkbookInput& input, Sheet& sheet, const std::vector<const Table*>& tables)
      : input_(input), layout_(input.layout), sheet_(sheet), tables_(tables) {}

  void write() {
    measure();
    for (const Table* table : tables_) write(*table);
    for (const Table* table : tables_) {
      for (const Chart& chart : table->charts) {
        if (!chart.beside.empty() && chart.beside != table->id) place_chart(*table, chart);
      }
    }
    PageSetup page = page_setup(input_);
    if (shares_headings()) {
      page.first_heading = page.last_heading = headings_.at(tables_.front()->id);
      sheet_.freeze(page.last_heading + 1, 1);
      // Over a second table with headings of its own the first one's would stand twice.
      page.has_heading = tables_.size() == 1;
    }
    page.breaks = page_breaks();
    sheet_.page(page);
  }

 private:
  /// The tables' first rows that are to begin a page, so that no table is cut that fits on one.
  std::vector<std::uint32_t> page_breaks() const {
    double width = 0;
    for (const Table* table : tables_) {
      double all = table_width(*table);
      if (has_chart_.contains(table->id))
        all += layout_.chart_width + width_of(table->columns.size());
      width = std::max(width, all);
    }
    const PageRoom room = page_room(layout_);
    const double height = room.height * std::max(1.0, width / room.width);
    std::vector<std::uint32_t> out;
    double page = 0;  // top of the page
    for (std::size_t t = 0; t < starts_.size(); ++t) {
      const double begin = starts_[t].second;
      const double end = t + 1 < starts_.size() ? starts_[t + 1].second : below_;
      // The two empty rows at a table's end may hang over.
      const double content = end - 2 * kDefaultRow * kPixelsPerPoint;
      if (content - page > height && begin > page) {
        out.push_back(starts_[t].first);
        page = begin;
      }
      while (content - page > height) page += height;
    }
    return out;
  }

  /// Do the first table's headings hold for the others too, so that they may stay in sight?
  bool shares_headings() const {
    const Table& first = *tables_.front();
    for (const Table* table : tables_) {
      if (table->columns.size() > first.columns.size()) return false;
      for (std::size_t c = 0; c < table->columns.size(); ++c) {
        if (table->columns[c].title != first.columns[c].title) return false;
      }
    }
    return true;
  }

  /// Widths that fit all tables of the sheet.
  void measure() {
    const Face bold{layout_.heading_size, true};
    for (const Table* table : tables_) {
      for (std::size_t c = 0; c < table->columns.size(); ++c) {
        const TableColumn& column = table->columns[c];
        double width = 0;  // pixels
        const std::string heading = heading_of(column, input_.labels);
        if (table->layout == TableLayout::matrix && c > 0) {
          width = pixels(layout_.matrix_column);
        } else if (is_text(column)) {
          for (const TableRow& row : table->rows) {
            if (c >= row.cells.size()) continue;
            const std::string* text = text_of(row.cells[c]);
            if (text == nullptr) continue;
            width = std::max(width, text_width(*text, layout_, {layout_.size, row.emphasis}) +
                                        (c == 0 ? kIndent * row.level : 0) + kCellMargin);
          }
          width =
              std::max({width, word_width(heading, layout_, bold) + kCellMargin,
                        std::min(text_width(heading, layout_, bold) + kCellMargin, pixels(24))});
          const bool is_long = table->layout == TableLayout::list;
          width = std::min(width, pixels(is_long ? layout_.text_column : layout_.most_column));
          if (c == 0) width = std::max(width, pixels(24));
        } else {
          // Headings of figures take about three lines.
          width = std::max({word_width(heading, layout_, bold) + kCellMargin,
                            text_width(heading, layout_, bold) / 3 + kCellMargin,
                            number_width(*table, c, layout_)});
          width = std::clamp(width, pixels(layout_.least_column), pixels(layout_.most_column / 2));
        }
        if (table->layout == TableLayout::list) width += 14;  // the filter's button
        double& known = widths_[static_cast<std::uint16_t>(c)];
        known = std::max(known, width);
      }
    }
    for (const auto& [column, width] : widths_) sheet_.column_width(column, characters(width));
  }

  double width_of(std::size_t column) const {
    const auto found = widths_.find(static_cast<std::uint16_t>(column));
    return found == widths_.end() ? pixels(9.14) : found->second;  // 9.14: Excel's default width
  }

  /// Sets the height and moves on to the next row.
  void finish_row(double points) {
    if (points > kDefaultRow) sheet_.row_height(row_, points);
    below_ += std::max(points, kDefaultRow) * kPixelsPerPoint;
    ++row_;
  }

  /// A text over several columns, in as many lines as it needs.
  void write_wide(std::string_view text, Style style, double least_width) {
    double width = 0;
    std::uint16_t last = 0;
    while (width < least_width && last < 40) width += width_of(last++) + kColumnPadding;
    const Face face{style.size, style.bold};
    style.wrap = true;
    sheet_.merged(row_, 0, static_cast<std::uint16_t>(last - 1), text, style);
    finish_row(row_height(wrapped_lines(text, width - kCellMargin, layout_, face), face));
  }

  double table_width(const Table& table) const {
    double width = 0;
    for (std::size_t c = 0; c < table.columns.size(); ++c) width += width_of(c) + kColumnPadding;
    return width;
  }

  void write_headings(const Table& table) {
    Style style{layout_.heading_size, true};
    style.wrap = true;
    style.colour = "heading_text";
    style.fill = "heading_fill";
    const Face face{layout_.heading_size, true};
    double height = 0;
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
      const std::string heading = heading_of(table.columns[c], input_.labels);
      Style own = style;
      own.rotated = table.layout == TableLayout::matrix && c > 0;
      if (!is_text(table.columns[c]) && !own.rotated) own.align = Align::right;
      sheet_.text(row_, static_cast<std::uint16_t>(c), heading, own);
      if (own.rotated) {
        const double length = text_width(heading, layout_, face);
        height = std::max(height, std::min(kRotatedHeight, length / kPixelsPerPoint + 12));
      } else {
        height = std::max(
            height,
            row_height(wrapped_lines(heading, width_of(c) - kCellMargin / 4, layout_, face), face));
      }
    }
    headings_[table.id] = row_;
    heading_tops_[table.id] = below_;
    finish_row(height);
  }

  const std::string& number_format(CellFormat format) const {
    switch (format) {
      case CellFormat::percent:
        return layout_.percent_format;
      case CellFormat::decimal:
        return layout_.decimal_format;
      case CellFormat::precise:
        return layout_.precise_format;
      case CellFormat::text:
      case CellFormat::count:
        break;
    }
    return layout_.count_format;
  }

  void write_row(const Table& table, const TableRow& row) {
    double height = kDefaultRow;
    const Face face{layout_.size, row.emphasis};
    for (std::size_t c = 0; c < table.columns.size() && c < row.cells.size(); ++c) {
      const TableColumn& column = table.columns[c];
      Style style;
      style.bold = row.emphasis;
      style.line_below = true;
      if (row.emphasis) style.fill = "group_fill";
      const auto at = static_cast<std::uint16_t>(c);
      if (const auto* number = std::get_if<double>(&row.cells[c])) {
        style.number = number_format(row.format.value_or(column.format));
        // The number stays a number: the mark is part of its format.
        if (c < row.marks.size() && row.marks[c] != 0) {
          style.number += row.marks[c] > 0 ? " \"▲\"" : " \"▼\"";
        }
        sheet_.number(row_, at, *number, style);
        continue;
      }
      if (std::holds_alternative<Withheld>(row.cells[c])) {
        style.align = Align::right;
        style.colour = "note";
        sheet_.text(row_, at, kWithheldMark, style);
        continue;
      }
      const std::string* text = text_of(row.cells[c]);
      style.wrap = text != nullptr;
      if (c == 0) style.indent = row.level;
      if (!is_text(column)) style.align = Align::right;
      sheet_.text(row_, at, text == nullptr ? std::string_view() : *text, style);
      if (text == nullptr) continue;
      const double room = width_of(c) - kCellMargin / 4 - (c == 0 ? kIndent * row.level : 0);
      height = std::max(height, row_height(wrapped_lines(*text, room, layout_, face), face));
    }
    finish_row(height);
  }

  void write(const Table& table) {
    starts_.emplace_back(row_, below_);
    const bool is_list = table.layout == TableLayout::list;
    Style title{layout_.title_size, true};
    title.colour = "title";
    sheet_.text(row_, 0, table.title, title);
    finish_row(row_height(1, {layout_.title_size, true}));
    Style base{layout_.note_size};
    base.italic = true;
    base.colour = "note";
    sheet_.text(row_, 0, table.base, base);
    finish_row(kDefaultRow);
    // What explains a list stands above it: nobody scrolls to its end.
    if (is_list) write_notes(table);
    write_headings(table);
    const std::uint32_t first = row_;
    for (const TableRow& row : table.rows) write_row(table, row);
    const auto last_column = static_cast<std::uint16_t>(table.columns.size() - 1);
    if (!table.rows.empty()) {
      if (is_list) sheet_.filter({first - 1, 0, row_ - 1, last_column});
      if (table.layout == TableLayout::heat || table.layout == TableLayout::matrix) {
        sheet_.heat({first, 1, row_ - 1, last_column});
      }
    }
    if (!is_list) write_notes(table);
    for (const Chart& chart : table.charts) {
      if (chart.beside.empty() || chart.beside == table.id) place_chart(table, chart);
    }
    while (below_ < chart_end_) finish_row(kDefaultRow);
    finish_row(kDefaultRow);
    finish_row(kDefaultRow);
  }

  void write_notes(const Table& table) {
    Style note{layout_.note_size};
    note.colour = "note";
    const double width = std::clamp(table_width(table), kNoteWidth, 2 * kNoteWidth);
    for (const std::string& text : table.notes) write_wide(text, note, width);
  }

  void place_chart(const Table& table, const Chart& chart) {
    std::uint32_t bars = 0;
    for (const TableRow& row : table.rows) {
      if (row.emphasis || (chart.rows > 0 && bars == chart.rows)) break;
      // What is not shown stands last in a ranking.
      if (table.ranked_by > 0 && std::holds_alternative<Withheld>(row.cells[table.ranked_by])) break;
      ++bars;
    }
    if (bars == 0 || chart.series.empty()) return;
    const std::uint32_t first = headings_.at(table.id) + 1;
    const auto range = [&](std::uint32_t column) {
      const auto c = static_cast<std::uint16_t>(column);
      return Range{first, c, first + bars - 1, c};
    };
    if (chart.curve || chart.lines) return place_curve(table, chart, first, bars);
    BarChart out;
    out.title =
        chart.base ? input_.labels("chart.with-base", {chart.title, table.base}) : chart.title;
    out.alternative = input_.labels("chart.alt", {chart.title, table.title});
    out.categories = range(chart.category);
    for (const std::uint32_t column : chart.series) {
      out.series.push_back({table.columns[column].title, range(column),
                            number_format(table.columns[column].format), {}});
      for (std::uint32_t r = 0; r < bars; ++r) {
        const auto& cells = table.rows[r].cells;
        if (column < cells.size() && std::holds_alternative<Withheld>(cells[column])) {
          out.series.back().gaps.push_back(r);
        }
      }
    }
    out.stacked = chart.stacked;
    out.upright = chart.upright;
    out.width = layout_.chart_width;
    out.height = chart.upright ? layout_.curve_height
                               : std::max(layout_.least_chart_height,
                                          layout_.frame_height + bars * layout_.bar_height);
    const auto beside = std::find_if(tables_.begin(), tables_.end(),
                                     [&](const Table* t) { return t->id == chart.beside; });
    const Table& host = beside == tables_.end() ? table : **beside;
    has_chart_.insert(host.id);
    sheet_.chart(headings_.at(host.id), static_cast<std::uint16_t>(host.columns.size() + 1), out);
    if (&host == &table) chart_end_ = std::max(chart_end_, heading_tops_.at(host.id) + out.height);
  }

  /// A chart of lines beside its own table: over its rows [first, first + rows), or a line for
  /// each.
  void place_curve(const Table& table, const Chart& chart, std::uint32_t first,
                   std::uint32_t rows) {
    const auto range = [&](std::uint32_t column) {
      const auto c = static_cast<std::uint16_t>(column);
      return Range{first, c, first + rows - 1, c};
    };
    CurveChart out;
    out.title = chart.title;
    out.alternative = input_.labels("chart.curve-alt", {chart.title, table.title});
    if (chart.lines) {
      out.by_name = true;
      const auto from = static_cast<std::uint16_t>(chart.series.front());
      const auto to = static_cast<std::uint16_t>(chart.series.back());
      const auto across = [&](std::uint32_t row) { return Range{row, from, row, to}; };
      out.categories = across(first - 1);
      const CellFormat format = table.columns[from].format;
      for (std::uint32_t r = 0; r < rows; ++r) {
        const auto* name = std::get_if<std::string>(&table.rows[r].cells[chart.category]);
        out.series.push_back(
            {name == nullptr ? std::string() : *name, across(first + r),
             number_format(format == CellFormat::precise ? CellFormat::decimal : format), {}});
      }
    } else {
      out.across = table.columns[chart.category].title;
      out.categories = range(chart.category);
      for (const std::uint32_t column : chart.series) {
        out.series.push_back({table.columns[column].title, range(column), {}, {}});
      }
    }
    out.width = layout_.chart_width;
    out.height = layout_.curve_height;
    has_chart_.insert(table.id);
    sheet_.chart(headings_.at(table.id), static_cast<std::uint16_t>(table.columns.size() + 1), out);
    chart_end_ = std::max(chart_end_, heading_tops_.at(table.id) + out.height);
  }

  const WorkbookInput& input_;
  const Layout& layout_;
  Sheet& sheet_;
  const std::vector<const Table*>& tables_;
  std::map<std::uint16_t, double> widths_;                ///< pixels of text, by column
  std::map<std::string, std::uint32_t> headings_;         ///< row, by table
  std::map<std::string, double> heading_tops_;            ///< pixels from the sheet's top
  std::vector<std::pair<std::uint32_t, double>> starts_;  ///< rows of the tables' titles, and tops
  std::set<std::string> has_chart_;                       ///< tables with a chart beside them
  std::uint32_t row_ = 0;
  double below_ = 0;      ///< pixels from the sheet's top to row_
  double chart_end_ = 0;  ///< pixels: no table may begin above
};

}  // namespace

void write_tables(const WorkbookInput& input, Sheet& sheet,
                  const std::vector<const Table*>& tables) {
  TableWriter(input, sheet, tables).write();
}

}  // namespace samsyn::emit
