#include "stages/emit/xlsx.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <limits>
#include <map>
#include <set>

#include "stages/emit/hash.hpp"
#include "stages/summarise/tally.hpp"
#include "tests/emit/cells.hpp"
#include "tests/summarise/sample.hpp"

namespace samsyn::emit {
namespace {

using ::testing::AnyOf;
using ::testing::Contains;
using ::testing::HasSubstr;

std::string file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

Labels labels(const std::string& language) {
  const std::string path = SAMSYN_SOURCE_DIR "/templates/labels/" + language + ".json";
  return *read_labels(path, file(path));
}

Layout layout() {
  const std::string path = SAMSYN_SOURCE_DIR "/templates/workbook.json";
  return *read_layout(path, file(path));
}

Summary sample_summary(const Study& study, const Codebook& codebook, const Labels& texts) {
  summarise::Tally tally(study, codebook, segment_id);
  for (const Document& document : {sample::survey(40), sample::interview(), sample::notes()}) {
    const std::uint32_t number = tally.add_document(document);
    const sample::Slice slice =
        sample::code(document, 0, static_cast<std::uint32_t>(document.blocks.size()));
    tally.add(number, document,
              tally.counter().count(document, slice.text, slice.segments, slice.codings));
  }
  return tally.finish(texts);
}

struct Workbook : ::testing::Test {
  Workbook() {
    std::string pattern = ::testing::TempDir() + "samsyn-book-XXXXXX";
    folder = ::mkdtemp(pattern.data());
  }
  ~Workbook() override { std::filesystem::remove_all(folder); }

  Result<Done> write(const Summary& summary, const std::string& name = "tables.xlsx") {
    return write_workbook({summary, codebook, texts, looks, "samsyn 0.1.0", 1767225600},
                          folder + "/" + name, issues);
  }
  std::vector<DumpedSheet> cells(const std::string& name = "tables.xlsx") {
    return dump(folder + "/" + name);
  }

