#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace samsyn {

enum class ProgressStyle : std::uint8_t { automatic, plain, json, off };

/// Tells on stderr how far a run has come: on a terminal one line that is written over (stage,
/// files, share, rate, time left), else a line for each stage and at most one in ten seconds.
/// Runs of less than half a second say nothing on a terminal.
class Progress {
 public:
  /// `bytes`: the size of all input.
  Progress(ProgressStyle style, std::string_view language, std::uint64_t bytes, std::size_t files);
  ~Progress();  ///< clears the line
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void stage(std::string_view name);
  void file(const std::string& name);  ///< a file is begun
  void done(std::uint64_t bytes);      ///< so much more input is dealt with

 private:
  using Clock = std::chrono::steady_clock;
  void show(bool now);

  ProgressStyle style_;
  bool terminal_;
  bool swedish_;
  std::uint64_t bytes_;
  std::size_t files_;
  std::uint64_t done_ = 0;
  std::size_t begun_ = 0;
  std::string stage_, file_;
  Clock::time_point start_ = Clock::now(), shown_ = start_;
  bool drawn_ = false;
};

/// Bytes and seconds as people write them: "12,3 MB", "2 min 05 s".
std::string readable_bytes(std::uint64_t bytes, bool swedish);
std::string readable_seconds(double seconds);

}  // namespace samsyn
