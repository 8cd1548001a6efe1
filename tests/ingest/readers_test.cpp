#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <limits>

#include "stages/ingest/reader.hpp"
#include "tests/ingest/workbook.hpp"

namespace samsyn::ingest {
namespace {

std::string utf16(std::string_view ascii) {
  std::string out;
  for (const char c : ascii) out += {c, '\0'};
  return out;
}

TEST(Readers, ContentDecidesBeforeTheSuffix) {
  Workbook book;
  book.rows = "<row><c><v>1</v></c></row>";
  const std::string workbook = bytes_of(book);
  const struct {
    std::string name, bytes;
    std::string_view reader;
  } kCases[] = {
      {"svar.xlsx", workbook, "xlsx"},         {"svar.csv", workbook, "xlsx"},
      {"svar.xlsx", "id;svar\n1;ja\n", "csv"}, {"svar.csv", "svar\nja\nnej\n", "csv"},
      {"SVAR.CSV", "svar\nja\nnej\n", "csv"},  {"mote.txt", "Vi talade om läget, länge.\n", "txt"},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.name);
    const auto reader = reader_for({c.name, c.bytes});
    ASSERT_TRUE(reader);
    EXPECT_EQ((*reader)->name, c.reader);
  }
}

TEST(Readers, RefuseWhatTheyCannotReadAndSayWhatToDo) {
  const std::string ole = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
  const struct {
    std::string name, bytes, id;
  } kCases[] = {
      {"svar.csv", "", "ingest.empty"},
      {"svar.xlsx", ole + utf16("EncryptedPackage"), "ingest.encrypted"},
      {"svar.xls", ole + utf16("Workbook"), "ingest.old-excel"},
      {"brev.doc", ole + utf16("WordDocument"), "ingest.old-word"},
      {"rapport.pdf", "%PDF-1.7\n", "ingest.pdf"},
      {"bild.png", std::string("\x89PNG\r\n\x1A\n\0\0\0", 11), "ingest.unknown-format"},
      {"svar.xlsx", std::string("\0\1\2\3\0\0", 6), "ingest.unknown-format"},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.id);
    const auto reader = reader_for({c.name, c.bytes});
    ASSERT_FALSE(reader);
    EXPECT_EQ(reader.issue().id, c.id);
    EXPECT_EQ(reader.issue().where.file, c.name);
    EXPECT_FALSE(reader.issue().remedy.empty());
  }
}

TEST(Readers, RefuseAWorkbookThatLibreOfficeLocked) {
  std::ifstream file(SAMSYN_SOURCE_DIR "/tests/ingest/locked.xlsx", std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(file), {}};
  ASSERT_FALSE(bytes.empty());
  const auto reader = reader_for({"hemligt.xlsx", bytes});
  ASSERT_FALSE(reader);
  EXPECT_EQ(reader.issue().id, "ingest.encrypted");
}

TEST(Readers, ATruncatedWorkbookIsStillAWorkbook) {
  Workbook book;
  const std::string bytes = bytes_of(book).substr(0, 300);
  SourceSpec source;
  Issues issues;
  const auto document = read_document({"svar.xlsx", bytes}, source, Study{}, issues);
  ASSERT_FALSE(document);
  EXPECT_EQ(document.issue().id, "xlsx.broken-zip");
}

TEST(Readers, TheKindOfTheSourceMustFitTheFile) {
  Issues issues;
  SourceSpec survey;
  const auto text = read_document({"mote.txt", "Vi talade om läget.\n"}, survey, Study{}, issues);
  ASSERT_FALSE(text);
  EXPECT_EQ(text.issue().id, "ingest.not-a-table");
  SourceSpec notes;
  notes.kind = SourceKind::notes;
  Workbook book;
  const auto table = read_document({"svar.xlsx", bytes_of(book)}, notes, Study{}, issues);
  ASSERT_FALSE(table);
  EXPECT_EQ(table.issue().id, "ingest.not-running-text");
}