  std::string folder;
  Study study = sample::study();
  Codebook codebook = sample::codebook();
  Labels texts = labels("sv");
  Layout looks = layout();
  Issues issues;
};

TEST_F(Workbook, MatchesItsGoldenDump) {
  for (const char* language : {"sv", "en"}) {
    SCOPED_TRACE(language);
    texts = labels(language);
    study.outputs.language = language;
    ASSERT_TRUE(write(sample_summary(study, codebook, texts)));
    std::string text;
    for (const DumpedSheet& sheet : cells()) {
      EXPECT_FALSE(sheet.has_formula);
      if (sheet.name == "Data") continue;  // the same numbers again: see below
      text += "== " + sheet.name + "\n";
      for (const std::string& cell : sheet.cells) text += cell + "\n";
    }
    const std::string golden =
        std::string(SAMSYN_SOURCE_DIR "/tests/golden/workbook/expected.") + language + ".txt";
    if (std::getenv("SAMSYN_UPDATE_GOLDEN") != nullptr) {
      std::filesystem::create_directories(std::filesystem::path(golden).parent_path());
      std::ofstream(golden, std::ios::binary) << text;
    }
    EXPECT_EQ(text, file(golden));
  }
  EXPECT_TRUE(issues.empty());
}

TEST_F(Workbook, HasTheSameBytesTwice) {
  const Summary summary = sample_summary(study, codebook, texts);
  ASSERT_TRUE(write(summary, "a.xlsx"));
  ASSERT_TRUE(write(summary, "b.xlsx"));
  EXPECT_EQ(file(folder + "/a.xlsx"), file(folder + "/b.xlsx"));
  EXPECT_FALSE(file(folder + "/a.xlsx").empty());
}

TEST_F(Workbook, IsWellFormedWhateverTheTextsHold) {
  Summary summary;
  summary.study = "A & B \x01 <c> _x0041_ \xFF";
  summary.sheets = {{"t", "Enkät: [alla] 'svar' / år?"}, {"u", "ENKÄT- -ALLA- 'SVAR' - ÅR-"}};
  Table table;
  table.id = "t";
  table.sheet = "t";
  table.title = "Titel \x02";
  table.columns = {{"a", "A\x03"}, {"b", "B", CellFormat::decimal}};
  for (const char* text :
       {"=1+1", "+46 70", "-5", "@namn", "=HYPERLINK(\"x\")", "_x000D_", "\x07\xC3"}) {
    table.rows.push_back({"r", {std::string(text), 1.5}});
  }
  table.rows.push_back({"nan", {std::string("NaN"), std::nan("")}});
  table.rows.push_back({"inf", {std::string("inf"), std::numeric_limits<double>::infinity()}});
  table.charts.push_back({"Diagram \x04", 0, {1}});
  summary.tables = {table, table};
  summary.tables[1].id = summary.tables[1].sheet = "u";
  ASSERT_TRUE(write(summary));
  for (const auto& [name, part] : parts_of(folder + "/tables.xlsx")) {
    EXPECT_TRUE(is_xml(part)) << name;
    EXPECT_THAT(part, ::testing::Not(HasSubstr("NAN"))) << name;
  }
  const auto sheets = cells();
  ASSERT_EQ(sheets.size(), 6U);
  EXPECT_EQ(sheets[4].name, "Enkät- -alla- 'svar' - år-");
  EXPECT_EQ(sheets[5].name, "ENKÄT- -ALLA- 'SVAR' - ÅR- (2)");
  EXPECT_FALSE(sheets[4].has_formula);
  EXPECT_THAT(sheets[4].cells, Contains("A4: =1+1"));
  EXPECT_THAT(sheets[4].cells, Contains("A9: _x005F_x000D_"));
  const std::string list = parts_of(folder + "/tables.xlsx").at("xl/worksheets/sheet2.xml");
  EXPECT_THAT(list, HasSubstr("location=\"'Enkät- -alla- ''svar'' - år-'!A1\""));
}

TEST_F(Workbook, ChartsHoldTheirFiguresAndTellTheBlind) {
  ASSERT_TRUE(write(sample_summary(study, codebook, texts)));
  std::size_t charts = 0;
  for (const auto& [name, part] : parts_of(folder + "/tables.xlsx")) {
    if (name.starts_with("xl/charts/chart")) {
      ++charts;
      EXPECT_THAT(part, HasSubstr("<c:numCache>")) << name;
      EXPECT_THAT(part, HasSubstr("<c:pt idx=\"0\"><c:v>")) << name;
    }
    if (name.starts_with("xl/drawings/drawing")) {
      EXPECT_THAT(part, HasSubstr("descr=\"")) << name;
    }
  }
  EXPECT_GE(charts, 4U);
}

TEST_F(Workbook, ShowsTimesFromLeftToRight) {
  Summary summary;
  summary.study = "Prov";
  summary.sheets = {{"t", "Tider"}};
  Table table;
  table.id = table.sheet = "t";
  table.title = "Över tid";
  table.columns = {
      {"item", "Fråga"}, {"a", "start", CellFormat::precise}, {"b", "slut", CellFormat::precise}};
  table.rows = {{"ro", {std::string("Ro"), 2.25, 3.0}}, {"ork", {std::string("Ork"), 1.5, 1.0}}};
  Chart lines;
  lines.title = "Linjer";
  lines.series = {1, 2};
  lines.lines = true;
  Chart columns = lines;
  columns.title = "Staplar";
  columns.lines = false;
  columns.stacked = columns.upright = true;
  table.charts = {lines, columns};
  summary.tables = {table};
  ASSERT_TRUE(write(summary));
  const auto parts = parts_of(folder + "/tables.xlsx");
  const std::string& line = parts.at("xl/charts/chart1.xml");
  EXPECT_THAT(line, HasSubstr("<c:lineChart>"));
  EXPECT_THAT(line, HasSubstr("<c:tx><c:v>Ork</c:v></c:tx>")) << "a line for each row";
  EXPECT_THAT(line, HasSubstr("$B$4:$C$4")) << "over the columns";
  EXPECT_THAT(line, HasSubstr("<c:v>start</c:v>"));
  const std::string& column = parts.at("xl/charts/chart2.xml");
  EXPECT_THAT(column, HasSubstr("<c:barDir val=\"col\"/>"));
  EXPECT_THAT(column, HasSubstr("<c:grouping val=\"percentStacked\"/>"));
}

/// Two groups' answers to a scale of three steps, as shares; what HR chose in the middle is
/// withheld.
Summary scale_by_group() {
  Summary summary;
  summary.study = "Prov";
  summary.sheets = {{"t", "Trygghet"}};
  Table table;
  table.id = table.sheet = "t";
  table.title = "Trygghet, per grupp";
  table.base = "Bas: 30 svarande";
  table.columns = {{"option", "Svar"},
                   {"hr", "HR", CellFormat::percent, 10},
                   {"chef", "Chef", CellFormat::percent, 20}};
  table.rows = {{"1", {std::string("Nej"), 0.7, 0.25}},
                {"2", {std::string("Delvis"), Withheld::few, 0.25}},
                {"3", {std::string("Ja"), Withheld::derived, 0.5}}};
  Chart chart;
  chart.title = table.title;
  chart.series = {1, 2};
  chart.stacked = chart.lines = chart.base = true;
  table.charts = {chart};
  summary.tables = {table};
  return summary;
}

TEST_F(Workbook, DrawsAScaleAsABarForEachGroupFromLightToDark) {
  Summary summary = scale_by_group();
  summary.tables[0].rows[1].cells[1] = 0.1;
  summary.tables[0].rows[2].cells[1] = 0.2;
  ASSERT_TRUE(write(summary));
  const std::string chart = parts_of(folder + "/tables.xlsx").at("xl/charts/chart1.xml");
  EXPECT_THAT(chart, HasSubstr("<c:grouping val=\"percentStacked\"/>"));
  EXPECT_THAT(chart, HasSubstr("Trygghet!$B$3:$C$3")) << "groups with their bases";
  EXPECT_THAT(chart, HasSubstr("<c:tx><c:v>Delvis</c:v></c:tx>")) << "a part for each answer";
  EXPECT_THAT(chart, HasSubstr("Diagram 1. Trygghet, per grupp (Bas: 30 svarande)"));
  const std::size_t light = chart.find("DCEAF5");
  EXPECT_LT(light, chart.find("06284A"));
  EXPECT_NE(light, std::string::npos);
}

TEST_F(Workbook, DrawsWhatIsWithheldAsAGapAndNothingElseLonger) {
  ASSERT_TRUE(write(scale_by_group()));
  const std::string chart = parts_of(folder + "/tables.xlsx").at("xl/charts/chart1.xml");
  EXPECT_THAT(chart, HasSubstr("<c:grouping val=\"stacked\"/>")) << "not filled up to 100 %";
  EXPECT_THAT(chart, HasSubstr("<c:max val=\"1\"/>"));
  EXPECT_THAT(chart, HasSubstr("<a:t>..</a:t>"));
  // One mark for the bar, though two of its parts are gaps: they would lie on each other.
  EXPECT_EQ(chart.find("<a:t>..</a:t>"), chart.rfind("<a:t>..</a:t>"));
  // Neither number stands in the chart's own copy of them.
  for (const char* copy : {"<c:v>0.1</c:v>", "<c:v>0.2</c:v>"}) {
    EXPECT_EQ(chart.find(copy), std::string::npos) << copy;
  }
}

TEST_F(Workbook, DrawsNoChartOfNothing) {
  Summary summary = scale_by_group();
  for (TableRow& row : summary.tables[0].rows) {
    row.cells[1] = Withheld::few;
    row.cells[2] = 0.0;
  }
  ASSERT_TRUE(write(summary));
  EXPECT_EQ(parts_of(folder + "/tables.xlsx").count("xl/charts/chart1.xml"), 0U);
}

TEST_F(Workbook, PutsChartsBelowATableThatFillsThePage) {
  Summary summary = scale_by_group();
  Table& table = summary.tables[0];
  table.charts.push_back(table.charts[0]);
  ASSERT_TRUE(write(summary));
  const auto anchor = [&](const std::string& tag) {
    const std::string drawing = parts_of(folder + "/tables.xlsx").at("xl/drawings/drawing1.xml");
    std::vector<int> out;
    for (std::size_t at = drawing.find("<xdr:from>"); at != std::string::npos;
         at = drawing.find("<xdr:from>", at + 1)) {
      const std::size_t value = drawing.find("<xdr:" + tag + ">", at) + tag.size() + 6;
      out.push_back(std::stoi(drawing.substr(value)));
    }
    return out;
  };
  // The first has room beside the narrow table, the second stands below it.
  EXPECT_EQ(anchor("col"), (std::vector<int>{4, 0}));
  EXPECT_EQ(anchor("row")[0], 2);
  EXPECT_GT(anchor("row")[1], 10);
  for (int c = 0; c < 8; ++c) {
    table.columns.push_back({"more", "Ganska lång rubrik", CellFormat::count});
  }
  table.charts.pop_back();
  ASSERT_TRUE(write(summary));
  EXPECT_EQ(anchor("col"), std::vector<int>{0});
}

TEST_F(Workbook, NumbersItsTablesAndSaysWhereTheyComeFrom) {
  ASSERT_TRUE(write(sample_summary(study, codebook, texts)));
  std::size_t numbered = 0;
  for (const DumpedSheet& sheet : cells()) {
    if (sheet.name == "Läs mig först" || sheet.name == "Tabeller" || sheet.name == "Data") continue;
    std::size_t titles = 0;
    std::size_t sources = 0;
    for (const std::string& cell : sheet.cells) {
      const std::string text = cell.substr(cell.find(": ") + 2);
      if (text.starts_with("Tabell ")) {
        EXPECT_THAT(text, HasSubstr("Tabell " + std::to_string(++numbered) + ". "));
        ++titles;
      }
      if (text.starts_with("Källa: ")) ++sources;
    }
    EXPECT_EQ(titles, sources) << sheet.name;
  }
  EXPECT_GT(numbered, 20U);
}

TEST_F(Workbook, LinksCodesToTheirQuotationsAndBackAndOtherRowsToTheirNumbers) {
  const Summary summary = sample_summary(study, codebook, texts);
  ASSERT_FALSE(summary.quotations.empty());
  ASSERT_TRUE(write(summary));
  const auto parts = parts_of(folder + "/tables.xlsx");
  const auto sheets = cells();
  std::map<std::string, std::string> cell_texts;  // "Hinder!A5"
  for (const DumpedSheet& sheet : sheets) {
    for (const std::string& cell : sheet.cells) {
      const std::size_t colon = cell.find(": ");
      cell_texts["'" + sheet.name + "'!" + cell.substr(0, colon)] = cell.substr(colon + 2);
    }
  }
  std::size_t to_quotations = 0;
  std::size_t back = 0;
  std::size_t to_data = 0;
  for (std::size_t s = 0; s < sheets.size(); ++s) {
    const std::string& part = parts.at("xl/worksheets/sheet" + std::to_string(s + 1) + ".xml");
    for (std::size_t at = part.find("<hyperlink ref=\""); at != std::string::npos;
         at = part.find("<hyperlink ref=\"", at + 1)) {
      const auto attribute = [&](const std::string& name) {
        const std::size_t begin = part.find(name + "=\"", at) + name.size() + 2;
        return part.substr(begin, part.find('"', begin) - begin);
      };
      const std::string from = "'" + sheets[s].name + "'!" + attribute("ref");
      const std::string to = attribute("location");
      ASSERT_EQ(cell_texts.count(to), 1U) << from << " leads to the empty cell " << to;
      const bool is_code = to.starts_with("'Citat'!") && sheets[s].name != "Tabeller" &&
                           sheets[s].name != "Läs mig först";
      if (is_code || sheets[s].name == "Citat") {
        EXPECT_EQ(cell_texts[from], cell_texts[to]) << from;
        ++(is_code ? to_quotations : back);
      }
      if (sheets[s].name == "Tabeller" || sheets[s].name == "Data") {
        EXPECT_TRUE(cell_texts[to].starts_with(cell_texts[from] + ". ")) << from;
      } else if (to.starts_with("'Data'!A") && sheets[s].name != "Läs mig först") {
        EXPECT_EQ(cell_texts["'Data'!D" + to.substr(8)], cell_texts[from]) << to;
        ++to_data;
      }
    }
  }
  EXPECT_GT(to_quotations, 5U);
  EXPECT_GT(to_data, 100U) << "rows of numbers lead to them";
  EXPECT_EQ(back, summary.quotations.size());
}

TEST_F(Workbook, HasEachShownNumberOnceAsData) {
  Summary summary = sample_summary(study, codebook, texts);
  summary.tables[1].rows[0].cells[1] = Withheld::few;
  summary.disclosure.least_cell = 5;
  ASSERT_TRUE(write(summary));
  // "table row column value" of the tables, and of the sheet.
  std::multiset<std::string> expected, found;
  for (const Table& table : summary.tables) {
    if (table.layout == TableLayout::list) continue;
    for (const TableRow& row : table.rows) {
      for (std::size_t c = 1; c < row.cells.size(); ++c) {
        const auto* number = std::get_if<double>(&row.cells[c]);
        if (number == nullptr || table.columns[c].format == CellFormat::text) continue;
        expected.insert(table.id + "\t" + row.id + "\t" + table.columns[c].title);
      }
    }
  }
  const std::vector<DumpedSheet> sheets = cells();
  const auto data = std::find_if(sheets.begin(), sheets.end(),
                                 [](const DumpedSheet& sheet) { return sheet.name == "Data"; });
  ASSERT_NE(data, sheets.end());
  std::map<std::string, std::map<char, std::string>> rows;
  for (const std::string& cell : data->cells) {
    const std::size_t colon = cell.find(": ");
    rows[cell.substr(1, colon - 1)][cell[0]] = cell.substr(colon + 2);
  }
  std::size_t numbers = 0;
  for (auto& [number, row] : rows) {
    if (std::stoi(number) <= 4) continue;  // title, notes, headings
    found.insert(row['C'] + "\t" + row['E'] + "\t" + row['F']);
    numbers += row.count('H') + row.count('I') + row.count('J');
  }
  EXPECT_EQ(found, expected);
  EXPECT_EQ(numbers, expected.size());
  EXPECT_GT(numbers, 100U);
}

TEST_F(Workbook, FreezesFiltersAndSetsUpThePrint) {
  ASSERT_TRUE(write(sample_summary(study, codebook, texts)));
  const auto parts = parts_of(folder + "/tables.xlsx");
  const auto sheets = cells();
  for (std::size_t s = 0; s < sheets.size(); ++s) {
    SCOPED_TRACE(sheets[s].name);
    const std::string& part = parts.at("xl/worksheets/sheet" + std::to_string(s + 1) + ".xml");
    EXPECT_THAT(part, AnyOf(HasSubstr("fitToHeight=\"0\""),
                            HasSubstr("<pageSetup paperSize=\"9\" scale=\"")));
    EXPECT_THAT(part, HasSubstr("orientation=\"landscape\""));
    if (sheets[s].name == "Citat" || sheets[s].name == "Kodbok" || sheets[s].name == "Källor") {
      EXPECT_THAT(part, HasSubstr("<autoFilter"));
    }
    if (sheets[s].name == "Hinder") {
      EXPECT_THAT(part, HasSubstr("state=\"frozen\""));
    }
    if (sheets[s].name == "Samförekomst") {
      EXPECT_THAT(part, HasSubstr("colorScale"));
    }
  }
}

TEST_F(Workbook, SaysInASentenceThatATableIsWithheld) {
  Summary summary;
  summary.study = "Trappan";
  summary.sheets = {{"stair", "Trappan"}};
  Table silent;
  silent.id = "stair.moved.kon";
  silent.sheet = "stair";
  silent.title = "Upp eller ned, per kön";
  silent.columns = {
      {"value", "Kön"}, {"n", "Svarande", CellFormat::count}, {"up", "Upp", CellFormat::count}};
  silent.rows = {{"K", {"Kvinna", 8.0, Withheld::few}},
                 {"M", {"Man", 7.0, Withheld::derived}},
                 {"all", {"Alla", 15.0, 9.0}, true}};
  Table telling = silent;
  telling.id = "stair.moved.group";
  telling.rows[0].cells[2] = 6.0;
  summary.tables = {silent, telling};
  ASSERT_TRUE(write(summary));
  for (const auto& sheet : cells()) {
    if (sheet.name != "Trappan") continue;
    const auto met = [&](const std::string& text) {
      return std::count_if(sheet.cells.begin(), sheet.cells.end(), [&](const std::string& cell) {
        return cell.find(text) != std::string::npos;
      });
    };
    EXPECT_EQ(met(texts("table.silent")), 1);
    EXPECT_EQ(met("Kvinna"), 1) << "the table that has a number left stays";
    EXPECT_EQ(met("Man"), 1);
    return;
  }
  ADD_FAILURE() << "no such sheet";
}

TEST_F(Workbook, CutsATextOverTheLimitAndSaysWhere) {
  Summary summary;
  summary.quotations.emplace_back();
  summary.quotations.back().text = std::string(40000, 'x');
  ASSERT_TRUE(write(summary));
  ASSERT_EQ(issues.all().size(), 1U);
  const Issue& issue = issues.all().front();
  EXPECT_EQ(issue.id, "emit.text-cut");
  EXPECT_EQ(issue.where.sheet, "Citat");
  EXPECT_EQ(issue.where.row, 5U);
  EXPECT_EQ(issue.where.column, 2U);
}

TEST_F(Workbook, ThatCannotBeWrittenSaysSo) {
  const Result<Done> written = write(Summary(), "no-such-folder/tables.xlsx");
  ASSERT_FALSE(written);
  EXPECT_EQ(written.issue().id, "output.not-writable");
  EXPECT_THAT(written.issue().where.file, HasSubstr("no-such-folder/tables.xlsx"));
  EXPECT_FALSE(written.issue().remedy.empty());
}

TEST(LabelFiles, HaveTheSameKeysInBothLanguages) {
  std::set<std::string> swedish, english;
  const Labels sv = labels("sv"), en = labels("en");
  for (const auto& [key, text] : sv.all()) swedish.insert(key);
  for (const auto& [key, text] : en.all()) english.insert(key);
  EXPECT_EQ(swedish, english);
}

TEST_F(Workbook, ShowsNoKeyInsteadOfAText) {
  const Summary summary = sample_summary(study, codebook, texts);
  ASSERT_TRUE(write(summary));
  std::set<std::string> heads;
  for (const auto& [key, text] : texts.all()) heads.insert(key.substr(0, key.find('.') + 1));
  for (const DumpedSheet& sheet : cells()) {
    for (const std::string& cell : sheet.cells) {
      if (sheet.name == "Data" && cell[0] == 'C') continue;  // ids of tables
      const std::string text = cell.substr(cell.find(": ") + 2);
      for (const std::string& head : heads) {
        EXPECT_FALSE(text.starts_with(head) && text.find(' ') == std::string::npos) << cell;
      }
    }
  }
}

}  // namespace
}  // namespace samsyn::emit
