#include "stages/ingest/table.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "stages/ingest/attributes.hpp"
#include "stages/ingest/columns.hpp"
#include "stages/ingest/values.hpp"
#include "tests/seconds.hpp"

namespace samsyn::ingest {
namespace {

using ::testing::ElementsAre;

Study study() {
  Study s;
  s.attributes = {
      {"group", "Grupp"}, {"municipality", "Kommun"}, {"substudy", "Delstudie"}, {"kon", "Kön"}};
  return s;
}

ItemSpec item(std::string id, std::string column, ItemType type) {
  ItemSpec spec;
  spec.id = std::move(id);
  spec.column = std::move(column);
  spec.type = type;
  return spec;
}

/// Each response as "respondent question=option".
std::vector<std::string> responses(const Document& document) {
  std::vector<std::string> out;
  for (const Response& r : document.responses) {
    const std::string option = r.option == kNone                 ? "–"
                               : r.option == Response::kAnswered ? "text"
                                                                 : document.options[r.option].label;
    out.push_back(document.respondents[r.respondent].id + " " +
                  document.questions[r.question].item + "=" + option);
  }
  return out;
}

std::vector<std::string> ids(const Issues& issues) {
  std::vector<std::string> out;
  for (const Issue& issue : issues.all()) {
    out.push_back(issue.id + " " + std::to_string(issue.where.row) + ":" +
                  std::to_string(issue.where.column));
  }
  return out;
}

Result<Document> read(std::string_view bytes, const SourceSpec& source, Issues& issues) {
  return read_document({"svar/hr 2026.csv", bytes}, source, study(), issues);
}

TEST(Table, MakesRespondentsResponsesAndBlocksOfAWideTable) {
  SourceSpec source;
  source.respondent_column = "id";
  source.attributes = {
      {kGroup, "", "HR-chef", false}, {kMunicipality, "kommun", "", false}, {3, "", "", true}};
  source.items = {item("hinder", "Vad hindrar er?", ItemType::open),
                  item("ofta", "Hur ofta?", ItemType::single)};
  Issues issues;
  const auto document = read(
      "id;kommun;Vad  hindrar er? ;Hur ofta?\n"
      "7; Lerum ;\" Tid,\nspråk\";Sällan\n"
      ";Ale;  ;0\n"
      "9;;0;\n",
      source, issues);
  ASSERT_TRUE(document) << render(document.issue());
  EXPECT_THAT(responses(*document), ElementsAre("7 hinder=text", "7 ofta=Sällan", "rad 3 hinder=–",
                                                "rad 3 ofta=0", "9 hinder=text", "9 ofta=–"));
  EXPECT_THAT(document->respondents[0].attributes, ElementsAre("HR-chef", "Lerum", "", "hr 2026"));
  ASSERT_EQ(document->blocks.size(), 2U);
  EXPECT_EQ(document->blocks[0].raw, " Tid,\nspråk");
  EXPECT_EQ(document->blocks[0].row, 2U);
  EXPECT_EQ(document->blocks[1].raw, "0");
  EXPECT_EQ(document->blocks[1].row, 4U);
  EXPECT_EQ(document->questions[0].text, "Vad hindrar er?");
  EXPECT_EQ(document->rows, 3U);
  EXPECT_EQ(document->skipped, 0U);
  EXPECT_THAT(ids(issues), ElementsAre("ingest.no-respondent 3:1"));
}

TEST(Table, ReadsEveryTypeOfItem) {
  ItemSpec multiple = item("val", "svar", ItemType::multiple);
  multiple.options = {"Tid", "Pengar; lån", "Pengar"};
  ItemSpec comma = multiple;
  comma.separator = ", ";
  comma.options = {"Tid, ork", "Tid"};
  ItemSpec scale = item("val", "svar", ItemType::scale);
  scale.options = {"1 – aldrig", "4 – ofta"};
  const ItemSpec number = item("val", "svar", ItemType::number);
  const ItemSpec date = item("val", "svar", ItemType::date);
  const struct {
    const ItemSpec& item;
    std::string cell;
    std::vector<std::string> labels;
    double number;
  } kCases[] = {
      {multiple, "Tid;Ekonomi;", {"Tid", "Ekonomi"}, NAN},
      {multiple, "Pengar; lån;Pengar", {"Pengar; lån", "Pengar"}, NAN},
      {multiple, ";;Tid;Tid", {"Tid"}, NAN},
      {multiple, ";", {"–"}, NAN},
      {comma, "Tid, ork, Annat, ibland", {"Tid, ork", "Annat", "ibland"}, NAN},
      {comma, "1,5 dag, Tid", {"1,5 dag", "Tid"}, NAN},
      {scale, "4", {"4 – ofta"}, NAN},
      {scale, " 4\u00A0– ofta", {"4 – ofta"}, NAN},
      {scale, "5", {"5"}, 5},
      {number, "1 250,5", {"1 250,5"}, 1250.5},
      {number, "45 %", {"45 %"}, 45},
      {date, "2026-01-12", {"2026-01-12"}, 20465},
      {date, "2026-01-12 12:00", {"2026-01-12 12:00"}, 20465.5},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.cell);
    SourceSpec source;
    source.items = {c.item};
    Issues issues;
    const auto document = read("svar\tx\n" + c.cell + "\tx\n", source, issues);
    ASSERT_TRUE(document) << render(document.issue());
    std::vector<std::string> expected;
    for (const std::string& label : c.labels) expected.push_back("rad 2 val=" + label);
    EXPECT_EQ(responses(*document), expected);
    if (!std::isnan(c.number)) {
      EXPECT_DOUBLE_EQ(document->options.at(0).number, c.number);
    }
    EXPECT_TRUE(issues.empty());
  }
}

TEST(Table, ReadsAMultipleChoiceOfOneColumnPerOption) {
  SourceSpec source;
  ItemSpec choice = item("hinder", "Hinder", ItemType::multiple);
  choice.columns = {"Hinder [Tid]", "Hinder [Språk]", "Hinder [Annat]"};
  choice.options = {"Tid", "Språk", "Annat"};
  source.items = {choice};
  Issues issues;
  const auto document = read(
      "Hinder [Tid];Hinder [Språk];Hinder [Annat]\n"
      "Ja;Nej;\nY;Språk;för få platser\n0;;-\n1;X;TRUE\n;;\n",
      source, issues);
  ASSERT_TRUE(document);
  EXPECT_THAT(responses(*document),
              ElementsAre("rad 2 hinder=Tid", "rad 3 hinder=Tid", "rad 3 hinder=Språk",
                          "rad 3 hinder=för få platser", "rad 4 hinder=–", "rad 5 hinder=Tid",
                          "rad 5 hinder=Språk", "rad 5 hinder=Annat"));
  EXPECT_EQ(document->rows, 4U);  // the blank record is nobody
}

TEST(Table, ReadsTwoHeadingRows) {
  SourceSpec source;
  source.header_rows = 2;
  source.respondent_column = "Respondent ID";
  ItemSpec choice = item("hinder", "", ItemType::multiple);
  choice.columns = {"Vad hindrar er? [Tid]", "Vad hindrar er? [Annat (ange)]"};
  source.items = {choice, item("mer", "Berätta mer", ItemType::open)};
  Issues issues;
  const auto document = read(
      "Respondent ID,Vad hindrar er?,,Berätta mer\n,Tid,Annat (ange),Öppet svar\n"
      "1001,Tid,för få platser,Vi hinner inte\n",
      source, issues);
  ASSERT_TRUE(document) << render(document.issue());
  EXPECT_THAT(responses(*document),
              ElementsAre("1001 hinder=Tid", "1001 hinder=för få platser", "1001 mer=text"));
  EXPECT_EQ(document->blocks[0].row, 3U);
}

TEST(Table, ReadsALongTable) {
  SourceSpec source;
  source.layout = Layout::long_;
  source.respondent_column = "respondent";
  source.question_column = "fråga";
  source.answer_column = "svar";
  source.attributes = {{kGroup, "grupp", "", false}};
  source.items = {item("hinder", "Vad hindrar er?", ItemType::open),
                  item("ofta", "Hur ofta?", ItemType::single),
                  item("val", "Välj", ItemType::multiple)};
  source.ignored = {"Hälsning"};
  Issues issues;
  const auto document = read(
      "respondent;grupp;fråga;svar\n"
      "A;HR;Vad hindrar er?;Tiden\n"
      "B;;Vad hindrar er?;\n"
      "A;Chef;Hur ofta?;Ofta\n"
      "B;Chef;Hur ofta;Sällan\n"
      "A;HR;Hur ofta?;Aldrig\n"
      "A;HR;Välj;x\n"
      "A;HR;Välj;y\n"
      "A;HR;Hälsning;hej\n"
      "A;HR;Vad hindrar er?;Och språket\n",
      source, issues);
  ASSERT_TRUE(document) << render(document.issue());
  EXPECT_THAT(responses(*document),
              ElementsAre("A hinder=text", "B hinder=–", "A ofta=Ofta", "A val=x", "A val=y"));
  EXPECT_EQ(document->blocks.size(), 2U);
  EXPECT_EQ(document->blocks[1].row, 10U);
  EXPECT_EQ(document->respondents[1].attributes[kGroup], "Chef");
  EXPECT_THAT(ids(issues),
              ElementsAre("ingest.contradicting-attribute 4:2", "ingest.duplicate-answer 6:4",
                          "ingest.unknown-question 5:3", "ingest.second-answer 10:4"));
  EXPECT_EQ(document->skipped, 2U);
  EXPECT_THAT(issues.all()[3].message, ::testing::HasSubstr("1 row gives a further text"));
  EXPECT_THAT(issues.all()[2].message, ::testing::HasSubstr("did you mean «Hur ofta?»?"));
}

TEST(Table, ManyUnknownQuestionsOfTheLongLayoutCostTheirNumber) {
  SourceSpec source;
  source.layout = Layout::long_;
  source.respondent_column = "id";
  source.question_column = "fråga";
  source.answer_column = "svar";
  for (int i = 0; i < 40; ++i)
    source.items.push_back(item("i" + std::to_string(i),
                                "Vad hindrar er mest i arbetet nummer " + std::to_string(i) + "?",
                                ItemType::open));
  for (int i = 0; i < 400; ++i) source.ignored.push_back("Utelämnad fråga " + std::to_string(i));
  std::string text = "id;fråga;svar\n";
  for (int i = 0; i < 8'000; ++i)
    text += "A;Vad hindrade er mest i arbetet nr " + std::to_string(i) + "?;tid\n";
  Issues issues;
  const auto start = testing::CpuClock::now();
  const auto document = read(text, source, issues);
  EXPECT_LT(testing::seconds_since(start), 2);
  ASSERT_TRUE(document) << render(document.issue());
  EXPECT_EQ(document->skipped, 8'000U);
  ASSERT_EQ(issues.all().size(), 11U);  // ten, and how many more
  EXPECT_THAT(issues.all()[9].message, ::testing::HasSubstr("did you mean"));
}

TEST(Table, ReportsRowsAndCellsThatItDoubts) {
  SourceSpec source;
  source.respondent_column = "id";
  source.items = {item("antal", "antal", ItemType::number), item("dag", "dag", ItemType::date)};
  const struct {
    std::string_view rows, issue;
    std::uint32_t skipped;
  } kCases[] = {
      {"1;5;\n1;6;\n", "ingest.duplicate-respondent 3:1", 1},
      {"1;många;\n", "ingest.not-a-number 2:2", 0},
      {"1;ca 290;\n", "ingest.about-number 2:2", 0},
      {"1;5;i går\n", "ingest.not-a-date 2:3", 0},
      {"1;5;;extra\n2;5;\n", "csv.ragged-row 2:0", 1},
      {"1;5\n2;5;\n3;6\n", "csv.short-row 2:0", 0},
      {".;5;\n–;6;\n", "ingest.no-respondent 2:1, ingest.no-respondent 3:1", 0},
      {"−;5;\n·;6;\n– –;7;\nÅ;8;\n",
       "ingest.no-respondent 2:1, ingest.no-respondent 3:1, ingest.no-respondent 4:1", 0},
      {"1;5;;;\n2;5;\n", "", 0},
      {"1;5;3/4/2026\n", "ingest.guessed-date-order 0:0", 0},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.rows);
    Issues issues;
    const auto document = read("id;antal;dag\n" + std::string(c.rows), source, issues);
    ASSERT_TRUE(document) << render(document.issue());
    EXPECT_EQ(document->skipped, c.skipped);
    if (c.issue.empty()) {
      EXPECT_TRUE(issues.empty());
    } else {
      std::string all;
      for (const std::string& id : ids(issues)) all += (all.empty() ? "" : ", ") + id;
      EXPECT_EQ(all, c.issue);
    }
  }
}

TEST(Table, CountsShortRowsInOneMessage) {
  SourceSpec source;
  source.items = {item("antal", "antal", ItemType::number)};
  Issues issues;
  ASSERT_TRUE(read("id;antal;dag\n1;2;x\n1;2\n1;2;x\n1;2\n1\n", source, issues));
  ASSERT_EQ(issues.all().size(), 1U);
  EXPECT_EQ(issues.all()[0].severity, Severity::warning);
  EXPECT_EQ(issues.all()[0].where.row, 3U);
  EXPECT_EQ(issues.all()[0].message,
            "3 rows have fewer fields than the heading (here 2 of 3); the last ones were taken as "
            "empty");
}

TEST(Table, CountsMoreOfTheSameInsteadOfTellingAll) {
  SourceSpec source;
  source.items = {item("antal", "antal", ItemType::number)};
  std::string bytes = "id;antal\n";
  for (int i = 0; i < 30; ++i) bytes += "x;många\n";
  Issues issues;
  ASSERT_TRUE(read(bytes, source, issues));
  ASSERT_EQ(issues.all().size(), 11U);
  EXPECT_EQ(issues.all().back().id, "ingest.more-of-the-same");
  EXPECT_EQ(issues.all().back().where.row, 31U);
  EXPECT_THAT(issues.all().back().message, ::testing::StartsWith("20 more of ingest.not-a-number"));
}

TEST(Table, RefusesWhatItCannotUse) {
  SourceSpec column;
  column.items = {item("x", "Vad hindrar ner?", ItemType::open)};
  SourceSpec header;
  header.header_row = 9;
  SourceSpec plain;
  const std::string_view table = "id;Vad hindrar er?\n1;tid\n";
  const struct {
    const SourceSpec& source;
    std::string_view bytes, id;
  } kCases[] = {
      {column, table, "ingest.no-such-column"},
      {header, table, "ingest.no-header"},
      {plain, "id;svar\n\"\";\"\"\n", "ingest.no-rows"},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.id);
    Issues issues;
    const auto document = read(c.bytes, c.source, issues);
    ASSERT_FALSE(document);
    EXPECT_EQ(document.issue().id, c.id);
  }
  Issues issues;
  EXPECT_EQ(
      render(read(table, column, issues).issue()),
      "svar/hr 2026.csv:1 «Vad hindrar ner?»: the table has no column «Vad hindrar ner?»; did "
      "you mean «Vad hindrar er?»? [ingest.no-such-column]\n"
      "  fix: write the title as it stands in the file; its columns are «id», «Vad hindrar "
      "er?»");
}

TEST(Table, DecidesTheOrderOfDayAndMonthByTheColumn) {
  SourceSpec source;
  source.items = {item("dag", "dag", ItemType::date)};
  const struct {
    std::string_view other;
    double days;  // of 3/4/2026
    std::size_t notes;
  } kCases[] = {{"25/4/2026", 20546, 0}, {"4/25/2026 9:01", 20516, 0}, {"4/4/2026", 20546, 1}};
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.other);
    Issues issues;
    const auto document =
        read("dag;x\n3/4/2026;x\n" + std::string(c.other) + ";x\n", source, issues);
    ASSERT_TRUE(document);
    EXPECT_EQ(document->options[0].number, c.days);
    EXPECT_EQ(issues.all().size(), c.notes);
  }
}

