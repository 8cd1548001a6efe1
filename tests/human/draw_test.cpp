#include "stages/human/draw.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

namespace samsyn::human {
namespace {

std::vector<Candidate> candidates(std::uint32_t n) {
  std::vector<Candidate> out;
  for (std::uint32_t c = 0; c < n; ++c) {
    out.push_back({c % 10 == 0 ? 1U : c % 50 == 1 ? 2U : 0U, static_cast<float>(c) / 1000});
  }
  return out;
}

std::set<std::uint32_t> all_of(const Drawn& drawn) {
  std::set<std::uint32_t> out;
  for (const auto& own : drawn.by_coder) out.insert(own.begin(), own.end());
  return out;
}

TEST(Draw, SharesWhatAllCodeAndDealsOutTheRest) {
  const struct {
    std::uint32_t size, coders;
    double overlap;
    std::uint32_t shared;
    std::vector<std::size_t> each;
  } kCases[] = {
      {100, 2, 0.3, 30, {65, 65}}, {100, 1, 0.3, 0, {100}},        {10, 3, 1, 10, {10, 10, 10}},
      {10, 3, 0, 0, {4, 3, 3}},    {999, 2, 0.5, 100, {150, 150}}, {1, 2, 0.3, 0, {1, 0}},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.size);
    DrawOptions options;
    options.size = c.size;
    options.coders = c.coders;
    options.overlap = c.overlap;
    const Drawn drawn = draw(candidates(200), options);
    EXPECT_EQ(drawn.shared, c.shared);
    std::map<std::uint32_t, std::uint32_t> times;
    for (std::size_t coder = 0; coder < c.coders; ++coder) {
      const auto& own = drawn.by_coder[coder];
      EXPECT_EQ(own.size(), c.each[coder]);
      EXPECT_TRUE(std::is_sorted(own.begin(), own.end()));
      for (const std::uint32_t one : own) ++times[one];
    }
    EXPECT_EQ(times.size(), std::min<std::uint32_t>(c.size, 200));
    const auto by_all = std::count_if(times.begin(), times.end(),
                                      [&](const auto& one) { return one.second == c.coders; });
    if (c.coders > 1) {
      EXPECT_EQ(by_all, c.shared);
    }
  }
}

TEST(Draw, GivesTheSameForTheSameSeedAndAnotherForAnother) {
  DrawOptions options;
  options.size = 20;
  const auto first = draw(candidates(200), options).by_coder;
  EXPECT_EQ(first, draw(candidates(200), options).by_coder);
  options.seed = 2;
  EXPECT_NE(first, draw(candidates(200), options).by_coder);
}

TEST(Draw, GivesEverySegmentTheSameChance) {
  std::vector<int> times(10);
  DrawOptions options;
  options.size = 3;
  for (options.seed = 1; options.seed <= 2000; ++options.seed) {
    const Drawn drawn = draw(candidates(10), options);
    for (const std::uint32_t one : drawn.by_coder[0]) ++times[one];
  }
  for (const int n : times) EXPECT_NEAR(n, 600, 80);  // four standard deviations
}

TEST(Draw, TakesTheMostUncertainOnes) {
  DrawOptions options;
  options.draw = Draw::uncertain;
  options.size = 5;
  EXPECT_EQ(all_of(draw(candidates(50), options)), (std::set<std::uint32_t>{0, 1, 2, 3, 4}));
}

TEST(Draw, GivesEachStratumItsShareAndOneAtLeast) {
  DrawOptions options;
  options.draw = Draw::stratified;
  options.size = 20;  // of 100: 88 in stratum 0, 10 in 1, 2 in 2
  std::map<std::uint32_t, int> of;
  const std::vector<Candidate> from = candidates(100);
  const Drawn drawn = draw(from, options);
  for (const std::uint32_t one : all_of(drawn)) ++of[from[one].stratum];
  EXPECT_EQ(of, (std::map<std::uint32_t, int>{{0, 17}, {1, 2}, {2, 1}}));
  EXPECT_EQ(drawn.strata_left_out, 0U);
  options.size = 2;
  const Drawn few = draw(from, options);
  EXPECT_EQ(all_of(few).size(), 2U);
  EXPECT_EQ(few.strata_left_out, 1U);
}

TEST(Draw, TakesNothingFromNothing) { EXPECT_TRUE(draw({}, {}).by_coder.front().empty()); }

}  // namespace
}  // namespace samsyn::human
