#pragma once
// The CoNLL 2018 shared task's way to compare what two programs cut out of the same text
// (conll18_ud_eval.py): places are counted in characters that are not white space, a span is right
// when both its ends are.

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace samsyn::bench {

/// Half-open, in code points of the text without its white space.
using CharSpan = std::pair<std::size_t, std::size_t>;

struct F1 {
  std::size_t gold = 0, system = 0, right = 0;
  double precision() const {
    return system == 0 ? 0 : 100.0 * static_cast<double>(right) / static_cast<double>(system);
  }
  double recall() const {
    return gold == 0 ? 0 : 100.0 * static_cast<double>(right) / static_cast<double>(gold);
  }
  double f1() const {
    return gold + system == 0
               ? 0
               : 200.0 * static_cast<double>(right) / static_cast<double>(gold + system);
  }
};

/// Both lists in order of their places. Cost: linear.
F1 compare(const std::vector<CharSpan>& gold, const std::vector<CharSpan>& system);

/// For each byte of `text` and its end: the characters before it that are not white space.
std::vector<std::size_t> solid_places(std::string_view text);

}  // namespace samsyn::bench
