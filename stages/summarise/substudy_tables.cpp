// Sub-studies side by side: who has each code in each of them, and whether they differ.

#include <algorithm>
#include <utility>

#include "stages/summarise/code_tests.hpp"
#include "stages/summarise/statistics/proportions.hpp"
#include "stages/summarise/whom.hpp"
#include "stages/summarise/words.hpp"

namespace samsyn::summarise {
namespace {

constexpr double kPoints = 100;  // percentage points in a share of 1

class SideBySide {
 public:
  SideBySide(const ClosedDesk& desk, std::uint32_t taxonomy)
      : desk_(desk),
        labels_(desk.desk.labels),
        taxonomy_(taxonomy),
        lines_(lines_of(desk.desk, taxonomy)),
        groups_(groups_of(desk, kSubstudy, lines_)) {}

  bool is_worth_it() const { return groups_.known.size() > 1 && lines_.size() > 1; }

  void add(Summary& summary) {
    const Codebook& codebook = desk_.desk.counts.codebook;
    const std::string& name = name_of(codebook.taxonomies[taxonomy_], desk_.desk.language());
    Table table;
    table.id = "substudies." + codebook.taxonomies[taxonomy_].id;
    table.sheet = "substudies";
    table.title = labels_("evidence.title-substudies", {name});
    for (const std::size_t v : groups_.known) table.base_count += groups_.said.asked(v);
    table.base = kind_text(desk_.desk, "base.by", desk_.desk.main,
                           {number_text(table.base_count, 0, desk_.desk.language())});
    table.who = {of_kind(desk_.desk.main)};
    add_columns(table);
    const std::size_t place = summary.tables.size();
    summary.tables.push_back(std::move(table));
    std::vector<Tested> tested =
        test_codes({desk_, taxonomy_, kSubstudy, lines_, groups_}, place, 1, summary);
    adjust(tested);
    Table& made = summary.tables[place];
    // Those without a sub-study are not in the table, nor in its base.
    if (groups_.known.size() < groups_.values.size()) {
      made.base_who = Selection{of_kind(desk_.desk.main), {attribute(), std::string(kKnown)}};
    }
    for (const Line& line : lines_) {
      const auto one = std::find_if(tested.begin(), tested.end(),
                                    [&](const Tested& t) { return t.rests_on.row == line.id; });
      made.rows.push_back(row_of(line, one == tested.end() ? nullptr : &*one, made.id));
    }
    made.notes = {labels_("evidence.note-substudies", {title_of(groups_.known.front())}),
                  labels_("note.holm-table"), labels_("note.groups-once")};
    if (share_measure(desk_, desk_.desk.main) == Measure::weighted) {
      made.notes.push_back(labels_("closed.weighted-by"));
    }
  }

 private:
  /// The k-th known sub-study against the first, in percentage points.
  void add_difference(const Line& line, std::size_t k, TableRow& row) const {
    const std::size_t v = groups_.known[k];
    const std::size_t first = groups_.known.front();
    const Outcome<Bounds> bounds = groups_.said.bounds(line.row, v);
    const Outcome<Bounds> of_first = groups_.said.bounds(line.row, first);
    if (!bounds || !of_first) {
      row.cells.resize(row.cells.size() + 3);
      return;
    }
    const auto share_of = [&](std::size_t g) {
      return std::get<double>(groups_.said.share(line.row, g));
    };
    const Difference found = difference_of_shares(share_of(v), *bounds, share_of(first), *of_first);
    for (const double share : {found.difference, found.interval.low, found.interval.high}) {
      row.cells.emplace_back(kPoints * share);
    }
  }

  const std::string& attribute() const { return desk_.desk.counts.study.attributes[kSubstudy].id; }
  const std::string& value_of(std::size_t v) const {
    return desk_.desk.counts.people.values(kSubstudy).all()[groups_.values[v]];
  }
  std::string title_of(std::size_t v) const {
    return value_title(desk_.desk, kSubstudy, groups_.values[v]);
  }

