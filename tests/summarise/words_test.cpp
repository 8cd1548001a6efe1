#include "stages/summarise/words.hpp"

#include <gtest/gtest.h>

#include "stages/summarise/order.hpp"

namespace samsyn::summarise {
namespace {

TEST(Words, WriteNumbersAsTheLanguageDoes) {
  const struct {
    double number;
    int decimals;
    std::string_view language, text;
  } kCases[] = {{3.5, 2, "sv", "3,5"}, {3.5, 2, "en", "3.5"},  {3, 2, "sv", "3"},
                {100, 0, "sv", "100"}, {-0.001, 1, "sv", "0"}, {2.346, 2, "sv", "2,35"}};
  for (const auto& c : kCases) EXPECT_EQ(number_text(c.number, c.decimals, c.language), c.text);
}

TEST(Words, WriteDates) {
  EXPECT_EQ(date_text(0), "1970-01-01");
  EXPECT_EQ(date_text(20465.75), "2026-01-12");
  EXPECT_EQ(date_text(-1), "1969-12-31");
  EXPECT_EQ(date_text(1e300), "");
}

TEST(Words, LowerNamesInsideSentencesButNotAbbreviations) {
  EXPECT_EQ(inside("Grupp"), "grupp");
  EXPECT_EQ(inside("Ålder"), "ålder");
  EXPECT_EQ(inside("HR-roll"), "HR-roll");
  EXPECT_EQ(inside(""), "");
}

TEST(Words, CutQuestionsToHeadingsBetweenWords) {
  EXPECT_EQ(heading("Vad hindrar er?"), "Vad hindrar er?");
  EXPECT_EQ(heading("Vad hindrar er, och varför?", 16), "Vad hindrar er …");
  EXPECT_EQ(heading("Vad hindrar er, och varför?", 14), "Vad hindrar …");
  EXPECT_EQ(heading("Hur går det för åäö ååå", 16), "Hur går det …");
  EXPECT_EQ(heading("Kompetensförsörjningsplanen finns?", 10), "Kompetensförsörjningsplanen …");
  EXPECT_EQ(heading("Kompetensförsörjningsplanen?", 10), "Kompetensförsörjningsplanen?");
}

TEST(Words, GiveNoShareOfABaseUnderOne) {
  EXPECT_EQ(share(0, 0), TableCell());
  EXPECT_EQ(share(1, 4), TableCell(0.25));
}

TEST(Order, IsSwedishAndTotal) {
  const Before before = order_of("sv");
  EXPECT_TRUE(before("Zinkgruvan", "Åmål"));
  EXPECT_TRUE(before("Åmål", "Ängby"));
  EXPECT_TRUE(before("Ängby", "Örsta"));
  EXPECT_TRUE(before("grupp 2", "grupp 10"));
  EXPECT_FALSE(before("Åmål", "Åmål"));
}

}  // namespace
}  // namespace samsyn::summarise
