#include "stages/summarise/statistics/proportions.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

#include "stages/summarise/statistics/distributions.hpp"
#include "tests/summarise/statistics/near.hpp"

namespace samsyn::summarise {
namespace {

using testing::expect_bounds;
using testing::expect_relative;
using testing::kSix;

TEST(Distributions, HaveTheNormalQuantilesOfR) {
  // qnorm(c(0.975, 0.995, 1e-10))
  EXPECT_NEAR(normal_quantile(0.975), 1.9599639845, 1e-9);
  EXPECT_NEAR(normal_quantile(0.995), 2.5758293035, 1e-9);
  EXPECT_NEAR(normal_quantile(1e-10), -6.3613409024, 1e-9);
}

TEST(Distributions, KeepTheirTailsBetweenZeroAndOne) {
  const double infinite = std::numeric_limits<double>::infinity();
  for (const double x : {-infinite, -1e300, -1.0, 0.0, 1.0, 1e5, 1e300, infinite}) {
    SCOPED_TRACE(x);
    for (const double p : {normal_upper(x), normal_two_sided(x), chi_square_upper(x, 1),
                           chi_square_upper(x, 1e6), f_upper(x, 1, 2), f_upper(x, 3.7, 1e7)}) {
      EXPECT_GE(p, 0);
      EXPECT_LE(p, 1);
    }
  }
  EXPECT_EQ(chi_square_upper(0, 3), 1);
  EXPECT_EQ(chi_square_upper(infinite, 3), 0);
}

TEST(Distributions, EvenOddsAreThoseOfRForManyPeopleToo) {
  EXPECT_EQ(even_odds(0, 0), 1);
  // 2 * pbinom(b, a + b, 0.5)
  expect_relative(even_odds(5'000'500, 4'999'500), 0.752069655631);
  expect_relative(even_odds(5'003'000, 4'997'000), 0.0578212853158);
  // Boost's incomplete beta alone gives 0.317318 here.
  expect_relative(even_odds(500'000'500'000, 499'999'500'000), 0.317310991805);
}

TEST(Distributions, LogFactorialIsTheSameOnBothSidesOfItsTable) {
  EXPECT_EQ(log_factorial(0), 0);
  EXPECT_EQ(log_factorial(1), 0);
  EXPECT_NEAR(log_factorial(10), std::log(3628800.0), 1e-13);
  for (std::uint64_t n = 1020; n < 1030; ++n) {
    EXPECT_NEAR(log_factorial(n) - log_factorial(n - 1), std::log(static_cast<double>(n)), 1e-11);
  }
}

TEST(Proportions, WilsonIntervalsAreThoseOfR) {
  const struct {
    double people_with, people, low, high;
  } kCases[] = {
      // prop.test(x, n, correct = FALSE)$conf.int
      {0, 12, 0, 0.24249400666},
      {1, 12, 0.014865094405, 0.353879911141},
      {7, 19, 0.19149512745, 0.58960466835},
      {19, 19, 0.83182077595, 1},
      {431, 1250, 0.31896262106, 0.37158836744},
      {3, 1e7, 1.0202707796e-07, 8.8211842605e-07},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.people_with);
    expect_bounds(wilson(c.people_with / c.people, c.people), c.low, c.high);
  }
  // prop.test(7, 19, conf.level = 0.99, correct = FALSE)$conf.int
  expect_bounds(wilson(7.0 / 19, 19, 0.99), 0.15471775303, 0.65023562447);
  expect_relative(wilson(3e-7, 1e7)->low, 1.0202707796e-07);
}

TEST(Proportions, WilsonTakesEffectiveBasesThatAreNotWhole) {
  const Outcome<Bounds> all = wilson(0.4, 57);
  const Outcome<Bounds> effective = wilson(0.4, 41.3);
  ASSERT_TRUE(all && effective);
  EXPECT_LT(effective->low, all->low);
  EXPECT_GT(effective->high, all->high);
}

TEST(Proportions, DifferencesHaveNewcombesInterval) {
  // p1 - p2 -+ sqrt of the squared distances to the ends of prop.test(correct = FALSE)$conf.int
  const Outcome<Difference> one = difference_of_shares(17.0 / 31, 31, 9.0 / 40, 40);
  ASSERT_TRUE(one);
  EXPECT_NEAR(one->difference, 0.323387096774, kSix);
  expect_bounds(one->interval, 0.096151586991, 0.513044085856);
  const Outcome<Difference> zero = difference_of_shares(0, 8, 5.0 / 6, 6);
  ASSERT_TRUE(zero);
  expect_bounds(zero->interval, -0.96994663025, -0.32077191996);
}

TEST(Proportions, SayWhyThereIsNoInterval) {
  const double nan = std::nan("");
  EXPECT_EQ(wilson(0.5, 0).why(), Why::nobody);
  EXPECT_EQ(wilson(1.5, 10).why(), Why::bad_input);
  EXPECT_EQ(wilson(nan, 10).why(), Why::bad_input);
  EXPECT_EQ(wilson(0.5, nan).why(), Why::bad_input);
  EXPECT_EQ(wilson(0.5, 10, 1).why(), Why::bad_input);
  EXPECT_EQ(difference_of_shares(0.5, 10, 0.5, 0).why(), Why::nobody);
  EXPECT_EQ(name(Why::nobody), "nobody");
  EXPECT_EQ(name(Why::unwanted_people), "unwanted-people");
}

TEST(Proportions, IntervalsHoldTheShareAndMirrorEachOther) {
  std::mt19937_64 engine(71);
  for (int i = 0; i < 2000; ++i) {
    const auto people = static_cast<double>(1 + engine() % 10'000'000);
    const double share = static_cast<double>(engine() % 1001) / 1000;
    const Outcome<Bounds> found = wilson(share, people);
    const Outcome<Bounds> others = wilson(1 - share, people);
    ASSERT_TRUE(found && others);
    EXPECT_LE(0, found->low);
    EXPECT_LE(found->low, share);
    EXPECT_LE(share, found->high);
    EXPECT_LE(found->high, 1);
    EXPECT_NEAR(found->low, 1 - others->high, 1e-12);
  }
}

}  // namespace
}  // namespace samsyn::summarise
