#include "stages/summarise/statistics/families.hpp"

#include <gtest/gtest.h>

#include <random>

#include "tests/summarise/statistics/near.hpp"

namespace samsyn::summarise {
namespace {

using Values = std::vector<std::optional<double>>;

void expect_values(const Values& found, const Values& expected) {
  ASSERT_EQ(found.size(), expected.size());
  for (std::size_t i = 0; i < found.size(); ++i) {
    SCOPED_TRACE(i);
    ASSERT_EQ(found[i].has_value(), expected[i].has_value());
    if (found[i]) {
      EXPECT_NEAR(*found[i], *expected[i], 1e-12);
    }
  }
}

TEST(Families, AreAdjustedAsByR) {
  const Values raw{0.012, 0.9, std::nullopt, 0.001, 0.04, 0.04, 0.6, 0.0005};
  // p.adjust(ps, "holm")
  expect_values(holm(raw), {0.0600, 1.0, std::nullopt, 0.0060, 0.16, 0.16, 1.0, 0.0035});
  // p.adjust(ps, "BH")
  expect_values(benjamini_hochberg(raw),
                {0.0280, 0.9, std::nullopt, 0.0035, 0.056, 0.056, 0.7, 0.0035});
}

TEST(Families, MayBeEmptyOrWithoutValues) {
  EXPECT_TRUE(holm({}).empty());
  EXPECT_TRUE(benjamini_hochberg({}).empty());
  const Values none{std::nullopt, std::nullopt};
  expect_values(holm(none), none);
  const Values one{0.03};
  expect_values(holm(one), one);
  expect_values(benjamini_hochberg(one), one);
}

TEST(Families, AdjustedValuesLieBetweenTheRawOnesAndOne) {
  std::mt19937_64 engine(5);
  for (int round = 0; round < 300; ++round) {
    Values raw;
    for (std::uint64_t i = engine() % 30; i > 0; --i) {
      raw.emplace_back(static_cast<double>(engine() % 1001) / 1000);
    }
    const Values first = holm(raw);
    const Values second = benjamini_hochberg(raw);
    for (std::size_t i = 0; i < raw.size(); ++i) {
      EXPECT_GE(*second[i], *raw[i]);
      EXPECT_GE(*first[i], *second[i] - 1e-15);
      EXPECT_LE(*first[i], 1);
      for (std::size_t j = 0; j < raw.size(); ++j) {  // the order stays
        if (*raw[i] < *raw[j]) {
          EXPECT_LE(*first[i], *first[j]);
        }
      }
    }
  }
}

}  // namespace
}  // namespace samsyn::summarise
