#include "stages/learn/platt.hpp"

#include <algorithm>
#include <cmath>

namespace samsyn::learn {
namespace {

/// The cross entropy, written so that no exponential overflows.
double loss(const std::vector<double>& sums, const std::vector<double>& targets, double a,
            double b) {
  double out = 0;
  for (std::size_t i = 0; i < sums.size(); ++i) {
    const double z = a * sums[i] + b;
    out += z >= 0 ? targets[i] * z + std::log1p(std::exp(-z))
                  : (targets[i] - 1) * z + std::log1p(std::exp(z));
  }
  return out;
}

}  // namespace

std::pair<double, double> platt(const std::vector<double>& sums, const std::vector<bool>& yes) {
  constexpr int kMostSteps = 100;
  constexpr double kLeastStep = 1e-10, kRidge = 1e-12, kNear = 1e-5;
  const auto positive = static_cast<double>(std::count(yes.begin(), yes.end(), true));
  const double negative = static_cast<double>(yes.size()) - positive;
  if (positive == 0 || negative == 0) return {-1, 0};
  std::vector<double> targets(yes.size());
  for (std::size_t i = 0; i < yes.size(); ++i) {
    targets[i] = yes[i] ? (positive + 1) / (positive + 2) : 1 / (negative + 2);
  }
  double a = 0;
  double b = std::log((negative + 1) / (positive + 1));
  double now = loss(sums, targets, a, b);
  for (int step = 0; step < kMostSteps; ++step) {
    double aa = kRidge, bb = kRidge, ab = 0, ga = 0, gb = 0;
    for (std::size_t i = 0; i < sums.size(); ++i) {
      const double z = a * sums[i] + b;
      const double p = z >= 0 ? std::exp(-z) / (1 + std::exp(-z)) : 1 / (1 + std::exp(z));
      const double curve = p * (1 - p);
      const double slope = targets[i] - p;
      aa += sums[i] * sums[i] * curve;
      bb += curve;
      ab += sums[i] * curve;
      ga += sums[i] * slope;
      gb += slope;
    }
    if (std::abs(ga) < kNear && std::abs(gb) < kNear) break;
    const double det = aa * bb - ab * ab;
    const double da = -(bb * ga - ab * gb) / det;
    const double db = -(-ab * ga + aa * gb) / det;
    double size = 1;
    for (; size >= kLeastStep; size /= 2) {
      const double next = loss(sums, targets, a + size * da, b + size * db);
      if (next < now + 1e-4 * size * (ga * da + gb * db)) {
        a += size * da;
        b += size * db;
        now = next;
        break;
      }
    }
    if (size < kLeastStep) break;
  }
  return {a, b};
}

}  // namespace samsyn::learn
