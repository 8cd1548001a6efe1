#include "stages/summarise/statistics/exact.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "stages/summarise/statistics/distributions.hpp"
#include "stages/summarise/statistics/random_tables.hpp"
#include "tests/summarise/statistics/near.hpp"

namespace samsyn::summarise {
namespace {

using testing::expect_relative;
using testing::value;

const CrossTable kLarger{4, 5, {9, 4, 2, 7, 1, 3, 12, 5, 2, 0, 6, 1, 8, 3, 5, 2, 6, 4, 11, 3}};

/// Fisher's p by looking at every table: cell by cell, no cleverness.
class Enumeration {
 public:
  explicit Enumeration(const Margins& margins)
      : columns_(margins.column_sums), left_(margins.row_sums) {
    for (const std::uint64_t n : margins.table.cells) observed_ -= log_factorial(n);
  }
  double p() {
    visit(0, 0.0);
    return rare_ / all_;
  }

 private:
  void visit(std::size_t cell, double weight) {
    const std::size_t row = cell / columns_.size();
    const std::size_t column = cell % columns_.size();
    if (row == left_.size()) {
      for (const std::uint64_t n : columns_) {
        if (n != 0) return;
      }
      const double chance = std::exp(weight - observed_);
      all_ += chance;
      if (chance <= 1 + 1e-7) rare_ += chance;
      return;
    }
    const bool last = column + 1 == columns_.size();
    for (std::uint64_t n = last ? left_[row] : 0; n <= std::min(left_[row], columns_[column]);
         ++n) {
      left_[row] -= n;
      columns_[column] -= n;
      visit(cell + 1, weight - log_factorial(n));
      left_[row] += n;
      columns_[column] += n;
    }
  }

