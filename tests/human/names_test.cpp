#include "stages/human/names.hpp"

#include <gtest/gtest.h>

#include <string>

namespace samsyn::human {
namespace {

TEST(CoderNames, AreOneWhateverTheirCaseBlanksAndEncoding) {
  const struct {
    const char *a, *b;
    bool same;
  } kCases[] = {
      {"Åsa", "åsa", true},
      {"Åsa", "A\u030Asa", true},
      {"ÅSA", "a\u030Asa", true},
      {" Anna  Ek ", "anna ek", true},
      {"anna\u00A0ek", "anna ek", true},
      {"Åsa", "Asa", false},
      {"Ängla", "Angla", false},
      {"Bo", "Bob", false},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.a);
    EXPECT_EQ(name_key(c.a) == name_key(c.b), c.same);
    EXPECT_EQ(name_key(name_key(c.a)), name_key(c.a));
  }
}

TEST(CoderNames, MayBePartOfAFileNameAndOfAList) {
  for (const char* good : {"anna", "Åsa-Lena Ek", "A 1", "b.o"}) {
    EXPECT_TRUE(is_coder_name(good)) << good;
  }
  for (const char* bad : {"", " ", "a/b", "..", "a\nb", "a\tb", "a,b", "a=b", "a|b", "a\x7F"}) {
    EXPECT_FALSE(is_coder_name(bad)) << bad;
  }
  EXPECT_TRUE(is_coder_name(std::string(kLongestCoderName, 'a')));
  EXPECT_FALSE(is_coder_name(std::string(kLongestCoderName + 1, 'a')));
}

}  // namespace
}  // namespace samsyn::human
