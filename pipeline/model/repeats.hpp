#pragma once

#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <utility>
#include <vector>

namespace samsyn {

/// Hash of a list of numbers.
struct HashNumbers {
  std::size_t operator()(const std::vector<std::uint32_t>& numbers) const {
    std::size_t hash = numbers.size();
    for (const std::uint32_t number : numbers) {
      hash = (hash ^ number) * 0x9E37'79B9'7F4A'7C15U;
      hash ^= hash >> 32U;
    }
    return hash;
  }
};

/// Remembers what was worked out for things that come again: sentences of many answers («Vet ej»,
/// «Tidsbrist»). A thing is told by numbers, all that its value depends on.
///
/// Bounded: when it is full it begins anew. A value is worth keeping from the second time on that
/// its key is met, so that text without repetitions costs a look-up and no room. What is remembered
/// changes the cost, never the value. One for each thread.
template <class Value>
class Repeats {
 public:
  using Key = std::vector<std::uint32_t>;

  /// `most`: bytes of all that is kept.
  explicit Repeats(std::size_t most) : most_(most) {}

  /// Null when nothing is remembered. Stays until the next keep().
  const Value* find(const Key& key) const {
    const auto found = values_.find(key);
    return found == values_.end() ? nullptr : &found->second;
  }

  /// Is this at least the second time that the key is asked about? Told by its hash: of different
  /// keys that share one, a first may be taken for a second.
  bool came_before(const Key& key) {
    if (once_.empty()) once_.resize(kOnce, 0);
    const std::size_t hash = HashNumbers{}(key);
    const auto mark = static_cast<std::uint32_t>(hash >> 32U) | 1U;  // 0: nothing was met
    return std::exchange(once_[hash % kOnce], mark) == mark;
  }

  /// `bytes`: what the value holds beside itself.
  void keep(const Key& key, const Value& value, std::size_t bytes) {
    constexpr std::size_t kEntry = sizeof(Key) + sizeof(Value) + 64;  // with the map's share, about
    const std::size_t more = kEntry + key.size() * sizeof(key[0]) + bytes;
    if (bytes_ + more > most_) {
      values_.clear();
      bytes_ = 0;
    }
    if (values_.insert_or_assign(key, value).second) bytes_ += more;
  }

  std::size_t size() const { return values_.size(); }

 private:
  static constexpr std::size_t kOnce = std::size_t{1} << 16U;  // 256 kB

  std::size_t most_;
  std::size_t bytes_ = 0;  ///< of values_, about
  std::unordered_map<Key, Value, HashNumbers> values_;
  std::vector<std::uint32_t> once_;  ///< halves of hashes of keys met, by their other halves
};

}  // namespace samsyn
