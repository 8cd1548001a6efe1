#include "stages/ingest/spellings.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "stages/ingest/attributes.hpp"
#include "stages/ingest/municipalities.hpp"
#include "stages/ingest/reader.hpp"
#include "stages/ingest/study_spellings.hpp"
#include "stages/ingest/totals.hpp"
#include "tests/seconds.hpp"

namespace samsyn::ingest {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

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

/// "id severity file row «title» (part)" of each issue.
std::vector<std::string> told(const Issues& issues) {
  std::vector<std::string> out;
  for (const Issue& issue : issues.all()) {
    out.push_back(issue.id + " " + std::string(name_of(issue.severity)) + " " +
                  render(issue.where));
  }
  return out;
}

/// The values of an attribute, respondent by respondent.
std::vector<std::string> values(const Document& document, std::uint32_t attribute) {
  std::vector<std::string> out;
  for (const Respondent& respondent : document.respondents)
    out.push_back(respondent.attributes[attribute]);
  return out;
}

/// A table of respondents with these values in the column Kommun.
std::string table_of(const std::vector<std::string>& municipalities) {
  std::string out = "id;Roll;Kommun;Vad hindrar?\n";
  for (const std::string& value : municipalities)
    out += std::to_string(out.size()) + ";Chef;" + value + ";a b\n";
  return out;
}

TEST(StudySpellings, AreJoinedInATableAndReportedOnce) {
  Issues issues;
  const auto document = read_document({"svar.csv",
                                       "id;Roll;Kommun;Vad hindrar?\n1;Chef;Kinda;a b\n"
                                       "2;chef;Kinda;c d\n3;Chef ;Kinda;e f\n4;Chef.;Kinda;g\n"},
                                      source(), study(), issues);
  ASSERT_TRUE(document);
  EXPECT_THAT(values(*document, kGroup), ElementsAre("Chef", "Chef", "Chef", "Chef"));
  EXPECT_THAT(told(issues), ElementsAre("ingest.joined-spellings note svar.csv «Roll»"));
  EXPECT_THAT(render(issues.all().front()), HasSubstr("«Chef.», «chef» → «Chef»"));
}

TEST(StudySpellings, AreJoinedInAnAttributeTable) {
  SourceSpec spec = source();
  spec.attributes.clear();
  spec.attribute_table.file = "urval.csv";
  spec.attribute_table.key = "id";
  spec.attribute_table.attributes = {{kGroup, "Roll", "", false},
                                     {kMunicipality, "Hemkommun", "", false}};
  Issues issues;
  const auto table = read_attributes(
      {"urval.csv", "id;Roll;Hemkommun\n1;Chef;Norköping\n2;chef;Kinda\n3;Chef;Ydre\nSumma;3\n"},
      spec.attribute_table, study(), issues);
  ASSERT_TRUE(table);
  EXPECT_EQ(table->of.size(), 3U);
  const auto document = read_document({"svar.csv", "id;Vad hindrar?\n1;a\n2;b\n3;c\n"}, spec,
                                      study(), issues, &*table);
  ASSERT_TRUE(document);
  EXPECT_THAT(values(*document, kGroup), ElementsAre("Chef", "Chef", "Chef"));
  EXPECT_THAT(told(issues),
              ElementsAre("ingest.joined-spellings note urval.csv «Roll»",
                          "ingest.municipality-spelling warning urval.csv «Hemkommun»"));
}

TEST(StudySpellings, TheFirstFileThatHasAValueDecides) {
  const Study all = study();
  StudySpellings spellings(all);
  const SourceSpec spec = source();
  Issues issues;
  const auto read = [&](const std::string& name, const std::string& rows) {
    const auto document = read_document({name, "id;Roll;Kommun;Vad hindrar?\n" + rows}, spec, all,
                                        issues, nullptr, &spellings);
    EXPECT_TRUE(document);
    return document ? values(*document, kGroup) : std::vector<std::string>();
  };
  EXPECT_THAT(read("a.csv", "1;Chef;;x\n2;rektor;;x\n"), ElementsAre("Chef", "rektor"));
  EXPECT_TRUE(issues.empty());
  EXPECT_THAT(read("b.csv", "1;chef;;x\n2;chef;;x\n3;Chef;;x\n4;Rektor;;x\n5;Lärare;;x\n"),
              ElementsAre("Chef", "Chef", "Chef", "rektor", "Lärare"));
  EXPECT_THAT(told(issues), ElementsAre("ingest.joined-spellings note b.csv «Roll»"));
  EXPECT_THAT(issues.all()[0].message, HasSubstr("«chef» → «Chef»; «Rektor» → «rektor»"));
  // Told already; a new way of writing is told in its turn.
  EXPECT_THAT(read("c.csv", "1;chef;;x\n2;LÄRARE;;x\n"), ElementsAre("Chef", "Lärare"));
  EXPECT_THAT(told(issues), ElementsAre("ingest.joined-spellings note b.csv «Roll»",
                                        "ingest.joined-spellings note c.csv «Roll»"));
  EXPECT_EQ(issues.all()[1].message.find("chef"), std::string::npos);
}

TEST(StudySpellings, SubstudiesAreSpeltAsDeclared) {
  Study all = study();
  all.substudies = {{"Connect 1", ""}, {"Connect 2", ""}, {"CONNECT 2", ""}};
  SourceSpec spec = source();
  spec.attributes = {{kSubstudy, "Roll", "", false}};
  Issues issues;
  const auto document = read_document(
      {"a.csv",
       "id;Roll;Vad hindrar?\n1;connect 1;x\n2;connect 1;x\n3;CONNECT 2;x\n4;connect  2;x\n"},
      spec, all, issues);
  ASSERT_TRUE(document);
  EXPECT_THAT(values(*document, kSubstudy),
              ElementsAre("Connect 1", "Connect 1", "CONNECT 2", "Connect 2"));
}

TEST(StudySpellings, ManyValuesInSeveralFilesCostTheirNumber) {
  const Study study = ::samsyn::ingest::study();
  StudySpellings spellings(study);
  Issues issues;
  const auto start = testing::CpuClock::now();
  for (const char* word : {"Enhet ", "ENHET "}) {
    Document document;
    for (int i = 0; i < 40'000; ++i) {
      document.respondents.push_back({std::to_string(i), {word + std::to_string(i), "", ""}});
    }
    spellings.settle(document, source(), issues);
    EXPECT_EQ(document.respondents.back().attributes[kGroup], "Enhet 39999");
  }
  EXPECT_LT(testing::seconds_since(start), 1.5);
  ASSERT_EQ(issues.all().size(), 1U);
  EXPECT_EQ(issues.all()[0].id, "ingest.joined-spellings");
}

TEST(Municipalities, ValuesAreToldFromTheLists) {
  using Kind = Place::Kind;
  const struct {
    std::string_view value;
    Kind kind;
    std::string_view name;
  } kCases[] = {
      {"Linköping", Kind::exact, "Linköping"},
      {"LINKÖPING", Kind::exact, "Linköping"},
      {" linköping ", Kind::exact, "Linköping"},
      {"Linko\u0308ping", Kind::exact, "Linköping"},
      {"Linköpings kommun", Kind::exact, "Linköping"},
      {"Linköping kommun", Kind::exact, "Linköping"},
      {"Söderköping kn", Kind::exact, "Söderköping"},
      {"Göteborgs stad", Kind::exact, "Göteborg"},
      {"Upplands-Väsby", Kind::exact, "Upplands Väsby"},
      {"Malung Sälen", Kind::exact, "Malung-Sälen"},
      {"Marks kommun", Kind::exact, "Mark"},
      {"Falköping/Skara", Kind::exact, ""},
      {"Tibro (HR)", Kind::exact, ""},
      {"Region Östergötland", Kind::exact, "Region Östergötland"},
      {"region skåne", Kind::exact, "Region Skåne"},
      {"Östergötlands län", Kind::exact, "Östergötlands län"},
      {"Västra götalandsregionen", Kind::exact, "Västra Götalandsregionen"},
      {"Norköping", Kind::near, "Norrköping"},
      {"Norköpings kommun", Kind::near, "Norrköping"},
      {"Åtvidarberg", Kind::near, "Åtvidaberg"},
      {"Atvidarberg", Kind::near, "Åtvidaberg"},
      {"Linkoping", Kind::near, "Linköping"},
      {"Odeshog", Kind::near, "Ödeshög"},
      {"Amal", Kind::near, "Åmål"},
      {"Region Ostergotland", Kind::near, "Region Östergötland"},
      {"Region Östergötlnd", Kind::near, "Region Östergötland"},
      // two letters off in nine, short names, other words and places
      {"Nrköpingg", Kind::unknown, ""},
      {"Edda", Kind::unknown, ""},
      {"Annan", Kind::unknown, ""},
      {"Vet ej", Kind::unknown, ""},
      {"Köpenhamn", Kind::unknown, ""},
      {"Vi i kommunen har inte den frågan på bordet just nu", Kind::unknown, ""},
      {"", Kind::unknown, ""},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.value);
    const Place place = find_place(c.value);
    EXPECT_EQ(place.kind, c.kind);
    EXPECT_EQ(place.name, c.name);
  }
}

