// Bad input ends with a clear message that names place and remedy, the exit status of the README,
// and nothing half-written.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>
#include <zip.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <sstream>

#include "pipeline/model/text.hpp"
#include "tests/pipeline/command.hpp"

namespace samsyn::testing {
namespace {

using ::testing::HasSubstr;

constexpr const char* kGood = "id;Vad hindrar?\n1;Tiden räcker inte.\n2;Bussen går inte.\n";

/// A study of one survey file with one open item.
std::string manifest(const std::string& file, const std::string& more = "",
                     const std::string& column = "Vad hindrar?") {
  return R"({"schema":"samsyn-study-1","name":"Prov","sources":[{"id":"s","kind":"survey","files":[")" +
         file + R"("],"respondent_column":"id",)" + more + R"("items":[{"id":"hinder","column":")" +
         column + R"(","type":"open"}]}]})";
}

/// A zip with these members.
std::string zip_of(const std::vector<std::pair<std::string, std::string>>& members,
                   const TempFolder& folder) {
  int error = 0;
  const std::string path = folder / "made.zip";
  zip_t* zip = zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &error);
  for (const auto& [member, text] : members) {
    zip_source_t* source = zip_source_buffer(zip, text.data(), text.size(), 0);
    zip_file_add(zip, member.c_str(), source, ZIP_FL_ENC_UTF_8);
  }
  zip_close(zip);
  return bytes_of(path);
}

/// A workbook with the sheets Chefer and Lärare: each a heading row and one answer.
std::string two_sheets(const TempFolder& folder) {
  const std::string head = R"(<?xml version="1.0" encoding="UTF-8"?>)";
  const std::string main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const std::string rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const auto sheet = [&](const std::string& answer) {
    const auto cell = [](const std::string& at, const std::string& text) {
      return "<c r=\"" + at + "\" t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
    };
    return head + "<worksheet xmlns=\"" + main + "\"><sheetData><row r=\"1\">" + cell("A1", "id") +
           cell("B1", "Vad hindrar?") + "</row><row r=\"2\">" + cell("A2", "1") +
           cell("B2", answer) + "</row></sheetData></worksheet>";
  };
  const std::string package = "http://schemas.openxmlformats.org/package/2006/";
  const std::string types = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
  const std::vector<std::pair<std::string, std::string>> members{
      {"[Content_Types].xml",
       head + "<Types xmlns=\"" + package + "content-types\"><Default Extension=\"rels\" " +
           "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>" +
           "<Override PartName=\"/xl/workbook.xml\" ContentType=\"" + types + "sheet.main+xml\"/>" +
           "<Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"" + types +
           "worksheet+xml\"/><Override PartName=\"/xl/worksheets/sheet2.xml\" ContentType=\"" +
           types + "worksheet+xml\"/></Types>"},
      {"_rels/.rels", head + "<Relationships xmlns=\"" + package +
                          "relationships\"><Relationship " + "Id=\"rId1\" Type=\"" + rel +
                          "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"},
      {"xl/workbook.xml", head + "<workbook xmlns=\"" + main + "\" xmlns:r=\"" + rel +
                              "\"><sheets><sheet name=\"Chefer\" sheetId=\"1\" r:id=\"rId1\"/>" +
                              "<sheet name=\"Lärare\" sheetId=\"2\" r:id=\"rId2\"/></sheets>" +
                              "</workbook>"},
      {"xl/_rels/workbook.xml.rels",
       head + "<Relationships xmlns=\"" + package + "relationships\"><Relationship Id=\"rId1\" " +
           "Type=\"" + rel + "/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship " +
           "Id=\"rId2\" Type=\"" + rel + "/worksheet\" Target=\"worksheets/sheet2.xml\"/>" +
           "</Relationships>"},
      {"xl/worksheets/sheet1.xml", sheet("Tiden räcker inte.")},
      {"xl/worksheets/sheet2.xml", sheet("Bussen går inte.")}};
  return zip_of(members, folder);
}

