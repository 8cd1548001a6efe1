#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <xlsxwriter.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <random>

#include "stages/ingest/reader.hpp"
#include "stages/ingest/xlsx_book.hpp"
#include "stages/ingest/xlsx_styles.hpp"
#include "tests/ingest/workbook.hpp"

namespace samsyn::ingest {
extern const Reader xlsx_reader;

namespace {

using testing::HasSubstr;

/// "1: a|b|" for each row: its number and what the cells show.
std::string dump(const std::string& bytes, Issues& issues, const std::string& sheet = {}) {
  std::string out;
  const Result<Done> done = xlsx_reader.rows(
      {"bok.xlsx", bytes}, {sheet, {}, {}},
      [&](const Row& row) {
        out += std::to_string(row.number) + ":";
        for (const Cell& cell : row.cells) out += " " + to_text(cell) + "|";
        out += "\n";
        return true;
      },
      issues);
  return done ? out : "refused: " + done.issue().id;
}

std::string dump(const Workbook& book) {
  Issues issues;
  const std::string out = dump(bytes_of(book), issues);
  EXPECT_TRUE(issues.empty());
  return out;
}

TEST(Xlsx, ReadsEveryKindOfCell) {
  const struct {
    std::string_view what;
    std::string cell, shown;
  } kCases[] = {
      {"number", "<c><v>0.5</v></c>", "0.5"},
      {"zero is not empty", "<c><v>0</v></c>", "0"},
      {"large number without exponent", "<c><v>1E5</v></c>", "100000"},
      {"shared string", "<c t='s'><v>0</v></c>", "för lite tid"},
      {"rich runs, no phonetics", "<c t='s'><v>1</v></c>", "två delar"},
      {"kept white space", "<c t='s'><v>2</v></c>", "  indrag "},
      {"escapes", "<c t='s'><v>3</v></c>", "rad\r\nbryt _x0041_"},
      {"inline", "<c t='inlineStr'><is><t>på plats</t></is></c>", "på plats"},
      {"inline rich", "<c t='inlineStr'><is><r><t>å</t></r><r><t>ä</t></r></is></c>", "åä"},
      {"boolean", "<c t='b'><v>1</v></c>", "TRUE"},
      {"boolean false", "<c t='b'><v>0</v></c>", "FALSE"},
      {"error", "<c t='e'><v>#N/A</v></c>", "#N/A"},
      {"formula's number", "<c><f>1+1</f><v>2</v></c>", "2"},
      {"formula's text", "<c t='str'><f>A1</f><v>svar &amp; mer</v></c>", "svar & mer"},
      {"shared formula", "<c><f t='shared' si='0'/><v>7</v></c>", "7"},
      {"ISO date", "<c t='d'><v>2026-01-12T09:01:22</v></c>", "2026-01-12 09:01:22"},
      {"built-in date", "<c s='1'><v>46034</v></c>", "2026-01-12"},
      {"Swedish custom date", "<c s='2'><v>46034.5</v></c>", "2026-01-12 12:00:00"},
      {"elapsed hours", "<c s='3'><v>1.0868055555555556</v></c>", "26:05:00"},
      {"quoted letters are no date", "<c s='4'><v>3</v></c>", "3"},
      {"time of day", "<c s='5'><v>0.375</v></c>", "09:00:00"},
      {"text of no type", "<c><v>inget tal</v></c>", "inget tal"},
  };
  Workbook book;
  book.strings =
      "<si><t>för lite tid</t></si>"
      "<si><r><rPr><b/></rPr><t xml:space='preserve'>två </t></r><r><t>delar</t></r>"
      "<rPh sb='0' eb='1'><t>fel</t></rPh></si>"
      "<si><t xml:space='preserve'>  indrag </t></si><si><t>rad_x000D_&#10;bryt "
      "_x005F_x0041_</t></si>";
  book.formats =
      "<numFmt numFmtId='164' formatCode='[$-41D]d\\ mmmm\\ yyyy;@'/>"
      "<numFmt numFmtId='165' formatCode='[h]:mm'/>"
      "<numFmt numFmtId='166' formatCode='0\" dagar\"\\d[Red]'/>";
  book.styles =
      "<xf numFmtId='14'/><xf numFmtId='164'/><xf numFmtId='165'/><xf numFmtId='166'/>"
      "<xf numFmtId='20'/>";
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.what);
    book.rows = "<row>" + c.cell + "</row>";
    EXPECT_EQ(dump(book), "1: " + c.shown + "|\n");
  }
}

