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
  /// Readings of a word if a dictionary knows it.
  using Known = std::function<const std::vector<Reading>&(const std::string& word)>;

  /// `combining`: lines "form<tab>lemma" of forms that stand only inside compounds (arbets, tim).
  Compounds(std::string_view combining, Known known);

  /// The word as modifier + head, the head a known noun, adjective or verb; the longest head wins,
  /// and the head may be split again. Linking letters: s, and a -> e, o, u (Svenska Akademiens
  /// grammatik, «Ord», on compounding). Nothing when no split is found.
  std::optional<Reading> split(const std::string& word) const;

 private:
  std::string modifier(std::string_view part) const;

  std::unordered_map<std::string, std::string> combining_;
  Known known_;
};

}  // namespace samsyn::words
