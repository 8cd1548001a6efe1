#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/pipeline/command.hpp"

namespace samsyn::testing {
namespace {

using Json = nlohmann::json;

TEST(Try, ShowsTheRuleAndTheWordsBehindACode) {
  const Ended ended = command({"try", "--text", "Handledarbristen gör att vi säger nej."});
  EXPECT_EQ(ended.status, 0);
  EXPECT_THAT(ended.out, ::testing::HasSubstr("handledare + brist"));
  EXPECT_THAT(ended.out, ::testing::HasSubstr("→ hinder.org.handledning"));
  EXPECT_THAT(ended.out, ::testing::HasSubstr("«Handledarbristen"));
}

TEST(Try, TakesTheQuestionAsContext) {
  EXPECT_THAT(command({"try", "--text", "Bussen."}).out, ::testing::Not(::testing::HasSubstr("→")));
  EXPECT_THAT(command({"try", "--text", "Bussen.", "--question", "Vad hindrar er?"}).out,
              ::testing::HasSubstr("→ hinder.org.matchning"));
}

TEST(Try, GivesOneJsonObjectForEachBlockWithOffsetsInTheWholeText) {
  const std::string text = "Första stycket \U0001F642. Vi saknar tid!\n\nAndra kompe\u00ADtensutvecklingen.\n";
  TempFolder folder;
  folder.write("prov.txt", text);
  const Ended ended = command({"try", "--json", folder / "prov.txt"});
  ASSERT_EQ(ended.status, 0) << ended.err;
  std::istringstream lines(ended.out);
  std::vector<Json> blocks;
  for (std::string line; std::getline(lines, line);) blocks.push_back(Json::parse(line));
  ASSERT_EQ(blocks.size(), 2U);
  EXPECT_EQ(blocks[0]["start"], 0);
  EXPECT_EQ(blocks[0]["sentences"].size(), 2U);
  EXPECT_EQ(blocks[1]["start"], 34);
  EXPECT_EQ(blocks[1]["text"], "Andra kompetensutvecklingen.");
  const Json& token = blocks[1]["tokens"][1];
  EXPECT_EQ(token["form"], "kompetensutvecklingen");
  EXPECT_EQ(token["start"], 40);
  EXPECT_EQ(token["end"], 40 + 22);  // the soft hyphen stands in the raw text
  EXPECT_EQ(token["parts"], Json({"kompetens", "utveckling"}));
  for (const char* key : {"raw", "repairs", "masked", "codes", "end"}) EXPECT_TRUE(blocks[0].contains(key));
}

TEST(Try, RefusesAnEmptyText) {
  const Ended ended = command({"try", "--text", ""});
  EXPECT_EQ(ended.status, 3);
  EXPECT_THAT(ended.err, ::testing::HasSubstr("[ingest.empty]"));
}

}  // namespace
}  // namespace samsyn::testing
