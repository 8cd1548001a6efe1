#include "stages/discover/saturation.hpp"

#include <gtest/gtest.h>

#include <random>

namespace samsyn::discover {
namespace {

using Fresh = std::vector<std::uint32_t>;

TEST(Saturation, IsReachedAsGuestNameyAndChenSay) {
  const struct {
    const char* what;
    Fresh fresh;
    int after2, after3;  // -1: not reached
  } kCases[] = {
      {"nothing new after the base", {10, 6, 3, 1, 0, 0, 0}, 4, 4},
      {"one of twenty is five percent", {10, 6, 3, 1, 1, 0, 0}, 4, 4},
      {"two of twenty are more", {10, 6, 3, 1, 1, 1, 0, 0}, 5, 5},
      {"6+2: units 7 and 8 give nothing, 9 does", {10, 6, 3, 1, 2, 2, 0, 0, 2}, 6, -1},
      {"a run must be whole", {10, 6, 3, 1, 2, 0, 0}, 5, -1},
      {"no run behind the base", {10, 6, 3, 1, 0}, -1, -1},
      {"a run of two only", {10, 6, 3, 1, 0, 0}, 4, -1},
      {"nothing to measure against", {0, 0, 0, 0, 1, 1, 1}, -1, -1},
      {"none", {}, -1, -1},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.what);
    const auto two = saturated_after(c.fresh, 2);
    const auto three = saturated_after(c.fresh, 3);
    EXPECT_EQ(two ? static_cast<int>(*two) : -1, c.after2);
    EXPECT_EQ(three ? static_cast<int>(*three) : -1, c.after3);
  }
}

/// Units with the codes named.
UnitCodes units(const std::vector<std::vector<std::uint32_t>>& all, std::uint32_t codes = 70) {
  UnitCodes out(codes);
  for (const auto& one : all) {
    const std::uint32_t unit = out.add_unit();
    for (const std::uint32_t code : one) out.mark(unit, code);
  }
  return out;
}

TEST(Saturation, CountsNewCodesInInputOrder) {
  const Curve curve = saturation(units({{0, 1, 69}, {}, {1, 2}, {0, 69}, {3, 64}, {2}, {1}}));
  EXPECT_EQ(curve.fresh, (Fresh{3, 0, 1, 0, 2, 0, 0}));
  EXPECT_EQ(curve.codes, 6U);
  EXPECT_EQ(curve.last_new, 5U);
  EXPECT_EQ(curve.points[0].after, std::optional<std::uint32_t>(5));
  EXPECT_EQ(curve.points[1].after, std::nullopt);
}

TEST(Saturation, IsNothingForNothing) {
  const Curve curve = saturation(UnitCodes(0));
  EXPECT_TRUE(curve.fresh.empty() && curve.mean.empty());
  EXPECT_EQ(curve.codes, 0U);
  EXPECT_EQ(curve.last_new, 0U);
}

/// The number of codes that n units drawn at random have, exactly: each code is missed with the
/// probability that all n are of the units without it (sample-based rarefaction).
double expected_codes(const std::vector<std::uint32_t>& units_with, std::uint32_t all,
                      std::uint32_t n) {
  double sum = 0;
  for (const std::uint32_t with : units_with) {
    double missed = 1;
    for (std::uint32_t i = 0; i < n; ++i) {
      missed *= all - with > i ? static_cast<double>(all - with - i) / (all - i) : 0.0;
    }
    sum += 1 - missed;
  }
  return sum;
}

TEST(Saturation, MeanOfRandomOrdersComesNearTheExactExpectation) {
  std::mt19937 random(20200505);
  constexpr std::uint32_t kUnits = 60;
  constexpr std::uint32_t kCodes = 30;
  UnitCodes all(kCodes);
  std::vector<std::uint32_t> units_with(kCodes);
  for (std::uint32_t u = 0; u < kUnits; ++u) {
    all.add_unit();
    for (std::uint32_t c = 0; c < kCodes; ++c) {
      if (random() % (c + 2) != 0) continue;  // from common to rare
      all.mark(u, c);
      ++units_with[c];
    }
  }
  const Curve curve = saturation(all);
  EXPECT_EQ(curve.orders, 200U);
  for (std::uint32_t n = 1; n <= kUnits; ++n) {
    EXPECT_NEAR(curve.mean[n - 1], expected_codes(units_with, kUnits, n), 0.5) << n;
  }
  EXPECT_DOUBLE_EQ(curve.mean.back(), curve.codes);
  EXPECT_EQ(saturation(all).mean, curve.mean) << "the same orders each time";
  EXPECT_NE(saturation(all, 2).mean, curve.mean);
}

TEST(Saturation, DrawsFewerOrdersOfManyUnits) {
  UnitCodes many(2);
  for (std::uint32_t u = 0; u < 100'000; ++u) many.mark(many.add_unit(), u % 2);
  const Curve curve = saturation(many);
  EXPECT_EQ(curve.orders, 20U);
  EXPECT_EQ(curve.codes, 2U);
}

}  // namespace
}  // namespace samsyn::discover
