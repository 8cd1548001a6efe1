// A run never writes over what it rests on, whatever the study calls it.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "pipeline/files.hpp"
#include "tests/pipeline/command.hpp"

namespace samsyn::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

constexpr const char* kAnswers = "id;hinder\n1;Tiden räcker inte.\n2;Bussen går inte.\n";
constexpr const char* kPeople = "id;grupp\n1;Chef\n2;Lärare\n";
constexpr const char* kTaxonomy = R"({"id": "egen", "name_sv": "Egen", "name_en": "Own", "codes": [
{"id": "egen.tid", "name_sv": "Tid", "name_en": "Time", "definition": "Time.",
 "example_sv": "Tiden räcker inte.", "indicators": {"tid-001": "tid"}}]})";

struct Overwriting : ::testing::Test {
  Overwriting() : was(fs::current_path()) {}
  ~Overwriting() override { fs::current_path(was); }

  /// A study of one survey in `answers`, with an attribute table.
  void write(const std::string& answers, const std::string& privacy,
             const std::string& taxonomies = R"(["barriers"])") {
    folder.write(answers, kAnswers);
    folder.write("folk.csv", kPeople);
    folder.write("study.json", R"({"schema": "samsyn-study-1", "name": "Prov", "taxonomies": )" +
                                   taxonomies + R"(, "privacy": {)" + privacy + R"(}, "sources": [
{"id": "s", "kind": "survey", "files": [")" +
                                   answers + R"("], "respondent_column": "id",
 "attribute_table": {"file": "folk.csv", "key": "id", "attributes": {"group": {"column": "grupp"}}},
 "items": [{"id": "hinder", "column": "hinder", "type": "open"}]}]})");
  }
  Ended run(const std::string& out) {
    return command({"run", folder / "study.json", "--out", out, "--progress", "off"});
  }

  TempFolder folder;
  fs::path was;
};

TEST_F(Overwriting, TheKeyIsNoneOfTheStudysFiles) {
  folder.write("länkar/fil", "");
  fs::create_symlink("../svar.csv", folder / "länkar/annat-namn");
  for (const char* key :
       {"svar.csv", "./lås/../svar.csv", "study.json", "folk.csv", "länkar/annat-namn"}) {
    SCOPED_TRACE(key);
    write("svar.csv", std::string(R"("key_file": ")") + key + "\"");
    const std::string manifest = bytes_of(folder / "study.json");
    const Ended ended = run(folder / "ut");
    EXPECT_EQ(ended.status, 3);
    EXPECT_THAT(ended.err, HasSubstr("[privacy.key-over-input]"));
    EXPECT_THAT(ended.err, HasSubstr("study.json (/privacy/key_file)"));
    EXPECT_EQ(bytes_of(folder / "svar.csv"), kAnswers);
    EXPECT_EQ(bytes_of(folder / "folk.csv"), kPeople);
    EXPECT_EQ(bytes_of(folder / "study.json"), manifest);
    EXPECT_FALSE(fs::exists(folder / "ut"));
  }
}

TEST_F(Overwriting, TheKeyIsNoTaxonomy) {
  folder.write("egen.json", kTaxonomy);
  write("svar.csv", R"("key_file": "egen.json")", R"(["./egen.json"])");
  const Ended ended = run(folder / "ut");
  EXPECT_EQ(ended.status, 3);
  EXPECT_THAT(ended.err, HasSubstr("[privacy.key-over-input]"));
  EXPECT_EQ(bytes_of(folder / "egen.json"), kTaxonomy);

  // It is told by the name that the study gives it, wherever the study lies.
  write("svar.csv", "", R"(["./egen.json"])");
  ASSERT_EQ(run(folder / "ut").status, 0);
  const std::string made = bytes_of(folder / "ut/manifest.json");
  EXPECT_THAT(made, HasSubstr(R"("name": "egen.json")"));
  EXPECT_THAT(made, ::testing::Not(HasSubstr(folder.path())));
}

TEST_F(Overwriting, TheKeyIsNotTheTrainedCoder) {
  fs::create_symlink(model_file(SAMSYN_SOURCE_DIR), folder / "modell");
  write("svar.csv", R"("key_file": "modell")");
  const Ended ended = run(folder / "ut");
  EXPECT_EQ(ended.status, 3);
  EXPECT_THAT(ended.err, HasSubstr("[privacy.key-over-input]"));
  EXPECT_TRUE(fs::is_symlink(folder / "modell"));
}

