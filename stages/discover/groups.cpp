#include "stages/discover/groups.hpp"

#include <algorithm>
#include <tuple>

#include "stages/discover/voices.hpp"

namespace samsyn::discover {
namespace {

/// The groups that are begun, and which lines their first terms stand in.
class Beginnings {
 public:
  explicit Beginnings(std::size_t lines) : of_line_(lines) {}

  /// The first group with enough lines in common; kNone when there is none.
  std::uint32_t find(const std::vector<std::uint32_t>& lines, double overlap) {
    shared_.assign(sizes_.size(), 0);
    for (const std::uint32_t line : lines) {
      for (const std::uint32_t g : of_line_[line]) ++shared_[g];
    }
    for (std::uint32_t g = 0; g < sizes_.size(); ++g) {
      const auto least = static_cast<double>(std::min(sizes_[g], lines.size()));
      if (shared_[g] >= overlap * least) return g;
    }
    return kNone;
  }

  std::uint32_t begin(const std::vector<std::uint32_t>& lines) {
    const auto g = static_cast<std::uint32_t>(sizes_.size());
    sizes_.push_back(lines.size());
    for (const std::uint32_t line : lines) of_line_[line].push_back(g);
    return g;
  }

 private:
  std::vector<std::vector<std::uint32_t>> of_line_;
  std::vector<std::size_t> sizes_;  ///< lines of the first term, by group
  std::vector<std::uint32_t> shared_;
};

}  // namespace

std::vector<Group> group(const std::vector<KeyTerm>& terms, const std::vector<Line>& lines,
                         const GroupRule& rule) {
  std::vector<Group> groups;
  Beginnings beginnings(lines.size());
  std::vector<std::uint32_t> group_of(lines.size(), kNone);
  for (std::uint32_t t = 0; t < terms.size(); ++t) {
    const std::vector<std::uint32_t>& own = terms[t].lines;
    std::uint32_t g = beginnings.find(own, rule.overlap);
    if (g == kNone) {
      g = beginnings.begin(own);
      groups.emplace_back();
    }
    const std::vector<std::uint32_t>& others = groups[g].terms;
    const bool says_more = std::none_of(others.begin(), others.end(), [&](std::uint32_t other) {
      return terms[other].lines == own;
    });
    if (says_more) groups[g].terms.push_back(t);
    for (const std::uint32_t line : own) {
      if (group_of[line] == kNone) group_of[line] = g;  // the strongest term's
    }
  }
  for (std::uint32_t l = 0; l < lines.size(); ++l) {
    if (group_of[l] != kNone) groups[group_of[l]].lines.push_back(l);
  }
  for (Group& one : groups) {
    std::vector<std::uint32_t> voices;
    for (const std::uint32_t line : one.lines) voices.push_back(lines[line].voice);
    one.people = different(std::move(voices));
  }
  std::erase_if(groups, [&](const Group& one) { return one.people < rule.people; });
  std::stable_sort(groups.begin(), groups.end(), [](const Group& a, const Group& b) {
    return std::make_tuple(b.people, b.lines.size()) < std::make_tuple(a.people, a.lines.size());
  });
  return groups;
}

}  // namespace samsyn::discover
