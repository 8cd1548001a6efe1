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
constexpr double kDefaultRow = 15;                // points, Excel's height of an untouched row
constexpr double kNoteWidth = 560;      // pixels: notes run over as many columns as this takes
constexpr double kCellMargin = 16;      // pixels beside the text of a cell, kept free
constexpr double kIndent = 9;           // pixels for each step of indentation
constexpr double kRotatedHeight = 215;  // points: the tallest rotated heading

constexpr double kSafely = 0.95;          // of a page: programs measure rows differently
constexpr double kLeastScale = 0.72;      // of the size that the width allows
constexpr double kNarrowColumn = 7;       // characters: "100 % ▲"
constexpr std::size_t kManyColumns = 12;  // with upright headings they would take two pages' width

bool is_text(const TableColumn& column) { return column.format == CellFormat::text; }

/// Are the columns of figures narrow, with headings read from below?
bool is_narrow(const Table& table) {
  if (table.layout == TableLayout::matrix) return true;
  if (table.layout == TableLayout::list || table.columns.size() <= kManyColumns + 1) return false;
  return std::all_of(table.columns.begin() + 1, table.columns.end(), [](const TableColumn& column) {
    return column.format == CellFormat::count || column.format == CellFormat::percent;
  });
}

std::string heading_of(const TableColumn& column, const Labels& labels) {
  if (column.base == kWithheldBase) return labels("disclosure.base-column", {column.title});
  if (column.base < 0) return column.title;
  return labels("column.with-base",
                {column.title, std::to_string(static_cast<std::uint64_t>(column.base))});
}

/// Is nothing left of the rows but how many they are of? Then a sentence says it better than dots.
/// The row of the total stands in other tables too.
bool says_nothing(const Table& table) {
  bool withheld = false, has_base = false;
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    const bool base = table.columns[c].id == "n";
    has_base = has_base || base;
    for (const TableRow& row : table.rows) {
      if (c >= row.cells.size() || row.emphasis) continue;
      const auto* number = std::get_if<double>(&row.cells[c]);
      if (number != nullptr && *number != 0 && !base) return false;
      withheld = withheld || std::holds_alternative<Withheld>(row.cells[c]);
    }
  }
  return withheld && has_base;
}

const std::string* text_of(const TableCell& cell) { return std::get_if<std::string>(&cell); }

/// "12–34 %".
std::string text_of(const Interval& interval) {
  const auto percent = [](double share) { return std::to_string(std::lround(share * 100)); };
  return percent(interval.low) + "–" + percent(interval.high) + "\u00A0%";
}

/// Pixels of the widest that a numeric column shows, as digits.
double number_width(const Table& table, std::size_t c, const Layout& layout) {
  const Face face{layout.size, true};
  double most = 0;
  double widest = 0;
  for (const TableRow& row : table.rows) {
    if (c >= row.cells.size()) continue;
    if (const auto* n = std::get_if<double>(&row.cells[c])) most = std::max(most, std::abs(*n));
    if (const auto* interval = std::get_if<Interval>(&row.cells[c])) {
      widest = std::max(widest, text_width(text_of(*interval), layout, face) + kCellMargin);
    }
  }
  const double digits = most < 10 ? 1 : std::floor(std::log10(std::min(most, 1e15))) + 1;
  return std::max(widest, (digits * 4 / 3 + 3) * text_width("0", layout, face));
}

class TableWriter {
 public:
  TableWriter(const WorkbookInput& input, Sheet& sheet, const std::vector<const Table*>& tables,
              Register& placed)
      : input_(input), layout_(input.layout), sheet_(sheet), tables_(tables), placed_(placed) {}

  void write() {
    measure();
    for (const Table* table : tables_) write(*table);
    for (const Table* table : tables_) {
      for (const Chart& chart : table->charts) {
        if (&host_of(*table, chart) != table) place_beside(*table, chart);
      }
    }
    PageSetup page = page_setup(input_);
    if (shares_headings()) {
      page.first_heading = page.last_heading = headings_.at(tables_.front()->id);
      sheet_.freeze(page.last_heading + 1, 1);
      // Over a second table with headings of its own the first one's would stand twice.
      // Over a chart they would say nothing.
      page.has_heading = tables_.size() == 1 && (first_below_ == 0 || end_of(0) > page_height());
    }
    page.breaks = page_breaks();
    page.percent = percent();
    sheet_.page(page);
  }

 private:
  /// Pixels of what stands on the sheet.
  double content_width() const {
    double width = first_below_ > 0 ? layout_.chart_width : 0;
    for (const Table* table : tables_) {
      double all = table_width(*table);
      if (has_chart_.contains(table->id))
        all += layout_.chart_width + width_of(table->columns.size());
      width = std::max(width, all);
    }
    return width;
  }

