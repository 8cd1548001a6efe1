#include "stages/human/judgements.hpp"

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

constexpr Stance kYes = Stance::affirmed, kNot = Stance::negated;

TEST(Judgements, OfOneCoderAreOneAndTheLaterCountsWhereItAsked) {
  const struct {
    const char* what;
    Judgement first, later, both;
    bool changed;
  } kCases[] = {
      {"another taxonomy is added",
       {0, kBarriers, {{kTid, kYes}}, "a"},
       {0, kThemes, {{kSamverkan, kYes}}, ""},
       {0, kBarriers | kThemes, {{kTid, kYes}, {kSamverkan, kYes}}, "a"},
       false},
      {"the same again",
       {0, kBarriers, {{kTid, kYes}}, "a"},
       {0, kBarriers, {{kTid, kYes}}, "b"},
       {0, kBarriers, {{kTid, kYes}}, "b"},
       false},
      {"another code",
       {0, kBarriers, {{kTid, kYes}}, ""},
       {0, kBarriers, {{kSprak, kYes}}, ""},
       {0, kBarriers, {{kSprak, kYes}}, ""},
       true},
      {"another stance, in one of two taxonomies",
       {0, kBarriers | kThemes, {{kTid, kYes}, {kSamverkan, kYes}}, ""},
       {0, kBarriers, {{kTid, kNot}}, ""},
       {0, kBarriers | kThemes, {{kTid, kNot}, {kSamverkan, kYes}}, ""},
       true},
      {"a taxonomy more, no code any longer",
       {0, kBarriers, {{kTid, kYes}}, ""},
       {0, kBarriers | kThemes, {}, ""},
       {0, kBarriers | kThemes, {}, ""},
       true},
      {"what no taxonomy has stays",
       {0, kBarriers, {}, "", {"stad"}, {"{}"}},
       {0, kBarriers, {}, "", {"stad", "land"}, {}},
       {0, kBarriers, {}, "", {"stad", "land"}, {"{}"}},
       false},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.what);
    std::vector<Judgement> all;
    EXPECT_FALSE(add_judgement(all, c.first, codebook()));
    EXPECT_EQ(add_judgement(all, c.later, codebook()), c.changed);
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(all[0], c.both);
    Judgement other = c.later;
    other.coder = 1;
    EXPECT_FALSE(add_judgement(all, other, codebook()));
    EXPECT_EQ(all.size(), 2U);
  }
}

}  // namespace
}  // namespace samsyn::human
