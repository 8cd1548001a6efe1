#include "stages/summarise/statistics/symmetric.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>
#include <utility>

namespace samsyn::summarise {
namespace {

/// One rotation that makes a(p, q) zero; the rotations gather in `turned`.
void rotate(Symmetric& a, Symmetric& turned, std::size_t p, std::size_t q) {
  const double off = a.at(p, q);
  if (off == 0) return;
  const double theta = (a.at(q, q) - a.at(p, p)) / (2 * off);
  const double t = (theta >= 0 ? 1.0 : -1.0) / (std::abs(theta) + std::hypot(theta, 1.0));
  const double cosine = 1 / std::hypot(t, 1.0);
  const double sine = t * cosine;
  for (std::size_t k = 0; k < a.size; ++k) {
    const double first = a.at(k, p);
    const double second = a.at(k, q);
    a.at(k, p) = cosine * first - sine * second;
    a.at(k, q) = sine * first + cosine * second;
  }
  for (std::size_t k = 0; k < a.size; ++k) {
    const double first = a.at(p, k);
    const double second = a.at(q, k);
    a.at(p, k) = cosine * first - sine * second;
    a.at(q, k) = sine * first + cosine * second;
  }
  for (std::size_t k = 0; k < a.size; ++k) {
    const double first = turned.at(k, p);
    const double second = turned.at(k, q);
    turned.at(k, p) = cosine * first - sine * second;
    turned.at(k, q) = sine * first + cosine * second;
  }
}

}  // namespace

std::optional<Cholesky> Cholesky::of(const Symmetric& matrix) {
  constexpr double kLeastPivot = 1e-10;  // of the diagonal element
  Symmetric lower(matrix.size);
  for (std::size_t j = 0; j < matrix.size; ++j) {
    double pivot = matrix.at(j, j);
    for (std::size_t k = 0; k < j; ++k) pivot -= lower.at(j, k) * lower.at(j, k);
    if (!(pivot > kLeastPivot * matrix.at(j, j)) || !std::isfinite(pivot)) return std::nullopt;
    lower.at(j, j) = std::sqrt(pivot);
    for (std::size_t i = j + 1; i < matrix.size; ++i) {
      double sum = matrix.at(i, j);
      for (std::size_t k = 0; k < j; ++k) sum -= lower.at(i, k) * lower.at(j, k);
      lower.at(i, j) = sum / lower.at(j, j);
    }
  }
  return Cholesky(std::move(lower));
}

std::vector<double> Cholesky::solve(std::span<const double> b) const {
  assert(b.size() == lower_.size);
  std::vector<double> x(b.begin(), b.end());
  for (std::size_t i = 0; i < x.size(); ++i) {
    for (std::size_t k = 0; k < i; ++k) x[i] -= lower_.at(i, k) * x[k];
    x[i] /= lower_.at(i, i);
  }
  for (std::size_t i = x.size(); i-- > 0;) {
    for (std::size_t k = i + 1; k < x.size(); ++k) x[i] -= lower_.at(k, i) * x[k];
    x[i] /= lower_.at(i, i);
  }
  return x;
}

double Cholesky::log_determinant() const {
  double out = 0;
  for (std::size_t i = 0; i < lower_.size; ++i) out += 2 * std::log(lower_.at(i, i));
  return out;
}

std::vector<double> Cholesky::inverse_diagonal() const {
  std::vector<double> out(lower_.size);
  for (std::size_t i = 0; i < out.size(); ++i) {
    std::vector<double> unit(lower_.size);
    unit[i] = 1;
    out[i] = solve(unit)[i];
  }
  return out;
}

std::optional<Eigen> eigen(Symmetric matrix) {
  Symmetric turned(matrix.size);
  for (std::size_t i = 0; i < matrix.size; ++i) turned.at(i, i) = 1;
  for (int sweep = 0; sweep < 100; ++sweep) {
    double off = 0;
    double diagonal = 0;
    for (std::size_t i = 0; i < matrix.size; ++i) {
      diagonal += matrix.at(i, i) * matrix.at(i, i);
      for (std::size_t j = i + 1; j < matrix.size; ++j) off += matrix.at(i, j) * matrix.at(i, j);
    }
    if (!std::isfinite(off + diagonal)) return std::nullopt;
    if (off > 1e-30 * diagonal) {
      for (std::size_t p = 0; p + 1 < matrix.size; ++p) {
        for (std::size_t q = p + 1; q < matrix.size; ++q) rotate(matrix, turned, p, q);
      }
      continue;
    }
    std::vector<std::size_t> order(matrix.size);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t i, std::size_t j) {
      return matrix.at(i, i) > matrix.at(j, j);
    });
    Eigen out;
    for (const std::size_t m : order) {
      out.values.push_back(matrix.at(m, m));
      std::vector<double>& vector = out.vectors.emplace_back();
      for (std::size_t i = 0; i < matrix.size; ++i) vector.push_back(turned.at(i, m));
    }
    return out;
  }
  return std::nullopt;
}

}  // namespace samsyn::summarise
