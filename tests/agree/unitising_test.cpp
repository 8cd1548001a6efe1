#include "stages/agree/unitising.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace samsyn::agree {
namespace {

// Krippendorff 2004, "Measuring the reliability of qualitative text analysis data", and 2004,
// "Content Analysis", p. 254: a continuum of 300 from 150 on, two observers, categories c and k.
const Continuum kC{300, {{{75, 145}, {220, 250}}, {{70, 150}, {205, 225}, {250, 270}}}};
const Continuum kK{300, {{{30, 90}, {150, 200}}, {{30, 90}, {150, 200}}}};

TEST(Unitising, IsThatOfThePublishedContinuum) {
  const Unitiser c({kC});
  EXPECT_NEAR(c.observed({1}), 0.0144, 0.5e-4);
  EXPECT_NEAR(c.expected({1}), 0.0532, 0.5e-4);
  EXPECT_NEAR(c.alpha({1}).value.value_or(-99), 0.7286, 0.5e-4);
  const Unitiser k({kK});
  EXPECT_EQ(k.observed({1}), 0);
  EXPECT_NEAR(k.expected({1}), 0.0490, 0.5e-4);
  EXPECT_EQ(k.alpha({1}).value.value_or(-99), 1);
  EXPECT_NEAR(1 - (c.observed({1}) + k.observed({1})) / (c.expected({1}) + k.expected({1})), 0.8591,
              0.5e-3)
      << "published from rounded numbers";
}

TEST(Unitising, CountsTextsAsOneLongOne) {
  const Unitiser twice({kC, kC});
  const Unitiser once({kC});
  EXPECT_NEAR(twice.observed({1, 1}), once.observed({2}), 1e-15);
  EXPECT_NEAR(twice.alpha({1, 1}).value.value_or(-99), once.alpha({2}).value.value_or(99), 1e-12);
  EXPECT_NEAR(twice.alpha({1, 0}).value.value_or(-99), once.alpha({1}).value.value_or(99), 1e-12);
}

TEST(Unitising, SaysWhyThereIsNoNumber) {
  EXPECT_EQ(Unitiser({}).alpha({}).why, Undefined::one_coder);
  EXPECT_EQ(Unitiser({Continuum{10, {{{0, 5}}}}}).alpha({1}).why, Undefined::one_coder);
  EXPECT_EQ(Unitiser({Continuum{10, {{}, {}}}}).alpha({1}).why, Undefined::no_pairs);
  EXPECT_EQ(Unitiser({kC}).alpha({0}).why, Undefined::no_pairs);
  EXPECT_EQ(Unitiser({Continuum{1, {{{0, 1}}, {{0, 1}}}}}).alpha({1}).why, Undefined::one_category);
}

TEST(Unitising, IsOneForTheSameCutsAndNeverNotANumber) {
  std::mt19937 random(5);
  for (int round = 0; round < 300; ++round) {
    const auto cuts = [&] {
      std::vector<Stretch> out;
      for (std::uint32_t at = static_cast<std::uint32_t>(random() % 3); at < 90;) {
        const std::uint32_t end = at + 1 + static_cast<std::uint32_t>(random() % 20);
        if (end > 100) break;
        out.push_back({at, end});
        at = end + static_cast<std::uint32_t>(random() % 3);
      }
      return out;
    };
    const std::vector<Stretch> a = cuts();
    const std::vector<Stretch> b = cuts();
    const Number same = Unitiser({Continuum{100, {a, a}}}).alpha({1});
    const auto cut = [](const std::vector<Stretch>& units) {
      std::uint32_t covered = 0;
      for (const Stretch& unit : units) covered += unit.end - unit.begin;
      return covered > 0 && covered < 100;
    };
    ASSERT_EQ(same.value.has_value(), cut(a));
    if (cut(a)) {
      EXPECT_EQ(*same.value, 1);
    }
    const Number one = Unitiser({Continuum{100, {a, b}}}).alpha({1});
    const Number other = Unitiser({Continuum{100, {b, a}}}).alpha({1});
    ASSERT_EQ(one.value.has_value(), cut(a) || cut(b));
    ASSERT_EQ(other.value.has_value(), cut(a) || cut(b));
    if (one.value) {
      EXPECT_TRUE(std::isfinite(*one.value) && *one.value <= 1);
      EXPECT_NEAR(*one.value, *other.value, 1e-12);
    }
  }
}

}  // namespace
}  // namespace samsyn::agree
