#include "pipeline/study/check.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "pipeline/study/study.hpp"

namespace samsyn {
namespace {

using Files = std::map<std::string, std::string>;

ReadFile from(const Files& files) {
  return [&files](const std::string& path) -> Result<std::string> {
    const auto found = files.find(path);
    if (found != files.end()) return found->second;
    Where where;
    where.file = path;
    return Issue{Severity::error, "test.no-file", where, "no such file", "", ""};
  };
}

Study study_of(const std::string& items, const std::string& more = "") {
  Issues issues;
  const auto study =
      load_study(R"({"schema": "samsyn-study-1", "name": "Prov", "substudies": [{"id": "Spår 1"}],
"sources": [{"id": "s", "kind": "survey", "files": ["svar.csv"], "respondent_column": "Nr", "items": [)" +
                     items + "]" + more + "}]}",
                 "study.json", issues);
  EXPECT_TRUE(study) << render(study.issue());
  return study ? *study : Study{};
}

/// Twelve rows: a number and one cell each.
std::string table(const std::vector<std::string>& cells, const std::string& title = "Fråga") {
  std::string out = "Nr;" + title + "\n";
  for (std::size_t i = 0; i < cells.size(); ++i)
    out += std::to_string(i + 1) + ";" + cells[i] + "\n";
  return out;
}

std::vector<std::string> twelve(const std::vector<std::string>& values) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < 12; ++i) out.push_back(values[i % values.size()]);
  return out;
}
const std::vector<std::string> kSentences{
    "Det är tiden",         "inget alls",      "bussen går inte hit",  "Att ingen frågar",
    "vi är för få",         "Språket ibland",  "Krav på körkort",      "det vet jag inte",
    "Chefen byts varje år", "Trötta kollegor", "lokalen är för trång", "Pengarna tog slut i mars"};

TEST(Check, DoubtsWhatDoesNotFitTheData) {
  const struct {
    std::string items, more, csv, id, title;
  } cases[] = {
      {R"({"id": "a", "column": "Fråga", "type": "single"})", "", table(kSentences),
       "check.closed-looks-open", "Fråga"},
      {R"({"id": "a", "column": "Fråga", "type": "open"})", "", table(twelve({"Ja", "Nej"})),
       "check.open-looks-closed", "Fråga"},
      {R"({"id": "a", "column": "Fråga", "type": "scale", "options": ["Låg", "Hög"]})", "",
       table(twelve({"Låg", "Hög", "Högg"})), "check.unlisted-option", "Fråga"},
      {R"({"id": "a", "column": "Fråga", "type": "multiple", "separator": ";"})", "",
       table(twelve({"Tid/Kök", "Kök"})), "check.unused-separator", "Fråga"},
      {R"({"id": "a", "column": "Fråga", "type": "open"})", "", table(twelve({""})),
       "check.no-answers", "Fråga"},
      {R"({"id": "a", "column": "Fråga", "type": "open"})", "",
       "Nr;Fråga;Mer\n1;Det går bra;x\n2;Det går inte;y\n", "check.unmentioned-column", "Mer"},
      {R"({"id": "a", "column": "Fråga", "type": "open"})",
       R"(, "attributes": {"group": {"column": "Grupp"}})",
       "Nr;Fråga;Grupp\n1;Det går bra;\n2;Det går inte;\n", "check.empty-attribute", "Grupp"},
      {R"({"id": "a", "column": "Fråga", "type": "open"})",
       R"(, "attributes": {"substudy": {"column": "Del"}})",
       "Nr;Fråga;Del\n1;Det går bra;Spår 1\n2;Det går inte;Spår 2\n", "check.unknown-substudy",
       "Del"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.id);
    const Files files{{"svar.csv", c.csv}};
    const Check check = check_study(study_of(c.items, c.more), from(files));
    ASSERT_EQ(check.files.size(), 1U);
    std::string ids;
    const Issue* found = nullptr;
    for (const Issue& issue : check.issues.all()) {
      ids += issue.id + " ";
      if (issue.id == c.id) found = &issue;
    }
    ASSERT_NE(found, nullptr) << ids;
    EXPECT_EQ(found->where.file, "svar.csv");
    EXPECT_EQ(found->where.column_title, c.title);
    // Who says "open" of short answers by hand is not asked again and again.
    EXPECT_EQ(found->severity,
              c.id == "check.open-looks-closed" ? Severity::note : Severity::warning);
    EXPECT_FALSE(found->remedy.empty());
  }
}

TEST(Check, IsSilentWhenAllFits) {
  const Files files{{"svar.csv", table(kSentences)}};
  const Check check =
      check_study(study_of(R"({"id": "a", "column": "Fråga", "type": "open"})"), from(files));
  for (const Issue& issue : check.issues.all()) ADD_FAILURE() << render(issue);
  ASSERT_EQ(check.files.size(), 1U);
  EXPECT_EQ(check.files[0].respondents, 12U);
  EXPECT_EQ(check.files[0].blocks, 12U);
  ASSERT_EQ(check.files[0].items.size(), 1U);
  EXPECT_EQ(check.files[0].items[0].answered, 12U);
  EXPECT_EQ(render(check, "sv"),
            "svar.csv: 12 rader, 12 respondenter, 12 öppna svar\n"
            "  a (öppen): 12 svar av 12, 12 olika\n"
            "1 fil, 0 fel, 0 varningar\n");
}

TEST(Check, SaysWhenNothingCouldBeRead) {
  const Files none;
  const Check check =
      check_study(study_of(R"({"id": "a", "column": "Fråga", "type": "open"})"), from(none));
  ASSERT_FALSE(check.issues.empty());
  EXPECT_EQ(check.issues.all().back().id, "check.nothing");
  EXPECT_EQ(check.issues.all().back().where.file, "study.json");
}

TEST(Check, TheExampleStudyHasOneDoubtfulNumberOnly) {
  const std::string path = std::string(SAMSYN_SOURCE_DIR) + "/corpus/connect/study.json";
  const ReadFile read = [](const std::string& name) -> Result<std::string> {
    std::ifstream file(name, std::ios::binary);
    std::stringstream out;
    out << file.rdbuf();
    return out.str();
  };
  Issues issues;
  const auto study = load_study(*read(path), path, issues);
  ASSERT_TRUE(study) << render(study.issue());
  const Check check = check_study(*study, read);
  EXPECT_EQ(check.files.size(), 10U);
  for (const Issue& issue : check.issues.all()) {
    // One HR manager answered "ca 290" where a number was asked for, as people do.
    const bool meant = issue.id == "ingest.not-a-number" && issue.excerpt == "ca 290";
    if (issue.severity != Severity::note && !meant) ADD_FAILURE() << render(issue);
  }
  std::uint32_t respondents = 0;
  for (const FileOverview& file : check.files)
    if (file.kind == SourceKind::survey) respondents += file.respondents;
  EXPECT_GE(respondents, 160U);
}

}  // namespace
}  // namespace samsyn
