#pragma once

#include <boost/container/small_vector.hpp>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "pipeline/model/coding.hpp"

namespace samsyn::coding {

/// Tokens of a segment, from the first to the last, counted from the segment's first token.
using TokenRange = std::pair<std::uint32_t, std::uint32_t>;

/// What the rules make of a segment by itself: of its words, its role and what it was asked.
struct Outcome {
  struct Given {
    std::uint32_t code = 0;
    std::uint32_t rule = 0;
    Stance stance = Stance::affirmed;
    float confidence = 0;
    boost::container::small_vector<TokenRange, 2> evidence;  ///< empty: the whole segment
  };
  /// What it says of the segment before; see StanceReader::Answer.
  struct Answer {
    Stance stance = Stance::negated;
    TokenRange words;
    bool plain = false;
  };
  std::vector<Given> given;  ///< by code
  /// Codes that a hit affirms only because it names a topic: the segment before may know better.
  std::vector<std::uint32_t> assumed;
  bool silent = false;       ///< signs alone
  bool barrier = false;      ///< is a code that takes a stance among those given?
  bool named = false;        ///< does it only name things, asking?
  bool past = false;         ///< does it tell of what was? Known where it was read for its stance.
  bool looked_back = false;  ///< is `answer` known?
  bool answers = false;      ///< is there one?
  Answer answer;

  /// Forgets all, keeps the room.
  void clear() {
    given.clear();
    assumed.clear();
    silent = barrier = named = past = looked_back = answers = false;
  }
  /// Bytes that it holds beside itself.
  std::size_t bytes() const {
    return given.size() * sizeof(Given) + assumed.size() * sizeof(std::uint32_t);
  }
};

}  // namespace samsyn::coding
