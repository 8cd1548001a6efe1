// What somebody meets who uses the program for the first time: faults that one did meet.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <functional>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "tests/pipeline/command.hpp"

namespace samsyn::testing {
namespace {

using Json = nlohmann::json;
using ::testing::HasSubstr;
using ::testing::Not;

const std::string kSource = SAMSYN_SOURCE_DIR;

std::size_t times_in(const std::string& text, const std::string& part) {
  std::size_t n = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++n;
  return n;
}

std::string study(const std::string& sources, const std::string& more = {}) {
  return R"({"schema": "samsyn-study-1", "name": "Prov", "learned": false, )" + more +
         R"("sources": [)" + sources + "]}";
}

/// A survey of one open question.
std::string survey(const std::string& file, const std::string& item = {},
                   const std::string& source = {}) {
  return R"({"id": ")" + file.substr(0, file.find('.')) + R"(", "kind": "survey", "files": [")" +
         file + R"("], "respondent_column": "Nr", )" + source +
         R"("items": [{"id": "svar", "column": "Svar", "type": "open")" + item + "}]}";
}

struct FirstUse : ::testing::Test {
  Ended run(const std::vector<std::string>& more = {}) {
    std::vector<std::string> all{"run", folder.path(), "--progress", "off"};
    all.insert(all.end(), more.begin(), more.end());
    return command(all);
  }
  std::vector<Json> codings() {
    std::vector<Json> out;
    std::istringstream text(bytes_of(folder / "out/codings.jsonl"));
    for (std::string line; std::getline(text, line);) out.push_back(Json::parse(line));
    return out;
  }
  TempFolder folder;
};

TEST_F(FirstUse, TryAsksForATextAndIsWronglyUsedWithoutOne) {
  for (const std::string text : {"", "  \n"}) {
    const Ended ended = command({"try", "--text", text});
    EXPECT_EQ(ended.status, 2);
    EXPECT_THAT(ended.err, HasSubstr("try behöver en text att se på"));
    EXPECT_THAT(ended.err, HasSubstr("samsyn try --text"));
    EXPECT_EQ(ended.out, "");
  }
}

TEST_F(FirstUse, AFileOfOnesOwnIsNotLost) {
  folder.write("svar.csv", "Nr;Svar\n1;Tiden räcker inte.\n");
  folder.write("study.json", study(survey("svar.csv")));
  folder.write("mina/tables.xlsx", "mina egna tabeller");
  Ended ended = run({"--out", folder / "mina"});
  EXPECT_EQ(ended.status, 3);
  EXPECT_THAT(ended.err, HasSubstr("mina/tables.xlsx: där ligger en fil"));
  EXPECT_THAT(ended.err, HasSubstr("[run.not-our-output]"));
  EXPECT_EQ(bytes_of(folder / "mina/tables.xlsx"), "mina egna tabeller");
  EXPECT_FALSE(std::filesystem::exists(folder / "mina/summary.json"));
  // A manifest of something else does not make it ours; an older run's outputs are written anew.
  folder.write("mina/manifest.json", R"({"schema": "something-else"})");
  EXPECT_EQ(run({"--out", folder / "mina"}).status, 3);
  EXPECT_EQ(run().status, 0);
  EXPECT_EQ(run().status, 0);
}

TEST_F(FirstUse, AMissingFileIsToldOnce) {
  folder.write("svar.csv", "Nr;Svar\n1;Tiden räcker inte.\n");
  folder.write("study.json", study(survey("svar.csv") + ", " + survey("borta.csv")));
  for (const char* name : {"run", "check"}) {
    SCOPED_TRACE(name);
    const Ended ended = std::string(name) == "run" ? run() : command({name, folder.path()});
    EXPECT_EQ(ended.status, 1);
    EXPECT_THAT(ended.err, HasSubstr("det finns ingen fil \"borta.csv\" [study.no-such-file]"));
    EXPECT_THAT(ended.err, Not(HasSubstr("file.not-found")));
  }
  EXPECT_EQ(times_in(bytes_of(folder / "out/issues.jsonl"), "borta.csv\\\""), 1U);
}

TEST_F(FirstUse, OneMisspellingInThreeFormsIsOneMessage) {
  std::string sources;
  for (const char* file : {"a.csv", "b.csv", "c.csv"}) {
    folder.write(file, "Nr;Kommun;Svar\n" + std::string(1, file[0]) + "1;Norköping;Tiden i " +
                           file + " räcker inte.\n");
    sources += (sources.empty() ? "" : ", ") +
               survey(file, {}, R"("attributes": {"municipality": {"column": "Kommun"}}, )");
  }
  folder.write("study.json", study(sources));
  const Ended ended = run();
  EXPECT_EQ(ended.status, 1);
  EXPECT_EQ(times_in(ended.err, "ingest.municipality-spelling"), 1U) << ended.err;
  EXPECT_THAT(ended.err, HasSubstr("  också: b.csv:2 «Kommun», c.csv:2 «Kommun»\n"));
}

