#include "stages/summarise/statistics/paired.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include "stages/summarise/statistics/repeated.hpp"
#include "tests/summarise/statistics/near.hpp"

namespace samsyn::summarise {
namespace {

using testing::expect_relative;
using testing::kSix;

std::vector<Change> each(std::initializer_list<double> changes) {
  std::vector<Change> out;
  for (const double change : changes) out.push_back({change, 1});
  return out;
}

TEST(Paired, McNemarIsThatOfR) {
  const struct {
    std::uint64_t gained, lost;
    bool exact;
    double statistic, p;
  } kCases[] = {
      // binom.test(gained, gained + lost)$p.value
      {3, 11, true, 0, 0.057373046875},
      {0, 6, true, 0, 0.03125},
      {12, 12, true, 0, 1},
      {7, 1, true, 0, 0.0703125},
      // mcnemar.test(t): statistic, p.value
      {9, 16, false, 1.44, 0.23013934044},
      {40, 71, false, 8.1081081081081, 0.0044067695477},
      {30, 30, false, 0, 1},
      {120'000, 119'000, false, 4.175736401674, 0.041006738534},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.gained);
    const Outcome<McNemar> found = mcnemar(c.gained, c.lost);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->exact, c.exact);
    EXPECT_NEAR(found->statistic, c.statistic, kSix);
    expect_relative(found->p, c.p);
  }
  EXPECT_EQ(mcnemar(0, 0).why(), Why::no_change);
  EXPECT_EQ(mcnemar(kMostPeople + 1, 0).why(), Why::bad_input);
}

TEST(Paired, SignedRankIsThatOfR) {
  std::vector<Change> longer;
  for (int i = 1; i <= 49; ++i) longer.push_back({static_cast<double>(i <= 30 ? i : -i), 1});
  const struct {
    const char* name;
    std::vector<Change> changes;
    double v, p;
    bool exact;
  } kCases[] = {
      // wilcox.test(d): statistic, p.value
      {"exact", each({1, -2, 3, 4, -5, 6, 7, 8, 9}), 38, 0.07421875, true},
      {"exact 49", longer, 465, 0.14475396354, true},
      {"zero", each({0, 1, -2, 3, 4, -5, 6, 7, 8, 9}), 38, 0.075560567526, false},
      {"ties", {{-2, 3}, {-1, 8}, {0, 20}, {1, 17}, {2, 6}, {3, 2}}, 472, 0.023000038031, false},
      {"halves", each({-1.5, -1.5, 0.5, 0.5, 2.5, 3.5}), 14, 0.52708925687, false},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.name);
    const Outcome<SignedRank> found = signed_rank(c.changes);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->v, c.v);
    expect_relative(found->p, c.p);
    EXPECT_EQ(found->exact, c.exact);
    EXPECT_EQ(found->rank_biserial > 0, found->v > 0.25 * static_cast<double>(found->changed) *
                                                       static_cast<double>(found->changed + 1));
  }
}

TEST(Paired, SignTestIsThatOfR) {
  const std::vector<Change> changes{{-2, 3}, {-1, 8}, {0, 20}, {1, 17}, {2, 6}, {3, 2}};
  const Outcome<SignTest> found = sign_test(changes);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->up, 25U);
  EXPECT_EQ(found->down, 11U);
  expect_relative(found->p, 0.028816719656);  // binom.test(25, 36)$p.value
  const std::vector<Change> more{{-0.1, 30}, {0.4, 70}};
  expect_relative(sign_test(more)->p, 7.8501396456e-05);  // binom.test(70, 100)$p.value
}

TEST(Paired, StuartMaxwellFollowsItsFormula) {
  // d' ginv(S) d with the rank of S, see expected.R
  const Outcome<MarginTest> four =
      stuart_maxwell({4, 4, {20, 8, 5, 2, 3, 31, 9, 6, 1, 4, 18, 7, 2, 3, 2, 12}});
  ASSERT_TRUE(four);
  EXPECT_NEAR(four->statistic, 6.632960368085, kSix);
  EXPECT_EQ(four->df, 3);
  EXPECT_NEAR(four->p, 0.084563805878, kSix);
  // Nobody moved between the first two and the next two, nor to or from the last.
  const Outcome<MarginTest> apart = stuart_maxwell(
      {5, 5, {5, 7, 0, 0, 0, 2, 6, 0, 0, 0, 0, 0, 9, 4, 0, 0, 0, 11, 3, 0, 0, 0, 0, 0, 8}});
  ASSERT_TRUE(apart);
  EXPECT_NEAR(apart->statistic, 6.044444444444, kSix);
  EXPECT_EQ(apart->df, 2);
  EXPECT_NEAR(apart->p, 0.048692891618, kSix);
}

