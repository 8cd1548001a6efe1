#pragma once
// Distance between sets of codes, and agreement by it.

#include <cstdint>
#include <vector>

#include "stages/agree/coefficients.hpp"

namespace samsyn::agree {

/// Codes of one unit by one coder: ascending, each once. Empty: none of the codes applies.
using CodeSet = std::vector<std::uint32_t>;

/// MASI, "measuring agreement on set-valued items" (Passonneau 2006): 1 - J x M with Jaccard's
/// J = |A and B| / |A or B|, and M = 1 where the sets are the same, 2/3 where one holds the other,
/// 1/3 where they overlap, 0 where they share nothing. Two empty sets are the same (0); an empty
/// and another share nothing (1). Cost: linear in the sets.
double masi_distance(const CodeSet& a, const CodeSet& b);

/// Up to so many different sets what chance gives in a resample is worked out for every pair.
inline constexpr std::size_t kPairedSets = 500;

/// Krippendorff's alpha with MASI, of ratings whose categories are sets of codes: for the units as
/// they are, and for resamples of them.
///
/// With more than kPairedSets sets, what chance gives in a resample is worked out from its value
/// and first derivative for the units as they are. What that leaves out is of the order of one by
/// the number of clusters, and so below what drawing itself leaves open. Alpha of the units as they
/// are is the same either way. Memory: linear in the sets above kPairedSets. Cost: once, by code
/// the squared number of sets that have it; then rows, and up to kPairedSets the squared number of
/// sets.
class SetAlpha {
 public:
  /// `sets`: by category, all different.
  SetAlpha(const Ratings& ratings, const std::vector<CodeSet>& sets);

  /// `counts`: units by row of the ratings. Undefined as krippendorff() is.
  Number of(const std::vector<double>& counts) const;

 private:
  struct Row {
    double judged = 0, agreeing = 0;  ///< coders; share of ordered pairs, weighted
    std::vector<std::uint32_t> sets;  ///< by coder who judged
  };
  double square(const std::vector<double>& values, double all) const;

  std::uint32_t coders_;
  std::vector<Row> rows_;         ///< blank where fewer than two judged
  Weights weights_{0};            ///< up to kPairedSets
  std::vector<double> together_;  ///< else, by set: weighted number of judgements as they are
  double all_ = 0, square_ = 0;   ///< judgements, and the weighted square of their numbers
  std::size_t sets_;
};

}  // namespace samsyn::agree