TEST_F(FirstUse, MessagesAndCodesAreInOneLanguage) {
  folder.write("svar.csv", "Nr;Svar;Ort\n1;Svenskan räcker inte.;Kalmar\n;Ingen tid.;Kalmar\n");
  folder.write(
      "study.json",
      study(survey("svar.csv", {}, R"("attributes": {"municipality": {"column": "Ort"}}, )")));
  Ended ended = run();
  EXPECT_EQ(ended.status, 1);
  EXPECT_THAT(ended.err, HasSubstr("raden saknar respondentens id; den fick heta som sin rad"));
  EXPECT_THAT(ended.err, HasSubstr("  åtgärd: fyll i id"));
  EXPECT_THAT(ended.out, HasSubstr("Bristande språkkunskaper"));
  EXPECT_THAT(ended.out, HasSubstr("1 fil läst, 0 avvisade, 0 rader"));
  EXPECT_THAT(ended.out, HasSubstr("1 varning och 0 fel"));
  EXPECT_THAT(bytes_of(folder / "out/issues.jsonl"), HasSubstr("raden saknar respondentens id"));
  ended = run({"--lang", "en"});
  EXPECT_EQ(ended.status, 1);
  EXPECT_THAT(ended.err, HasSubstr("the row has no respondent id"));
  EXPECT_THAT(ended.out, HasSubstr("Insufficient Swedish"));
  EXPECT_THAT(ended.out, Not(HasSubstr("Bristande")));
  EXPECT_THAT(ended.out, HasSubstr("1 file read, 0 refused, 0 rows"));
  for (const char* swedish : {"Bristande", "Kommun", "kommun", "grupp"}) {
    EXPECT_THAT(bytes_of(folder / "out/summary.json"), Not(HasSubstr(swedish)));
  }
  EXPECT_THAT(bytes_of(folder / "out/issues.jsonl"), HasSubstr("the row has no respondent id"));
}

TEST_F(FirstUse, ADotIsNobodysName) {
  folder.write(
      "svar.csv",
      "Nr;Svar\n.;Tiden räcker inte. Vi är få.\n.;Svenskan är svår.\n-;Bussen går inte.\n");
  folder.write("study.json", study(survey("svar.csv")));
  EXPECT_EQ(run().status, 1);
  std::set<std::string> people;
  for (const Json& line : codings()) {
    people.insert(line["respondent"].get<std::string>());
    EXPECT_EQ(line["text"].get<std::string>().find('['), std::string::npos) << line;
  }
  EXPECT_EQ(people, (std::set<std::string>{"rad 2", "rad 3", "rad 4"}));
}

TEST_F(FirstUse, TheQuestionsThemeCanBeSwitchedOff) {
  folder.write("svar.csv", "Nr;Svar\n1;En gång i månaden.\n");
  const std::string question = R"(, "question": "Hur ser er samverkan ut?")";
  folder.write("study.json", study(survey("svar.csv", question)));
  EXPECT_EQ(run().status, 0);
  ASSERT_EQ(codings().size(), 1U);
  ASSERT_EQ(codings()[0]["codes"].size(), 1U);
  EXPECT_EQ(codings()[0]["codes"][0]["code"], "tema.struktur.samverkan");
  folder.write("study.json", study(survey("svar.csv", question + R"(, "about": ["inget"])")));
  EXPECT_EQ(run().status, 0);
  EXPECT_TRUE(codings()[0]["codes"].empty());
}

TEST_F(FirstUse, EveryCodeIsExplainedInBothLanguages) {
  for (const char* name : {"barriers", "themes"}) {
    const Json taxonomy = Json::parse(bytes_of(kSource + "/corpus/taxonomies/" + name + ".json"));
    const Json known = Json::parse(bytes_of(
        kSource + "/templates/schema/taxonomy.schema.json"))["$defs"]["code"]["properties"];
    const std::function<void(const Json&)> look = [&](const Json& codes) {
      for (const Json& code : codes) {
        SCOPED_TRACE(code["id"]);
        for (const char* key : {"name_sv", "name_en", "definition", "definition_sv"}) {
          ASSERT_TRUE(code.contains(key)) << key;
          EXPECT_GT(code[key].get<std::string>().size(), 4U) << key;
        }
        EXPECT_EQ(code.value("exclude", "").empty(), code.value("exclude_sv", "").empty());
        for (const auto& [key, value] : code.items()) EXPECT_TRUE(known.contains(key)) << key;
        if (code.contains("children")) look(code["children"]);
      }
    };
    look(taxonomy["codes"]);
  }
}

}  // namespace
}  // namespace samsyn::testing
