// Personal data in a whole run: nothing of it leaves the program, and numbers follow the input.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <zip.h>

#include <array>
#include <filesystem>

#include "tests/pipeline/command.hpp"

namespace samsyn::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kFiles[] = {"codings.jsonl", "summary.json", "issues.jsonl", "manifest.json",
                                  "tables.xlsx"};

/// Everything said here about people is invented.
void write_study(const TempFolder& folder, const std::string& privacy) {
  folder.write("svar.csv",
               "id;grupp;kommun;hinder\n"
               "gunvor.malmkvist@example.se;Chef;Kinda;Vi har inte tid att handleda. Ring Gunvor "
               "Malmkvist på 070-174 06 11.\n"
               "R2;Chef;Ydre;Det är brist på tid och Gunvor hinner inte visa dem.\n"
               "R3;Lärare;Ydre;Man såg en björn, men Björn Ekdahl hade inte tid.\n");
  folder.write("intervju.txt",
               "Intervjuare: Vad hindrar er?\n"
               "Zarifa: Vi har ingen tid att handleda.\n"
               "Intervjuare: Vem tar emot?\n"
               "Torvald Rosenqvist: Zarifa tar emot, men hon har för lite tid.\n");
  folder.write("study.json", R"({"schema": "samsyn-study-1", "name": "Prov",)" + privacy + R"(
"sources": [
{"id": "svar", "kind": "survey", "files": ["svar.csv"], "respondent_column": "id",
 "attributes": {"group": {"column": "grupp"}, "municipality": {"column": "kommun"}},
 "items": [{"id": "hinder", "column": "hinder", "question": "Vad hindrar er?", "type": "open"}]},
{"id": "samtal", "kind": "transcript", "files": ["intervju.txt"], "interviewers": ["Intervjuare"]}]})");
}

/// A file's text; of a workbook that of all its parts.
std::string text_of(const std::string& path) {
  if (!path.ends_with(".xlsx")) return bytes_of(path);
  zip_t* book = zip_open(path.c_str(), ZIP_RDONLY, nullptr);
  if (book == nullptr) return {};
  std::string out;
  for (zip_int64_t i = 0; i < zip_get_num_entries(book, 0); ++i) {
    zip_file_t* part = zip_fopen_index(book, static_cast<zip_uint64_t>(i), 0);
    std::array<char, 4096> piece{};
    for (zip_int64_t n = 0; (n = zip_fread(part, piece.data(), piece.size())) > 0;) {
      out.append(piece.data(), static_cast<std::size_t>(n));
    }
    zip_fclose(part);
  }
  zip_discard(book);
  return out;
}

TEST(Privacy, NothingPersonalLeavesTheProgram) {
  const TempFolder folder;
  write_study(folder, "");
  const Ended run =
      command({"run", folder / "study.json", "--out", folder / "ut", "--progress", "off"});
  ASSERT_LE(run.status, 1) << run.err;
  for (const char* file : kFiles) {
    SCOPED_TRACE(file);
    const std::string text = text_of(folder / (std::string("ut/") + file));
    ASSERT_TRUE(!text.empty() || std::string(file) == "issues.jsonl");
    for (const char* name : {"Gunvor", "gunvor", "Malmkvist", "070-174", "Zarifa", "Torvald",
                             "Rosenqvist", "Ekdahl", "\uFDD0"}) {
      EXPECT_THAT(text, Not(HasSubstr(name)));
    }
  }
  EXPECT_THAT(run.out + run.err, Not(HasSubstr("Gunvor")));
  const std::string codings = bytes_of(folder / "ut/codings.jsonl");
  EXPECT_THAT(codings, HasSubstr("Man såg en björn, men [Namn"));
  EXPECT_THAT(codings, HasSubstr(R"("respondent":"[E-post 1]")"));
  EXPECT_THAT(codings, HasSubstr("[Telefon 1]"));
}

