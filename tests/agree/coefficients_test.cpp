#include "stages/agree/coefficients.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

#include "tests/agree/made.hpp"

namespace samsyn::agree {
namespace {

using testing::by_coder;
using testing::four_observers;
using testing::nominal;
using testing::table;
using testing::value;

constexpr double kFive = 0.5e-5;  // five decimals
const std::vector<double> kOneToFive{1, 2, 3, 4, 5};

TEST(Coefficients, AreThoseOfFourObserversAndTwelveUnits) {
  const Coefficients all = nominal(four_observers());
  EXPECT_NEAR(value(all, Measure::percent), 0.81818, kFive);
  EXPECT_NEAR(value(all, Measure::alpha), 0.74342, kFive);
  EXPECT_NEAR(value(all, Measure::ac1), 0.77544, kFive);
  EXPECT_NEAR(value(all, Measure::fleiss), 0.76117, kFive);
  EXPECT_NEAR(value(all, Measure::conger), 0.76282, kFive);
  EXPECT_NEAR(value(all, Measure::brennan_prediger), 0.77273, kFive);
}

TEST(Coefficients, AlphaFollowsTheScale) {
  const struct {
    Scale scale;
    double alpha;
  } kCases[] = {{Scale::nominal, 0.74342},
                {Scale::ordinal, 0.81539},
                {Scale::interval, 0.84911},
                {Scale::ratio, 0.79740}};
  const Ratings ratings = four_observers();
  for (const auto& c : kCases) {
    SCOPED_TRACE(static_cast<int>(c.scale));
    const Number alpha = krippendorff(ratings, alpha_weights(c.scale, kOneToFive, ratings));
    ASSERT_TRUE(alpha.value);
    EXPECT_NEAR(*alpha.value, c.alpha, kFive);
  }
}

// The two larger tables are those of the vignette of irrCAC (cont3x3abstractors, cont4x4diagnosis);
// the 2 x 2 ones are known from Cohen's kappa in handbooks.
TEST(Coefficients, AreThoseOfPublishedTables) {
  const struct {
    std::vector<std::vector<double>> counts;
    double cohen, scott, ac1, brennan_prediger, alpha;
  } kCases[] = {{{{13, 0, 0}, {0, 20, 7}, {0, 4, 56}}, 0.79641, 0.79624, 0.84933, 0.835, 0.79726},
                {{{40, 6, 4, 15}, {4, 25, 1, 5}, {4, 2, 21, 9}, {17, 13, 12, 45}},
                 0.43150,
                 0.43034,
                 0.45616,
                 0.44993,
                 0.43162}};
  for (const auto& c : kCases) {
    const Coefficients all = nominal(table(c.counts));
    EXPECT_NEAR(value(all, Measure::cohen), c.cohen, kFive);
    EXPECT_NEAR(value(all, Measure::conger), c.cohen, kFive) << "the same for two complete coders";
    EXPECT_NEAR(value(all, Measure::scott), c.scott, kFive);
    EXPECT_NEAR(value(all, Measure::fleiss), c.scott, kFive) << "the same for two complete coders";
    EXPECT_NEAR(value(all, Measure::ac1), c.ac1, kFive);
    EXPECT_NEAR(value(all, Measure::brennan_prediger), c.brennan_prediger, kFive);
    EXPECT_NEAR(value(all, Measure::alpha), c.alpha, kFive);
  }
}

TEST(Coefficients, CohenIsThatOfTwoByTwoTables) {
  const struct {
    std::vector<std::vector<double>> counts;
    double cohen;
  } kCases[] = {
      {{{20, 5}, {10, 15}}, 0.4}, {{{45, 15}, {25, 15}}, 0.1304}, {{{25, 35}, {5, 35}}, 0.2593}};
  for (const auto& c : kCases) {
    EXPECT_NEAR(value(nominal(table(c.counts)), Measure::cohen), c.cohen, 0.5e-4);
  }
}

// Fleiss 1971: ten subjects, fourteen raters, five categories; each row tells the raters by
// category.
TEST(Coefficients, FleissIsThatOfTenSubjects) {
  const std::vector<std::vector<int>> kRows{
      {0, 0, 0, 0, 14}, {0, 2, 6, 4, 2}, {0, 0, 3, 5, 6}, {0, 3, 9, 2, 0}, {2, 2, 8, 1, 1},
      {7, 7, 0, 0, 0},  {3, 2, 6, 3, 0}, {2, 5, 3, 2, 2}, {6, 5, 2, 1, 0}, {0, 2, 2, 3, 7}};
  Ratings ratings{14, 5, {}, {}};
  for (const auto& row : kRows) {
    for (std::size_t c = 0; c < row.size(); ++c) {
      ratings.cells.insert(ratings.cells.end(), static_cast<std::size_t>(row[c]),
                           static_cast<std::int32_t>(c));
    }
    ratings.counts.push_back(1);
  }
  EXPECT_NEAR(value(nominal(ratings), Measure::fleiss), 0.2099, 0.5e-4);
}

// By hand: p = 0.7, chance 0.5; two categories.
TEST(Coefficients, PabakIsTwiceThePercentLessOne) {
  const Coefficients all = nominal(table({{20, 5}, {10, 15}}));
  EXPECT_NEAR(value(all, Measure::percent), 0.7, kFive);
  EXPECT_NEAR(value(all, Measure::pabak), 0.4, kFive);
  EXPECT_NEAR(value(all, Measure::brennan_prediger), 0.4, kFive);
}

// By hand: three steps, linear weights 1, 1/2, 0 and quadratic 1, 3/4, 0. Ten units (1,1) 4, (1,2)
// 1, (2,2) 2, (2,3) 1, (3,3) 1, (3,1) 1: agreement 0.8 and 0.85; both coders use 5, 3, 2 and (by
// column) 5, 3, 2 of ten, so that chance is 0.38 + 2 (0.15 + 0.06) / 2 = 0.59 and 0.38 + 2 (0.15 +
// 0.06) 3/4 = 0.695.
TEST(Coefficients, CohenIsWeightedByDistance) {
  const Ratings ratings = table({{4, 1, 0}, {0, 2, 1}, {1, 0, 1}});
  const std::vector<double> steps{1, 2, 3};
  const struct {
    Scale scale;
    double percent, cohen;
  } kCases[] = {{Scale::ordinal, 0.8, 0.21 / 0.41}, {Scale::interval, 0.85, 0.155 / 0.305}};
  for (const auto& c : kCases) {
    const Coefficients all =
        coefficients(ratings, weights_for(c.scale, steps), alpha_weights(c.scale, steps, ratings));
    EXPECT_NEAR(value(all, Measure::percent), c.percent, kFive);
    EXPECT_NEAR(value(all, Measure::cohen), c.cohen, kFive);
  }
}

// irrCAC's vignette prints these for cont3x3abstractors; its formulas for tables divide by n where
// those for raw ratings, which are followed here, divide by n - 1 (n = 100).
TEST(StandardErrors, AreThoseOfThePublishedTable) {
  const Weights identity(3);
  const StandardErrors all =
      standard_errors(table({{13, 0, 0}, {0, 20, 7}, {0, 4, 56}}), identity, identity);
  const struct {
    Measure measure;
    double error;
  } kCases[] = {{Measure::percent, 0.03128898},
                {Measure::ac1, 0.04321747},
                {Measure::brennan_prediger, 0.04693346},
                {Measure::cohen, 0.05891072},
                {Measure::scott, 0.05905473}};
  for (const auto& c : kCases) {
    SCOPED_TRACE(kMeasureNames[static_cast<std::size_t>(c.measure)]);
    EXPECT_NEAR(all[static_cast<std::size_t>(c.measure)].value_or(-99) * std::sqrt(0.99), c.error,
                0.5e-6);
  }
}

// irrCAC prints these for cac.raw4raters (conger.kappa.raw and the like).
TEST(StandardErrors, AreThoseOfFourObservers) {
  const Weights identity(5);
  const StandardErrors all = standard_errors(four_observers(), identity, identity);
  const struct {
    Measure measure;
    double error;
  } kCases[] = {{Measure::percent, 0.12561}, {Measure::ac1, 0.14295},
                {Measure::fleiss, 0.15302},  {Measure::alpha, 0.14557},
                {Measure::conger, 0.14917},  {Measure::brennan_prediger, 0.14472}};
  for (const auto& c : kCases) {
    SCOPED_TRACE(kMeasureNames[static_cast<std::size_t>(c.measure)]);
    EXPECT_NEAR(all[static_cast<std::size_t>(c.measure)].value_or(-99), c.error, kFive);
  }
  EXPECT_NEAR(t_quantile(11), 2.20099, kFive);
}

TEST(Coefficients, SayWhyThereIsNoNumber) {
  const struct {
    const char* what;
    Ratings ratings;
    Measure measure;
    Undefined why;
  } kCases[] = {
      {"one coder", by_coder({"1212"}, 2), Measure::alpha, Undefined::one_coder},
      {"no coder", Ratings{0, 2, {}, {}}, Measure::percent, Undefined::one_coder},
      {"no unit", Ratings{2, 2, {}, {}}, Measure::percent, Undefined::no_pairs},
      {"no unit in common", by_coder({"12..", "..12"}, 2), Measure::alpha, Undefined::no_pairs},
      {"all missing", by_coder({"....", "...."}, 2), Measure::ac1, Undefined::no_pairs},
      {"one category", by_coder({"1111", "1111"}, 2), Measure::alpha, Undefined::one_category},
      {"one category", by_coder({"1111", "1111"}, 2), Measure::cohen, Undefined::one_category},
      {"one category", by_coder({"1111", "1111"}, 2), Measure::fleiss, Undefined::one_category},
      {"one category", by_coder({"1111", "1111"}, 1), Measure::brennan_prediger,
       Undefined::one_category},
      {"three coders", by_coder({"12", "12", "12"}, 2), Measure::cohen, Undefined::not_two_coders},
      {"three coders", by_coder({"12", "12", "12"}, 2), Measure::scott, Undefined::not_two_coders},
      {"three categories", by_coder({"123", "123"}, 3), Measure::pabak,
       Undefined::not_two_categories}};
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.what);
    const Number number = nominal(c.ratings)[static_cast<std::size_t>(c.measure)];
    EXPECT_FALSE(number.value);
    EXPECT_EQ(number.why, c.why);
  }
  // Where nobody used the other category, measures that do not look at what was used have a value.
  EXPECT_EQ(value(nominal(by_coder({"1111", "1111"}, 2)), Measure::ac1), 1);
}

