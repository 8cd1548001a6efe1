#include "stages/summarise/statistics/describe.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include "tests/summarise/statistics/near.hpp"

namespace samsyn::summarise {
namespace {

using testing::expect_bounds;
using testing::kSix;
using testing::value;

// x <- rep(1:5, c(3, 0, 9, 14, 6))
std::vector<Step> five_steps() {
  return {unweighted(1, 3), unweighted(2, 0), unweighted(3, 9), unweighted(4, 14),
          unweighted(5, 6)};
}

// y <- c(12.5, -3, 0, 0, 1e3, 7.25, 7.25, 2)
std::vector<Step> spread() {
  std::vector<Step> out;
  for (const double y : {12.5, -3.0, 0.0, 0.0, 1e3, 7.25, 7.25, 2.0}) {
    out.push_back(unweighted(y, 1));
  }
  return out;
}

// v <- data.frame(x = c(1, 1, 2, 2, 2, 3, 4, 4, 5, 5), w = c(.5, 1.5, 1, 2, .25, 3, 1, 1, .75, 2))
std::vector<Step> weighted() {
  const double values[] = {1, 1, 2, 2, 2, 3, 4, 4, 5, 5};
  const double weights[] = {0.5, 1.5, 1, 2, 0.25, 3, 1, 1, 0.75, 2};
  std::vector<Step> out;
  for (std::size_t i = 0; i < 10; ++i) {
    out.push_back({values[i], 1, weights[i], weights[i] * weights[i]});
  }
  return out;
}

TEST(Describe, TellsMiddleAndSpreadAsR) {
  const Outcome<Description> x = describe(five_steps());
  ASSERT_TRUE(x);
  EXPECT_EQ(x->people, 32U);
  EXPECT_NEAR(x->mean, 3.625, kSix);                       // mean(x)
  EXPECT_NEAR(value(x->deviation), 1.0998533627, kSix);    // sd(x)
  EXPECT_EQ(x->median, 4);                                 // median(x)
  EXPECT_NEAR(value(x->error), 0.19442844276, kSix);       // sd(x) / sqrt(length(x))
  expect_bounds(x->interval, 3.2284605766, 4.0215394234);  // t.test(x)$conf.int
  EXPECT_EQ(x->effective.people, 32);
  EXPECT_EQ(x->effective.design_effect, 1);
  EXPECT_EQ(x->least, 1);
  EXPECT_EQ(x->most, 5);

  const Outcome<Description> y = describe(spread());
  ASSERT_TRUE(y);
  EXPECT_NEAR(y->mean, 128.25, kSix);
  EXPECT_NEAR(value(y->deviation), 352.27624611, kSix);
  EXPECT_EQ(y->median, 4.625);
}

TEST(Describe, QuantilesAreThoseOfRsTypeSeven) {
  // quantile(x, c(0, 0.1, 0.25, 0.33, 0.5, 0.75, 0.9, 1), type = 7)
  const double shares[] = {0, 0.1, 0.25, 0.33, 0.5, 0.75, 0.9, 1};
  const double expected[] = {1, 3, 3, 3, 4, 4, 5, 5};
  for (std::size_t i = 0; i < 8; ++i) {
    EXPECT_NEAR(value(quantile(five_steps(), shares[i])), expected[i], kSix) << shares[i];
  }
  // quantile(y, c(0.1, 0.4, 0.75), type = 7)
  EXPECT_NEAR(value(quantile(spread(), 0.1)), -0.9, kSix);
  EXPECT_NEAR(value(quantile(spread(), 0.4)), 1.6, kSix);
  EXPECT_NEAR(value(quantile(spread(), 0.75)), 8.5625, kSix);
}

TEST(Describe, WeightedFiguresAreThoseOfSurvey) {
  // d <- svydesign(ids = ~1, weights = ~w, data = v)
  const Outcome<Description> v = describe(weighted());
  ASSERT_TRUE(v);
  EXPECT_NEAR(v->mean, 3.01923076923, kSix);               // svymean(~x, d)
  EXPECT_NEAR(value(v->error), 0.48161591606, kSix);       // SE(svymean(~x, d))
  expect_bounds(v->interval, 1.9297398750, 4.1087216635);  // confint(., df = degf(d))
  EXPECT_NEAR(value(v->deviation), 1.4395272345, kSix);    // sqrt(svyvar(~x, d))
  EXPECT_NEAR(v->effective.people, 7.3081081081, kSix);    // sum(w)^2 / sum(w^2)
  EXPECT_NEAR(v->effective.design_effect, 1.3683431953, kSix);
  // svyquantile(~x, d, c(0.1, 0.25, 0.5, 0.9), qrule = "school")
  const double shares[] = {0.1, 0.25, 0.5, 0.9};
  const double expected[] = {1, 2, 3, 5};
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_EQ(value(weighted_quantile(weighted(), shares[i])), expected[i]) << shares[i];
  }
}

TEST(Describe, APartOfASampleKeepsTheSizeOfTheWhole) {
  // SE(svymean(~x, subset(big, ...))): 10 of 15
  EXPECT_NEAR(value(describe(weighted(), kConfidence, 15)->error), 0.47293744098, kSix);
  EXPECT_EQ(describe(weighted(), kConfidence, 9).why(), Why::bad_input);
}

TEST(Describe, TopBoxesHaveAnIntervalUponTheEffectiveBase) {
  const Outcome<Share> top = share_between(weighted(), 4, 5);
  ASSERT_TRUE(top);
  EXPECT_EQ(top->people, 4U);
  EXPECT_EQ(top->base, 10U);
  EXPECT_NEAR(top->share, 0.36538461538, kSix);
  // prop.test(p * n, n, correct = FALSE)$conf.int with n <- sum(w)^2 / sum(w^2)
  expect_bounds(top->interval, 0.12533449844, 0.69819518839);
  EXPECT_EQ(share_between(weighted(), 1, 5)->share, 1);
  EXPECT_EQ(share_between(weighted(), 8, 9)->share, 0);
}

TEST(Describe, OnePersonHasAMeanAndNoSpread) {
  const std::vector<Step> one{unweighted(4, 1)};
  const Outcome<Description> found = describe(one);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->mean, 4);
  EXPECT_EQ(found->median, 4);
  EXPECT_EQ(found->deviation.why(), Why::too_few);
  EXPECT_EQ(found->error.why(), Why::too_few);
  EXPECT_EQ(found->interval.why(), Why::too_few);
}

