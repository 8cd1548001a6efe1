#pragma once

#define XXH_INLINE_ALL
#include <tsl/robin_map.h>
#include <tsl/robin_set.h>
#include <xxhash.h>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace samsyn {

/// Hashes numbers that lie close together far apart: the table below takes the lowest bits.
struct HashNumber {
  std::size_t operator()(std::uint64_t number) const {
    number *= 0x9E37'79B9'7F4A'7C15U;
    return number ^ number >> 32U;
  }
};

/// Lists of numbers.
struct HashNumbers {
  std::size_t operator()(const std::vector<std::uint32_t>& numbers) const {
    return XXH3_64bits(numbers.data(), numbers.size() * sizeof(numbers[0]));
  }
};

/// Strings and views of them alike.
struct HashText {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const {
    return XXH3_64bits(text.data(), text.size());
  }
};

/// Hash tables for what is asked for every letter or word: one line of the cache where
/// std::unordered_map costs three and a division. Unlike there, values move when the table grows.
template <class Value>
using ByNumber = tsl::robin_map<std::uint64_t, Value, HashNumber>;
template <class Value>
using ByText = tsl::robin_map<std::string, Value, HashText, std::equal_to<>>;
template <class Value>
using ByTextView = tsl::robin_map<std::string_view, Value, HashText>;
using TextSet = tsl::robin_set<std::string, HashText, std::equal_to<>>;

}  // namespace samsyn
