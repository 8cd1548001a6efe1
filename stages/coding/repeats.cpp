#include "stages/coding/repeats.hpp"

namespace samsyn::coding {
namespace {

constexpr std::size_t kMostBytes = std::size_t{3} << 20U;  // some 10,000 segments
constexpr std::size_t kOnce = std::size_t{1} << 16U;       // 256 kB

// What a map needs for an entry beside the vectors' elements, about.
constexpr std::size_t kEntryBytes = sizeof(Repeats::Key) + sizeof(Outcome) + 64;

std::size_t bytes_of(const Repeats::Key& key, const Outcome& outcome) {
  return kEntryBytes + key.size() * sizeof(key[0]) + outcome.given.size() * sizeof(Outcome::Given) +
         outcome.assumed.size() * sizeof(outcome.assumed[0]);
}

}  // namespace

void Outcome::clear() {
  given.clear();
  assumed.clear();
  silent = barrier = named = past = looked_back = answers = false;
}

const Outcome* Repeats::find(const Key& key) const {
  const auto found = outcomes_.find(key);
  return found == outcomes_.end() ? nullptr : &found->second;
}

bool Repeats::came_before(const Key& key) {
  if (once_.empty()) once_.resize(kOnce, 0);
  const std::size_t hash = HashNumbers{}(key);
  std::uint32_t& at = once_[hash % kOnce];
  const auto mark = static_cast<std::uint32_t>(hash >> 32U) | 1U;  // 0: nothing was met
  return std::exchange(at, mark) == mark;
}

void Repeats::keep(const Key& key, const Outcome& outcome) {
  const std::size_t more = bytes_of(key, outcome);
  if (bytes_ + more > kMostBytes) {
    outcomes_.clear();
    bytes_ = 0;
  }
  const auto [at, fresh] = outcomes_.insert_or_assign(key, outcome);
  if (fresh) bytes_ += more;
}

}  // namespace samsyn::coding
