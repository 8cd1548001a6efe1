// The example study from its files to all outputs.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "tests/pipeline/command.hpp"

namespace samsyn::testing {
namespace {

using Json = nlohmann::json;

constexpr const char* kFiles[] = {"tables.xlsx", "summary.json", "codings.jsonl", "issues.jsonl",
                                  "manifest.json"};
const std::string kConnect = std::string(SAMSYN_SOURCE_DIR) + "/corpus/connect";

std::vector<Json> lines_of(const std::string& path) {
  std::vector<Json> out;
  std::istringstream text(bytes_of(path));
  for (std::string line; std::getline(text, line);) out.push_back(Json::parse(line));
  return out;
}

TEST(Example, GivesTheSameBytesEachTimeAndForAnyNumberOfThreads) {
  TempFolder folder;
  const struct {
    const char* out;
    const char* jobs;
  } kRuns[] = {{"a", "1"}, {"b", "2"}, {"c", "2"}, {"d", "5"}};
  for (const auto& run : kRuns) {
    const Ended ended = command(
        {"run", kConnect, "--out", folder / run.out, "--jobs", run.jobs, "--progress", "off"});
    ASSERT_EQ(ended.status, 0) << ended.err;
  }
  for (const char* file : kFiles) {
    const std::string first = bytes_of(folder / (std::string("a/") + file));
    for (const char* out : {"b/", "c/", "d/"}) {
      EXPECT_TRUE(bytes_of(folder / (std::string(out) + file)) == first) << out << file;
    }
  }
  // Nothing else lies there, and no output knows where the program stood.
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder / "a")) {
    ++files;
    if (entry.path().extension() == ".xlsx") continue;
    EXPECT_EQ(bytes_of(entry.path().string()).find(folder.path()), std::string::npos)
        << entry.path();
  }
  EXPECT_EQ(files, std::size(kFiles));
}

TEST(Example, CountsAddUpToTheCodings) {
  TempFolder folder;
  ASSERT_EQ(command({"run", kConnect, "--out", folder / "o", "--progress", "off"}).status, 0);
  const std::vector<Json> codings = lines_of(folder / "o/codings.jsonl");
  const Json summary = Json::parse(bytes_of(folder / "o/summary.json"));

  // By another path than the program's: people and segments for each code, from codings.jsonl.
  std::map<std::string, std::set<std::string>> people;
  std::map<std::string, std::size_t> segments;
  std::set<std::string> ids, municipalities, respondents;
  std::map<std::string, std::size_t> words;
  for (const Json& line : codings) {
    EXPECT_TRUE(ids.insert(line["id"].get<std::string>()).second) << "the id stands twice";
    EXPECT_LT(line["start"].get<int>(), line["end"].get<int>());
    if (line["kind"] == "survey") {
      respondents.insert(line["source"].get<std::string>() + line["respondent"].get<std::string>());
      if (!line["municipality"].is_null())
        municipalities.insert(line["municipality"].get<std::string>());
    }
    if (line["interviewer"] == true) continue;
    if (line["kind"] == "transcript")
      words[line["source"].get<std::string>()] += line["text"].get<std::string>().size() / 6;
    for (const Json& code : line["codes"]) {
      const std::string id = code["code"].get<std::string>();
      EXPECT_FALSE(code["evidence"].empty());
      for (const Json& evidence : code["evidence"]) {
        EXPECT_GE(evidence["start"], line["start"]);
        EXPECT_LE(evidence["end"], line["end"]);
      }
      if (code["stance"] != "affirmed") continue;
      ++segments[id];
      if (line["kind"] == "survey") {
        people[id].insert(line["source"].get<std::string>() + "/" +
                          line["respondent"].get<std::string>());
      }
    }
  }
  EXPECT_GE(respondents.size(), 160U);
  EXPECT_GE(municipalities.size(), 13U);
  EXPECT_EQ(words.size(), 4U);

  std::size_t compared = 0;
  std::size_t hidden = 0;
  for (const Json& table : summary["tables"]) {
    if (table["id"] != "codes.barriers" && table["id"] != "codes.themes") continue;
    std::size_t respondents_at = 0;
    std::size_t segments_at = 0;
    for (std::size_t c = 0; c < table["columns"].size(); ++c) {
      if (table["columns"][c]["id"] == "respondents") respondents_at = c;
      if (table["columns"][c]["id"] == "segments") segments_at = c;
    }
    ASSERT_NE(respondents_at, 0U) << table["columns"].dump();
    ASSERT_NE(segments_at, 0U) << table["columns"].dump();
    for (const Json& row : table["rows"]) {
      const std::string id = row["id"].get<std::string>();
      if (id.find('.') == id.rfind('.')) continue;  // groups and totals
      for (const auto& [at, number] :
           {std::pair(respondents_at, people[id].size()), std::pair(segments_at, segments[id])}) {
        const Json withheld = row.value("withheld", Json::array());
        if (std::find(withheld.begin(), withheld.end(), at) != withheld.end()) {
          ++hidden;
        } else {
          EXPECT_EQ(row["cells"][at].get<double>(), static_cast<double>(number)) << id;
        }
      }
      ++compared;
    }
  }
  EXPECT_EQ(compared, 19U + 17U);
  EXPECT_LT(hidden, compared) << "most codes of all respondents together are of many people";
}

TEST(Example, SpeaksEnglishOnRequest) {
  TempFolder folder;
  const Ended ended =
      command({"run", kConnect, "--out", folder / "o", "--lang", "en", "--progress", "off"});
  ASSERT_EQ(ended.status, 0) << ended.err;
  EXPECT_THAT(ended.out, ::testing::HasSubstr("files read"));
  const Json summary = Json::parse(bytes_of(folder / "o/summary.json"));
  EXPECT_EQ(summary["language"], "en");
}

}  // namespace
}  // namespace samsyn::testing
