#include "pipeline/study/rows.hpp"

#include <gtest/gtest.h>

namespace samsyn::guess {
namespace {

TEST(Rows, KnowWhereOtherAnswersAreWritten) {
  for (const char* text :
       {"Annat (ange)", "Annat, nämligen", "Annat:", "Övrigt:", "Other (please specify)", "Annan",
        "Annat, vad?", "Någon annan, ange vem", "Annat språk, ange vilket", "Annat – skriv här"})
    EXPECT_TRUE(is_other(text)) << text;
  for (const char* text : {"Annat stöd från kommunen", "Andra yrkesgrupper tar över", "Tid", "",
                           "Något bättre", "Övrigt du vill berätta", "Hur ser andra på er?"})
    EXPECT_FALSE(is_other(text)) << text;
}

TEST(Rows, KnowCommentsAndPlaceholders) {
  EXPECT_TRUE(is_comment("Kommentar"));
  EXPECT_TRUE(is_comment("SQ001comment"));
  EXPECT_FALSE(is_comment("Kommentar till betyget"));
  EXPECT_TRUE(is_placeholder("Open-Ended Response"));
  EXPECT_TRUE(is_placeholder("Öppet svar"));
  EXPECT_FALSE(is_placeholder("Svar från chefen"));
  EXPECT_EQ(question_base(take_apart("Vad finns? [Bil] [Kommentar]")), "Vad finns?");
  EXPECT_EQ(question_base(take_apart("Vad finns? [Bil]")), "Vad finns?");
}

}  // namespace
}  // namespace samsyn::guess
