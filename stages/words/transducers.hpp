#pragma once

#include <cstdint>
#include <cstdio>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "pipeline/model/hashed.hpp"

namespace samsyn::words {

/// A compiled analyser of lttoolbox, walked by ourselves: the library's own analysis takes about
/// 50 µs for a word and 300 µs for a compound, this some microseconds, and every form of every text
/// and all that may be parts of it are asked for. The test compares the two.
///
/// Not thread-safe: remembers beginnings of words.
class Transducers {
 public:
  /// Reads the analyser at `path`; nothing when it cannot be read, or is of a later kind.
  static std::unique_ptr<Transducers> load(const std::string& path);

  /// Is this a word (letters; capitals also stand for small ones) as it is, no compound of several?
  /// The transducers are walked by their input side as a set of places at once (Hopcroft & Ullman
  /// 1979, section 2.3). Cost: some 10 ns a letter once the beginnings of words are known.
  bool has(std::string_view word);

  /// May it be a word or a compound? Never no to one that has analyses; a few that have none pass,
  /// since parts are not counted. Cost as for has().
  bool may_have(std::string_view word);

  /// The analyses, "kunskap<n><ut><sg><def>", each once and sorted; only if there are none, those
  /// as a compound of as few parts as possible, at most five, joined by +: as lt-proc -w -e gives
  /// them.
  std::vector<std::string> analyses(std::string_view word);

 private:
  using Place = std::uint32_t;  ///< node * 4 + kLeft + kRestarted
  struct Node {
    std::uint32_t letters = 0;  ///< ends of its ranges in the two lists below
    std::uint32_t silents : 31 = 0;
    bool final : 1 = false;
  };
  /// A way on. `says`: a letter above 0, a tag below 0, nothing. Small, since there are millions.
  struct Letter {
    std::uint32_t to = 0;
    std::uint16_t letter = 0;
    std::int16_t says = 0;
  };
  struct Silent {
    std::uint32_t to = 0;
    std::int16_t says = 0;
  };
  /// A set of places met before.
  struct State {
    std::uint32_t places = 0, end = 0;  ///< of Walk::places, sorted
    bool word = false;                  ///< a word as it is ends here
    bool final = false;                 ///< a word or a compound does
  };
  /// Where beginnings of words lead: a deterministic automaton, worked out where words have led so
  /// far. Beginnings that allow the same endings share a state, so that the second part of a
  /// compound walks where it walked before. State 0 has no places.
  struct Walk {
    bool restarts = false;  ///< of compounds: what may stand before others is followed by any word
    std::vector<State> states;
    std::vector<Place> places;
    ByNumber<std::uint32_t> steps;                                    ///< by state and letter
    std::unordered_multimap<std::uint64_t, std::uint32_t> by_places;  ///< states by their hash
  };
  struct Search;

  void read(std::FILE* file);
  const State& state_after(Walk& walk, std::string_view word);
  std::uint32_t step(Walk& walk, std::uint32_t state, char32_t letter);
  std::uint32_t state_of(Walk& walk, const std::vector<Place>& places);
  template <class Use>
  void each_way(std::uint32_t node, char32_t letter, const Use& use) const;
  bool begin(Search& search, std::size_t at) const;
  bool follow(Search& search, std::uint32_t node, std::size_t at) const;
  void say(Search& search, std::int32_t what) const;

  std::vector<Node> nodes_;
  std::vector<Letter> letters_;
  std::vector<Silent> silents_;
  std::vector<std::uint32_t> initials_;
  std::vector<std::string> tags_;  ///< tag -1 is tags_[0]
  /// Tags that are not told: of forms that stand only before others, of those that may stand last.
  std::int32_t left_ = 0, right_ = 0;
  Walk words_;  ///< where what is no word dies early
  Walk compounds_{true, {}, {}, {}, {}};
  std::vector<bool> reached_;  ///< by place, while a state is worked out
};

}  // namespace samsyn::words
