#include "stages/agree/masi.hpp"

#include <numeric>
#include <unordered_map>

#include "stages/agree/sums.hpp"

namespace samsyn::agree {
namespace {

/// 1 - distance of two sets of these sizes that share so many codes.
double alike(std::size_t a, std::size_t b, std::size_t shared) {
  if (shared == a && shared == b) return 1;
  if (shared == 0) return 0;
  const double whole = shared == a || shared == b ? 2.0 / 3 : 1.0 / 3;
  return whole * static_cast<double>(shared) / static_cast<double>(a + b - shared);
}

/// By set: the sum over all sets of how alike the two are, times the other's number. Only sets that
/// share a code are met.
std::vector<double> weighted(const std::vector<CodeSet>& sets, const std::vector<double>& values) {
  std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> with;  // by code: sets
  for (std::uint32_t s = 0; s < sets.size(); ++s) {
    for (const std::uint32_t code : sets[s]) with[code].push_back(s);
  }
  std::vector<double> out(sets.size());
  std::vector<std::uint32_t> shared(sets.size());
  std::vector<std::uint32_t> met;
  for (std::size_t s = 0; s < sets.size(); ++s) {
    if (sets[s].empty()) out[s] = values[s];  // no other is empty
    met.clear();
    for (const std::uint32_t code : sets[s]) {
      for (const std::uint32_t other : with[code]) {
        if (shared[other]++ == 0) met.push_back(other);
      }
    }
    for (const std::uint32_t other : met) {
      out[s] += alike(sets[s].size(), sets[other].size(), shared[other]) * values[other];
      shared[other] = 0;
    }
  }
  return out;
}

}  // namespace

double masi_distance(const CodeSet& a, const CodeSet& b) {
  std::size_t shared = 0;
  for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
    if (*i == *j) {
      ++shared;
      ++i;
      ++j;
    } else if (*i < *j) {
      ++i;
    } else {
      ++j;
    }
  }
  return 1 - alike(a.size(), b.size(), shared);
}

SetAlpha::SetAlpha(const Ratings& ratings, const std::vector<CodeSet>& sets)
    : coders_(ratings.coders), rows_(ratings.rows()), sets_(sets.size()) {
  std::vector<double> values(sets_);
  for (std::size_t r = 0; r < rows_.size(); ++r) {
    Row& row = rows_[r];
    for (std::uint32_t coder = 0; coder < coders_; ++coder) {
      const std::int32_t cell = ratings.at(r, coder);
      if (cell != kMissing) row.sets.push_back(static_cast<std::uint32_t>(cell));
    }
    if (row.sets.size() < 2) {
      row.sets.clear();
      continue;
    }
    row.judged = static_cast<double>(row.sets.size());
    for (std::size_t a = 0; a < row.sets.size(); ++a) {
      values[row.sets[a]] += ratings.counts[r];
      for (std::size_t b = 0; b < a; ++b) {
        row.agreeing += 2 * (1 - masi_distance(sets[row.sets[a]], sets[row.sets[b]]));
      }
    }
    row.agreeing /= row.judged * (row.judged - 1);
  }
  all_ = std::accumulate(values.begin(), values.end(), 0.0);
  if (sets_ > kPairedSets) {
    together_ = weighted(sets, values);
    square_ = std::inner_product(values.begin(), values.end(), together_.begin(), 0.0);
    return;
  }
  weights_ = Weights(static_cast<std::uint32_t>(sets_));
  for (std::size_t a = 0; a < sets_; ++a) {
    for (std::size_t b = 0; b < a; ++b) weights_.set(a, b, 1 - masi_distance(sets[a], sets[b]));
  }
}

double SetAlpha::square(const std::vector<double>& values, double all) const {
  if (together_.empty()) return weighted_square(weights_, values);
  if (all_ <= 0) return 0;
  // Around the units as they are, as many as there are here.
  const double size = all / all_;
  return 2 * size * std::inner_product(values.begin(), values.end(), together_.begin(), 0.0) -
         size * size * square_;
}

Number SetAlpha::of(const std::vector<double>& counts) const {
  if (coders_ < 2) return {{}, Undefined::one_coder};
  std::vector<double> values(sets_);
  double all = 0;
  double agreeing = 0;
  for (std::size_t r = 0; r < rows_.size(); ++r) {
    if (counts[r] == 0) continue;
    const Row& row = rows_[r];
    for (const std::uint32_t set : row.sets) values[set] += counts[r];
    all += counts[r] * row.judged;
    agreeing += counts[r] * row.judged * row.agreeing;
  }
  if (all <= 0) return {{}, Undefined::no_pairs};
  return krippendorff_of(agreeing / all, square(values, all), all);
}

}  // namespace samsyn::agree
