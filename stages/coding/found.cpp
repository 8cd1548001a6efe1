#include "stages/coding/found.hpp"

#include <bit>

namespace samsyn::coding {
namespace {

constexpr std::uint32_t kNear = 12;  // words between the parts of a & b

// A window's places begin within kWindow words, and a place reaches over as many at most: where one
// begins further off than this, it and all that come later in its list are not near.
constexpr std::uint32_t kFar = 2 * kWindow + kNear;

/// Words between the two; 0 when they interlock.
std::uint32_t apart(const WordSet& a, const WordSet& b) {
  if (a.first() > b.last()) return a.first() - b.last();
  return b.first() > a.last() ? b.first() - a.last() : 0;
}

}  // namespace

std::uint32_t WordSet::last() const {
  return begin + 63U - static_cast<std::uint32_t>(std::countl_zero(words | 1U));
}

std::uint32_t WordSet::size() const { return static_cast<std::uint32_t>(std::popcount(words)); }

bool WordSet::meets(const WordSet& other) const {
  if (begin > other.begin) return other.meets(*this);
  const std::uint32_t shift = other.begin - begin;
  return shift < 64 && ((words >> shift) & other.words) != 0;
}

bool WordSet::within(const WordSet& other) const {
  if (begin < other.begin) return false;
  const std::uint32_t shift = begin - other.begin;
  return shift < 64 && ((other.words >> shift) & words) == words;
}

void MarkedWords::mark(const WordSet& words) {
  const std::uint32_t at = words.begin / 64;
  const std::uint32_t shift = words.begin % 64;
  if (bits_.size() < at + 2) bits_.resize(at + 2);
  const auto add = [&](std::uint32_t index, std::uint64_t bits) {
    if (bits == 0) return;
    if (bits_[index] == 0) used_.push_back(index);
    bits_[index] |= bits;
  };
  add(at, words.words << shift);
  if (shift != 0) add(at + 1, words.words >> (64 - shift));
}

bool MarkedWords::meets(const WordSet& words) const {
  const std::uint32_t at = words.begin / 64;
  const std::uint32_t shift = words.begin % 64;
  if (at < bits_.size() && (bits_[at] & words.words << shift) != 0) return true;
  return shift != 0 && at + 1 < bits_.size() && (bits_[at + 1] & words.words >> (64 - shift)) != 0;
}

void MarkedWords::clear() {
  for (const std::uint32_t index : used_) bits_[index] = 0;
  used_.clear();
}

void FoundParts::clear() {
  ++segment_;
  places_.clear();
  parts_.clear();
  before_ = window_ = 0;
}

bool FoundParts::ask(std::uint32_t part) {
  Slot& slot = slots_[part];
  if (slot.segment == segment_) return false;
  slot = {segment_, kNone, kNone, kNone};
  return true;
}

void FoundParts::add(std::uint32_t part, const WordSet& place) {
  const auto index = static_cast<std::uint32_t>(places_.size());
  ask(part);
  Slot& slot = slots_[part];
  while (slot.recent != kNone && slot.recent < before_) slot.recent = places_[slot.recent].next;
  for (std::uint32_t at = slot.recent; at != kNone; at = places_[at].next) {
    if (places_[at].words == place) return;
  }
  if (slot.recent == kNone) slot.recent = index;
  if (slot.first == kNone) {
    slot.first = index;
    parts_.push_back(part);
  } else {
    places_[slot.last].next = index;
  }
  slot.last = index;
  places_.push_back({place, kNone});
}

/// Adds to the place of the first part the nearest places of the others (of two as near the left
/// one); false where one is missing.
bool FoundParts::complete(const Parts& parts, Cursors& from, WordSets& sets) const {
  for (std::size_t p = 1; p < parts.size(); ++p) {
    const WordSet first = sets.front();
    const WordSet* best = nullptr;
    std::uint32_t least = kNear + 1;
    std::uint32_t& start = from[p - 1];
    while (start != kNone && places_[start].words.begin + kFar < first.begin) {
      start = places_[start].next;
    }
    for (std::uint32_t at = start; at != kNone; at = places_[at].next) {
      const WordSet& set = places_[at].words;
      if (set.begin > first.begin + kFar) break;
      const std::uint32_t between = apart(set, first);
      if (between > least || set.meets(first)) continue;
      if (between == least && (best == nullptr || set.begin >= best->begin)) continue;
      least = between;
      best = &set;
    }
    if (best == nullptr) return false;
    sets.push_back(*best);
  }
  return true;
}

}  // namespace samsyn::coding
