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

/// The entries of a thing but for its commonest row, whose count is what is left of all.
struct Compressed {
  std::uint32_t common = 0;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> others;  ///< cluster, row
  std::vector<std::uint32_t> size;                              ///< by cluster: entries

  Compressed(const Sampled& thing, std::uint32_t clusters) : size(clusters) {
    std::vector<std::uint32_t> count(thing.rows);
    const Entries& all = *thing.entries;
    for (const std::uint32_t row : all.row) ++count[row];
    common =
        static_cast<std::uint32_t>(std::max_element(count.begin(), count.end()) - count.begin());
    for (std::size_t e = 0; e < all.row.size(); ++e) {
      ++size[all.cluster[e]];
      if (all.row[e] != common) others.emplace_back(all.cluster[e], all.row[e]);
    }
  }

  void count(const std::vector<std::uint32_t>& drawn, std::vector<double>& counts) const {
    std::fill(counts.begin(), counts.end(), 0.0);
    double all = 0;
    for (std::size_t c = 0; c < drawn.size(); ++c) all += static_cast<double>(drawn[c]) * size[c];
    for (const auto& [cluster, row] : others) {
      counts[row] += drawn[cluster];
      all -= drawn[cluster];
    }
    if (!counts.empty()) counts[common] = all;
  }
};

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

std::vector<std::vector<std::optional<Interval>>> bootstrap(const std::vector<Sampled>& things,
                                                            std::uint32_t clusters,
                                                            const Resampling& how) {
  std::vector<Compressed> compressed;
  std::vector<std::vector<double>> counts;
  std::vector<std::vector<std::vector<double>>> values(things.size());  // thing, number, resample
  for (const Sampled& thing : things) {
    compressed.emplace_back(thing, clusters);
    counts.emplace_back(thing.rows);
  }
  for (std::uint32_t resample = 0; clusters >= 2 && resample < how.resamples; ++resample) {
    const std::vector<std::uint32_t> drawn = draw(clusters, how.seed, resample);
    for (std::size_t t = 0; t < things.size(); ++t) {
      compressed[t].count(drawn, counts[t]);
      const std::vector<Number> numbers = things[t].numbers(counts[t]);
      values[t].resize(numbers.size());
      for (std::size_t n = 0; n < numbers.size(); ++n) {
        if (numbers[n].value) values[t][n].push_back(*numbers[n].value);
      }
    }
  }
  std::vector<std::vector<std::optional<Interval>>> out(things.size());
  for (std::size_t t = 0; t < things.size(); ++t) {
    for (std::vector<double>& sample : values[t]) {
      out[t].push_back(percentiles(std::move(sample), how.resamples));
    }
  }
  return out;
}

}  // namespace samsyn::agree
