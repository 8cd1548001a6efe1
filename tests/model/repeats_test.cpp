#include "pipeline/model/repeats.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace samsyn {
namespace {

/// Keeps the value as callers do: what was not found.
template <class Value>
void keep(Repeats<Value>& repeats, const std::vector<std::uint32_t>& key, const Value& value,
          std::size_t bytes = 0) {
  repeats.find(key);
  repeats.keep(value, bytes);
}

template <class Value>
bool came_before(Repeats<Value>& repeats, const std::vector<std::uint32_t>& key) {
  repeats.find(key);
  return repeats.came_before();
}

TEST(Repeats, FindWhatWasKeptByAllOfItsKey) {
  Repeats<std::string> repeats(1U << 16U);
  keep(repeats, {1, 2}, std::string("ett"));
  keep(repeats, {1, 2, 3}, std::string("två"));
  ASSERT_NE(repeats.find({1, 2}), nullptr);
  EXPECT_EQ(*repeats.find({1, 2}), "ett");
  EXPECT_EQ(*repeats.find({1, 2, 3}), "två");
  EXPECT_EQ(repeats.find({2, 1}), nullptr);
  EXPECT_EQ(repeats.find({}), nullptr);
  keep(repeats, {1, 2}, std::string("annat"));
  EXPECT_EQ(*repeats.find({1, 2}), "annat");
  EXPECT_EQ(repeats.size(), 2U);
}

TEST(Repeats, TellTheSecondTimeFromTheFirst) {
  Repeats<int> repeats(1U << 16U);
  EXPECT_FALSE(came_before(repeats, {7, 8}));
  EXPECT_TRUE(came_before(repeats, {7, 8}));
  EXPECT_TRUE(came_before(repeats, {7, 8}));
  EXPECT_FALSE(came_before(repeats, {8, 7}));
}

TEST(Repeats, BeginAnewWhenTheyAreFull) {
  constexpr std::size_t kMost = 1U << 16U;
  Repeats<int> repeats(kMost);
  std::size_t most = 0;
  for (std::uint32_t n = 0; n < 10'000; ++n) {
    keep(repeats, {n}, 1, 100);
    most = std::max(most, repeats.size());
    ASSERT_NE(repeats.find({n}), nullptr) << "what was kept last is there";
  }
  EXPECT_LE(most * 100, kMost);
  EXPECT_GT(most, 50U);
}

}  // namespace
}  // namespace samsyn
