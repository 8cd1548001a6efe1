#include "tests/bench/spans.hpp"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

namespace samsyn::bench {

F1 compare(const std::vector<CharSpan>& gold, const std::vector<CharSpan>& system) {
  F1 out{gold.size(), system.size(), 0};
  for (std::size_t g = 0, s = 0; g < gold.size() && s < system.size();) {
    if (system[s].first < gold[g].first) {
      ++s;
    } else if (gold[g].first < system[s].first) {
      ++g;
    } else {
      out.right += gold[g].second == system[s].second;
      ++g;
      ++s;
    }
  }
  return out;
}

std::vector<std::size_t> solid_places(std::string_view text) {
  std::vector<std::size_t> out(text.size() + 1);
  std::size_t solid = 0;
  const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
  const auto size = static_cast<std::int32_t>(text.size());
  for (std::int32_t at = 0; at < size;) {
    const std::int32_t begin = at;
    UChar32 c = 0;
    U8_NEXT(bytes, at, size, c);
    for (std::int32_t i = begin; i < at; ++i) out[static_cast<std::size_t>(i)] = solid;
    if (u_isUWhiteSpace(c) == 0) ++solid;
  }
  out[text.size()] = solid;
  return out;
}

}  // namespace samsyn::bench
