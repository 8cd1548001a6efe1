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

std::uint32_t norm_place(const std::vector<Edit>& edits, std::uint32_t raw) {
  const auto after = std::lower_bound(
      edits.begin(), edits.end(), raw,
      [](const Edit& edit, std::uint32_t place) { return edit.raw.begin < place; });
  if (after == edits.begin()) return raw;
  const Edit& edit = *(after - 1);
  return raw < edit.raw.end ? edit.norm.end : edit.norm.end + (raw - edit.raw.end);
}

std::vector<NormSpan>::const_iterator mark_behind(const std::vector<NormSpan>& marks,
                                                  std::uint32_t at) {
  return std::upper_bound(marks.begin(), marks.end(), at,
                          [](std::uint32_t place, NormSpan mark) { return place < mark.end; });
}

std::vector<Edit> compose(const NormBlock& first, const std::vector<Edit>& second) {
  std::vector<Edit> out;
  auto earlier = first.edits.begin();
  std::int64_t shift = 0;  // what the later edits passed so far changed in length
  const auto moved = [&](std::uint32_t at) { return static_cast<std::uint32_t>(at + shift); };
  const auto carry = [&](std::uint32_t limit) {
    for (; earlier != first.edits.end() && earlier->norm.end <= limit; ++earlier) {
      out.push_back({{moved(earlier->norm.begin), moved(earlier->norm.end)}, earlier->raw});
    }
  };
  for (auto later = second.begin(); later != second.end();) {
    carry(later->raw.begin);
    // Grows over everything that overlaps it in either list.
    NormSpan touched{later->raw.begin, later->raw.end};
    const std::int64_t before = shift;
    const auto take = [&] {
      touched.end = std::max(touched.end, later->raw.end);
      shift = static_cast<std::int64_t>(later->norm.end) - later->raw.end;
      ++later;
    };
    take();
    for (;;) {
      if (earlier != first.edits.end() && earlier->norm.begin < touched.end) {
        touched.begin = std::min(touched.begin, earlier->norm.begin);
        touched.end = std::max(touched.end, earlier->norm.end);
        ++earlier;
      } else if (later != second.end() && later->raw.begin < touched.end) {
        take();
      } else {
        break;
      }
    }
    // Put in where something was removed: behind it.
    RawSpan raw = first.raw(touched);
    raw.end = std::max(raw.begin, raw.end);
    out.push_back({{static_cast<std::uint32_t>(touched.begin + before), moved(touched.end)}, raw});
  }
  carry(static_cast<std::uint32_t>(first.text.size()));
  return out;
}

}  // namespace samsyn