TEST(Values, ReadNumbersAsSwedesWriteThem) {
  const struct {
    std::string_view text;
    bool comma;
    double number;  // NAN: none
  } kCases[] = {{"7", true, 7},         {" -3 ", true, -3},         {"\u22123", true, -3},
                {"0,5", true, 0.5},     {"0.5", true, 0.5},         {"0,5", false, 0.5},
                {"1 250", true, 1250},  {"1\u00A0250", true, 1250}, {"1 250,5", true, 1250.5},
                {"1.250", true, 1250},  {"1.250,5", true, 1250.5},  {"1,250.5", false, 1250.5},
                {"0.125", true, 0.125}, {"1.25", true, 1.25},       {"45 %", true, 45},
                {"1 25", true, NAN},    {"1,2,3", true, NAN},       {"ca 5", true, NAN},
                {"", true, NAN},        {"-", true, NAN},           {",", true, NAN},
                {"5 st", true, NAN},    {"1e5", true, NAN},         {"12 1234", true, NAN}};
  for (const auto& c : kCases) {
    const auto number = parse_number(c.text, c.comma);
    EXPECT_EQ(number.has_value(), !std::isnan(c.number)) << c.text;
    if (number) {
      EXPECT_DOUBLE_EQ(*number, c.number) << c.text;
    }
  }
}