TEST(Municipalities, NoneIsTakenForAnother) {
  std::ifstream file(std::filesystem::path(SAMSYN_SOURCE_DIR) / "corpus/lexicon/kommuner.txt");
  std::size_t count = 0;
  for (std::string name; std::getline(file, name); ++count) {
    SCOPED_TRACE(name);
    const Place place = find_place(name);
    EXPECT_EQ(place.kind, Place::Kind::exact);
    EXPECT_EQ(place.name, name);
    EXPECT_EQ(find_place(name + " kommun").name, name);
  }
  EXPECT_EQ(count, 290U);
}

TEST(Municipalities, MisspeltOnesAreReportedOnceAndKept) {
  const Study all = study();
  StudySpellings spellings(all);
  const SourceSpec spec = source();
  Issues issues;
  const std::string rows = table_of({"Norrköping", "Norköping", "norköping", "LINKÖPING", "Håbo",
                                     "Habo", "Ale", "Eda", "Region Skåne", "Oslo", "Oslo"});
  const auto first = read_document({"a.csv", rows}, spec, all, issues, nullptr, &spellings);
  ASSERT_TRUE(first);
  EXPECT_THAT(values(*first, kMunicipality),
              ElementsAre("Norrköping", "Norköping", "Norköping", "Linköping", "Håbo", "Habo",
                          "Ale", "Eda", "Region Skåne", "Oslo", "Oslo"));
  EXPECT_THAT(told(issues), ElementsAre("ingest.joined-spellings note a.csv «Kommun»",
                                        "ingest.municipality-spelling warning a.csv:3 «Kommun»",
                                        "ingest.unknown-municipality note a.csv:11 «Kommun»"));
  EXPECT_THAT(issues.all()[1].remedy, HasSubstr("\"merge_municipalities\": true"));
  // The next file: its own misspelling again, Oslo no more.
  const auto second = read_document({"b.csv", rows}, spec, all, issues, nullptr, &spellings);
  ASSERT_TRUE(second);
  ASSERT_EQ(issues.all().size(), 4U);
  EXPECT_EQ(told(issues).back(), "ingest.municipality-spelling warning b.csv:3 «Kommun»");
}

