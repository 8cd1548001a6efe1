// The sentences of *.found and *.left: what must be found stands in braces, whole and alone.

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "stages/privacy/pseudonyms.hpp"
#include "tests/privacy/lists.hpp"

namespace {

using namespace samsyn::privacy;

std::vector<std::string> sentences(const std::string& name) {
  std::vector<std::string> out;
  const std::string text = read_source_file("tests/privacy/" + name);
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = text.find('\n', at);
    if (end == std::string::npos) end = text.size();
    if (end > at && text[at] != '#') out.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  EXPECT_GE(out.size(), 40U) << name;
  return out;
}

std::string without_braces(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c != '{' && c != '}') out += c;
  }
  return out;
}

std::string with_braces(const std::string& text) {
  const std::vector<Found> found = finder().find(text);
  std::vector<std::string> names;
  for (const Found& f : found) names.push_back("{" + f.text + "}");
  return masked(text, found, names);
}

class Sentences : public testing::TestWithParam<const char*> {};

TEST_P(Sentences, AreMaskedAsWritten) {
  for (const std::string& sentence : sentences(GetParam())) {
    EXPECT_EQ(with_braces(without_braces(sentence)), sentence);
  }
}

INSTANTIATE_TEST_SUITE_P(Privacy, Sentences,
                         testing::Values("names.found", "names.left", "numbers.found",
                                         "numbers.left"));

TEST(Sentences, MaskedOnceChangeNoMore) {
  for (const char* file : {"names.found", "names.left", "numbers.found", "numbers.left"}) {
    for (const std::string& sentence : sentences(file)) {
      const std::string text = without_braces(sentence);
      Pseudonyms pseudonyms("sv");
      const std::vector<Found> found = finder().find(text);
      const std::string once = masked(text, found, pseudonyms.number(found));
      const std::vector<Found> again = finder().find(once);
      EXPECT_TRUE(again.empty()) << once << "\n" << again.front().text;
    }
  }
}

}  // namespace
