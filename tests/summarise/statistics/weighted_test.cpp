#include "stages/summarise/statistics/weighted.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <utility>

#include "stages/summarise/statistics/cross_table.hpp"
#include "tests/summarise/statistics/near.hpp"

namespace samsyn::summarise {
namespace {

using testing::expect_bounds;
using testing::kSix;

/// The people of weigh() in expected.R: nine weights that come again and again.
WeightedTable weigh(std::size_t rows, std::size_t columns, const std::vector<int>& counts) {
  constexpr double kWeights[] = {0.4, 1.3, 0.9, 2.5, 0.7, 1, 1.8, 0.2, 1.1};
  WeightedTable out{rows, columns, std::vector<Mass>(counts.size())};
  std::size_t person = 0;
  for (std::size_t cell = 0; cell < counts.size(); ++cell) {
    for (int i = 0; i < counts[cell]; ++i) out.cells[cell].add(kWeights[++person * 5 % 9]);
  }
  return out;
}

const std::vector<int> kTwelve{11, 7, 3, 9, 5, 16, 12, 4, 8, 8, 2, 15};

/// Sum over the cells of one column, and of the others.
std::pair<Mass, Mass> column_of(const WeightedTable& table, std::size_t column,
                                std::size_t first_row = 0) {
  std::pair<Mass, Mass> out;
  for (std::size_t i = first_row * table.columns; i < table.cells.size(); ++i) {
    Mass& to = i % table.columns == column ? out.first : out.second;
    to.people += table.cells[i].people;
    to.weight += table.cells[i].weight;
    to.squares += table.cells[i].squares;
  }
  return out;
}

void expect_test(const Outcome<RaoScott>& found, double f, double df1, double df2, double p) {
  ASSERT_TRUE(found) << name(found.why());
  EXPECT_NEAR(found->statistic, f, kSix);
  EXPECT_NEAR(found->df1, df1, kSix);
  EXPECT_NEAR(found->df2, df2, kSix);
  EXPECT_NEAR(found->p, p, 1e-9);
}

TEST(Weighted, RaoScottIsThatOfSurvey) {
  // svychisq(~r + c, design, statistic = "F"): statistic, parameter, p.value
  expect_test(rao_scott(weigh(2, 2, {18, 25, 30, 14})), 3.829903785569, 1, 86, 0.053589780498);
  expect_test(rao_scott(weigh(3, 4, kTwelve)), 2.332317930641, 5.989521900174, 592.962668117187,
              0.031121185322);
  expect_test(rao_scott(weigh(3, 3, {6, 0, 9, 4, 7, 3, 0, 8, 5})), 3.9064077969, 3.7532235699,
              153.88216637, 0.0056960918687);
}

TEST(Weighted, APartOfASampleKeepsTheSizeOfTheWhole) {
  WeightedTable table = weigh(3, 4, kTwelve);
  table.rows = 2;
  table.cells.resize(8);
  // svychisq(~r + c, subset(design, r != "3")): 67 of 100
  expect_test(rao_scott(table, 100), 2.630855774129, 2.993779670916, 197.589458280480,
              0.051394120398);
  // svyciprop(~I(c == "3"), subset(design, r == "3"), method = "xlogit")
  const auto [said, others] = column_of(weigh(3, 4, kTwelve), 2, 2);
  const Outcome<WeightedShare> found = weighted_share(said, others, kConfidence, 100);
  ASSERT_TRUE(found);
  EXPECT_NEAR(found->share, 0.075842696629, kSix);
  EXPECT_NEAR(found->error, 0.054635256092, kSix);
  expect_bounds(found->interval, 0.016496058374, 0.286500472387);
}

TEST(Weighted, SharesHaveTheIntervalOfSurvey) {
  const auto [said, others] = column_of(weigh(3, 4, kTwelve), 0);
  const Outcome<WeightedShare> found = weighted_share(said, others);
  ASSERT_TRUE(found);
  // svyciprop(~I(c == "1"), design, method = "xlogit"); SE(svymean(.))
  EXPECT_NEAR(found->share, 0.242038216561, kSix);
  EXPECT_NEAR(found->error, 0.050528270975, kSix);
  expect_bounds(found->interval, 0.156033764118, 0.355480519287);
  EXPECT_FALSE(found->wilson);
  EXPECT_EQ(found->base, 100U);
}

TEST(Weighted, SharesOfNoneAndAllHaveWilsonsInterval) {
  Mass people;
  for (int i = 0; i < 20; ++i) people.add(i % 2 == 0 ? 0.5 : 1.5);
  const Outcome<WeightedShare> all = weighted_share(people, {});
  const Outcome<WeightedShare> none = weighted_share({}, people);
  ASSERT_TRUE(all && none);
  EXPECT_TRUE(all->wilson);
  EXPECT_EQ(all->effective_base, 16);
  EXPECT_EQ(all->interval.high, 1);
  EXPECT_NEAR(all->interval.low, 1 - none->interval.high, 1e-12);
}

TEST(Weighted, WithoutWeightsTheChiSquareIsPearsons) {
  WeightedTable table{2, 3, {}};
  for (const std::uint64_t n : {21U, 14U, 9U, 10U, 25U, 31U}) {
    table.cells.push_back({n, static_cast<double>(n), static_cast<double>(n)});
  }
  const Outcome<RaoScott> found = rao_scott(table);
  const Outcome<ChiSquare> plain = chi_square({2, 3, {21, 14, 9, 10, 25, 31}});
  ASSERT_TRUE(found && plain);
  EXPECT_NEAR(found->chi_square, plain->statistic, 1e-9);
}

TEST(Weighted, SayWhyThereIsNoTest) {
  EXPECT_EQ(rao_scott({0, 0, {}}).why(), Why::nobody);
  EXPECT_EQ(rao_scott({2, 2, {{1, 1, 1}}}).why(), Why::bad_input);
  EXPECT_EQ(rao_scott(weigh(1, 2, {4, 5})).why(), Why::one_group);
  EXPECT_EQ(rao_scott(weigh(2, 2, {4, 0, 5, 0})).why(), Why::constant);
  EXPECT_EQ(rao_scott(weigh(2, 2, {4, 3, 5, 2}), 3).why(), Why::bad_input);
  const Mass bad[] = {{2, 2, 1}, {0, 1, 0}, {1, -1, 1}, {1, std::nan(""), 1}, {1, 1e200, 1e300}};
  for (const Mass& mass : bad) {
    EXPECT_EQ(rao_scott({2, 2, {{1, 1, 1}, {1, 1, 1}, {1, 1, 1}, mass}}).why(), Why::bad_input);
    EXPECT_EQ(weighted_share(mass, {1, 1, 1}).why(), Why::bad_input);
  }
  EXPECT_EQ(weighted_share({}, {}).why(), Why::nobody);
  const WeightedTable wide{22, 22, std::vector<Mass>(484, Mass{2, 2, 2})};
  EXPECT_EQ(rao_scott(wide).why(), Why::too_much_work);
}

TEST(Weighted, TheOrderOfCellsAndTheScaleOfWeightsChangeNothing) {
  std::mt19937_64 engine(61);
  for (int round = 0; round < 200; ++round) {
    WeightedTable table{3, 4, std::vector<Mass>(12)};
    WeightedTable other{4, 3, std::vector<Mass>(12)};
    for (std::size_t r = 0; r < 3; ++r) {
      for (std::size_t c = 0; c < 4; ++c) {
        for (std::uint64_t i = engine() % 7; i > 0; --i) {
          const double weight = 0.1 + static_cast<double>(engine() % 100) / 20;
          table.cells[r * 4 + c].add(weight);
          other.cells[(3 - c) * 3 + (2 - r)].add(4 * weight);
        }
      }
    }
    const Outcome<RaoScott> one = rao_scott(table);
    const Outcome<RaoScott> turned = rao_scott(other);
    ASSERT_EQ(static_cast<bool>(one), static_cast<bool>(turned));
    if (!one) continue;
    EXPECT_NEAR(one->p, turned->p, 1e-9);
    EXPECT_GE(one->p, 0);
    EXPECT_LE(one->p, 1);
  }
}

}  // namespace
}  // namespace samsyn::summarise
