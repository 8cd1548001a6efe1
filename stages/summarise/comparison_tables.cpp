// Closed items by attributes of the respondents: shares, measures, and whether groups differ.

#include <algorithm>
#include <cmath>
#include <map>

#include "stages/summarise/closed_tables.hpp"
#include "stages/summarise/statistics/compare_counts.hpp"
#include "stages/summarise/statistics/families.hpp"
#include "stages/summarise/statistics/ranks.hpp"
#include "stages/summarise/statistics/weighted.hpp"
#include "stages/summarise/words.hpp"

namespace samsyn::summarise {
namespace {

constexpr std::size_t kMostGroups = 30;  // columns; an attribute with more values has no tables
constexpr double kSure = 0.05;           // of p after Holm

/// Of a condition: any value but none. No value of a study is this one.
constexpr std::string_view kKnown = "\x01known";

/// The values of an attribute among those who were asked an item, as classes.
struct Groups {
  Classes classes;
  std::vector<std::uint32_t> values;  ///< by class: number in People::values
  std::vector<std::size_t> known;     ///< classes whose value is not empty
};

Groups groups_of(const Desk& desk, const ItemCounts& item, std::uint32_t attribute) {
  const People& people = desk.counts.people;
  Groups groups;
  std::vector<bool> met(people.values(attribute).all().size());
  for (const Given& given : item.given) met[people.value(given.person, attribute)] = true;
  groups.values = in_order(desk, attribute, met);
  std::vector<std::uint32_t> place(met.size(), kNone);
  for (std::uint32_t c = 0; c < groups.values.size(); ++c) {
    place[groups.values[c]] = c;
    if (!people.values(attribute).all()[groups.values[c]].empty()) groups.known.push_back(c);
  }
  groups.classes.count = groups.values.size();
  groups.classes.of.resize(people.size());
  for (std::uint32_t p = 0; p < people.size(); ++p) {
    groups.classes.of[p] = place[people.value(p, attribute)];
  }
  return groups;
}

/// Everything that the tables of one item by one attribute rest on.
struct Comparison {
  const ClosedDesk& desk;
  const ItemCounts& item;
  std::uint32_t attribute;
  Groups groups;
  Breakdown counted;

