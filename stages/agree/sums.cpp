#include "stages/agree/sums.hpp"

#include <algorithm>

namespace samsyn::agree {
namespace {

RowUse use_of(const Ratings& ratings, std::size_t row, const Weights& weights) {
  RowUse out;
  for (std::uint32_t coder = 0; coder < ratings.coders; ++coder) {
    const std::int32_t cell = ratings.at(row, coder);
    if (cell == kMissing) continue;
    const auto category = static_cast<std::uint32_t>(cell);
    const auto known = std::find(out.categories.begin(), out.categories.end(), category);
    if (known == out.categories.end()) {
      out.categories.push_back(category);
      out.given.push_back(1);
    } else {
      out.given[static_cast<std::size_t>(known - out.categories.begin())] += 1;
    }
    out.judged += 1;
  }
  if (out.judged < 2) return out;
  for (std::size_t a = 0; a < out.categories.size(); ++a) {
    double alike = -1;  // not with itself
    for (std::size_t b = 0; b < out.categories.size(); ++b) {
      alike += weights(out.categories[a], out.categories[b]) * out.given[b];
    }
    out.agreeing += out.given[a] * alike;
  }
  out.agreeing /= out.judged * (out.judged - 1);
  return out;
}

}  // namespace

Sums sums_of(const Ratings& ratings, const Weights& weights) {
  Sums out;
  out.mean.resize(ratings.categories);
  out.value.resize(ratings.categories);
  out.by_coder.resize(std::size_t{ratings.coders} * ratings.categories);
  out.judged_by.resize(ratings.coders);
  out.rows.reserve(ratings.rows());
  for (std::size_t row = 0; row < ratings.rows(); ++row) {
    const double count = ratings.counts[row];
    RowUse& use = out.rows.emplace_back();
    if (count == 0) continue;  // in a resample many rows
    use = use_of(ratings, row, weights);
    if (use.judged == 0) continue;
    out.units += count;
    for (std::size_t c = 0; c < use.categories.size(); ++c) {
      out.mean[use.categories[c]] += count * use.given[c] / use.judged;
    }
    for (std::uint32_t coder = 0; coder < ratings.coders; ++coder) {
      const std::int32_t cell = ratings.at(row, coder);
      if (cell == kMissing) continue;
      out.by_coder[std::size_t{coder} * ratings.categories + static_cast<std::size_t>(cell)] +=
          count;
      out.judged_by[coder] += count;
    }
    if (use.judged < 2) continue;
    out.pairable += count;
    out.agreeing += count * use.agreeing;
    out.values += count * use.judged;
    out.agreeing_values += count * use.judged * use.agreeing;
    for (std::size_t c = 0; c < use.categories.size(); ++c) {
      out.value[use.categories[c]] += count * use.given[c];
    }
  }
  if (out.units > 0) {
    for (double& share : out.mean) share /= out.units;
  }
  for (std::size_t coder = 0; coder < ratings.coders; ++coder) {
    for (std::size_t c = 0; c < ratings.categories && out.judged_by[coder] > 0; ++c) {
      out.by_coder[coder * ratings.categories + c] /= out.judged_by[coder];
    }
  }
  return out;
}

double weighted_square(const Weights& weights, const std::vector<double>& shares) {
  std::vector<std::size_t> used;  // in a resample many categories are not
  for (std::size_t c = 0; c < shares.size(); ++c) {
    if (shares[c] != 0) used.push_back(c);
  }
  double out = 0;
  for (std::size_t a = 0; a < used.size(); ++a) {
    double row = 0;
    for (std::size_t b = 0; b < a; ++b) row += weights(used[a], used[b]) * shares[used[b]];
    out += shares[used[a]] * (shares[used[a]] + 2 * row);
  }
  return out;
}

double chance_fleiss(const Sums& sums, const Weights& weights) {
  return weighted_square(weights, sums.mean);
}

double chance_conger(const Sums& sums, const Weights& weights, std::uint32_t coders) {
  // The mean over all pairs of different coders of what the two would share by chance.
  const std::size_t categories = weights.size();
  std::vector<double> all(categories);
  double same = 0;
  for (std::uint32_t coder = 0; coder < coders; ++coder) {
    const auto begin = sums.by_coder.begin() + static_cast<std::ptrdiff_t>(coder * categories);
    const std::vector<double> own(begin, begin + static_cast<std::ptrdiff_t>(categories));
    same += weighted_square(weights, own);
    for (std::size_t c = 0; c < categories; ++c) all[c] += own[c];
  }
  const double r = coders;
  return (weighted_square(weights, all) - same) / (r * (r - 1));
}

double chance_ac1(const Sums& sums, const Weights& weights) {
  const double q = weights.size();
  if (q < 2) return 1;
  double total = 0;
  for (std::size_t a = 0; a < weights.size(); ++a) {
    for (std::size_t b = 0; b < weights.size(); ++b) total += weights(a, b);
  }
  double spread = 0;
  for (const double share : sums.mean) spread += share * (1 - share);
  return total * spread / (q * (q - 1));
}

double chance_brennan_prediger(const Weights& weights) {
  const double q = weights.size();
  double total = 0;
  for (std::size_t a = 0; a < weights.size(); ++a) {
    for (std::size_t b = 0; b < weights.size(); ++b) total += weights(a, b);
  }
  return q > 0 ? total / (q * q) : 1;
}

}  // namespace samsyn::agree
