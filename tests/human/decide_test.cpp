#include "stages/human/decide.hpp"

#include <gtest/gtest.h>

#include "tests/human/made.hpp"

namespace samsyn::human {
namespace {

using testing::codebook;
using testing::kBarriers;
using testing::kSamverkan;
using testing::kSprak;
using testing::kThemes;
using testing::kTid;

constexpr Stance kYes = Stance::affirmed, kNot = Stance::negated, kOpen = Stance::hypothetical;
constexpr TaxonomyBits kBoth = kBarriers | kThemes;

Coding machine(std::uint32_t segment, std::uint32_t code, Stance stance = kYes) {
  Coding out;
  out.segment = segment;
  out.code = code;
  out.stance = stance;
  out.evidence = {{2, 5}};
  return out;
}

struct Case {
  const char* what;
  std::vector<Judgement> judgements;
  std::vector<Coding> by_machine;
  std::uint32_t deciding = kNone;
  std::vector<HumanCode> decided;
  std::uint64_t differing = 0, majority = 0, ties = 0;
};

TEST(Decide, FollowsTheMajorityThenTheDecidingCoderThenTheMachine) {
  const Case kCases[] = {
      {"one coder", {{0, kBoth, {{kTid, kNot}}, {}}}, {machine(0, kSprak)}, kNone, {{kTid, kNot}}},
      {"no code", {{0, kBoth, {}, {}}}, {machine(0, kTid)}, kNone, {}},
      {"two of three",
       {{0, kBoth, {{kTid, kYes}}, {}}, {1, kBoth, {{kTid, kYes}}, {}}, {2, kBoth, {}, {}}},
       {},
       kNone,
       {{kTid, kYes}},
       1,
       1,
       0},
      {"one of three",
       {{0, kBoth, {{kTid, kYes}}, {}}, {1, kBoth, {}, {}}, {2, kBoth, {}, {}}},
       {machine(0, kTid)},
       kNone,
       {},
       1,
       1,
       0},
      {"even, the machine has it",
       {{0, kBoth, {{kTid, kYes}}, {}}, {1, kBoth, {}, {}}},
       {machine(0, kTid)},
       kNone,
       {{kTid, kYes}},
       1,
       0,
       1},
      {"even, the machine has it not",
       {{0, kBoth, {{kTid, kYes}}, {}}, {1, kBoth, {}, {}}},
       {},
       kNone,
       {},
       1,
       0,
       1},
      {"two of three, in the stance",
       {{0, kBoth, {{kTid, kYes}}, {}},
        {1, kBoth, {{kTid, kNot}}, {}},
        {2, kBoth, {{kTid, kNot}}, {}}},
       {machine(0, kTid)},
       kNone,
       {{kTid, kNot}},
       1,
       1,
       0},
      {"even, the deciding coder has it not",
       {{0, kBoth, {{kTid, kYes}}, {}}, {1, kBoth, {}, {}}},
       {machine(0, kTid)},
       1,
       {},
       1,
       0,
       1},
      {"even, the deciding coder has it",
       {{0, kBoth, {{kTid, kYes}}, {}}, {1, kBoth, {}, {}}},
       {},
       0,
       {{kTid, kYes}},
       1,
       0,
       1},
      {"even, the deciding coder did not judge it",
       {{0, kBoth, {{kTid, kYes}}, {}}, {1, kBoth, {}, {}}},
       {},
       7,
       {},
       1,
       0,
       1},
      {"one stance against two",
       {{0, kBoth, {{kTid, kNot}}, {}},
        {1, kBoth, {{kTid, kYes}}, {}},
        {2, kBoth, {{kTid, kNot}}, {}}},
       {},
       kNone,
       {{kTid, kNot}},
       1,
       1,
       0},
      {"stances even, the machine's among them",
       {{0, kBoth, {{kTid, kYes}}, {}}, {1, kBoth, {{kTid, kOpen}}, {}}},
       {machine(0, kTid, kOpen)},
       kNone,
       {{kTid, kOpen}},
       1,
       0,
       1},
      {"stances even, nobody decides",
       {{0, kBoth, {{kTid, kOpen}}, {}}, {1, kBoth, {{kTid, kNot}}, {}}},
       {},
       kNone,
       {{kTid, kNot}},
       1,
       0,
       1},
      {"who did not look at a taxonomy has no vote on it",
       {{0, kBoth, {{kSamverkan, kYes}}, {}}, {1, kBarriers, {}, {}}},
       {},
       kNone,
       {{kSamverkan, kYes}},
       0,
       0,
       0},
  };
  for (const Case& c : kCases) {
    SCOPED_TRACE(c.what);
    Judged judged{0, c.judgements, {}};
    Differences differences;
    decide(judged, c.by_machine, codebook(), c.deciding, differences);
    EXPECT_EQ(judged.decided, c.decided);
    EXPECT_EQ(differences.differing, c.differing);
    EXPECT_EQ(differences.majority, c.majority);
    EXPECT_EQ(differences.ties, c.ties);
    EXPECT_EQ(differences.shared, c.judgements.size() > 1 ? 1U : 0U);
  }
}

TEST(Counted, PutsHumansInThePlaceOfTheMachineWhereTheyJudged) {
  const std::vector<Segment> segments = {{0, {0, 9}}, {0, {10, 20}}, {1, {0, 7}}};
  const std::vector<Coding> by_machine = {machine(0, kTid), machine(0, kSamverkan),
                                          machine(1, kSprak), machine(2, kTid)};
  HumanSlice human;
  human.coders = {"human:anna"};
  human.judged = {
      {0, {{0, kBarriers, {{kTid, kNot}, {kSprak, kYes}}, {}}}, {{kTid, kNot}, {kSprak, kYes}}},
      {2, {{0, kBoth, {}, {}}}, {}}};
  const std::vector<Coding> out = counted(by_machine, human, segments, codebook());
  ASSERT_EQ(out.size(), 4U);
  EXPECT_EQ(out[0].code, kTid);
  EXPECT_EQ(out[0].rule, kNone);
  EXPECT_EQ(out[0].stance, kNot);
  EXPECT_EQ(out[0].evidence, by_machine[0].evidence);  // the words that the machine found it by
  EXPECT_EQ(out[1].code, kSprak);
  EXPECT_EQ(out[1].evidence, std::vector<NormSpan>{segments[0].span});
  EXPECT_EQ(out[2].code, kSamverkan);
  EXPECT_EQ(out[3].segment, 1U);
}

}  // namespace
}  // namespace samsyn::human
