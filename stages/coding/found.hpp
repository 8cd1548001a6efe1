#pragma once
// The rows found in a segment, by part, and the patterns that they fulfil.

#include <boost/container/small_vector.hpp>
#include <cstdint>
#include <vector>

#include "pipeline/model/text.hpp"

namespace samsyn::coding {

/// Words of a segment, as bits over word indices.
struct WordSet {
  std::uint32_t begin = 0;  ///< index of the first word in it
  std::uint64_t words = 0;  ///< bit i: word begin + i (what a gap passed over is not)

  std::uint32_t first() const { return begin; }
  std::uint32_t last() const;  ///< index of the last word in it
  std::uint32_t size() const;
  bool meets(const WordSet& other) const;
  bool within(const WordSet& other) const;  ///< every word of this is in the other
  bool operator==(const WordSet& other) const = default;
};

/// The places of a pattern's parts, in their order. Most patterns have one part.
using WordSets = boost::container::small_vector<WordSet, 2>;

/// A pattern as numbers of parts; all must be found near each other.
using Parts = std::vector<std::uint32_t>;

/// The places found of the parts of one trie. Kept between segments, so that nothing is allocated
/// for most of them.
class FoundParts {
 public:
  explicit FoundParts(std::size_t parts) : slots_(parts) {}

  /// Forgets the segment before. Cost: none that grows.
  void clear();
  /// The part is being asked for; false when it was before.
  bool ask(std::uint32_t part);
  /// A row of the part was found; the same place is kept once.
  void add(std::uint32_t part, const WordSet& place);

  bool has(std::uint32_t part) const { return first(part) != kNone; }
  /// The parts found, in order of finding.
  const std::vector<std::uint32_t>& parts() const { return parts_; }

  /// The places where all parts of a pattern stand near each other (12 words): for each place of
  /// the first part, the nearest of the others, which `others` holds. `sink` takes a WordSets.
  template <class Sink>
  void each(const Parts& parts, const FoundParts& others, const Sink& sink) const;

 private:
  struct Place {
    WordSet words;
    std::uint32_t next = kNone;  ///< index of the part's next place
  };
  struct Slot {
    std::uint32_t segment = 0;  ///< of which the others tell
    std::uint32_t first = kNone, last = kNone;
  };
  std::uint32_t first(std::uint32_t part) const {
    return slots_[part].segment == segment_ ? slots_[part].first : kNone;
  }
  bool complete(const Parts& parts, WordSets& sets) const;

  std::vector<Slot> slots_;  ///< by part
  std::vector<Place> places_;
  std::vector<std::uint32_t> parts_;
  std::uint32_t segment_ = 1;
};

// ---------------------------------------------------------------------------------------------

template <class Sink>
void FoundParts::each(const Parts& parts, const FoundParts& others, const Sink& sink) const {
  for (std::uint32_t at = first(parts.front()); at != kNone; at = places_[at].next) {
    WordSets sets(1, places_[at].words);
    if (parts.size() == 1 || others.complete(parts, sets)) sink(sets);
  }
}

}  // namespace samsyn::coding
