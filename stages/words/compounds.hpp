#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

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

  /// `combining`: lines "form<tab>lemma" of forms that stand only inside compounds (arbets, tim).
  Compounds(std::string_view combining, Known known);

  /// The word as modifier + head, the head a known noun, adjective or verb; few and long parts win,
  /// and parts may be split again. Linking letters: s, and a -> e, o, u (Svenska Akademiens
  /// grammatik, «Ord», on compounding). Nothing when no split is found; `doubtful`: the parts are
  /// so short or many that the word may well be none.
  std::optional<Reading> split(const std::string& word, bool& doubtful) const;

  /// The two parts of a noun that dictionaries have as a word of its own but whose linking s shows
  /// what it is made of (arbets+marknad); empty when there is none.
  std::vector<std::string> with_link(const std::string& lemma) const;

 private:
  std::optional<Reading> cheapest(const std::string& word, int depth, int& cost) const;
  std::string modifier(std::string_view part, bool& sure) const;

  std::unordered_map<std::string, std::string> combining_;
  Known known_;
};

}  // namespace samsyn::words
