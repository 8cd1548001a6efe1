#include "stages/agree/resample.hpp"

#include <gtest/gtest.h>

#include <functional>
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

/// A hundred units that are blank at first; `is` moves one to the second row.
std::vector<std::optional<Interval>> interval_of_share(
    const std::function<bool(std::uint32_t unit)>& is,
    const std::function<std::uint32_t(std::uint32_t unit)>& cluster, std::uint32_t clusters) {
  Blanks blanks{1, clusters, {}, {}};
  Sampled share;
  share.rows = 2;
  for (std::uint32_t u = 0; u < 100; ++u) {
    blanks.row.push_back(0);
    blanks.cluster.push_back(cluster(u));
    if (is(u)) share.moves.push_back({cluster(u), 0, 1});
  }
  share.numbers = [](const std::vector<double>& counts) {
    return std::vector<Number>{{counts[1] / (counts[0] + counts[1]), Undefined::none}};
  };
  return Resamples(blanks, {4000, 1}).intervals(share);
}

// A share of 50 of 100 units, each its own cluster: the standard error is 0.05.
TEST(Resample, GivesTheIntervalOfAShare) {
  const auto single = interval_of_share([](std::uint32_t u) { return u % 2 == 0; },
                                        [](std::uint32_t u) { return u; }, 100);
  ASSERT_TRUE(single[0]);
  EXPECT_NEAR(single[0]->low, 0.5 - 1.96 * 0.05, 0.015);
  EXPECT_NEAR(single[0]->high, 0.5 + 1.96 * 0.05, 0.015);

  // In clusters of ten that are all alike there are ten observations only.
  const auto clustered = interval_of_share([](std::uint32_t u) { return u / 10 % 2 == 0; },
                                           [](std::uint32_t u) { return u / 10; }, 10);
  ASSERT_TRUE(clustered[0]);
  EXPECT_NEAR(clustered[0]->low, 0.5 - 1.96 * 0.158, 0.06);

  const auto one = interval_of_share([](std::uint32_t u) { return u % 2 == 0; },
                                     [](std::uint32_t) { return 0U; }, 1);
  EXPECT_TRUE(one.empty()) << "one cluster tells nothing of others";
}

}  // namespace
}  // namespace samsyn::agree
