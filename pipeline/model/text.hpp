#pragma once
// Places in texts. Standard library only, like all of pipeline/model.

#include <cstddef>
#include <cstdint>
#include <limits>
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

}  // namespace samsyn
