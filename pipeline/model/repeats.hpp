#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "pipeline/model/hashed.hpp"

namespace samsyn {

/// Remembers what was worked out for things that come again: sentences of many answers («Vet ej»,
/// «Tidsbrist»). A thing is told by numbers, all that its value depends on.
///
/// Bounded: when it is full it begins anew. A value is worth keeping from the second time on that
/// its key is met, so that text without repetitions costs a look-up and no room. What is remembered
/// changes the cost, never the value: keys are told apart by hashes of 128 bits (XXH3). One for
/// each thread.
template <class Value>
class Repeats {
 public:
  using Key = std::vector<std::uint32_t>;

  /// `most`: bytes of all that is kept.
  explicit Repeats(std::size_t most) : most_(most) {}

  /// Looks for the key. Null when nothing is remembered; what is found stays until the next keep().
  const Value* find(const Key& key) {
    const XXH128_hash_t hash = XXH3_128bits(key.data(), key.size() * sizeof(key[0]));
    asked_ = {hash.low64, hash.high64};
    const auto found = values_.find(asked_);
    return found == values_.end() ? nullptr : &found->second;
  }

  /// Was the key that find() looked for last met before? Of different keys that share half a hash,
  /// a first may be taken for a second.
  bool came_before() {
    if (once_.empty()) once_.resize(kOnce, 0);
    const auto mark = static_cast<std::uint32_t>(asked_.high) | 1U;  // 0: nothing was met
    return std::exchange(once_[asked_.low % kOnce], mark) == mark;
  }

  /// Keeps the value of the key that find() looked for last. `bytes`: what it holds beside itself.
  void keep(const Value& value, std::size_t bytes) {
    constexpr std::size_t kEntry =
        2 * (sizeof(Hash) + sizeof(Value) + 8);  // half of the table is free
    const std::size_t more = kEntry + bytes;
    if (bytes_ + more > most_) {
      values_.clear();
      bytes_ = 0;
    }
    if (values_.insert_or_assign(asked_, value).second) bytes_ += more;
  }

  std::size_t size() const { return values_.size(); }

 private:
  struct Hash {
    std::uint64_t low = 0, high = 0;
    bool operator==(const Hash&) const = default;
  };
  struct Low {
    std::size_t operator()(const Hash& hash) const { return hash.low; }
  };
  static constexpr std::size_t kOnce = std::size_t{1} << 16U;  // 256 kB

  std::size_t most_;
  std::size_t bytes_ = 0;  ///< of values_, about
  Hash asked_;             ///< the key that was looked for last
  tsl::robin_map<Hash, Value, Low> values_;
  std::vector<std::uint32_t> once_;  ///< halves of hashes of keys met, by their other halves
};

}  // namespace samsyn
