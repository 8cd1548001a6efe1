#pragma once
// Intervals by drawing clusters again (Efron & Tibshirani 1993): answers of one person resemble
// each other, so that whole persons are drawn, not single sentences.

#include <cstdint>
#include <functional>
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

/// Units before anything is said of them, one by one: the row of a Ratings that each stands in as
/// long as no code is given, and its cluster. Most units stay there for most codes.
struct Blanks {
  std::uint32_t rows = 0, clusters = 0;     ///< numbers below them stand in the lists
  std::vector<std::uint32_t> row, cluster;  ///< by unit
};

/// A unit of the cluster stands in the row `to` and not in that of its blank.
struct Move {
  std::uint32_t cluster = 0, from = 0, to = 0;
};

/// Numbers whose uncertainty is asked for, as a function of how many units each row of a Ratings
/// has. The first rows are those of the blanks.
struct Sampled {
  std::uint32_t rows = 0;
  double times = 1;  ///< how often each blank counts: decisions on a unit
  std::vector<Move> moves;
  std::function<std::vector<Number>(const std::vector<double>& counts)> numbers;
};

/// The resamples of the blanks, drawn once for all numbers.
/// Memory: resamples x (clusters bytes + rows of the blanks).
class Resamples {
 public:
  Resamples(const Blanks& blanks, const Resampling& how);

  /// By number: a 95 % interval. No numbers when there are fewer than two clusters; no interval as
  /// percentiles() says. Cost: resamples x (rows + moves + cost of `numbers`).
  std::vector<std::optional<Interval>> intervals(const Sampled& thing) const;

 private:
  std::uint32_t rows_, clusters_, resamples_;
  std::vector<std::uint8_t> drawn_;  ///< resample x cluster
  std::vector<double> counts_;       ///< resample x row of the blanks
};

}  // namespace samsyn::agree
