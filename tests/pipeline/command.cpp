#include "tests/pipeline/command.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <iterator>

#include "pipeline/cli.hpp"

namespace samsyn::testing {

namespace fs = std::filesystem;

Ended command(const std::vector<std::string>& arguments) {
  std::vector<std::string> all{"samsyn"};
  all.insert(all.end(), arguments.begin(), arguments.end());
  ::testing::internal::CaptureStdout();
  ::testing::internal::CaptureStderr();
  Ended ended;
  ended.status = cli(all);
  ended.out = ::testing::internal::GetCapturedStdout();
  ended.err = ::testing::internal::GetCapturedStderr();
  return ended;
}

TempFolder::TempFolder() {
  static int number = 0;
  path_ = fs::temp_directory_path() /
          ("samsyn_test_" + std::to_string(::getpid()) + "_" + std::to_string(++number));
  fs::create_directories(path_);
}

TempFolder::~TempFolder() {
  std::error_code error;
  fs::permissions(path_, fs::perms::owner_all, error);
  fs::remove_all(path_, error);
}

void TempFolder::write(const std::string& name, const std::string& bytes) const {
  fs::create_directories((path_ / name).parent_path());
  std::ofstream(path_ / name, std::ios::binary) << bytes;
}

std::string bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string same_with_jobs(const TempFolder& folder, const std::string& output,
                           const std::vector<std::string>& jobs) {
  std::string first;
  for (const std::string& n : jobs) {
    const std::string out = folder / ("ut" + n);
    const Ended run =
        command({"run", folder / "study.json", "--out", out, "--jobs", n, "--progress", "off"});
    EXPECT_LE(run.status, 1) << run.err;
    const std::string bytes = bytes_of(out + "/" + output);
    EXPECT_FALSE(bytes.empty()) << out;
    if (n == jobs.front()) first = bytes;
    EXPECT_EQ(bytes, first) << n << " threads";
  }
  return first;
}

}  // namespace samsyn::testing
