#include "pipeline/model/plain_text.hpp"

#include <algorithm>

#include "pipeline/model/text.hpp"

namespace samsyn {
namespace {

constexpr char32_t kUnseen = 0xFFFD;

/// What is shown for a code point.
char32_t shown_for(char32_t point) {
  if (point < 0x20) return 0x2400 + point;
  if (point == 0x7F) return 0x2421;
  if (point >= 0x80 && point < 0xA0) return kUnseen;
  const bool turns = point == 0x61C || point == 0x200E || point == 0x200F ||
                     (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
  return turns ? kUnseen : point;
}

}  // namespace

std::string plain_text(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = point_at(text, at);
    const char32_t shown = shown_for(point.value);
    if (shown == point.value) {
      out.append(text.substr(at, point.size));
    } else {
      append_point(out, shown);
    }
    at += point.size;
  }
  return out;
}

std::string plain_lines(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t size = text.find('\n');
    out += plain_text(text.substr(0, size));
    if (size == std::string_view::npos) break;
    out += '\n';
    text.remove_prefix(size + 1);
  }
  return out;
}

std::string one_line(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
  return text;
}

}  // namespace samsyn
