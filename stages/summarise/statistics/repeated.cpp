#include "stages/summarise/statistics/repeated.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "stages/summarise/statistics/cross_table.hpp"
#include "stages/summarise/statistics/distributions.hpp"

namespace samsyn::summarise {
namespace {

/// Ranks within one pattern; the sum of t^3 - t over its ties.
double rank_within(const double* values, std::vector<std::size_t>& order,
                   std::vector<double>& ranks) {
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
  double ties = 0;
  for (std::size_t begin = 0; begin < order.size();) {
    std::size_t end = begin + 1;
    while (end < order.size() && values[order[end]] == values[order[begin]]) ++end;
    const auto alike = static_cast<double>(end - begin);
    ties += alike * (alike * alike - 1);
    for (std::size_t i = begin; i < end; ++i) {
      ranks[order[i]] = static_cast<double>(begin) + (alike + 1) / 2;
    }
    begin = end;
  }
  return ties;
}

}  // namespace

Outcome<RepeatedTest> friedman(const Patterns& patterns) {
  const std::size_t times = patterns.times;
  if (times != 0 && patterns.people.size() > patterns.values.max_size() / times) {
    return Why::bad_input;
  }
  if (patterns.values.size() != patterns.people.size() * times) return Why::bad_input;
  for (const double value : patterns.values) {
    if (!std::isfinite(value)) return Why::bad_input;
  }
  RepeatedTest out;
  for (const std::uint64_t people : patterns.people) {
    if (people > kMostPeople - out.people) return Why::bad_input;
    out.people += people;
  }
  if (out.people == 0) return Why::nobody;
  if (times < 2) return Why::too_few;

  std::vector<double> sums(times), ranks(times);
  std::vector<std::size_t> order(times);
  std::iota(order.begin(), order.end(), std::size_t{0});
  double ties = 0;
  for (std::size_t i = 0; i < patterns.people.size(); ++i) {
    if (patterns.people[i] == 0) continue;
    const auto people = static_cast<double>(patterns.people[i]);
    ties += people * rank_within(&patterns.values[i * times], order, ranks);
    for (std::size_t t = 0; t < times; ++t) sums[t] += people * ranks[t];
  }
  const auto people = static_cast<double>(out.people);
  const auto k = static_cast<double>(times);
  const double spread = people * k * (k + 1) - ties / (k - 1);
  // Whole numbers until the division: without any change it is zero but for that division.
  if (!(spread > 1e-9 * people * k * (k + 1))) return Why::no_change;
  for (const double sum : sums) {
    const double off = sum - people * (k + 1) / 2;
    out.statistic += 12 * off * off / spread;
  }
  out.df = k - 1;
  out.p = chi_square_upper(out.statistic, out.df);
  out.kendalls_w = std::clamp(out.statistic / (people * (k - 1)), 0.0, 1.0);
  return out;
}

Outcome<RepeatedTest> cochran_q(const Patterns& patterns) {
  for (const double value : patterns.values) {
    if (value != 0 && value != 1) return Why::bad_input;
  }
  return friedman(patterns);
}

}  // namespace samsyn::summarise
