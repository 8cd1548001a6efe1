#include "stages/summarise/statistics/families.hpp"

#include <algorithm>
#include <cstddef>

namespace samsyn::summarise {
namespace {

/// Places of the p-values there are, smallest first; equal ones by place.
std::vector<std::size_t> ascending(Family family) {
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < family.size(); ++i) {
    if (family[i]) out.push_back(i);
  }
  std::stable_sort(out.begin(), out.end(),
                   [&](std::size_t a, std::size_t b) { return *family[a] < *family[b]; });
  return out;
}

}  // namespace

std::vector<std::optional<double>> holm(Family family) {
  std::vector<std::optional<double>> out(family.size());
  const std::vector<std::size_t> order = ascending(family);
  double highest = 0;
  for (std::size_t rank = 0; rank < order.size(); ++rank) {
    const auto left = static_cast<double>(order.size() - rank);
    highest = std::max(highest, std::min(1.0, left * *family[order[rank]]));
    out[order[rank]] = highest;
  }
  return out;
}

std::vector<std::optional<double>> benjamini_hochberg(Family family) {
  std::vector<std::optional<double>> out(family.size());
  const std::vector<std::size_t> order = ascending(family);
  const auto tests = static_cast<double>(order.size());
  double lowest = 1;
  for (std::size_t rank = order.size(); rank > 0; --rank) {
    lowest = std::min(lowest, tests / static_cast<double>(rank) * *family[order[rank - 1]]);
    out[order[rank - 1]] = lowest;
  }
  return out;
}

}  // namespace samsyn::summarise