TEST(Describe, ConstantAndHugeDistributionsAreFine) {
  const std::vector<Step> constant{unweighted(0.1, 10'000'000)};
  const Outcome<Description> same = describe(constant);
  ASSERT_TRUE(same);
  EXPECT_EQ(same->mean, 0.1);
  EXPECT_EQ(value(same->deviation), 0);
  const std::vector<Step> years{unweighted(2023, 10'000'000), unweighted(2024, 10'000'000)};
  const Outcome<Description> huge = describe(years);
  ASSERT_TRUE(huge);
  EXPECT_NEAR(huge->mean, 2023.5, 1e-9);
  EXPECT_NEAR(value(huge->deviation), 0.5, kSix);
  EXPECT_EQ(huge->median, 2023.5);
}

TEST(Describe, SayWhyThereIsNothing) {
  const std::vector<Step> empty{unweighted(3, 0)};
  EXPECT_EQ(describe({}).why(), Why::nobody);
  EXPECT_EQ(describe(empty).why(), Why::nobody);
  EXPECT_EQ(quantile({}, 0.5).why(), Why::nobody);
  EXPECT_EQ(effective_base({}).why(), Why::nobody);
  EXPECT_EQ(share_between({}, 1, 2).why(), Why::nobody);
  const Step bad[] = {
      {std::nan(""), 1, 1, 1}, {1, 1, 0, 0}, {1, 1, -1, 1}, {1, 2, 2, 1}, {1, 1, HUGE_VAL, 1}};
  for (const Step& step : bad) {
    EXPECT_EQ(describe(std::span(&step, 1)).why(), Why::bad_input);
    EXPECT_EQ(effective_base(std::span(&step, 1)).why(), Why::bad_input);
  }
  EXPECT_EQ(quantile(five_steps(), 1.1).why(), Why::bad_input);
  EXPECT_EQ(weighted_quantile(five_steps(), std::nan("")).why(), Why::bad_input);
  EXPECT_EQ(share_between(five_steps(), 2, 1).why(), Why::bad_input);
}

TEST(Describe, DoesNotDependOnOrderNorOnTheScaleOfWeights) {
  std::mt19937_64 engine(17);
  for (int round = 0; round < 200; ++round) {
    std::vector<Step> steps;
    for (int i = 0; i < 12; ++i) {
      const double weight = 0.1 + static_cast<double>(engine() % 100) / 20;
      steps.push_back({static_cast<double>(engine() % 7), 1, weight, weight * weight});
    }
    std::vector<Step> other = steps;
    std::shuffle(other.begin(), other.end(), engine);
    for (Step& step : other) {
      step.weight *= 8;
      step.squares *= 64;
    }
    const Outcome<Description> a = describe(steps);
    const Outcome<Description> b = describe(other);
    ASSERT_TRUE(a && b);
    EXPECT_NEAR(a->mean, b->mean, 1e-9);
    EXPECT_EQ(a->median, b->median);
    EXPECT_NEAR(value(a->deviation), value(b->deviation), 1e-9);
    EXPECT_NEAR(value(a->error), value(b->error), 1e-9);
    EXPECT_NEAR(a->effective.people, b->effective.people, 1e-9);
    EXPECT_LE(a->least, a->median);
    EXPECT_GE(a->effective.design_effect, 1);
  }
}

}  // namespace
}  // namespace samsyn::summarise
