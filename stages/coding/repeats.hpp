#pragma once
// What the rules made of segments that come again: «Vet ej», «Tidsbrist», the same phrase of many
// respondents.

#include <boost/container/small_vector.hpp>
#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <utility>
#include <vector>

#include "pipeline/model/coding.hpp"
#include "pipeline/model/text.hpp"
#include "stages/coding/word_classes.hpp"

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
  void clear();
};

/// Remembers outcomes by what they are made of. Bounded: when it is full it begins anew. A segment
/// is kept from the second time on that it is met, so that text without repetitions costs a look-up
/// and no room. One for each thread; what is remembered changes the cost, never the outcome.
class Repeats {
 public:
  /// A segment's words, role and contexts as numbers.
  using Key = std::vector<std::uint32_t>;

  /// Null when nothing is remembered. Stays until the next keep().
  const Outcome* find(const Key& key) const;
  /// Is this at least the second time that the key is shown here? (By hash: rarely yes the first.)
  bool came_before(const Key& key);
  void keep(const Key& key, const Outcome& outcome);

  std::size_t size() const { return outcomes_.size(); }

 private:
  std::unordered_map<Key, Outcome, HashNumbers> outcomes_;
  std::size_t bytes_ = 0;            ///< of outcomes_, about
  std::vector<std::uint32_t> once_;  ///< halves of hashes of keys met, by their other halves
};

}  // namespace samsyn::coding
