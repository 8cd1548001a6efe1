#include "stages/emit/legible.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace samsyn::emit {
namespace {

constexpr double kNoBound = 1e-9;  // of a share of nobody, as the formula gives it

/// Is it a group of the attribute that the table is by ("closed.nojd.group.people": "group")?
bool of_group(const Table& table, const Selection& who) {
  return std::any_of(who.begin(), who.end(), [&](const Condition& one) {
    return one.dimension != "kind" && one.dimension != "item" &&
           (table.id + ".").find("." + one.dimension + ".") != std::string::npos;
  });
}

bool is_figure(const TableColumn& column) { return column.format != CellFormat::text; }

bool is_withheld(const TableCell& cell) { return std::holds_alternative<Withheld>(cell); }

bool is_shown(const TableCell& cell) {
  const auto* number = std::get_if<double>(&cell);
  const auto* interval = std::get_if<Interval>(&cell);
  return (number != nullptr && *number != 0) || (interval != nullptr && interval->low > kNoBound);
}

const TableCell& cell_of(const TableRow& row, std::size_t c) {
  static const TableCell none;
  return c < row.cells.size() ? row.cells[c] : none;
}

/// Something is withheld, and nothing but zeros shown.
bool is_blank_column(const Table& table, std::size_t c) {
  bool withheld = false;
  for (const TableRow& row : table.rows) {
    if (is_shown(cell_of(row, c))) return false;
    withheld = withheld || is_withheld(cell_of(row, c));
  }
  return withheld;
}

bool is_blank_row(const TableRow& row) {
  return std::none_of(row.cells.begin(), row.cells.end(), is_shown) &&
         std::any_of(row.cells.begin(), row.cells.end(), is_withheld);
}

template <class T>
void keep(const std::vector<std::uint32_t>& kept, std::vector<T>& all) {
  std::vector<T> out;
  for (const std::uint32_t c : kept) {
    if (c < all.size()) out.push_back(std::move(all[c]));
  }
  all = std::move(out);
}

std::string joined(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "" : ", ") + name;
  return out;
}

void keep_columns(const std::vector<std::uint32_t>& kept, Table& table) {
  std::map<std::uint32_t, std::uint32_t> now;
  for (std::uint32_t k = 0; k < kept.size(); ++k) now[kept[k]] = k;
  const auto moved = [&](std::uint32_t c) { return now.contains(c) ? now[c] : 0U; };
  keep(kept, table.columns);
  for (TableColumn& column : table.columns) column.base_column = moved(column.base_column);
  for (TableRow& row : table.rows) {
    keep(kept, row.cells);
    keep(kept, row.marks);
    keep(kept, row.people);
  }
  table.ranked_by = moved(table.ranked_by);
  std::erase_if(table.charts, [&](Chart& chart) {
    std::erase_if(chart.series, [&](std::uint32_t c) { return !now.contains(c); });
    for (std::uint32_t& c : chart.series) c = moved(c);
    chart.category = moved(chart.category);
    return chart.series.empty();
  });
}

void leave_out_columns(Table& table, const Labels& labels) {
  std::vector<std::uint32_t> kept;
  std::vector<std::string> blank;
  for (std::uint32_t c = 0; c < table.columns.size(); ++c) {
    if (c > 0 && is_figure(table.columns[c]) && is_blank_column(table, c)) {
      blank.push_back(table.columns[c].title);
    } else {
      kept.push_back(c);
    }
  }
  if (blank.empty()) return;
  keep_columns(kept, table);
  table.notes.push_back(labels("note.columns-left-out", {joined(blank)}));
}

/// Rows with measures of groups; `names`: the first cells.
void leave_out_rows(Table& table, const Labels& labels) {
  std::vector<std::string> blank;
  std::erase_if(table.rows, [&](const TableRow& row) {
    if (!of_group(table, row.who) || !is_blank_row(row)) return false;
    if (const auto* name = std::get_if<std::string>(&cell_of(row, 0))) blank.push_back(*name);
    return true;
  });
  if (!blank.empty()) table.notes.push_back(labels("note.rows-left-out", {joined(blank)}));
}

bool has_measures(const Table& table) {
  return std::any_of(table.columns.begin(), table.columns.end(),
                     [](const TableColumn& c) { return c.measure == Measure::mean; });
}

enum class Compares : std::uint8_t { nothing, columns, rows };

/// By what a table compares groups of people, and nothing beside.
Compares compared_by(const Table& table) {
  if (table.layout == TableLayout::list || table.columns.size() < 2) return Compares::nothing;
  const bool rows = std::any_of(table.rows.begin(), table.rows.end(),
                                [&](const TableRow& row) { return of_group(table, row.who); });
  if (rows) return has_measures(table) ? Compares::rows : Compares::nothing;
  const bool columns =
      std::all_of(table.columns.begin() + 1, table.columns.end(),
                  [&](const TableColumn& c) { return is_figure(c) && of_group(table, c.who); });
  return columns ? Compares::columns : Compares::nothing;
}

std::size_t groups_in(const Table& table, Compares compares) {
  if (compares == Compares::rows) return table.rows.size();
  std::set<Selection> out;
  for (std::size_t c = 1; c < table.columns.size(); ++c) out.insert(table.columns[c].who);
  return out.size();
}

bool tells_nothing(const Table& table) {
  return std::none_of(table.rows.begin(), table.rows.end(),
                      [](const TableRow& row) { return !is_blank_row(row); });
}

/// What the titles of a comparison's tables say more than the title that they stand under: "per
/// kommun" of "Fråga, per kommun: antal personer". Each once, in their order.
std::vector<std::string> short_names(const std::vector<std::string>& titles,
                                     const std::string& above) {
  std::vector<std::string> out;
  for (const std::string& title : titles) {
    auto more = std::mismatch(title.begin(), title.end(), above.begin(), above.end()).first;
    if (title.end() - more > 2 && std::string(more, more + 2) == ", ") more += 2;
    while (more != title.begin() && *(more - 1) != ' ') --more;
    std::string name(more, title.end());
    name.resize(std::min(name.size(), name.find(": ")));
    if (std::find(out.begin(), out.end(), name) == out.end()) out.push_back(std::move(name));
  }
  return out;
}

}  // namespace

Summary legible(const Summary& summary, const Labels& labels) {
  Summary out = summary;
  out.tables.clear();
  std::map<std::string, std::vector<std::string>> left_out;  // titles, by sheet
  for (Table table : summary.tables) {
    const Compares compares = compared_by(table);
    if (table.layout != TableLayout::list && table.layout != TableLayout::matrix) {
      if (compares == Compares::rows) leave_out_rows(table, labels);
      leave_out_columns(table, labels);
    }
    if (compares != Compares::nothing && (groups_in(table, compares) < 2 || tells_nothing(table))) {
      left_out[table.sheet].push_back(table.title);
    } else {
      out.tables.push_back(std::move(table));
    }
  }
  for (Table& table : out.tables) {
    const auto found = left_out.find(table.sheet);
    if (found == left_out.end()) continue;
    const std::vector<std::string> names = short_names(found->second, table.title);
    table.notes.push_back(labels("note.tables-left-out", {joined(names)}));
    left_out.erase(found);
  }
  return out;
}

}  // namespace samsyn::emit
