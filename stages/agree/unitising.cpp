#include "stages/agree/unitising.hpp"

#include <algorithm>
#include <numeric>

namespace samsyn::agree {
namespace {

double squared(double x) { return x * x; }

/// Squared differences of begin and end where stretches meet; the squared length of one that lies
/// wholly in the other's gap.
double difference(const std::vector<Stretch>& a, const std::vector<Stretch>& b) {
  double out = 0;
  const auto alone = [&](const std::vector<Stretch>& own, const std::vector<Stretch>& other) {
    std::size_t o = 0;
    for (const Stretch& unit : own) {
      while (o < other.size() && other[o].end <= unit.begin) ++o;
      if (o == other.size() || other[o].begin >= unit.end) out += squared(unit.size());
    }
  };
  alone(a, b);
  alone(b, a);
  std::size_t first = 0;
  for (const Stretch& unit : a) {
    while (first < b.size() && b[first].end <= unit.begin) ++first;
    for (std::size_t o = first; o < b.size() && b[o].begin < unit.end; ++o) {
      out += squared(static_cast<double>(unit.begin) - b[o].begin) +
             squared(static_cast<double>(unit.end) - b[o].end);
    }
  }
  return out;
}

}  // namespace

Unitiser::Unitiser(const std::vector<Continuum>& texts) {
  for (std::size_t t = 0; t < texts.size(); ++t) {
    const Continuum& text = texts[t];
    observers_ = std::max(observers_, text.by_observer.size());
    lengths_.push_back(text.length);
    double& differences = differences_.emplace_back(0);
    for (std::size_t i = 0; i < text.by_observer.size(); ++i) {
      std::uint32_t end = 0;
      for (const Stretch& unit : text.by_observer[i]) {
        units_.push_back({t, static_cast<double>(unit.size()), 0});
        if (unit.begin > end) gaps_.push_back({t, static_cast<double>(unit.begin - end)});
        end = unit.end;
      }
      if (text.length > end) gaps_.push_back({t, static_cast<double>(text.length - end)});
      for (std::size_t j = 0; j < i; ++j) {
        differences += difference(text.by_observer[i], text.by_observer[j]);
      }
    }
  }
  std::sort(gaps_.begin(), gaps_.end(), [](const Gap& a, const Gap& b) { return a.size < b.size; });
  for (Unit& unit : units_) {
    unit.first_gap = static_cast<std::size_t>(
        std::lower_bound(gaps_.begin(), gaps_.end(), unit.size,
                         [](const Gap& gap, double size) { return gap.size < size; }) -
        gaps_.begin());
  }
}

double Unitiser::observed(const std::vector<double>& counts) const {
  const double length = std::inner_product(counts.begin(), counts.end(), lengths_.begin(), 0.0);
  const double all = std::inner_product(counts.begin(), counts.end(), differences_.begin(), 0.0);
  const double m = static_cast<double>(observers_);
  return length > 0 ? 2 * all / (m * (m - 1) * squared(length)) : 0;
}

double Unitiser::expected(const std::vector<double>& counts) const {
  const double length = std::inner_product(counts.begin(), counts.end(), lengths_.begin(), 0.0);
  double number = 0;
  for (const Unit& unit : units_) number += counts[unit.text];
  // Of the gaps from each on: how many, and how long in all.
  std::vector<double> many(gaps_.size() + 1);
  std::vector<double> long_(gaps_.size() + 1);
  for (std::size_t g = gaps_.size(); g-- > 0;) {
    many[g] = many[g + 1] + counts[gaps_[g].text];
    long_[g] = long_[g + 1] + counts[gaps_[g].text] * gaps_[g].size;
  }
  double sum = 0;
  double itself = 0;
  for (const Unit& unit : units_) {
    const double l = unit.size;
    const double gaps = long_[unit.first_gap] - (l - 1) * many[unit.first_gap];
    sum += counts[unit.text] * ((number - 1) / 3 * (2 * l * l * l - 3 * l * l + l) + l * l * gaps);
    itself += counts[unit.text] * l * (l - 1);
  }
  const double all = static_cast<double>(observers_) * length;
  const double pairs = all * (all - 1) - itself;
  return pairs > 0 ? 2 * sum / length / pairs : 0;
}

Number Unitiser::alpha(const std::vector<double>& counts) const {
  if (observers_ < 2) return {std::nullopt, Undefined::one_coder};
  const double by_chance = expected(counts);
  if (units_.empty() || std::accumulate(counts.begin(), counts.end(), 0.0) <= 0) {
    return {std::nullopt, Undefined::no_pairs};
  }
  if (by_chance <= 0) return {std::nullopt, Undefined::one_category};
  return {1 - observed(counts) / by_chance, Undefined::none};
}

}  // namespace samsyn::agree
