// The first look never says no to a text in which the finders find something.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "stages/privacy/search.hpp"
#include "stages/privacy/senses.hpp"
#include "tests/privacy/lists.hpp"

namespace {

using namespace samsyn::privacy;

const Dictionary& dictionary() {
  static const Dictionary kDictionary(lists(), {});
  return kDictionary;
}

std::vector<std::string> lines_of(const std::string& path) {
  std::vector<std::string> out;
  std::istringstream lines(read_source_file(path));
  for (std::string line; std::getline(lines, line);) out.push_back(line);
  return out;
}

/// What the finders find although the first look says that there is nothing; empty = nothing.
std::string overlooked(const std::string& text) {
  if (dictionary().may_hold(text)) return {};
  const std::vector<Found> found = search(text, dictionary(), {}, {}, nullptr, true);
  return found.empty() ? std::string() : std::string(found.front().span.of(text));
}

std::vector<std::string> sentences() {
  std::vector<std::string> out;
  for (const char* name : {"names.found", "names.left", "numbers.found", "numbers.left"}) {
    for (std::string line : lines_of(std::string("tests/privacy/") + name)) {
      std::erase_if(line, [](char c) { return c == '{' || c == '}'; });
      out.push_back(line);
    }
  }
  for (const std::string& line : lines_of("tests/bench/gold/personal.jsonl")) {
    out.push_back(nlohmann::json::parse(line)["text"].get<std::string>());
  }
  return out;
}

TEST(Glance, SeesWhatIsFoundInWrittenSentences) {
  for (const std::string& sentence : sentences()) {
    EXPECT_EQ(overlooked(sentence), "") << sentence;
    // Each stretch between blanks on its own, as short answers stand.
    for (std::size_t at = 0; at < sentence.size(); at = sentence.find(' ', at)) {
      at += sentence[at] == ' ' ? 1U : 0U;
      const std::string rest = sentence.substr(at);
      EXPECT_EQ(overlooked(rest), "") << rest;
      if (sentence.find(' ', at) == std::string::npos) break;
    }
  }
}

TEST(Glance, SeesWhatIsFoundInMixedWords) {
  constexpr unsigned kSeed = 20240607;
  SCOPED_TRACE(kSeed);
  std::mt19937 random(kSeed);
  std::vector<std::string> words;
  for (const std::string& sentence : sentences()) {
    std::istringstream stream(sentence);
    for (std::string word; stream >> word;) words.push_back(word);
  }
  const std::vector<std::string> joints{" ", " ", " ", " ", ", ", ". ", "\n", "-", "/", ""};
  std::vector<std::string> missed;
  int told = 0;
  for (int round = 0; round < 200'000; ++round) {
    std::string text;
    for (std::size_t k = 0, n = 1 + random() % 6; k < n; ++k) {
      if (k > 0) text += joints[random() % joints.size()];
      text += words[random() % words.size()];
    }
    const std::string found = overlooked(text);
    if (!found.empty() && missed.size() < 20) missed.push_back(found + ": " + text);
    told += dictionary().may_hold(text) ? 0 : 1;
  }
  EXPECT_THAT(missed, testing::IsEmpty());
  EXPECT_GT(told, 1000);  // that it says no at all
}

TEST(Lists, AreWholeAndRefuseWhatNoFinderReads) {
  EXPECT_TRUE(check(lists()));
  const struct {
    const char* what;
    Lists lists;
    std::string_view id, file;
    std::uint32_t line;
  } kCases[] = {
      {"a section that nothing reads",
       {"", "", "", "", "# words\n[role]\nrektor\n[rolle]\nchef\n"},
       "privacy.unknown-section",
       "name_context.txt",
       4},
      {"words before any section",
       {"", "", "", "", "\nrektor\n[role]\nchef\n"},
       "privacy.unknown-section",
       "name_context.txt",
       2},
      {"a mark of given names",
       {"Anna\nBj\xC3\xB6rn\twrod\n", "", "", "", ""},
       "privacy.unknown-mark",
       "given_names.txt",
       2},
      {"a mark of surnames",
       {"", "Berg\tword\n", "", "", ""},
       "privacy.unknown-mark",
       "surnames.txt",
       1},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.what);
    const auto checked = check(c.lists);
    ASSERT_FALSE(checked);
    EXPECT_EQ(checked.issue().id, c.id);
    EXPECT_EQ(checked.issue().where.file, c.file);
    EXPECT_EQ(checked.issue().where.line, c.line);
    EXPECT_FALSE(checked.issue().remedy.empty());
  }
  EXPECT_EQ(samsyn::render(check(kCases[3].lists).issue()),
            "surnames.txt:1: a name is marked «word», which means nothing here "
            "[privacy.unknown-mark]\n    Berg\u2409word\n  fix: write one of these behind the tab: "
            "after");
}

}  // namespace
