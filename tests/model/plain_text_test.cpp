#include "pipeline/model/plain_text.hpp"

#include <gtest/gtest.h>

#include "pipeline/model/issue.hpp"

namespace samsyn {
namespace {

TEST(PlainText, ShowsWhatATerminalWouldObey) {
  const struct {
    const char *text, *shown;
  } kCases[] = {
      {"Räksmörgås – «två» 👍🏽", "Räksmörgås – «två» 👍🏽"},
      {"\x1B]0;titel\x07", "␛]0;titel␇"},
      {"a\nb\tc\x7F", "a␊b␉c␡"},
      {"a\u009Bb", "a\uFFFDb"},
      {"\u202Eabc\u202C", "\uFFFDabc\uFFFD"},
      {"\u2066a\u2069\u200F", "\uFFFDa\uFFFD\uFFFD"},
  };
  for (const auto& c : kCases) {
    EXPECT_EQ(plain_text(c.text), c.shown);
    EXPECT_EQ(plain_text(plain_text(c.text)), c.shown);
    EXPECT_EQ(excerpt_of(c.text), c.shown);
  }
}

TEST(PlainText, KeepsLinesThatAreOurOwn) {
  EXPECT_EQ(plain_lines("a\x1B\n\nb\n"), "a␛\n\nb\n");
  EXPECT_EQ(plain_lines(""), "");
  EXPECT_EQ(one_line("a\r\nb\tc"), "a  b c");
}

}  // namespace
}  // namespace samsyn
