#include "pipeline/model/repeats.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace samsyn {
namespace {

TEST(Repeats, FindWhatWasKeptByAllOfItsKey) {
  Repeats<std::string> repeats(1U << 16U);
  repeats.keep({1, 2}, "ett", 0);
  repeats.keep({1, 2, 3}, "två", 0);
  ASSERT_NE(repeats.find({1, 2}), nullptr);
  EXPECT_EQ(*repeats.find({1, 2}), "ett");
  EXPECT_EQ(*repeats.find({1, 2, 3}), "två");
  EXPECT_EQ(repeats.find({2, 1}), nullptr);
  EXPECT_EQ(repeats.find({}), nullptr);
  repeats.keep({1, 2}, "annat", 0);
  EXPECT_EQ(*repeats.find({1, 2}), "annat");
  EXPECT_EQ(repeats.size(), 2U);
}

TEST(Repeats, TellTheSecondTimeFromTheFirst) {
  Repeats<int> repeats(1U << 16U);
  EXPECT_FALSE(repeats.came_before({7, 8}));
  EXPECT_TRUE(repeats.came_before({7, 8}));
  EXPECT_TRUE(repeats.came_before({7, 8}));
  EXPECT_FALSE(repeats.came_before({8, 7}));
}

TEST(Repeats, BeginAnewWhenTheyAreFull) {
  constexpr std::size_t kMost = 1U << 16U;
  Repeats<int> repeats(kMost);
  std::size_t most = 0;
  for (std::uint32_t n = 0; n < 10'000; ++n) {
    repeats.keep({n}, 1, 100);
    most = std::max(most, repeats.size());
    ASSERT_NE(repeats.find({n}), nullptr) << "what was kept last is there";
  }
  EXPECT_LE(most * 100, kMost);
  EXPECT_GT(most, 50U);
}

}  // namespace
}  // namespace samsyn
