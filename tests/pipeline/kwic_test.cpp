// samsyn kwic, on the study of the golden run of samsyn discover.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "pipeline/kwic.hpp"
#include "tests/pipeline/command.hpp"

namespace samsyn::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;
using Json = nlohmann::json;

const std::string kGolden = std::string(SAMSYN_SOURCE_DIR) + "/tests/golden/";
const std::string kStudy = kGolden + "discover/input";

/// What stands in the column of the word, and how many lines there are.
std::vector<std::string> words(const std::vector<std::string>& more) {
  std::vector<std::string> arguments{"kwic", kStudy, "--json"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  const Ended ended = command(arguments);
  EXPECT_EQ(ended.status, 0) << ended.err;
  const Json read = Json::parse(ended.out, nullptr, false);
  std::vector<std::string> out;
  if (read.is_discarded()) return out;
  EXPECT_EQ(read["schema"], "samsyn-kwic-1");
  for (const Json& line : read["lines"]) out.push_back(line["word"].get<std::string>());
  EXPECT_EQ(read["found"], out.size());
  return out;
}

using Texts = std::vector<std::string>;

TEST(KwicCommand, MatchesItsGoldenRunForAnyNumberOfThreads) {
  for (const std::string& language : {std::string("sv"), std::string("en")}) {
    std::string first;
    for (const char* jobs : {"1", "2", "5"}) {
      const Ended ended = command({"kwic", kStudy, "--pattern", "(matsal | -avgift)", "--sort",
                                   "right", "--width", "24", "--lang", language, "--jobs", jobs});
      EXPECT_EQ(ended.status, 0) << ended.err;
      if (first.empty()) first = ended.out;
      EXPECT_EQ(ended.out, first) << jobs;
    }
    const std::string path = kGolden + "kwic/expected." + language + ".txt";
    if (std::getenv("SAMSYN_UPDATE_GOLDEN") != nullptr) {
      std::filesystem::create_directories(kGolden + "kwic");
      std::ofstream(path, std::ios::binary) << first;
    }
    EXPECT_EQ(first, bytes_of(path));
    EXPECT_THAT(first, Not(HasSubstr("070-174")));
  }
}

TEST(KwicCommand, FindsWordsLemmasHeadsRulesAndCodes) {
  EXPECT_EQ(words({"bullret"}), (Texts{"Bullret", "bullret", "bullret", "Bullret"}));
  EXPECT_EQ(words({"i", "matsalen"}), (Texts{"i matsalen", "i matsalen", "i matsalen"}));
  EXPECT_EQ(words({"matsal*"}).size(), 4U);
  EXPECT_EQ(words({"matsal"}), Texts{}) << "this very word";
  EXPECT_EQ(words({"--lemma", "matsal"}), (Texts{"matsalen", "matsalen", "Matsalen", "matsalen"}));
  EXPECT_EQ(words({"--head", "avgift"}).size(), 4U);
  EXPECT_EQ(words({"--lemma", "avgift"}), Texts{});
  EXPECT_EQ(words({"--rule", "pengar-001"}), (Texts{"Pengar", "Pengar", "Pengar"}));
  EXPECT_EQ(words({"--code", "prov.pengar"}), (Texts{"Pengar", "Pengar", "Pengar"}));
  EXPECT_EQ(words({"--code", "prov"}).size(), words({"--code", "prov.pengar"}).size() +
                                                  words({"--code", "prov.tid"}).size() +
                                                  words({"--code", "prov.sprak"}).size());
  EXPECT_EQ(words({"--pattern", "äta .. lunch"}), (Texts{"äter lunch"}));
  // Interviewers' words are not searched.
  EXPECT_EQ(words({"arbeta"}), Texts{});
}

TEST(KwicCommand, HidesPersonalData) {
  const Ended ended = command({"kwic", kStudy, "--pattern", "man _ _", "--width", "60"});
  EXPECT_THAT(ended.out, HasSubstr("1 träff är en personuppgift och visas inte."));
  const Ended around = command({"kwic", kStudy, "ringer", "--width", "60"});
  EXPECT_THAT(around.out, HasSubstr("ringer man [Telefon 1] svarar ingen."));
}

TEST(KwicCommand, WritesCsvWithoutFormulas) {
  const Ended ended = command({"kwic", kStudy, "parkeringsavgiften", "--csv"});
  EXPECT_THAT(ended.out, StartsWith("\xEF\xBB\xBFTill vänster;Ord;Till höger;Plats;"));
  EXPECT_THAT(ended.out, HasSubstr("\r\n'=1+1 ;parkeringsavgiften;;svar.csv:9;8;ovrigt;"));
}

TEST(KwicCommand, SaysWhatIsWrong) {
  const struct {
    std::vector<std::string> more;
    std::string says;
    int status;
  } kCases[] = {
      {{}, "kwic needs a study and one thing to look for", 2},
      {{"tid", "--lemma", "tid"}, "kwic needs a study and one thing to look for", 2},
      {{"(tid"}, "a word to look for has no signs in it", 2},
      {{"--lemma", "a b"}, "a word to look for has no signs in it", 2},
      {{"tid", "--sort", "up"}, "--sort is left, right or place", 2},
      {{"tid", "--width", "0"}, "--width must lie between 1 and 200", 2},
      {{"tid", "--json", "--csv"}, "--csv and --json are two ways", 2},
      {{"--rule", "pengar-01"}, "did you mean pengar-001?", 3},
      {{"--rule", "xyz"}, "[kwic.unknown-rule]", 3},
      {{"--code", "prov.penger"}, "did you mean prov.pengar?", 3},
      {{"--code", "helt.annat"}, "[kwic.unknown-code]", 3},
      {{"--pattern", "(tid"}, "--pattern (byte 1): ", 3},
      {{"--pattern", "@finnsinte"}, "[coding.unknown-class]", 3},
      {{"--pattern", "*"}, "[coding.bad-pattern]", 3},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.says);
    std::vector<std::string> arguments{"kwic", kStudy, "--lang", "en"};
    arguments.insert(arguments.end(), c.more.begin(), c.more.end());
    const Ended ended = command(arguments);
    EXPECT_EQ(ended.status, c.status) << ended.err;
    EXPECT_THAT(ended.err, HasSubstr(c.says));
  }
}

