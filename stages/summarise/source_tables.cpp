// What the study rests on: kinds of sources, people, files; and the words that all tables share.

#include <algorithm>

#include "stages/summarise/counts.hpp"
#include "stages/summarise/whom.hpp"
#include "stages/summarise/words.hpp"

namespace samsyn::summarise {
namespace {

struct KindSum {
  double sources = 0, people = 0, answers = 0, segments = 0, coded = 0;
};

void add_people(const Desk& desk, std::size_t attribute, Summary& summary) {
  const Counts& counts = desk.counts;
  Table table;
  table.id = "overview." + counts.study.attributes[attribute].id;
  table.sheet = "overview";
  table.title = desk.labels("title.people-by", {inside(attribute_title(desk, attribute))});
  table.columns.push_back({"value", attribute_title(desk, attribute)});
  std::vector<SourceKind> kinds;
  std::vector<std::uint32_t> values;
  bool named = false;
  for (const SourceKind kind : kKinds) {
    if (asked(counts, kind) == 0) continue;
    kinds.push_back(kind);
    table.columns.push_back(counting(
        {std::string(name_of(kind)), kind_text(desk, "column.people", kind), CellFormat::count},
        Measure::people, {of_kind(kind)}));
    table.base_count += asked(counts, kind);
    for (const std::uint32_t value : values_of(desk, attribute, kind)) {
      named = named || !counts.people.values(attribute).all()[value].empty();
      if (std::find(values.begin(), values.end(), value) == values.end()) values.push_back(value);
    }
  }
  if (!named) return;
  std::vector<double> n(values.size() * kinds.size());
  for (std::uint32_t p = 0; p < counts.people.size(); ++p) {
    if (!counts.people.asked(p)) continue;
    const auto kind = std::find(kinds.begin(), kinds.end(), counts.people.kind(p));
    const auto value = std::find(values.begin(), values.end(), counts.people.value(p, attribute));
    ++n[static_cast<std::size_t>(value - values.begin()) * kinds.size() +
        static_cast<std::size_t>(kind - kinds.begin())];
  }
  for (std::size_t v = 0; v < values.size(); ++v) {
    const std::string& id = counts.people.values(attribute).all()[values[v]];
    TableRow row{id.empty() ? "(unknown)" : id, {value_title(desk, attribute, values[v])}};
    row.who = {of_value(counts.study.attributes[attribute], id)};
    for (std::size_t k = 0; k < kinds.size(); ++k) row.cells.emplace_back(n[v * kinds.size() + k]);
    table.rows.push_back(std::move(row));
  }
  // The columns count the people of one kind each; the base is everybody's.
  for (std::size_t k = 0; k < kinds.size(); ++k) {
    table.columns[k + 1].base = asked(counts, kinds[k]);
  }
  table.base = desk.labels("base.asked", {number_text(table.base_count, 0, desk.language())});
  summary.tables.push_back(std::move(table));
}

/// Distinct: who was measured several times has several rows.
double people_of(const SourceCounts& source) {
  std::vector<std::uint32_t> persons = source.persons;
  std::sort(persons.begin(), persons.end());
  return static_cast<double>(std::unique(persons.begin(), persons.end()) - persons.begin());
}

}  // namespace

bool all_asked(const Counts& counts, SourceKind kind) {
  for (std::uint32_t p = 0; p < counts.people.size(); ++p) {
    if (counts.people.kind(p) == kind && !counts.people.asked(p)) return false;
  }
  return true;
}

std::string source_id(const SourceCounts& source) {
  return source.source + (source.sheet.empty() ? "" : "#" + source.sheet);
}

double speakers(const Counts& counts, std::uint32_t row, Stance stance,
                const std::vector<SourceKind>& kinds) {
  double n = 0;
  for (std::uint32_t p = 0; p < counts.people.size(); ++p) {
    n += counts.people.has(p, row, stance) &&
         std::find(kinds.begin(), kinds.end(), counts.people.kind(p)) != kinds.end();
  }
  return n;
}

bool is_time(const Study& study, std::size_t attribute) {
  return !study.occasions.empty() && study.occasions.attribute == attribute;
}

std::vector<std::uint32_t> compared(const Study& study) {
  std::vector<std::uint32_t> attributes = study.outputs.compare;
  if (attributes.empty()) {
    for (std::uint32_t a = 0; a < study.attributes.size(); ++a) attributes.push_back(a);
  }
  attributes.erase(std::remove_if(attributes.begin(), attributes.end(),
                                  [&](std::uint32_t a) { return is_time(study, a); }),
                   attributes.end());
  return attributes;
}

std::uint32_t asked(const Counts& counts, SourceKind kind) {
  std::uint32_t n = 0;
  for (std::uint32_t p = 0; p < counts.people.size(); ++p) {
    n += counts.people.asked(p) && counts.people.kind(p) == kind;
  }
  return n;
}

std::vector<std::uint32_t> values_of(const Desk& desk, std::size_t attribute, SourceKind kind) {
  const People& people = desk.counts.people;
  std::vector<bool> is_present(people.values(attribute).all().size());
  for (std::uint32_t p = 0; p < people.size(); ++p) {
    if (people.asked(p) && people.kind(p) == kind) is_present[people.value(p, attribute)] = true;
  }
  return in_order(desk, attribute, is_present);
}

std::vector<std::uint32_t> in_order(const Desk& desk, std::size_t attribute,
                                    const std::vector<bool>& is_present) {
  const std::vector<std::string>& all = desk.counts.people.values(attribute).all();
  std::vector<std::uint32_t> values;
  for (std::uint32_t v = 0; v < all.size(); ++v) {
    if (is_present[v]) values.push_back(v);
  }
  // Sub-studies keep the order of the manifest.
  const auto declared = [&](const std::string& value) {
    const auto& list = desk.counts.study.substudies;
    if (attribute != kSubstudy) return std::size_t{0};
    return static_cast<std::size_t>(
        std::find_if(list.begin(), list.end(), [&](const Substudy& s) { return s.id == value; }) -
        list.begin());
  };
  std::sort(values.begin(), values.end(), [&](std::uint32_t a, std::uint32_t b) {
    if (all[a].empty() != all[b].empty()) return all[b].empty();
    if (declared(all[a]) != declared(all[b])) return declared(all[a]) < declared(all[b]);
    return desk.before(all[a], all[b]);
  });
  return values;
}

std::string value_title(const Desk& desk, std::size_t attribute, std::uint32_t value) {
  const std::string& id = desk.counts.people.values(attribute).all()[value];
  if (id.empty()) return desk.labels("value.unknown");
  if (attribute == kSubstudy) {
    for (const Substudy& substudy : desk.counts.study.substudies) {
      if (substudy.id == id && !substudy.name.empty()) return substudy.name;
    }
  }
  return id;
}

std::string attribute_title(const Desk& desk, std::size_t attribute) {
  const AttributeSpec& spec = desk.counts.study.attributes[attribute];
  return spec.name.empty() ? spec.id : spec.name;
}

std::string kind_text(const Desk& desk, std::string_view key, SourceKind kind,
                      const std::vector<std::string>& arguments) {
  return desk.labels(std::string(key) + "." + std::string(name_of(kind)), arguments);
}

void add_overview(const Desk& desk, Summary& summary) {
  const Counts& counts = desk.counts;
  std::vector<KindSum> sums(kKinds.size());
  KindSum all;
  for (const SourceCounts& source : counts.sources) {
    for (KindSum* sum : {&sums[number_of(source.kind)], &all}) {
      sum->sources += 1;
      sum->answers += static_cast<double>(source.answers);
      sum->segments += static_cast<double>(source.segments);
      sum->coded += static_cast<double>(source.coded);
    }
  }
  // Not the sources' respondents: who was measured several times is one of the people.
  for (std::uint32_t p = 0; p < counts.people.size(); ++p) {
    sums[number_of(counts.people.kind(p))].people += 1;
    all.people += 1;
  }
  const auto count = [&](double n) { return number_text(n, 0, desk.language()); };
  summary.facts.emplace_back(desk.labels("fact.sources"), count(all.sources));
  for (const SourceKind kind : kKinds) {
    if (sums[number_of(kind)].sources < 1) continue;
    summary.facts.emplace_back(
        kind_text(desk, "fact.people", kind),
        kind_text(desk, "fact.people-of", kind,
                  {count(sums[number_of(kind)].people), count(sums[number_of(kind)].sources)}));
  }
  summary.facts.emplace_back(desk.labels("fact.answers"), count(all.answers));
  summary.facts.emplace_back(
      desk.labels("fact.segments"),
      desk.labels("fact.segments-coded",
                  {count(all.segments), count(all.coded),
                   count(all.segments > 0 ? 100 * all.coded / all.segments : 0)}));

  summary.sheets.push_back({"overview", desk.labels("sheet.overview")});
  Table table;
  table.id = "overview";
  table.sheet = "overview";
  table.title = desk.labels("title.overview");
  table.base = desk.labels("base.everyone", {count(all.people)});
  table.base_count = all.people;
  table.columns = {
      {"kind", desk.labels("column.kind")},
      {"sources", desk.labels("column.sources"), CellFormat::count},
      counting({"people", desk.labels("column.people"), CellFormat::count}, Measure::people),
      counting({"answers", desk.labels("column.answers-all"), CellFormat::count}, Measure::mentions,
               {of_unit("answers")}),
      counting({"segments", desk.labels("column.segments-all"), CellFormat::count},
               Measure::mentions, {of_unit("segments")}),
      {"coded", desk.labels("column.coded"), CellFormat::percent}};
  const auto add = [&](const std::string& id, const std::string& title, const KindSum& sum,
                       bool emphasis) {
    table.rows.push_back({id,
                          {title, sum.sources, sum.people, sum.answers, sum.segments,
                           share(sum.coded, sum.segments)},
                          emphasis});
    table.rows.back().who = {{"present", id}};
  };
  for (const SourceKind kind : kKinds) {
    const KindSum& sum = sums[number_of(kind)];
    if (sum.sources > 0) add(std::string(name_of(kind)), kind_text(desk, "kind", kind), sum, false);
  }
  add("all", desk.labels("row.total"), all, true);
  table.notes = {desk.labels("note.interviewers")};
  summary.tables.push_back(std::move(table));
  for (std::size_t a = 0; a < counts.study.attributes.size(); ++a) {
    if (!is_time(counts.study, a)) add_people(desk, a, summary);
  }
}

void add_source_table(const Desk& desk, Summary& summary) {
  summary.sheets.push_back({"sources", desk.labels("sheet.sources")});
  Table table;
  table.id = "sources";
  table.sheet = "sources";
  table.title = desk.labels("title.sources");
  table.layout = TableLayout::list;
  table.base_count = static_cast<double>(desk.counts.sources.size());
  table.base = desk.labels("base.sources", {number_text(table.base_count, 0, desk.language())});
  table.columns = {
      {"source", desk.labels("column.source")},
      {"sheet", desk.labels("column.sheet")},
      {"kind", desk.labels("column.kind")},
      counting({"people", desk.labels("column.people"), CellFormat::count}, Measure::people),
      counting({"answers", desk.labels("column.answers-all"), CellFormat::count}, Measure::mentions,
               {of_unit("answers")}),
      counting({"segments", desk.labels("column.segments-all"), CellFormat::count},
               Measure::mentions, {of_unit("segments")}),
      counting({"coded", desk.labels("column.coded"), CellFormat::percent}, Measure::statistic),
      counting({"rows", desk.labels("column.rows"), CellFormat::count}, Measure::mentions,
               {of_unit("rows")}),
      {"skipped", desk.labels("column.skipped"), CellFormat::count}};
  for (const SourceCounts& source : desk.counts.sources) {
    table.rows.push_back(
        {source_id(source),
         {source.source, source.sheet, kind_text(desk, "kind", source.kind), people_of(source),
          static_cast<double>(source.answers), static_cast<double>(source.segments),
          share(static_cast<double>(source.coded), static_cast<double>(source.segments)),
          source.rows > 0 ? TableCell{static_cast<double>(source.rows)} : TableCell{},
          static_cast<double>(source.skipped)}});
    TableRow& row = table.rows.back();
    // How many were heard in each interview and workshop is a fact about the study.
    row.measure = Measure::none;
    if (source.kind != SourceKind::survey) continue;
    row.measure.reset();
    row.who = {all_asked(desk.counts, source.kind) ? of_kind(source.kind) : present(source.kind),
               {"source", source_id(source)}};
    row.people.assign(row.cells.size(), people_of(source));
  }
  table.notes = {desk.labels("note.rows")};
  summary.tables.push_back(std::move(table));
}

}  // namespace samsyn::summarise
