#include "stages/coding/found.hpp"

#include <bit>

namespace samsyn::coding {
namespace {

constexpr std::uint32_t kNear = 12;  // words between the parts of a & b

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

void FoundParts::clear() {
  ++segment_;
  places_.clear();
  parts_.clear();
}

bool FoundParts::ask(std::uint32_t part) {
  Slot& slot = slots_[part];
  if (slot.segment == segment_) return false;
  slot = {segment_, kNone, kNone};
  return true;
}

void FoundParts::add(std::uint32_t part, const WordSet& place) {
  const auto index = static_cast<std::uint32_t>(places_.size());
  ask(part);
  Slot& slot = slots_[part];
  for (std::uint32_t at = slot.first; at != kNone; at = places_[at].next) {
    if (places_[at].words == place) return;
  }
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
bool FoundParts::complete(const Parts& parts, WordSets& sets) const {
  for (std::size_t p = 1; p < parts.size(); ++p) {
    const WordSet first = sets.front();
    const WordSet* best = nullptr;
    std::uint32_t least = kNear + 1;
    for (std::uint32_t at = this->first(parts[p]); at != kNone; at = places_[at].next) {
      const WordSet& set = places_[at].words;
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
