#include "stages/summarise/statistics/ranks.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "tests/summarise/statistics/near.hpp"

namespace samsyn::summarise {
namespace {

using testing::expect_relative;
using testing::kSix;

/// Two groups that hold these values, each value at most once in a group.
CrossTable groups(const std::vector<std::size_t>& first, const std::vector<std::size_t>& second,
                  std::size_t values) {
  CrossTable out{2, values, std::vector<std::uint64_t>(2 * values)};
  for (const std::size_t v : first) ++out.cells[v - 1];
  for (const std::size_t v : second) ++out.cells[values + v - 1];
  return out;
}

std::vector<std::size_t> sequence(std::size_t from, std::size_t to, std::size_t by = 1) {
  std::vector<std::size_t> out;
  for (std::size_t v = from; v <= to; v += by) out.push_back(v);
  return out;
}

const CrossTable kThree{3, 5, {4, 9, 14, 22, 7, 11, 16, 12, 8, 2, 1, 3, 3, 9, 10}};

TEST(Ranks, MannWhitneyIsThatOfR) {
  const struct {
    const char* name;
    CrossTable table;
    double u, p;
    bool exact;
    double rank_biserial;
  } kCases[] = {
      // wilcox.test(x, y): statistic, p.value; 2 W / (n1 n2) - 1
      {"few", groups({1, 4, 5, 9, 11, 12}, {2, 3, 6, 7, 8, 10, 13}, 13), 21, 1, true, 0},
      {"apart", groups(sequence(21, 40), sequence(1, 20), 40), 400, 1.4508889104e-11, true, 1},
      {"49 and 49", groups(sequence(2, 98, 2), sequence(1, 97, 2), 98), 1225, 0.86521035715, true,
       0.020408163265},
      {"one and two", groups({3}, {1, 2}, 3), 2, 0.66666666667, true, 1},
      {"ties",
       {2, 5, {4, 9, 14, 22, 7, 11, 16, 12, 8, 2}},
       1937,
       1.9088428966e-04,
       false,
       0.41180758017},
      {"50", groups(sequence(2, 100, 2), sequence(1, 39, 2), 100), 810, 5.7298760296e-05, false,
       0.62},
      {"large",
       {2, 3, {30'000, 40'000, 30'000, 29'000, 40'000, 31'000}},
       4.93e9,
       7.7579162146e-09,
       false,
       -0.014},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.name);
    const Outcome<MannWhitney> found = mann_whitney(c.table);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->u, c.u);
    expect_relative(found->p, c.p);
    EXPECT_EQ(found->exact, c.exact);
    EXPECT_NEAR(found->rank_biserial, c.rank_biserial, kSix);
  }
}

TEST(Ranks, KruskalWallisIsThatOfR) {
  // kruskal.test(x, g): statistic, parameter, p.value; H / (n - 1)
  const Outcome<KruskalWallis> found = kruskal_wallis(kThree);
  ASSERT_TRUE(found);
  EXPECT_NEAR(found->h, 25.913759265, kSix);
  EXPECT_EQ(found->df, 2);
  expect_relative(found->p, 2.3599275639e-06);
  EXPECT_NEAR(found->epsilon_squared, 0.19933660973, kSix);
}

TEST(Ranks, DunnNamesThePairsThatDiffer) {
  // mean rank differences over sqrt(s2 (1 / n1 + 1 / n2)) by rank(x); p.adjust(., "holm")
  const double z[] = {3.5356245717, -2.0205610822, -4.8268090852};
  const double adjusted[] = {8.1362477831e-04, 4.3325221044e-02, 4.1621400943e-06};
  const std::size_t pairs[][2] = {{0, 1}, {0, 2}, {1, 2}};
  const auto found = dunn(kThree);
  ASSERT_TRUE(found);
  ASSERT_EQ(found->size(), 3U);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ((*found)[i].first, pairs[i][0]);
    EXPECT_EQ((*found)[i].second, pairs[i][1]);
    EXPECT_NEAR((*found)[i].z, z[i], kSix);
    expect_relative((*found)[i].adjusted, adjusted[i]);
  }
}

TEST(Ranks, GroupsWithoutPeopleAreLeftOut) {
  const CrossTable padded{
      4, 6, {4, 9, 0, 14, 22, 7, 0, 0, 0, 0, 0, 0, 11, 16, 0, 12, 8, 2, 1, 3, 0, 3, 9, 10}};
  EXPECT_DOUBLE_EQ(kruskal_wallis(padded)->h, kruskal_wallis(kThree)->h);
  const auto pairs = dunn(padded);
  ASSERT_TRUE(pairs);
  ASSERT_EQ(pairs->size(), 3U);
  EXPECT_EQ((*pairs)[2].first, 2U);
  EXPECT_EQ((*pairs)[2].second, 3U);
}

TEST(Ranks, SayWhyThereIsNothingToCompare) {
  EXPECT_EQ(mann_whitney(kThree).why(), Why::bad_input);
  EXPECT_EQ(mann_whitney({2, 0, {}}).why(), Why::nobody);
  EXPECT_EQ(mann_whitney({2, 3, {1, 2, 3, 0, 0, 0}}).why(), Why::one_group);
  EXPECT_EQ(mann_whitney({2, 3, {0, 2, 0, 0, 9, 0}}).why(), Why::constant);
  EXPECT_EQ(kruskal_wallis({1, 2, {1, 2}}).why(), Why::one_group);
  EXPECT_EQ(dunn({2, 1, {1, 2}}).why(), Why::constant);
}

TEST(Ranks, TwoGroupsTurnedAboutMirrorEachOther) {
  std::mt19937_64 engine(41);
  for (int round = 0; round < 300; ++round) {
    CrossTable table{2, 2 + engine() % 9, {}};
    for (std::size_t i = 0; i < 2 * table.columns; ++i) table.cells.push_back(engine() % 4);
    CrossTable turned = table;
    std::rotate(turned.cells.begin(),
                turned.cells.begin() + static_cast<std::ptrdiff_t>(table.columns),
                turned.cells.end());
    const Outcome<MannWhitney> one = mann_whitney(table);
    const Outcome<MannWhitney> other = mann_whitney(turned);
    ASSERT_EQ(static_cast<bool>(one), static_cast<bool>(other));
    if (!one) continue;
    EXPECT_NEAR(one->p, other->p, 1e-12);
    EXPECT_NEAR(one->rank_biserial, -other->rank_biserial, 1e-12);
    EXPECT_GE(one->p, 0);
    EXPECT_LE(one->p, 1);
  }
}

}  // namespace
}  // namespace samsyn::summarise
