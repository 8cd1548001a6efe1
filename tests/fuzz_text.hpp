#pragma once
// What fuzz targets of running text have in common: well-formed text, and what every Document of
// turns or notes must hold.

#include <unicode/utf8.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "pipeline/model/document.hpp"

namespace samsyn::fuzz {

/// Ends the target: the invariant does not hold.
inline void demand(bool holds) {
  if (!holds) std::abort();
}

/// The input as well-formed UTF-8: what is not is left out, as ingest would have refused it.
inline std::string well_formed(std::string_view bytes) {
  std::string out;
  const auto* const data = reinterpret_cast<const std::uint8_t*>(bytes.data());
  const auto size = static_cast<std::int32_t>(bytes.size());
  for (std::int32_t i = 0; i < size;) {
    const std::int32_t start = i;
    UChar32 c = 0;
    U8_NEXT(data, i, size, c);
    if (c >= 0) {
      out.append(bytes, static_cast<std::size_t>(start), static_cast<std::size_t>(i - start));
    }
  }
  return out;
}

/// Blocks have text, which is well-formed UTF-8; marks lie within it, in order; indices point at
/// something; what an interviewer says is nobody's answer.
inline void demand_blocks(const Document& document) {
  for (const Block& block : document.blocks) {
    demand(!block.raw.empty() && well_formed(block.raw) == block.raw);
    std::uint32_t end = 0;
    for (const RawSpan& mark : block.marks) {
      demand(mark.begin >= end && mark.end > mark.begin && mark.end <= block.raw.size());
      end = mark.end;
    }
    demand(block.question == kNone || block.question < document.questions.size());
    demand(block.speaker == kNone || block.speaker < document.speakers.size());
    demand(block.respondent == kNone || block.respondent < document.respondents.size());
    demand(block.role != BlockRole::interviewer || block.respondent == kNone);
  }
}

}  // namespace samsyn::fuzz
