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
  folder.write("study.json",
               R"({"schema": "samsyn-study-1", "name": "Prov",)" + privacy + R"(
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
  const Ended run = command({"run", folder / "study.json", "--out", folder / "ut", "--progress", "off"});
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

TEST(Privacy, TheSamePersonHasTheSameNumberWhateverTheThreads) {
  const TempFolder folder;
  write_study(folder, "");
  std::vector<std::string> all;
  for (const char* jobs : {"1", "2", "5"}) {
    const std::string out = folder / (std::string("ut") + jobs);
    const Ended run =
        command({"run", folder / "study.json", "--out", out, "--jobs", jobs, "--progress", "off"});
    ASSERT_LE(run.status, 1) << run.err;
    all.push_back(bytes_of(out + "/codings.jsonl"));
  }
  EXPECT_EQ(all[0], all[1]);
  EXPECT_EQ(all[0], all[2]);
  // Gunvor Malmkvist, then Gunvor alone: one person.
  EXPECT_THAT(all[0], HasSubstr("Ring [Namn 1] på [Telefon 1]."));
  EXPECT_THAT(all[0], HasSubstr("och [Namn 1] hinner inte"));
}

TEST(Privacy, TheManifestMayKeepNamesAndSwitchKindsOff) {
  const TempFolder folder;
  write_study(folder, R"("privacy": {"kinds": ["namn"], "keep": ["Björn Ekdahl"]},)");
  ASSERT_LE(command({"run", folder / "study.json", "--out", folder / "ut", "--progress", "off"}).status, 1);
  const std::string codings = bytes_of(folder / "ut/codings.jsonl");
  EXPECT_THAT(codings, HasSubstr("men Björn Ekdahl hade"));
  EXPECT_THAT(codings, HasSubstr("Ring [Namn 1] på 070-174 06 11."));
  write_study(folder, R"("privacy": {"mask": false},)");
  ASSERT_LE(command({"run", folder / "study.json", "--out", folder / "ut", "--progress", "off"}).status, 1);
  EXPECT_THAT(bytes_of(folder / "ut/codings.jsonl"), HasSubstr("Ring Gunvor Malmkvist på"));
}

TEST(Privacy, TheKeyIsWrittenOnlyWhenAskedForAndForItsOwner) {
  const TempFolder folder;
  write_study(folder, R"("privacy": {"key_file": "lås/nyckel.json"},)");
  std::filesystem::create_directory(folder / "lås");
  ASSERT_LE(command({"run", folder / "study.json", "--out", folder / "ut", "--progress", "off"}).status, 1);
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

}  // namespace
}  // namespace samsyn::testing
