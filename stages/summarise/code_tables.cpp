// The tables of each taxonomy: who has which code, over all and by what the people are.

#include <algorithm>

#include "stages/summarise/code_tests.hpp"
#include "stages/summarise/whom.hpp"
#include "stages/summarise/words.hpp"

namespace samsyn::summarise {
namespace {

constexpr std::size_t kMostValues = 60;  // columns; an attribute with more values has no table

/// The classes of people that a table's columns are about; all lists are parallel.
struct Columns {
  std::vector<std::string> ids, titles;
  std::vector<Condition> classes;
  std::vector<double> bases;
};

/// What the tables by classes show.
struct ByClass {
  std::string id, title, base;
  const std::vector<Line>& lines;
  const Columns& columns;
};

/// A table without rows, and its rows without cells.
Table table_by(const Desk& desk, const ByClass& by, const char* what, const char* title,
               CellFormat format, Measure measure) {
  Table table;
  table.id = by.id + "." + what;
  table.sheet = by.id;
  table.title = desk.labels(title, {by.title});
  table.base = by.base;
  for (const double n : by.columns.bases) table.base_count += n;
  table.who = {of_kind(desk.main)};
  table.columns.push_back({"code", desk.labels("column.code")});
  for (std::size_t c = 0; c < by.columns.ids.size(); ++c) {
    table.columns.push_back(
        counting({by.columns.ids[c], by.columns.titles[c], format, by.columns.bases[c]}, measure,
                 {by.columns.classes[c]}));
  }
  for (const Line& line : by.lines) {
    table.rows.push_back({line.id, {line.name}, line.emphasis, line.level});
    table.rows.back().who = {of_code(line.id)};
  }
  return table;
}

/// The numbers of people, which the shares and their bounds rest on: `count` of a line and a class.
template <class Count>
Table people_by(const Desk& desk, const ByClass& by, Count&& count) {
  Table table = table_by(desk, by, "people", "title.people", CellFormat::count, Measure::people);
  for (std::size_t l = 0; l < by.lines.size(); ++l) {
    for (std::size_t c = 0; c < by.columns.ids.size(); ++c) {
      table.rows[l].cells.emplace_back(count(by.lines[l].row, c));
    }
  }
  return table;
}

/// Shares of each class's base: what `cell` gives of a line and a class.
template <class Cell>
Table shares_by(const Desk& desk, const ByClass& by, Measure measure, const Table& people,
                Cell&& cell) {
  Table table = table_by(desk, by, "share", "title.shares", CellFormat::percent, measure);
  table.layout = TableLayout::heat;
  for (std::size_t l = 0; l < by.lines.size(); ++l) {
    TableRow& row = table.rows[l];
    row.people = {-1};
    for (std::size_t c = 0; c < by.columns.ids.size(); ++c) {
      row.cells.push_back(cell(by.lines[l].row, c));
      row.people.push_back(std::get<double>(people.rows[l].cells[c + 1]));
    }
  }
  table.notes.push_back(desk.labels("note.groups-once"));
  return table;
}

/// Between which bounds the shares lie.
Table bounds_by(const ClosedDesk& closed, const ByClass& by, const Said& said) {
  const Desk& desk = closed.desk;
  Table table = table_by(desk, by, "bounds", "title.bounds", CellFormat::percent, Measure::bounds);
  for (std::size_t l = 0; l < by.lines.size(); ++l) {
    TableRow& row = table.rows[l];
    row.people = {-1};
    for (std::size_t c = 0; c < by.columns.ids.size(); ++c) {
      row.cells.push_back(interval_cell(said.bounds(by.lines[l].row, c)));
      row.people.push_back(said.people(by.lines[l].row, c));
    }
  }
  table.notes.push_back(desk.labels(closed.weighted() ? "evidence.codes-interval-weighted"
                                                      : "evidence.codes-interval"));
  return table;
}

/// Respondents, share, answers and segments of each code; people of other kinds beside.
void add_main(const ClosedDesk& closed, const std::string& id, const std::string& name,
              const std::vector<Line>& lines, const Said& said, Summary& summary) {
  const Desk& desk = closed.desk;
  const Counts& counts = desk.counts;
  const double base = asked(counts, desk.main);
  std::vector<SourceKind> kinds;  // beside the main one
  for (const SourceKind kind : kKinds) {
    if (kind != desk.main && asked(counts, kind) > 0) kinds.push_back(kind);
  }
  const std::size_t main = number_of(desk.main);
  const Measure measure = share_measure(closed, desk.main);
  Table table;
  table.id = id;
  table.sheet = id;
  table.title = desk.labels("title.codes", {name});
  table.base = kind_text(desk, "base", desk.main, {number_text(base, 0, desk.language())});
  table.base_count = base;
  const Selection of_main{of_kind(desk.main)};
  table.columns = {
      {"code", name},
      counting({"respondents", kind_text(desk, "column.people", desk.main), CellFormat::count},
               Measure::people, of_main),
      counting({"share", desk.labels("column.share"), CellFormat::percent}, measure, of_main),
      counting({"low", desk.labels("column.low"), CellFormat::percent}, Measure::statistic,
               of_main),
      counting({"high", desk.labels("column.high"), CellFormat::percent}, Measure::statistic,
               of_main)};
  for (const SourceKind kind : kinds) {
    table.columns.push_back(counting({std::string("people.") + std::string(name_of(kind)),
                                      kind_text(desk, "column.people", kind), CellFormat::count,
                                      static_cast<double>(asked(counts, kind))},
                                     Measure::people, {of_kind(kind)}));
  }
  for (const char* unit : {"answers", "segments"}) {
    table.columns.push_back(
        counting({unit, desk.labels(std::string("column.") + unit), CellFormat::count},
                 Measure::mentions, {of_unit(unit)}));
  }
  table.columns[2].weight = said.base(main).weight;
  for (const Line& line : lines) {
    const double n = said.people(line.row, main);
    TableRow row{line.id, {line.name, n, said.share(line.row, main)}, line.emphasis, line.level};
    const Outcome<Bounds> bounds = said.bounds(line.row, main);
    row.cells.push_back(bounds ? TableCell{bounds->low} : TableCell{});
    row.cells.push_back(bounds ? TableCell{bounds->high} : TableCell{});
    for (const SourceKind kind : kinds) {
      row.cells.emplace_back(said.people(line.row, number_of(kind)));
    }
    Mentions sum;
    for (const SourceKind kind : kKinds) {
      const Mentions& of_kind = counts.of(kind, Stance::affirmed, line.row);
      sum.answers += of_kind.answers;
      sum.segments += of_kind.segments;
    }
    row.cells.emplace_back(static_cast<double>(sum.answers));
    row.cells.emplace_back(static_cast<double>(sum.segments));
    row.who = {of_code(line.id)};
    row.people.assign(row.cells.size() - 2, -1);
    row.people[2] = row.people[3] = row.people[4] = n;
    row.people.resize(row.cells.size(), speakers(counts, line.row, Stance::affirmed));
    table.rows.push_back(std::move(row));
  }
  table.notes = {desk.labels("note.affirmed"), desk.labels("note.groups-once"),
                 desk.labels("note.answers")};
  if (measure == Measure::weighted) {
    table.notes.push_back(desk.labels("closed.weighted-by"));
    table.notes.push_back(desk.labels("evidence.codes-interval-weighted"));
  } else {
    table.notes.push_back(desk.labels("evidence.codes-interval"));
  }

  Table ranked;
  ranked.id = id + ".ranked";
  ranked.sheet = id;
  ranked.title = desk.labels("title.ranked", {name});
  ranked.base = table.base;
  ranked.base_count = base;
  ranked.columns = {table.columns[0], table.columns[1], table.columns[2]};
  for (const TableRow& row : table.rows) {
    if (row.emphasis || std::get<double>(row.cells[1]) < 1) continue;
    ranked.rows.push_back({row.id, {row.cells[0], row.cells[1], row.cells[2]}});
    ranked.rows.back().who = row.who;
    ranked.rows.back().people = {-1, row.people[1], row.people[2]};
  }
  ranked.ranked_by = 1;
  std::stable_sort(ranked.rows.begin(), ranked.rows.end(),
                   [](const TableRow& a, const TableRow& b) {
                     return std::get<double>(a.cells[1]) > std::get<double>(b.cells[1]);
                   });
  ranked.notes = {desk.labels("note.ranked")};
  if (!ranked.rows.empty()) {
    ranked.charts.push_back(
        {kind_text(desk, "chart.ranked", desk.main, {name, number_text(base, 0, desk.language())}),
         0,
         {base >= 1 ? 2U : 1U},
         false,
         id});
  }
  summary.tables.push_back(std::move(table));
  if (!ranked.rows.empty()) summary.tables.push_back(std::move(ranked));
}

/// By the values of one attribute: people of the main kind; below, segments of all sources.
void add_by_attribute(const ClosedDesk& closed, std::uint32_t taxonomy, const std::string& id,
                      const std::string& name, std::uint32_t attribute,
                      const std::vector<Line>& lines, Summary& summary,
                      std::vector<Tested>& tested) {
  const Desk& desk = closed.desk;
  const Counts& counts = desk.counts;
  const std::vector<std::uint32_t> values = values_of(desk, attribute, desk.main);
  const std::vector<std::string>& all = counts.people.values(attribute).all();
  // All sources' values: those above, then those that only others have.
  std::vector<std::uint32_t> heard = values;
  for (const SourceKind kind : kKinds) {
    for (const std::uint32_t value : values_of(desk, attribute, kind)) {
      if (std::find(heard.begin(), heard.end(), value) == heard.end()) heard.push_back(value);
    }
  }
  // Segments that nobody known said have no person's value: they stand under the empty one.
  const std::vector<std::uint64_t>& n = counts.by_value[attribute];
  for (std::uint32_t value = 0; value < all.size(); ++value) {
    if (!all[value].empty() || std::find(heard.begin(), heard.end(), value) != heard.end())
      continue;
    const std::size_t at = value * std::size_t{counts.counter.rows()} + lines.back().row;
    if (at < n.size() && n[at] > 0) heard.push_back(value);
  }
  std::size_t named = 0;
  for (const std::uint32_t value : heard) named += !all[value].empty();
  if (named == 0 || heard.size() > kMostValues) return;
  const std::string by = desk.labels("title.by", {name, inside(attribute_title(desk, attribute))});
  summary.sheets.push_back(
      {id, desk.labels("sheet.by", {name, inside(attribute_title(desk, attribute))})});

  Columns columns;
  const AttributeSpec& spec = counts.study.attributes[attribute];
  for (const std::uint32_t value : values) {
    columns.classes.push_back(of_value(spec, all[value]));
    columns.ids.push_back(all[value].empty() ? "(unknown)" : all[value]);
    columns.titles.push_back(value_title(desk, attribute, value));
  }
  if (!values.empty()) {
    const CodeGroups groups = groups_of(closed, attribute, lines);
    const Said& said = groups.said;
    double base = 0;
    for (std::size_t v = 0; v < values.size(); ++v) {
      columns.bases.push_back(said.asked(v));
      base += said.asked(v);
    }
    const ByClass tables{
        id, by, kind_text(desk, "base.by", desk.main, {number_text(base, 0, desk.language())}),
        lines, columns};
    const Measure measure = share_measure(closed, desk.main);
    const std::vector<std::uint32_t> attributes = compared(counts.study);
    const bool compares =
        std::find(attributes.begin(), attributes.end(), attribute) != attributes.end();
    const std::size_t place = summary.tables.size();
    Table people = people_by(desk, tables,
                             [&](std::size_t row, std::size_t v) { return said.people(row, v); });
    summary.tables.push_back(
        shares_by(desk, tables, measure, people,
                  [&](std::size_t row, std::size_t v) { return said.share(row, v); }));
    if (measure == Measure::weighted) {
      Table& shares = summary.tables.back();
      for (std::size_t v = 0; v < values.size(); ++v) {
        shares.columns[v + 1].weight = said.base(v).weight;
      }
      shares.notes.push_back(desk.labels("closed.weighted-by"));
    }
    summary.tables.push_back(std::move(people));
    if (compares) {
      summary.tables.push_back(bounds_by(closed, tables, said));
      for (Tested& one :
           test_codes({closed, taxonomy, attribute, lines, groups}, place, 1, summary)) {
        tested.push_back(std::move(one));
      }
    }
  }
  Table segments;
  segments.id = id + ".segments";
  segments.sheet = id;
  segments.title = desk.labels("title.segments", {by});
  segments.columns.push_back({"code", desk.labels("column.code")});
  segments.who = {of_unit("segments")};
  for (const std::uint32_t value : heard) {
    segments.columns.push_back(counting({all[value].empty() ? "(unknown)" : all[value],
                                         value_title(desk, attribute, value), CellFormat::count},
                                        Measure::mentions, {of_value(spec, all[value])}));
  }
  Grid speaking(counts.counter.rows(), all.size());
  for (std::uint32_t p = 0; p < counts.people.size(); ++p) {
    for (const Line& line : lines) {
      speaking.at(line.row, counts.people.value(p, attribute)) +=
          counts.people.has(p, line.row, Stance::affirmed);
    }
  }
  for (const Line& line : lines) {
    TableRow row{line.id, {line.name}, line.emphasis, line.level};
    row.who = {of_code(line.id)};
    row.people = {-1};
    for (const std::uint32_t value : heard) {
      row.people.push_back(speaking.at(line.row, value));
      const std::size_t at = value * std::size_t{counts.counter.rows()} + line.row;
      row.cells.emplace_back(static_cast<double>(at < n.size() ? n[at] : 0));
    }
    if (&line == &lines.back()) {
      for (std::size_t c = 1; c < row.cells.size(); ++c) {
        segments.base_count += std::get<double>(row.cells[c]);
      }
    }
    segments.rows.push_back(std::move(row));
  }
  segments.base =
      desk.labels("base.segments", {number_text(segments.base_count, 0, desk.language())});
  summary.tables.push_back(std::move(segments));
}

/// By kind of source: people and shares of each kind's own base, and segments.
void add_by_kind(const ClosedDesk& closed, const std::string& id, const std::string& name,
                 const std::vector<Line>& lines, const Said& said, Summary& summary) {
  const Desk& desk = closed.desk;
  const Counts& counts = desk.counts;
  std::vector<SourceKind> kinds;
  for (const SourceCounts& source : counts.sources) {
    if (std::find(kinds.begin(), kinds.end(), source.kind) == kinds.end()) {
      kinds.push_back(source.kind);
    }
  }
  if (kinds.size() < 2) return;  // the main table says the same
  std::sort(kinds.begin(), kinds.end());
  summary.sheets.push_back({id, desk.labels("sheet.by", {name, desk.labels("by.kind")})});
  Table table;
  table.id = id;
  table.sheet = id;
  table.title = desk.labels("title.by", {name, desk.labels("by.kind")});
  table.base = desk.labels("base.kinds");
  table.columns.push_back({"code", desk.labels("column.code")});
  for (const SourceKind kind : kinds) {
    const double base = asked(counts, kind);
    table.base_count += base;
    const std::string key(name_of(kind));
    const Selection of{of_kind(kind)};
    table.columns.push_back(
        counting({"people." + key, kind_text(desk, "column.people", kind), CellFormat::count, base},
                 Measure::people, of));
    table.columns.push_back(
        counting({"share." + key, kind_text(desk, "column.share", kind), CellFormat::percent, base},
                 share_measure(closed, kind), of));
    table.columns.back().weight = said.base(number_of(kind)).weight;
    table.columns.push_back(
        counting({"segments." + key, kind_text(desk, "column.segments", kind), CellFormat::count},
                 Measure::mentions, {of_kind(kind), of_unit("segments")}));
  }
  for (const Line& line : lines) {
    TableRow row{line.id, {line.name}, line.emphasis, line.level};
    for (const SourceKind kind : kinds) {
      const double n = said.people(line.row, number_of(kind));
      row.cells.emplace_back(n);
      row.cells.push_back(said.share(line.row, number_of(kind)));
      row.cells.emplace_back(
          static_cast<double>(counts.of(kind, Stance::affirmed, line.row).segments));
      row.people.resize(row.cells.size(), -1);
      row.people[row.cells.size() - 2] = n;
      row.people.back() = speakers(counts, line.row, Stance::affirmed, {kind});
    }
    row.who = {of_code(line.id)};
    table.rows.push_back(std::move(row));
  }
  table.notes = {desk.labels("note.voices"), desk.labels("note.groups-once")};
  if (closed.weighted()) table.notes.push_back(desk.labels("evidence.weighted-survey"));
  summary.tables.push_back(std::move(table));
}

/// By open item: people who affirmed the code in an answer to it, of those who were asked it.
void add_by_item(const ClosedDesk& closed, const std::string& id, const std::string& name,
                 const std::vector<Line>& lines, Summary& summary) {
  const Desk& desk = closed.desk;
  const Counts& counts = desk.counts;
  std::vector<std::size_t> place(counts.items.all().size(), kNone);
  Columns columns;
  for (std::size_t i = 0; i < counts.items.all().size(); ++i) {
    const ItemCounts& item = counts.items.all()[i];
    if (item.type != ItemType::open) continue;
    place[i] = columns.ids.size();
    columns.ids.push_back(item.id);
    columns.classes.push_back(of_item(item.id));
    std::string title = heading(item.wordings.empty() ? item.id : item.wordings.front());
    const std::vector<std::string>& titles = columns.titles;
    if (std::find(titles.begin(), titles.end(), title) != titles.end()) title = item.id;
    columns.titles.push_back(std::move(title));
    columns.bases.push_back(item.asked);
  }
  if (columns.ids.empty()) return;
  summary.sheets.push_back({id, desk.labels("sheet.by", {name, desk.labels("by.item")})});
  Grid grid(counts.counter.rows(), columns.ids.size());
  std::vector<ItemHit> hits = counts.item_hits;
  std::sort(hits.begin(), hits.end());
  hits.erase(std::unique(hits.begin(), hits.end()), hits.end());
  for (const ItemHit& hit : hits) {
    if (place[hit.item] != kNone) ++grid.at(hit.row, place[hit.item]);
  }
  const std::size_t first = summary.tables.size();
  const ByClass tables{id, desk.labels("title.by", {name, desk.labels("by.item")}),
                       desk.labels("base.items"), lines, columns};
  Table shown =
      people_by(desk, tables, [&](std::size_t row, std::size_t c) { return grid.at(row, c); });
  summary.tables.push_back(shares_by(
      desk, tables, Measure::share, shown,
      [&](std::size_t row, std::size_t c) { return share(grid.at(row, c), columns.bases[c]); }));
  summary.tables.push_back(std::move(shown));
  if (closed.weighted()) summary.tables[first].notes.push_back(desk.labels("evidence.unweighted"));
  for (std::size_t i = 0; i < counts.items.all().size(); ++i) {
    const ItemCounts& item = counts.items.all()[i];
    if (place[i] == kNone) continue;
    const std::string& title = columns.titles[place[i]];
    for (const std::string& wording : item.wordings) {
      if (wording == title) continue;
      const bool is_first = wording == item.wordings.front();
      summary.tables[first].notes.push_back(
          desk.labels(is_first ? "note.question" : "note.wording", {title, wording}));
    }
  }
  // People are asked several items: the sum of the columns' bases is no base.
  std::uint32_t people = 0;
  for (std::uint32_t p = 0; p < counts.people.size(); ++p) {
    people += counts.people.asked(p) && counts.people.kind(p) == SourceKind::survey;
  }
  for (std::size_t t = first; t < summary.tables.size(); ++t) {
    summary.tables[t].base_count = people;
    summary.tables[t].who = {of_kind(SourceKind::survey)};
  }
}

}  // namespace

void add_code_tables(const ClosedDesk& closed, Summary& summary, std::vector<Tested>& tested) {
  const Desk& desk = closed.desk;
  const Counts& counts = desk.counts;
  for (std::uint32_t t = 0; t < counts.codebook.taxonomies.size(); ++t) {
    const Taxonomy& taxonomy = counts.codebook.taxonomies[t];
    const std::string id = "codes." + taxonomy.id;
    const std::string& name = name_of(taxonomy, desk.language());
    const std::vector<Line> lines = lines_of(desk, t);
    if (lines.size() < 2) continue;
    summary.sheets.push_back({id, name});
    const Said said = said_by_kind(closed, lines);
    add_main(closed, id, name, lines, said, summary);
    for (std::uint32_t a = 0; a < counts.study.attributes.size(); ++a) {
      if (is_time(counts.study, a)) continue;
      add_by_attribute(closed, t, id + "." + counts.study.attributes[a].id, name, a, lines, summary,
                       tested);
    }
    add_by_kind(closed, id + ".kind", name, lines, said, summary);
    add_by_item(closed, id + ".item", name, lines, summary);
  }
}

}  // namespace samsyn::summarise
