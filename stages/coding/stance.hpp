#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "pipeline/model/coding.hpp"
#include "stages/coding/found.hpp"
#include "stages/coding/rules.hpp"

namespace samsyn::coding {

/// What a segment says about stance: its clauses and the cues in them. Asked only for segments with
/// a code that takes a stance; kept between them.
class StanceReader {
 public:
  explicit StanceReader(const Rules::Body& rules);

  /// `found` are the places of the stance trie's parts; `words` are the segment's.
  void read(const FoundParts& found, std::span<const SeenWord> words, bool question);

  /// The stance towards what these words say: an odd number of negations in reach negates, and so
  /// does "overcome"; else a condition, wish or question leaves it open. A cue that shares words
  /// with the evidence is part of it and does not count.
  /// Cost: linear in the cues near the evidence and those in its clauses that reach over them.
  Stance of(const WordSet& evidence);

 private:
  struct Seen {
    const Cue* cue = nullptr;
    WordSet words;
    std::uint32_t clause = 0;  ///< in which it begins
    bool cancelled = false;
  };
  /// Indices into seen_, in order.
  using Order = std::vector<std::uint32_t>;
  /// Clauses [first, last].
  struct Clauses {
    std::uint32_t first = 0, last = 0;
    bool hold(std::uint32_t clause) const { return first <= clause && clause <= last; }
  };

  std::uint32_t clause_of(std::uint32_t word) const;
  void sort_cues();
  bool reaches(const Seen& seen, const WordSet& evidence, const Clauses& clauses) const;
  bool odd_negations(bool says_no_itself);

  const Rules::Body& rules_;
  std::vector<std::uint32_t> clauses_;  ///< first word of each clause
  std::vector<std::uint32_t> breaks_;   ///< words that open a clause (men, eftersom), in order
  std::vector<Seen> seen_;
  Order near_;    ///< those that reach some words to the right or left, by where they begin
  Order clause_;  ///< those that reach over their clause or its neighbour, by clause
  Order past_;    ///< those that reach back to a cue of the effect `past`, by clause
  std::vector<std::uint32_t> pasts_;  ///< clauses of the cues of that effect, sorted
  Order negations_;                   ///< of the evidence at hand
  MarkedWords cancelling_, counted_;
  std::uint32_t most_within_ = 0;  ///< of the cues in near_
  bool question_ = false;
};

}  // namespace samsyn::coding
