#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace samsyn::testing {

/// What a command said and how it ended.
struct Ended {
  int status = 0;
  std::string out, err;
};

/// Runs the program with these arguments (without its name).
Ended command(const std::vector<std::string>& arguments);

/// A folder of its own for one test, gone with it.
class TempFolder {
 public:
  TempFolder();
  ~TempFolder();
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;

  std::string operator/(const std::string& name) const { return (path_ / name).string(); }
  std::string path() const { return path_.string(); }
  void write(const std::string& name, const std::string& bytes) const;

 private:
  std::filesystem::path path_;
};

std::string bytes_of(const std::string& path);

/// Runs the folder's study.json with each number of threads, expects the same bytes in this output
/// every time, and gives them.
std::string same_with_jobs(const TempFolder& folder, const std::string& output,
                           const std::vector<std::string>& jobs);

}  // namespace samsyn::testing