  std::vector<std::uint64_t> columns_, left_;
  double observed_ = 0, all_ = 0, rare_ = 0;
};

TEST(Exact, FisherIsThatOfR) {
  const struct {
    CrossTable table;
    double p;
  } kCases[] = {
      // fisher.test(t, workspace = 2e8)$p.value
      {{2, 2, {12, 3, 5, 11}}, 0.011342206656},
      {{2, 2, {0, 4, 5, 1}}, 0.047619047619},
      {{2, 2, {1, 11, 9, 3}}, 0.0027594561852},
      {{2, 2, {3, 3, 3, 3}}, 1},
      {{2, 2, {2, 15, 1000, 998}}, 0.0022636795946},
      {{2, 2, {100'000, 101'000, 99'000, 100'500}}, 0.42212630682},
      {{3, 4, {3, 0, 2, 1, 0, 4, 1, 2, 1, 1, 5, 0}}, 0.030507804889},
      {{3, 3, {21, 14, 9, 10, 25, 31, 8, 12, 20}}, 0.0014829040894},
      {{2, 3, {4, 0, 3, 1, 2, 6}}, 0.17395104895},
      {{2, 6, {8, 1, 2, 0, 4, 1, 2, 3, 6, 5, 1, 7}}, 0.0029354441484},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.p);
    expect_relative(value(fisher(c.table)), c.p);
  }
}

TEST(Exact, FisherIsWhatEnumerationGives) {
  std::mt19937_64 engine(83);
  for (int round = 0; round < 400; ++round) {
    CrossTable table{2 + engine() % 2, 2 + engine() % 3, {}};
    for (std::size_t i = 0; i < table.rows * table.columns; ++i) {
      table.cells.push_back(engine() % 3 == 0 ? 0 : engine() % 5);
    }
    const Outcome<Margins> margins = margins_of(table);
    if (!margins) continue;
    EXPECT_NEAR(value(fisher(table)), Enumeration(*margins).p(), 1e-10);
  }
}

TEST(Exact, HugeTablesOfTwoByTwoAreQuick) {
  EXPECT_GT(value(fisher({2, 2, {10'000'000, 9'999'000, 10'000'500, 10'000'000}})), 0.5);
  EXPECT_EQ(value(fisher({2, 2, {10'000'000, 0, 0, 10'000'000}})), 0);
}

TEST(Exact, StopsAtItsWorkLimit) {
  EXPECT_EQ(fisher(kLarger, 1000).why(), Why::too_much_work);
  EXPECT_EQ(fisher({2, 3, {1, 2'000'000, 5, 9, 2'000'000, 0}}).why(), Why::too_much_work);
  EXPECT_EQ(fisher({0, 0, {}}).why(), Why::nobody);
  EXPECT_EQ(fisher_by_drawing({2, 2, {1, 2, 0, 0}}).why(), Why::one_group);
  EXPECT_EQ(fisher_by_drawing(kLarger, 0).why(), Why::bad_input);
  CrossTable wide{1000, 1000, std::vector<std::uint64_t>(1'000'000, 1)};
  EXPECT_EQ(fisher_by_drawing(wide).why(), Why::too_much_work);
}

TEST(RandomTables, HoldTheExactValueInTheirInterval) {
  const CrossTable tables[] = {
      {3, 4, {3, 0, 2, 1, 0, 4, 1, 2, 1, 1, 5, 0}},
      {2, 3, {4, 0, 3, 1, 2, 6}},
      {2, 6, {8, 1, 2, 0, 4, 1, 2, 3, 6, 5, 1, 7}},
      {3, 3, {21, 14, 9, 10, 25, 31, 8, 12, 20}},
  };
  constexpr int kSeeds = 40;
  for (const CrossTable& table : tables) {
    const double exact = value(fisher(table));
    double sum = 0;
    int outside = 0;
    for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
      const Outcome<DrawnP> drawn = fisher_by_drawing(table, kDrawnTables, seed);
      ASSERT_TRUE(drawn);
      EXPECT_EQ(drawn->tables, kDrawnTables);
      EXPECT_GE(drawn->p, drawn->interval.low);
      EXPECT_LE(drawn->p, drawn->interval.high);
      outside += drawn->interval.low > exact || drawn->interval.high < exact ? 1 : 0;
      sum += (drawn->p * (kDrawnTables + 1) - 1) / kDrawnTables;
    }
    EXPECT_LE(outside, 3);  // of 40 at 99 %: more come in one case of a thousand
    const double error = std::sqrt(exact * (1 - exact) / (kSeeds * double{kDrawnTables}));
    EXPECT_NEAR(sum / kSeeds, exact, 3.3 * error);
  }
  // fisher.test(f45, workspace = 2e8)$p.value
  const Outcome<DrawnP> larger = fisher_by_drawing(kLarger, 50'000);
  ASSERT_TRUE(larger);
  EXPECT_LE(larger->interval.low, 0.00024667140819);
  EXPECT_GE(larger->interval.high, 0.00024667140819);
}

TEST(RandomTables, StopWhenEnoughAreAsImprobable) {
  // R: fisher.test(matrix(c(3,1,2,2,1,3,2,2),2))$p.value is far above 0.05: few tables will do.
  const CrossTable likely{2, 4, {3, 2, 1, 2, 1, 2, 3, 2}};
  const Number exact = fisher(likely);
  ASSERT_TRUE(exact);
  const Outcome<DrawnP> drawn = fisher_by_drawing(likely, kDrawnTables, kDrawSeed, 100);
  ASSERT_TRUE(drawn);
  EXPECT_LT(drawn->tables, 1000U);
  EXPECT_EQ(drawn->p, 100.0 / drawn->tables);
  EXPECT_LE(drawn->interval.low, *exact);
  EXPECT_GE(drawn->interval.high, *exact);
  // A small p needs all tables, and is what it is without the stop.
  const CrossTable rare{2, 3, {12, 1, 0, 0, 9, 11}};
  EXPECT_EQ(fisher_by_drawing(rare, kDrawnTables, kDrawSeed, 100)->p, fisher_by_drawing(rare)->p);
}

TEST(RandomTables, GiveTheSameNumberForTheSameSeed) {
  const Outcome<DrawnP> once = fisher_by_drawing(kLarger, 2000, 7);
  const Outcome<DrawnP> again = fisher_by_drawing(kLarger, 2000, 7);
  ASSERT_TRUE(once && again);
  EXPECT_EQ(once->p, again->p);
}

}  // namespace
}  // namespace samsyn::summarise
