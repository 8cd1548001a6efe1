#include "stages/ingest/spellings.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "stages/ingest/attributes.hpp"
#include "stages/ingest/reader.hpp"
#include "stages/ingest/totals.hpp"

namespace samsyn::ingest {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::vector<std::string> joined(std::vector<std::string> values,
                                const std::vector<std::string>& declared = {}) {
  std::vector<std::string*> pointers;
  for (std::string& value : values) pointers.push_back(&value);
  join_spellings(pointers, declared);
  return values;
}

TEST(Spellings, TheCommonestIsShown) {
  EXPECT_THAT(joined({"chef", "Chef", "Chef", "CHEF", "Chef.", "Rektor", ""}),
              ElementsAre("Chef", "Chef", "Chef", "Chef", "Chef", "Rektor", ""));
  EXPECT_THAT(joined({"åsa", "Åsa", "åsa"}), ElementsAre("åsa", "åsa", "åsa"));
}

TEST(Spellings, TiesDoNotDependOnTheOrder) {
  EXPECT_THAT(joined({"chef", "Chef"}), ElementsAre("Chef", "Chef"));
  EXPECT_THAT(joined({"Chef", "chef"}), ElementsAre("Chef", "Chef"));
}

TEST(Spellings, DeclaredOnesGoFirst) {
  EXPECT_THAT(joined({"connect 1", "connect 1", "Connect 1"}, {"Connect 1"}),
              ElementsAre("Connect 1", "Connect 1", "Connect 1"));
}

TEST(Spellings, DifferentWordsStayApart) {
  EXPECT_THAT(joined({"HR-chef", "HR chef", "Chef A", "Chef B"}),
              ElementsAre("HR-chef", "HR chef", "Chef A", "Chef B"));
}

Study study() {
  Study s;
  s.attributes = {{"group", "Grupp"}, {"municipality", "Kommun"}, {"substudy", "Delstudie"}};
  return s;
}

SourceSpec source() {
  SourceSpec s;
  s.respondent_column = "id";
  s.attributes = {{kGroup, "Roll", "", false}, {kMunicipality, "Kommun", "", false}};
  ItemSpec item;
  item.id = "hinder";
  item.column = "Vad hindrar?";
  s.items = {item};
  return s;
}

TEST(Spellings, AreJoinedInATableAndReportedOnce) {
  Issues issues;
  const auto document = read_document({"svar.csv",
                                       "id;Roll;Kommun;Vad hindrar?\n1;Chef;Kinda;a b\n"
                                       "2;chef;KINDA;c d\n3;Chef ;Kinda;e f\n4;Chef.;Kinda;g\n"},
                                      source(), study(), issues);
  ASSERT_TRUE(document);
  for (const Respondent& respondent : document->respondents)
    EXPECT_EQ(respondent.attributes[kGroup], "Chef");
  EXPECT_EQ(document->respondents[1].attributes[kMunicipality], "KINDA");
  ASSERT_EQ(issues.all().size(), 1U);
  const Issue& issue = issues.all().front();
  EXPECT_EQ(issue.id, "ingest.joined-spellings");
  EXPECT_EQ(issue.severity, Severity::note);
  EXPECT_EQ(issue.where.column, 2U);
  EXPECT_THAT(render(issue), HasSubstr("«Chef.», «chef» → «Chef»"));
}

TEST(Spellings, AreJoinedInAnAttributeTable) {
  AttributeTable table;
  table.file = "urval.csv";
  table.key = "id";
  table.attributes = {{kGroup, "Roll", "", false}};
  Issues issues;
  const auto values = read_attributes({"urval.csv", "id;Roll\n1;Chef\n2;chef\n3;Chef\nSumma;3\n"},
                                      table, study(), issues);
  ASSERT_TRUE(values);
  EXPECT_EQ(values->of.size(), 3U);
  EXPECT_EQ(values->of.at("2")[kGroup], "Chef");
  ASSERT_EQ(issues.all().size(), 1U);
  EXPECT_EQ(issues.all()[0].id, "ingest.joined-spellings");
  EXPECT_EQ(issues.all()[0].where.column, 2U);
}

TEST(Totals, AreToldFromTheFirstWordAndTheFigures) {
  const auto is_totals = [](const std::vector<std::string>& texts) {
    std::vector<Cell> cells(texts.size());
    for (std::size_t i = 0; i < texts.size(); ++i)
      if (!texts[i].empty()) cells[i] = {CellKind::text, texts[i], 0};
    return is_totals_row(cells);
  };
  for (const auto& row : std::vector<std::vector<std::string>>{{"Summa", "", "34"},
                                                               {"Totalt:", "12 %", "n=34"},
                                                               {"Antal svar: 34", "", ""},
                                                               {"", "Medelvärde", "3,4"},
                                                               {"TOTALT", "34 "},
                                                               {"Totalt 34 svar"}})
    EXPECT_TRUE(is_totals(row)) << row[0];
  for (const auto& row : std::vector<std::vector<std::string>>{{"Summa", "Vi hinner inte", "34"},
                                                               {"Max", "3"},
                                                               {"Totalt kaos", "3"},
                                                               {"7", "Summa"},
                                                               {"", ""},
                                                               {"Antal platser", "4"}})
    EXPECT_FALSE(is_totals(row)) << row[0];
}

TEST(Totals, AreSkippedAtTheEndOnly) {
  SourceSpec spec = source();
  spec.respondent_column.clear();
  spec.attributes.clear();
  spec.items[0].column = "Vad?";
  Issues issues;
  const auto document = read_document(
      {"svar.csv", "Vad?;Antal\nTotalt;3\nTiden räcker inte;4\nTotalt;7\nMedel;3,5\n"}, spec,
      study(), issues);
  ASSERT_TRUE(document);
  EXPECT_EQ(document->respondents.size(), 2U);  // the first one answered so
  EXPECT_EQ(document->rows, 4U);
  EXPECT_EQ(document->skipped, 2U);
  ASSERT_EQ(issues.all().size(), 2U);
  EXPECT_EQ(issues.all()[0].id, "ingest.totals-row");
  EXPECT_EQ(issues.all()[0].where.row, 4U);
  EXPECT_EQ(issues.all()[0].where.line, 4U);
  EXPECT_EQ(issues.all()[1].where.row, 5U);
}

TEST(Totals, AreSkippedAnywhereInPlaceOfAnId) {
  Issues issues;
  const auto document = read_document({"svar.csv",
                                       "id;Roll;Kommun;Vad hindrar?\n1;Chef;Kinda;a b\n"
                                       "Delsumma;;;1\n2;Chef;Ydre;c d\n"},
                                      source(), study(), issues);
  ASSERT_TRUE(document);
  EXPECT_EQ(document->respondents.size(), 2U);
  ASSERT_EQ(issues.all().size(), 1U);
  EXPECT_EQ(issues.all()[0].id, "ingest.totals-row");
  EXPECT_EQ(issues.all()[0].where.row, 3U);
  EXPECT_EQ(document->blocks.back().row, 4U);
}

}  // namespace
}  // namespace samsyn::ingest
