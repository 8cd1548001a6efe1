#include "stages/summarise/statistics/cross_table.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <random>

#include "stages/summarise/statistics/compare_counts.hpp"
#include "tests/summarise/statistics/near.hpp"

namespace samsyn::summarise {
namespace {

using testing::expect_relative;
using testing::kSix;
using testing::value;

const CrossTable kA{3, 3, {21, 14, 9, 10, 25, 31, 8, 12, 20}};
const CrossTable kB{2, 2, {12, 3, 5, 11}};
const CrossTable kSmall{3, 4, {3, 0, 2, 1, 0, 4, 1, 2, 1, 1, 5, 0}};
const CrossTable kHuge{2, 2, {12'000'000, 8'000'000, 11'000'000, 9'000'000}};
const CrossTable kRare{2, 5, {52'000, 3, 1, 2, 0, 47'000, 1, 4, 0, 3}};

TEST(CrossTable, ChiSquareIsThatOfR) {
  const struct {
    CrossTable table;
    double statistic, df, p, least, below, v, corrected;
  } kCases[] = {
      // chisq.test(t, correct = FALSE): statistic, parameter, p.value, min(expected), mean(expected
      // < 5);
      // V <- sqrt(chi2 / n / (min(dim) - 1)); corrected by Bergsma's formula
      {kA, 18.0759803921569, 4, 0.0011926073938, 10.4, 0, 0.24546541095, 0.21787059955},
      {kB, 7.4292542016807, 1, 0.0064171932221, 6.7741935483871, 0, 0.48954403412, 0.4619897312},
      {kSmall, 13.801587301587, 6, 0.031932802446, 0.9, 1, 0.58740078527, 0.45734232051},
      {kHuge, 102301.79028, 1, 0, 8.5e6, 0, 0.050572173742, 0.050571927202},
      {kRare, 8.058189091309, 4, 0.089469759941, 0.949522289777, 0.8, 0.0090213269817,
       0.0064020324067},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.statistic);
    const Outcome<ChiSquare> found = chi_square(c.table);
    ASSERT_TRUE(found);
    expect_relative(found->statistic, c.statistic);
    EXPECT_EQ(found->df, c.df);
    EXPECT_NEAR(found->p, c.p, 1e-10);
    EXPECT_NEAR(found->least_expected, c.least, kSix);
    EXPECT_NEAR(found->share_below_five, c.below, kSix);
    const Outcome<Association> strength = association(c.table);
    ASSERT_TRUE(strength);
    EXPECT_NEAR(strength->cramers_v, c.v, kSix);
    EXPECT_NEAR(value(strength->corrected_v), c.corrected, kSix);
  }
}

TEST(CrossTable, PhiHasASign) {
  // (12 * 11 - 3 * 5) / sqrt(15 * 16 * 17 * 14)
  EXPECT_NEAR(association(kB)->phi.value(), 0.48954403412, kSix);
  EXPECT_NEAR(association({2, 2, {3, 12, 11, 5}})->phi.value(), -0.48954403412, kSix);
  EXPECT_FALSE(association(kA)->phi);
  EXPECT_NEAR(association({2, 2, {7, 0, 0, 9}})->phi.value(), 1, 1e-12);
}

TEST(CrossTable, ResidualsAreThoseOfR) {
  // chisq.test(a)$stdres, and p.adjust(2 * pnorm(-abs(.)), "holm")
  const double residual[] = {3.90860440444,  -0.36343451163, -3.14817734303,
                             -2.68500134250, 0.88891975469,  1.54449401438,
                             -1.01024799955, -0.62363121870, 1.50755672289};
  const double adjusted[] = {
      0.00083547745699, 1, 0.01314335892651, 0.05077066040937, 1, 0.73481220120188, 1, 1,
      0.73481220120188};
  const auto found = residuals(kA);
  ASSERT_TRUE(found);
  for (std::size_t i = 0; i < 9; ++i) {
    SCOPED_TRACE(i);
    ASSERT_TRUE((*found)[i]);
    EXPECT_NEAR((*found)[i]->residual, residual[i], kSix);
    EXPECT_NEAR((*found)[i]->adjusted, adjusted[i], kSix);
  }
}

TEST(CrossTable, RowsAndColumnsWithoutPeopleChangeNothing) {
  const CrossTable padded{4, 4, {21, 14, 0, 9, 0, 0, 0, 0, 10, 25, 0, 31, 8, 12, 0, 20}};
  EXPECT_DOUBLE_EQ(chi_square(padded)->statistic, chi_square(kA)->statistic);
  EXPECT_EQ(chi_square(padded)->df, 4);
  const auto plain = residuals(kA);
  const auto found = residuals(padded);
  ASSERT_TRUE(plain && found);
  EXPECT_FALSE((*found)[2]);
  EXPECT_FALSE((*found)[4]);
  EXPECT_DOUBLE_EQ((*found)[11]->residual, (*plain)[5]->residual);
}

TEST(CrossTable, SayWhyThereIsNothingToCompare) {
  const struct {
    CrossTable table;
    Why why;
  } kCases[] = {
      {{0, 0, {}}, Why::nobody},
      {{2, 2, {0, 0, 0, 0}}, Why::nobody},
      {{1, 3, {4, 5, 6}}, Why::one_group},
      {{2, 2, {4, 5, 0, 0}}, Why::one_group},
      {{2, 1, {4, 5}}, Why::constant},
      {{2, 2, {4, 0, 5, 0}}, Why::constant},
      {{2, 2, {4, 0, 5}}, Why::bad_input},
      {{std::size_t{1} << 33, std::size_t{1} << 33, {}}, Why::bad_input},
      {{2, 2, {kMostPeople, 1, 1, 1}}, Why::bad_input},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(name(c.why));
    EXPECT_EQ(chi_square(c.table).why(), c.why);
    EXPECT_EQ(association(c.table).why(), c.why);
    EXPECT_EQ(residuals(c.table).why(), c.why);
    EXPECT_EQ(compare_counts(c.table).why(), c.why);
  }
  EXPECT_EQ(association({2, 2, {1, 0, 0, 1}})->corrected_v.why(), Why::too_few);
}

TEST(CrossTable, ComparesByTheRule) {
  const Outcome<CountComparison> large = compare_counts(kA);
  ASSERT_TRUE(large);
  EXPECT_EQ(large->test, CountTest::chi_square);
  EXPECT_EQ(large->ground, Ground::enough_expected);
  EXPECT_NEAR(large->p, 0.0011926073938, kSix);

  const Outcome<CountComparison> few = compare_counts(kSmall);
  ASSERT_TRUE(few);
  EXPECT_EQ(few->test, CountTest::fisher);
  EXPECT_EQ(few->ground, Ground::few_expected);
  EXPECT_NEAR(few->p, 0.030507804889, kSix);  // fisher.test(t)$p.value
  EXPECT_EQ(few->chi_square.df, 6);

  // 2 x 2: one expected count of 4.9 is enough for the exact test
  const Outcome<CountComparison> two = compare_counts({2, 2, {1, 9, 11, 3}});
  ASSERT_TRUE(two);
  EXPECT_EQ(two->test, CountTest::chi_square);
  EXPECT_EQ(compare_counts({2, 2, {0, 4, 5, 1}})->test, CountTest::fisher);

  CrossTable sparse{30, 30, std::vector<std::uint64_t>(900, 1)};
  sparse.cells[0] = 9;
  const Outcome<CountComparison> drawn = compare_counts(sparse);
  ASSERT_TRUE(drawn);
  EXPECT_EQ(drawn->test, CountTest::drawn_fisher);
  EXPECT_EQ(drawn->ground, Ground::few_and_too_large);
  ASSERT_TRUE(drawn->drawn);
  EXPECT_EQ(drawn->p, drawn->drawn->p);
  EXPECT_GE(drawn->drawn->tables, kLeastTables);
}

TEST(CrossTable, TheOrderOfRowsAndColumnsChangesNothing) {
  std::mt19937_64 engine(29);
  for (int round = 0; round < 100; ++round) {
    CrossTable table{2 + engine() % 3, 2 + engine() % 3, {}};
    for (std::size_t i = 0; i < table.rows * table.columns; ++i) {
      table.cells.push_back(engine() % 7);
    }
    std::vector<std::size_t> rows(table.rows), columns(table.columns);
    std::iota(rows.begin(), rows.end(), 0U);
    std::iota(columns.begin(), columns.end(), 0U);
    std::shuffle(rows.begin(), rows.end(), engine);
    std::shuffle(columns.begin(), columns.end(), engine);
    CrossTable turned{table.columns, table.rows, {}};
    for (const std::size_t c : columns) {
      for (const std::size_t r : rows) turned.cells.push_back(table.at(r, c));
    }
    const Outcome<CountComparison> one = compare_counts(table);
    const Outcome<CountComparison> other = compare_counts(turned);
    ASSERT_EQ(static_cast<bool>(one), static_cast<bool>(other));
    if (!one) continue;
    EXPECT_GE(one->p, 0);
    EXPECT_LE(one->p, 1);
    EXPECT_EQ(one->test, other->test);
    if (!one->drawn) {
      EXPECT_NEAR(one->p, other->p, 1e-10);
    }
    EXPECT_NEAR(one->association.cramers_v, other->association.cramers_v, 1e-10);
  }
}

}  // namespace
}  // namespace samsyn::summarise
