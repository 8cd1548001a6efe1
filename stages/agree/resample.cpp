#include "stages/agree/resample.hpp"

#include <algorithm>
#include <cmath>

namespace samsyn::agree {
namespace {

constexpr double kEnough = 0.9;  // share of resamples that must have a value

std::uint64_t mixed(std::uint64_t x) {
  x += 0x9E3779B97F4A7C15U;
  x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9U;
  x = (x ^ (x >> 27U)) * 0x94D049BB133111EBU;
  return x ^ (x >> 31U);
}

}  // namespace

std::vector<std::uint32_t> draw(std::uint32_t clusters, std::uint64_t seed,
                                std::uint32_t resample) {
  std::vector<std::uint32_t> out(clusters);
  const std::uint64_t stream = mixed(mixed(seed) + resample);
  for (std::uint32_t i = 0; i < clusters; ++i) {
    ++out[static_cast<std::size_t>(((mixed(stream + i) >> 32U) * clusters) >> 32U)];
  }
  return out;
}

std::optional<Interval> percentiles(std::vector<double> values, std::uint32_t resamples) {
  if (values.empty() || static_cast<double>(values.size()) < kEnough * resamples) return {};
  std::sort(values.begin(), values.end());
  const auto at = [&](double share) {
    const double place = share * static_cast<double>(values.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    const std::size_t above = std::min(below + 1, values.size() - 1);
    return values[below] + (place - std::floor(place)) * (values[above] - values[below]);
  };
  return Interval{at(0.025), at(0.975)};
}

Resamples::Resamples(const Blanks& blanks, const Resampling& how)
    : rows_(blanks.rows),
      clusters_(blanks.clusters),
      resamples_(blanks.clusters < 2 ? 0 : how.resamples),
      drawn_(std::size_t{resamples_} * clusters_),
      counts_(std::size_t{resamples_} * rows_) {
  for (std::uint32_t r = 0; r < resamples_; ++r) {
    const std::vector<std::uint32_t> drawn = draw(clusters_, how.seed, r);
    // That one of many is drawn 255 times has a chance of less than 1 in 10^500.
    std::transform(drawn.begin(), drawn.end(),
                   drawn_.begin() + static_cast<std::ptrdiff_t>(std::size_t{r} * clusters_),
                   [](std::uint32_t n) { return static_cast<std::uint8_t>(std::min(n, 255U)); });
    double* counts = counts_.data() + std::size_t{r} * rows_;
    for (std::size_t u = 0; u < blanks.row.size(); ++u) {
      counts[blanks.row[u]] += drawn[blanks.cluster[u]];
    }
  }
}

std::vector<std::optional<Interval>> Resamples::intervals(const Sampled& thing) const {
  std::vector<std::vector<double>> values;  // number, resample
  std::vector<double> counts(thing.rows);
  for (std::uint32_t r = 0; r < resamples_; ++r) {
    const std::uint8_t* drawn = drawn_.data() + std::size_t{r} * clusters_;
    std::fill(counts.begin(), counts.end(), 0.0);
    for (std::size_t row = 0; row < rows_; ++row) {
      counts[row] = thing.times * counts_[std::size_t{r} * rows_ + row];
    }
    for (const Move& move : thing.moves) {
      counts[move.from] -= drawn[move.cluster];
      counts[move.to] += drawn[move.cluster];
    }
    const std::vector<Number> numbers = thing.numbers(counts);
    values.resize(numbers.size());
    for (std::size_t n = 0; n < numbers.size(); ++n) {
      if (numbers[n].value) values[n].push_back(*numbers[n].value);
    }
  }
  std::vector<std::optional<Interval>> out;
  for (std::vector<double>& sample : values) {
    out.push_back(percentiles(std::move(sample), resamples_));
  }
  return out;
}

}  // namespace samsyn::agree