  void add_columns(Table& table) const {
    table.columns.push_back({"code", labels_("column.code")});
    for (const std::size_t v : groups_.known) {
      const Selection of{of_value(desk_.desk.counts.study.attributes[kSubstudy], value_of(v))};
      table.columns.push_back(
          counting({"people." + value_of(v), labels_("evidence.column-people", {title_of(v)}),
                    CellFormat::count, groups_.said.asked(v)},
                   Measure::people, of));
      table.columns.push_back(
          counting({"share." + value_of(v), labels_("evidence.column-share", {title_of(v)}),
                    CellFormat::percent, groups_.said.asked(v)},
                   share_measure(desk_, desk_.desk.main), of));
      table.columns.back().weight = groups_.said.base(v).weight;
    }
    const auto statistic = [&](std::string id, std::string title, CellFormat format) {
      table.columns.push_back({std::move(id), std::move(title), format, -1, Measure::statistic});
    };
    for (std::size_t k = 1; k < groups_.known.size(); ++k) {
      const std::size_t v = groups_.known[k];
      statistic(
          "difference." + value_of(v),
          labels_("evidence.column-difference", {title_of(v), title_of(groups_.known.front())}),
          CellFormat::decimal);
      statistic("low." + value_of(v), labels_("column.low"), CellFormat::decimal);
      statistic("high." + value_of(v), labels_("column.high"), CellFormat::decimal);
    }
    table.columns.push_back(
        {"verdict", labels_("column.verdict"), CellFormat::text, -1, Measure::verdict});
    statistic("p", labels_("column.p"), CellFormat::precise);
    statistic("p_holm", labels_("column.p-holm"), CellFormat::precise);
  }

  TableRow row_of(const Line& line, const Tested* tested, const std::string& table) const {
    TableRow row{line.id, {line.name}, line.emphasis, line.level};
    row.who = {of_code(line.id)};
    row.rests_on = {table, line.id};
    double people = 0;
    for (const std::size_t v : groups_.known) {
      const double n = groups_.said.people(line.row, v);
      people += n;
      row.cells.emplace_back(n);
      row.cells.push_back(groups_.said.share(line.row, v));
      row.people.resize(row.cells.size(), n);
    }
    for (std::size_t k = 1; k < groups_.known.size(); ++k) add_difference(line, k, row);
    const bool is_sure = tested != nullptr && tested->adjusted && *tested->adjusted < kSure;
    row.cells.emplace_back(labels_(tested == nullptr ? "verdict.untested"
                                   : is_sure         ? "verdict.sure"
                                                     : "verdict.unsure"));
    const auto number = [&](const std::optional<double>& n) {
      return n ? TableCell{*n} : TableCell{labels_("evidence.none")};
    };
    row.cells.push_back(tested == nullptr ? TableCell{} : number(tested->p));
    row.cells.push_back(tested == nullptr ? TableCell{} : number(tested->adjusted));
    row.people.resize(row.cells.size(), people);
    return row;
  }

  const ClosedDesk& desk_;
  const Labels& labels_;
  std::uint32_t taxonomy_;
  std::vector<Line> lines_;
  CodeGroups groups_;
};

}  // namespace

void add_substudies(const ClosedDesk& desk, Summary& summary) {
  const Counts& counts = desk.desk.counts;
  if (counts.study.substudies.size() < 2 || counts.study.attributes.size() <= kSubstudy) return;
  const std::size_t before = summary.tables.size();
  for (std::uint32_t t = 0; t < counts.codebook.taxonomies.size(); ++t) {
    SideBySide tables(desk, t);
    if (tables.is_worth_it()) tables.add(summary);
  }
  if (summary.tables.size() > before) {
    summary.sheets.push_back({"substudies", desk.desk.labels("evidence.sheet-substudies")});
  }
}

}  // namespace samsyn::summarise