TEST(Xlsx, PlacesCellsWithAndWithoutReferences) {
  Workbook book;
  book.rows =
      "<row r='2'><c r='B2'><v>1</v></c><c><v>2</v></c><c r='E2'><v>3</v></c></row>"
      "<row><c><v>4</v></c></row><row r='9'/><row r='10'><c r='A10'><v>5</v></c></row>";
  book.after_rows = "<mergeCells><mergeCell ref='A10:C12'/></mergeCells>";
  EXPECT_EQ(dump(book), "2: | 1| 2| | 3|\n3: 4|\n10: 5|\n");
}

TEST(Xlsx, ReadsTheLastColumnAndIgnoresAWrongDimension) {
  Workbook book;
  book.rows = "<row r='1'><c r='XFD1'><v>1</v></c></row><row r='2'><c r='A2'><v>2</v></c></row>";
  Members members = members_of(book);
  members[0].second.insert(members[0].second.find("<sheetData>"), "<dimension ref='A1:A1'/>");
  Issues issues;
  std::vector<std::size_t> widths;
  const std::string bytes = zip_of(members);
  ASSERT_TRUE(xlsx_reader.rows(
      {"bok.xlsx", bytes}, {},
      [&](const Row& row) {
        widths.push_back(row.cells.size());
        return true;
      },
      issues));
  EXPECT_THAT(widths, testing::ElementsAre(16384, 1));
}

TEST(Xlsx, ReadsPrefixedStrictAndAbsoluteForms) {
  Workbook book;
  book.rows = "<row><c t='s'><v>0</v></c></row>";
  book.strings = "<si><t>svar</t></si>";
  EXPECT_EQ(dump(book), "1: svar|\n");
  book.target_prefix = "/xl/";
  EXPECT_EQ(dump(book), "1: svar|\n");
  book.main = "http://purl.oclc.org/ooxml/spreadsheetml/main";
  book.relations = "http://purl.oclc.org/ooxml/officeDocument/relationships";
  EXPECT_EQ(dump(book), "1: svar|\n");
  Members members = members_of(book);
  members[0].second =
      "<x:worksheet xmlns:x='" + book.main +
      "' xmlns:y='urn:annat'><x:sheetData><x:row>"
      "<y:c><x:v>9</x:v></y:c><x:c t='s'><x:v>0</x:v></x:c></x:row></x:sheetData></x:worksheet>";
  Issues issues;
  EXPECT_EQ(dump(zip_of(members), issues), "1: svar|\n");
}

TEST(Xlsx, TellsBothEpochsAndTheDayThatNeverWas) {
  const struct {
    double serial;
    bool epoch_1904;
    std::string shown;
  } kCases[] = {{1, false, "1900-01-01"},     {59, false, "1900-02-28"},
                {60, false, "1900-03-01"},    {61, false, "1900-03-01"},
                {25569, false, "1970-01-01"}, {0, true, "1904-01-01"},
                {24107, true, "1970-01-01"},  {-1, false, "-1"},
                {2958466, false, "2958466"}};
  for (const auto& c : kCases) {
    EXPECT_EQ(to_text(cell_of_serial(c.serial, Shown::date, c.epoch_1904)), c.shown);
  }
  Workbook book;
  book.workbook_pr = "date1904='1'";
  book.styles = "<xf numFmtId='14'/>";
  book.rows = "<row><c s='1'><v>44572</v></c></row>";
  EXPECT_EQ(dump(book), "1: 2026-01-12|\n");
}

TEST(Xlsx, TellsDatesFromNumbersByTheirFormat) {
  const struct {
    std::string_view code;
    Shown shown;
  } kCases[] = {{"General", Shown::number},
                {"0.00E+00", Shown::number},
                {"#,##0\\ \"kr\";[Red]-#,##0\\ \"kr\"", Shown::number},
                {"0\" dygn\"", Shown::number},
                {"yyyy\\-mm\\-dd", Shown::date},
                {"[$-41D]mmmm", Shown::date},
                {"[Blue]d/m/yy", Shown::date},
                {"h:mm AM/PM", Shown::clock},
                {"mm:ss", Shown::clock},
                {"[mm]:ss", Shown::elapsed},
                {"0;yyyy", Shown::number},
                {"[", Shown::number},
                {"\"", Shown::number},
                {"\\", Shown::number}};
  for (const auto& c : kCases) EXPECT_EQ(shown_by(c.code), c.shown) << c.code;
  EXPECT_EQ(shown_by_builtin(46), Shown::elapsed);
  EXPECT_EQ(shown_by_builtin(30), Shown::date);
  EXPECT_EQ(shown_by_builtin(44), Shown::number);
}

