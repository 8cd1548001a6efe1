#pragma once
// Places in texts, and their letters. Standard library only, like all of pipeline/model.

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

namespace samsyn {

/// "No such index": of a respondent, question, speaker or option.
inline constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

/// A half-open byte range [begin, end) in one UTF-8 text, both ends on code-point boundaries,
/// begin <= end. The tag says which text: a range in the raw answer cannot cut the normalised one.
template <class Text>
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  bool operator==(const Span&) const = default;
  std::uint32_t size() const { return end - begin; }
  std::string_view of(std::string_view text) const { return text.substr(begin, end - begin); }
};
using RawSpan = Span<struct RawText>;
using NormSpan = Span<struct NormText>;

/// Does a code point begin at byte `at` < size of well-formed UTF-8?
inline bool begins_point(std::string_view utf8, std::size_t at) {
  return (static_cast<unsigned char>(utf8[at]) & 0xC0U) != 0x80U;
}

/// The number of Unicode code points in well-formed UTF-8. Cost: linear, no table.
inline std::uint32_t code_points(std::string_view utf8) {
  std::uint32_t n = 0;
  for (std::size_t i = 0; i < utf8.size(); ++i) n += begins_point(utf8, i);
  return n;
}

/// The first `n` code points of well-formed UTF-8; all when there are fewer.
inline std::string_view first_points(std::string_view utf8, std::uint32_t n) {
  std::size_t size = 0;
  for (; size < utf8.size(); ++size) {
    if (begins_point(utf8, size) && n-- == 0) break;
  }
  return utf8.substr(0, size);
}

/// A code point and how many bytes it has in UTF-8.
struct CodePoint {
  char32_t value = 0;
  std::uint32_t size = 0;
};

/// The code point that begins at byte `at` of well-formed UTF-8; nothing at the text's end.
inline CodePoint point_at(std::string_view utf8, std::size_t at) {
  if (at >= utf8.size()) return {};
  const auto lead = static_cast<unsigned char>(utf8[at]);
  if (lead < 0x80) return {lead, 1};
  const auto tail = [&](std::size_t i) {
    return at + i < utf8.size() ? static_cast<unsigned char>(utf8[at + i]) & 0x3FU : 0U;
  };
  if (lead < 0xE0) return {((lead & 0x1FU) << 6U) | tail(1), 2};
  if (lead < 0xF0) return {((lead & 0x0FU) << 12U) | (tail(1) << 6U) | tail(2), 3};
  return {((lead & 0x07U) << 18U) | (tail(1) << 12U) | (tail(2) << 6U) | tail(3), 4};
}

/// The code points of well-formed UTF-8.
inline std::u32string points_of(std::string_view utf8) {
  std::u32string out;
  out.reserve(utf8.size());
  for (std::size_t at = 0; at < utf8.size();) {
    const CodePoint point = point_at(utf8, at);
    out.push_back(point.value);
    at += point.size;
  }
  return out;
}

inline void append_point(std::string& utf8, char32_t point) {
  const auto tail = [&](unsigned shift) {
    utf8.push_back(static_cast<char>(0x80U | ((point >> shift) & 0x3FU)));
  };
  if (point < 0x80) {
    utf8.push_back(static_cast<char>(point));
  } else if (point < 0x800) {
    utf8.push_back(static_cast<char>(0xC0U | (point >> 6U)));
    tail(0);
  } else if (point < 0x10000) {
    utf8.push_back(static_cast<char>(0xE0U | (point >> 12U)));
    tail(6);
    tail(0);
  } else {
    utf8.push_back(static_cast<char>(0xF0U | (point >> 18U)));
    tail(12);
    tail(6);
    tail(0);
  }
}

inline std::string utf8_of(std::u32string_view points) {
  std::string out;
  out.reserve(points.size() + 4);
  for (const char32_t point : points) append_point(out, point);
  return out;
}

}  // namespace samsyn
