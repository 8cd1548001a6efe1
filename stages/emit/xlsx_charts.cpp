// Charts of tables: which cells they show, and how.

#include <algorithm>
#include <cmath>

#include "stages/emit/xlsx_sheets.hpp"

namespace samsyn::emit {
namespace {

/// How many of the first rows are drawn: up to the first total, and none that is not shown in a
/// ranking, where they stand last.
std::uint32_t drawn_rows(const Table& table, const Chart& chart) {
  std::uint32_t rows = 0;
  for (const TableRow& row : table.rows) {
    if (row.emphasis || (chart.rows > 0 && rows == chart.rows)) break;
    if (table.ranked_by > 0 && std::holds_alternative<Withheld>(row.cells[table.ranked_by])) break;
    ++rows;
  }
  return rows;
}

bool is_withheld(const TableRow& row, std::uint32_t column) {
  return column < row.cells.size() && std::holds_alternative<Withheld>(row.cells[column]);
}

/// Is there a column of which nothing is withheld?
bool has_whole_bar(const Table& table, const Chart& chart, std::uint32_t rows) {
  return std::any_of(chart.series.begin(), chart.series.end(), [&](std::uint32_t column) {
    return std::none_of(table.rows.begin(), table.rows.begin() + rows,
                        [&](const TableRow& row) { return is_withheld(row, column); });
  });
}

/// The parts of stacked bars have no room for figures of nothing.
std::string part_format(CellFormat format) {
  constexpr const char* kShare = "[<0.045]\"\";0 %";  // a part narrower than its figure has none
  return format == CellFormat::percent ? kShare : "0;;";
}

/// Parts of a bar that is all numbers' sum.
struct Part {
  std::string name;
  Range values;
  std::vector<std::uint32_t> gaps;
};

/// A series from each column, over the rows.
std::vector<Part> parts_down(const Table& table, const Chart& chart, std::uint32_t first,
                             std::uint32_t rows) {
  std::vector<Part> out;
  for (const std::uint32_t column : chart.series) {
    const auto c = static_cast<std::uint16_t>(column);
    Part part{table.columns[column].title, {first, c, first + rows - 1, c}, {}};
    for (std::uint32_t r = 0; r < rows; ++r) {
      if (is_withheld(table.rows[r], column)) part.gaps.push_back(r);
    }
    out.push_back(std::move(part));
  }
  return out;
}

/// A series from each row, over the columns.
std::vector<Part> parts_across(const Table& table, const Chart& chart, std::uint32_t first,
                               std::uint32_t rows) {
  std::vector<Part> out;
  const auto from = static_cast<std::uint16_t>(chart.series.front());
  const auto to = static_cast<std::uint16_t>(chart.series.back());
  for (std::uint32_t r = 0; r < rows; ++r) {
    const auto* name = std::get_if<std::string>(&table.rows[r].cells[chart.category]);
    Part part{name == nullptr ? std::string() : *name, {first + r, from, first + r, to}, {}};
    for (std::uint32_t column = from; column <= to; ++column) {
      if (is_withheld(table.rows[r], column)) part.gaps.push_back(column - from);
    }
    out.push_back(std::move(part));
  }
  return out;
}

}  // namespace

const std::string& number_format(const Layout& layout, CellFormat format) {
  switch (format) {
    case CellFormat::percent:
      return layout.percent_format;
    case CellFormat::decimal:
      return layout.decimal_format;
    case CellFormat::precise:
      return layout.precise_format;
    case CellFormat::text:
    case CellFormat::count:
      break;
  }
  return layout.count_format;
}

bool draws(const Table& table, const Chart& chart) {
  if (chart.series.empty()) return false;
  const std::uint32_t rows = drawn_rows(table, chart);
  if (chart.stacked && chart.lines && !has_whole_bar(table, chart, rows)) return false;
  for (std::uint32_t r = 0; r < rows; ++r) {
    const std::vector<TableCell>& cells = table.rows[r].cells;
    for (const std::uint32_t column : chart.series) {
      const auto* number = column < cells.size() ? std::get_if<double>(&cells[column]) : nullptr;
      if (number != nullptr && std::isfinite(*number) && *number != 0) return true;
    }
  }
  return false;
}

BarChart bar_chart(const WorkbookInput& input, const Table& table, const Chart& chart,
                   std::uint32_t first, const std::string& title) {
  const Layout& layout = input.layout;
  const std::uint32_t rows = drawn_rows(table, chart);
  BarChart out;
  out.title = title;
  out.alternative =
      input.labels(chart.stacked ? "chart.stacked-alt" : "chart.alt", {title, table.title});
  out.stacked = chart.stacked;
  out.upright = chart.upright;
  std::vector<Part> parts;
  std::uint32_t bars = rows;
  if (chart.lines) {
    const auto from = static_cast<std::uint16_t>(chart.series.front());
    const auto to = static_cast<std::uint16_t>(chart.series.back());
    out.categories = {first - 1, from, first - 1, to};
    bars = to - from + 1U;
    parts = parts_across(table, chart, first, rows);
  } else {
    const auto c = static_cast<std::uint16_t>(chart.category);
    out.categories = {first, c, first + rows - 1, c};
    parts = parts_down(table, chart, first, rows);
  }
  const CellFormat format = table.columns[chart.series.front()].format;
  // Where bars lie in groups beside each other, each needs room.
  const std::size_t thick = chart.stacked ? 1 : std::max<std::size_t>(1, parts.size());
  // What cannot be shown may not make the other parts longer than they are.
  const bool has_gap =
      std::any_of(parts.begin(), parts.end(), [](const Part& part) { return !part.gaps.empty(); });
  out.as_it_is = chart.stacked && has_gap;
  if (out.as_it_is) out.title = input.labels("chart.gaps", {title});
  out.shares = out.as_it_is && format == CellFormat::percent;
  out.ordered = chart.stacked && (chart.lines || chart.upright);
  std::vector<bool> told(bars);
  for (Part& part : parts) {
    std::vector<std::uint32_t> gaps;
    for (const std::uint32_t gap : part.gaps) {
      if (chart.stacked && told[gap]) continue;  // their marks would lie on each other
      told[gap] = true;
      gaps.push_back(gap);
    }
    out.series.push_back({std::move(part.name), part.values,
                          chart.stacked ? part_format(format) : number_format(layout, format),
                          std::move(gaps)});
  }
  out.width = layout.chart_width;
  const double room = layout.bar_height * static_cast<double>(bars) * (chart.lines ? 1.6 : 1.0) *
                      (thick > 1 ? 0.6 * static_cast<double>(thick) : 1.0);
  out.height = chart.upright ? layout.curve_height
                             : std::max(layout.least_chart_height, layout.frame_height + room);
  return out;
}

CurveChart curve_chart(const WorkbookInput& input, const Table& table, const Chart& chart,
                       std::uint32_t first, const std::string& title) {
  const std::uint32_t rows = drawn_rows(table, chart);
  CurveChart out;
  out.title = title;
  out.alternative = input.labels("chart.curve-alt", {title, table.title});
  const CellFormat format = table.columns[chart.series.front()].format;
  if (chart.lines) {
    const auto from = static_cast<std::uint16_t>(chart.series.front());
    const auto to = static_cast<std::uint16_t>(chart.series.back());
    out.by_name = true;
    out.categories = {first - 1, from, first - 1, to};
    const std::string& number =
        number_format(input.layout, format == CellFormat::precise ? CellFormat::decimal : format);
    for (Part& part : parts_across(table, chart, first, rows)) {
      out.series.push_back({std::move(part.name), part.values, number, std::move(part.gaps)});
    }
  } else {
    const auto c = static_cast<std::uint16_t>(chart.category);
    out.across = table.columns[chart.category].title;
    out.categories = {first, c, first + rows - 1, c};
    for (Part& part : parts_down(table, chart, first, rows)) {
      out.series.push_back({std::move(part.name), part.values, {}, std::move(part.gaps)});
    }
  }
  out.width = input.layout.chart_width;
  out.height = input.layout.curve_height;
  return out;
}

}  // namespace samsyn::emit
