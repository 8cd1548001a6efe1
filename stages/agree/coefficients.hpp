#pragma once
// Coefficients of agreement for units x coders with missing judgements.

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "stages/agree/ratings.hpp"

namespace samsyn::agree {

enum class Measure : std::uint8_t {
  percent,           ///< mean share of pairs of judgements of a unit that agree
  cohen,             ///< Cohen 1960; weighted: Cohen 1968. Two coders, units that both have judged
  scott,             ///< Scott 1955. Two coders, units that both have judged
  fleiss,            ///< Fleiss 1971, in Gwet's form for missing judgements
  conger,            ///< Conger 1980, in Gwet's form: Cohen's kappa for more than two
  alpha,             ///< Krippendorff 2011
  ac1,               ///< Gwet 2008; with weights AC2
  brennan_prediger,  ///< Brennan & Prediger 1981
  pabak,             ///< Byrt, Bishop & Carlin 1993: 2 x percent - 1. Two categories
};
inline constexpr std::size_t kMeasures = 9;
/// As in JSON: "percent", "cohen_kappa" …
inline constexpr std::array<std::string_view, kMeasures> kMeasureNames{
    "percent",      "cohen_kappa",      "scott_pi",
    "fleiss_kappa", "conger_kappa",     "krippendorff_alpha",
    "gwet_ac1",     "brennan_prediger", "pabak"};

/// Why there is no number; the last is too_few.
enum class Undefined : std::uint8_t {
  none,                ///< there is one
  one_coder,           ///< agreement needs two
  no_pairs,            ///< no unit was judged by two
  one_category,        ///< all judgements are the same: chance alone gives full agreement
  not_two_coders,      ///< the measure is for exactly two
  not_two_categories,  ///< the measure is for exactly two
  not_for_sets,        ///< the measure is not defined for sets of codes
  never_given,         ///< precision: the coder never gave the code
  never_in_gold,       ///< recall: the reference never has the code
  no_reference,        ///< more than two coders, and none of them is the gold
  too_few,             ///< interval: too few clusters, or too few resamples have a value
};

/// A number, or the reason why there is none. Never NaN, never infinite.
struct Number {
  std::optional<double> value;
  Undefined why = Undefined::none;
};

using Coefficients = std::array<Number, kMeasures>;

/// All measures at once.
///
/// `weights` are those of all measures but alpha, which has its own (`alpha`): for nominal ratings
/// both are the identity. Formulas: Gwet, "Handbook of Inter-Rater Reliability", 4th ed. 2014, as
/// the R package irrCAC has them. Percent counts units that two or more have judged; what chance
/// gives is counted, as there, on all units with a judgement.
/// Cost: rows x coders x (coders + 1), and categories squared for two weighted sums.
Coefficients coefficients(const Ratings& ratings, const Weights& weights, const Weights& alpha);

/// Only alpha.
Number krippendorff(const Ratings& ratings, const Weights& weights);

/// Alpha from its sums over judgements of units that two or more have judged. `agreeing`: mean
/// share of the others of its unit that a judgement agrees with; `square`: sum over all ordered
/// pairs of categories of weight x judgements x judgements; `values`: judgements, 2 or more.
Number krippendorff_of(double agreeing, double square, double values);

/// Standard errors of the same measures, units taken as drawn independently from a large number of
/// them (Gwet 2008, 2014: linearisation). Nothing where the measure has no value, or there are
/// fewer than two units. Cohen's and Scott's are Conger's and Fleiss' on the units that both have
/// judged.
using StandardErrors = std::array<std::optional<double>, kMeasures>;
StandardErrors standard_errors(const Ratings& ratings, const Weights& weights,
                               const Weights& alpha);

/// The 0.975 quantile of Student's t with this many degrees of freedom (1 or more): what a standard
/// error is multiplied with for a 95 % interval.
double t_quantile(double degrees);

}  // namespace samsyn::agree