/// A source of one file and sheet, for a study with several.
std::string source(const std::string& id, const std::string& file, const std::string& sheet) {
  return R"({"id":")" + id + R"(","kind":"survey","files":[")" + file + R"("],"sheet":")" + sheet +
         R"(","respondent_column":"id","items":[{"id":"hinder","column":"Vad hindrar?","type":"open"}]})";
}

constexpr const char* kOutputs[] = {"tables.xlsx", "summary.json", "codings.jsonl", "issues.jsonl",
                                    "manifest.json"};

/// All that lies in a folder: names and contents.
std::vector<std::pair<std::string, std::string>> content_of(const std::string& folder) {
  std::vector<std::pair<std::string, std::string>> out;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    out.emplace_back(entry.path().filename().string(), bytes_of(entry.path().string()));
  }
  std::sort(out.begin(), out.end());
  return out;
}

std::string utf16(const std::string& text) {
  std::string out;
  for (const char c : text) out += {c, '\0'};
  return out;
}

TEST(BadInput, IsRefusedWithPlaceAndRemedyAndNothingIsWritten) {
  TempFolder scratch;
  const std::string zip = zip_of({{"[Content_Types].xml", std::string(5000, ' ')}}, scratch);
  const struct {
    const char* what;
    std::string file, bytes, more, column, id, place;
  } kCases[] = {
      {"empty file", "svar.csv", "", "", "Vad hindrar?", "ingest.empty", "svar.csv"},
      {"text under the name of a workbook", "svar.xlsx",
       "Hej. Det här är ett brev.\nMed två rader.\n", "", "Vad hindrar?", "ingest.not-a-table",
       "svar.xlsx"},
      {"truncated zip", "svar.xlsx", zip.substr(0, zip.size() / 2), "", "Vad hindrar?",
       "xlsx.broken-zip", "svar.xlsx"},
      {"password-protected workbook", "svar.xlsx",
       "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(1024, '\0') + utf16("EncryptedPackage") +
           std::string(512, '\0'),
       "", "Vad hindrar?", "ingest.encrypted", "svar.xlsx"},
      {"missing column", "svar.csv", kGood, "", "Vad hindrarr?", "ingest.no-such-column",
       "svar.csv"},
      {"undecodable bytes", "svar.csv", std::string("id;Vad hindrar?\n1;Tid\xFF\xFE.\n"),
       R"("encoding":"UTF-8",)", "Vad hindrar?", "ingest.undecodable", "svar.csv:2"},
      {"missing file", "finns-inte.csv", "", "", "Vad hindrar?", "study.no-such-file",
       "study.json"},
      {"100 MB line", "svar.csv", "id;Vad hindrar?\n1;" + std::string(100'000'000, 'a') + "\n", "",
       "Vad hindrar?", "csv.line-too-long", "svar.csv:2"},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.what);
    TempFolder folder;
    if (c.file != "finns-inte.csv") folder.write(c.file, c.bytes);
    folder.write("study.json", manifest(c.file, c.more, c.column));
    const Ended ended = command({"run", folder.path(), "--progress", "off"});
    EXPECT_EQ(ended.status, 3);
    EXPECT_THAT(ended.err, HasSubstr("[" + c.id + "]"));
    EXPECT_THAT(ended.err, HasSubstr(c.place));
    EXPECT_THAT(ended.err, HasSubstr("åtgärd: "));
    EXPECT_FALSE(std::filesystem::exists(folder / "out")) << "left behind: out/";
  }
}

TEST(BadInput, ASheetThatIsNotThereIsNamedWithTheNearest) {
  const std::string example = std::string(SAMSYN_SOURCE_DIR) + "/corpus/connect/enhetschefer.xlsx";
  TempFolder folder;
  folder.write("svar.xlsx", bytes_of(example));
  folder.write("study.json", manifest("svar.xlsx", R"("sheet":"Enhetchefer",)"));
  const Ended ended = command({"run", folder.path(), "--progress", "off"});
  EXPECT_EQ(ended.status, 3);
  EXPECT_THAT(ended.err, HasSubstr("[ingest.no-such-sheet]"));
  EXPECT_THAT(ended.err, HasSubstr("Enhetschefer"));
  EXPECT_FALSE(std::filesystem::exists(folder / "out"));
}