TEST(Paired, SayWhyThereIsNoTest) {
  const std::vector<Change> nobody{{1, 0}}, still{{0, 9}}, bad{{std::nan(""), 1}};
  EXPECT_EQ(signed_rank({}).why(), Why::nobody);
  EXPECT_EQ(signed_rank(nobody).why(), Why::nobody);
  EXPECT_EQ(signed_rank(still).why(), Why::no_change);
  EXPECT_EQ(signed_rank(bad).why(), Why::bad_input);
  EXPECT_EQ(sign_test({}).why(), Why::nobody);
  EXPECT_EQ(sign_test(still).why(), Why::no_change);
  EXPECT_EQ(sign_test(bad).why(), Why::bad_input);
  EXPECT_EQ(stuart_maxwell({2, 3, {1, 2, 3, 4, 5, 6}}).why(), Why::bad_input);
  EXPECT_EQ(stuart_maxwell({0, 0, {}}).why(), Why::nobody);
  EXPECT_EQ(stuart_maxwell({2, 2, {4, 0, 0, 5}}).why(), Why::no_change);
  EXPECT_EQ(friedman({2, {1, 2, 3}, {1, 1}}).why(), Why::bad_input);
  EXPECT_EQ(friedman({2, {}, {}}).why(), Why::nobody);
  EXPECT_EQ(friedman({1, {3}, {4}}).why(), Why::too_few);
  EXPECT_EQ(friedman({3, {2, 2, 2}, {7}}).why(), Why::no_change);
  EXPECT_EQ(friedman({2, {1, std::nan("")}, {1}}).why(), Why::bad_input);
  EXPECT_EQ(cochran_q({2, {1, 2}, {1}}).why(), Why::bad_input);
}

TEST(Paired, TurningTimeAboutMirrorsTheTest) {
  std::mt19937_64 engine(13);
  for (int round = 0; round < 300; ++round) {
    std::vector<Change> changes, back;
    for (std::uint64_t i = engine() % 9; i > 0; --i) {
      const double change = static_cast<double>(engine() % 9) - 4;
      const std::uint64_t people = engine() % 6;
      changes.push_back({change, people});
      back.push_back({-change, people});
    }
    std::shuffle(back.begin(), back.end(), engine);
    const Outcome<SignedRank> one = signed_rank(changes);
    const Outcome<SignedRank> other = signed_rank(back);
    ASSERT_EQ(static_cast<bool>(one), static_cast<bool>(other));
    if (!one) continue;
    EXPECT_NEAR(one->p, other->p, 1e-12);
    EXPECT_NEAR(one->rank_biserial, -other->rank_biserial, 1e-12);
    EXPECT_GE(one->p, 0);
    EXPECT_LE(one->p, 1);
  }
}

TEST(Repeated, FriedmanIsThatOfR) {
  // fr, each row once: friedman.test(fr)
  Patterns patterns{
      3, {3, 4, 5, 2, 2, 4, 1, 3, 3, 4, 4, 4, 5, 3, 5, 2, 4, 5, 1, 2, 5}, {1, 1, 1, 1, 1, 1, 1}};
  const Outcome<RepeatedTest> once = friedman(patterns);
  ASSERT_TRUE(once);
  EXPECT_NEAR(once->statistic, 8, kSix);
  EXPECT_EQ(once->df, 2);
  EXPECT_NEAR(once->p, 0.018315638889, kSix);
  EXPECT_NEAR(once->kendalls_w, 0.571428571429, kSix);
  // friedman.test(fr[rep(1:7, c(10, 3, 8, 4, 1, 6, 2)), ])
  patterns.people = {10, 3, 8, 4, 1, 6, 2};
  const Outcome<RepeatedTest> often = friedman(patterns);
  ASSERT_TRUE(often);
  EXPECT_NEAR(often->statistic, 51.166666667, kSix);
  expect_relative(often->p, 7.7499607791e-12);
  EXPECT_EQ(often->people, 34U);
}

TEST(Repeated, CochransQIsFriedmansTestOfYesAndNo) {
  // (k - 1) (k sum(C^2) - T^2) / (k T - sum(R^2)) = friedman.test(cq)$statistic
  const Outcome<RepeatedTest> found =
      cochran_q({3, {0, 0, 1, 0, 1, 1, 1, 1, 1, 0, 0, 0, 1, 0, 1, 0, 1, 0}, {9, 7, 20, 15, 3, 2}});
  ASSERT_TRUE(found);
  EXPECT_NEAR(found->statistic, 18.666666667, kSix);
  EXPECT_EQ(found->df, 2);
  expect_relative(found->p, 8.8426988660e-05);
}

}  // namespace
}  // namespace samsyn::summarise
