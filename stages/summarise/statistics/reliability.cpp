#include "stages/summarise/statistics/reliability.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "stages/summarise/statistics/distributions.hpp"

namespace samsyn::summarise {
namespace {

/// Spread that is only rounding of numbers of this size.
bool without_spread(double variance, double scale) {
  return !(variance > 1e-20 * scale * scale) || !(variance > 0);
}

Number alpha_of(double items, double own, double whole, double scale) {
  if (items < 2) return Why::too_few;
  if (without_spread(whole, scale)) return Why::constant;
  return items / (items - 1) * (1 - own / whole);
}

}  // namespace

void ItemMoments::add(std::span<const std::optional<double>> answers) {
  assert(answers.size() == items());
  for (const std::optional<double>& answer : answers) {
    if (!answer || !std::isfinite(*answer)) {
      ++left_out_;
      return;
    }
  }
  ++people_;
  // Welford's way: the mean moves, products gather about it.
  const auto people = static_cast<double>(people_);
  for (std::size_t i = 0; i < items(); ++i) shift_[i] = *answers[i] - mean_[i];
  const double part = (people - 1) / people;
  for (std::size_t i = 0; i < items(); ++i) {
    const double scaled = shift_[i] * part;
    for (std::size_t j = 0; j <= i; ++j) products_.at(i, j) += scaled * shift_[j];
  }
  for (std::size_t i = 0; i < items(); ++i) mean_[i] += shift_[i] / people;
}

void ItemMoments::join(const ItemMoments& other) {
  assert(other.items() == items());
  left_out_ += other.left_out_;
  if (other.people_ == 0) return;
  const auto here = static_cast<double>(people_);
  const auto there = static_cast<double>(other.people_);
  for (std::size_t i = 0; i < items(); ++i) shift_[i] = other.mean_[i] - mean_[i];
  for (std::size_t i = 0; i < items(); ++i) {
    for (std::size_t j = 0; j <= i; ++j) {
      products_.at(i, j) +=
          other.products_.at(i, j) + shift_[i] * shift_[j] * here / (here + there) * there;
    }
  }
  for (std::size_t i = 0; i < items(); ++i) mean_[i] += shift_[i] * there / (here + there);
  people_ += other.people_;
}

double ItemMoments::covariance(std::size_t a, std::size_t b) const {
  if (people_ < 2) return 0;
  return products_.at(std::max(a, b), std::min(a, b)) / static_cast<double>(people_ - 1);
}

void ItemMoments::reverse(std::size_t item, double low, double high) {
  mean_[item] = turned_about(mean_[item], low, high);
  for (std::size_t j = 0; j < items(); ++j) {
    if (j != item) products_.at(std::max(item, j), std::min(item, j)) *= -1;
  }
}

Outcome<Reliability> reliability(const ItemMoments& moments, double level) {
  if (!(level > 0 && level < 1)) return Why::bad_input;
  const std::size_t size = moments.items();
  if (size < 2 || moments.people() < 2) return Why::too_few;
  const auto items = static_cast<double>(size);

  double own = 0;    // sum of variances
  double whole = 0;  // variance of the sum
  double scale = 0;
  std::vector<double> with_all(size);  // covariance of an item with the sum
  for (std::size_t i = 0; i < size; ++i) {
    own += moments.covariance(i, i);
    scale = std::max(scale, std::abs(moments.mean(i)));
    for (std::size_t j = 0; j < size; ++j) with_all[i] += moments.covariance(i, j);
    whole += with_all[i];
  }
  if (!std::isfinite(whole)) return Why::bad_input;
  // Items that cancel each other leave rounding of their own spread.
  scale = std::max(scale, std::sqrt(own) * 1e3);
  const Number alpha = alpha_of(items, own, whole, scale);
  if (!alpha) return alpha.why();

  Reliability out;
  out.people = moments.people();
  out.alpha = *alpha;
  const auto people = static_cast<double>(out.people);
  const double df1 = people - 1;
  const double df2 = (people - 1) * (items - 1);
  out.interval = {1 - (1 - out.alpha) * f_quantile(0.5 + level / 2, df1, df2),
                  1 - (1 - out.alpha) * f_quantile(0.5 - level / 2, df1, df2)};

  double correlations = 0;
  bool all_vary = true;
  for (std::size_t i = 0; i < size; ++i) {
    const double variance = moments.covariance(i, i);
    all_vary = all_vary && !without_spread(variance, std::abs(moments.mean(i)));
    for (std::size_t j = 0; j < i && all_vary; ++j) {
      correlations += moments.covariance(i, j) / std::sqrt(variance * moments.covariance(j, j));
    }
    ItemFit fit;
    const double others = whole - 2 * with_all[i] + variance;
    fit.alpha_without = alpha_of(items - 1, own - variance, others, scale);
    if (!without_spread(others, scale) && !without_spread(variance, std::abs(moments.mean(i)))) {
      fit.correlation =
          std::clamp((with_all[i] - variance) / std::sqrt(variance * others), -1.0, 1.0);
    }
    out.items.push_back(fit);
  }
  const double mean = correlations / (items * (items - 1) / 2);
  const double denominator = 1 + (items - 1) * mean;
  if (all_vary && denominator > 1e-12) out.standardised = items * mean / denominator;
  return out;
}

}  // namespace samsyn::summarise
