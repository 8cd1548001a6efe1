// The evidence for each barrier: who speaks of it in which kind of source, and what stands beside.

#include <algorithm>

#include "stages/summarise/code_lines.hpp"
#include "stages/summarise/whom.hpp"
#include "stages/summarise/words.hpp"

namespace samsyn::summarise {
namespace {

/// An answer in which something stands in or beside a segment that speaks of the code.
Condition near(const std::string& code) { return {"near", code}; }

/// Kinds of sources in which somebody was asked or heard.
std::vector<SourceKind> kinds_of(const Counts& counts) {
  std::vector<SourceKind> out;
  for (const SourceKind kind : kKinds) {
    if (asked(counts, kind) > 0) out.push_back(kind);
  }
  return out;
}

std::vector<std::uint32_t> with_role(const Codebook& codebook, CodeRole role) {
  std::vector<std::uint32_t> out;
  for (std::uint32_t c = 0; c < codebook.codes.size(); ++c) {
    if (codebook.codes[c].leaf && codebook.codes[c].role == role) out.push_back(c);
  }
  return out;
}

/// In how many answers each code of the role stands in or beside a segment that speaks of each
/// code of the taxonomy.
void add_near(const Desk& desk, const std::string& id, const std::vector<Line>& lines,
              CodeRole role, Summary& summary) {
  const Counts& counts = desk.counts;
  const std::vector<std::uint32_t> said = with_role(counts.codebook, role);
  if (said.empty()) return;
  const std::string name(kRoleNames.at(static_cast<std::size_t>(role)));
  std::uint64_t answers = 0;
  for (const SourceCounts& source : counts.sources) answers += source.answers;
  Table table;
  table.id = id + "." + name;
  table.sheet = id;
  table.title = desk.labels("evidence.title-" + name);
  table.base =
      desk.labels("base.answers", {number_text(static_cast<double>(answers), 0, desk.language())});
  table.base_count = static_cast<double>(answers);
  table.layout = TableLayout::matrix;
  table.who = {of_unit("answers")};
  table.columns.push_back({"code", desk.labels("column.code")});
  for (const std::uint32_t c : said) {
    const Code& code = counts.codebook.codes[c];
    table.columns.push_back(counting({code.id, name_of(code, desk.language()), CellFormat::count},
                                     Measure::mentions, {of_code(code.id)}));
  }
  for (const Line& line : lines) {
    if (line.emphasis) continue;
    TableRow row{line.id, {line.name}};
    row.who = {near(line.id)};
    row.people = {-1};
    for (const std::uint32_t c : said) {
      const std::size_t at = line.row * counts.codebook.codes.size() + c;
      row.cells.emplace_back(static_cast<double>(counts.near[at]));
      row.people.push_back(static_cast<double>(counts.near_people[at].size()));
    }
    table.rows.push_back(std::move(row));
  }
  table.notes = {desk.labels("evidence.note-near")};
  summary.tables.push_back(std::move(table));
}

void add_matrix(const ClosedDesk& closed, const std::string& id, const std::string& name,
                const std::vector<Line>& lines, Summary& summary) {
  const Desk& desk = closed.desk;
  const Counts& counts = desk.counts;
  const Said said = said_by_kind(closed, lines);
  const std::vector<SourceKind> kinds = kinds_of(counts);
  Table table;
  table.id = id;
  table.sheet = id;
  table.title = desk.labels("evidence.title", {name});
  table.base = desk.labels("base.kinds");
  table.columns.push_back({"code", name});
  for (const SourceKind kind : kinds) {
    const double base = asked(counts, kind);
    table.base_count += base;
    const std::string key(name_of(kind));
    table.columns.push_back(
        counting({"people." + key, kind_text(desk, "column.people", kind), CellFormat::count, base},
                 Measure::people, {of_kind(kind)}));
    table.columns.push_back(
        counting({"share." + key, kind_text(desk, "column.share", kind), CellFormat::percent, base},
                 share_measure(closed, kind), {of_kind(kind)}));
    table.columns.back().weight = said.base(number_of(kind)).weight;
  }
  table.columns.push_back({"agreement", desk.labels("evidence.column-agreement")});
  for (const CodeRole role : {CodeRole::helps, CodeRole::principle}) {
    if (with_role(counts.codebook, role).empty()) continue;
    const std::string key(kRoleNames.at(static_cast<std::size_t>(role)));
    table.columns.push_back({key, desk.labels("evidence.column-" + key)});
  }
  table.columns.push_back({"quotations", desk.labels("evidence.column-quotations")});
  for (const Line& line : lines) {
    if (line.emphasis) continue;
    TableRow row{line.id, {line.name}};
    row.who = {of_code(line.id)};
    for (const SourceKind kind : kinds) {
      const std::size_t of = number_of(kind);
      row.cells.emplace_back(said.people(line.row, of));
      row.cells.push_back(said.share(line.row, of));
      row.people.resize(row.cells.size(), said.people(line.row, of));
    }
    row.cells.resize(table.columns.size());
    row.people.resize(table.columns.size(), -1);
    table.rows.push_back(std::move(row));
  }
  table.notes = {desk.labels("note.affirmed"), desk.labels("note.voices"),
                 desk.labels("evidence.note"), desk.labels("evidence.note-quotations")};
  if (closed.weighted()) table.notes.push_back(desk.labels("evidence.weighted-survey"));
  summary.tables.push_back(std::move(table));
}

}  // namespace

void add_evidence(const ClosedDesk& closed, Summary& summary) {
  const Desk& desk = closed.desk;
  const Codebook& codebook = desk.counts.codebook;
  for (std::uint32_t t = 0; t < codebook.taxonomies.size(); ++t) {
    if (!codebook.taxonomies[t].stance) continue;
    const std::vector<Line> lines = lines_of(desk, t);
    if (lines.size() < 2) continue;
    const std::string id = "evidence." + codebook.taxonomies[t].id;
    const std::string& name = name_of(codebook.taxonomies[t], desk.language());
    const bool alone = std::count_if(codebook.taxonomies.begin(), codebook.taxonomies.end(),
                                     [](const Taxonomy& one) { return one.stance; }) == 1;
    summary.sheets.push_back(
        {id, alone ? desk.labels("evidence.sheet") : desk.labels("evidence.sheet-of", {name})});
    add_matrix(closed, id, name, lines, summary);
    add_near(desk, id, lines, CodeRole::helps, summary);
    add_near(desk, id, lines, CodeRole::principle, summary);
  }
}

}  // namespace samsyn::summarise
