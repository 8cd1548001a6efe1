#include "stages/summarise/code_lines.hpp"

#include <utility>

#include "stages/summarise/words.hpp"

namespace samsyn::summarise {

std::vector<Line> lines_of(const Desk& desk, std::uint32_t taxonomy) {
  const Codebook& codebook = desk.counts.codebook;
  std::vector<Line> lines;
  for (std::uint32_t c = 0; c < codebook.codes.size(); ++c) {
    const Code& code = codebook.codes[c];
    if (code.taxonomy != taxonomy) continue;
    std::uint8_t level = 0;
    for (std::uint32_t up = code.parent; up != kNone && level < 9; up = codebook.codes[up].parent) {
      ++level;
    }
    lines.push_back({c, code.id, name_of(code, desk.language()), !code.leaf, level});
  }
  lines.push_back({desk.counts.counter.any_row(taxonomy), codebook.taxonomies[taxonomy].id + ".any",
                   desk.labels("row.any"), true, 0});
  return lines;
}

Said::Said(const ClosedDesk& desk, std::size_t classes)
    : desk_(desk),
      classes_(classes),
      said_(desk.desk.counts.counter.rows(), classes),
      asked_(classes),
      mass_(std::size_t{desk.desk.counts.counter.rows()} * classes),
      base_(classes),
      weighs_(classes) {}

void Said::add(std::uint32_t person, std::size_t cls, const std::vector<Line>& lines) {
  const People& people = desk_.desk.counts.people;
  const bool weighs = share_measure(desk_, people.kind(person)) == Measure::weighted;
  const double weight = weighs ? desk_.weights[person] : 1;
  weighs_[cls] = weighs_[cls] || weighs;
  ++asked_[cls];
  if (weight > 0) base_[cls].add(weight);
  for (const Line& line : lines) {
    if (!people.has(person, line.row, Stance::affirmed)) continue;
    ++said_.at(line.row, cls);
    if (weight > 0) mass_[line.row * classes_ + cls].add(weight);
  }
}

TableCell Said::share(std::size_t row, std::size_t cls) const {
  if (base_[cls].people == 0) return {};
  return mass(row, cls).weight / base_[cls].weight;
}

Outcome<Bounds> Said::bounds(std::size_t row, std::size_t cls) const {
  return bounds_of_share(mass(row, cls), base_[cls], weighs_[cls]);
}

CodeGroups groups_of(const ClosedDesk& closed, std::size_t attribute,
                     const std::vector<Line>& lines) {
  const Desk& desk = closed.desk;
  const People& people = desk.counts.people;
  const std::vector<std::string>& all = people.values(attribute).all();
  std::vector<std::uint32_t> values = values_of(desk, attribute, desk.main);
  Said said(closed, values.size());
  CodeGroups out{std::move(values), {}, std::move(said)};
  std::vector<std::size_t> place(all.size(), out.values.size());
  for (std::size_t v = 0; v < out.values.size(); ++v) {
    place[out.values[v]] = v;
    if (!all[out.values[v]].empty()) out.known.push_back(v);
  }
  for (std::uint32_t p = 0; p < people.size(); ++p) {
    if (!people.asked(p) || people.kind(p) != desk.main) continue;
    out.said.add(p, place[people.value(p, attribute)], lines);
  }
  return out;
}

Said said_by_kind(const ClosedDesk& desk, const std::vector<Line>& lines) {
  const People& people = desk.desk.counts.people;
  Said out(desk, kKinds.size());
  for (std::uint32_t p = 0; p < people.size(); ++p) {
    if (people.asked(p)) out.add(p, number_of(people.kind(p)), lines);
  }
  return out;
}

Measure share_measure(const ClosedDesk& desk, SourceKind kind) {
  return desk.weighted() && kind == SourceKind::survey ? Measure::weighted : Measure::share;
}

}  // namespace samsyn::summarise