  /// Pixels of the highest table or chart. The two empty rows at a table's end may hang over.
  double highest() const {
    double out = 0;
    for (std::size_t t = 0; t < starts_.size(); ++t)
      out = std::max(out, end_of(t) - starts_[t].second);
    return out;
  }
  double end_of(std::size_t t) const {
    const double end = t + 1 < starts_.size() ? starts_[t + 1].second : below_;
    return end - 2 * kDefaultRow * kPixelsPerPoint;
  }

  /// How small the print is: a little smaller than it need be, where each table then keeps on one
  /// page. 0 = as small as makes the sheet a page wide.
  std::uint16_t percent() const {
    const PageRoom room = page_room(layout_);
    const double wide = std::min(1.0, room.width / std::max(1.0, content_width()));
    const double high = kSafely * room.height / std::max(1.0, highest());
    if (high >= wide || high < kLeastScale * wide) return 0;
    return static_cast<std::uint16_t>(100 * std::min(high, kSafely * wide));
  }

  /// Pixels of the sheet that a page holds.
  double page_height() const {
    const PageRoom room = page_room(layout_);
    if (const std::uint16_t scale = percent(); scale > 0) return room.height * 100 / scale;
    return room.height * std::max(1.0, content_width() / room.width);
  }

  /// The first rows of tables and charts that are to begin a page, so that none is cut that fits on
  /// one.
  std::vector<std::uint32_t> page_breaks() const {
    const double height = page_height();
    std::vector<std::uint32_t> out;
    double page = 0;  // top of the page
    for (std::size_t t = 0; t < starts_.size(); ++t) {
      const double begin = starts_[t].second;
      const double end = end_of(t);
      if (end - page > height && begin > page) {
        out.push_back(starts_[t].first);
        page = begin;
      }
      while (end - page > height) page += height;
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

  /// Texts stand off from figures, which end where the next column begins.
  static std::uint8_t indent_of(const Table& table, std::uint8_t level, std::size_t column) {
    if (column == 0) return level;
    return is_text(table.columns[column]) && !is_text(table.columns[column - 1]) ? 1 : 0;
  }

  /// Widths that fit all tables of the sheet.
  void measure() {
    const Face bold{layout_.heading_size, true};
    for (const Table* table : tables_) {
      for (std::size_t c = 0; c < table->columns.size(); ++c) {
        const TableColumn& column = table->columns[c];
        double width = 0;  // pixels
        const std::string heading = heading_of(column, input_.labels);
        if (is_narrow(*table) && c > 0) {
          width =
              pixels(table->layout == TableLayout::matrix ? layout_.matrix_column : kNarrowColumn);
        } else if (is_text(column)) {
          for (const TableRow& row : table->rows) {
            if (c >= row.cells.size()) continue;
            const std::string* text = text_of(row.cells[c]);
            if (text == nullptr) continue;
            width = std::max(width, text_width(*text, layout_, {layout_.size, row.emphasis}) +
                                        kIndent * indent_of(*table, row.level, c) + kCellMargin);
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
    style.low = true;  // how many lines a heading takes differs between programs
    const Face face{layout_.heading_size, true};
    double height = 0;
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
      const std::string heading = heading_of(table.columns[c], input_.labels);
      Style own = style;
      own.rotated = is_narrow(table) && c > 0;
      if (!is_text(table.columns[c]) && !own.rotated) own.align = Align::right;
      if (!own.rotated) own.indent = indent_of(table, 0, c);
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
    placed_.tables.back().first_row = row_ + 1;
    heading_tops_[table.id] = below_;
    finish_row(height);
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
        style.number = number_format(layout_, row.format.value_or(column.format));
        // The number stays a number: the mark is part of its format.
        if (c < row.marks.size() && row.marks[c] != 0) {
          style.number += row.marks[c] > 0 ? " \"▲\"" : " \"▼\"";
        }
        sheet_.number(row_, at, *number, style);
        continue;
      }
      if (const auto* interval = std::get_if<Interval>(&row.cells[c])) {
        style.align = Align::right;
        sheet_.text(row_, at, text_of(*interval), style);
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
      style.indent = indent_of(table, row.level, c);
      if (!is_text(column)) style.align = Align::right;
      sheet_.text(row_, at, text == nullptr ? std::string_view() : *text, style);
      if (text == nullptr) continue;
      const double room = width_of(c) - kCellMargin / 4 - kIndent * style.indent;
      height = std::max(height, row_height(wrapped_lines(*text, room, layout_, face), face));
    }
    finish_row(height);
  }

  void write(const Table& table) {
    starts_.emplace_back(row_, below_);
    const std::string& caption = placed_.add(table, sheet_, row_, input_.labels).caption;
    const bool is_list = table.layout == TableLayout::list;
    Style title{layout_.title_size, true};
    title.colour = "title";
    sheet_.text(row_, 0, caption, title);
    finish_row(row_height(1, {layout_.title_size, true}));
    Style base{layout_.note_size};
    base.italic = true;
    base.colour = "note";
    sheet_.text(row_, 0, table.base, base);
    finish_row(kDefaultRow);
    if (says_nothing(table)) {
      write_silence(table);
      return;
    }
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
    write_source(table);
    for (const Chart& chart : table.charts) {
      if (&host_of(table, chart) == &table) place_own(table, chart);
    }
    while (below_ < chart_end_) finish_row(kDefaultRow);
    finish_row(kDefaultRow);
    finish_row(kDefaultRow);
  }

  /// In the place of a table all of whose numbers are withheld.
  void write_silence(const Table& table) {
    headings_[table.id] = row_;
    heading_tops_[table.id] = below_;
    write_wide(input_.labels("table.silent"), Style{layout_.size},
               std::clamp(table_width(table), kNoteWidth, 2 * kNoteWidth));
    write_source(table);
    finish_row(kDefaultRow);
    finish_row(kDefaultRow);
  }

  void write_notes(const Table& table) {
    Style note{layout_.note_size};
    note.colour = "note";
    const double width = std::clamp(table_width(table), kNoteWidth, 2 * kNoteWidth);
    for (const std::string& text : table.notes) write_wide(text, note, width);
  }

  /// What a table that is pasted elsewhere must say of where it comes from.
  void write_source(const Table& table) {
    if (placed_.tables.back().label.empty()) return;
    Style note{layout_.note_size};
    note.colour = "note";
    write_wide(input_.labels("table.source", {input_.summary.study, input_.program}), note,
               std::clamp(table_width(table), kNoteWidth, 2 * kNoteWidth));
  }

  /// Has a page beside the table room for a chart, in a size that can be read?
  bool fits_beside(const Table& table) const {
    const double width = table_width(table) + width_of(table.columns.size()) + layout_.chart_width;
    return width <= page_room(layout_).width;
  }

  /// The table that the chart stands beside or below: its own where there is no room elsewhere.
  const Table& host_of(const Table& table, const Chart& chart) const {
    const auto beside = std::find_if(tables_.begin(), tables_.end(),
                                     [&](const Table* t) { return t->id == chart.beside; });
    return beside == tables_.end() || !fits_beside(**beside) ? table : **beside;
  }

  /// Beside the table if it fits there and nothing does already, else below.
  void place_own(const Table& table, const Chart& chart) {
    if (!draws(table, chart)) return;
    if (fits_beside(table) && !has_chart_.contains(table.id)) {
      place_beside(table, chart);
      return;
    }
    while (below_ < chart_end_) finish_row(kDefaultRow);
    for (int gap = 0; gap < 2; ++gap) finish_row(kDefaultRow);
    if (first_below_ == 0) first_below_ = below_;
    starts_.emplace_back(row_, below_);  // a chart is not cut by a page's end either
    chart_end_ = below_ + put(table, chart, row_, 0);
  }

  void place_beside(const Table& table, const Chart& chart) {
    if (!draws(table, chart)) return;
    const Table& host = host_of(table, chart);
    has_chart_.insert(host.id);
    const double height = put(table, chart, headings_.at(host.id),
                              static_cast<std::uint16_t>(host.columns.size() + 1));
    if (&host == &table) chart_end_ = std::max(chart_end_, heading_tops_.at(host.id) + height);
  }

  /// Pixels that it is high.
  double put(const Table& table, const Chart& chart, std::uint32_t row, std::uint16_t column) {
    const std::uint32_t first = headings_.at(table.id) + 1;
    const std::string title = placed_.add(table, chart, input_.labels);
    if (chart.curve || (chart.lines && !chart.stacked)) {
      const CurveChart curves = curve_chart(input_, table, chart, first, title);
      sheet_.chart(row, column, curves);
      return curves.height;
    }
    const BarChart bars = bar_chart(input_, table, chart, first, title);
    sheet_.chart(row, column, bars);
    return bars.height;
  }

  const WorkbookInput& input_;
  const Layout& layout_;
  Sheet& sheet_;
  const std::vector<const Table*>& tables_;
  Register& placed_;
  std::map<std::uint16_t, double> widths_;                ///< pixels of text, by column
  std::map<std::string, std::uint32_t> headings_;         ///< row, by table
  std::map<std::string, double> heading_tops_;            ///< pixels from the sheet's top
  std::vector<std::pair<std::uint32_t, double>> starts_;  ///< rows of titles and charts, and tops
  std::set<std::string> has_chart_;                       ///< tables with a chart beside them
  std::uint32_t row_ = 0;
  double below_ = 0;        ///< pixels from the sheet's top to row_
  double chart_end_ = 0;    ///< pixels: no table may begin above
  double first_below_ = 0;  ///< pixels: top of the first chart below a table; 0 = none
};

}  // namespace

void write_tables(const WorkbookInput& input, Sheet& sheet, const std::vector<const Table*>& tables,
                  Register& placed) {
  TableWriter(input, sheet, tables, placed).write();
}

}  // namespace samsyn::emit
