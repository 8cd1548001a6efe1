#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "pipeline/model/frequency.hpp"

namespace samsyn::repair {

/// How Swedish a row of letters is: a model of letters by the four before them, with Witten-Bell
/// smoothing (Witten & Bell 1991), over the words of the frequency list. It leads the search for
/// candidates and weighs words that no list has, compounds above all.
///
/// Not thread-safe: remembers what it worked out. Cost: about 30 ns a letter.
class Spelling {
 public:
  explicit Spelling(const Frequencies& frequencies);

  /// The last letters, packed; 0 is the beginning of a word.
  using Context = std::uint32_t;
  struct Step {
    float log = 0;  ///< natural logarithm of the letter's probability
    Context after = 0;
  };
  Step next(Context before, char32_t letter) const;
  double end(Context before) const { return next(before, 0).log; }
  double log(std::u32string_view word) const;  ///< of a whole word, its end included

 private:
  struct Node {
    std::uint64_t key = 0;  ///< a row of letters and their number; 0 = free
    float count = 0;        ///< of this row of letters
    float after = 0;        ///< of all rows that are one letter longer
    float kinds = 0;        ///< distinct letters after it
  };
  double probability(Context before, std::uint32_t symbol) const;
  const Node* find(std::uint64_t key) const;
  Node& make(std::uint64_t key);
  void grow();

  std::vector<Node> nodes_;  ///< open addressing; a power of two, at most half full
  std::size_t used_ = 0;
  struct Known {
    std::uint64_t key = ~std::uint64_t{0};
    float log = 0;
  };
  mutable std::vector<Known> known_;
};

}  // namespace samsyn::repair