TEST(Values, ReadDatesOfManyTools) {
  const struct {
    std::string_view text;
    double days;  // NAN: none
  } kCases[] = {{"2026-01-12", 20465},
                {"2026/01/12 12:00:00", 20465.5},
                {"2026-01-12T06:00Z", 20465.25},
                {"20260112", 20465},
                {"12 januari 2026", 20465},
                {"12 jan. 2026", 20465},
                {"31.1.2026", 20484},
                {"1/31/2026 6:00 PM", 20484.75},
                {"2026-02-30", NAN},
                {"i januari", NAN},
                {"12", NAN},
                {"2026-01-12 25:00", NAN},
                {"", NAN},
                {"1/1/1", NAN}};
  for (const auto& c : kCases) {
    DateOrder order = DateOrder::unknown;
    const auto date = parse_date(c.text, order);
    EXPECT_EQ(date.has_value(), !std::isnan(c.days)) << c.text;
    if (date) {
      EXPECT_DOUBLE_EQ(date->days, c.days) << c.text;
    }
  }
}

TEST(Columns, FindTitlesAndTellDuplicatesApart) {
  const Columns columns({"id", "Svar", "Svar ", "Sv\u00E5r\u00A0fråga", "", "Svar (2)"});
  EXPECT_EQ(columns.find("Svar"), 1U);
  EXPECT_EQ(columns.find("Svar (2)"), 2U);
  EXPECT_EQ(columns.find("Svar (2) (2)"), 5U);
  EXPECT_EQ(columns.find("Sva\u030Ar  fråga"), 3U);
  EXPECT_EQ(columns.find("svar"), std::nullopt);
  EXPECT_EQ(columns.find(""), std::nullopt);
}