TEST(BadInput, ADuplicateRespondentIsSkippedReportedAndCounted) {
  TempFolder folder;
  folder.write("svar.csv", std::string(kGood) + "1;En gång till.\n");
  folder.write("study.json", manifest("svar.csv"));
  const Ended ended = command({"run", folder.path(), "--fresh", "--progress", "off"});
  EXPECT_EQ(ended.status, 1);
  EXPECT_THAT(ended.err, HasSubstr("svar.csv:4"));
  EXPECT_THAT(ended.err, HasSubstr("[ingest.duplicate-respondent]"));
  EXPECT_THAT(ended.out, HasSubstr("1 rad eller stycke överhoppat"));
  const std::string issues = bytes_of(folder / "out/issues.jsonl");
  EXPECT_THAT(issues, HasSubstr("ingest.duplicate-respondent"));
  EXPECT_THAT(issues, ::testing::Not(HasSubstr("En gång till")));  // answers stay out of it
  // --strict makes it fatal, and leaves all the earlier outputs as they were and nothing beside.
  const auto before = content_of(folder / "out");
  EXPECT_EQ(before.size(), std::size(kOutputs));
  folder.write("svar.csv", std::string(kGood) + "1;En gång till.\n3;Lokalerna är för små.\n");
  const Ended strict = command({"run", folder.path(), "--strict", "--progress", "off"});
  EXPECT_EQ(strict.status, 3);
  EXPECT_THAT(strict.err, HasSubstr("[run.strict]"));
  EXPECT_TRUE(content_of(folder / "out") == before);
  // Where nothing stood, nothing comes.
  EXPECT_EQ(command({"run", folder.path(), "--strict", "--out", folder / "ny", "--progress", "off"})
                .status,
            3);
  EXPECT_FALSE(std::filesystem::exists(folder / "ny"));
}

TEST(BadInput, StrictCountsWhatTheWorkbookCannotHold) {
  TempFolder folder;
  folder.write("svar.csv", kGood);
  std::string study = manifest("svar.csv");
  std::string wording;
  while (wording.size() < 40'000) wording += "Vad hindrar er egentligen? ";
  study.replace(study.find(R"("type":"open")"), 0, R"("question":")" + wording + "\",");
  folder.write("study.json", study);
  const Ended strict = command({"run", folder.path(), "--strict", "--progress", "off"});
  EXPECT_THAT(strict.err, HasSubstr("[emit.text-cut]"));
  EXPECT_THAT(strict.err, HasSubstr("[run.strict]"));
  EXPECT_EQ(strict.status, 3);
  EXPECT_FALSE(std::filesystem::exists(folder / "out"));
  EXPECT_EQ(command({"run", folder.path(), "--progress", "off"}).status, 1);
  EXPECT_THAT(bytes_of(folder / "out/issues.jsonl"), HasSubstr("emit.text-cut"));
}

TEST(Inputs, TwoSheetsOfOneWorkbookAreTwoForms) {
  TempFolder folder;
  folder.write("svar.xlsx", two_sheets(folder));
  folder.write("study.json", R"({"schema":"samsyn-study-1","name":"Prov","sources":[)" +
                                 source("chefer", "svar.xlsx", "Chefer") + "," +
                                 source("larare", "svar.xlsx", "Lärare") + "]}");
  const Ended ended = command({"run", folder.path(), "--progress", "off"});
  EXPECT_EQ(ended.status, 0) << ended.err;
  EXPECT_THAT(ended.err, ::testing::Not(HasSubstr("run.same-content")));
  // The manifest, and the file once.
  const auto made = nlohmann::json::parse(bytes_of(folder / "out/manifest.json"));
  ASSERT_EQ(made["inputs"].size(), 2U);
  EXPECT_EQ(made["inputs"][0]["name"], "study.json");
  EXPECT_EQ(made["inputs"][0]["bytes"], bytes_of(folder / "study.json").size());
  EXPECT_EQ(made["inputs"][1]["name"], "svar.xlsx");
  EXPECT_THAT(bytes_of(folder / "out/codings.jsonl"), HasSubstr("Bussen går inte."));
}

