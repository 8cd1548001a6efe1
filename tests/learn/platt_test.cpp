#include "stages/learn/platt.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace samsyn::learn {
namespace {

/// The cross entropy with Platt's targets, written out.
double loss(const std::vector<double>& sums, const std::vector<bool>& yes, double a, double b) {
  double positive = 0;
  for (const bool y : yes) positive += y ? 1 : 0;
  const double negative = static_cast<double>(yes.size()) - positive;
  double out = 0;
  for (std::size_t i = 0; i < sums.size(); ++i) {
    const double target = yes[i] ? (positive + 1) / (positive + 2) : 1 / (negative + 2);
    const double p = 1 / (1 + std::exp(a * sums[i] + b));
    out -= target * std::log(p) + (1 - target) * std::log(1 - p);
  }
  return out;
}

TEST(Platt, FindsTheLeastLoss) {
  std::mt19937 random(7);
  std::normal_distribution<double> noise(0, 1);
  std::vector<double> sums;
  std::vector<bool> yes;
  for (int i = 0; i < 400; ++i) {
    yes.push_back(i % 5 == 0);
    sums.push_back((yes.back() ? 0.8 : -0.9) + noise(random));
  }
  const auto [a, b] = platt(sums, yes);
  const double least = loss(sums, yes, a, b);
  for (const double da : {-0.05, 0.05}) EXPECT_GT(loss(sums, yes, a + da, b), least);
  for (const double db : {-0.05, 0.05}) EXPECT_GT(loss(sums, yes, a, b + db), least);
  EXPECT_LT(a, 0);  // the larger the sum, the likelier yes
}

TEST(Platt, GivesTheShareWhereSumsTellNothing) {
  const auto [a, b] = platt({1, 1, 1, 1, 1, 1, 1, 1, 1, 1},
                            {true, false, false, false, false, false, false, false, false, false});
  // Targets drawn towards the prior: (2/3 + 9/11) / 10.
  EXPECT_NEAR(1 / (1 + std::exp(a + b)), (2.0 / 3 + 9.0 / 11) / 10, 1e-4);
}

TEST(Platt, AnswersWhereAllAreAlike) {
  for (const bool y : {false, true}) {
    const auto [a, b] = platt({-1, 2}, {y, y});
    EXPECT_EQ(a, -1);
    EXPECT_EQ(b, 0);
  }
  const auto [a, b] = platt({}, {});
  EXPECT_EQ(a, -1);
  EXPECT_EQ(b, 0);
}

}  // namespace
}  // namespace samsyn::learn
