#include "stages/summarise/code_tests.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "stages/summarise/whom.hpp"
#include "stages/summarise/words.hpp"

namespace samsyn::summarise {
namespace {

constexpr std::size_t kMostGroups = 30;  // as of closed items: tests of more say little

/// Who has the code, and below who has not, by known group.
CrossTable counted(const CodeComparison& c, const Line& line) {
  CrossTable table{2, c.groups.known.size(), {}};
  table.cells.resize(2 * table.columns);
  for (std::size_t k = 0; k < table.columns; ++k) {
    const std::size_t v = c.groups.known[k];
    const double said = c.groups.said.people(line.row, v);
    table.cells[k] = static_cast<std::uint64_t>(std::llround(said));
    table.cells[table.columns + k] =
        static_cast<std::uint64_t>(std::llround(c.groups.said.asked(v) - said));
  }
  return table;
}

/// The same with weights.
WeightedTable weighed(const CodeComparison& c, const Line& line) {
  const std::size_t groups = c.groups.known.size();
  WeightedTable table{2, groups, std::vector<Mass>(2 * groups)};
  for (std::size_t k = 0; k < groups; ++k) {
    const std::size_t v = c.groups.known[k];
    const Mass& said = c.groups.said.mass(line.row, v);
    table.cells[k] = said;
    table.cells[groups + k] = without(c.groups.said.base(v), said);
  }
  return table;
}

}  // namespace

std::vector<Tested> test_codes(const CodeComparison& c, std::size_t table, std::size_t first,
                               Summary& summary) {
  std::vector<Tested> out;
  if (c.groups.known.size() < 2 || c.groups.known.size() > kMostGroups) return out;
  const Desk& desk = c.desk.desk;
  const std::string& attribute = desk.counts.study.attributes[c.attribute].id;
  const std::vector<std::string>& values = desk.counts.people.values(c.attribute).all();
  const bool weighs = share_measure(c.desk, desk.main) == Measure::weighted;
  Selection who{of_kind(desk.main)};
  if (c.groups.known.size() < c.groups.values.size()) {
    const Condition known{attribute, std::string(kKnown)};
    Partition parts{attribute, {}, who, {known}};
    parts.within.push_back(known);
    for (const std::size_t v : c.groups.known) parts.values.push_back(values[c.groups.values[v]]);
    const bool is_told = std::any_of(
        summary.partitions.begin(), summary.partitions.end(), [&](const Partition& one) {
          return one.dimension == attribute && one.implied == parts.implied &&
                 one.within == parts.within;
        });
    if (!is_told) summary.partitions.push_back(std::move(parts));
    who.push_back(known);
  }
  // Who weighs nothing is not among them.
  if (weighs) who.push_back({"weighed", attribute});
  const std::string& taxonomy = desk.counts.codebook.taxonomies[c.taxonomy].id;
  for (const Line& line : c.lines) {
    const CrossTable counts = counted(c, line);
    std::optional<Tested> tested =
        weighs ? test_said(desk, weighed(c, line)) : test_said(desk, counts);
    if (!tested) continue;
    if (!weighs) {
      const std::vector<std::int8_t> marks = marks_of(counts);
      tested->marks.resize(first + c.groups.values.size());
      for (std::size_t k = 0; k < c.groups.known.size(); ++k) {
        tested->marks[first + c.groups.known[k]] = marks[k];
      }
    }
    tested->family = taxonomy;
    tested->item = "codes." + taxonomy;
    tested->name = line.name;
    tested->title =
        name_of(desk.counts.codebook.taxonomies[c.taxonomy], desk.language()) + ": " + line.name;
    tested->attribute = c.attribute;
    tested->table = table;
    tested->rests_on = {summary.tables[table].id, line.id};
    tested->who = who;
    out.push_back(std::move(*tested));
  }
  return out;
}

}  // namespace samsyn::summarise