TEST(Municipalities, MisspeltOnesAreMergedOnRequest) {
  Study all = study();
  all.merge_municipalities = true;
  Issues issues;
  const auto document =
      read_document({"a.csv", table_of({"Norköping", "Norrköping", "Atvidaberg", "Oslo"})},
                    source(), all, issues);
  ASSERT_TRUE(document);
  EXPECT_THAT(values(*document, kMunicipality),
              ElementsAre("Norrköping", "Norrköping", "Åtvidaberg", "Oslo"));
  EXPECT_THAT(told(issues), ElementsAre("ingest.municipality-spelling note a.csv:2 «Kommun»",
                                        "ingest.municipality-spelling note a.csv:4 «Kommun»",
                                        "ingest.unknown-municipality note a.csv:5 «Kommun»"));
  EXPECT_EQ(
      render(issues.all()[0]),
      "a.csv:2 «Kommun»: «Norköping» was counted as Norrköping [ingest.municipality-spelling]\n"
      "    Norköping\n"
      "  fix: nothing, unless another place is meant: then correct it in the file");
}

TEST(Municipalities, ConstantsAreToldByTheirKey) {
  Study all = study();
  all.path = "study.json";
  SourceSpec spec = source();
  spec.attributes = {{kMunicipality, "", "Norköping", false}};
  all.sources = {spec};
  Issues issues;
  StudySpellings spellings(all);
  for (const char* name : {"a.csv", "b.csv"}) {
    const auto document = read_document({name, "id;Vad hindrar?\n1;a\n2;b\n"}, all.sources[0], all,
                                        issues, nullptr, &spellings);
    ASSERT_TRUE(document);
    EXPECT_THAT(values(*document, kMunicipality), ElementsAre("Norköping", "Norköping"));
  }
  EXPECT_THAT(told(issues), ElementsAre("ingest.municipality-spelling warning study.json "
                                        "(/sources/0/attributes/municipality/constant)"));
}

TEST(Municipalities, TheSameOneInLaterRowsIsNoContradiction) {
  SourceSpec spec = source();
  spec.layout = Layout::long_;
  spec.question_column = "Fråga";
  spec.answer_column = "Svar";
  spec.attributes = {{kMunicipality, "Kommun", "", false}};
  spec.items[0].column = "a";
  Issues issues;
  const auto document = read_document(
      {"a.csv", "id;Kommun;Fråga;Svar\n1;Linköping;a;x\n1;Linköpings kommun;a;y\n1;Kinda;a;z\n"},
      spec, study(), issues);
  ASSERT_TRUE(document);
  EXPECT_THAT(told(issues),
              ::testing::Contains("ingest.contradicting-attribute warning a.csv:4:2 «Kommun»"));
  for (const std::string& one : told(issues)) EXPECT_EQ(one.find(":3:2"), std::string::npos) << one;
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
