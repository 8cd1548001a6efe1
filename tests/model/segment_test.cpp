#include "pipeline/model/segment.hpp"

#include <gtest/gtest.h>

namespace samsyn {
namespace {

TEST(NormBlock, FindsRawPlacesRoundEdits) {
  // raw "ab--cd", text "ab-cd": two hyphens became one; then "e" was removed before the end.
  NormBlock block;
  block.text = "ab-cd";
  block.edits = {{{2, 3}, {2, 4}}, {{5, 5}, {6, 7}}};
  const struct {
    NormSpan norm;
    RawSpan raw;
  } kCases[] = {
      {{0, 2}, {0, 2}}, {{2, 3}, {2, 4}}, {{3, 5}, {4, 6}}, {{0, 5}, {0, 6}}, {{1, 4}, {1, 5}},
  };
  for (const auto& c : kCases) {
    EXPECT_EQ(block.raw(c.norm).begin, c.raw.begin) << c.norm.begin << "-" << c.norm.end;
    EXPECT_EQ(block.raw(c.norm).end, c.raw.end) << c.norm.begin << "-" << c.norm.end;
  }
  EXPECT_EQ(NormBlock{}.raw({0, 0}), (RawSpan{0, 0}));
}

}  // namespace
}  // namespace samsyn
