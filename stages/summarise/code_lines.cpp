#include "stages/summarise/code_lines.hpp"

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

CodeGroups groups_of(const Desk& desk, std::size_t attribute, const std::vector<Line>& lines) {
  const People& people = desk.counts.people;
  const std::vector<std::string>& all = people.values(attribute).all();
  CodeGroups out{values_of(desk, attribute, desk.main), {}, {}, Grid(0, 0)};
  std::vector<std::size_t> place(all.size(), out.values.size());
  for (std::size_t v = 0; v < out.values.size(); ++v) {
    place[out.values[v]] = v;
    if (!all[out.values[v]].empty()) out.known.push_back(v);
  }
  out.bases.resize(out.values.size());
  out.people = Grid(desk.counts.counter.rows(), out.values.size());
  for (std::uint32_t p = 0; p < people.size(); ++p) {
    if (!people.asked(p) || people.kind(p) != desk.main) continue;
    const std::size_t v = place[people.value(p, attribute)];
    ++out.bases[v];
    for (const Line& line : lines) {
      out.people.at(line.row, v) += people.has(p, line.row, Stance::affirmed);
    }
  }
  return out;
}

}  // namespace samsyn::summarise