TEST(Privacy, OptionsOfTheManifestAreMaskedLikeTheAnswersThatChoseThem) {
  const TempFolder folder;
  folder.write("svar.csv",
               "id;stod;hinder\n1;Min handledare Rigmor Tjäderhed;Tid.\n"
               "2;Min handledare Rigmor Tjäderhed;Tid.\n3;Ingen;Pengar.\n");
  folder.write("study.json", R"({"schema": "samsyn-study-1", "name": "Prov", "sources": [
{"id": "svar", "kind": "survey", "files": ["svar.csv"], "respondent_column": "id", "items": [
 {"id": "stod", "column": "stod", "type": "single",
  "options": ["Min handledare Rigmor Tjäderhed", "Ingen"], "dont_know": ["Fråga Rigmor Tjäderhed"]},
 {"id": "hinder", "column": "hinder", "type": "open"}]}]})");
  const Ended run =
      command({"run", folder / "study.json", "--out", folder / "ut", "--progress", "off"});
  ASSERT_LE(run.status, 1) << run.err;
  for (const char* file : kFiles) {
    EXPECT_THAT(text_of(folder / (std::string("ut/") + file)), Not(HasSubstr("Rigmor"))) << file;
  }
  // One row with the two that chose it, not an empty one beside it.
  const std::string summary = bytes_of(folder / "ut/summary.json");
  const std::size_t first = summary.find("Min handledare [Namn 1]");
  ASSERT_NE(first, std::string::npos) << summary;
  const std::size_t row = summary.rfind('{', first);
  const std::string cells = summary.substr(row, summary.find('}', first) - row);
  EXPECT_THAT(cells, HasSubstr("2")) << cells;
}

TEST(Privacy, NamesInAColumnOfMunicipalitiesAreMaskedToo) {
  const TempFolder folder;
  folder.write("svar.csv",
               "id;kommun;del;hinder\n1;Nora;Sara 1;Vi har ingen tid.\n"
               "2;Gunvor Malmkvist;Sara 1;Ont om tid.\n3;Kinda kommun;Rigmor Ekdahl;Tiden.\n");
  folder.write("study.json", R"({"schema": "samsyn-study-1", "name": "Prov",
"substudies": [{"id": "Sara 1"}],
"sources": [{"id": "svar", "kind": "survey", "files": ["svar.csv"], "respondent_column": "id",
 "attributes": {"municipality": {"column": "kommun"}, "substudy": {"column": "del"}},
 "items": [{"id": "hinder", "column": "hinder", "type": "open"}]}]})");
  const Ended run =
      command({"run", folder / "study.json", "--out", folder / "ut", "--progress", "off"});
  ASSERT_LE(run.status, 1) << run.err;
  for (const char* file : kFiles) {
    const std::string text = text_of(folder / (std::string("ut/") + file));
    EXPECT_THAT(text, Not(HasSubstr("Malmkvist"))) << file;
    EXPECT_THAT(text, Not(HasSubstr("Ekdahl"))) << file;
  }
  const std::string summary = bytes_of(folder / "ut/summary.json");
  EXPECT_THAT(summary, HasSubstr("Nora"));
  EXPECT_THAT(summary, HasSubstr("Sara 1"));
}

TEST(Privacy, APlaceThatSeveralAreFromIsNobodysName) {
  const TempFolder folder;
  folder.write("svar.csv",
               "id;kommun;hinder\n1;Malmkvist;Vi har ingen tid.\n2;Malmkvist;Ont om tid.\n"
               "3;Malmkvist;Tiden.\n4;Ekdahl;Tiden.\n5;Ekdahl;Ont om tid.\n5;Ekdahl;Ork.\n"
               "6;Gunvor Bergqvist;Tid.\n7;Gunvor Bergqvist;Ork.\n8;Gunvor Bergqvist;Tid.\n"
               "9;640823-3234;Tid.\n10;640823-3234;Ork.\n11;640823-3234;Tid.\n");
  folder.write("study.json", R"({"schema": "samsyn-study-1", "name": "Prov",
"privacy": {"least_cell": 1},
"sources": [{"id": "svar", "kind": "survey", "files": ["svar.csv"], "respondent_column": "id",
 "attributes": {"municipality": {"column": "kommun"}},
 "items": [{"id": "hinder", "column": "hinder", "type": "open"}]}]})");
  ASSERT_LE(
      command({"run", folder / "study.json", "--out", folder / "ut", "--progress", "off"}).status,
      1);
  const std::string summary = bytes_of(folder / "ut/summary.json");
  EXPECT_THAT(summary, HasSubstr("Malmkvist"));
  EXPECT_THAT(summary, Not(HasSubstr("Ekdahl"))) << "two people, one of them twice";
  EXPECT_THAT(summary, Not(HasSubstr("Bergqvist")));
  EXPECT_THAT(summary, Not(HasSubstr("640823")));
}

TEST(Privacy, TheSamePersonHasTheSameNumberWhateverTheThreads) {
  const TempFolder folder;
  write_study(folder, "");
  const std::string codings = same_with_jobs(folder, "codings.jsonl", {"1", "2", "5"});
  // Gunvor Malmkvist, then Gunvor alone: one person.
  EXPECT_THAT(codings, HasSubstr("Ring [Namn 1] på [Telefon 1]."));
  EXPECT_THAT(codings, HasSubstr("och [Namn 1] hinner inte"));
}

