#include "pipeline/model/segment.hpp"

#include <algorithm>

namespace samsyn {

RawSpan NormBlock::raw(NormSpan span) const {
  // Looks up one end; `opens` says which side of an edit an inner position falls to.
  const auto place = [&](std::uint32_t at, bool opens) {
    const auto after = std::upper_bound(
        edits.begin(), edits.end(), at,
        [](std::uint32_t position, const Edit& edit) { return position < edit.norm.begin; });
    if (after == edits.begin()) return at;
    const Edit& edit = *(after - 1);
    if (at >= edit.norm.end) {
      // An end that falls just on an empty edit (something removed) stays before the removed text.
      if (!opens && at == edit.norm.begin) return edit.raw.begin;
      return edit.raw.end + (at - edit.norm.end);
    }
    if (at == edit.norm.begin) return edit.raw.begin;
    return opens ? edit.raw.begin : edit.raw.end;
  };
  return {place(span.begin, true), place(span.end, false)};
}

}  // namespace samsyn
