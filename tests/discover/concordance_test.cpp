#include "stages/discover/concordance.hpp"

#include <gtest/gtest.h>

namespace samsyn::discover {
namespace {

TEST(Concordance, MeasuresTextsAsATerminalShowsThem) {
  const struct {
    std::string_view text;
    std::uint32_t columns;
  } kCases[] = {
      {"", 0},
      {"språk", 5},
      {"spra\xCC\x8Ak", 5},  // a with a combining ring
      {"日本", 4},
      {"👍 bra", 6},
      {"👩‍👩‍👧", 2},  // one grapheme of three persons
      {"e\xCC\x81\xCC\x82", 1},
      {"a\xE2\x80\x8B"
       "b",
       2},  // a blank without width
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.text);
    EXPECT_EQ(columns(c.text), c.columns);
    EXPECT_EQ(first_columns(c.text, c.columns), c.text);
    EXPECT_EQ(last_columns(c.text, c.columns), c.text);
  }
}

TEST(Concordance, CutsAtGraphemes) {
  EXPECT_EQ(first_columns("småa", 3), "små");
  EXPECT_EQ(last_columns("två å", 3), "å å");
  EXPECT_EQ(first_columns("日本語", 3), "日");
  EXPECT_EQ(last_columns("日本語", 3), "語");
  EXPECT_EQ(first_columns("👩‍👩‍👧x", 1), "");
  EXPECT_EQ(last_columns("x", 0), "");
}

std::vector<std::string> sorted(const std::vector<std::string>& texts, ConcordanceOrder order) {
  std::vector<ConcordanceLine> lines;
  for (const std::string& text : texts) {
    ConcordanceLine line;
    (order == ConcordanceOrder::left ? line.left : line.right) = text;
    lines.push_back(line);
  }
  sort(lines, order, "sv");
  std::vector<std::string> out;
  for (const ConcordanceLine& line : lines) {
    out.push_back(order == ConcordanceOrder::left ? line.left : line.right);
  }
  return out;
}

using Texts = std::vector<std::string>;

TEST(Concordance, SortsToTheRightAsSwedesDo) {
  EXPECT_EQ(
      sorted({" ö sist", ", ålen", " zon", " ärr", ". Alen", " (alen) b"}, ConcordanceOrder::right),
      (Texts{". Alen", " (alen) b", " zon", ", ålen", " ärr", " ö sist"}));
}

TEST(Concordance, SortsToTheLeftFromTheNearestWord) {
  EXPECT_EQ(
      sorted({"en liten ", "vår ", "den stora ", "min liten ", "åt "}, ConcordanceOrder::left),
      (Texts{"en liten ", "min liten ", "den stora ", "vår ", "åt "}));
}

TEST(Concordance, LeavesEqualLinesAsTheyCame) {
  std::vector<ConcordanceLine> lines(3);
  for (std::size_t l = 0; l < 3; ++l) {
    lines[l].right = l == 1 ? " alla" : " om";
    lines[l].segment = std::to_string(l);
  }
  std::vector<ConcordanceLine> by_place = lines;
  sort(by_place, ConcordanceOrder::place, "sv");
  EXPECT_EQ(by_place[0].segment, "0");
  sort(lines, ConcordanceOrder::right, "sv");
  EXPECT_EQ(lines[0].segment + lines[1].segment + lines[2].segment, "102");
}

}  // namespace
}  // namespace samsyn::discover
