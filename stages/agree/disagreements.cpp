#include "stages/agree/disagreements.hpp"

#include <algorithm>
#include <optional>

namespace samsyn::agree {
namespace {

Disagreement head_of(const Pool& pool, const Units& units, const ComparedUnit& unit) {
  const PooledSegment& first = pool.segments[unit.segments.front()];
  Disagreement out{first.place, first.respondent, first.speaker, first.item, {}, {}};
  if (units.unit == Unit::respondent) return out;
  std::uint32_t end = 0;
  for (const std::uint32_t s : unit.segments) {
    const PooledSegment& segment = pool.segments[s];
    // Where coders cut apart, segments overlap: those that say something again are passed over.
    if (!out.text.empty() && segment.place.start < end) continue;
    if (!out.text.empty()) out.text += ' ';
    out.text += segment.text;
    end = segment.place.end;
  }
  out.place.end = std::max(out.place.end, end);
  return out;
}

}  // namespace

std::vector<Disagreement> disagreements(const Pool& pool, const Units& units, StanceUse stance,
                                        Scale scale) {
  std::vector<Disagreement> out;
  const auto coders = static_cast<std::uint32_t>(pool.coders.size());
  for (const ComparedUnit& unit : units.all) {
    if ((unit.judged & (unit.judged - 1)) == 0) continue;
    std::vector<Disagreement::Code> codes;
    for (auto use = unit.uses.begin(); use != unit.uses.end();) {
      const std::uint32_t code = use->code;
      Disagreement::Code one{code, {}};
      bool differs = false;
      std::uint32_t first = kNone;
      for (std::uint32_t c = 0; c < coders; ++c) {
        if (!has(unit.judged, c)) continue;
        const CodeUse* own = nullptr;
        if (use != unit.uses.end() && use->code == code && use->coder == c) own = &*use++;
        const std::uint32_t said = category_of(own, stance, scale);
        if (first == kNone) first = said;
        differs = differs || said != first;
        one.said.push_back({c, own == nullptr ? std::optional<Stance>() : stance_of(*own), said > 0,
                            own == nullptr ? 0 : times(*own, stance)});
      }
      if (differs) codes.push_back(std::move(one));
    }
    if (codes.empty()) continue;
    out.push_back(head_of(pool, units, unit));
    out.back().codes = std::move(codes);
  }
  return out;
}

}  // namespace samsyn::agree
