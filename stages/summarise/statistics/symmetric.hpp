#pragma once
// The little linear algebra that tests need: small symmetric matrices, stored row by row in full.

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace samsyn::summarise {

struct Symmetric {
  explicit Symmetric(std::size_t n) : size(n), values(n * n) {}
  double& at(std::size_t i, std::size_t j) { return values[i * size + j]; }
  double at(std::size_t i, std::size_t j) const { return values[i * size + j]; }

  std::size_t size = 0;
  std::vector<double> values;
};

/// A = L L' of a positive definite matrix (Golub and Van Loan, Matrix Computations, 4.2).
class Cholesky {
 public:
  /// None when the matrix is not positive definite, or so nearly not that figures would be noise: a
  /// pivot is below 1e-10 of its diagonal element. Only the lower half is read. Cost: n^3 / 3.
  static std::optional<Cholesky> of(const Symmetric& matrix);

  /// x with A x = b. Cost: 2 n^2.
  std::vector<double> solve(std::span<const double> b) const;
  double log_determinant() const;
  /// The diagonal of A^-1. Cost: n^3.
  std::vector<double> inverse_diagonal() const;

 private:
  explicit Cholesky(Symmetric lower) : lower_(std::move(lower)) {}
  Symmetric lower_;
};

/// Eigenvalues, the largest first, and their vectors of length 1.
struct Eigen {
  std::vector<double> values;
  std::vector<std::vector<double>> vectors;  ///< parallel
};

/// By Jacobi's rotations, in an order that does not depend on the machine (Golub and Van
/// Loan, 8.5). None when 100 sweeps were not enough or a number isn't finite. Cost: about 10 sweeps
/// of 9 n^3.
std::optional<Eigen> eigen(Symmetric matrix);

}  // namespace samsyn::summarise
