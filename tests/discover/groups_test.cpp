#include "stages/discover/groups.hpp"

#include <gtest/gtest.h>

#include <random>
#include <set>

namespace samsyn::discover {
namespace {

KeyTerm term(const std::string& text, std::vector<std::uint32_t> lines) {
  KeyTerm out;
  out.text = text;
  out.lines = std::move(lines);
  return out;
}

/// So many lines, each of a voice of its own.
std::vector<Line> lines(std::uint32_t n) {
  std::vector<Line> out(n);
  for (std::uint32_t l = 0; l < n; ++l) out[l].voice = l;
  return out;
}

TEST(Groups, JoinTermsThatShareHalfOfTheRarersLines) {
  const std::vector<Group> groups =
      group({term("buss", {0, 1, 2, 3, 4}), term("lunch", {4, 5, 6, 7}),
             term("hållplats", {1, 2, 9}), term("matsal", {6, 7, 8})},
            lines(10));
  ASSERT_EQ(groups.size(), 2U);
  EXPECT_EQ(groups[0].terms, (std::vector<std::uint32_t>{0, 2}));
  EXPECT_EQ(groups[0].lines, (std::vector<std::uint32_t>{0, 1, 2, 3, 4, 9}));
  EXPECT_EQ(groups[0].people, 6U);
  EXPECT_EQ(groups[1].terms, (std::vector<std::uint32_t>{1, 3}));
  EXPECT_EQ(groups[1].lines, (std::vector<std::uint32_t>{5, 6, 7, 8})) << "4 is the buses'";
}

TEST(Groups, JoinNoChains) {
  // b shares with a, c with b, but c has nothing of a.
  const std::vector<Group> groups =
      group({term("a", {0, 1, 2}), term("b", {1, 2, 3, 4}), term("c", {3, 4, 5})}, lines(6));
  ASSERT_EQ(groups.size(), 1U) << "what is left of c are the voices 5 alone";
  EXPECT_EQ(groups[0].terms, (std::vector<std::uint32_t>{0, 1}));
  const std::vector<Group> more =
      group({term("a", {0, 1, 2}), term("b", {1, 2, 3}), term("c", {3, 4, 5, 6})}, lines(7));
  ASSERT_EQ(more.size(), 2U);
  EXPECT_EQ(more[1].terms, (std::vector<std::uint32_t>{2}));
}

TEST(Groups, LeaveOutTermsThatTellNothingMore) {
  const std::vector<Group> groups = group(
      {term("parkering", {0, 1, 2}), term("-parkering", {0, 1, 2}), term("dyr parkering", {0, 1})},
      lines(3));
  ASSERT_EQ(groups.size(), 1U);
  EXPECT_EQ(groups[0].terms, (std::vector<std::uint32_t>{0, 2}));
}

TEST(Groups, CountPeopleOnceAndAskForEnoughOfThem) {
  std::vector<Line> said = lines(6);
  for (Line& line : said) line.voice /= 3;  // two people
  EXPECT_TRUE(group({term("a", {0, 1, 2, 3, 4, 5})}, said).empty());
  said[5].voice = 2;
  const std::vector<Group> groups = group({term("a", {0, 1, 2, 3, 4, 5})}, said);
  ASSERT_EQ(groups.size(), 1U);
  EXPECT_EQ(groups[0].people, 3U);
}

TEST(Groups, HaveEachLineOnce) {
  std::mt19937 random(7);
  for (int round = 0; round < 50; ++round) {
    std::vector<KeyTerm> terms;
    for (int t = 0; t < 20; ++t) {
      std::set<std::uint32_t> own;
      for (int i = 0; i < 8; ++i) own.insert(static_cast<std::uint32_t>(random() % 60));
      terms.push_back(term("t", {own.begin(), own.end()}));
    }
    std::set<std::uint32_t> seen;
    std::uint32_t before = kNone;
    for (const Group& one : group(terms, lines(60))) {
      EXPECT_LE(one.people, before) << "most people first";
      before = one.people;
      for (const std::uint32_t line : one.lines) EXPECT_TRUE(seen.insert(line).second);
    }
  }
}

}  // namespace
}  // namespace samsyn::discover
