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
  explicit StanceReader(const Rules::Body& rules) : rules_(rules) {}

  /// `found` are the places of the stance trie's parts; `words` are the segment's.
  void read(const FoundParts& found, std::span<const SeenWord> words, bool question);

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

  const Rules::Body& rules_;
  std::vector<std::uint32_t> clauses_;  ///< first word of each clause
  std::vector<std::uint32_t> breaks_;   ///< words that open a clause (men, eftersom), in order
  std::vector<Seen> seen_;
  bool question_ = false;
};

}  // namespace samsyn::coding
