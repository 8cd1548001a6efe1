// samsyn discover: a small study and what it must give (tests/golden/discover).

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/pipeline/command.hpp"

namespace samsyn::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using Json = nlohmann::json;

const std::string kGolden = std::string(SAMSYN_SOURCE_DIR) + "/tests/golden/discover/";

TEST(DiscoverCommand, MatchesItsGoldenRunForAnyNumberOfThreads) {
  for (const std::string& language : {std::string("sv"), std::string("en")}) {
    std::string first;
    for (const char* jobs : {"1", "2", "5"}) {
      SCOPED_TRACE(language + jobs);
      const Ended ended =
          command({"discover", kGolden + "input", "--lang", language, "--jobs", jobs});
      EXPECT_EQ(ended.status, 0) << ended.err;
      if (first.empty()) first = ended.out;
      EXPECT_EQ(ended.out, first);
    }
    const std::string path = kGolden + "expected." + language + ".txt";
    if (std::getenv("SAMSYN_UPDATE_GOLDEN") != nullptr) {
      std::ofstream(path, std::ios::binary) << first;
    }
    EXPECT_EQ(first, bytes_of(path));
    EXPECT_THAT(first, Not(HasSubstr("070-174")));
  }
}

TEST(DiscoverCommand, GivesJsonAsTheRunDoes) {
  TempFolder folder;
  const Ended ended = command({"discover", kGolden + "input", "--json"});
  const Json alone = Json::parse(ended.out, nullptr, false);
  ASSERT_FALSE(alone.is_discarded());
  ASSERT_EQ(command({"run", kGolden + "input", "--out", folder / "ut", "--progress", "off"}).status,
            0);
  const Json run = Json::parse(bytes_of(folder / "ut/summary.json"));
  EXPECT_EQ(run["candidates"], alone["candidates"]);
  EXPECT_FALSE(run["candidates"].empty());
  std::size_t same = 0;
  for (const Json& table : alone["tables"]) {
    same += static_cast<std::size_t>(std::count(run["tables"].begin(), run["tables"].end(), table));
  }
  EXPECT_EQ(same, alone["tables"].size());
  // Every quotation stands in codings.jsonl, as it is shown there, and without a code.
  const std::string codings = bytes_of(folder / "ut/codings.jsonl");
  for (const Json& candidate : run["candidates"]) {
    EXPECT_LE(candidate["quotations"].size(), 5U);
    for (const Json& quotation : candidate["quotations"]) {
      const std::size_t at = codings.find("{\"id\":" + quotation["segment"].dump());
      ASSERT_NE(at, std::string::npos);
      const Json line = Json::parse(codings.substr(at, codings.find('\n', at) - at));
      EXPECT_EQ(line["raw"], quotation["text"]);
      EXPECT_EQ(line["codes"], Json::array());
      EXPECT_EQ(line["interviewer"], false);
      EXPECT_EQ(line["respondent"], quotation["respondent"]);
    }
  }
}

TEST(DiscoverCommand, CountsHumanCodingsAsTheRunDoes) {
  TempFolder folder;
  std::filesystem::copy(kGolden + "input", folder / "in");
  ASSERT_EQ(command({"run", folder / "in", "--out", folder / "ut", "--progress", "off"}).status, 0);
  // All that the machine left open was coded by somebody.
  std::istringstream codings(bytes_of(folder / "ut/codings.jsonl"));
  std::string human;
  for (std::string text; std::getline(codings, text);) {
    Json line = Json::parse(text);
    if (!line["codes"].empty() || line["role"] == "interviewer") continue;
    line["coders"] = {"human:anna"};
    line["codes"] = {{{"code", "prov.tid"}, {"coder", "human:anna"}}};
    human += line.dump() + "\n";
  }
  const Ended before = command({"kwic", folder / "in", "--code", "prov.tid", "--json"});
  folder.write("in/study.kodningar.jsonl", human);
  const Ended ended = command({"discover", folder / "in", "--json"});
  EXPECT_EQ(ended.status, 0) << ended.err;
  const Json alone = Json::parse(ended.out, nullptr, false);
  ASSERT_FALSE(alone.is_discarded());
  ASSERT_EQ(command({"run", folder / "in", "--out", folder / "ut", "--progress", "off"}).status, 0);
  const Json run = Json::parse(bytes_of(folder / "ut/summary.json"));
  EXPECT_EQ(run["candidates"], alone["candidates"]);
  EXPECT_TRUE(alone["candidates"].empty()) << alone["candidates"];
  for (const Json& table : alone["tables"]) {
    EXPECT_EQ(std::count(run["tables"].begin(), run["tables"].end(), table), 1) << table["id"];
  }
  const Ended kwic = command({"kwic", folder / "in", "--code", "prov.tid", "--json"});
  EXPECT_GT(Json::parse(kwic.out)["found"], Json::parse(before.out)["found"]);
}

TEST(DiscoverCommand, SaysWhatIsWrong) {
  const struct {
    std::vector<std::string> arguments;
    std::string says;
    int status;
  } kCases[] = {
      {{"discover"}, "discover behöver en studie", 2},
      {{"discover", kGolden + "input", "--jobs", "0"}, "--jobs måste ligga mellan 1 och 256", 2},
      {{"discover", kGolden + "nowhere"}, "[file.not-found]", 3},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.says);
    const Ended ended = command(c.arguments);
    EXPECT_EQ(ended.status, c.status);
    EXPECT_THAT(ended.err, HasSubstr(c.says));
  }
}

}  // namespace
}  // namespace samsyn::testing
