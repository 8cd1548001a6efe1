#include "pipeline/model/segment.hpp"

#include <gtest/gtest.h>

#include <iterator>

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

TEST(NormPlace, LeadsFromTheRawTextToTheEditedOne) {
  // As above; inside an edit: its end.
  const std::vector<Edit> edits{{{2, 3}, {2, 4}}, {{5, 5}, {6, 7}}};
  const std::uint32_t places[] = {0, 1, 2, 3, 3, 4, 5, 5};
  for (std::uint32_t raw = 0; raw < std::size(places); ++raw) {
    EXPECT_EQ(norm_place(edits, raw), places[raw]) << raw;
  }
  EXPECT_EQ(norm_place({}, 7), 7U);
}

TEST(MarkBehind, FindsTheFirstMarkThatEndsBehindAPlace) {
  const std::vector<NormSpan> marks{{0, 2}, {2, 4}, {6, 9}};
  const std::size_t found[] = {0, 0, 1, 1, 2, 2, 2, 2, 2, 3, 3};
  for (std::uint32_t at = 0; at < std::size(found); ++at) {
    EXPECT_EQ(mark_behind(marks, at) - marks.begin(), found[at]) << at;
  }
}

TEST(Text, IsReadAndWrittenByCodePoints) {
  const std::u32string points = U"aå\u2212\uFFFD😀z";
  const std::string text = utf8_of(points);
  EXPECT_EQ(text, "aå\u2212\uFFFD😀z");
  EXPECT_EQ(points_of(text), points);
  EXPECT_EQ(point_at(text, 1).value, U'å');
  EXPECT_EQ(point_at(text, 1).size, 2U);
  EXPECT_EQ(point_at(text, text.size()).size, 0U);
  EXPECT_EQ(points_of(""), U"");
}

}  // namespace
}  // namespace samsyn
