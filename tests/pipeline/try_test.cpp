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
  EXPECT_THAT(ended.out, ::testing::HasSubstr("[bekräftad]"));
  EXPECT_THAT(
      command({"try", "--lang", "en", "--text", "Handledarbristen gör att vi säger nej."}).out,
      ::testing::HasSubstr("[affirmed]"));
}

TEST(Try, TakesTheQuestionAsContext) {
  EXPECT_THAT(command({"try", "--text", "Bussen."}).out, ::testing::Not(::testing::HasSubstr("→")));
  EXPECT_THAT(command({"try", "--text", "Bussen.", "--question", "Vad hindrar er?"}).out,
              ::testing::HasSubstr("→ hinder.org.matchning"));
}

TEST(Try, GivesOneJsonObjectForEachBlockWithOffsetsInTheWholeText) {
  const std::string text =
      "Första stycket \U0001F642. Vi saknar tid!\n\nAndra kompe\u00ADtensutvecklingen.\n";
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
  for (const char* key : {"raw", "repairs", "masked", "codes", "end"})
    EXPECT_TRUE(blocks[0].contains(key));
}

TEST(Try, ShowsWhatWouldBeRepairedAndMasked) {
  const std::string text = "Chefen Gunvor s&ger att tiden inte r&cker for handledning.";
  const Ended plain = command({"try", "--repair", "on", "--text", text});
  ASSERT_EQ(plain.status, 0) << plain.err;
  EXPECT_THAT(plain.out, ::testing::HasSubstr("säger att tiden inte räcker för"));
  EXPECT_THAT(plain.out, ::testing::HasSubstr("~ s&ger"));
  EXPECT_THAT(plain.out, ::testing::ContainsRegex("# Gunvor +\\[Namn\\]"));
  const Json block = Json::parse(command({"try", "--repair", "on", "--json", "--text", text}).out);
  ASSERT_GE(block["repairs"].size(), 2U);
  EXPECT_EQ(block["repairs"][0]["from"], "s&ger");
  EXPECT_EQ(block["repairs"][0]["to"], "säger");
  EXPECT_EQ(block["repairs"][0]["start"], 14);
  EXPECT_EQ(block["repairs"][0]["end"], 19);
  ASSERT_EQ(block["masked"].size(), 1U);
  EXPECT_EQ(block["masked"][0], Json({{"start", 7}, {"end", 13}, {"kind", "namn"}}));
  const auto repairs = [](const std::vector<std::string>& how) {
    return Json::parse(command(how).out)["repairs"].size();
  };
  EXPECT_EQ(repairs({"try", "--json", "--repair", "off", "--text", text}), 0U);
  EXPECT_EQ(repairs({"try", "--json", "--text", text}), block["repairs"].size())
      << "two words of ten, with signs in them, are damage enough";
  EXPECT_EQ(repairs({"try", "--json", "--text", "Vi s&ger att tiden ar knapp."}), 0U);
}

TEST(Try, RefusesAnEmptyFile) {
  TempFolder folder;
  folder.write("tom.txt", " \n");
  const Ended ended = command({"try", folder / "tom.txt"});
  EXPECT_EQ(ended.status, 3);
  EXPECT_THAT(ended.err, ::testing::HasSubstr("[ingest.empty]"));
  EXPECT_THAT(ended.err, ::testing::HasSubstr("åtgärd: "));
}

}  // namespace
}  // namespace samsyn::testing
