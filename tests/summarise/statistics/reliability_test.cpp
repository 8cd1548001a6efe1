#include "stages/summarise/statistics/reliability.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <vector>

#include "tests/summarise/statistics/near.hpp"

namespace samsyn::summarise {
namespace {

using testing::expect_bounds;
using testing::kSix;
using testing::value;

using Rows = std::vector<std::vector<std::optional<double>>>;

ItemMoments moments_of(const Rows& rows) {
  ItemMoments out(rows[0].size());
  for (const auto& row : rows) out.add(row);
  return out;
}

/// Answers of twelve people to five items on 1..5; the fourth item is reversed.
const Rows kFive{{4, 5, 4, 2, 3}, {2, 1, 2, 4, 2}, {5, 5, 4, 1, 5}, {3, 3, 2, 3, 4},
                 {1, 2, 1, 5, 2}, {4, 4, 5, 1, 3}, {3, 2, 3, 3, 1}, {5, 4, 4, 2, 4},
                 {2, 3, 3, 4, 3}, {4, 4, 3, 2, 5}, {1, 1, 2, 4, 1}, {3, 4, 3, 2, 2}};

ItemMoments five_turned() {
  ItemMoments out = moments_of(kFive);
  out.reverse(3, 1, 5);
  return out;
}

/// g of expected.R: 300 people, nine numbers in (0, 1) each.
std::vector<std::vector<double>> numbers() {
  std::minstd_rand0 engine(12345);
  std::vector<std::vector<double>> out(300, std::vector<double>(9));
  for (auto& row : out) {
    for (double& number : row) number = static_cast<double>(engine()) / 2147483647.0;
  }
  return out;
}

Rows many() {
  Rows out;
  for (const std::vector<double>& g : numbers()) {
    auto& row = out.emplace_back();
    for (int j = 1; j <= 8; ++j) {
      const double own = g[static_cast<std::size_t>(j - 1)];
      row.emplace_back(std::round(1 + 4 * (g[8] * (0.3 + 0.05 * j) + own * (0.7 - 0.05 * j))));
    }
  }
  return out;
}

void expect_values(const std::vector<double>& found, const std::vector<double>& expected,
                   double within = kSix) {
  ASSERT_EQ(found.size(), expected.size());
  for (std::size_t i = 0; i < found.size(); ++i) EXPECT_NEAR(found[i], expected[i], within) << i;
}

TEST(Reliability, AlphaIsThatOfPsych) {
  // psych::alpha(rev4): total$raw_alpha, std.alpha, alpha.drop$raw_alpha, item.stats$r.drop
  const Outcome<Reliability> found = reliability(five_turned());
  ASSERT_TRUE(found);
  EXPECT_EQ(found->people, 12U);
  EXPECT_NEAR(found->alpha, 0.93413239499, kSix);
  EXPECT_NEAR(value(found->standardised), 0.93544846363, kSix);
  expect_bounds(found->interval, 0.84840412912, 0.97837373785);  // alpha.ci(alpha, 12, 5)
  const double without[] = {0.89698736638, 0.90802535582, 0.92800330544, 0.90574712644,
                            0.95104299702};
  const double correlation[] = {0.93504563462, 0.88106125835, 0.78229104683, 0.89593634635,
                                0.65641008854};
  for (std::size_t i = 0; i < 5; ++i) {
    EXPECT_NEAR(value(found->items[i].alpha_without), without[i], kSix);
    EXPECT_NEAR(value(found->items[i].correlation), correlation[i], kSix);
  }
  const Outcome<Reliability> large = reliability(moments_of(many()));
  ASSERT_TRUE(large);
  EXPECT_NEAR(large->alpha, 0.88081470876, kSix);
  EXPECT_NEAR(value(large->standardised), 0.88111922710, kSix);
}

TEST(Reliability, AForgottenReversalShowsAsANegativeCorrelation) {
  const Outcome<Reliability> found = reliability(moments_of(kFive));
  ASSERT_TRUE(found);
  EXPECT_NEAR(found->alpha, 0.40065050266, kSix);
  EXPECT_NEAR(value(found->standardised), 0.37094197746, kSix);
  EXPECT_NEAR(value(found->items[3].correlation), -0.89593634635, kSix);
  EXPECT_EQ(turned_about(2, 1, 5), 4);
}

TEST(Reliability, WhoLeavesAnItemOutIsLeftOut) {
  Rows rows = kFive;
  rows.push_back({5, 5, std::nullopt, 1, 5});
  rows.push_back({5, 5, std::nan(""), 1, 5});
  const ItemMoments moments = moments_of(rows);
  EXPECT_EQ(moments.people(), 12U);
  EXPECT_EQ(moments.left_out(), 2U);
  EXPECT_DOUBLE_EQ(reliability(moments)->alpha, reliability(moments_of(kFive))->alpha);
}

TEST(Reliability, MomentsOfPartsJoinToThoseOfAll) {
  const Rows rows = many();
  ItemMoments first(8), second(8), nobody(8);
  for (std::size_t i = 0; i < rows.size(); ++i) (i % 3 == 0 ? first : second).add(rows[i]);
  first.join(second);
  first.join(nobody);
  const ItemMoments all = moments_of(rows);
  EXPECT_EQ(first.people(), all.people());
  for (std::size_t i = 0; i < 8; ++i) {
    EXPECT_NEAR(first.mean(i), all.mean(i), 1e-12);
    for (std::size_t j = 0; j < 8; ++j) {
      EXPECT_NEAR(first.covariance(i, j), all.covariance(i, j), 1e-12);
    }
  }
}

TEST(Reliability, SayWhyThereIsNone) {
  EXPECT_EQ(reliability(ItemMoments(0)).why(), Why::too_few);
  EXPECT_EQ(reliability(ItemMoments(4)).why(), Why::too_few);
  EXPECT_EQ(reliability(moments_of({{1}, {2}, {3}})).why(), Why::too_few);
  EXPECT_EQ(reliability(moments_of({{1, 2}})).why(), Why::too_few);
  EXPECT_EQ(reliability(moments_of({{0.1, 2}, {0.1, 2}, {0.1, 2}})).why(), Why::constant);
  EXPECT_EQ(reliability(moments_of({{1, 5}, {2, 4}, {4, 2}})).why(), Why::constant);
  EXPECT_EQ(reliability(moments_of(kFive), 1).why(), Why::bad_input);
  const Outcome<Reliability> two = reliability(moments_of({{1, 3}, {2, 3}, {5, 3}}));
  ASSERT_TRUE(two);
  EXPECT_EQ(two->standardised.why(), Why::constant);
  EXPECT_EQ(two->items[0].alpha_without.why(), Why::too_few);
  EXPECT_EQ(two->items[1].correlation.why(), Why::constant);
}

TEST(Omega, IsThatOfFactanal) {
  // f <- factanal(x, factors = 1); l <- f$loadings; sum(l)^2 / (sum(l)^2 + sum(f$uniquenesses))
  const Outcome<Omega> five = omega(five_turned());
  ASSERT_TRUE(five) << name(five.why());
  EXPECT_NEAR(five->omega, 0.94007450695, kSix);
  expect_values(five->loadings,
                {0.95478515926, 0.87667097138, 0.87326703838, 0.95569862948, 0.66978210892});
  expect_values(five->uniquenesses,
                {0.088385299513, 0.231448009553, 0.237404680850, 0.086640129529, 0.551391925124});
  EXPECT_TRUE(five->heywood.empty());
  const Outcome<Omega> unturned = omega(moments_of(kFive));
  ASSERT_TRUE(unturned);
  EXPECT_NEAR(unturned->omega, 0.83035938873, kSix);
  EXPECT_NEAR(unturned->loadings[3], -0.95569862948, kSix);
  const Outcome<Omega> large = omega(moments_of(many()));
  ASSERT_TRUE(large);
  EXPECT_NEAR(large->omega, 0.88460972037, kSix);
  expect_values(large->uniquenesses, {0.77236855799, 0.69289739994, 0.57638415103, 0.52615080520,
                                      0.51527012454, 0.45159487040, 0.26421733191, 0.21806796401});
  EXPECT_LT(large->iterations, 20);
}

TEST(Omega, ReportsHeywoodCases) {
  const Rows rows = many();
  const auto g = numbers();
  Rows heywood;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const double last = *rows[i][7];
    heywood.push_back({last + (g[i][0] > 0.97 ? 1 : 0), rows[i][1], rows[i][2], last});
  }
  const Outcome<Omega> found = omega(moments_of(heywood));
  ASSERT_TRUE(found) << name(found.why());
  EXPECT_NEAR(found->omega, 0.85945068206, kSix);
  expect_values(found->uniquenesses, {0.019039500503, 0.782749278880, 0.682363131747, 0.005});
  EXPECT_EQ(found->heywood, (std::vector<std::size_t>{3}));
}

TEST(Omega, SayWhyThereIsNone) {
  EXPECT_EQ(omega(ItemMoments(0)).why(), Why::too_few);
  EXPECT_EQ(omega(moments_of({{1, 2}, {2, 1}, {3, 3}, {4, 5}})).why(), Why::too_few);
  EXPECT_EQ(omega(moments_of({{1, 2, 3}, {2, 1, 2}, {3, 3, 1}})).why(), Why::too_few);
  EXPECT_EQ(omega(moments_of({{1, 2, 3}, {2, 1, 3}, {3, 3, 3}, {4, 2, 3}})).why(), Why::constant);
  EXPECT_EQ(omega(moments_of({{1, 2, 1}, {2, 1, 2}, {3, 3, 3}, {4, 2, 4}})).why(), Why::collinear);
}

TEST(Omega, NoAnswersMakeItLeaveItsRange) {
  std::mt19937_64 engine(97);
  int fitted = 0;
  for (std::uint64_t round = 0; round < 300; ++round) {
    ItemMoments moments(3 + engine() % 6);
    for (std::uint64_t person = 5 + engine() % 40; person > 0; --person) {
      std::vector<std::optional<double>> row;
      const std::uint64_t common = engine() % 3;
      for (std::size_t i = 0; i < moments.items(); ++i) {
        row.emplace_back(static_cast<double>(common + engine() % (1 + round % 4U)));
      }
      moments.add(row);
    }
    const Outcome<Omega> found = omega(moments);
    if (!found) {
      EXPECT_NE(found.why(), Why::bad_input);
      EXPECT_NE(found.why(), Why::not_converged) << round;
      continue;
    }
    ++fitted;
    EXPECT_GE(found->omega, 0);
    EXPECT_LE(found->omega, 1);
    for (const double unique : found->uniquenesses) {
      EXPECT_GE(unique, kLeastUniqueness * (1 - 1e-9));
      EXPECT_LE(unique, 1);
    }
  }
  EXPECT_GT(fitted, 150);
}

}  // namespace
}  // namespace samsyn::summarise