TEST(Xlsx, UndoesEscapesOnlyWhereTheyAreWhole) {
  const struct {
    std::string text, plain;
  } kCases[] = {{"_x00E5_", "å"},        {"_x000d_", "\r"},      {"_x00", "_x00"},
                {"_xD83D__xDE00_", "😀"}, {"_xD83D_", "_xD83D_"}, {"_x0000_", "_x0000_"},
                {"__x0041_", "_A"},      {"_x-041_", "_x-041_"}};
  for (const auto& c : kCases) {
    std::string text = c.text;
    undo_escapes(text, 0);
    EXPECT_EQ(text, c.plain) << c.text;
  }
}

TEST(Xlsx, TakesTheFirstVisibleSheetAndFindsOthersByName) {
  Workbook book;
  book.rows = "<row><c><v>1</v></c></row>";
  book.sheets = {{"Dolt", "veryHidden"}, {"Svar å", "visible"}, {"Mer", "hidden"}};
  const std::string bytes = bytes_of(book);
  const auto sheets = xlsx_reader.sheets({"bok.xlsx", bytes});
  ASSERT_TRUE(sheets);
  ASSERT_EQ(sheets->size(), 3U);
  EXPECT_TRUE((*sheets)[0].hidden && !(*sheets)[1].hidden && (*sheets)[2].hidden);
  EXPECT_EQ((*sheets)[1].name, "Svar å");
  Issues issues;
  EXPECT_EQ(dump(bytes, issues, "Dolt"), "1: 1|\n");
  const auto missing = xlsx_reader.rows(
      {"bok.xlsx", bytes}, {"Svar", {}, {}}, [](const Row&) { return true; }, issues);
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.issue().id, "ingest.no-such-sheet");
  EXPECT_EQ(missing.issue().where.sheet, "Svar");
  EXPECT_THAT(missing.issue().remedy, HasSubstr("Dolt, Svar å, Mer"));
}

TEST(Xlsx, RefusesWhatIsBrokenOrHostile) {
  Workbook book;
  book.rows = "<row><c><v>1</v></c></row>";
  const std::string good = bytes_of(book);
  const auto with_sheet = [&](const std::string& xml) {
    Members members = members_of(book);
    members[0].second = xml;
    return zip_of(members);
  };
  Members without = members_of(book);
  without.erase(without.begin());
  std::string deep;
  for (int i = 0; i < 5000; ++i) deep += "<a>";
  Members binary = members_of(book);
  for (auto& member : binary) {
    if (member.first == "xl/workbook.xml") member.first = "xl/workbook.bin";
  }
  Workbook no_sheet;
  no_sheet.sheets.clear();
  std::string damaged = good;
  damaged[good.find("sheet1.xml") + 12] ^= 0x55;
  const struct {
    std::string_view what;
    std::string bytes, id;
  } kCases[] = {
      {"cut off", good.substr(0, good.size() - 40), "xlsx.broken-zip"},
      {"cut in half", good.substr(0, good.size() / 2), "xlsx.broken-zip"},
      {"a damaged member", damaged, "xlsx.broken-zip"},
      {"cut XML", with_sheet("<worksheet><sheetData><row>"), "xlsx.bad-xml"},
      {"empty XML", with_sheet(""), "xlsx.bad-xml"},
      {"entities", with_sheet("<!DOCTYPE w [<!ENTITY a 'b'>]><worksheet>&a;</worksheet>"),
       "xlsx.entities"},
      {"undeclared entity", with_sheet("<worksheet>&a;</worksheet>"), "xlsx.bad-xml"},
      {"deep nesting", with_sheet(deep), "xlsx.too-deep"},
      {"bomb",
       with_sheet("<worksheet>" + std::string(std::size_t{70} << 20U, ' ') + "</worksheet>"),
       "xlsx.too-large"},
      {"no sheet part", zip_of(without), "xlsx.missing-part"},
      {"binary workbook", zip_of(binary), "xlsx.binary"},
      {"no sheets", bytes_of(no_sheet), "xlsx.no-sheet"},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.what);
    Issues issues;
    EXPECT_EQ(dump(c.bytes, issues), "refused: " + c.id);
    EXPECT_TRUE(xlsx_reader.recognises(c.bytes));
  }
}

