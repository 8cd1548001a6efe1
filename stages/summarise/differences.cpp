#include "stages/summarise/differences.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "stages/summarise/statistics/families.hpp"
#include "stages/summarise/words.hpp"

namespace samsyn::summarise {
namespace {

/// Why there is nothing to test, rather than no test for it.
bool is_idle(Why why) {
  return why == Why::nobody || why == Why::one_group || why == Why::constant;
}

/// A test of which there is no result.
Tested untested(double people) {
  Tested tested;
  tested.base = people;
  tested.effect = "cramers-v";
  return tested;
}

/// Which word says how large the effect is: by Cohen's conventions for r and V (1988, chapters 3
/// and 7), and for epsilon squared by their squares.
std::string strength(const Tested& tested) {
  double size = std::abs(tested.size);
  if (tested.effect == "epsilon-squared") size = std::sqrt(size);
  return size < 0.1   ? "effect.none"
         : size < 0.3 ? "effect.weak"
         : size < 0.5 ? "effect.medium"
                      : "effect.strong";
}

bool is_sure(const Tested& one) { return one.adjusted && *one.adjusted < kSure; }

/// Indices of the tests, by attribute, then family: closed items first.
std::map<std::pair<std::uint32_t, std::string>, std::vector<std::size_t>> families_of(
    const std::vector<Tested>& tested) {
  std::map<std::pair<std::uint32_t, std::string>, std::vector<std::size_t>> out;
  for (std::size_t t = 0; t < tested.size(); ++t) {
    out[{tested[t].attribute, tested[t].family}].push_back(t);
  }
  return out;
}

std::vector<TableColumn> columns_of(const Labels& labels) {
  return {{"item", labels("evidence.column-compared")},
          {"attribute", labels("column.attribute")},
          {"verdict", labels("column.verdict"), CellFormat::text, -1, Measure::verdict},
          {"n", labels("column.n"), CellFormat::count, -1, Measure::people},
          {"test", labels("column.test"), CellFormat::text, -1, Measure::statistic},
          {"statistic", labels("column.statistic"), CellFormat::text, -1, Measure::statistic},
          {"p", labels("column.p"), CellFormat::precise, -1, Measure::statistic},
          {"p_holm", labels("column.p-holm"), CellFormat::precise, -1, Measure::statistic},
          {"effect", labels("column.effect")},
          {"size", labels("column.size"), CellFormat::precise, -1, Measure::statistic}};
}

TableRow row_of(const ClosedDesk& desk, const Tested& one) {
  const Labels& labels = desk.desk.labels;
  const std::string option = one.rests_on.row.empty() ? "" : "." + one.rests_on.row;
  const std::string& attribute = desk.desk.counts.study.attributes[one.attribute].id;
  // A text, not an empty cell, where no test could be made: if it rests on withheld numbers, it is
  // withheld as any result would be, and does not tell why there is none.
  const std::string none = labels("evidence.none");
  const auto number = [&](const std::optional<double>& n) {
    return n ? TableCell{*n} : TableCell{none};
  };
  const TableCell size = one.test.empty() ? TableCell{none} : TableCell{one.size};
  TableRow row{one.item + "." + attribute + option,
               {one.title, attribute_title(desk.desk, one.attribute),
                labels(is_sure(one) ? "verdict.sure" : "verdict.unsure"), one.base,
                one.test.empty() ? none : labels("test." + one.test),
                one.statistic.empty() ? none : one.statistic, number(one.p), number(one.adjusted),
                labels("effect." + one.effect), size}};
  row.people.assign(row.cells.size(), one.base);
  row.who = one.who;
  row.rests_on = one.rests_on;
  return row;
}

/// The result under its table. Of several tests of a table only those that are sure: the sheet of
/// differences has them all.
void add_note(const ClosedDesk& desk, const Tested& one, std::size_t compared, Table& under) {
  const bool several = !one.name.empty();
  if ((several && !is_sure(one)) || !one.p) return;
  const Labels& labels = desk.desk.labels;
  const std::string& language = desk.desk.language();
  // A strength that may be due to chance is not called by its name.
  const std::string size = number_text(one.size, 2, language) +
                           (is_sure(one) ? " (" + labels(strength(one)) + ")" : std::string());
  std::string told = labels("test." + one.test);
  if (!one.statistic.empty()) told += ", " + one.statistic;
  under.number_notes.push_back({static_cast<std::uint32_t>(under.notes.size()),
                                Measure::statistic,
                                {},
                                one.base,
                                one.rests_on});
  under.notes.push_back(labels(
      several ? "note.tested-option" : "note.tested",
      {labels(is_sure(one) ? "verdict.sure" : "verdict.unsure"), told, p_text(*one.p, language),
       p_text(*one.adjusted, language), number_text(static_cast<double>(compared), 0, language),
       labels("effect." + one.effect), size, one.name}));
}

/// Marks of a row that is one of several tests of its table: only when its difference is sure.
void mark(const Tested& one, Table& under, const Labels& labels) {
  if (one.marks.empty() || !is_sure(one)) return;
  const auto row = std::find_if(under.rows.begin(), under.rows.end(),
                                [&](const TableRow& r) { return r.id == one.rests_on.row; });
  if (row == under.rows.end() ||
      std::all_of(one.marks.begin(), one.marks.end(), [](int m) { return m == 0; })) {
    return;
  }
  row->marks = one.marks;
  const std::string note = labels("evidence.marks-rows");
  if (std::find(under.notes.begin(), under.notes.end(), note) == under.notes.end()) {
    under.notes.push_back(note);
  }
}

}  // namespace

std::optional<Tested> test_counts(const Desk& desk, const CrossTable& table, const Effort& effort) {
  const Outcome<CountComparison> found = compare_counts(table, effort);
  if (!found) return std::nullopt;
  Tested tested;
  for (const std::uint64_t cell : table.cells) tested.base += static_cast<double>(cell);
  tested.p = found->p;
  tested.effect = "cramers-v";
  tested.size = found->association.cramers_v;
  switch (found->test) {
    case CountTest::chi_square:
      tested.test = "chi-square";
      tested.statistic = "χ²(" + number_text(found->chi_square.df, 0, desk.language()) +
                         ") = " + number_text(found->chi_square.statistic, 2, desk.language());
      break;
    case CountTest::fisher:
      tested.test = "fisher";
      break;
    case CountTest::drawn_fisher:
      tested.test = "drawn-fisher";
      break;
  }
  return tested;
}

std::optional<Tested> test_weighted(const Desk& desk, const WeightedTable& table) {
  const Outcome<RaoScott> found = rao_scott(table);
  if (!found) return std::nullopt;
  Tested tested;
  tested.base = static_cast<double>(found->people);
  tested.p = found->p;
  tested.effect = "cramers-v";
  tested.size = found->cramers_v;
  tested.test = "rao-scott";
  tested.statistic = "F(" + number_text(found->df1, 2, desk.language()) + "; " +
                     number_text(found->df2, 2, desk.language()) +
                     ") = " + number_text(found->statistic, 2, desk.language());
  return tested;
}

std::optional<Tested> test_said(const Desk& desk, const CrossTable& people) {
  if (const Outcome<Margins> margins = margins_of(people); !margins && is_idle(margins.why())) {
    return std::nullopt;
  }
  std::optional<Tested> tested = test_counts(desk, people, kQuick);
  if (!tested) {
    tested = untested(0);
    for (const std::uint64_t cell : people.cells) tested->base += static_cast<double>(cell);
  }
  return tested;
}

std::optional<Tested> test_said(const Desk& desk, const WeightedTable& people) {
  CrossTable counts{people.rows, people.columns, {}};
  double base = 0;
  for (const Mass& mass : people.cells) {
    counts.cells.push_back(mass.people);
    base += static_cast<double>(mass.people);
  }
  if (const Outcome<Margins> margins = margins_of(counts); !margins && is_idle(margins.why())) {
    return std::nullopt;
  }
  const std::optional<Tested> tested = test_weighted(desk, people);
  return tested ? tested : untested(base);
}

std::vector<std::int8_t> marks_of(const CrossTable& table) {
  std::vector<std::int8_t> marks(table.cells.size());
  const auto found = residuals(table);
  const Outcome<ChiSquare> test = chi_square(table);
  if (!found || !test || !expected_are_enough(*test)) return marks;
  for (std::size_t i = 0; i < marks.size(); ++i) {
    const std::optional<CellResidual>& cell = (*found)[i];
    if (cell && cell->adjusted < kSure) marks[i] = cell->residual > 0 ? 1 : -1;
  }
  return marks;
}

void adjust(std::vector<Tested>& tested) {
  for (const auto& [family, members] : families_of(tested)) {
    std::vector<std::optional<double>> p;
    for (const std::size_t t : members) p.push_back(tested[t].p);
    const std::vector<std::optional<double>> adjusted = holm(p);
    for (std::size_t m = 0; m < members.size(); ++m) tested[members[m]].adjusted = adjusted[m];
  }
}

std::string p_text(double p, const std::string& language) {
  if (p < 0.001) return "p < " + number_text(0.001, 3, language);
  return "p = " + number_text(p, 3, language);
}

void add_differences(const ClosedDesk& desk, std::vector<Tested> tested, Summary& summary) {
  if (tested.empty()) return;
  const Labels& labels = desk.desk.labels;
  adjust(tested);
  Table table;
  table.id = "differences";
  table.sheet = "differences";
  table.title = labels("title.differences");
  table.base = labels("base.differences",
                      {number_text(static_cast<double>(tested.size()), 0, desk.desk.language())});
  table.layout = TableLayout::list;
  table.columns = columns_of(labels);
  table.ranked_by = 2;
  for (const auto& [family, members] : families_of(tested)) {
    for (const std::size_t t : members) {
      const Tested& one = tested[t];
      table.base_count = std::max(table.base_count, one.base);
      table.rows.push_back(row_of(desk, one));
      add_note(desk, one, members.size(), summary.tables[one.table]);
      mark(one, summary.tables[one.table], labels);
    }
  }
  // What a reader looks for first; among them, and below, by attribute and family.
  const std::string sure = labels("verdict.sure");
  std::stable_partition(table.rows.begin(), table.rows.end(),
                        [&](const TableRow& row) { return row.cells[2] == TableCell{sure}; });
  table.notes = {labels("note.differences"), labels("note.holm"), labels("note.effects")};
  if (desk.weighted()) table.notes.push_back(labels("note.tests-unweighted"));
  summary.sheets.push_back({"differences", labels("sheet.differences")});
  summary.tables.push_back(std::move(table));
}

}  // namespace samsyn::summarise