  const Labels& labels() const { return desk.desk.labels; }
  std::string id() const {
    return "closed." + item.id + "." + desk.desk.counts.study.attributes[attribute].id;
  }
  std::string value(std::size_t cls) const {
    return desk.desk.counts.people.values(attribute).all()[groups.values[cls]];
  }
  std::string title_of(std::size_t cls) const {
    return value_title(desk.desk, attribute, groups.values[cls]);
  }
  Condition is(std::size_t cls) const {
    return {desk.desk.counts.study.attributes[attribute].id, value(cls)};
  }
  /// Whose value of the attribute is known.
  Condition known() const {
    return {desk.desk.counts.study.attributes[attribute].id, std::string(kKnown)};
  }
  Selection valid() const { return {{"item", item.id}, {"status:" + item.id, "valid"}}; }
  std::string title() const {
    return labels()("title.closed-by",
                    {heading_of(item), inside(attribute_title(desk.desk, attribute))});
  }
  /// People of known groups who gave this answer.
  std::uint64_t chosen(const std::string& option) const {
    std::uint64_t n = 0;
    for (const std::size_t g : groups.known) n += counted.of(option, g).people;
    return n;
  }
  double base() const {
    double n = 0;
    for (std::size_t c = 0; c < groups.values.size(); ++c) {
      n += static_cast<double>(counted.valid(c).people);
    }
    return n;
  }
};

/// The counts of valid answers: a row for each known group, a column for each score, ascending.
CrossTable scores_of(const Comparison& c) {
  std::map<double, std::size_t> columns;
  std::vector<std::vector<Step>> steps;
  for (const std::size_t cls : c.groups.known) {
    steps.push_back(c.counted.steps(cls));
    for (const Step& step : steps.back()) columns.emplace(step.value, 0);
  }
  std::size_t next = 0;
  for (auto& [value, column] : columns) column = next++;
  CrossTable table{steps.size(), columns.size(), {}};
  table.cells.resize(table.rows * table.columns);
  for (std::size_t g = 0; g < steps.size(); ++g) {
    for (const Step& step : steps[g]) {
      table.cells[g * table.columns + columns.at(step.value)] += step.people;
    }
  }
  return table;
}

double people_in(const CrossTable& table) {
  double n = 0;
  for (const std::uint64_t cell : table.cells) n += static_cast<double>(cell);
  return n;
}

std::string decimals(const Comparison& c, double value) {
  return number_text(value, 2, c.desk.desk.language());
}

/// A test of counts: options by groups.
std::optional<Tested> test_counts(const Comparison& c, const CrossTable& table) {
  const Outcome<CountComparison> found = compare_counts(table);
  if (!found) return std::nullopt;
  Tested tested;
  tested.base = people_in(table);
  tested.p = found->p;
  tested.effect = "cramers-v";
  tested.size = found->association.cramers_v;
  switch (found->test) {
    case CountTest::chi_square:
      tested.test = "chi-square";
      tested.statistic = "χ²(" + number_text(found->chi_square.df, 0, c.desk.desk.language()) +
                         ") = " + decimals(c, found->chi_square.statistic);
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

/// The same with weights.
std::optional<Tested> test_weighted(const Comparison& c, const WeightedTable& table) {
  const Outcome<RaoScott> found = rao_scott(table);
  if (!found) return std::nullopt;
  Tested tested;
  tested.base = static_cast<double>(found->people);
  tested.p = found->p;
  tested.effect = "cramers-v";
  tested.size = found->cramers_v;
  tested.test = "rao-scott";
  tested.statistic = "F(" + decimals(c, found->df1) + "; " + decimals(c, found->df2) +
                     ") = " + decimals(c, found->statistic);
  return tested;
}

/// A test of scores: Mann-Whitney for two groups, Kruskal-Wallis for more.
std::optional<Tested> test_scores(const Comparison& c, const CrossTable& table) {
  Tested tested;
  tested.base = people_in(table);
  std::size_t groups = 0;
  for (std::size_t r = 0; r < table.rows; ++r) {
    std::uint64_t people = 0;
    for (std::size_t k = 0; k < table.columns; ++k) people += table.at(r, k);
    groups += people > 0;
  }
  if (table.rows == 2 && groups == 2) {
    const Outcome<MannWhitney> found = mann_whitney(table);
    if (!found) return std::nullopt;
    tested.p = found->p;
    tested.test = "mann-whitney";
    tested.statistic = "U = " + number_text(found->u, 1, c.desk.desk.language());
    tested.effect = "rank-biserial";
    tested.size = found->rank_biserial;
    return tested;
  }
  const Outcome<KruskalWallis> found = kruskal_wallis(table);
  if (!found) return std::nullopt;
  tested.p = found->p;
  tested.test = "kruskal-wallis";
  tested.statistic =
      "H(" + number_text(found->df, 0, c.desk.desk.language()) + ") = " + decimals(c, found->h);
  tested.effect = "epsilon-squared";
  tested.size = found->epsilon_squared;
  return tested;
}

void add_test(const Comparison& c, std::optional<Tested> tested, const std::string& option,
              std::size_t table, std::vector<Tested>& out) {
  if (!tested) return;
  tested->rests_on = {c.id() + ".share", option};
  tested->who = c.valid();
  if (c.groups.known.size() < c.groups.values.size()) tested->who.push_back(c.known());
  tested->item = c.item.id;
  tested->title = wording_of(c.item) + (option.empty() ? "" : ": " + option);
  tested->attribute = c.attribute;
  tested->table = table;
  out.push_back(std::move(*tested));
}

/// Which cells of the options x groups stand out, by adjusted residuals (Holm over the table).
std::vector<std::vector<std::int8_t>> marks_of(const Comparison& c, const CrossTable& table) {
  std::vector<std::vector<std::int8_t>> marks(
      table.rows, std::vector<std::int8_t>(c.groups.values.size() + 1, 0));
  const auto found = residuals(table);
  const Outcome<ChiSquare> test = chi_square(table);
  if (!found || !test || !expected_are_enough(*test)) return marks;
  for (std::size_t r = 0; r < table.rows; ++r) {
    for (std::size_t k = 0; k < table.columns; ++k) {
      const std::optional<CellResidual>& cell = (*found)[r * table.columns + k];
      if (!cell || cell->adjusted >= kSure) continue;
      marks[r][c.groups.known[k] + 1] = cell->residual > 0 ? 1 : -1;
    }
  }
  return marks;
}

/// Who ticked an option and who, having answered, did not; by known group.
CrossTable ticked(const Comparison& c, const std::string& option) {
  CrossTable table = c.counted.table({option}, c.groups.known);
  table.rows = 2;
  for (std::size_t k = 0; k < c.groups.known.size(); ++k) {
    table.cells.push_back(c.counted.valid(c.groups.known[k]).people - table.cells[k]);
  }
  return table;
}

WeightedTable ticked_weighted(const Comparison& c, const std::string& option) {
  WeightedTable table = c.counted.weighted({option}, c.groups.known);
  table.rows = 2;
  for (std::size_t k = 0; k < c.groups.known.size(); ++k) {
    table.cells.push_back(without(c.counted.valid(c.groups.known[k]), table.cells[k]));
  }
  return table;
}

/// Shares of each group's valid answers, and below them the people.
void add_shares(const Comparison& c, Summary& summary, std::vector<Tested>& tested) {
  const bool is_multiple = c.item.type == ItemType::multiple;
  const std::vector<std::string> options =
      c.desk.desk.counts.items.options(c.item, c.desk.desk.before);
  Table shares;
  shares.id = c.id() + ".share";
  shares.sheet = "closed." + c.item.id;
  shares.title = c.labels()("title.shares-valid", {c.title()});
  shares.base_count = c.base();
  shares.base =
      c.labels()("base.closed-valid", {number_text(shares.base_count, 0, c.desk.desk.language())});
  shares.layout = TableLayout::heat;
  shares.who = c.valid();
  shares.columns.push_back({"option", c.labels()("column.option")});
  for (std::size_t g = 0; g < c.groups.values.size(); ++g) {
    const std::string value = c.value(g);
    shares.columns.push_back({value.empty() ? "(unknown)" : value,
                              c.title_of(g),
                              CellFormat::percent,
                              static_cast<double>(c.counted.valid(g).people),
                              Measure::share,
                              {c.is(g)}});
  }
  Table people = shares;
  people.id = c.id() + ".people";
  people.title = c.labels()("title.people", {c.title()});
  people.layout = TableLayout::plain;
  for (std::size_t k = 1; k < people.columns.size(); ++k) {
    people.columns[k].format = CellFormat::count;
    people.columns[k].measure = Measure::people;
  }
  const CrossTable table = c.counted.table(options, c.groups.known);
  const auto marks = is_multiple ? std::vector<std::vector<std::int8_t>>{} : marks_of(c, table);
  bool marked = false;
  const std::size_t place = summary.tables.size();
  for (std::size_t o = 0; o < options.size(); ++o) {
    TableRow share_row{options[o], {options[o]}};
    share_row.who = {{"answer:" + c.item.id, options[o]}};
    TableRow people_row = share_row;
    for (std::size_t g = 0; g < c.groups.values.size(); ++g) {
      const Mass mass = c.counted.of(options[o], g);
      share_row.cells.push_back(share(mass.weight, c.counted.valid(g).weight));
      people_row.cells.emplace_back(static_cast<double>(mass.people));
    }
    share_row.people.push_back(0);
    for (std::size_t g = 0; g < c.groups.values.size(); ++g) {
      share_row.people.push_back(std::get<double>(people_row.cells[g + 1]));
    }
    if (!marks.empty()) {
      share_row.marks = marks[o];
      marked =
          marked || std::any_of(marks[o].begin(), marks[o].end(), [](int m) { return m != 0; });
    }
    shares.rows.push_back(std::move(share_row));
    people.rows.push_back(std::move(people_row));
    // Where few ticked, no test could tell a difference.
    if (!is_multiple || c.chosen(options[o]) < c.desk.desk.counts.study.privacy.least_cell)
      continue;
    add_test(c,
             c.desk.weighted() ? test_weighted(c, ticked_weighted(c, options[o]))
                               : test_counts(c, ticked(c, options[o])),
             options[o], place, tested);
  }
  if (c.item.type == ItemType::single) {
    add_test(c,
             c.desk.weighted() ? test_weighted(c, c.counted.weighted(options, c.groups.known))
                               : test_counts(c, table),
             {}, place, tested);
  }
  if (marked) shares.notes.push_back(c.labels()("note.marks"));
  if (c.desk.weighted()) shares.notes.push_back(c.labels()("closed.weighted-by"));
  summary.tables.push_back(std::move(shares));
  summary.tables.push_back(std::move(people));
}

/// Mean, median and spread of each group.
void add_measures_by(const Comparison& c, Summary& summary, std::vector<Tested>& tested) {
  Table table;
  table.id = c.id() + ".measures";
  table.sheet = "closed." + c.item.id;
  table.title = c.labels()("title.measures", {c.title()});
  table.base_count = c.base();
  table.base =
      c.labels()("base.closed-valid", {number_text(table.base_count, 0, c.desk.desk.language())});
  table.who = c.valid();
  table.columns = measure_columns(c.labels());
  table.columns.insert(table.columns.begin(), {"value", attribute_title(c.desk.desk, c.attribute)});
  for (std::size_t g = 0; g < c.groups.values.size(); ++g) {
    const std::string value = c.value(g);
    TableRow row{value.empty() ? "(unknown)" : value, {c.title_of(g)}};
    row.who = {c.is(g)};
    add_measures(c.counted.steps(g), row);
    table.rows.push_back(std::move(row));
  }
  table.notes.push_back(c.labels()("closed.sd"));
  table.notes.push_back(c.labels()("closed.mean-interval"));
  if (c.item.reversed) table.notes.push_back(c.labels()("closed.reversed"));
  add_test(c, test_scores(c, scores_of(c)), {}, summary.tables.size(), tested);
  summary.tables.push_back(std::move(table));
}

/// "p < 0,001", "p = 0,013".
std::string p_text(double p, const std::string& language) {
  if (p < 0.001) return "p < " + number_text(0.001, 3, language);
  return "p = " + number_text(p, 3, language);
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

}  // namespace

bool add_item_by(const ClosedDesk& desk, const ItemCounts& item, std::uint32_t attribute,
                 Summary& summary, std::vector<Tested>& tested) {
  if (item.type == ItemType::open || item.type == ItemType::date) return false;
  Groups groups = groups_of(desk.desk, item, attribute);
  if (groups.known.size() < 2 || groups.values.size() > kMostGroups) return false;
  Breakdown counted(item, groups.classes, desk.weights);
  const Comparison comparison{desk, item, attribute, std::move(groups), std::move(counted)};
  Partition partition{desk.desk.counts.study.attributes[attribute].id, {}, {{"item", item.id}}};
  for (std::size_t g = 0; g < comparison.groups.values.size(); ++g) {
    partition.values.push_back(comparison.value(g));
  }
  // Tests leave out those whose value is not known.
  if (comparison.groups.known.size() < comparison.groups.values.size()) {
    Partition known{partition.dimension, {}, {{"item", item.id}, comparison.known()}};
    known.implied = {comparison.known()};
    for (const std::size_t g : comparison.groups.known) known.values.push_back(comparison.value(g));
    summary.partitions.push_back(std::move(known));
    summary.partitions.push_back(
        {partition.dimension, {std::string(kKnown), ""}, {{"item", item.id}}});
  }
  summary.partitions.push_back(std::move(partition));
  if (item.type != ItemType::number) add_shares(comparison, summary, tested);
  if (item.type == ItemType::scale || item.type == ItemType::number) {
    add_measures_by(comparison, summary, tested);
  }
  return true;
}

void add_differences(const ClosedDesk& desk, std::vector<Tested> tested, Summary& summary) {
  if (tested.empty()) return;
  const Labels& labels = desk.desk.labels;
  const std::string& language = desk.desk.language();
  std::map<std::uint32_t, std::vector<std::size_t>> families;  // by attribute
  for (std::size_t t = 0; t < tested.size(); ++t) families[tested[t].attribute].push_back(t);
  Table table;
  table.id = "differences";
  table.sheet = "differences";
  table.title = labels("title.differences");
  table.base =
      labels("base.differences", {number_text(static_cast<double>(tested.size()), 0, language)});
  table.layout = TableLayout::list;
  table.columns = {
      {"item", labels("column.item")},
      {"attribute", labels("column.attribute")},
      {"verdict", labels("column.verdict")},
      {"n", labels("column.n"), CellFormat::count, -1, Measure::people},
      {"test", labels("column.test")},
      {"statistic", labels("column.statistic"), CellFormat::text, -1, Measure::statistic},
      {"p", labels("column.p"), CellFormat::precise, -1, Measure::statistic},
      {"p_holm", labels("column.p-holm"), CellFormat::precise, -1, Measure::statistic},
      {"effect", labels("column.effect")},
      {"size", labels("column.size"), CellFormat::precise, -1, Measure::statistic}};
  for (const auto& [attribute, members] : families) {
    std::vector<std::optional<double>> p;
    for (const std::size_t t : members) p.emplace_back(tested[t].p);
    const std::vector<std::optional<double>> adjusted = holm(p);
    const std::string by = attribute_title(desk.desk, attribute);
    for (std::size_t m = 0; m < members.size(); ++m) {
      Tested& one = tested[members[m]];
      one.adjusted = *adjusted[m];
      const bool is_sure = one.adjusted < kSure;
      const std::string verdict = labels(is_sure ? "verdict.sure" : "verdict.unsure");
      const std::string effect = labels("effect." + one.effect);
      // A strength that may be due to chance is not called by its name.
      const std::string size = number_text(one.size, 2, language) +
                               (is_sure ? " (" + labels(strength(one)) + ")" : std::string());
      table.base_count = std::max(table.base_count, one.base);
      const std::string option = one.rests_on.row.empty() ? "" : "." + one.rests_on.row;
      TableRow row{one.item + "." + desk.desk.counts.study.attributes[attribute].id + option,
                   {one.title, by, verdict, one.base, labels("test." + one.test), one.statistic,
                    one.p, one.adjusted, effect, one.size}};
      row.people.assign(row.cells.size(), one.base);
      row.who = one.who;
      row.rests_on = one.rests_on;
      table.rows.push_back(std::move(row));
      Table& under = summary.tables[one.table];
      std::string told = labels("test." + one.test);
      if (!one.statistic.empty()) told += ", " + one.statistic;
      const auto item =
          std::find_if(desk.desk.counts.items.all().begin(), desk.desk.counts.items.all().end(),
                       [&](const ItemCounts& i) { return i.id == one.item; });
      const bool is_option = item->type == ItemType::multiple;
      if (is_option && !is_sure) continue;  // the sheet of differences has them all
      under.number_notes.push_back({static_cast<std::uint32_t>(under.notes.size()),
                                    Measure::statistic,
                                    {},
                                    one.base,
                                    one.rests_on});
      under.notes.push_back(
          labels(is_option ? "note.tested-option" : "note.tested",
                 {verdict, told, p_text(one.p, language), p_text(one.adjusted, language),
                  number_text(static_cast<double>(members.size()), 0, language), effect, size,
                  is_option ? one.title.substr(wording_of(*item).size() + 2) : std::string()}));
    }
  }
  table.notes = {labels("note.differences"), labels("note.holm"), labels("note.effects")};
  if (desk.weighted()) table.notes.push_back(labels("note.tests-unweighted"));
  summary.sheets.push_back({"differences", labels("sheet.differences")});
  summary.tables.push_back(std::move(table));
}

}  // namespace samsyn::summarise
