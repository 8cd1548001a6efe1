#include "stages/agree/resample.hpp"

#include <gtest/gtest.h>

#include <numeric>

namespace samsyn::agree {
namespace {

TEST(Resample, DrawsAsManyClustersAsThereAreTheSameEachTime) {
  const std::vector<std::uint32_t> once = draw(100, 7, 3);
  EXPECT_EQ(std::accumulate(once.begin(), once.end(), 0U), 100U);
  EXPECT_EQ(once, draw(100, 7, 3));
  EXPECT_NE(once, draw(100, 7, 4));
  EXPECT_NE(once, draw(100, 8, 3));
  // Pinned: outputs must not change between machines or versions.
  EXPECT_EQ(draw(6, 1, 0), (std::vector<std::uint32_t>{4, 0, 1, 0, 1, 0}));
}

TEST(Resample, EachClusterIsDrawnOnceInTheMean) {
  std::vector<double> drawn(10);
  for (std::uint32_t r = 0; r < 20000; ++r) {
    const std::vector<std::uint32_t> one = draw(10, 1, r);
    for (std::size_t c = 0; c < one.size(); ++c) drawn[c] += one[c];
  }
  for (const double d : drawn) EXPECT_NEAR(d / 20000, 1, 0.04);
}

TEST(Resample, PercentilesStandBetweenNeighbours) {
  std::vector<double> values(101);
  std::iota(values.begin(), values.end(), 0.0);
  const auto interval = percentiles(values, 101);
  ASSERT_TRUE(interval);
  EXPECT_NEAR(interval->low, 2.5, 1e-12);
  EXPECT_NEAR(interval->high, 97.5, 1e-12);
  EXPECT_FALSE(percentiles(values, 200)) << "too few resamples had a value";
  EXPECT_FALSE(percentiles({}, 0));
}

// A share of 50 of 100 units, each its own cluster: the standard error is 0.05.
TEST(Resample, GivesTheIntervalOfAShare) {
  Sampled share;
  share.rows = 2;
  Entries units;
  for (std::uint32_t u = 0; u < 100; ++u) {
    units.row.push_back(u % 2);
    units.cluster.push_back(u);
  }
  share.entries = std::make_shared<const Entries>(units);
  share.numbers = [](const std::vector<double>& counts) {
    return std::vector<Number>{{counts[0] / (counts[0] + counts[1]), Undefined::none}};
  };
  const auto single = bootstrap({share}, 100, {4000, 1});
  ASSERT_TRUE(single[0][0]);
  EXPECT_NEAR(single[0][0]->low, 0.5 - 1.96 * 0.05, 0.015);
  EXPECT_NEAR(single[0][0]->high, 0.5 + 1.96 * 0.05, 0.015);

  // In clusters of ten that are all alike there are ten observations only.
  for (std::uint32_t u = 0; u < 100; ++u) {
    units.row[u] = u / 10 % 2;
    units.cluster[u] = u / 10;
  }
  share.entries = std::make_shared<const Entries>(units);
  const auto clustered = bootstrap({share}, 10, {4000, 1});
  EXPECT_NEAR(clustered[0][0]->low, 0.5 - 1.96 * 0.158, 0.06);

  units.cluster.assign(100, 0);
  share.entries = std::make_shared<const Entries>(units);
  const auto one = bootstrap({share}, 1, {100, 1});
  EXPECT_TRUE(one[0].empty()) << "one cluster tells nothing of others";
}

}  // namespace
}  // namespace samsyn::agree
