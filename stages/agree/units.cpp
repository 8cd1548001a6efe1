#include "stages/agree/units.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace samsyn::agree {
namespace {

/// By segment: who judged it, or a segment that overlaps it (coders may cut an answer apart).
std::vector<std::uint64_t> reach_of(const Pool& pool) {
  const std::size_t size = pool.segments.size();
  const auto coders = static_cast<std::uint32_t>(pool.coders.size());
  std::vector<std::uint64_t> out(size);
  std::vector<std::uint32_t> edge(coders);  // of what a coder has judged so far in the answer
  for (std::size_t s = 0; s < size; ++s) {
    const PooledSegment& segment = pool.segments[s];
    if (s == 0 || pool.segments[s - 1].answer != segment.answer) edge.assign(coders, 0);
    out[s] = segment.judged;
    for (std::uint32_t c = 0; c < coders; ++c) {
      if (edge[c] > segment.place.start) out[s] |= std::uint64_t{1} << c;
      if (has(segment.judged, c)) edge[c] = std::max(edge[c], segment.place.end);
    }
  }
  for (std::size_t s = size; s-- > 0;) {
    const PooledSegment& segment = pool.segments[s];
    if (s + 1 == size || pool.segments[s + 1].answer != segment.answer) edge.assign(coders, kNone);
    for (std::uint32_t c = 0; c < coders; ++c) {
      if (edge[c] < segment.place.end) out[s] |= std::uint64_t{1} << c;
      if (has(segment.judged, c)) edge[c] = std::min(edge[c], segment.place.start);
    }
  }
  return out;
}

void add_uses(ComparedUnit& unit, const PooledSegment& segment) {
  // A code that a coder gave twice in one segment counts once, with the first stance in order.
  std::vector<Given> given = segment.given;
  std::sort(given.begin(), given.end(), [](const Given& a, const Given& b) {
    return std::tie(a.code, a.coder, a.stance) < std::tie(b.code, b.coder, b.stance);
  });
  const Given* last = nullptr;
  for (const Given& one : given) {
    if (last != nullptr && last->code == one.code && last->coder == one.coder) continue;
    last = &one;
    if (!has(unit.judged, one.coder)) continue;
    auto use = std::find_if(unit.uses.begin(), unit.uses.end(), [&](const CodeUse& u) {
      return u.code == one.code && u.coder == one.coder;
    });
    if (use == unit.uses.end()) use = unit.uses.insert(use, {one.coder, one.code, {}});
    ++use->segments[static_cast<std::size_t>(one.stance)];
  }
}

}  // namespace

std::uint32_t times(const CodeUse& use, StanceUse stance) {
  const std::uint32_t affirmed = use.segments[static_cast<std::size_t>(Stance::affirmed)];
  if (stance == StanceUse::affirmed) return affirmed;
  std::uint32_t all = 0;
  for (const std::uint32_t n : use.segments) all += n;
  return all;
}

Stance stance_of(const CodeUse& use) {
  for (std::size_t s = 0; s < use.segments.size(); ++s) {
    if (use.segments[s] > 0) return static_cast<Stance>(s);
  }
  return Stance::affirmed;
}

std::uint32_t category_of(const CodeUse* use, StanceUse stance, Scale scale) {
  if (use == nullptr) return 0;
  const std::uint32_t n = times(*use, stance);
  if (scale != Scale::nominal) return n;
  if (stance != StanceUse::apart) return n > 0;
  return 1 + static_cast<std::uint32_t>(stance_of(*use));
}

Units units_of(const Pool& pool, Unit unit, bool by_answer) {
  Units out;
  out.unit = unit;
  const std::vector<std::uint64_t> reach = reach_of(pool);
  // By number of the answer or person: the unit.
  std::map<std::uint32_t, std::uint32_t> known;
  for (std::uint32_t s = 0; s < pool.segments.size(); ++s) {
    const PooledSegment& segment = pool.segments[s];
    if (unit == Unit::respondent && segment.person == kNone) {
      out.without_person += 1;
      continue;
    }
    const std::uint32_t number = unit == Unit::segment  ? s
                                 : unit == Unit::answer ? segment.answer
                                                        : segment.person;
    const auto place =
        known.emplace(number, static_cast<std::uint32_t>(out.all.size())).first->second;
    if (place == out.all.size()) out.all.emplace_back();
    out.all[place].segments.push_back(s);
  }
  std::map<std::pair<bool, std::uint32_t>, std::uint32_t> clusters;
  std::vector<ComparedUnit> kept;
  for (ComparedUnit& one : out.all) {
    std::uint64_t some = 0;
    std::uint64_t whole = ~std::uint64_t{0};
    for (const std::uint32_t s : one.segments) {
      some |= pool.segments[s].judged;
      whole &= unit == Unit::segment ? pool.segments[s].judged : reach[s];
    }
    one.judged = some & whole;
    if ((some & ~whole) != 0) out.partly_judged += 1;
    if (one.judged == 0) continue;
    for (const std::uint32_t s : one.segments) add_uses(one, pool.segments[s]);
    std::sort(one.uses.begin(), one.uses.end(), [](const CodeUse& a, const CodeUse& b) {
      return std::tie(a.code, a.coder) < std::tie(b.code, b.coder);
    });
    const PooledSegment& first = pool.segments[one.segments.front()];
    const bool person = first.person != kNone && (!by_answer || unit == Unit::respondent);
    one.cluster = clusters
                      .emplace(std::make_pair(person, person ? first.person : first.answer),
                               static_cast<std::uint32_t>(clusters.size()))
                      .first->second;
    kept.push_back(std::move(one));
  }
  out.all = std::move(kept);
  out.clusters = static_cast<std::uint32_t>(clusters.size());
  return out;
}

}  // namespace samsyn::agree
