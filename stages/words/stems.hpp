#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "pipeline/model/hashed.hpp"

namespace samsyn::words {

/// What the words of a Hunspell dictionary begin with. Asking Hunspell for one word takes 30 µs,
/// since it tries all endings and compounds; most fragments of a long word begin like no word at
/// all.
class Stems {
 public:
  Stems() = default;
  /// Reads a .dic file in UTF-8 (hunspell(5): "word/flags", a count in the first line). Without the
  /// file, nothing begins a word.
  explicit Stems(const std::string& dic_path);

  /// May `word` (lower case, six letters or more) be in the dictionary, inflected or as a compound?
  /// Never no to one that is, unless its first part has but one or two letters.
  bool begin(std::string_view word) const;

 private:
  using Hashes = tsl::robin_set<std::uint64_t, HashNumber>;
  Hashes short_;       ///< of those of three to five letters
  Hashes beginnings_;  ///< of the first six letters of longer ones
};

}  // namespace samsyn::words
