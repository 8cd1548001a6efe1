#include "stages/emit/output_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <thread>
#include <vector>

namespace samsyn::emit {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

struct Outputs : ::testing::Test {
  Outputs() {
    std::string pattern = ::testing::TempDir() + "samsyn-out-XXXXXX";
    root = ::mkdtemp(pattern.data());
  }
  ~Outputs() override { fs::remove_all(root); }

  std::string text(const std::string& name) const {
    std::ifstream in(root + "/" + name, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  std::size_t entries(const std::string& folder) const {
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator(root + "/" + folder), fs::directory_iterator()));
  }

  std::string root;
};

TEST_F(Outputs, AppearTogetherAtTheCommit) {
  auto folder = OutputFolder::open(root + "/a/b/out");
  ASSERT_TRUE(folder);
  ASSERT_TRUE(folder->append("codings.jsonl", "ett\n"));
  ASSERT_TRUE(folder->append("codings.jsonl", "två\n"));
  std::ofstream(folder->path_for("tables.xlsx")) << "bok";
  EXPECT_FALSE(fs::exists(root + "/a/b/out/codings.jsonl"));
  ASSERT_TRUE(folder->commit());
  EXPECT_EQ(text("a/b/out/codings.jsonl"), "ett\ntvå\n");
  EXPECT_EQ(text("a/b/out/tables.xlsx"), "bok");
  EXPECT_EQ(entries("a/b/out"), 2U);
}

TEST_F(Outputs, LeaveNothingBehindWithoutACommit) {
  {
    auto folder = OutputFolder::open(root + "/new/out");
    ASSERT_TRUE(folder);
    ASSERT_TRUE(folder->append("summary.json", "{}"));
  }
  EXPECT_FALSE(fs::exists(root + "/new"));
}

TEST_F(Outputs, KeepWhatWasThereWhenTheyFail) {
  fs::create_directories(root + "/out/tables.xlsx");  // a folder in the way
  std::ofstream(root + "/out/codings.jsonl") << "gammal";
  {
    auto folder = OutputFolder::open(root + "/out");
    ASSERT_TRUE(folder);
    ASSERT_TRUE(folder->append("codings.jsonl", "ny"));
    ASSERT_TRUE(folder->append("tables.xlsx", "ny"));
    const auto done = folder->commit();
    ASSERT_FALSE(done);
    EXPECT_EQ(done.issue().id, "output.not-writable");
    EXPECT_THAT(done.issue().where.file, HasSubstr("out/tables.xlsx"));
  }
  EXPECT_EQ(text("out/codings.jsonl"), "gammal");
  EXPECT_EQ(entries("out"), 2U);
}

TEST_F(Outputs, ReplaceThoseOfTheRunBefore) {
  for (const char* content : {"gammal och lång", "ny"}) {
    auto folder = OutputFolder::open(root + "/out/");
    ASSERT_TRUE(folder);
    ASSERT_TRUE(folder->append("manifest.json", content));
    ASSERT_TRUE(folder->commit());
  }
  EXPECT_EQ(text("out/manifest.json"), "ny");
}

TEST_F(Outputs, SayWhyTheyCannotBeWritten) {
  std::ofstream(root + "/fil") << "inte en mapp";
  for (const std::string& path :
       {root + "/fil", root + "/fil/out", std::string("/proc/samsyn/out")}) {
    SCOPED_TRACE(path);
    const auto folder = OutputFolder::open(path);
    ASSERT_FALSE(folder);
    EXPECT_EQ(folder.issue().id, "output.not-writable");
    EXPECT_EQ(folder.issue().where.file, path);
    EXPECT_EQ(folder.issue().severity, Severity::error);
    EXPECT_THAT(folder.issue().remedy, HasSubstr("--out"));
  }
}

TEST_F(Outputs, ThatVanishMeanwhileAreReported) {
  auto folder = OutputFolder::open(root + "/out");
  ASSERT_TRUE(folder);
  const std::string path = folder->path_for("tables.xlsx");  // nobody writes it
  const auto done = folder->commit();
  ASSERT_FALSE(done);
  EXPECT_EQ(done.issue().id, "output.not-writable");
}

TEST_F(Outputs, OfAKilledProcessAreTidiedUpByTheNext) {
  const pid_t child = ::fork();
  if (child == 0) {
    auto folder = OutputFolder::open(root + "/out");
    const bool written = folder && folder->append("codings.jsonl", "hemligt") &&
                         folder->add_private(root + "/nyckel.json", "hemligare");
    ::raise(written ? SIGKILL : SIGTERM);
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  ASSERT_EQ(WTERMSIG(status), SIGKILL);
  EXPECT_EQ(entries("out"), 1U);
  EXPECT_EQ(entries(""), 2U);  // out/ and the beginnings of a key
  auto folder = OutputFolder::open(root + "/out");
  ASSERT_TRUE(folder);
  EXPECT_EQ(entries("out"), 1U);  // its own
  ASSERT_TRUE(folder->add_private(root + "/nyckel.json", "{}"));
  ASSERT_TRUE(folder->append("codings.jsonl", "ny"));
  ASSERT_TRUE(folder->commit());
  EXPECT_EQ(entries("out"), 1U);
  EXPECT_EQ(entries(""), 2U);
  EXPECT_EQ(text("nyckel.json"), "{}");
}

TEST_F(Outputs, OfRunsThatBeginAtTheSameTimeAreNotTidiedUp) {
  fs::create_directory(root + "/out");
  std::atomic<int> lost{0};
  const auto runs = [&] {
    for (int run = 0; run < 300; ++run) {
      auto folder = OutputFolder::open(root + "/out");
      const bool written = folder && folder->append("codings.jsonl", "hel") &&
                           folder->add_private(root + "/nyckel.json", "{}") && folder->commit();
      if (!written) ++lost;
    }
  };
  std::vector<std::thread> all;
  for (int k = 0; k < 4; ++k) all.emplace_back(runs);
  for (std::thread& one : all) one.join();
  EXPECT_EQ(lost, 0);
  EXPECT_EQ(text("out/codings.jsonl"), "hel");
  EXPECT_EQ(entries("out"), 1U);
  EXPECT_EQ(entries(""), 2U);
}

TEST_F(Outputs, OfALivingProcessAndOtherPeoplesFilesAreLeftAlone) {
  auto first = OutputFolder::open(root + "/out");
  ASSERT_TRUE(first);
  ASSERT_TRUE(first->append("codings.jsonl", "den första"));
  fs::create_directory(root + "/out/.samsyn-mina-egna");
  std::ofstream(root + "/out/.samsyn-fil123") << "min";
  {
    auto second = OutputFolder::open(root + "/out");
    ASSERT_TRUE(second);
    ASSERT_TRUE(second->append("codings.jsonl", "den andra"));
    ASSERT_TRUE(second->commit());
  }
  EXPECT_EQ(text("out/codings.jsonl"), "den andra");
  ASSERT_TRUE(first->commit());
  EXPECT_EQ(text("out/codings.jsonl"), "den första");
  EXPECT_TRUE(fs::exists(root + "/out/.samsyn-mina-egna"));
  EXPECT_EQ(text("out/.samsyn-fil123"), "min");
}

TEST_F(Outputs, PutAPrivateFileInItsPlaceWhenTheOthersAre) {
  std::ofstream(root + "/nyckel.json") << "gammal";
  {
    auto folder = OutputFolder::open(root + "/out");
    ASSERT_TRUE(folder);
    ASSERT_TRUE(folder->append("codings.jsonl", "ny"));
    ASSERT_TRUE(folder->add_private(root + "/nyckel.json", "ny"));
  }
  EXPECT_EQ(text("nyckel.json"), "gammal");
  EXPECT_EQ(entries(""), 1U);
  auto folder = OutputFolder::open(root + "/out");
  ASSERT_TRUE(folder);
  ASSERT_TRUE(folder->add_private(root + "/nyckel.json", "ny"));
  ASSERT_TRUE(folder->append("codings.jsonl", "ny"));
  ASSERT_TRUE(folder->commit());
  EXPECT_EQ(text("nyckel.json"), "ny");
  struct stat info {};
  ASSERT_EQ(::stat((root + "/nyckel.json").c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777U, 0600U);
}

TEST_F(Outputs, SayWhichPrivateFileCannotBeWritten) {
  fs::create_directory(root + "/nyckel.json");
  for (const std::string& path : {root + "/finns/inte/nyckel.json", root + "/nyckel.json"}) {
    SCOPED_TRACE(path);
    auto folder = OutputFolder::open(root + "/out");
    ASSERT_TRUE(folder);
    ASSERT_TRUE(folder->append("codings.jsonl", "ny"));
    Result<Done> done = folder->add_private(path, "ny");
    if (done) done = folder->commit();
    ASSERT_FALSE(done);
    EXPECT_EQ(done.issue().id, "output.not-writable");
    EXPECT_EQ(done.issue().where.file, path);
    EXPECT_FALSE(fs::exists(root + "/out/codings.jsonl"));
  }
}

TEST_F(Outputs, RenderTheWholeMessage) {
  std::ofstream(root + "/fil") << "x";
  const auto folder = OutputFolder::open(root + "/fil");
  ASSERT_FALSE(folder);
  Issue issue = folder.issue();
  issue.where.file = "fil";
  EXPECT_EQ(
      render(issue),
      "fil: the outputs can't be written here: Not a directory [output.not-writable]\n"
      "  fix: something else has that name: move it away, or choose another folder with --out");
}

}  // namespace
}  // namespace samsyn::emit
