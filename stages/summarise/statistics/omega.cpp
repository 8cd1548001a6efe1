// omega() of reliability.hpp: one factor by maximum likelihood.
//
// With S the correlations, U the diagonal of uniquenesses, and m, w the largest eigenvalue and
// vector of A = U^-1/2 S U^-1/2, the loadings that fit best are l = U^1/2 w sqrt(m - 1), and what
// is left to minimise (Jöreskog 1967) is, over the other eigenvalues m_k,
//   f(u) = sum (m_k - log m_k - 1) = tr A - m - (log det S - sum log u - log m) - (p - 1).
// With t = log u: df/dt_i = 1 - A_ii - (1 - m) w_i^2, and with Q = sum over the other eigenvectors
// of (m + m_k) / (m - m_k) w_k w_k', since dw_i/dt_j = -Q_ij w_j / 2,
//   d2f/dt_i dt_j = delta_ij A_ii + (1 - m) w_i w_j (w_i w_j + Q_ij) - w_i^2 w_j^2.
// Far from the solution that need not be positive definite; then Jöreskog's (delta_ij - w_i w_j)^2.

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "stages/summarise/statistics/reliability.hpp"

namespace samsyn::summarise {
namespace {

constexpr int kMostRounds = 200;
constexpr double kSettled = 1e-10;  // largest derivative

struct Point {
  std::vector<double> logs;  ///< of the uniquenesses
  double value = 0;
  Eigen eigen;
  std::vector<double> diagonal;  ///< of A
  std::vector<double> slope;

