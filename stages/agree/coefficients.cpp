#include "stages/agree/coefficients.hpp"

#include <algorithm>
#include <cmath>

#include "stages/agree/sums.hpp"

namespace samsyn::agree {
namespace {

/// What is left of 1 by rounding when chance gives full agreement.
constexpr double kNothing = 1e-12;

Number& of(Coefficients& all, Measure measure) { return all[static_cast<std::size_t>(measure)]; }

Number none(Undefined why) { return {std::nullopt, why}; }

Number beyond_chance(double agreeing, double chance) {
  if (1 - chance < kNothing) return none(Undefined::one_category);
  return {(agreeing - chance) / (1 - chance), Undefined::none};
}

Number alpha_of(const Sums& sums, const Weights& weights) {
  return krippendorff_of(sums.agreeing_values / sums.values, weighted_square(weights, sums.value),
                         sums.values);
}

Undefined cannot(const Ratings& ratings, const Sums& sums) {
  if (ratings.coders < 2) return Undefined::one_coder;
  return sums.pairable > 0 ? Undefined::none : Undefined::no_pairs;
}

bool same(const Weights& a, const Weights& b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (a(i, j) != b(i, j)) return false;
    }
  }
  return true;
}

}  // namespace

Number krippendorff_of(double agreeing, double square, double values) {
  // By chance: judgements drawn without putting back.
  return beyond_chance(agreeing, (square - values) / (values * (values - 1)));
}

Number krippendorff(const Ratings& ratings, const Weights& weights) {
  const Sums sums = sums_of(ratings, weights);
  const Undefined why = cannot(ratings, sums);
  return why == Undefined::none ? alpha_of(sums, weights) : none(why);
}

Coefficients coefficients(const Ratings& ratings, const Weights& weights, const Weights& alpha) {
  Coefficients out;
  const Sums sums = sums_of(ratings, weights);
  if (const Undefined why = cannot(ratings, sums); why != Undefined::none) {
    out.fill(none(why));
    return out;
  }
  const double agreeing = sums.agreeing / sums.pairable;
  of(out, Measure::percent) = {agreeing, Undefined::none};
  of(out, Measure::fleiss) = beyond_chance(agreeing, chance_fleiss(sums, weights));
  of(out, Measure::conger) = beyond_chance(agreeing, chance_conger(sums, weights, ratings.coders));
  of(out, Measure::ac1) = beyond_chance(agreeing, chance_ac1(sums, weights));
  of(out, Measure::brennan_prediger) = beyond_chance(agreeing, chance_brennan_prediger(weights));
  of(out, Measure::pabak) = ratings.categories == 2 ? Number{2 * agreeing - 1, Undefined::none}
                                                    : none(Undefined::not_two_categories);
  of(out, Measure::alpha) =
      same(weights, alpha) ? alpha_of(sums, alpha) : krippendorff(ratings, alpha);
  if (ratings.coders != 2) {
    of(out, Measure::cohen) = of(out, Measure::scott) = none(Undefined::not_two_coders);
    return out;
  }
  const Sums both = sums_of(pair_of(ratings, 0, 1), weights);
  const double shared = both.agreeing / both.pairable;
  of(out, Measure::cohen) = beyond_chance(shared, chance_conger(both, weights, 2));
  of(out, Measure::scott) = beyond_chance(shared, chance_fleiss(both, weights));
  return out;
}

}  // namespace samsyn::agree
