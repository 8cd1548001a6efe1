#pragma once
// Tails and quantiles of the distributions that tests use. By Boost.Math, in double throughout, so
// that machines whose long double differs give the same digits. Nothing here throws.
//
// Tails lie in [0, 1], also for infinite statistics. Out of range (asserted): degrees of freedom <=
// 0, probabilities outside (0, 1) for quantiles.

#include <cstdint>

namespace samsyn::summarise {

double normal_quantile(double p);                     ///< R: qnorm(p)
double normal_upper(double z);                        ///< P(Z > z); R: pnorm(z, lower.tail = FALSE)
double normal_two_sided(double z);                    ///< P(|Z| > |z|)
double t_quantile(double p, double df);               ///< R: qt(p, df)
double chi_square_upper(double x, double df);         ///< R: pchisq(x, df, lower.tail = FALSE)
double f_upper(double x, double df1, double df2);     ///< R: pf(x, df1, df2, lower.tail = FALSE)
double f_quantile(double p, double df1, double df2);  ///< R: qf(p, df1, df2)

/// Two-sided p for `a` against `b` outcomes that are equally likely.
/// R: binom.test(a, a + b)$p.value. 1 when both are 0.
double even_odds(std::uint64_t a, std::uint64_t b);

/// log(n!), to 1e-14 relatively. Cost: constant (a table up to 1023, Stirling's series beyond).
double log_factorial(std::uint64_t n);

}  // namespace samsyn::summarise