/// A study of one survey with these answers, one to a row, and codes by rules.
void write_study(const TempFolder& folder, const std::string& answers,
                 const std::string& indicators = R"({"tid-001": "tid"})") {
  folder.write("svar.csv", "nr;svar\n" + answers);
  folder.write("koder.json", R"({"id": "prov", "name_sv": "Prov", "codes": [{"id": "prov.tid",
"name_sv": "Tid", "indicators": )" +
                                 indicators + "}]}");
  folder.write("study.json", R"({"schema": "samsyn-study-1", "name": "Prov", "learned": false,
"taxonomies": ["koder.json"], "sources": [{"id": "s", "kind": "survey", "files": ["svar.csv"],
"respondent_column": "nr", "items": [{"id": "svar", "column": "svar", "type": "open"}]}]})");
}

TEST(KwicCommand, HidesWhatWasMatchedAndNotWhatStandsBetween) {
  TempFolder folder;
  write_study(folder, "1;\"Tiden är knapp, säger Anna Lindqvist till chefen i dag.\"\n",
              R"({"tid-001": "=tiden & =chefen"})");
  const Ended ended = command({"kwic", folder.path(), "--code", "prov.tid", "--json"});
  const Json read = Json::parse(ended.out);
  EXPECT_EQ(read["hidden"], 0);
  ASSERT_EQ(read["lines"].size(), 1U);
  EXPECT_EQ(read["lines"][0]["word"], "Tiden är knapp, säger [Namn 1] till chefen");
}

TEST(KwicCommand, KeepsNoMoreThanIsShownAndCountsAll) {
  TempFolder folder;
  std::string answer;
  for (int n = 0; n < 2000; ++n) answer += "Tiden är knapp. ";
  write_study(folder, "1;" + answer + "\n");
  for (const char* order : {"place", "left"}) {
    const Ended ended =
        command({"kwic", folder.path(), "tiden", "--limit", "3", "--sort", order, "--json"});
    const Json read = Json::parse(ended.out);
    EXPECT_EQ(read["found"], 2000);
    EXPECT_EQ(read["lines"].size(), 3U);
  }
}

TEST(KwicCommand, TakesTimeThatGrowsWithTheMasksOfAnAnswer) {
  TempFolder folder;
  std::string answer;
  for (int n = 0; n < 20'000; ++n) answer += "Parkeringen, sa Anna Lindqvist, 070-123 45 67. ";
  write_study(folder, "1;" + answer + "\n");
  const auto begin = std::chrono::steady_clock::now();
  const Ended ended = command({"kwic", folder.path(), "parkeringen", "--limit", "1"});
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
  EXPECT_THAT(ended.out, HasSubstr("20"));
  EXPECT_LT(took.count(), 30);
}

TEST(KwicCommand, ShowsNothingThatATerminalObeys) {
  TempFolder folder;
  write_study(folder, "1;\"Tiden \x1B]0;borta\x07 \u202Eär knapp.\"\n");
  for (const char* what : {"kwic", "discover"}) {
    std::vector<std::string> arguments{what, folder.path()};
    if (std::string_view(what) == "kwic") arguments.emplace_back("tiden");
    const Ended ended = command(arguments);
    EXPECT_THAT(ended.out, Not(HasSubstr("\x1B")));
    EXPECT_THAT(ended.out, Not(HasSubstr("\u202E")));
  }
  EXPECT_THAT(command({"kwic", folder.path(), "tiden"}).out, HasSubstr("Tiden ␛]0;borta␇ "));
  const Ended tried = command({"try", "--text", "Tiden \x1B[2J räcker inte.", "--rules-alone"});
  EXPECT_THAT(tried.out, Not(HasSubstr("\x1B")));
}

TEST(Kwic, MakesPatternsOfPlainWordsOnly) {
  EXPECT_EQ(pattern_of_words({"svenska", "språket"}), "=svenska =språket");
  EXPECT_EQ(pattern_of_words({"språk*"}), "språk*");
  for (const char* word :
       {"", "*", "a b", "(a", "a|b", "@neg", "=a", "<a>", "a..b", "/noun", "^"}) {
    EXPECT_EQ(pattern_of_words({word}), "") << word;
  }
}

}  // namespace
}  // namespace samsyn::testing