TEST(Inputs, TheSameContentTwiceIsWarnedAbout) {
  TempFolder folder;
  const std::string book = two_sheets(folder);
  folder.write("svar.xlsx", book);
  folder.write("kopia.xlsx", book);
  // The first visible sheet is Chefer too.
  std::string unnamed = source("kopia", "kopia.xlsx", "");
  unnamed.erase(unnamed.find(R"("sheet":"",)"), std::string(R"("sheet":"",)").size());
  folder.write("study.json", R"({"schema":"samsyn-study-1","name":"Prov","sources":[)" +
                                 source("chefer", "svar.xlsx", "Chefer") + "," + unnamed + "]}");
  const Ended ended = command({"run", folder.path(), "--progress", "off"});
  EXPECT_EQ(ended.status, 1);
  EXPECT_THAT(ended.err, HasSubstr("kopia.xlsx:Chefer: innehållet är detsamma som i svar.xlsx"));
  EXPECT_THAT(ended.err, HasSubstr("[run.same-content]"));
}

TEST(BadInput, ABadFileAmongGoodOnesIsNamedAndTheRestIsDone) {
  TempFolder folder;
  folder.write("svar.csv", kGood);
  folder.write("tom.txt", "");
  folder.write("study.json",
               R"({"schema":"samsyn-study-1","name":"Prov","sources":[
                  {"id":"s","kind":"survey","files":["svar.csv"],"respondent_column":"id",
                   "items":[{"id":"hinder","column":"Vad hindrar?","type":"open"}]},
                  {"id":"w","kind":"notes","files":["tom.txt"]}]})");
  const Ended ended = command({"run", folder.path(), "--progress", "off"});
  EXPECT_EQ(ended.status, 1);
  EXPECT_THAT(ended.err, HasSubstr("tom.txt"));
  EXPECT_TRUE(std::filesystem::exists(folder / "out/tables.xlsx"));
}

TEST(BadInput, AFolderThatCannotBeWrittenIsNamed) {
  TempFolder folder;
  folder.write("svar.csv", kGood);
  folder.write("study.json", manifest("svar.csv"));
  folder.write("fil", "");
  // A file stands where the folder should be: not even root can write there.
  const Ended ended =
      command({"run", folder.path(), "--out", folder / "fil/out", "--progress", "off"});
  EXPECT_EQ(ended.status, 3);
  EXPECT_THAT(ended.err, HasSubstr("[output.not-writable]"));
  EXPECT_THAT(ended.err, HasSubstr(folder / "fil/out"));
}