/// Random ratings with missing ones.
Ratings random_ratings(std::mt19937& random, std::uint32_t coders, std::uint32_t categories,
                       std::size_t units) {
  Ratings out{coders, categories, {}, {}};
  for (std::size_t u = 0; u < units; ++u) {
    for (std::uint32_t c = 0; c < coders; ++c) {
      out.cells.push_back(random() % 5 == 0 ? kMissing
                                            : static_cast<std::int32_t>(random() % categories));
    }
    out.counts.push_back(static_cast<double>(random() % 3));
  }
  return out;
}

void expect_same(const Coefficients& a, const Coefficients& b) {
  for (std::size_t m = 0; m < kMeasures; ++m) {
    SCOPED_TRACE(kMeasureNames[m]);
    EXPECT_EQ(a[m].why, b[m].why);
    ASSERT_EQ(a[m].value.has_value(), b[m].value.has_value());
    if (a[m].value) {
      EXPECT_NEAR(*a[m].value, *b[m].value, 1e-9);
    }
  }
}

TEST(Coefficients, DoNotDependOnTheOrderOfUnitsCodersOrNames) {
  std::mt19937 random(20260);
  for (int round = 0; round < 200; ++round) {
    const std::uint32_t coders = 2 + static_cast<std::uint32_t>(random() % 3);
    const std::uint32_t categories = 2 + static_cast<std::uint32_t>(random() % 4);
    const Ratings ratings = random_ratings(random, coders, categories, 1 + random() % 30);
    std::vector<std::uint32_t> coder(coders);
    std::vector<std::int32_t> category(categories);
    std::vector<std::size_t> unit(ratings.rows());
    std::iota(coder.begin(), coder.end(), 0U);
    std::iota(category.begin(), category.end(), 0);
    std::iota(unit.begin(), unit.end(), std::size_t{0});
    std::shuffle(coder.begin(), coder.end(), random);
    std::shuffle(category.begin(), category.end(), random);
    std::shuffle(unit.begin(), unit.end(), random);
    Ratings other{coders, categories, {}, {}};
    for (const std::size_t u : unit) {
      for (const std::uint32_t c : coder) {
        const std::int32_t cell = ratings.at(u, c);
        other.cells.push_back(cell == kMissing ? kMissing
                                               : category[static_cast<std::size_t>(cell)]);
      }
      other.counts.push_back(ratings.counts[u]);
    }
    expect_same(nominal(ratings), nominal(other));
  }
}