  double top() const { return eigen.values[0]; }
  const std::vector<double>& w() const { return eigen.vectors[0]; }
};

std::optional<Point> point_at(const Symmetric& correlations, double log_determinant,
                              std::vector<double> logs) {
  const std::size_t size = correlations.size;
  Symmetric scaled(size);
  double trace = 0;
  double sum = 0;
  for (std::size_t i = 0; i < size; ++i) {
    for (std::size_t j = 0; j < size; ++j) {
      scaled.at(i, j) = correlations.at(i, j) * std::exp(-(logs[i] + logs[j]) / 2);
    }
    trace += scaled.at(i, i);
    sum += logs[i];
  }
  std::optional<Eigen> parts = eigen(scaled);
  if (!parts || !(parts->values[0] > 0)) return std::nullopt;
  Point out;
  out.eigen = std::move(*parts);
  out.value = trace - out.top() - (log_determinant - sum - std::log(out.top())) -
              static_cast<double>(size - 1);
  for (std::size_t i = 0; i < size; ++i) {
    out.diagonal.push_back(scaled.at(i, i));
    out.slope.push_back(1 - scaled.at(i, i) - (1 - out.top()) * out.w()[i] * out.w()[i]);
  }
  if (!std::isfinite(out.value)) return std::nullopt;
  out.logs = std::move(logs);
  return out;
}

/// Is the uniqueness at an edge, and does the slope lead over it?
bool held(const Point& point, std::size_t item) {
  const double log = point.logs[item];
  return (log <= std::log(kLeastUniqueness) && point.slope[item] >= 0) ||
         (log >= 0 && point.slope[item] <= 0);
}

Symmetric exact_second(const Point& point, const std::vector<std::size_t>& open) {
  const std::vector<double>& w = point.w();
  Symmetric out(open.size());
  for (std::size_t k = 1; k < w.size(); ++k) {
    const double other = point.eigen.values[k];
    const double part = (point.top() + other) / std::max(point.top() - other, 1e-12);
    const std::vector<double>& vector = point.eigen.vectors[k];
    for (std::size_t a = 0; a < open.size(); ++a) {
      for (std::size_t b = 0; b <= a; ++b) {
        out.at(a, b) += part * vector[open[a]] * vector[open[b]];
      }
    }
  }
  for (std::size_t a = 0; a < open.size(); ++a) {
    for (std::size_t b = 0; b <= a; ++b) {
      const double both = w[open[a]] * w[open[b]];
      out.at(a, b) = (1 - point.top()) * both * (both + out.at(a, b)) - both * both;
    }
    out.at(a, a) += point.diagonal[open[a]];
  }
  return out;
}

Symmetric approximate_second(const Point& point, const std::vector<std::size_t>& open) {
  Symmetric out(open.size());
  for (std::size_t a = 0; a < open.size(); ++a) {
    for (std::size_t b = 0; b <= a; ++b) {
      const double left = (a == b ? 1.0 : 0.0) - point.w()[open[a]] * point.w()[open[b]];
      out.at(a, b) = left * left;
    }
    out.at(a, a) += 1e-8;  // an item that is all of the factor would leave nothing here
  }
  return out;
}

/// The point after the step, or after a half of it, a quarter ... that is lower; where the step is
/// so short that rounding hides it, one that is flatter.
std::optional<Point> lower(const Symmetric& correlations, double log_determinant, const Point& from,
                           const std::vector<std::size_t>& open, const std::vector<double>& step) {
  const auto steepest = [&](const Point& point) {
    double out = 0;
    for (const std::size_t i : open) out = std::max(out, std::abs(point.slope[i]));
    return out;
  };
  const double rounding =
      1e-14 * (std::abs(log_determinant) + static_cast<double>(from.logs.size()));
  double length = 1;
  for (int tries = 0; tries < 40; ++tries, length /= 2) {
    std::vector<double> logs = from.logs;
    double promised = 0;
    for (std::size_t a = 0; a < open.size(); ++a) {
      double& log = logs[open[a]];
      const double before = log;
      log = std::clamp(log - length * step[a], std::log(kLeastUniqueness), 0.0);
      promised += from.slope[open[a]] * (before - log);
    }
    if (!(promised > 0)) return std::nullopt;
    std::optional<Point> next = point_at(correlations, log_determinant, std::move(logs));
    if (!next) continue;
    const bool hidden = promised < 1e4 * rounding;
    if (hidden ? next->value <= from.value + rounding && steepest(*next) < 0.9 * steepest(from)
               : next->value <= from.value - 1e-4 * promised) {
      return next;
    }
  }
  return std::nullopt;
}

/// One step down: by the exact second derivatives, by Jöreskog's, or straight down the slope.
std::optional<Point> descend(const Symmetric& correlations, double log_determinant,
                             const Point& from, const std::vector<std::size_t>& open) {
  std::vector<double> slope;
  for (const std::size_t i : open) slope.push_back(from.slope[i]);
  for (const bool exact : {true, false}) {
    const std::optional<Cholesky> factor =
        Cholesky::of(exact ? exact_second(from, open) : approximate_second(from, open));
    if (!factor) continue;
    std::optional<Point> next =
        lower(correlations, log_determinant, from, open, factor->solve(slope));
    if (next) return next;
  }
  return lower(correlations, log_determinant, from, open, slope);
}

}  // namespace

Outcome<Omega> omega(const ItemMoments& moments) {
  const std::size_t size = moments.items();
  if (size < 3 || moments.people() < 4) return Why::too_few;
  Symmetric correlations(size);
  for (std::size_t i = 0; i < size; ++i) {
    const double variance = moments.covariance(i, i);
    const double mean = moments.mean(i);
    if (!(variance > 1e-20 * mean * mean) || !(variance > 0)) return Why::constant;
    for (std::size_t j = 0; j <= i; ++j) {
      const double value = i == j ? 1
                                  : moments.covariance(i, j) / std::sqrt(variance) /
                                        std::sqrt(moments.covariance(j, j));
      correlations.at(i, j) = correlations.at(j, i) = value;
    }
  }
  const std::optional<Cholesky> factor = Cholesky::of(correlations);
  if (!factor) return Why::collinear;
  const double log_determinant = factor->log_determinant();

  // factanal's start: (1 - 1 / 2p) / diagonal of the inverse
  std::vector<double> logs;
  for (const double inverse : factor->inverse_diagonal()) {
    const double start = (1 - 0.5 / static_cast<double>(size)) / inverse;
    logs.push_back(std::log(std::clamp(start, kLeastUniqueness, 1.0)));
  }
  std::optional<Point> point = point_at(correlations, log_determinant, std::move(logs));
  if (!point) return Why::not_converged;
  Omega out;
  for (;; ++out.iterations) {
    std::vector<std::size_t> open;
    double steepest = 0;
    for (std::size_t i = 0; i < size; ++i) {
      if (held(*point, i)) continue;
      open.push_back(i);
      steepest = std::max(steepest, std::abs(point->slope[i]));
    }
    if (steepest <= kSettled) break;
    if (out.iterations == kMostRounds) return Why::not_converged;
    std::optional<Point> next = descend(correlations, log_determinant, *point, open);
    if (!next) {
      // No lower point by doubles: the bottom, unless the slope is still there.
      if (steepest <= 1e-7) break;
      return Why::not_converged;
    }
    point = std::move(next);
  }

  double sum = 0;
  for (std::size_t i = 0; i < size; ++i) {
    const double unique = std::exp(point->logs[i]);
    out.uniquenesses.push_back(unique);
    out.loadings.push_back(std::sqrt(unique * std::max(0.0, point->top() - 1)) * point->w()[i]);
    sum += out.loadings.back();
    if (unique <= kLeastUniqueness * (1 + 1e-9)) out.heywood.push_back(i);
  }
  double unique = 0;
  for (const double part : out.uniquenesses) unique += part;
  if (sum < 0) {
    for (double& loading : out.loadings) loading = -loading;
  }
  out.omega = sum * sum / (sum * sum + unique);
  return out;
}

}  // namespace samsyn::summarise