TEST(Readers, SayWhatAFileOfAnotherProgramSeemsToBe) {
  const std::string zip("PK\x03\x04", 4);
  const struct {
    std::string_view name;
    std::string bytes;
    std::string_view id, what;
  } kCases[] = {
      {"sida.html", "\xEF\xBB\xBF<!-- sparad -->\n<!DOCTYPE html><p>Hej</p>",
       "ingest.unknown-format", "HTML"},
      {"sida.txt", "<html><body>Hej</body></html>", "ingest.unknown-format", "HTML"},
      {"brev.rtf", "{\\rtf1 Hej}", "ingest.unknown-format", "Rich Text"},
      {"text.odt", zip + std::string(26, '\0') + "mimetypeapplication/vnd.oasis.opendocument.text",
       "ingest.unknown-format", ".odt"},
      {"bild.jpg", "\xFF\xD8\xFF\xE0 JFIF", "ingest.unknown-format", "JPEG"},
      {"samtal.m4a", std::string("\0\0\0\x20", 4) + "ftypM4A ", "ingest.unknown-format",
       "recording"},
      {"data.sav", "$FL2@(#) SPSS", "ingest.unknown-format", "SPSS"},
      {"data.xml", "<?xml version=\"1.0\"?>\n<svar>1</svar>", "ingest.unknown-format", "XML"},
      {"allt.zip", zip + std::string(40, 'x'), "ingest.unknown-format", "zip archive"},
      {"rapport.pdf", "%PDF-1.7", "ingest.pdf", "PDF"},
      {"utskrift.pdf", "\x1B%-12345X@PJL ENTER LANGUAGE=PDF\r\n%PDF-1.4\n", "ingest.pdf", "PDF"},
      {"bild.gif", "GIF89a\x01", "ingest.unknown-format", "GIF"},
      {"samtal.wav", std::string("RIFF\x24\x08\0\0WAVEfmt ", 16), "ingest.unknown-format", "WAV"},
      {"samtal.mp3", std::string("ID3\x03\0\0\0\0", 8), "ingest.unknown-format", "MP3"},
      {"samtal.ogg", std::string("OggS\0\2", 6), "ingest.unknown-format", "Ogg"},
      {"allt.rar", std::string("Rar!\x1A\x07\0", 7), "ingest.unknown-format", "RAR"},
      {"svar.csv.gz", "\x1F\x8B\x08", "ingest.unknown-format", "gzip"},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.name);
    const auto reader = reader_for({std::string(c.name), c.bytes});
    ASSERT_FALSE(reader);
    EXPECT_EQ(reader.issue().id, c.id);
    EXPECT_EQ(reader.issue().where.file, c.name);
    EXPECT_NE(reader.issue().message.find(c.what), std::string::npos) << reader.issue().message;
    EXPECT_FALSE(reader.issue().remedy.empty());
  }
  EXPECT_TRUE(reader_for({"a.txt", "<skrattar> Ja, det blev så."}));
}

TEST(Readers, WordsThatOtherFormatsBeginWithAreWords) {
  const struct {
    std::string_view name, bytes, reader;
  } kCases[] = {
      {"träff.txt", "Project WAVE\n\nVi talade om läget.\n", "txt"},
      {"svar.csv", "ID3;Hinder?\n1;Tiden\n2;Språket\n", "csv"},
      {"träff.txt", "Rar! sade någon. Det var allt.\n", "txt"},
      {"träff.txt", "GIF8 är ett bildformat som ingen behöver.\n", "txt"},
      {"träff.txt", "Filerna börjar med %PDF- och går inte att läsa.\n", "txt"},
      {"träff.txt", "Så här såg den ut:\n%PDF-1.7\nSedan inget mer.\n", "txt"},
      {"träff.txt", "OggS är en ljudfil.\n", "txt"},
      {"träff.txt", "Och ftyp stod det.\n", "txt"},
      {"träff.txt", "7z är ett arkiv.\n", "txt"},
      {"svar.csv", "$FL2;Hinder?\n1;Tiden\n2;Språket\n", "csv"},
      {"träff.txt", "SQLite format 3 är en databas.\n", "txt"},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.bytes);
    const auto reader = reader_for({std::string(c.name), c.bytes});
    ASSERT_TRUE(reader) << render(reader.issue());
    EXPECT_EQ((*reader)->name, c.reader);
  }
}

TEST(Readers, ASurveySavedAsTxtIsReadAsATable) {
  Issues issues;
  SourceSpec survey;
  const auto document = read_document({"svar.txt", "id\tsvar\n1\tja\n"}, survey, Study{}, issues);
  ASSERT_TRUE(document) << render(document.issue());
  EXPECT_EQ(document->respondents.size(), 1U);
}

TEST(Readers, ShowCellsAsPeopleWriteThem) {
  const double kDay = 20465;  // 2026-01-12
  const struct {
    Cell cell;
    std::string_view text;
  } kCases[] = {
      {{CellKind::empty, {}, 0}, ""},
      {{CellKind::text, " å ", 0}, " å "},
      {{CellKind::number, {}, 7}, "7"},
      {{CellKind::number, {}, 0.5}, "0.5"},
      {{CellKind::number, {}, 100000}, "100000"},
      {{CellKind::number, {}, -0.1}, "-0.1"},
      {{CellKind::number, {}, 1e300}, "1e+300"},
      {{CellKind::boolean, {}, 1}, "TRUE"},
      {{CellKind::date, {}, kDay}, "2026-01-12"},
      {{CellKind::date, {}, kDay + 0.375}, "2026-01-12 09:00:00"},
      {{CellKind::date, {}, -1.25}, "1969-12-30 18:00:00"},
      {{CellKind::date, {}, std::numeric_limits<double>::infinity()}, "inf"},
      {{CellKind::duration, {}, 26.0 / 24}, "26:00:00"},
      {{CellKind::duration, {}, -0.5}, "-12:00:00"},
      {{CellKind::error, "#N/A", 0}, "#N/A"},
  };
  for (const auto& c : kCases) EXPECT_EQ(to_text(c.cell), c.text);
}

}  // namespace
}  // namespace samsyn::ingest
