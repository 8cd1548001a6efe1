#include "stages/discover/keyness.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace samsyn::discover {
namespace {

TEST(Keyness, IsWhatRaysonAndGarsidesFormulaGives) {
  // 52 of 50,000 words against 57 of 75,000 is the example of Hardie's teaching on log-likelihood,
  // 2.65; the others are worked out by hand with the formula of Rayson and Garside (2000):
  // E1 = 1000 · 30 / 3000 = 10, E2 = 20; 2 (20 ln 2 + 10 ln 0.5) = 20 ln 2 = 13.863.
  const struct {
    double times, words, other_times, other_words, g2, log_ratio;
  } kCases[] = {
      {52, 50'000, 57, 75'000, 2.652, 0.4525},
      {20, 1'000, 10, 2'000, 13.863, 2},
      {8, 1'000, 0, 1'000, 11.090, 4},     // 16 ln 2; half a word instead of none: log2 16
      {3, 1'000, 0, 1'000, 4.159, 2.585},  // 6 ln 2: three against none of equal length
      {5, 1'000, 5, 1'000, 0, 0},          // as common
      {5, 1'000, 20, 1'000, 0, -2},        // rarer: not key, whatever the difference
      {5, 1'000, 0, 0, 0, 0},              // nothing to compare with
      {0, 1'000, 0, 1'000, 0, 0},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.g2);
    const Keyness found = keyness(c.times, c.words, c.other_times, c.other_words);
    EXPECT_NEAR(found.g2, c.g2, 0.001);
    EXPECT_NEAR(found.log_ratio, c.log_ratio, 0.001);
  }
}

TEST(Keyness, GrowsWithTheMaterialButTheLogRatioDoesNot) {
  const Keyness small = keyness(6, 1'000, 2, 1'000);
  const Keyness large = keyness(60, 10'000, 20, 10'000);
  EXPECT_NEAR(large.g2, 10 * small.g2, 1e-9);
  EXPECT_DOUBLE_EQ(large.log_ratio, small.log_ratio);
}

}  // namespace
}  // namespace samsyn::discover
