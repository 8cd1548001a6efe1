#pragma once
// The engine: rows of word tests in one trie, walked over the words of a segment.

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "pipeline/model/segment.hpp"
#include "stages/coding/pattern.hpp"

namespace samsyn::coding {

/// Index of a set of tests; an element of a pattern asks whether a word passes any of them.
using ClassId = std::uint32_t;

/// All sets of tests, and how to find those that a word passes. Each distinct set is kept once.
class WordClasses {
 public:
  ClassId add(const TestSet& tests);
  /// The classes that the word is in, in order. Cost: some microseconds; asked once per distinct
  /// word and thread.
  std::vector<ClassId> of(const Word& word) const;
  std::size_t size() const { return sets_.size(); }

 private:
  std::uint32_t test(const Test& test);

  std::vector<std::vector<std::uint32_t>> classes_of_;  ///< test -> classes
  std::map<std::vector<Test>, ClassId> sets_;
  std::unordered_map<TestSet, ClassId> shared_;  ///< sets met, by place: most come again
  std::map<Test, std::uint32_t> tests_;
  /// Tests by what they look for, so that a word meets only those that can be true of it.
  std::unordered_multimap<std::string, std::uint32_t> lemmas_, wholes_, heads_, modifiers_, forms_;
  std::unordered_multimap<std::string, std::uint32_t> prefixes_;  ///< by the first three bytes
  std::vector<std::pair<std::string, std::uint32_t>> short_prefixes_, suffixes_, infixes_;
  std::vector<std::pair<std::string, std::uint32_t>> prefix_words_;
  std::vector<std::pair<std::pair<std::string, std::string>, std::uint32_t>> pairs_;
  std::vector<std::pair<Pos, std::uint32_t>> poses_;
  std::vector<std::uint32_t> anything_;
};

/// A word of a segment as the engine sees it.
struct SeenWord {
  std::span<const ClassId> classes;       ///< sorted
  std::span<const std::uint32_t> starts;  ///< trie nodes that the word leads to from the root
  bool barrier = false;                   ///< punctuation that adjacent words must not have between
};

/// A row found: the words matched, as bits counted from `begin`.
struct Found {
  std::uint32_t part = 0;   ///< as given to add()
  std::uint32_t begin = 0;  ///< index of the first word matched
  std::uint64_t words = 0;  ///< bit i: word begin + i was matched (gaps are not)
};

/// Which classes stand in a segment, so that a walk which must fail is not begun.
class Presence {
 public:
  explicit Presence(std::size_t classes) : stamp_(classes, 0) {}
  void clear() { ++now_; }
  void add(std::span<const ClassId> classes) {
    for (const ClassId c : classes) stamp_[c] = now_;
  }
  bool has(ClassId c) const { return stamp_[c] == now_; }

 private:
  std::vector<std::uint32_t> stamp_;
  std::uint32_t now_ = 0;
};

/// A row is entered at its anchor, the element that is met least often, then followed to its end and
/// from the anchor back to its start: so the walk is begun where a row is likely, not at every
/// «inte» and «vi». Which element that is changes the cost, never what is found.
///
/// Matches reach over at most 64 words; longer ones are not found.
class Trie {
 public:
  /// Adds the rows of one part; the same number may be added again.
  void add(const Alternatives& rows, std::uint32_t part, WordClasses& classes);

  /// Nodes that a word in these classes is an anchor to.
  std::vector<std::uint32_t> starts(std::span<const ClassId> classes) const;

  /// All rows in the words. Found rows come in no useful order, and the same words may be found by
  /// several rows of a part. Cost: for each word, the nodes it starts whose next class is present.
  void find(std::span<const SeenWord> words, const Presence& present, std::vector<Found>& out) const;

  std::size_t size() const { return nodes_.size(); }

 private:
  struct Edge {
    ClassId label = 0;
    std::uint32_t to = 0;
  };
  struct Gap {
    std::uint32_t most = 0;
    std::uint32_t to = 0;
  };
  struct Node {
    std::vector<Edge> edges;  ///< few; looked through in order
    std::vector<Gap> gaps;
    std::vector<std::uint32_t> accepts;
    std::uint32_t at_start = 0, at_end = 0;  ///< node behind ^ and $; 0 = none
    std::uint32_t turned = 0;  ///< node from which the elements before the anchor are followed
  };
  struct Walk;

  std::uint32_t child(std::uint32_t node, const Element& element, WordClasses& classes);
  void step(Walk& walk, std::uint32_t node) const;
  void words_at(Walk& walk, const Node& node, std::int32_t at) const;

  std::vector<Node> nodes_{1};
  std::unordered_map<ClassId, std::uint32_t> roots_;  ///< edges of the root
};

}  // namespace samsyn::coding
