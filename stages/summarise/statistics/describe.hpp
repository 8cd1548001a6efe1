#pragma once
// What one item's numbers look like: middle, spread, shares, and how sure the mean is.

#include <cstdint>
#include <span>

#include "stages/summarise/statistics/outcome.hpp"

namespace samsyn::summarise {

/// Everybody who gave one and the same value. Distinct values and not people are what is
/// calculated with, so that the cost does not grow with the number of people.
struct Step {
  double value = 0;
  std::uint64_t people = 0;
  double weight = 0;   ///< sum of their weights
  double squares = 0;  ///< sum of their squared weights
};

/// A step of people who all weigh 1.
Step unweighted(double value, std::uint64_t people);

/// How much a sample is worth whose weights differ.
/// Source: Kish 1965, Survey Sampling, 11.7; Kish 1992 (Journal of Official Statistics 8:183).
struct Effective {
  double people = 0;         ///< (sum w)^2 / sum w^2; at most the number of people
  double design_effect = 1;  ///< n sum w^2 / (sum w)^2 = 1 + cv^2 of the weights; at least 1
};

/// Errors: bad_input, nobody.
Outcome<Effective> effective_base(std::span<const Step> steps);

struct Description {
  std::uint64_t people = 0;
  double weight = 0;  ///< sum of weights
  Effective effective;
  double mean = 0;
  double median = 0;  ///< weighted_quantile(steps, 0.5)
  double least = 0;
  double most = 0;
  /// sqrt(n / (n - 1) x sum w (x - mean)^2 / sum w). Without weights the usual one, n - 1.
  /// R: sd(x); weighted sqrt(svyvar(~x, design)). too_few for one person.
  Number deviation = Why::too_few;
  /// Of the mean. Linearised, with replacement, no strata: n / (n - 1) x sum w^2 (x - mean)^2 /
  /// (sum w)^2, without weights sd / sqrt(n). R: SE(svymean(~x, design)). too_few for one person.
  Number error = Why::too_few;
  /// mean -+ t x error with n - 1 degrees of freedom. R: t.test(x)$conf.int; weighted
  /// confint(svymean(~x, design), df = degf(design)). too_few for one person.
  Outcome<Bounds> interval = Why::too_few;
};

/// Steps in any order, a value may come several times; a step without people is skipped. Leave
/// people of weight 0 out. `sampled` is the size of the sample which these people are a part of (R:
/// svymean(~x, subset(design, ...))); 0 when they are all of it. It matters to weighted errors
/// only; give 0 without weights.
///
/// Cost: n log n in the steps.
/// Errors: bad_input (a number that isn't finite, people without weight, squares that are less than
/// any weights could give), nobody.
Outcome<Description> describe(std::span<const Step> steps, double level = kConfidence,
                              std::uint64_t sampled = 0);

/// R: quantile(x, share, type = 7), by people, whatever they weigh. `share` in [0, 1].
/// Errors: bad_input, nobody.
Number quantile(std::span<const Step> steps, double share);

/// The least value that the given share of the weight does not exceed; when the weight up to it is
/// just that share, the middle between it and the next. For the median without weights this is
/// R's median(). R: svyquantile(~x, design, share, qrule = "school"). Errors: bad_input, nobody.
Number weighted_quantile(std::span<const Step> steps, double share);

struct Share {
  std::uint64_t people = 0;
  std::uint64_t base = 0;     ///< people asked who gave a value
  double share = 0;           ///< of the weight
  double effective_base = 0;  ///< Kish; that of the whole base
  Bounds interval;            ///< Wilson's upon the effective base
};

/// The share of people with low <= value <= high: the top boxes of a scale, or the bottom ones.
/// Errors: bad_input, nobody.
Outcome<Share> share_between(std::span<const Step> steps, double low, double high,
                             double level = kConfidence);

}  // namespace samsyn::summarise
