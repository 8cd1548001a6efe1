#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "pipeline/model/number_text.hpp"
#include "stages/summarise/weak.hpp"
#include "stages/summarise/worked_out.hpp"

namespace samsyn::summarise {
namespace {

struct Named {
  std::string id, name;
};

/// Two codes whose numbers are all shown.
struct Pair {
  Named first, second;
  double of_first = 0, of_second = 0, both = 0;
};

std::optional<double> shown(const TableCell& cell) {
  const auto* number = std::get_if<double>(&cell);
  return number == nullptr ? std::nullopt : std::optional(*number);
}

Named named(const TableRow& row) {
  const auto* name = std::get_if<std::string>(&row.cells.front());
  return {row.id, name == nullptr ? row.id : *name};
}

/// Of a matrix whose diagonal has the codes' own numbers, each pair once.
void add_symmetric(const Table& matrix, std::vector<Pair>& out) {
  std::map<std::string, double> own;
  for (const TableRow& row : matrix.rows) {
    for (std::size_t c = 1; c < row.cells.size(); ++c) {
      if (matrix.columns[c].id != row.id) continue;
      if (const auto n = shown(row.cells[c])) own[row.id] = *n;
    }
  }
  for (std::size_t r = 0; r < matrix.rows.size(); ++r) {
    const TableRow& row = matrix.rows[r];
    for (std::size_t c = r + 2; c < row.cells.size(); ++c) {
      const std::string& other = matrix.columns[c].id;
      const auto both = shown(row.cells[c]);
      if (!both || !own.contains(row.id) || !own.contains(other)) continue;
      out.push_back({named(row), {other, matrix.columns[c].title}, own[row.id], own[other], *both});
    }
  }
}

/// Of a matrix whose margins have them: the second column and the last row.
void add_with_margins(const Table& matrix, std::vector<Pair>& out) {
  if (matrix.rows.empty()) return;
  const TableRow& margin = matrix.rows.back();
  for (const TableRow& row : matrix.rows) {
    if (&row == &margin) break;
    const auto of_row = shown(row.cells[1]);
    for (std::size_t c = 2; c < row.cells.size(); ++c) {
      const auto both = shown(row.cells[c]);
      const auto of_column = shown(margin.cells[c]);
      if (!both || !of_row || !of_column) continue;
      out.push_back({named(row),
                     {matrix.columns[c].id, matrix.columns[c].title},
                     *of_row,
                     *of_column,
                     *both});
    }
  }
}

Table list_of(std::vector<Pair> pairs, const Table& from, const std::string& unit, double base,
              const Summary& summary, const Labels& labels) {
  std::erase_if(pairs, [](const Pair& pair) { return pair.both <= 0; });
  std::stable_sort(pairs.begin(), pairs.end(),
                   [](const Pair& a, const Pair& b) { return a.both > b.both; });
  Table table;
  table.id = unit == "answers" ? "cooccurrence.pairs" : "cooccurrence.pairs." + unit;
  table.sheet = from.sheet;
  table.title = labels("evidence.pairs-" + unit);
  table.base = from.base;
  table.base_count = base;
  table.columns = {{"first", labels("evidence.column-first")},
                   {"second", labels("evidence.column-second")},
                   {"of_first", labels("evidence.column-of-first"), CellFormat::count},
                   {"of_second", labels("evidence.column-of-second"), CellFormat::count},
                   {"both", labels("evidence.column-both"), CellFormat::count},
                   {"jaccard", labels("evidence.column-jaccard"), CellFormat::precise},
                   {"lift", labels("evidence.column-lift"), CellFormat::precise}};
  bool weak = false;
  for (const Pair& pair : pairs) {
    const double either = pair.of_first + pair.of_second - pair.both;
    TableRow& row = table.rows.emplace_back();
    row.id = pair.first.id + "+" + pair.second.id;
    row.cells = {pair.first.name, pair.second.name, pair.of_first, pair.of_second, pair.both};
    // Rounded numbers may not fit: then no index.
    const bool fits = either > 0 && pair.both <= std::min(pair.of_first, pair.of_second);
    row.cells.push_back(fits ? TableCell{pair.both / either} : TableCell{});
    row.cells.push_back(fits ? TableCell{pair.both * base / (pair.of_first * pair.of_second)}
                             : TableCell{});
    row.weak = weakness_of(summary, pair.first.id);
    if (row.weak.empty()) row.weak = weakness_of(summary, pair.second.id);
    weak = weak || !row.weak.empty();
  }
  table.notes = {labels("evidence.note-pairs-" + unit), labels("evidence.note-indices"),
                 labels("evidence.note-pairs-shown")};
  if (weak) table.notes.push_back(labels("note.weak"));
  return table;
}

}  // namespace

void add_behind(Table table, const Labels& labels, Summary& summary) {
  Disclosure& ledger = summary.disclosure;
  if (ledger.least_cell > 1 || ledger.round > 1) {
    Disclosure::OfTable told{table.id, table.title, 0, 0};
    for (const TableRow& row : table.rows) {
      for (const TableCell& cell : row.cells) told.numbers += std::holds_alternative<double>(cell);
    }
    if (told.numbers > 0) {
      if (ledger.round > 1) {
        table.notes.push_back(labels("disclosure.rounded", {std::to_string(ledger.round)}));
      }
      ledger.tables.push_back(std::move(told));
    }
  }
  auto place = summary.tables.end();
  while (place != summary.tables.begin() && std::prev(place)->sheet != table.sheet) --place;
  summary.tables.insert(place == summary.tables.begin() ? summary.tables.end() : place,
                        std::move(table));
}

void add_associations(const Labels& labels, Summary& summary) {
  std::vector<Table> lists;
  std::vector<Pair> by_people;
  const Table* people = nullptr;
  for (const Table& table : summary.tables) {
    if (table.id == "cooccurrence") {
      std::vector<Pair> by_answers;
      add_symmetric(table, by_answers);
      lists.push_back(
          list_of(std::move(by_answers), table, "answers", table.base_count, summary, labels));
    } else if (table.id.starts_with("cooccurrence.people.")) {
      add_with_margins(table, by_people);
      people = &table;
    }
  }
  if (people != nullptr && people->base_count > 0) {
    lists.push_back(
        list_of(std::move(by_people), *people, "people", people->base_count, summary, labels));
  }
  for (Table& list : lists) {
    if (!list.rows.empty()) add_behind(std::move(list), labels, summary);
  }
}

}  // namespace samsyn::summarise
