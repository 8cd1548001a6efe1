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

}  // namespace samsyn::testing