TEST(Xlsx, NamesSheetPartAndLineOfBadXml) {
  Workbook book;
  Members members = members_of(book);
  members[0].second = "<worksheet>\n<sheetData>\n</fel>";
  const std::string bytes = zip_of(members);
  Issues issues;
  const auto done = xlsx_reader.rows(
      {"bok.xlsx", bytes}, {}, [](const Row&) { return true; }, issues);
  ASSERT_FALSE(done);
  EXPECT_THAT(
      render(done.issue()),
      testing::StartsWith("bok.xlsx:Svar (xl/worksheets/sheet1.xml): a part of the workbook "
                          "is no well-formed XML (line 3: "));
}

TEST(Xlsx, ReportsDoubtfulCellsOnceWithACount) {
  const struct {
    std::string rows, id, shown;
    std::uint32_t row, column;
  } kCases[] = {
      {"<row r='3'><c r='B3'><v>1</v></c><c r='A3'><v>2</v></c></row>", "xlsx.bad-reference",
       "3: | 1|\n", 3, 2},
      {"<row r='3'><c r='AAAA3'><v>2</v></c></row>", "xlsx.bad-reference", "", 3, 0},
      {"<row r='2'><c><v>1</v></c></row><row r='2'><c><v>3</v></c></row>", "xlsx.bad-reference",
       "2: 1|\n3: 3|\n", 3, 0},
      {"<row><c t='s'><v>17</v></c></row>", "xlsx.bad-string", "", 1, 1},
      {"<row><c/><c><f>A1</f></c><c><f>A1</f></c></row>", "xlsx.no-stored-value", "", 1, 2},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.rows);
    Workbook book;
    book.rows = c.rows;
    Issues issues;
    EXPECT_EQ(dump(bytes_of(book), issues), c.shown);
    ASSERT_EQ(issues.all().size(), 1U);
    EXPECT_EQ(issues.all()[0].id, c.id);
    EXPECT_EQ(issues.all()[0].where.sheet, "Svar");
    EXPECT_EQ(issues.all()[0].where.row, c.row);
    EXPECT_EQ(issues.all()[0].where.column, c.column);
  }
}

/// Texts and numbers of a table written by libxlsxwriter come back as they were.
TEST(Xlsx, ReadsBackWhatLibxlsxwriterWrote) {
  std::mt19937 random(20260112);
  const std::array<const char*, 4> words{"tid", "språk", "rad\nbryt", " å&<ö>\" "};
  for (const bool constant_memory : {false, true}) {
    std::string path = testing::TempDir() + "samsyn_xlsx_test.xlsx";
    lxw_workbook_options options{};
    options.constant_memory = constant_memory;
    lxw_workbook* book = workbook_new_opt(path.c_str(), &options);
    lxw_worksheet* sheet = workbook_add_worksheet(book, "Svar");
    std::string expected;
    for (lxw_row_t row = 0; row < 200; ++row) {
      expected += std::to_string(row + 1) + ":";
      for (lxw_col_t column = 0; column < 8; ++column) {
        if (random() % 2 == 0) {
          const char* word = words[random() % 4];
          worksheet_write_string(sheet, row, column, word, nullptr);
          expected += " " + std::string(word) + "|";
        } else {
          const double number = static_cast<double>(random() % 1000) / 8;
          worksheet_write_number(sheet, row, column, number, nullptr);
          expected += " " + to_text({CellKind::number, {}, number}) + "|";
        }
      }
      expected += "\n";
    }
    ASSERT_EQ(workbook_close(book), LXW_NO_ERROR);
    std::FILE* file = std::fopen(path.c_str(), "rb");
    ASSERT_NE(file, nullptr);
    std::string bytes;
    std::array<char, 4096> piece{};
    for (std::size_t n = 0; (n = std::fread(piece.data(), 1, piece.size(), file)) > 0;) {
      bytes.append(piece.data(), n);
    }
    std::fclose(file);
    std::remove(path.c_str());
    Issues issues;
    EXPECT_EQ(dump(bytes, issues), expected);
    EXPECT_TRUE(issues.empty());
  }
}

TEST(Xlsx, StopsWhenTheSinkHasEnough) {
  Workbook book;
  for (int i = 0; i < 1000; ++i) book.rows += "<row><c><v>1</v></c></row>";
  const std::string bytes = bytes_of(book);
  Issues issues;
  int rows = 0;
  EXPECT_TRUE(xlsx_reader.rows(
      {"bok.xlsx", bytes}, {}, [&](const Row&) { return ++rows < 3; }, issues));
  EXPECT_EQ(rows, 3);
}

}  // namespace
}  // namespace samsyn::ingest
