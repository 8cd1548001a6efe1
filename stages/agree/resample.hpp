#pragma once
// Intervals by drawing clusters again (Efron & Tibshirani 1993): answers of one person resemble
// each other, so that whole persons are drawn, not single sentences.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "stages/agree/coefficients.hpp"

namespace samsyn::agree {

struct Resampling {
  std::uint32_t resamples = 1000;
  std::uint64_t seed = 1;
};

struct Interval {
  double low = 0, high = 0;
};

/// How often each of `clusters` clusters was drawn in resample number `resample`: as many draws as
/// there are clusters. The numbers come from a counter (SplitMix64 by Steele, Lea & Flood 2014, of
/// seed, resample and draw), so that they are the same on every machine and in any order.
std::vector<std::uint32_t> draw(std::uint32_t clusters, std::uint64_t seed, std::uint32_t resample);

/// The 2.5 and 97.5 percentiles, between neighbours in proportion. Nothing when fewer than nine
/// tenths of `resamples` have a value: the interval would leave out what was hardest.
std::optional<Interval> percentiles(std::vector<double> values, std::uint32_t resamples);

/// Units one by one: the row of a Ratings that each stands in, and its cluster.
struct Entries {
  std::vector<std::uint32_t> row, cluster;  ///< cluster: below the number of clusters
};

/// Numbers whose uncertainty is asked for, as a function of how many units each row of a Ratings
/// has.
struct Sampled {
  std::uint32_t rows = 0;
  std::shared_ptr<const Entries> entries;
  std::function<std::vector<Number>(const std::vector<double>& counts)> numbers;
};

/// [thing][number]: 95 % intervals. No numbers when there are fewer than two clusters; no interval
/// as percentiles() says. Cost: resamples x (clusters + entries outside each thing's commonest row
/// + cost of `numbers`).
std::vector<std::vector<std::optional<Interval>>> bootstrap(const std::vector<Sampled>& things,
                                                            std::uint32_t clusters,
                                                            const Resampling& how);

}  // namespace samsyn::agree
