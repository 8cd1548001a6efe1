#pragma once
// Places in texts. Standard library only, like all of pipeline/model.

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

/// The number of Unicode code points in well-formed UTF-8. Cost: linear, no table.
inline std::uint32_t code_points(std::string_view utf8) {
  std::uint32_t n = 0;
  for (const char c : utf8) n += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  return n;
}

}  // namespace samsyn
