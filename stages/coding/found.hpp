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

/// At most so many words of a segment are looked at together: the bits of a mask.
inline constexpr std::size_t kWindow = 64;

/// Words of a segment, whatever its length, of which some are marked.
class MarkedWords {
 public:
  void mark(const WordSet& words);
  bool meets(const WordSet& words) const;  ///< is one of them marked?
  /// Cost: as that of the marks made.
  void clear();

 private:
  std::vector<std::uint64_t> bits_;
  std::vector<std::uint32_t> used_;  ///< elements of bits_ that are not 0
};

/// A pattern as numbers of parts; all must be found near each other.
using Parts = std::vector<std::uint32_t>;

/// The places found of the parts of one trie. Kept between segments, so that nothing is allocated
/// for most of them.
///
/// Places come window by window, from left to right, and a place lies within its window: so what is
/// the same or near stands close by in a part's list, and no list is walked from its start.
class FoundParts {
 public:
  explicit FoundParts(std::size_t parts) : slots_(parts) {}

  /// Forgets the segment before. Cost: none that grows.
  void clear();
  /// The part is being asked for; false when it was before.
  bool ask(std::uint32_t part);
  /// A walk over a segment begins.
  void start_walk() { before_ = window_ = static_cast<std::uint32_t>(places_.size()); }
  /// Its next window begins, which overlaps with the one before and with no other.
  void next_window() {
    before_ = window_;
    window_ = static_cast<std::uint32_t>(places_.size());
  }
  /// A row of the part was found; the same place is kept once.
  /// Cost: a look at the part's places in this window and the one before.
  void add(std::uint32_t part, const WordSet& place);

  bool has(std::uint32_t part) const { return first(part) != kNone; }
  /// The parts found, in order of finding.
  const std::vector<std::uint32_t>& parts() const { return parts_; }

  /// The places where all parts of a pattern stand near each other (12 words): for each place of
  /// the first part, the nearest of the others, which `others` holds. `sink` takes a WordSets.
  /// Cost: linear in the places.
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
    std::uint32_t recent = kNone;  ///< the first that may come again
  };
  /// Where in the lists of a pattern's other parts the look for near places begins.
  using Cursors = boost::container::small_vector<std::uint32_t, 2>;
  std::uint32_t first(std::uint32_t part) const {
    return slots_[part].segment == segment_ ? slots_[part].first : kNone;
  }
  bool complete(const Parts& parts, Cursors& from, WordSets& sets) const;

  std::vector<Slot> slots_;  ///< by part
  std::vector<Place> places_;
  std::vector<std::uint32_t> parts_;
  std::uint32_t segment_ = 1;
  std::uint32_t before_ = 0, window_ = 0;  ///< of places_: where the last two windows begin
};

// ---------------------------------------------------------------------------------------------

template <class Sink>
void FoundParts::each(const Parts& parts, const FoundParts& others, const Sink& sink) const {
  Cursors from;
  for (std::size_t p = 1; p < parts.size(); ++p) from.push_back(others.first(parts[p]));
  for (std::uint32_t at = first(parts.front()); at != kNone; at = places_[at].next) {
    WordSets sets(1, places_[at].words);
    if (parts.size() == 1 || others.complete(parts, from, sets)) sink(sets);
  }
}

}  // namespace samsyn::coding
