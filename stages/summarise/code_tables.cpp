// The tables of each taxonomy: who has which code, over all and by what the people are.

#include <algorithm>

#include "stages/summarise/code_tests.hpp"
#include "stages/summarise/statistics/proportions.hpp"
#include "stages/summarise/whom.hpp"
#include "stages/summarise/words.hpp"

namespace samsyn::summarise {
namespace {

constexpr std::size_t kMostValues = 60;  // columns; an attribute with more values has no table

/// Two tables of the same shape: shares of each class's base, and the numbers of people. Ids,
/// titles, conditions and bases of the classes are parallel.
void add_class_tables(const Desk& desk, const std::string& id, const std::string& title,
                      const std::string& base, const std::vector<Line>& lines,
                      const std::vector<std::string>& class_ids,
                      const std::vector<std::string>& class_titles,
                      const std::vector<Condition>& classes, const std::vector<double>& bases,
                      const Grid& grid, Summary& summary) {
  Table shares;
  shares.id = id + ".share";
  shares.sheet = id;
  shares.title = desk.labels("title.shares", {title});
  shares.base = base;
  for (const double n : bases) shares.base_count += n;
  shares.who = {of_kind(desk.main)};
  shares.layout = TableLayout::heat;
  shares.columns.push_back({"code", desk.labels("column.code")});
  for (std::size_t c = 0; c < class_ids.size(); ++c) {
    shares.columns.push_back(
        counting({class_ids[c], class_titles[c], CellFormat::percent, bases[c]}, Measure::share,
                 {classes[c]}));
  }
  Table people = shares;
  people.id = id + ".people";
  people.title = desk.labels("title.people", {title});
  people.layout = TableLayout::plain;
  for (std::size_t c = 1; c < people.columns.size(); ++c) {
    people.columns[c].format = CellFormat::count;
    people.columns[c].measure = Measure::people;
  }
  for (const Line& line : lines) {
    TableRow share_row{line.id, {line.name}, line.emphasis, line.level};
    share_row.who = {of_code(line.id)};
    TableRow people_row = share_row;
    for (std::size_t c = 0; c < class_ids.size(); ++c) {
      share_row.cells.push_back(share(grid.at(line.row, c), bases[c]));
      people_row.cells.emplace_back(grid.at(line.row, c));
    }
    shares.rows.push_back(std::move(share_row));
    people.rows.push_back(std::move(people_row));
  }
  shares.notes.push_back(desk.labels("note.groups-once"));
  summary.tables.push_back(std::move(shares));
  summary.tables.push_back(std::move(people));
}

/// How many people of each kind of source affirmed the code of each line.
Grid people_by_kind(const Counts& counts, const std::vector<Line>& lines) {
  Grid grid(counts.counter.rows(), kKinds.size());
  for (std::uint32_t p = 0; p < counts.people.size(); ++p) {
    if (!counts.people.asked(p)) continue;
    for (const Line& line : lines) {
      grid.at(line.row, number_of(counts.people.kind(p))) +=
          counts.people.has(p, line.row, Stance::affirmed);
    }
  }
  return grid;
}

/// Respondents, share, answers and segments of each code; people of other kinds beside.
void add_main(const Desk& desk, const std::string& id, const std::string& name,
              const std::vector<Line>& lines, Summary& summary) {
  const Counts& counts = desk.counts;
  const double base = asked(counts, desk.main);
  std::vector<SourceKind> kinds;  // beside the main one
  for (const SourceKind kind : kKinds) {
    if (kind != desk.main && asked(counts, kind) > 0) kinds.push_back(kind);
  }
  const Grid grid = people_by_kind(counts, lines);
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
      counting({"share", desk.labels("column.share"), CellFormat::percent}, Measure::share,
               of_main),
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
  for (const Line& line : lines) {
    const double n = grid.at(line.row, number_of(desk.main));
    TableRow row{line.id, {line.name, n, share(n, base)}, line.emphasis, line.level};
    const Outcome<Bounds> bounds = wilson(base < 1 ? 0 : n / base, base);
    row.cells.push_back(bounds ? TableCell{bounds->low} : TableCell{});
    row.cells.push_back(bounds ? TableCell{bounds->high} : TableCell{});
    for (const SourceKind kind : kinds) row.cells.emplace_back(grid.at(line.row, number_of(kind)));
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
    row.people[3] = row.people[4] = n;
    row.people.resize(row.cells.size(), speakers(counts, line.row, Stance::affirmed));
    table.rows.push_back(std::move(row));
  }
  table.notes = {desk.labels("note.affirmed"), desk.labels("note.groups-once"),
                 desk.labels("note.answers"), desk.labels("evidence.codes-interval")};

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

  std::vector<std::string> ids, titles;
  std::vector<Condition> classes;
  const AttributeSpec& spec = counts.study.attributes[attribute];
  for (const std::uint32_t value : values) {
    classes.push_back(of_value(spec, all[value]));
    ids.push_back(all[value].empty() ? "(unknown)" : all[value]);
    titles.push_back(value_title(desk, attribute, value));
  }
  if (!values.empty()) {
    const CodeGroups groups = groups_of(desk, attribute, lines);
    double base = 0;
    for (const double people : groups.bases) base += people;
    const std::size_t shares = summary.tables.size();
    add_class_tables(desk, id, by,
                     kind_text(desk, "base.by", desk.main, {number_text(base, 0, desk.language())}),
                     lines, ids, titles, classes, groups.bases, groups.people, summary);
    const std::vector<std::uint32_t> attributes = compared(counts.study);
    if (std::find(attributes.begin(), attributes.end(), attribute) != attributes.end()) {
      for (Tested& one :
           test_codes({closed, taxonomy, attribute, lines, groups}, shares, 1, summary)) {
        tested.push_back(std::move(one));
      }
      if (closed.weighted())
        summary.tables[shares].notes.push_back(desk.labels("evidence.codes-unweighted"));
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
void add_by_kind(const Desk& desk, const std::string& id, const std::string& name,
                 const std::vector<Line>& lines, Summary& summary) {
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
  const Grid grid = people_by_kind(counts, lines);
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
                 Measure::share, of));
    table.columns.push_back(
        counting({"segments." + key, kind_text(desk, "column.segments", kind), CellFormat::count},
                 Measure::mentions, {of_kind(kind), of_unit("segments")}));
  }
  for (const Line& line : lines) {
    TableRow row{line.id, {line.name}, line.emphasis, line.level};
    for (const SourceKind kind : kinds) {
      const double n = grid.at(line.row, number_of(kind));
      row.cells.emplace_back(n);
      row.cells.push_back(share(n, asked(counts, kind)));
      row.cells.emplace_back(
          static_cast<double>(counts.of(kind, Stance::affirmed, line.row).segments));
      row.people.resize(row.cells.size(), -1);
      row.people.back() = speakers(counts, line.row, Stance::affirmed, {kind});
    }
    row.who = {of_code(line.id)};
    table.rows.push_back(std::move(row));
  }
  table.notes = {desk.labels("note.voices"), desk.labels("note.groups-once")};
  summary.tables.push_back(std::move(table));
}

/// By open item: people who affirmed the code in an answer to it, of those who were asked it.
void add_by_item(const Desk& desk, const std::string& id, const std::string& name,
                 const std::vector<Line>& lines, Summary& summary) {
  const Counts& counts = desk.counts;
  std::vector<std::size_t> place(counts.items.all().size(), kNone);
  std::vector<std::string> ids, titles;
  std::vector<double> bases;
  std::vector<Condition> classes;
  for (std::size_t i = 0; i < counts.items.all().size(); ++i) {
    const ItemCounts& item = counts.items.all()[i];
    if (item.type != ItemType::open) continue;
    place[i] = ids.size();
    ids.push_back(item.id);
    classes.push_back(of_item(item.id));
    std::string title = heading(item.wordings.empty() ? item.id : item.wordings.front());
    if (std::find(titles.begin(), titles.end(), title) != titles.end()) title = item.id;
    titles.push_back(std::move(title));
    bases.push_back(item.asked);
  }
  if (ids.empty()) return;
  summary.sheets.push_back({id, desk.labels("sheet.by", {name, desk.labels("by.item")})});
  Grid grid(counts.counter.rows(), ids.size());
  std::vector<ItemHit> hits = counts.item_hits;
  std::sort(hits.begin(), hits.end());
  hits.erase(std::unique(hits.begin(), hits.end()), hits.end());
  for (const ItemHit& hit : hits) {
    if (place[hit.item] != kNone) ++grid.at(hit.row, place[hit.item]);
  }
  const std::size_t first = summary.tables.size();
  add_class_tables(desk, id, desk.labels("title.by", {name, desk.labels("by.item")}),
                   desk.labels("base.items"), lines, ids, titles, classes, bases, grid, summary);
  for (std::size_t i = 0; i < counts.items.all().size(); ++i) {
    const ItemCounts& item = counts.items.all()[i];
    if (place[i] == kNone) continue;
    const std::string& title = titles[place[i]];
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
    add_main(desk, id, name, lines, summary);
    for (std::uint32_t a = 0; a < counts.study.attributes.size(); ++a) {
      if (is_time(counts.study, a)) continue;
      add_by_attribute(closed, t, id + "." + counts.study.attributes[a].id, name, a, lines, summary,
                       tested);
    }
    add_by_kind(desk, id + ".kind", name, lines, summary);
    add_by_item(desk, id + ".item", name, lines, summary);
  }
}

}  // namespace samsyn::summarise
