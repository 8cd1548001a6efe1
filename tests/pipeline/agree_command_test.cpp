// samsyn agree, from files to what it prints and writes.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "pipeline/agreement.hpp"
#include "pipeline/model/text.hpp"
#include "tests/agree/lines.hpp"
#include "tests/pipeline/command.hpp"

namespace samsyn::testing {
namespace {

using agree::testing::cell;
using agree::testing::code;
using ::testing::HasSubstr;
using ::testing::Not;
using Json = nlohmann::json;

/// Twelve answers. Rules and Anna agree on tid but for one answer, on sprak never.
void write_codings(const TempFolder& folder) {
  std::string rules;
  std::string anna;
  for (std::uint32_t row = 2; row < 14; ++row) {
    std::vector<std::string> one;
    std::vector<std::string> other;
    if (row % 2 == 0) one.push_back(code("rules", "hinder.org.tid"));
    if (row % 2 == 0 && row != 4) other.push_back(code("human:anna", "hinder.org.tid"));
    if (row < 5) one.push_back(code("rules", "hinder.ind.sprak"));
    if (row > 10) other.push_back(code("human:anna", "hinder.ind.sprak"));
    rules += cell(row, 0, 9, one);
    anna += cell(row, 0, 9, other);
  }
  folder.write("rules.jsonl", rules);
  folder.write("anna.jsonl", anna);
}

TEST(AgreeCommand, PrintsTablesThatFitTheTerminal) {
  TempFolder folder;
  write_codings(folder);
  const Ended sv = command({"agree", folder / "rules.jsonl", folder / "anna.jsonl", "--list", "2"});
  EXPECT_EQ(sv.status, 0) << sv.err;
  EXPECT_THAT(sv.out, HasSubstr("Kodare: samsyn, human:anna\nBas: 12 segment, varav 12 bedömda"));
  EXPECT_THAT(sv.out, HasSubstr("12 personer"));
  EXPECT_THAT(sv.out, HasSubstr("  human:anna mot samsyn:\n    precision "));
  EXPECT_THAT(sv.out, HasSubstr("hinder.org.tid                      46  0,84 ["));
  EXPECT_THAT(sv.out,
              HasSubstr("svag a: alfa är under 0,667; dra inga slutsatser av den ensam.\n"));
  EXPECT_THAT(sv.out, HasSubstr("Olika bedömda: 6 segment; de första 2"));
  EXPECT_THAT(sv.out, HasSubstr("svar.csv:2 «Vad hindrar?» · R2\n  «Mening 0.»\n"
                                "    hinder.ind.sprak: samsyn ja · human:anna nej\n"));
  EXPECT_LT(sv.out.find("hinder.ind.sprak "), sv.out.find("hinder.org.tid "));
  const Ended en =
      command({"agree", folder / "rules.jsonl", folder / "anna.jsonl", "--lang", "en"});
  EXPECT_THAT(en.out, HasSubstr("Base: 12 segments, of which 12 judged by two coders or more."));
  EXPECT_THAT(en.out, HasSubstr("weak a: alpha is below 0.667"));
  for (const std::string& text : {sv.out, en.out}) {
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = text.find('\n', at);
      EXPECT_LE(code_points(std::string_view(text).substr(at, end - at)), 100U);
      at = end + 1;
    }
    EXPECT_THAT(text, Not(HasSubstr(" nan")));
    EXPECT_THAT(text, Not(HasSubstr(" inf")));
  }
}

/// Keys that the schema lacks or asks for, over objects and lists.
void check_keys(const Json& value, const Json& schema, const Json& all, const std::string& path) {
  if (schema.contains("$ref")) {
    const std::string name = schema["$ref"].get<std::string>().substr(8);  // behind "#/$defs/"
    return check_keys(value, all["$defs"][name], all, path);
  }
  if (value.is_array() && schema.contains("items")) {
    for (const Json& one : value) check_keys(one, schema["items"], all, path + "[]");
  }
  if (schema.contains("enum")) {
    EXPECT_THAT(schema["enum"], ::testing::Contains(value)) << path;
  }
  if (!value.is_object() || !schema.contains("properties")) return;
  for (const auto& [key, inner] : value.items()) {
    ASSERT_TRUE(schema["properties"].contains(key)) << path << "." << key;
    check_keys(inner, schema["properties"][key], all, path + "." + key);
  }
  for (const Json& key : schema.value("required", Json::array())) {
    EXPECT_TRUE(value.contains(key)) << path << " lacks " << key;
  }
}

TEST(AgreeCommand, WritesJsonThatTheSchemaDescribes) {
  TempFolder folder;
  write_codings(folder);
  const Json schema = Json::parse(
      bytes_of(std::string(SAMSYN_SOURCE_DIR) + "/templates/schema/agreement.schema.json"));
  const std::vector<std::vector<std::string>> kRuns{
      {},
      {"--unit", "respondent", "--count", "ordinal"},
      {"--unit", "answer", "--stance", "apart", "--lang", "en"},
      {"bo=" + (folder / "anna.jsonl"), "--gold", "human:anna"},
      {"--coder", "samsyn"}};
  for (const auto& more : kRuns) {
    std::vector<std::string> arguments{
        "agree", folder / "rules.jsonl", folder / "anna.jsonl", "--json", "-", "--resamples", "50"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    const Ended ended = command(arguments);
    SCOPED_TRACE(ended.err);
    const Json read = Json::parse(ended.out, nullptr, false);
    ASSERT_FALSE(read.is_discarded());
    EXPECT_EQ(read["schema"], "samsyn-agreement-1");
    check_keys(read, schema, schema, "");
    EXPECT_EQ(command(arguments).out, ended.out) << "the same bytes again";
  }
}

TEST(AgreeCommand, NamesEachReasonInTheSchema) {
  const Json schema = Json::parse(
      bytes_of(std::string(SAMSYN_SOURCE_DIR) + "/templates/schema/agreement.schema.json"));
  Json ids = Json::array();
  for (std::size_t why = 1; why <= static_cast<std::size_t>(agree::Undefined::too_few); ++why) {
    ids.push_back(id_of(static_cast<agree::Undefined>(why)));
  }
  EXPECT_EQ(schema["$defs"]["why"]["enum"], ids);
}

TEST(AgreeCommand, KeepsThePlaceBehindALongName) {
  TempFolder folder;
  const std::string name = "sammanställning_av_enkäten_till_handledare_och_chefer_hösten.csv";
  for (const char* who : {"anna", "bo"}) {
    std::string line =
        cell(27, 0, 9, who[0] == 'a' ? std::vector{code(who, "x")} : std::vector<std::string>());
    line.replace(line.find("svar.csv"), 8, name);
    folder.write(std::string(who) + ".jsonl", line + (who[0] == 'b' ? cell(2, 0, 9, {}) : ""));
  }
  const Ended ended =
      command({"agree", "anna=" + (folder / "anna.jsonl"), "bo=" + (folder / "bo.jsonl")});
  EXPECT_THAT(ended.out, HasSubstr(name + ":27 «Vad hindrar?»"));
}

TEST(AgreeCommand, WritesTheJsonBesideTheTables) {
  TempFolder folder;
  write_codings(folder);
  const Ended ended = command(
      {"agree", folder / "rules.jsonl", folder / "anna.jsonl", "--json", folder / "agree.json"});
  EXPECT_EQ(ended.status, 0);
  EXPECT_THAT(ended.out, HasSubstr("Kodare:"));
  const Json read = Json::parse(bytes_of(folder / "agree.json"));
  EXPECT_EQ(read["weak_codes"], (Json{"hinder.ind.sprak", "hinder.org.tid"}));
  EXPECT_EQ(read["disagreements"].size(), 6U);
  EXPECT_EQ(read["disagreements"][0]["text"], "Mening 0.");
  EXPECT_EQ(read["rows"][1]["found"][0]["coder"], "human:anna");
}

TEST(AgreeCommand, TakesAGoldFile) {
  TempFolder folder;
  write_codings(folder);
  const Ended ended = command({"agree", folder / "rules.jsonl", "--gold", folder / "anna.jsonl",
                               "--codes", "hinder.org", "--json", "-"});
  EXPECT_EQ(ended.status, 0) << ended.err;
  const Json read = Json::parse(ended.out);
  EXPECT_EQ(read["reference"], "gold");
  EXPECT_EQ(read["gold"], true);
  const Json& found = read["rows"][1]["found"][0];
  EXPECT_EQ(found["coder"], "samsyn");
  EXPECT_EQ(found["recall"]["value"], 1);
  EXPECT_EQ(found["precision"]["value"], 0.833333);
}

TEST(AgreeCommand, SaysWhatIsWrong) {
  TempFolder folder;
  write_codings(folder);
  folder.write("tom.jsonl", "");
  folder.write("trasig.jsonl", cell(2, 0, 9, {code("bo", "x")}) + "{}\n");
  const std::string rules = folder / "rules.jsonl";
  const std::string anna = folder / "anna.jsonl";
  const struct {
    std::vector<std::string> arguments;
    std::string says;
    int status;
  } kCases[] = {
      {{"agree"}, "agree needs codings", 2},
      {{"agree", rules, anna, "--unit", "ord"}, "--unit is segment, answer or respondent", 2},
      {{"agree", rules, anna, "--stance", "nej"}, "--stance is affirmed, any or apart", 2},
      {{"agree", rules, anna, "--count", "nominal"}, "--count is ordinal, interval or ratio", 2},
      {{"agree", rules, anna, "--cluster", "x"}, "--cluster is respondent or answer", 2},
      {{"agree", rules, anna, "--resamples", "1000000"}, "--resamples is at most 10000", 2},
      {{"agree", rules, folder / "fel.jsonl"}, "[file.not-found]", 3},
      {{"agree", rules, anna, "--gold", "human:ana"}, "neither a coder of the files nor a file", 3},
      {{"agree", rules, rules, "--gold", "samsyn"},
       "no coder is called «samsyn»; there are: sam",
       3},
      {{"agree", rules, anna, "--coder", "human:ana"}, "did you mean human:anna?", 3},
      {{"agree", rules, anna, "--codes", "hindr.org"}, "[agree.unknown-code]", 3},
      {{"agree", rules, folder / "tom.jsonl"},
       "tom.jsonl: the file holds no segment that counts",
       3},
      {{"agree", rules, anna, "--json", anna}, "[agree.output-over-input]", 3},
      {{"agree", rules, "bo=" + anna, "--json", folder / "./anna.jsonl"},
       "[agree.output-over-input]",
       3},
      {{"agree", rules, "--gold", anna, "--json", anna}, "[agree.output-over-input]", 3},
      {{"agree", rules, anna, "--json", folder / "trasig.jsonl"}, "[agree.not-our-output]", 3},
      {{"agree", rules, folder / "trasig.jsonl"}, "trasig.jsonl:2: this line is no segment", 1},
      {{"agree", rules}, "there is one coder only, samsyn [agree.one-coder]", 1},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.says);
    std::vector<std::string> arguments = c.arguments;
    arguments.insert(arguments.end(), {"--lang", "en"});
    const Ended ended = command(arguments);
    EXPECT_EQ(ended.status, c.status) << ended.err;
    EXPECT_THAT(ended.err, HasSubstr(c.says));
  }
  EXPECT_THAT(bytes_of(anna), HasSubstr("human:anna")) << "left as it was";
}

TEST(AgreeCommand, AnswersInWordsWhereThereIsOneCoder) {
  TempFolder folder;
  write_codings(folder);
  const Ended ended = command({"agree", folder / "rules.jsonl"});
  EXPECT_THAT(ended.out,
              HasSubstr("Överensstämmelsen går inte att beräkna: det finns bara en kodare.\n"));
  EXPECT_THAT(ended.out, Not(HasSubstr("–"))) << "no rows of what is not known";
  folder.write("andra.jsonl", cell(90, 0, 9, {code("human:bo", "hinder.org.tid")}));
  const Ended apart = command({"agree", folder / "rules.jsonl", folder / "andra.jsonl"});
  EXPECT_THAT(apart.out, HasSubstr("går inte att beräkna: ingen enhet är bedömd av två kodare.\n"));
  EXPECT_THAT(apart.out, Not(HasSubstr("–")));
  EXPECT_THAT(ended.err, HasSubstr("det finns bara en kodare, samsyn [agree.one-coder]"));
}

}  // namespace
}  // namespace samsyn::testing
