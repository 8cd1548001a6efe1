// Numbers of tables and charts, the list of them, and links between sheets.

#include <algorithm>
#include <set>

#include "stages/emit/xlsx_sheets.hpp"

namespace samsyn::emit {
namespace {

/// Tables of codes by code: their rows' ids are codes.
bool is_of_codes(const Table& table) {
  const std::string_view id = table.id;
  return id.starts_with("codes.") || id.starts_with("stance.");
}

Style link_style(const TableRow& row) {
  Style style;
  style.bold = row.emphasis;
  if (row.emphasis) style.fill = "group_fill";
  style.wrap = true;
  style.line_below = true;
  style.colour = "link";
  style.indent = row.level;
  return style;
}

using Cells = std::set<std::pair<std::string, std::uint32_t>>;  ///< sheet and row, first column

/// From the names of rows that lead nowhere yet to the rows' numbers as data.
void link_data(const Register& placed, const Cells& linked,
               const std::map<std::string, Sheet*>& sheets) {
  for (const Placed& one : placed.tables) {
    for (std::uint32_t r = 0; r < one.data.size(); ++r) {
      const TableRow& row = one.table->rows[r];
      const auto* name = row.cells.empty() ? nullptr : std::get_if<std::string>(&row.cells[0]);
      if (one.data[r] == kNotData || name == nullptr || name->empty() ||
          linked.contains({one.sheet, one.first_row + r})) {
        continue;
      }
      sheets.at(one.sheet)->link(one.first_row + r, 0, placed.data_sheet, one.data[r], *name,
                                 link_style(row));
    }
  }
}

/// From the names of codes to their first quotation, and from quotations to the first table of
/// their code.
Cells link_quotations(const WorkbookInput& input, const Register& placed,
                      const std::map<std::string, Sheet*>& sheets) {
  Cells linked;
  const Placed* quotations = placed.find("quotations");
  if (quotations == nullptr) return linked;
  std::map<std::string, std::uint32_t, std::less<>> first;  // row of the first quotation, by code
  for (std::uint32_t q = 0; q < input.summary.quotations.size(); ++q) {
    first.emplace(input.summary.quotations[q].code, quotations->first_row + q);
  }
  std::map<std::string, std::pair<std::string, std::uint32_t>, std::less<>> back;  // by code
  for (const Placed& one : placed.tables) {
    if (!is_of_codes(*one.table) || one.first_row == 0) continue;
    for (std::uint32_t r = 0; r < one.table->rows.size(); ++r) {
      const TableRow& row = one.table->rows[r];
      const auto quoted = first.find(row.id);
      if (quoted == first.end() || row.emphasis || row.cells.empty()) continue;
      const auto* name = std::get_if<std::string>(&row.cells[0]);
      if (name == nullptr) continue;
      sheets.at(one.sheet)->link(one.first_row + r, 0, quotations->sheet, quoted->second, *name,
                                 link_style(row));
      linked.emplace(one.sheet, one.first_row + r);
      back.emplace(row.id, std::pair(one.sheet, one.first_row + r));
    }
  }
  for (std::uint32_t q = 0; q < input.summary.quotations.size(); ++q) {
    const auto target = back.find(input.summary.quotations[q].code);
    if (target == back.end()) continue;
    const TableRow& row = quotations->table->rows[q];
    sheets.at(quotations->sheet)
        ->link(quotations->first_row + q, 0, target->second.first, target->second.second,
               std::get<std::string>(row.cells[0]), link_style(row));
  }
  return linked;
}

}  // namespace

Placed& Register::add(const Table& table, const Sheet& sheet, std::uint32_t row,
                      const Labels& labels) {
  constexpr std::string_view kUnnumbered[] = {
      "quotations", "uncoded.quotations", "codebook", "disclosure", "tables", "method"};
  Placed& one = tables.emplace_back();
  one.table = &table;
  one.sheet = sheet.name();
  one.row = row;
  one.caption = table.title;
  if (std::find(std::begin(kUnnumbered), std::end(kUnnumbered), table.id) ==
      std::end(kUnnumbered)) {
    one.label = labels("table.number", {std::to_string(++numbered_)});
    one.caption = labels("table.caption", {one.label, table.title});
  }
  return one;
}

std::string Register::add(const Table& table, const Chart& chart, const Labels& labels) {
  const std::string title =
      chart.base ? labels("chart.with-base", {chart.title, table.base}) : chart.title;
  const std::string numbered =
      labels("table.caption", {labels("chart.number", {std::to_string(++charts_)}), title});
  for (Placed& one : tables) {
    if (one.table == &table) one.charts.push_back(numbered);
  }
  return numbered;
}

const Placed* Register::find(std::string_view id) const {
  const auto found = std::find_if(tables.begin(), tables.end(),
                                  [&](const Placed& one) { return one.table->id == id; });
  return found == tables.end() ? nullptr : &*found;
}

Table table_of_tables(const WorkbookInput& input, const Register& placed) {
  const Labels& labels = input.labels;
  Table table;
  table.id = "tables";
  table.sheet = "tables";
  table.title = labels("tables.title");
  table.layout = TableLayout::list;
  for (const char* column : {"number", "shows", "base", "chart", "sheet"}) {
    table.columns.push_back({column, labels(std::string("tables.column.") + column)});
  }
  std::size_t charts = 0;
  for (const Placed& one : placed.tables) {
    if (one.label.empty()) continue;
    std::string drawn;
    for (const std::string& chart : one.charts) {
      drawn += (drawn.empty() ? "" : ", ") + chart.substr(0, chart.find('.'));
    }
    charts += one.charts.size();
    table.rows.push_back(
        {one.table->id, {one.label, one.table->title, one.table->base, drawn, one.sheet}});
  }
  table.base = labels("tables.base", {std::to_string(table.rows.size()), std::to_string(charts)});
  return table;
}

void link_sheets(const WorkbookInput& input, const Register& placed,
                 const std::map<std::string, Sheet*>& sheets) {
  if (const Placed* list = placed.find("tables")) {
    for (std::uint32_t r = 0; r < list->table->rows.size(); ++r) {
      const TableRow& row = list->table->rows[r];
      const Placed* target = placed.find(row.id);
      if (target == nullptr) continue;
      sheets.at(list->sheet)
          ->link(list->first_row + r, 0, target->sheet, target->row,
                 std::get<std::string>(row.cells[0]), link_style(row));
    }
  }
  link_data(placed, link_quotations(input, placed, sheets), sheets);
}

}  // namespace samsyn::emit
