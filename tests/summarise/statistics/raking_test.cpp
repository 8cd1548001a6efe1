#include "stages/summarise/statistics/raking.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>
#include <random>
#include <vector>

#include "tests/summarise/statistics/near.hpp"

namespace samsyn::summarise {
namespace {

using testing::kSix;

/// The people of `ra` in expected.R.
struct Sample {
  std::vector<std::uint32_t> a, b, c;
  std::vector<double> weights;
  std::vector<double> of_a{500, 300, 200}, of_b{480, 520}, of_c{400, 100, 250, 250};

  Sample() {
    constexpr double kWeights[] = {1, 0.5, 2};
    for (std::uint32_t cell = 0; cell < 24; ++cell) {
      for (std::uint32_t i = 0; i < 1 + (cell + 1) * 7 % 5; ++i) {
        a.push_back(cell % 3);
        b.push_back(cell / 3 % 2);
        c.push_back(cell / 6);
        weights.push_back(kWeights[a.size() * 2 % 3]);
      }
    }
  }
  std::vector<RakeMargin> margins() const { return {{a, of_a}, {b, of_b}, {c, of_c}}; }
};

double share(const std::vector<double>& weights, const std::vector<std::uint32_t>& categories,
             std::uint32_t category) {
  double in = 0, all = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    if (categories[i] == kNoCategory) continue;
    all += weights[i];
    if (categories[i] == category) in += weights[i];
  }
  return in / all;
}

void expect_weights(const Raked& raked, const std::vector<double>& expected) {
  const std::size_t people[] = {0, 4, 16, 29, 43, raked.weights.size() - 1};
  for (std::size_t i = 0; i < 6; ++i) {
    EXPECT_NEAR(raked.weights[people[i]], expected[i], kSix) << i;
  }
}

TEST(Raking, WeightsAreThoseOfSurvey) {
  // rake(design, list(~a, ~b, ~c), ...); weights over their mean: 1, 5, 17, 30, 44, the last
  const Sample sample;
  const Outcome<Raked> equal = rake(sample.margins());
  ASSERT_TRUE(equal) << name(equal.why());
  ASSERT_EQ(equal->weights.size(), 74U);
  expect_weights(*equal, {2.13472424743, 1.46152901671, 1.12875707459, 0.53689677832, 0.97937379203,
                          0.65624357544});
  EXPECT_NEAR(equal->effective.people, 57.05370404591, kSix);
  EXPECT_NEAR(equal->least, 0.26695360942, kSix);
  EXPECT_NEAR(equal->most, 2.20139833953, kSix);
  RakeOptions options;
  options.weights = sample.weights;
  const Outcome<Raked> based = rake(sample.margins(), options);
  ASSERT_TRUE(based);
  expect_weights(*based, {3.76200924051, 0.63091844582, 0.48251525410, 0.47475825074, 0.39498850128,
                          0.28023163518});
  EXPECT_NEAR(based->effective.people, 44.1621253956, kSix);
}

TEST(Raking, ACapHoldsAndCostsSomeNearness) {
  const Sample sample;
  RakeOptions options;
  options.cap = 1.6;
  const Outcome<Raked> capped = rake(sample.margins(), options);
  ASSERT_TRUE(capped) << name(capped.why());
  EXPECT_LE(capped->most, 1.6 * (1 + 1e-9));
  EXPECT_GT(capped->capped, 0U);
  EXPECT_NEAR(std::accumulate(capped->weights.begin(), capped->weights.end(), 0.0), 74, 1e-8);
  EXPECT_GT(capped->largest_miss, 1e-6);
  EXPECT_LT(capped->largest_miss, 0.1);
  options.cap = 5;  // nobody is there
  EXPECT_NEAR(rake(sample.margins(), options)->most, 2.20139833953, kSix);
}

TEST(Raking, UnknownCategoriesAreLeftToTheOtherMargins) {
  Sample sample;
  sample.a[3] = sample.a[20] = sample.c[70] = kNoCategory;
  const Outcome<Raked> found = rake(sample.margins());
  ASSERT_TRUE(found);
  EXPECT_NEAR(share(found->weights, sample.a, 0), 0.5, 1e-9);
  EXPECT_NEAR(share(found->weights, sample.b, 1), 0.52, 1e-9);
  EXPECT_NEAR(share(found->weights, sample.c, 1), 0.1, 1e-9);
}

TEST(Raking, NamesCategoriesItCannotMakeUp) {
  Sample sample;
  for (std::uint32_t& category : sample.c) {
    if (category == 1) category = 0;
  }
  sample.of_b[0] = 0;
  const std::vector<RakeFault> faults = rake_faults(sample.margins());
  ASSERT_EQ(faults.size(), 2U);
  EXPECT_EQ(faults[0].why, Why::unwanted_people);
  EXPECT_EQ(faults[0].margin, 1U);
  EXPECT_EQ(faults[0].category, 0U);
  EXPECT_GT(faults[0].people, 0U);
  EXPECT_EQ(faults[1].why, Why::empty_category);
  EXPECT_EQ(faults[1].margin, 2U);
  EXPECT_EQ(faults[1].category, 1U);
  EXPECT_EQ(faults[1].target, 100);
  EXPECT_EQ(rake(sample.margins()).why(), Why::unwanted_people);
  sample.of_b[0] = 480;
  EXPECT_EQ(rake(sample.margins()).why(), Why::empty_category);
}

TEST(Raking, SayWhyThereAreNoWeights) {
  const std::vector<std::uint32_t> two{0, 1}, three{0, 1, 2}, one{0, 0}, nobody;
  const std::vector<double> half{1, 1}, whole{1}, bad{1, -1}, infinite{1, HUGE_VAL}, none{0, 0};
  using Margins = std::vector<RakeMargin>;
  EXPECT_EQ(rake({}).why(), Why::bad_input);
  EXPECT_EQ(rake(Margins{{nobody, half}}).why(), Why::nobody);
  EXPECT_EQ(rake(Margins{{three, half}}).why(), Why::bad_input);
  EXPECT_EQ(rake(Margins{{two, half}, {three, half}}).why(), Why::bad_input);
  for (const auto& targets : {bad, infinite, none}) {
    EXPECT_EQ(rake(Margins{{two, targets}}).why(), Why::bad_input);
  }
  EXPECT_TRUE(rake_faults(Margins{{two, bad}}).empty());
  RakeOptions options;
  options.cap = 1;
  EXPECT_EQ(rake(Margins{{two, half}}, options).why(), Why::bad_input);
  options.cap.reset();
  options.weights = whole;
  EXPECT_EQ(rake(Margins{{two, half}}, options).why(), Why::bad_input);
  options.weights = bad;
  EXPECT_EQ(rake(Margins{{two, half}}, options).why(), Why::bad_input);
  // The same people make up both margins, which want different shares of them.
  const std::vector<double> third{1, 2};
  EXPECT_EQ(rake(Margins{{two, half}, {two, third}}).why(), Why::not_converged);
  EXPECT_TRUE(rake(Margins{{one, whole}}));
}

TEST(Raking, MeetsEveryMarginThatCanBeMet) {
  std::mt19937_64 engine(19);
  for (int round = 0; round < 100; ++round) {
    std::vector<std::uint32_t> a, b;
    for (std::uint32_t cell = 0; cell < 12; ++cell) {
      for (std::uint64_t i = 1 + engine() % 5; i > 0; --i) {
        a.push_back(cell % 3);
        b.push_back(cell / 3);
      }
    }
    std::vector<double> of_a(3), of_b(4);
    for (double& target : of_a) target = static_cast<double>(1 + engine() % 90);
    for (double& target : of_b) target = static_cast<double>(1 + engine() % 90);
    const Outcome<Raked> found = rake(std::vector<RakeMargin>{{a, of_a}, {b, of_b}});
    ASSERT_TRUE(found);
    EXPECT_LE(found->largest_miss, 1e-10);
    EXPECT_NEAR(share(found->weights, a, 2), of_a[2] / (of_a[0] + of_a[1] + of_a[2]), 1e-9);
    EXPECT_GT(found->least, 0);
    EXPECT_LE(found->effective.people, static_cast<double>(a.size()) + 1e-9);
  }
}

}  // namespace
}  // namespace samsyn::summarise
