// Codes that stand together in answers, and how codes are spoken of.

#include <algorithm>

#include "stages/summarise/counts.hpp"
#include "stages/summarise/whom.hpp"
#include "stages/summarise/words.hpp"

namespace samsyn::summarise {
namespace {

constexpr std::size_t kMostPairs = 30;  // rows of the list of commonest pairs

struct Together {
  std::uint32_t first, second;
  std::uint64_t answers;
};

void add_cooccurrence(const Desk& desk, Summary& summary) {
  const Codebook& codebook = desk.counts.codebook;
  const std::size_t codes = codebook.codes.size();
  const std::vector<std::uint64_t>& n = desk.counts.pairs;
  std::vector<std::uint32_t> present;  // leaves that stand anywhere
  std::uint64_t answers = 0;
  for (const SourceCounts& source : desk.counts.sources) answers += source.answers;
  for (std::uint32_t c = 0; c < codes; ++c) {
    if (codebook.codes[c].leaf && n[c * codes + c] > 0) present.push_back(c);
  }
  if (present.size() < 2) return;
  summary.sheets.push_back({"cooccurrence", desk.labels("sheet.cooccurrence")});
  const std::string base =
      desk.labels("base.answers", {number_text(static_cast<double>(answers), 0, desk.language())});

  std::vector<Together> pairs;
  for (const std::uint32_t a : present) {
    for (const std::uint32_t b : present) {
      if (a < b && n[a * codes + b] > 0) pairs.push_back({a, b, n[a * codes + b]});
    }
  }
  std::stable_sort(pairs.begin(), pairs.end(),
                   [](const Together& a, const Together& b) { return a.answers > b.answers; });
  if (pairs.size() > kMostPairs) pairs.resize(kMostPairs);

  Table matrix;
  matrix.id = "cooccurrence";
  matrix.sheet = "cooccurrence";
  matrix.title = desk.labels("title.cooccurrence");
  matrix.base = base;
  matrix.base_count = static_cast<double>(answers);
  matrix.layout = TableLayout::matrix;
  matrix.columns.push_back({"code", desk.labels("column.code")});
  matrix.who = {of_unit("answers")};
  const auto people = [&](std::size_t at) {
    return static_cast<double>(desk.counts.pair_people[at].size());
  };
  for (const std::uint32_t c : present) {
    const Code& code = codebook.codes[c];
    matrix.columns.push_back(counting({code.id, name_of(code, desk.language()), CellFormat::count},
                                      Measure::mentions, {of_code(code.id)}));
    TableRow row{code.id, {name_of(code, desk.language())}};
    row.who = {of_code(code.id)};
    row.people = {-1};
    for (const std::uint32_t other : present) {
      const std::size_t at = std::min(c, other) * codes + std::max(c, other);
      row.cells.emplace_back(static_cast<double>(n[at]));
      row.people.push_back(people(at));
    }
    matrix.rows.push_back(std::move(row));
  }
  matrix.notes = {desk.labels("note.cooccurrence"), desk.labels("note.diagonal")};
  summary.tables.push_back(std::move(matrix));

  if (pairs.empty()) return;
  Table list;
  list.id = "cooccurrence.pairs";
  list.sheet = "cooccurrence";
  list.title = desk.labels("title.pairs");
  list.base = base;
  list.base_count = static_cast<double>(answers);
  list.columns = {
      {"pair", desk.labels("column.pair")},
      counting({"answers", desk.labels("column.answers"), CellFormat::count}, Measure::mentions)};
  list.who = {of_unit("answers")};
  list.ranked_by = 1;
  for (const Together& pair : pairs) {
    const Code& first = codebook.codes[pair.first];
    const Code& second = codebook.codes[pair.second];
    list.rows.push_back(
        {first.id + "+" + second.id,
         {name_of(first, desk.language()) + " + " + name_of(second, desk.language()),
          static_cast<double>(pair.answers)}});
    list.rows.back().who = {of_code(first.id), of_code(second.id)};
    list.rows.back().people = {-1, people(pair.first * codes + pair.second)};
  }
  summary.tables.push_back(std::move(list));
}

void add_stances(const Desk& desk, std::uint32_t taxonomy, Summary& summary) {
  const Counts& counts = desk.counts;
  const std::string& name = name_of(counts.codebook.taxonomies[taxonomy], desk.language());
  const double base = asked(counts, desk.main);
  Table table;
  table.id = "stance." + counts.codebook.taxonomies[taxonomy].id;
  table.sheet = "stance";
  table.title = desk.labels("title.stance", {name});
  table.base = kind_text(desk, "base", desk.main, {number_text(base, 0, desk.language())});
  table.base_count = base;
  table.columns.push_back({"code", name});
  for (const std::string_view unit : {"people", "segments"}) {
    for (const std::string_view stance : kStanceNames) {
      const std::string key = std::string(unit) + "-" + std::string(stance);
      const bool people = unit == "people";
      table.columns.push_back(
          counting({key, desk.labels("column." + key), CellFormat::count},
                   people ? Measure::people : Measure::mentions,
                   {of_stance(stance), people ? of_kind(desk.main) : of_unit("segments")}));
    }
  }
  const auto add_row = [&](const std::string& id, const std::string& title, std::uint32_t row,
                           bool emphasis) {
    TableRow out{id, {title}, emphasis};
    out.who = {about_code(id)};
    for (std::size_t s = 0; s < kStances; ++s) {
      double n = 0;
      for (std::uint32_t p = 0; p < counts.people.size(); ++p) {
        n += counts.people.asked(p) && counts.people.kind(p) == desk.main &&
             counts.people.has(p, row, Stance{static_cast<std::uint8_t>(s)});
      }
      out.cells.emplace_back(n);
    }
    for (std::size_t s = 0; s < kStances; ++s) {
      double n = 0;
      for (const SourceKind kind : kKinds) {
        n += static_cast<double>(
            counts.of(kind, Stance{static_cast<std::uint8_t>(s)}, row).segments);
      }
      out.cells.emplace_back(n);
      out.people.resize(out.cells.size(), -1);
      out.people.back() = speakers(counts, row, Stance{static_cast<std::uint8_t>(s)});
    }
    table.rows.push_back(std::move(out));
  };
  for (std::uint32_t c = 0; c < counts.codebook.codes.size(); ++c) {
    const Code& code = counts.codebook.codes[c];
    if (code.taxonomy == taxonomy && code.leaf) {
      add_row(code.id, name_of(code, desk.language()), c, false);
    }
  }
  if (table.rows.empty()) return;
  const std::size_t leaves = table.rows.size();
  add_row(counts.codebook.taxonomies[taxonomy].id + ".any", desk.labels("row.any"),
          counts.counter.any_row(taxonomy), true);
  table.notes = {desk.labels("note.stance"), desk.labels("note.stance-people")};
  Chart chart{desk.labels("chart.stance", {name}), 0, {4, 5, 6}, true};
  if (leaves > 0) table.charts.push_back(std::move(chart));
  summary.tables.push_back(std::move(table));
}

}  // namespace

void add_pair_tables(const Desk& desk, Summary& summary) {
  add_cooccurrence(desk, summary);
  const std::size_t before = summary.tables.size();
  for (std::uint32_t t = 0; t < desk.counts.codebook.taxonomies.size(); ++t) {
    if (desk.counts.codebook.taxonomies[t].stance) add_stances(desk, t, summary);
  }
  if (summary.tables.size() > before) {
    summary.sheets.push_back({"stance", desk.labels("sheet.stance")});
  }
}

}  // namespace samsyn::summarise
