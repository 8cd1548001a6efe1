// Gwet's linearised variances (2014, chapters 5 and 6): the coefficient is nearly the mean of a
// number for each unit, so that its variance is that of the mean. The numbers of a row are in the
// order: what the unit adds to agreement beyond chance, less twice what it adds to chance.

#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <functional>
#include <numeric>

#include "stages/agree/coefficients.hpp"
#include "stages/agree/sums.hpp"

namespace samsyn::agree {
namespace {

using ByRow = std::function<double(std::size_t row)>;

/// weights x shares, by category.
std::vector<double> weighted(const Weights& weights, const std::vector<double>& shares) {
  std::vector<double> out(shares.size());
  for (std::size_t a = 0; a < shares.size(); ++a) {
    for (std::size_t b = 0; b < shares.size(); ++b) out[a] += weights(a, b) * shares[b];
  }
  return out;
}

double sum_over(const RowUse& row, const std::vector<double>& by_category) {
  double out = 0;
  for (std::size_t c = 0; c < row.categories.size(); ++c) {
    out += row.given[c] * by_category[row.categories[c]];
  }
  return out;
}

/// The error of the mean of `number` over units whose mean is `centre`.
std::optional<double> error_of(const Ratings& ratings, const Sums& sums, double units, bool pairs,
                               double centre, const ByRow& number) {
  if (units < 2) return std::nullopt;
  double squares = 0;
  for (std::size_t row = 0; row < ratings.rows(); ++row) {
    if (sums.rows[row].judged < (pairs ? 2 : 1)) continue;
    const double off = number(row) - centre;
    squares += ratings.counts[row] * off * off;
  }
  return std::sqrt(squares / (units * (units - 1)));
}

/// For coefficients (agreement - chance) / (1 - chance) with chance the mean over units of
/// `by_chance`.
std::optional<double> error_of(const Ratings& ratings, const Sums& sums, double value,
                               double chance, const ByRow& by_chance) {
  return error_of(ratings, sums, sums.units, false, value, [&](std::size_t row) {
    const RowUse& use = sums.rows[row];
    const double beyond =
        use.judged < 2 ? 0 : sums.units / sums.pairable * (use.agreeing - chance) / (1 - chance);
    return beyond - 2 * (1 - value) * (by_chance(row) - chance) / (1 - chance);
  });
}

std::optional<double> error_fleiss(const Ratings& ratings, const Sums& sums, const Weights& weights,
                                   double value) {
  const std::vector<double> mean = weighted(weights, sums.mean);
  return error_of(ratings, sums, value, chance_fleiss(sums, weights), [&](std::size_t row) {
    return sum_over(sums.rows[row], mean) / sums.rows[row].judged;
  });
}

std::optional<double> error_conger(const Ratings& ratings, const Sums& sums, const Weights& weights,
                                   double value) {
  const std::size_t q = weights.size();
  const double r = ratings.coders;
  std::vector<std::vector<double>> shares;  // by coder
  std::vector<double> total(q);
  for (std::uint32_t coder = 0; coder < ratings.coders; ++coder) {
    const auto begin = sums.by_coder.begin() + static_cast<std::ptrdiff_t>(coder * q);
    shares.emplace_back(begin, begin + static_cast<std::ptrdiff_t>(q));
    for (std::size_t c = 0; c < q; ++c) total[c] += shares.back()[c];
  }
  // What a judgement meets among the other coders, and what the coder's own ones meet in the mean.
  std::vector<std::vector<double>> others;
  std::vector<double> in_mean;
  for (const std::vector<double>& own : shares) {
    std::vector<double> rest(total);
    for (std::size_t c = 0; c < q; ++c) rest[c] -= own[c];
    others.push_back(weighted(weights, rest));
    in_mean.push_back(std::inner_product(own.begin(), own.end(), others.back().begin(), 0.0));
  }
  // A coder's shares are ratios where the coder did not judge all units.
  return error_of(
      ratings, sums, value, chance_conger(sums, weights, ratings.coders), [&](std::size_t row) {
        double all = 0;
        for (std::uint32_t coder = 0; coder < ratings.coders; ++coder) {
          if (sums.judged_by[coder] == 0) continue;
          const double part = sums.judged_by[coder] / sums.units;
          const std::int32_t cell = ratings.at(row, coder);
          const double met =
              cell == kMissing ? 0 : others[coder][static_cast<std::size_t>(cell)] - in_mean[coder];
          all += met / part + in_mean[coder];
        }
        return all / (r * (r - 1));
      });
}

std::optional<double> error_ac1(const Ratings& ratings, const Sums& sums, const Weights& weights,
                                double value) {
  const double q = weights.size();
  double all_weights = 0;
  for (std::size_t a = 0; a < weights.size(); ++a) {
    for (std::size_t b = 0; b < weights.size(); ++b) all_weights += weights(a, b);
  }
  std::vector<double> others(sums.mean.size());
  for (std::size_t c = 0; c < others.size(); ++c) others[c] = 1 - sums.mean[c];
  return error_of(ratings, sums, value, chance_ac1(sums, weights), [&](std::size_t row) {
    return all_weights / (q * (q - 1)) * sum_over(sums.rows[row], others) / sums.rows[row].judged;
  });
}

std::optional<double> error_alpha(const Ratings& ratings, const Weights& weights) {
  const Sums sums = sums_of(ratings, weights);
  const double mean_judged = sums.values / sums.pairable;
  std::vector<double> shares(sums.value);
  for (double& share : shares) share /= sums.values;
  const std::vector<double> mean = weighted(weights, shares);
  const double chance = weighted_square(weights, shares);
  const double agreeing = sums.agreeing_values / sums.values;
  const double value = (agreeing - chance) / (1 - chance);  // before the correction for few
  const double corrected = agreeing + (1 - agreeing) / sums.values;
  return error_of(ratings, sums, sums.pairable, true, value, [&](std::size_t row) {
    const RowUse& use = sums.rows[row];
    const double more = (use.judged - mean_judged) / mean_judged;
    const double beyond =
        (use.agreeing * use.judged / mean_judged - corrected * more - chance) / (1 - chance);
    const double by_chance = sum_over(use, mean) / mean_judged - chance * more;
    return beyond - 2 * (1 - value) * (by_chance - chance) / (1 - chance);
  });
}

}  // namespace

StandardErrors standard_errors(const Ratings& ratings, const Weights& weights,
                               const Weights& alpha) {
  StandardErrors out;
  const Coefficients all = coefficients(ratings, weights, alpha);
  const Sums sums = sums_of(ratings, weights);
  const auto put = [&](Measure measure, const auto& error) {
    const auto i = static_cast<std::size_t>(measure);
    if (all[i].value) out[i] = error(*all[i].value);
  };
  const auto no_chance = [&](double chance) {
    return [&, chance](double value) {
      return error_of(ratings, sums, value, chance, [&](std::size_t) { return chance; });
    };
  };
  put(Measure::percent, no_chance(0));
  put(Measure::brennan_prediger, no_chance(chance_brennan_prediger(weights)));
  put(Measure::pabak, no_chance(0.5));
  put(Measure::fleiss, [&](double v) { return error_fleiss(ratings, sums, weights, v); });
  put(Measure::conger, [&](double v) { return error_conger(ratings, sums, weights, v); });
  put(Measure::ac1, [&](double v) { return error_ac1(ratings, sums, weights, v); });
  put(Measure::alpha, [&](double) { return error_alpha(ratings, alpha); });
  if (ratings.coders == 2) {
    const Ratings both = pair_of(ratings, 0, 1);
    const Sums both_sums = sums_of(both, weights);
    put(Measure::cohen, [&](double v) { return error_conger(both, both_sums, weights, v); });
    put(Measure::scott, [&](double v) { return error_fleiss(both, both_sums, weights, v); });
  }
  return out;
}

double t_quantile(double degrees) {
  return boost::math::quantile(boost::math::students_t(degrees), 0.975);
}

}  // namespace samsyn::agree
