#pragma once
// Do the items of a scale measure one thing, so that their mean may be shown as an index?

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "stages/summarise/statistics/outcome.hpp"
#include "stages/summarise/statistics/symmetric.hpp"

namespace samsyn::summarise {

/// Means and covariances of items, person by person and listwise: who left one item out counts
/// nowhere. Memory: items^2 numbers, whatever the number of people. Two of them, from two threads,
/// can be joined.
class ItemMoments {
 public:
  explicit ItemMoments(std::size_t items) : mean_(items), shift_(items), products_(items) {}

  /// One person's answers, one for each item, in the items' order; kept out (and counted) when one
  /// is missing or isn't finite. Cost: items^2 / 2. A wrong number of answers is an assertion.
  void add(std::span<const std::optional<double>> answers);
  void join(const ItemMoments& other);

  std::size_t items() const { return mean_.size(); }
  std::uint64_t people() const { return people_; }      ///< who answered all items
  std::uint64_t left_out() const { return left_out_; }  ///< who left some out
  double mean(std::size_t item) const { return mean_[item]; }
  /// n - 1 in the denominator; 0 for fewer than two people.
  double covariance(std::size_t a, std::size_t b) const;

  /// Turns an item about: low becomes high. Every answer x becomes low + high - x.
  void reverse(std::size_t item, double low, double high);

 private:
  std::vector<double> mean_, shift_;
  Symmetric products_;  ///< sums of products of differences from the mean; lower half
  std::uint64_t people_ = 0;
  std::uint64_t left_out_ = 0;
};

/// An answer on a reversed item, as if it weren't reversed.
constexpr double turned_about(double answer, double low, double high) {
  return low + high - answer;
}

/// One item against the others.
struct ItemFit {
  Number alpha_without =
      Why::too_few;                    ///< alpha of the others; too_few with fewer than two of them
  Number correlation = Why::constant;  ///< with the sum of the others (corrected item-total)
};

struct Reliability {
  std::uint64_t people = 0;  ///< listwise
  double alpha = 0;          ///< Cronbach's; can be negative when items run against each other
  Bounds interval;           ///< Feldt's
  Number standardised =
      Why::constant;  ///< of items brought to the same spread; constant: one has none
  std::vector<ItemFit> items;
};

/// Cronbach 1951 (Psychometrika 16:297); interval: Feldt, Woodruff and Salih 1987 (Applied
/// Psychological Measurement 11:93). R, psych: alpha(x)$total$raw_alpha, $std.alpha,
/// $alpha.drop$raw_alpha, $item.stats$r.drop; alpha.ci(alpha, n.obs, n.var) with the same level.
///
/// Turn reversed items about first; a negative correlation shows one that was forgotten.
/// Cost: items^2. Errors: too_few (fewer than two items or two people), constant (the sum of all
/// items is the same for everybody), bad_input (level).
Outcome<Reliability> reliability(const ItemMoments& moments, double level = kConfidence);

struct Omega {
  double omega = 0;  ///< (sum of loadings)^2 / ((sum of loadings)^2 + sum of uniquenesses)
  std::vector<double> loadings;      ///< standardised; their sum is not negative
  std::vector<double> uniquenesses;  ///< from kLeastUniqueness to 1
  /// Items whose uniqueness ended at kLeastUniqueness: the model explains them more than wholly, so
  /// that omega must not be trusted. Few people, few items or two items that say the same.
  std::vector<std::size_t> heywood;
  int iterations = 0;
};

constexpr double kLeastUniqueness = 0.005;  // factanal's

/// McDonald's omega total from one factor, fitted by maximum likelihood to the correlations.
/// Source: McDonald 1999, Test Theory, chapter 6; Jöreskog 1967 (Psychometrika 32:443) for the fit,
/// here by Newton's method in log uniquenesses. R: f <- factanal(x, factors = 1), l <- f$loadings,
/// sum(l)^2 / (sum(l)^2 + sum(f$uniquenesses)).
///
/// Cost: some ten rounds of 60 items^3. Errors: too_few (fewer than three items or four people),
/// constant (an item that everybody answered alike), collinear (an item that follows exactly from
/// others), not_converged.
Outcome<Omega> omega(const ItemMoments& moments);

}  // namespace samsyn::summarise
