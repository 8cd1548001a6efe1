#pragma once
// What coefficients and their standard errors are made of.

#include <cstdint>
#include <vector>

#include "stages/agree/ratings.hpp"

namespace samsyn::agree {

/// A row told by how many coders gave each category. Only categories that were used are listed.
struct RowUse {
  std::vector<std::uint32_t> categories;
  std::vector<double> given;  ///< parallel: coders
  double judged = 0;          ///< coders in all
  double agreeing = 0;        ///< weighted share of ordered pairs that agree; 0 when judged < 2
};

/// Sums over all units.
struct Sums {
  std::vector<RowUse> rows;  ///< parallel to those of the ratings; blank where no unit is like it
  double units = 0;          ///< with a judgement at least
  double pairable = 0;       ///< with two or more
  double agreeing = 0;       ///< sum of RowUse::agreeing over pairable units
  std::vector<double> mean;  ///< by category: mean over units of its share of the unit's judgements
  std::vector<double> by_coder;   ///< coder x category: share of the coder's judgements
  std::vector<double> judged_by;  ///< by coder: units

  // Krippendorff's, over pairable units only
  double values = 0;           ///< judgements
  double agreeing_values = 0;  ///< each weighing as RowUse::agreeing
  std::vector<double> value;   ///< by category: judgements
};

Sums sums_of(const Ratings& ratings, const Weights& weights);

/// What chance gives. By Gwet's table of formulas (2014, chapter 5).
double chance_fleiss(const Sums& sums, const Weights& weights);
double chance_conger(const Sums& sums, const Weights& weights, std::uint32_t coders);
double chance_ac1(const Sums& sums, const Weights& weights);
double chance_brennan_prediger(const Weights& weights);

/// Sum over all ordered pairs of categories of weight x share x share. Cost: squared in the
/// categories that have a share.
double weighted_square(const Weights& weights, const std::vector<double>& shares);

}  // namespace samsyn::agree