TEST(Attributes, ComeFromASecondTable) {
  AttributeTable table;
  table.file = "deltagare.csv";
  table.key = "kod";
  table.attributes = {{kGroup, "roll", "", false}, {3, "kön", "", false}};
  Issues issues;
  const auto values =
      read_attributes({"deltagare.csv", "kod;roll;kön\n7; Chef ;kvinna\n;Chef;man\n7;HR;man\n"},
                      table, study(), issues);
  ASSERT_TRUE(values);
  EXPECT_THAT(ids(issues), ElementsAre("ingest.no-key 3:1", "ingest.duplicate-key 4:1"));
  SourceSpec source;
  source.attribute_table = table;
  source.respondent_column = "id";
  source.attributes = {{kGroup, "", "", false}};
  const auto document =
      read_document({"svar.csv", "id;x\n7;a\n8;b\n"}, source, study(), issues, &*values);
  ASSERT_TRUE(document);
  EXPECT_THAT(document->respondents[0].attributes, ElementsAre("Chef", "", "", "kvinna"));
  EXPECT_EQ(issues.all().back().id, "ingest.no-attributes");
  EXPECT_EQ(issues.all().back().where.file, "svar.csv");
  table.key = "kood";
  const auto missing = read_attributes({"deltagare.csv", "kod;roll;kön\n"}, table, study(), issues);
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.issue().id, "ingest.no-such-column");
  const auto text = read_attributes({"brev.txt", "Hej på er.\n"}, table, study(), issues);
  ASSERT_FALSE(text);
  EXPECT_EQ(text.issue().id, "ingest.not-a-table");
}

}  // namespace
}  // namespace samsyn::ingest
