#pragma once
// What tests of figures say again and again.

#include <gtest/gtest.h>

#include <vector>

#include "stages/summarise/statistics/outcome.hpp"

namespace samsyn::summarise::testing {

constexpr double kSix = 1e-6;  // agreement with R asked for

inline double value(const Number& number) {
  EXPECT_TRUE(number) << name(number.why());
  return number ? *number : -1e300;
}

inline void expect_bounds(const Outcome<Bounds>& bounds, double low, double high) {
  ASSERT_TRUE(bounds) << name(bounds.why());
  EXPECT_NEAR(bounds->low, low, kSix);
  EXPECT_NEAR(bounds->high, high, kSix);
}

/// For p-values, where six decimals would let a tenfold error pass.
inline void expect_relative(double found, double expected, double relative = 1e-8) {
  EXPECT_NEAR(found, expected, relative * expected);
}

}  // namespace samsyn::summarise::testing
