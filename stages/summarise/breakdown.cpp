#include "stages/summarise/breakdown.hpp"

#include <algorithm>
#include <cmath>

#include "stages/summarise/statistics/proportions.hpp"

namespace samsyn::summarise {

Classes everybody(std::uint32_t people) { return {std::vector<std::uint32_t>(people, 0), 1}; }

Mass without(const Mass& all, const Mass& part) {
  if (all.people <= part.people) return {};
  // The difference of equal sums may miss 0 by a rounding.
  return {all.people - part.people, std::max(0.0, all.weight - part.weight),
          std::max(0.0, all.squares - part.squares)};
}

TableCell interval_cell(const Outcome<Bounds>& bounds) {
  if (!bounds) return {};
  return Interval{bounds->low, bounds->high};
}

Outcome<Bounds> bounds_of_share(const Mass& part, const Mass& all, bool weighs) {
  if (all.people == 0) return Why::nobody;
  if (!weighs) {
    const auto n = static_cast<double>(all.people);
    return wilson(static_cast<double>(part.people) / n, n);
  }
  const Outcome<WeightedShare> found = weighted_share(part, without(all, part));
  return found ? Outcome<Bounds>(found->interval) : Outcome<Bounds>(found.why());
}

Breakdown::Breakdown(const ItemCounts& item, const Classes& classes,
                     std::span<const double> weights)
    : item_(item),
      asked_(classes.count),
      valid_(classes.count),
      unsure_(classes.count),
      silent_(classes.count),
      at_(item.values.size() * classes.count) {
  for (std::uint32_t v = 0; v < item.values.size(); ++v) values_[item.values[v].label].push_back(v);
  for (std::size_t i = 0; i < item.given.size();) {
    const std::uint32_t person = item.given[i].person;
    const std::uint32_t cls = person < classes.of.size() ? classes.of[person] : kNone;
    const double weight = person < weights.size() ? weights[person] : 1.0;
    bool is_valid = false;
    bool is_unsure = false;
    for (; i < item.given.size() && item.given[i].person == person; ++i) {
      const std::uint32_t value = item.given[i].value;
      if (value == kNone || cls == kNone) continue;
      (item.values[value].unsure ? is_unsure : is_valid) = true;
      if (weight > 0) at_[value * classes.count + cls].add(weight);
    }
    if (cls == kNone) continue;
    asked_[cls].add(weight);
    if (!is_valid && !is_unsure) {
      silent_[cls].add(weight);
    } else if (weight > 0) {
      (is_valid ? valid_ : unsure_)[cls].add(weight);
    }
  }
}

Mass Breakdown::of(std::string_view label, std::size_t cls) const {
  Mass sum;
  const auto found = values_.find(label);
  if (found == values_.end()) return sum;
  for (const std::uint32_t v : found->second) sum.add(of(v, cls));
  return sum;
}

Mass Breakdown::unread(std::size_t cls) const {
  Mass sum;
  for (std::size_t v = 0; v < item_.values.size(); ++v) {
    if (!item_.values[v].unsure && !std::isfinite(item_.values[v].score)) sum.add(of(v, cls));
  }
  return sum;
}

std::vector<Step> Breakdown::steps(std::size_t cls) const {
  std::vector<Step> steps;
  for (std::size_t v = 0; v < item_.values.size(); ++v) {
    const Value& value = item_.values[v];
    const Mass& mass = of(v, cls);
    if (value.unsure || !std::isfinite(value.score) || mass.people == 0) continue;
    steps.push_back({value.score, mass.people, mass.weight, mass.squares});
  }
  std::sort(steps.begin(), steps.end(),
            [](const Step& a, const Step& b) { return a.value < b.value; });
  return steps;
}

CrossTable Breakdown::table(const std::vector<std::string>& options,
                            const std::vector<std::size_t>& chosen) const {
  CrossTable table{options.size(), chosen.size(), {}};
  for (const std::string& option : options) {
    for (const std::size_t cls : chosen) table.cells.push_back(of(option, cls).people);
  }
  return table;
}

WeightedTable Breakdown::weighted(const std::vector<std::string>& options,
                                  const std::vector<std::size_t>& chosen) const {
  WeightedTable table{options.size(), chosen.size(), {}};
  for (const std::string& option : options) {
    for (const std::size_t cls : chosen) table.cells.push_back(of(option, cls));
  }
  return table;
}

}  // namespace samsyn::summarise