TEST(CommandLine, SaysWhatIsWrongAndEndsWithTwo) {
  const struct {
    std::vector<std::string> arguments;
    const char *sv, *en;
  } kCases[] = {
      {{}, "samsyn KOMMANDO --help", "samsyn COMMAND --help"},
      {{"rnu"}, "menade du samsyn run?", "did you mean samsyn run?"},
      {{"run"}, "run behöver en studie", "run needs a study"},
      {{"init"}, "init behöver minst en fil", "init needs at least one file"},
      {{"check"}, "check behöver en studie [use.wrong]", "check needs a study [use.wrong]"},
      {{"run", "x", "--jbos", "2"}, "det finns inget val «--jbos»", "there is no option «--jbos»"},
      {{"run", "x", "--jbos", "2"}, "åtgärd: menade du --jobs?", "fix: did you mean --jobs?"},
      {{"run", "x", "--jobs", "0"}, "ligga mellan 1 och 256", "between 1 and 256"},
      {{"run", "x", "--jobs", "två"}, "«--jobs» tar inte det värdet", "does not take this value"},
      {{"run", "x", "--out"}, "«--out» behöver ett värde", "«--out» needs a value"},
      {{"run", "x", "--strict=ja"}, "«--strict» tar inget värde", "«--strict» takes no value"},
      {{"run", "x", "--out", "a", "--out", "b"}, "«--out» är angivet två gånger", "is given twice"},
      {{"run", "x", "y"},
       "fler argument än kommandot tar",
       "more arguments than the command takes"},
      {{"run", "x", "--progress", "bar"},
       "auto, plain, json eller off",
       "auto, plain, json or off"},
      {{"try", "a", "b"}, "try tar en fil", "try takes one file"},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.en);
    const Ended sv = command(c.arguments);
    EXPECT_EQ(sv.status, 2);
    EXPECT_THAT(sv.err, HasSubstr(c.sv));
    std::vector<std::string> english = c.arguments;
    english.insert(english.end(), {"--lang", "en"});
    if (c.arguments.size() == 3 && c.arguments.back() == "--out")
      english = {"run", "x", "--lang=en", "--out"};
    const Ended en = command(english);
    EXPECT_EQ(en.status, 2);
    EXPECT_THAT(en.err, HasSubstr(c.en));
  }
  EXPECT_THAT(command({"run", "x", "--lang", "fi"}).err, HasSubstr("sv eller en"));
  // The language may stand in front.
  const Ended help = command({"--lang", "en", "--help"});
  EXPECT_EQ(help.status, 0);
  EXPECT_EQ(help.out, command({"--help", "--lang", "en"}).out);
  EXPECT_EQ(command({"--lang=en", "kwic"}).err, command({"kwic", "--lang=en"}).err);
  EXPECT_EQ(command({"--lang", "en"}).status, 2);
  EXPECT_EQ(command({"--help"}).status, 0);
  EXPECT_EQ(command({"run", "--help"}).status, 0);
  EXPECT_THAT(command({"--version"}).out, HasSubstr("ICU 72"));
  EXPECT_EQ(command({"run", "/finns/inte"}).status, 3);
}

TEST(CommandLine, HelpsInSwedishUnlessAskedForEnglish) {
  for (const char* name :
       {"", "init", "check", "run", "discover", "kwic", "try", "learn", "agree"}) {
    SCOPED_TRACE(name);
    std::vector<std::string> arguments{"--help"};
    if (*name != 0) arguments.insert(arguments.begin(), name);
    const Ended sv = command(arguments);
    EXPECT_EQ(sv.status, 0);
    EXPECT_THAT(sv.out, ::testing::Not(::testing::ContainsRegex(" (the|of|what|language|files) ")))
        << "a text is missing from messages.json";
    std::istringstream lines(sv.out);
    for (std::string line; std::getline(lines, line) && *name != 0;) {
      EXPECT_LE(code_points(line), 100U) << line;
    }
    arguments.insert(arguments.end(), {"--lang", "en"});
    EXPECT_THAT(command(arguments).out, ::testing::ContainsRegex(" (the|of|what|language|files) "));
  }
  EXPECT_THAT(command({"run", "--help"}).out, HasSubstr("MAPP           mapp för det som skrivs"));
}

TEST(Init, DoesNotWriteOverAManifest) {
  TempFolder folder;
  folder.write("svar.csv", kGood);
  EXPECT_EQ(command({"init", folder.path()}).status, 0);
  const std::string first = bytes_of(folder / "study.json");
  EXPECT_THAT(first, HasSubstr("Vad hindrar?"));
  const Ended again = command({"init", folder.path()});
  EXPECT_EQ(again.status, 3);
  EXPECT_THAT(again.err, HasSubstr("[init.exists]"));
  EXPECT_EQ(command({"init", folder.path(), "--force"}).status, 0);
  EXPECT_EQ(command({"check", folder.path()}).status, 0);
  EXPECT_EQ(command({"run", folder.path(), "--progress", "off"}).status, 0);
}

}  // namespace
}  // namespace samsyn::testing
