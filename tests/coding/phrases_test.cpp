// Sentences as data: CODE.good must get the code (affirmed, for codes with stance), CODE.wrong must
// not. A line may begin with the contexts of the item asked, in brackets: "[hinder] Bussen.".

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "tests/coding/coder.hpp"

namespace samsyn::testing {
namespace {

class Phrases : public ::testing::TestWithParam<std::string> {};

std::vector<std::string> lines_of(const std::string& code, const std::string& kind) {
  std::ifstream file(std::string(SAMSYN_SOURCE_DIR) + "/tests/coding/" + code + "." + kind);
  std::vector<std::string> out;
  for (std::string line; std::getline(file, line);) {
    if (!line.empty() && line.front() != '#') out.push_back(line);
  }
  return out;
}

bool affirmed(TestCoder& coder, std::string line, const std::string& code) {
  std::vector<std::string> about;
  while (line.front() == '[') {
    const std::size_t close = line.find(']');
    about.push_back(line.substr(1, close - 1));
    line.erase(0, line.find_first_not_of(' ', close + 1));
  }
  const std::vector<Told> told = coder(line, about);
  return std::any_of(told.begin(), told.end(), [&](const Told& t) {
    return t.code == code && t.stance == Stance::affirmed;
  });
}

TEST_P(Phrases, GoodGetTheCodeAndWrongDoNot) {
  TestCoder coder(shipped_rules());
  const std::vector<std::string> good = lines_of(GetParam(), "good");
  const std::vector<std::string> wrong = lines_of(GetParam(), "wrong");
  EXPECT_GE(good.size(), 20U);
  EXPECT_GE(wrong.size(), 20U);
  for (const std::string& line : good) {
    EXPECT_TRUE(affirmed(coder, line, GetParam())) << "good: " << line;
  }
  for (const std::string& line : wrong) {
    EXPECT_FALSE(affirmed(coder, line, GetParam())) << "wrong: " << line;
  }
}

std::vector<std::string> leaf_codes() {
  std::vector<std::string> out;
  for (const Code& code : shipped_rules()->codebook().codes) {
    if (code.leaf) out.push_back(code.id);
  }
  return out;
}

INSTANTIATE_TEST_SUITE_P(Codes, Phrases, ::testing::ValuesIn(leaf_codes()), [](const auto& code) {
  std::string name = code.param;
  std::replace(name.begin(), name.end(), '.', '_');
  return name;
});

TEST(Indicators, AreAtLeastFortyForEachCode) {
  const Codebook& codebook = shipped_rules()->codebook();
  std::vector<std::size_t> count(codebook.codes.size());
  for (const RuleInfo& rule : codebook.rules) ++count[rule.code];
  std::size_t leaves = 0;
  for (std::size_t c = 0; c < count.size(); ++c) {
    if (!codebook.codes[c].leaf) continue;
    ++leaves;
    EXPECT_GE(count[c], 40U) << codebook.codes[c].id;
  }
  EXPECT_EQ(leaves, 19U + 17U);
}

TEST(Items, TellWhatAQuestionAsksAbout) {
  TestCoder coder(shipped_rules());
  const struct {
    const char* question;
    const char* context;
    bool asks;
  } kCases[] = {
      {"Vad hindrar er från att ta emot fler?", "hinder", true},
      {"VAD HINDRAR?", "hinder", true},
      {"Vilka svårigheter ser du?", "hinder", true},
      {"Hur många är ni på enheten?", "hinder", false},
      {"I vilka yrken har ni svårast att rekrytera?", "tema.kompetens.behov", true},
      {"Hur fungerar samarbetet med Arbetsförmedlingen?", "tema.struktur.samverkan", true},
      {"Vilka uppgifter skulle kunna brytas ut?", "tema.kompetens.connect_tjanster", true},
      {"Hur ordnar ni handledningen?", "tema.kompetens.handledning", true},
      {"Vad har fungerat bra tidigare?", "tema.forskning.framgang", true},
      {"Vad vill ni se i ett nytt ESF-projekt?", "tema.framtid.esf", true},
  };
  for (const auto& c : kCases) {
    EXPECT_EQ(coder.asks(c.question, c.context), c.asks) << c.question;
  }
}

}  // namespace
}  // namespace samsyn::testing
