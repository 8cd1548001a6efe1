#include "stages/discover/saturation.hpp"

#include <algorithm>
#include <bit>
#include <numeric>
#include <random>

namespace samsyn::discover {
namespace {

constexpr std::uint32_t kMostOrders = 200;
constexpr std::uint32_t kLeastOrders = 20;
constexpr std::uint32_t kMostSteps = 1'000'000;  // units x orders

/// A number below `n`, every one as likely, the same with every compiler.
std::uint32_t below(std::mt19937_64& random, std::uint32_t n) {
  const std::uint64_t whole = std::mt19937_64::max() - std::mt19937_64::max() % n;
  std::uint64_t drawn = random();
  while (drawn >= whole) drawn = random();
  return static_cast<std::uint32_t>(drawn % n);
}

/// New codes that each unit gives when they come in this order.
void count(const UnitCodes& units, const std::vector<std::uint32_t>& order,
           std::vector<std::uint64_t>& found, std::vector<std::uint32_t>& fresh) {
  std::fill(found.begin(), found.end(), 0);
  for (std::size_t i = 0; i < order.size(); ++i) {
    const std::uint64_t* codes = units.of(order[i]);
    fresh[i] = 0;
    for (std::size_t w = 0; w < found.size(); ++w) {
      fresh[i] += static_cast<std::uint32_t>(std::popcount(codes[w] & ~found[w]));
      found[w] |= codes[w];
    }
  }
}

}  // namespace

std::optional<std::uint32_t> saturated_after(const std::vector<std::uint32_t>& fresh,
                                             std::uint32_t run) {
  const auto units = static_cast<std::uint32_t>(fresh.size());
  if (units < kBaseSize + run) return std::nullopt;
  const auto at = [&](std::uint32_t n) { return fresh.begin() + static_cast<std::ptrdiff_t>(n); };
  const std::uint32_t base = std::accumulate(fresh.begin(), at(kBaseSize), 0U);
  if (base == 0) return std::nullopt;
  for (std::uint32_t n = kBaseSize; n + run <= units; ++n) {
    const std::uint32_t more = std::accumulate(at(n), at(n + run), 0U);
    if (more * 100 <= kThreshold * base) return n;
  }
  return std::nullopt;
}

Curve saturation(const UnitCodes& units, std::uint64_t seed) {
  Curve curve;
  const std::uint32_t n = units.size();
  std::vector<std::uint32_t> order(n);
  std::iota(order.begin(), order.end(), 0U);
  std::vector<std::uint64_t> found(units.words());
  curve.fresh.resize(n);
  count(units, order, found, curve.fresh);
  for (std::uint32_t i = 0; i < n; ++i) {
    curve.codes += curve.fresh[i];
    if (curve.fresh[i] > 0) curve.last_new = i + 1;
  }
  for (std::size_t p = 0; p < kRuns.size(); ++p) {
    curve.points.at(p).run = kRuns.at(p);
    curve.points.at(p).after = saturated_after(curve.fresh, kRuns.at(p));
  }
  if (n == 0) return curve;

  curve.orders = std::clamp(kMostSteps / n, kLeastOrders, kMostOrders);
  std::mt19937_64 random(seed);
  std::vector<std::uint64_t> sums(n);
  std::vector<std::uint32_t> fresh(n);
  std::array<std::vector<std::uint32_t>, kRuns.size()> reached;
  for (std::uint32_t o = 0; o < curve.orders; ++o) {
    for (std::uint32_t i = n; i > 1; --i) std::swap(order[i - 1], order[below(random, i)]);
    count(units, order, found, fresh);
    std::uint64_t so_far = 0;
    for (std::uint32_t i = 0; i < n; ++i) sums[i] += so_far += fresh[i];
    for (std::size_t p = 0; p < kRuns.size(); ++p) {
      if (const auto after = saturated_after(fresh, kRuns.at(p))) reached.at(p).push_back(*after);
    }
  }
  for (const std::uint64_t sum : sums) {
    curve.mean.push_back(static_cast<double>(sum) / curve.orders);
  }
  for (std::size_t p = 0; p < kRuns.size(); ++p) {
    std::vector<std::uint32_t>& all = reached.at(p);
    if (all.empty()) continue;
    std::sort(all.begin(), all.end());
    const std::size_t half = all.size() / 2;
    curve.points.at(p).reached = static_cast<double>(all.size()) / curve.orders;
    curve.points.at(p).median =
        all.size() % 2 == 1 ? all[half] : (static_cast<double>(all[half - 1]) + all[half]) / 2;
  }
  return curve;
}

}  // namespace samsyn::discover
