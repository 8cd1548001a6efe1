#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace samsyn {

enum class Abbreviation : std::uint8_t {
  none,
  never_last,  ///< something always follows: t.ex., kl., dvs.
  may_be_last  ///< m.m., osv., kr.
};

/// Abbreviations that are written with a full stop. Data: corpus/lexicon/abbreviations.txt.
class Abbreviations {
 public:
  static constexpr std::size_t kLongest = 24;  ///< bytes; longer words are none

  Abbreviations() = default;
  /// One a line with its stops, lower case; `+` behind: may be last; `#` starts a comment.
  explicit Abbreviations(std::string_view file);

  /// `word` with all its stops, the last included; case is ignored. Cost: a look at its length and
  /// last letter for most words, a hash look-up for the rest.
  Abbreviation operator()(std::string_view word) const;

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view word) const {
      return std::hash<std::string_view>{}(word);
    }
  };
  std::unordered_map<std::string, Abbreviation, Hash, std::equal_to<>> known_;
  std::array<std::uint32_t, kLongest + 1>
      last_letters_{};  ///< by length: bit = letter before the stop
};

}  // namespace samsyn
