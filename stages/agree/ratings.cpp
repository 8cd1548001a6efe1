#include "stages/agree/ratings.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <functional>

namespace samsyn::agree {
namespace {

/// 1 - difference / greatest difference, for every pair of categories.
Weights from_differences(std::uint32_t size,
                         const std::function<double(std::size_t, std::size_t)>& difference) {
  double greatest = 0;
  for (std::size_t a = 0; a < size; ++a) {
    for (std::size_t b = a + 1; b < size; ++b) greatest = std::max(greatest, difference(a, b));
  }
  Weights out(size);
  for (std::size_t a = 0; a < size; ++a) {
    for (std::size_t b = a + 1; b < size; ++b) {
      out.set(a, b, greatest > 0 ? 1 - difference(a, b) / greatest : 1);
    }
  }
  return out;
}

double squared_ratio(double a, double b) {
  return a + b > 0 ? (a - b) * (a - b) / ((a + b) * (a + b)) : 0;
}

/// How often each category stands in rows with two judgements or more.
std::vector<double> used(const Ratings& ratings) {
  std::vector<double> out(ratings.categories);
  for (std::size_t row = 0; row < ratings.rows(); ++row) {
    const auto begin = ratings.cells.begin() + static_cast<std::ptrdiff_t>(row * ratings.coders);
    const auto end = begin + static_cast<std::ptrdiff_t>(ratings.coders);
    if (std::count_if(begin, end, [](std::int32_t c) { return c != kMissing; }) < 2) continue;
    for (auto cell = begin; cell != end; ++cell) {
      if (*cell != kMissing) out[static_cast<std::size_t>(*cell)] += ratings.counts[row];
    }
  }
  return out;
}

}  // namespace

Ratings pair_of(const Ratings& ratings, std::uint32_t first, std::uint32_t second) {
  Ratings out{2, ratings.categories, {}, {}};
  for (std::size_t row = 0; row < ratings.rows(); ++row) {
    const std::int32_t a = ratings.at(row, first);
    const std::int32_t b = ratings.at(row, second);
    if (a == kMissing || b == kMissing) continue;
    out.cells.push_back(a);
    out.cells.push_back(b);
    out.counts.push_back(ratings.counts[row]);
  }
  return out;
}

Weights::Weights(std::uint32_t categories)
    : size_(categories), all_(std::size_t{categories} * categories) {
  for (std::size_t c = 0; c < size_; ++c) all_[c * size_ + c] = 1;
}

void Weights::set(std::size_t a, std::size_t b, double weight) {
  all_[a * size_ + b] = all_[b * size_ + a] = weight;
}

Weights weights_for(Scale scale, const std::vector<double>& values) {
  const auto size = static_cast<std::uint32_t>(values.size());
  switch (scale) {
    case Scale::nominal:
      break;
    case Scale::ordinal:
      return from_differences(
          size, [&](std::size_t a, std::size_t b) { return std::abs(values[a] - values[b]); });
    case Scale::interval:
      return from_differences(size, [&](std::size_t a, std::size_t b) {
        return (values[a] - values[b]) * (values[a] - values[b]);
      });
    case Scale::ratio:
      return from_differences(
          size, [&](std::size_t a, std::size_t b) { return squared_ratio(values[a], values[b]); });
  }
  return Weights(size);
}

Weights alpha_weights(Scale scale, const std::vector<double>& values, const Ratings& ratings) {
  if (scale != Scale::ordinal) return weights_for(scale, values);
  assert(values.size() == ratings.categories);
  // The square of all judgements from the one category to the other, half of both ends.
  const std::vector<double> n = used(ratings);
  std::vector<double> before(n.size() + 1);
  for (std::size_t c = 0; c < n.size(); ++c) before[c + 1] = before[c] + n[c];
  return from_differences(ratings.categories, [&](std::size_t a, std::size_t b) {
    const double between = before[b + 1] - before[a] - (n[a] + n[b]) / 2;
    return between * between;
  });
}

}  // namespace samsyn::agree
