#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/hashed.hpp"

namespace samsyn {

/// How often words and pairs of neighbouring words stand in Swedish text like the one that Samsyn
/// reads. Data: corpus/lexicon/frequency.tsv and pairs.tsv; how they were made: corpus/README.md.
class Frequencies {
 public:
  static constexpr double kPer = 1e7;  ///< all figures are expected numbers in so many words

  Frequencies() = default;
  /// `words`: lines "word<tab>number"; `pairs`: "word word<tab>number"; `#` starts a comment. Words
  /// are lower case, NFC. Lines of another shape are left out.
  Frequencies(std::string_view words, std::string_view pairs);
  Frequencies(Frequencies&&) noexcept = default;
  Frequencies& operator=(Frequencies&&) noexcept = default;
  Frequencies(const Frequencies&) = delete;  // the tables point into text_
  Frequencies& operator=(const Frequencies&) = delete;

  /// 0 = not in the list: rarer than about once in three million words. Cost: one hash look-up.
  std::uint32_t word(std::string_view word) const;
  std::uint32_t pair(std::string_view first, std::string_view second) const;
  /// The sum over all pairs that begin with the word: what pair() is to be divided by.
  std::uint32_t pairs_of(std::string_view first) const;

  struct Entry {
    std::string_view word;
    std::uint32_t number = 0;
  };
  const std::vector<Entry>& words() const { return order_; }  ///< in the order of the file

 private:
  std::vector<char> text_;  ///< both files; stays in place when moved
  std::vector<Entry> order_;
  ByTextView<std::uint32_t> words_, pairs_, pairs_of_;
};

}  // namespace samsyn