TEST(Coefficients, AreNeverNotANumber) {
  std::mt19937 random(31);
  for (int round = 0; round < 500; ++round) {
    const std::uint32_t coders = static_cast<std::uint32_t>(random() % 4);
    const std::uint32_t categories = 1 + static_cast<std::uint32_t>(random() % 3);
    const Ratings ratings = random_ratings(random, coders, categories, random() % 5);
    std::vector<double> values(categories);
    std::iota(values.begin(), values.end(), 0.0);
    for (const Scale scale : {Scale::nominal, Scale::ordinal, Scale::interval, Scale::ratio}) {
      const Weights weights = weights_for(scale, values);
      const Weights alpha = alpha_weights(scale, values, ratings);
      for (const Number& number : coefficients(ratings, weights, alpha)) {
        EXPECT_EQ(number.value.has_value(), number.why == Undefined::none);
        if (number.value) {
          EXPECT_TRUE(std::isfinite(*number.value) && *number.value <= 1 + 1e-9);
        }
      }
      for (const auto& error : standard_errors(ratings, weights, alpha)) {
        if (error) {
          EXPECT_TRUE(std::isfinite(*error) && *error >= 0);
        }
      }
    }
  }
}

TEST(Coefficients, AreOneForPerfectAgreementAndNearNoneForChance) {
  const Coefficients perfect = nominal(by_coder({"12312311", "12312311"}, 3));
  for (std::size_t m = 0; m < kMeasures; ++m) {
    if (static_cast<Measure>(m) == Measure::pabak) {  // of three categories
      EXPECT_EQ(perfect[m].why, Undefined::not_two_categories);
      continue;
    }
    ASSERT_TRUE(perfect[m].value) << kMeasureNames[m];
    EXPECT_NEAR(*perfect[m].value, 1, 1e-12) << kMeasureNames[m];
  }
  std::mt19937 random(7);
  const Coefficients chance = nominal(random_ratings(random, 3, 3, 20000));
  EXPECT_NEAR(value(chance, Measure::alpha), 0, 0.02);
  EXPECT_NEAR(value(chance, Measure::fleiss), 0, 0.02);
  EXPECT_NEAR(value(chance, Measure::conger), 0, 0.02);
  EXPECT_NEAR(value(chance, Measure::ac1), 0, 0.02);
}

}  // namespace
}  // namespace samsyn::agree