TEST(Privacy, TheManifestMayKeepNamesAndSwitchKindsOff) {
  const TempFolder folder;
  write_study(folder, R"("privacy": {"kinds": ["namn"], "keep": ["Björn Ekdahl"]},)");
  ASSERT_LE(
      command({"run", folder / "study.json", "--out", folder / "ut", "--progress", "off"}).status,
      1);
  const std::string codings = bytes_of(folder / "ut/codings.jsonl");
  EXPECT_THAT(codings, HasSubstr("men Björn Ekdahl hade"));
  EXPECT_THAT(codings, HasSubstr("Ring [Namn 1] på 070-174 06 11."));
  write_study(folder, R"("privacy": {"mask": false},)");
  ASSERT_LE(
      command({"run", folder / "study.json", "--out", folder / "ut", "--progress", "off"}).status,
      1);
  EXPECT_THAT(bytes_of(folder / "ut/codings.jsonl"), HasSubstr("Ring Gunvor Malmkvist på"));
}

TEST(Privacy, TheKeyIsWrittenOnlyWhenAskedForAndForItsOwner) {
  const TempFolder folder;
  write_study(folder, R"("privacy": {"key_file": "lås/nyckel.json"},)");
  std::filesystem::create_directory(folder / "lås");
  ASSERT_LE(
      command({"run", folder / "study.json", "--out", folder / "ut", "--progress", "off"}).status,
      1);
  struct stat info {};
  ASSERT_EQ(::stat((folder / "lås/nyckel.json").c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777U, 0600U);
  const std::string key = bytes_of(folder / "lås/nyckel.json");
  EXPECT_THAT(key, HasSubstr("Gunvor Malmkvist"));
  EXPECT_THAT(key, HasSubstr("Zarifa"));

  write_study(folder, R"("privacy": {"key_file": "ut2/nyckel.json"},)");
  const Ended refused =
      command({"run", folder / "study.json", "--out", folder / "ut2", "--progress", "off"});
  EXPECT_EQ(refused.status, 3);
  EXPECT_THAT(refused.err, HasSubstr("privacy.key-among-outputs"));
  EXPECT_FALSE(std::filesystem::exists(folder / "ut2/nyckel.json"));
}

/// A study whose every file gives cause to a message that quotes what people wrote or are called.
void write_talkative_study(const TempFolder& folder) {
  folder.write("svar.csv",
               "id;handledare;kommun;Vad säger Gunvor Malmkvist?;extra\n"
               "gunvor.malmkvist@example.se;Anna Svensson;Kinda;Vi har inte tid att handleda.;\n"
               "gunvor.malmkvist@example.se;Anna Svensson;Ydre;En gång till.;\n"
               "Zarifa Malmkvist;anna svensson.;Ydre;Det är brist på tid.;\n"
               "Zarifa Malmkvist;ANNA SVENSSON;Ydre;Det är brist på tid.;\n"
               "R5;Anna Svensson;Ydr;Tiden räcker inte.;\n");
  folder.write("långa.csv",
               "vem;roll;fråga;svar\n"
               "Torvald Rosenqvist;070-174 06 11;hinder;Ont om tid.\n"
               "Torvald Rosenqvist;070-174 06 12;annat;Ont om pengar.\n"
               "Torvald Rosenqvist;070-174 06 11;Vad vill Katarina Holmgren?;Mer tid.\n");
  folder.write("folk.csv", "vem;grupp\ngunvor malmkvist;Chef\ngunvor malmkvist;Chef\n");
  std::string asked;
  for (const char* question : {"Vad hindrar er?", "Vem tar emot?", "Och sedan?", "Varför då?"}) {
    asked += std::string("Zarifa: ") + question + "\nTorvald: Vi har ingen tid att handleda.\n";
  }
  folder.write("samtal.txt", asked);
  folder.write("samtal2.txt",
               "Bengt: Vad hindrar er?\nTorvald: Vi har ingen tid.\n"
               "Bengt: Och sedan?\nTorvald: Ingen aning.\n");
  folder.write("möten.txt",
               "Hallberg: bussen går inte\nHallberg: tiden räcker inte\n"
               "Ydre: svenskan räcker inte\n");
  folder.write("study.json", R"({"schema": "samsyn-study-1", "name": "Prov",
"attributes": [{"id": "handledare"}, {"id": "roll"}],
"sources": [
{"id": "svar", "kind": "survey", "files": ["svar.csv"], "respondent_column": "id",
 "attributes": {"handledare": {"column": "handledare"}, "municipality": {"column": "kommun"}},
 "items": [{"id": "hinder", "column": "Vad säger Gunvor Malmkvist?", "type": "open"}]},
{"id": "långa", "kind": "survey", "layout": "long", "files": ["långa.csv"],
 "respondent_column": "vem", "question_column": "fråga", "answer_column": "svar",
 "attributes": {"roll": {"column": "roll"}},
 "attribute_table": {"file": "folk.csv", "key": "vem", "attributes": {"group": {"column": "grupp"}}},
 "items": [{"id": "hinder", "column": "hinder", "type": "open"},
           {"id": "annat", "column": "annat", "type": "open"},
           {"id": "vill", "column": "Vad vill Katarina Holmgrens?", "type": "open"}]},
{"id": "samtal", "kind": "transcript", "files": ["samtal.txt"]},
{"id": "samtal2", "kind": "transcript", "files": ["samtal2.txt"], "interviewers": ["Nahrin"]},
{"id": "möten", "kind": "notes", "files": ["möten.txt"]}]})");
}

