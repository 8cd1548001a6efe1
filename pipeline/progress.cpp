#include "pipeline/progress.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <nlohmann/json.hpp>

namespace samsyn {
namespace {

using std::chrono::duration;
using std::chrono::duration_cast;
using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr milliseconds kRedraw{100};
constexpr milliseconds kQuiet{500};  // shorter runs draw nothing
constexpr seconds kPlain{10};

std::string decimal(double value, bool swedish) {
  char text[32];
  std::snprintf(text, sizeof text, "%.1f", value);
  std::string out = text;
  if (swedish) std::replace(out.begin(), out.end(), '.', ',');
  return out;
}

}  // namespace

std::string readable_bytes(std::uint64_t bytes, bool swedish) {
  if (bytes < 1000) return std::to_string(bytes) + " B";
  if (bytes < 1'000'000) return decimal(static_cast<double>(bytes) / 1e3, swedish) + " kB";
  if (bytes < 1'000'000'000) return decimal(static_cast<double>(bytes) / 1e6, swedish) + " MB";
  return decimal(static_cast<double>(bytes) / 1e9, swedish) + " GB";
}

std::string readable_seconds(double value) {
  const auto whole = static_cast<std::uint64_t>(std::max(0.0, value) + 0.5);
  if (whole < 60) return std::to_string(whole) + " s";
  const std::string rest = std::to_string(whole % 60);
  return std::to_string(whole / 60) + " min " + (rest.size() < 2 ? "0" : "") + rest + " s";
}

Progress::Progress(ProgressStyle style, std::string_view language, std::uint64_t bytes,
                   std::size_t files)
    : style_(style), terminal_(style == ProgressStyle::automatic && ::isatty(2) == 1),
      swedish_(language == "sv"), bytes_(bytes), files_(files) {}

Progress::~Progress() {
  if (drawn_) std::fputs("\r\x1b[K", stderr);
}

void Progress::stage(std::string_view name) {
  stage_ = name;
  file_.clear();
  show(!terminal_);
}

void Progress::file(const std::string& name) {
  ++begun_;
  file_ = name;
  show(false);
}

void Progress::done(std::uint64_t bytes) {
  done_ += bytes;
  show(false);
}

void Progress::show(bool now) {
  if (style_ == ProgressStyle::off) return;
  const Clock::time_point here = Clock::now();
  const auto since = here - shown_;
  if (!now && (terminal_ ? since < kRedraw || here - start_ < kQuiet : since < kPlain)) return;
  shown_ = here;
  const double spent = duration<double>(here - start_).count();
  const double share =
      bytes_ == 0 ? 1 : std::min(1.0, static_cast<double>(done_) / static_cast<double>(bytes_));
  const double rate = spent > 0 ? static_cast<double>(done_) / spent : 0;
  const double left = share > 0.01 ? spent * (1 - share) / share : -1;
  if (style_ == ProgressStyle::json) {
    nlohmann::ordered_json line{{"stage", stage_},       {"file", file_}, {"files", begun_},
                                {"of", files_},          {"bytes", done_}, {"of_bytes", bytes_},
                                {"seconds", spent}};
    if (left >= 0) line["seconds_left"] = left;
    std::fprintf(stderr, "%s\n",
                 line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace).c_str());
    return;
  }
  std::string text = stage_;
  if (files_ > 0) {
    text += "  " + std::to_string(begun_) + "/" + std::to_string(files_) +
            (swedish_ ? " filer  " : " files  ") + std::to_string(static_cast<int>(share * 100)) +
            " %  " + readable_bytes(static_cast<std::uint64_t>(rate), swedish_) + "/s";
    if (left >= 0 && share < 1) text += (swedish_ ? "  kvar " : "  left ") + readable_seconds(left);
  }
  if (terminal_) {
    std::fprintf(stderr, "\r%s\x1b[K", text.c_str());
    drawn_ = true;
  } else {
    std::fprintf(stderr, "%s\n", text.c_str());
  }
}

}  // namespace samsyn
