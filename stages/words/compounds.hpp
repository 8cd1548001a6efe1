#pragma once

#include <array>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/frequency.hpp"
#include "pipeline/model/hashed.hpp"
#include "pipeline/model/segment.hpp"

namespace samsyn::words {

/// Splits Swedish compounds that the analyser does not know, by words that it does know.
class Compounds {
 public:
  /// Readings of a word if a dictionary knows it; `sure` is false when it knows only the spelling
  /// and the word may be a compound itself.
  struct Part {
    const std::vector<Reading>& readings;
    bool sure = true;
  };
  using Known = std::function<Part(const std::string& word)>;

  /// `combining`: lines "form<tab>lemma" of forms that stand only inside compounds (arbets, tim),
  /// and lines of one word each that is not to be split (bostad). `frequencies`: which words are
  /// well known; kept by the caller, or null.
  /// `sure` asks those dictionaries alone that tell a compound from a word; `known` all of them.
  Compounds(std::string_view combining, const Frequencies* frequencies, Known sure, Known known);

  /// The word as modifier + head, the head a known noun, adjective or verb; few and long parts win,
  /// and parts may be split again. Linking letters: s, and a -> e, o, u (Svenska Akademiens
  /// grammatik, «Ord», on compounding). Nothing when no split is found; `doubtful`: the parts are
  /// so short or many that the word may well be none. Cost: quadratic in the letters.
  std::optional<Reading> split(const std::string& word, bool& doubtful) const;

  /// The parts of a noun or adjective that dictionaries have as a word of its own, all the way
  /// (arbets+marknad): each a well-known noun, adjective or verb stem. Empty when there are none:
  /// for what is derived (utbildning, handledare, möjlighet) and for words whose parts no longer
  /// say what they mean (the list's simple words). Without a list of frequencies nothing is well
  /// known.
  std::vector<std::string> within(const std::string& lemma, Pos pos) const;

  /// The parts with those that are compounds themselves split too.
  std::vector<std::string> all_the_way(const std::vector<std::string>& parts) const;

  /// Are the two parts those of a derivation that the analyser takes for a compound (åter+koppling,
  /// arbets+löshet)?
  static bool is_derived(const std::vector<std::string>& parts);

 private:
  /// The cheapest split of a beginning of the word that is looked at.
  struct Cheapest {
    bool known = false;  ///< worked out
    std::optional<Reading> reading;
    int cost = 0;
    int rank = 0;  ///< the cost, and more for a head that only Hunspell glues
    std::size_t at = 0;  ///< where the head begins
  };
  static constexpr std::size_t kDepths = 4;  ///< a word, and modifiers of modifiers
  /// By length in bytes and depth: beginnings are met again behind each head.
  using Table = std::vector<std::array<Cheapest, kDepths>>;
  const Cheapest& cheapest(std::string_view word, std::size_t depth, Table& table) const;
  void try_split(std::string_view word, std::size_t at, std::size_t depth, bool all, Table& table,
                 Cheapest& out) const;
  std::string modifier(std::string_view part, bool& sure) const;
  std::string sure_modifier(const std::string& part) const;

  bool well_known(const std::string& lemma) const;
  /// Is the noun made of a verb that has its modifier in it (handledning of handleda)?
  bool derived(const std::string& lemma, std::string_view head) const;

  ByText<std::string> combining_;
  TextSet simple_;
  Known sure_, known_;
  const Frequencies* frequencies_;
};

}  // namespace samsyn::words