TEST(Privacy, MessagesInFilesNameNobody) {
  const TempFolder folder;
  write_talkative_study(folder);
  const Ended run =
      command({"run", folder / "study.json", "--out", folder / "ut", "--progress", "off"});
  ASSERT_EQ(run.status, 1) << run.err;
  const std::string issues = bytes_of(folder / "ut/issues.jsonl");
  for (const char* id :
       {"ingest.duplicate-respondent", "ingest.joined-spellings", "ingest.contradicting-attribute",
        "ingest.duplicate-key", "ingest.unknown-question", "transcript.guessed-interviewer",
        "transcript.unknown-interviewer", "notes.respelt-municipality"}) {
    EXPECT_THAT(issues, HasSubstr(id)) << "the study must give cause to it";
  }
  for (const char* file : kFiles) {
    SCOPED_TRACE(file);
    const std::string text = text_of(folder / (std::string("ut/") + file));
    for (const char* name : {"Gunvor", "gunvor", "Malmkvist", "malmkvist", "Anna", "anna s", "ANNA",
                             "Svensson", "svensson", "070-174", "Zarifa", "Torvald", "Rosenqvist",
                             "Katarina", "Holmgren", "Bengt", "Nahrin", "Hallberg", "\uFDD0"}) {
      EXPECT_THAT(text, Not(HasSubstr(name)));
    }
  }
  // On the terminal, which only the user sees, it says who is meant.
  EXPECT_THAT(run.err, HasSubstr("Zarifa Malmkvist står redan på rad 4"));
  // The file says it with the pseudonyms of the other outputs, and leaves our own words alone.
  EXPECT_THAT(issues, HasSubstr("respondenten [E-post 1] står redan på rad 2"));
  EXPECT_THAT(issues, HasSubstr(R"(bekräfta med \"interviewers\": [\"[Namn )"));
  EXPECT_THAT(issues, HasSubstr("respondenter finns inte i tabellen med bakgrund"));
  const std::string from = "«";
  const std::size_t at = issues.find("«[Namn ", issues.find("transcript.guessed-interviewer"));
  const std::string shown =
      issues.substr(at + from.size(), issues.find("»", at) - at - from.size());
  EXPECT_THAT(bytes_of(folder / "ut/codings.jsonl"), HasSubstr(R"("speaker":")" + shown + "\""));
}

TEST(Privacy, MessagesAreTheSameForAnyNumberOfThreads) {
  const TempFolder folder;
  write_talkative_study(folder);
  same_with_jobs(folder, "issues.jsonl", {"1", "4"});
}

TEST(Privacy, AFailedRunLeavesTheKeyOfTheRunBefore) {
  const TempFolder folder;
  write_study(folder, R"("privacy": {"key_file": "lås/nyckel.json"},)");
  folder.write("lås/nyckel.json", "den förra");
  std::filesystem::create_directories(folder / "ut/tables.xlsx");  // in the way of the outputs
  const Ended run =
      command({"run", folder / "study.json", "--out", folder / "ut", "--progress", "off"});
  EXPECT_EQ(run.status, 3);
  EXPECT_THAT(run.err, HasSubstr("[output.not-writable]"));
  EXPECT_EQ(bytes_of(folder / "lås/nyckel.json"), "den förra");
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder / "lås"),
                          std::filesystem::directory_iterator()),
            1);
}

}  // namespace
}  // namespace samsyn::testing
