#pragma once
// The engine: rows of word tests in one trie, walked over the words of a segment.

#include <cstdint>
#include <span>
#include <vector>

#include "pipeline/model/text.hpp"
#include "stages/coding/found.hpp"
#include "stages/coding/pattern.hpp"
#include "stages/coding/word_classes.hpp"

namespace samsyn::coding {

/// A class that walks ask for, numbered over all tries, the likeliest words' first: so what a
/// common word fills lies close together in memory.
using PlaceId = std::uint32_t;

/// How far from the words matched so far the next one may stand.
struct Reach {
  bool left = false;
  std::uint16_t gap = 0;  ///< 0: adjacent; n: at most n - 1 words and any barriers between
  bool operator==(const Reach& other) const = default;
};

/// A way on from some matched words: to a word that fills a place, or to the segment's border.
struct Edge {
  PlaceId place = 0;  ///< kBorder: ^ or $
  std::uint32_t to = 0;
  Reach reach;
};
inline constexpr PlaceId kBorder = 0;

/// What the engine knows of a distinct word.
struct Entry {
  std::span<const PlaceId> places;       ///< those that the word fills
  std::span<const std::uint32_t> parts;  ///< those that have a row of this word alone
  std::span<const Edge> ways;            ///< from this word as an anchor
};

/// A word of a segment as the engine sees it.
struct SeenWord {
  const Entry* entry = nullptr;  ///< null = punctuation, which adjacent words must not have between
  bool barrier() const { return entry == nullptr; }
};

/// Which words of a window fill each place: a walk asks for all words in reach at once.
class Positions {
 public:
  explicit Positions(std::size_t places) : masks_(places, 0) { masks_[kBorder] = 1; }
  /// Sets the masks for these words, kWindow at most; free when they are shown already.
  void show(std::span<const SeenWord> words);
  /// To be called before the words that were shown change.
  void clear();

  std::uint64_t mask(PlaceId place) const { return masks_[place]; }
  std::uint64_t barriers() const { return barriers_; }

 private:
  std::vector<std::uint64_t> masks_;
  std::uint64_t barriers_ = 0;
  std::span<const SeenWord> shown_;
};

/// How often rows are thought to be met, in any unit: the sum over their rarest elements.
double often(const Alternatives& rows, WordClasses& classes);

/// A row is entered at its anchor, the element that is met least often, then followed to its end
/// and from the anchor back to its start: so the walk is begun where a row is likely, not at every
/// «inte» and «vi». Which element that is changes the cost, never what is found.
///
/// Matches reach over at most kWindow / 2 words, barriers and gaps included; longer ones are not
/// found.
class Trie {
 public:
  /// A trie is walked from all words of a segment at once, or for one part at a time.
  enum class Entered : std::uint8_t { by_words, by_parts };
  explicit Trie(Entered entered) : entered_(entered) {}

  /// Adds the rows of one part; the same number may be added again. Not after close().
  void add(const Alternatives& rows, std::uint32_t part, WordClasses& classes);

  /// Marks the classes that walks ask for, by ClassId.
  void ask_for(std::vector<bool>& classes) const;
  /// Lays the trie out for walking. `place_of[class]` gives the numbers of the places asked for.
  void close(const std::vector<PlaceId>& place_of);

  /// What a word in these classes is the anchor of: added to `parts` and `ways`. By words.
  void start(const std::vector<ClassId>& classes, std::vector<std::uint32_t>& parts,
             std::vector<Edge>& ways) const;

  /// All rows in the words, added to `out`. Cost: for each way on from a word, a mask. By words.
  void find(std::span<const SeenWord> words, Positions& positions, FoundParts& out) const;
  /// All rows of one part. Cost: a mask for each row, if its anchor is not there. By parts.
  void find(std::uint32_t part, std::span<const SeenWord> words, Positions& positions,
            FoundParts& out) const;

 private:
  /// While rows are added: a node's ways on, told by class.
  struct Way {
    Reach reach;
    bool border = false;  ///< ^ or $ instead of a word
    ClassId label = 0;
    std::uint32_t to = 0;
  };
  struct Draft {
    std::vector<Way> ways;
    std::vector<std::uint32_t> accepts;
  };
  /// Afterwards: both lists of all nodes stand one after the other.
  struct Node {
    std::uint32_t edges = 0, edges_end = 0;
    std::uint32_t accepts = 0, accepts_end = 0;
  };
  struct Walk;

  struct Root {
    ClassId label = 0;
    std::uint32_t to = 0;
  };

  std::uint32_t root(std::uint32_t part, ClassId label);
  std::uint32_t child(std::uint32_t node, Way way);
  template <class Visit>
  void windows(std::span<const SeenWord> words, Positions& positions, FoundParts& out,
               const Visit& visit) const;
  void step(const Walk& walk, std::uint32_t node, std::uint64_t matched, std::int32_t left,
            std::int32_t right) const;
  void follow(const Walk& walk, const Edge& edge, std::uint64_t matched, std::int32_t left,
              std::int32_t right) const;

  Entered entered_;
  std::vector<Draft> drafts_;
  std::vector<std::vector<Root>> roots_;  ///< by class or by part
  std::vector<std::vector<Edge>> asked_;  ///< the same, closed: part -> anchors
  std::vector<Node> nodes_;
  std::vector<Edge> edges_;
  std::vector<std::uint32_t> accepts_;
};

}  // namespace samsyn::coding
