#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "pipeline/model/coding.hpp"
#include "stages/coding/rules.hpp"

namespace samsyn::coding {

/// Words of a segment, as bits over word indices: segments longer than the bits are cut.
struct WordSet {
  std::uint32_t begin = 0;
  std::uint64_t words = 0;

  std::uint32_t first() const { return begin; }
  std::uint32_t last() const;  ///< index of the last word in it
  bool has(std::uint32_t word) const;
  bool meets(const WordSet& other) const;
  bool within(const WordSet& other) const;  ///< every word of this is in the other
};

/// The found places of some parts, for looking up a pattern's.
class FoundParts {
 public:
  explicit FoundParts(std::vector<Found>& found);  ///< sorts them
  std::span<const Found> of(std::uint32_t part) const;
  bool empty() const { return found_.empty(); }

  /// The places where all parts of a pattern stand near each other (12 words); for each place of the
  /// first part, the nearest of the others.
  template <class Sink>
  void each(const Parts& parts, const Sink& sink) const;
  bool any(const std::vector<Parts>& patterns) const;

 private:
  const std::vector<Found>& found_;
};

/// What a segment says about stance: its clauses and the cues in them. Made only for segments with a
/// code that takes a stance.
class StanceReader {
 public:
  /// `found` are the matches of the stance trie; `barriers[w]` says that word w is punctuation.
  StanceReader(const Rules::Body& rules, const FoundParts& found, std::span<const SeenWord> words,
               bool question);

  /// The stance towards what these words say: an odd number of negations in reach negates, and so
  /// does "overcome"; else a condition, wish or question leaves it open. A cue that shares words
  /// with the evidence is part of it and does not count.
  Stance of(const WordSet& evidence) const;

 private:
  struct Seen {
    const Cue* cue = nullptr;
    WordSet words;
  };
  std::uint32_t clause_of(std::uint32_t word) const;
  bool reaches(const Seen& seen, const WordSet& evidence) const;
  bool cancelled(const Seen& seen) const;

  std::vector<std::uint32_t> clauses_;  ///< first word of each clause
  std::vector<std::uint32_t> breaks_;   ///< words that open a clause (men, eftersom), in order
  std::vector<Seen> seen_;
  std::span<const SeenWord> words_;
  bool question_;
};

// ---------------------------------------------------------------------------------------------

inline constexpr std::uint32_t kNear = 12;  // words between the parts of a & b

template <class Sink>
void FoundParts::each(const Parts& parts, const Sink& sink) const {
  for (const Found& first : of(parts.front())) {
    WordSet all{first.begin, first.words};
    std::vector<WordSet> sets{all};
    bool complete = true;
    for (std::size_t p = 1; p < parts.size() && complete; ++p) {
      const Found* best = nullptr;
      std::uint32_t least = kNear + 1;
      for (const Found& other : of(parts[p])) {
        const WordSet set{other.begin, other.words};
        if (set.meets(all)) continue;
        const std::uint32_t apart = set.first() > all.last()   ? set.first() - all.last()
                                    : all.first() > set.last() ? all.first() - set.last()
                                                               : 0;
        if (apart < least) {
          least = apart;
          best = &other;
        }
      }
      complete = best != nullptr;
      if (complete) sets.push_back({best->begin, best->words});
    }
    if (complete) sink(std::span<const WordSet>(sets));
  }
}

}  // namespace samsyn::coding
