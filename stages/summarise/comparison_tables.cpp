// Closed items by attributes of the respondents: shares, measures, and whether groups differ.

#include <algorithm>
#include <cmath>
#include <map>

#include "stages/summarise/differences.hpp"
#include "stages/summarise/statistics/ranks.hpp"
#include "stages/summarise/statistics/weighted.hpp"
#include "stages/summarise/words.hpp"

namespace samsyn::summarise {
namespace {

constexpr std::size_t kMostGroups = 30;  // columns; an attribute with more values has no tables

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
  tested->name = option;
  tested->attribute = c.attribute;
  tested->table = table;
  out.push_back(std::move(*tested));
}

/// The marks of one row of a table of known groups, parallel to the cells of a shown row.
std::vector<std::int8_t> marks_of_row(const Comparison& c, const std::vector<std::int8_t>& marks,
                                      std::size_t row) {
  std::vector<std::int8_t> out(c.groups.values.size() + 1);
  for (std::size_t k = 0; k < c.groups.known.size(); ++k) {
    out[c.groups.known[k] + 1] = marks[row * c.groups.known.size() + k];
  }
  return out;
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
                              c.desk.weighted() ? Measure::weighted : Measure::share,
                              {c.is(g)}});
    shares.columns.back().weight = c.counted.valid(g).weight;
  }
  const auto same_columns = [&](const char* what, const char* title, CellFormat format,
                                Measure measure) {
    Table out = shares;
    out.id = c.id() + what;
    out.title = c.labels()(title, {c.title()});
    out.layout = TableLayout::plain;
    for (std::size_t k = 1; k < out.columns.size(); ++k) {
      out.columns[k].format = format;
      out.columns[k].measure = measure;
    }
    return out;
  };
  Table people = same_columns(".people", "title.people", CellFormat::count, Measure::people);
  Table bounds = same_columns(".bounds", "title.bounds", CellFormat::percent, Measure::bounds);
  const CrossTable table = c.counted.table(options, c.groups.known);
  const auto marks = is_multiple ? std::vector<std::int8_t>{} : marks_of(table);
  bool marked = false;
  const std::size_t place = summary.tables.size();
  for (std::size_t o = 0; o < options.size(); ++o) {
    TableRow share_row{options[o], {options[o]}};
    share_row.who = {{"answer:" + c.item.id, options[o]}};
    TableRow people_row = share_row;
    TableRow bounds_row = share_row;
    share_row.people = {0};
    for (std::size_t g = 0; g < c.groups.values.size(); ++g) {
      const Mass mass = c.counted.of(options[o], g);
      share_row.cells.push_back(share(mass.weight, c.counted.valid(g).weight));
      share_row.people.push_back(static_cast<double>(mass.people));
      people_row.cells.emplace_back(share_row.people.back());
      bounds_row.cells.push_back(
          interval_cell(bounds_of_share(mass, c.counted.valid(g), c.desk.weighted())));
    }
    if (!marks.empty()) {
      share_row.marks = marks_of_row(c, marks, o);
      marked = marked || std::any_of(share_row.marks.begin(), share_row.marks.end(),
                                     [](int m) { return m != 0; });
    }
    bounds_row.people = share_row.people;
    shares.rows.push_back(std::move(share_row));
    people.rows.push_back(std::move(people_row));
    bounds.rows.push_back(std::move(bounds_row));
    if (!is_multiple) continue;
    const CrossTable said = ticked(c, options[o]);
    std::optional<Tested> one = c.desk.weighted()
                                    ? test_said(c.desk.desk, ticked_weighted(c, options[o]))
                                    : test_said(c.desk.desk, said);
    if (one && !c.desk.weighted()) one->marks = marks_of_row(c, marks_of(said), 0);
    add_test(c, std::move(one), options[o], place, tested);
  }
  if (c.item.type == ItemType::single) {
    add_test(c,
             c.desk.weighted()
                 ? test_weighted(c.desk.desk, c.counted.weighted(options, c.groups.known))
                 : test_counts(c.desk.desk, table),
             {}, place, tested);
  }
  if (marked) shares.notes.push_back(c.labels()("note.marks"));
  if (c.desk.weighted()) shares.notes.push_back(c.labels()("closed.weighted-by"));
  bounds.notes.push_back(
      c.labels()(c.desk.weighted() ? "closed.interval-weighted" : "closed.interval"));
  summary.tables.push_back(std::move(shares));
  summary.tables.push_back(std::move(people));
  summary.tables.push_back(std::move(bounds));
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

}  // namespace samsyn::summarise
