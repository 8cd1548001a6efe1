#include "stages/words/dictionary.hpp"

#include <gtest/gtest.h>

namespace samsyn::testing {
namespace {

TEST(Dictionary, TellsWordsFromRowsOfLetters) {
  const auto dictionary = words::Dictionary::load();
  ASSERT_TRUE(dictionary) << render(dictionary.issue());
  const struct {
    const char* form;
    bool known;
  } kCases[] = {
      {"skola", true},          {"handledaren", true}, {"kompetensutveckling", true},
      {"linköping", true},      {"ställning", true},   {"stillning", false},
      {"mdjlighet", false},     {"forstudie", false},  {"", false},
      {"f6r", false},           {"två ord", false},    {"méjligheter", false},
      {"xqzzv", false},
  };
  for (const auto& c : kCases) EXPECT_EQ((*dictionary)->knows(c.form), c.known) << c.form;
}

}  // namespace
}  // namespace samsyn::testing
