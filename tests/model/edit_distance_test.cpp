#include "pipeline/model/edit_distance.hpp"

#include <gtest/gtest.h>

#include <numeric>
#include <random>
#include <string>
#include <vector>

#include "pipeline/model/issue.hpp"
#include "tests/seconds.hpp"

namespace samsyn {
namespace {

/// Without a bound: the whole table.
std::size_t whole(const std::string& a, const std::string& b) {
  std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) d[i][0] = i;
  for (std::size_t j = 0; j <= b.size(); ++j) d[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t changed = d[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U);
      d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, changed});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
      }
    }
  }
  return d[a.size()][b.size()];
}

TEST(EditDistance, CountsSlips) {
  const struct {
    std::string_view a, b;
    std::size_t distance;
  } kCases[] = {{"", "", 0},          {"", "ab", 2},    {"run", "rnu", 1}, {"kommun", "komun", 1},
                {"stad", "start", 2}, {"abc", "abc", 0}};
  for (const auto& c : kCases) {
    EXPECT_EQ(edit_distance(c.a, c.b, 9), c.distance) << c.a << " " << c.b;
    EXPECT_EQ(edit_distance(c.b, c.a, 9), c.distance) << c.a << " " << c.b;
  }
  EXPECT_EQ(edit_distance(U"Åsa", U"Asa", 2), 1U);
}

TEST(EditDistance, IsTheWholeTablesUpToTheBound) {
  std::mt19937 random(11);
  for (int round = 0; round < 4000; ++round) {
    std::string a(random() % 12, 'a');
    std::string b(random() % 12, 'a');
    for (std::string* text : {&a, &b}) {
      for (char& c : *text) c = static_cast<char>('a' + random() % 3);
    }
    const std::size_t bound = random() % 8;
    ASSERT_EQ(edit_distance(a, b, bound), std::min(bound, whole(a, b)))
        << a << " " << b << " " << bound;
  }
}

TEST(EditDistance, ACellOfMegabytesIsNoMisspeltName) {
  const std::vector<std::string> names{"Kommun", "Roll", std::string(30'000, 'x')};
  const auto start = testing::CpuClock::now();
  EXPECT_EQ(nearest(std::string(8'000'000, 'a'), names), "");
  EXPECT_EQ(nearest("Komun", names), "Kommun");
  EXPECT_LT(testing::seconds_since(start), 0.5);
}

}  // namespace
}  // namespace samsyn
