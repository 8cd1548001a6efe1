#include "stages/learn/vocabulary.hpp"

#include <bit>
#include <iterator>

namespace samsyn::learn {
namespace {

std::uint64_t key(FeatureId first, FeatureId second) {
  return std::uint64_t{first} << 32U | second;
}

constexpr std::size_t kBitsPerPair = 16;  // so one absent pair in 16 is looked up, or fewer

/// Which of 64 · `words` bits (a power of two) tells of a pair.
std::uint64_t bit_of(std::uint64_t pair, std::size_t words) {
  return (pair * 0x9E37'79B9'7F4A'7C15U >> 20U) % (64 * words);
}

}  // namespace

Vocabulary::Vocabulary(std::vector<std::string> singles, std::vector<Pair> pairs)
    : closed_(true),
      names_(std::make_move_iterator(singles.begin()), std::make_move_iterator(singles.end())),
      pairs_(std::move(pairs)) {
  ids_.reserve(names_.size());
  for (FeatureId id = 0; id < names_.size(); ++id) ids_.emplace(names_[id], id);
  pair_ids_.reserve(pairs_.size());
  for (FeatureId p = 0; p < pairs_.size(); ++p) {
    pair_ids_.emplace(key(pairs_[p].first, pairs_[p].second), first_pair() + p);
  }
  filter_.resize(std::bit_ceil(pairs_.size() * kBitsPerPair / 64 + 1));
  for (const Pair& pair : pairs_) {
    const std::uint64_t bit = bit_of(key(pair.first, pair.second), filter_.size());
    filter_[bit / 64] |= std::uint64_t{1} << bit % 64;
  }
}

FeatureId Vocabulary::single(std::string_view name) {
  const auto found = ids_.find(name);
  if (found != ids_.end()) return found->second;
  if (closed_) return kNone;
  const auto id = static_cast<FeatureId>(names_.size());
  names_.emplace_back(name);
  ids_.emplace(names_.back(), id);
  return id;
}

FeatureId Vocabulary::pair(FeatureId first, FeatureId second) {
  if (first == kNone || second == kNone) return kNone;
  if (closed_) {
    const std::uint64_t bit = bit_of(key(first, second), filter_.size());
    if ((filter_[bit / 64] >> bit % 64 & 1U) == 0) return kNone;
  }
  const auto found = pair_ids_.find(key(first, second));
  if (found != pair_ids_.end()) return found->second;
  if (closed_) return kNone;
  const FeatureId id = first_pair() + static_cast<FeatureId>(pairs_.size());
  pairs_.emplace_back(first, second);
  pair_ids_.emplace(key(first, second), id);
  return id;
}

std::string Vocabulary::name(FeatureId id) const {
  if (!is_pair(id)) return names_[id];
  const Pair& pair = pairs_[id - first_pair()];
  return names_[pair.first] + " " + names_[pair.second];
}

}  // namespace samsyn::learn