TEST_F(Overwriting, AZeroByteHidesNoName) {
  write("svar.csv", R"("key_file": "svar.csv\u0000.json")");
  const Ended ended = run(folder / "ut");
  EXPECT_EQ(ended.status, 3);
  EXPECT_THAT(ended.err, HasSubstr("[study.wrong-type]"));
  EXPECT_EQ(bytes_of(folder / "svar.csv"), kAnswers);
}

TEST_F(Overwriting, TheKeyIsNotAmongTheOutputsOfAFirstRunByRelativePaths) {
  write("svar.csv", R"("key_file": "ut/nyckel.json")");
  fs::current_path(folder.path());
  for (const char* out : {"ut", "ut/", "./ut", "annat/../ut"}) {
    SCOPED_TRACE(out);
    const Ended ended = command({"run", "study.json", "--out", out, "--progress", "off"});
    EXPECT_EQ(ended.status, 3);
    EXPECT_THAT(ended.err, HasSubstr("[privacy.key-among-outputs]"));
    EXPECT_FALSE(fs::exists("ut"));
  }
}

TEST_F(Overwriting, AnOutputIsNoneOfTheStudysFiles) {
  // Its content tells that it is a table, whatever its name says.
  write("codings.jsonl", "");
  const Ended ended = run(folder.path());
  EXPECT_EQ(ended.status, 3);
  EXPECT_THAT(ended.err, HasSubstr("[run.output-over-input]"));
  EXPECT_THAT(ended.err, HasSubstr(folder / "codings.jsonl"));
  EXPECT_EQ(bytes_of(folder / "codings.jsonl"), kAnswers);
  EXPECT_FALSE(fs::exists(folder / "tables.xlsx"));
  fs::current_path(folder.path());
  EXPECT_THAT(command({"run", "study.json", "--out", ".", "--progress", "off"}).err,
              HasSubstr("[run.output-over-input]"));
}

TEST_F(Overwriting, TheManifestIsNoOutput) {
  write("svar.csv", "");
  fs::rename(folder / "study.json", folder / "manifest.json");
  const std::string manifest = bytes_of(folder / "manifest.json");
  const Ended ended =
      command({"run", folder / "manifest.json", "--out", folder.path(), "--progress", "off"});
  EXPECT_EQ(ended.status, 3);
  EXPECT_THAT(ended.err, HasSubstr("[run.output-over-input]"));
  EXPECT_EQ(bytes_of(folder / "manifest.json"), manifest);
}

TEST_F(Overwriting, AFolderIsARunsOwnByItsManifestOrWhatAKilledOneLeft) {
  write("svar.csv", "");
  folder.write("ut/codings.jsonl", "mina egna\n");
  for (const char* name : {"ut/.samsyn-anteckning", "ut/.samsyn-abcdef", "ut/.samsyn-ab_def/.lock",
                           "ut/.samsyn-abcdeg/fil"}) {
    SCOPED_TRACE(name);
    folder.write(name, "");
    const Ended ended = run(folder / "ut");
    EXPECT_EQ(ended.status, 3);
    EXPECT_THAT(ended.err, HasSubstr("[run.not-our-output]"));
    EXPECT_EQ(bytes_of(folder / "ut/codings.jsonl"), "mina egna\n");
  }
  folder.write("ut/.samsyn-Ab3dEf/.lock", "");
  EXPECT_EQ(run(folder / "ut").status, 0);
}

TEST_F(Overwriting, OutputsMayLieBesideTheInputs) {
  write("svar.csv", R"("key_file": "nycklar.json")");
  const Ended beside = run(folder / "ut");
  EXPECT_EQ(beside.status, 0) << beside.err;
  EXPECT_TRUE(fs::exists(folder / "nycklar.json"));
  fs::create_directory(folder / "lås");
  write("svar.csv", R"("key_file": "../)" + fs::path(folder.path()).filename().string() +
                        R"(/lås/nyckel.json")");
  fs::create_directory(folder / "ut igen");
  const Ended ended = run(folder / "ut igen");
  EXPECT_EQ(ended.status, 0) << ended.err;
  EXPECT_TRUE(fs::exists(folder / "lås/nyckel.json"));
}

}  // namespace
}  // namespace samsyn::testing
