#pragma once

#include <cstdint>
#include <cstdio>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace samsyn::words {

/// Tells which words a compiled analyser of lttoolbox may know, without analysing them: most forms
/// that are tried as parts of compounds or as what somebody meant are no words, and to learn that
/// from the analyser costs as much as an analysis.
///
/// It walks the same transducers by their input side, as a set of places at once (Hopcroft & Ullman
/// 1979, section 2.3), and remembers the sets it met. It never says no to a word that the analyser
/// knows; of compounds it accepts a few more, since it does not count parts.
/// Not thread-safe. Cost: some 50 ns a letter once the beginnings of words are known.
class Recogniser {
 public:
  /// Reads the analyser at `path`; nothing when it cannot be read, or is of a later kind.
  static std::unique_ptr<Recogniser> load(const std::string& path);

  enum class Known : std::uint8_t { no, compound, word };
  /// `word`: letters. Capitals also stand for small letters.
  Known operator()(std::string_view word);

 private:
  using Place = std::uint32_t;  ///< node * 4 + kLeft + kRestarted
  struct Node {
    std::uint32_t letters = 0, silents = 0;  ///< ends of its ranges in the two lists below
    bool final = false;
  };
  struct Letter {
    char32_t letter = 0;
    std::uint32_t to = 0;
  };
  struct Silent {
    std::uint32_t to = 0;
    bool left = false;  ///< marks a form that stands only before others
  };
  /// A set of places met before.
  struct State {
    std::vector<Place> places;
    std::vector<std::pair<char32_t, std::uint32_t>> next;  ///< worked out so far
    Known known = Known::no;
  };

  void read(std::FILE* file);
  std::uint32_t step(std::uint32_t state, char32_t letter);
  std::uint32_t state_of(std::vector<Place> places);

  std::vector<Node> nodes_;
  std::vector<Letter> letters_;
  std::vector<Silent> silents_;
  std::vector<std::uint32_t> initials_;
  std::vector<State> states_;
};

}  // namespace samsyn::words
