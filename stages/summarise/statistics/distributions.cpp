#include "stages/summarise/statistics/distributions.hpp"

#include <algorithm>
#include <array>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/fisher_f.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <boost/math/special_functions/beta.hpp>
#include <cassert>
#include <cmath>

namespace samsyn::summarise {
namespace {

namespace bm = boost::math;
namespace bp = boost::math::policies;

using Quiet =
    bp::policy<bp::domain_error<bp::ignore_error>, bp::pole_error<bp::ignore_error>,
               bp::overflow_error<bp::ignore_error>, bp::underflow_error<bp::ignore_error>,
               bp::denorm_error<bp::ignore_error>, bp::evaluation_error<bp::ignore_error>,
               bp::rounding_error<bp::ignore_error>,
               bp::indeterminate_result_error<bp::ignore_error>, bp::promote_double<false>>;
using Normal = bm::normal_distribution<double, Quiet>;
using StudentsT = bm::students_t_distribution<double, Quiet>;
using ChiSquared = bm::chi_squared_distribution<double, Quiet>;
using FisherF = bm::fisher_f_distribution<double, Quiet>;

double within(double p) { return std::isnan(p) ? 0 : std::clamp(p, 0.0, 1.0); }

/// Beyond this, the series below is exact to the last digit of a double.
constexpr std::size_t kTabled = 1024;

std::array<double, kTabled> make_log_factorials() {
  std::array<double, kTabled> out{};
  for (std::size_t n = 2; n < kTabled; ++n) {
    out[n] = out[n - 1] + std::log(static_cast<double>(n));
  }
  return out;
}

}  // namespace

double normal_quantile(double p) {
  assert(p > 0 && p < 1);
  return bm::quantile(Normal(), p);
}

double normal_upper(double z) {
  if (std::isinf(z)) return z > 0 ? 0 : 1;
  return within(bm::cdf(bm::complement(Normal(), z)));
}

double normal_two_sided(double z) { return within(2 * normal_upper(std::abs(z))); }

double t_quantile(double p, double df) {
  assert(p > 0 && p < 1 && df > 0);
  return bm::quantile(StudentsT(df), p);
}

double chi_square_upper(double x, double df) {
  assert(df > 0);
  if (!(x > 0)) return 1;
  if (std::isinf(x)) return 0;
  return within(bm::cdf(bm::complement(ChiSquared(df), x)));
}

double f_upper(double x, double df1, double df2) {
  assert(df1 > 0 && df2 > 0);
  if (!(x > 0)) return 1;
  if (std::isinf(x)) return 0;
  return within(bm::cdf(bm::complement(FisherF(df1, df2), x)));
}

double f_quantile(double p, double df1, double df2) {
  assert(p > 0 && p < 1 && df1 > 0 && df2 > 0);
  return bm::quantile(FisherF(df1, df2), p);
}

double even_odds(std::uint64_t a, std::uint64_t b) {
  if (a == b) return 1;
  const auto fewer = static_cast<double>(std::min(a, b));
  const auto more = static_cast<double>(std::max(a, b));
  // Boost's series loses digits there; the normal distribution's error is of the order of 1 / n.
  constexpr double kNormalFrom = 1e8;
  if (fewer + more >= kNormalFrom) {
    return normal_two_sided((more - fewer - 1) / std::sqrt(fewer + more));
  }
  // P(at most `fewer` of a + b) = I_1/2(more, fewer + 1)
  return within(2 * bm::ibeta(more, fewer + 1, 0.5, Quiet()));
}

double log_factorial(std::uint64_t n) {
  static const std::array<double, kTabled> table = make_log_factorials();
  if (n < kTabled) return table[n];
  constexpr double kHalfLogTwoPi = 0.91893853320467274178;
  const double x = static_cast<double>(n);
  const double inverse = 1 / x;
  return (x + 0.5) * std::log(x) - x + kHalfLogTwoPi +
         inverse * (1.0 / 12 - inverse * inverse * (1.0 / 360 - inverse * inverse / 1260));
}

}  // namespace samsyn::summarise
