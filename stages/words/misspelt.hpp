#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace samsyn::words {

/// What a word that no dictionary knows was meant to be. For matching: what people read keeps the
/// word as it was written.
///
/// Tried in this order, each only when those before found nothing: å ä ö typed as a and o
/// («forskola», one or two of them); neighbouring letters that changed places; a letter doubled or
/// single by mistake («komunen»); a frequent letter left out. The first for words of four letters
/// or more, the last for six to fifteen, the others for five or more; none for more than 24.
class Misspelt {
 public:
  /// The lemma of a word that the dictionary has as it is; empty when it has not.
  using LemmaOf = std::function<std::string(const std::string& word)>;
  explicit Misspelt(LemmaOf lemma_of) : lemma_of_(std::move(lemma_of)) {}

  /// The word meant, when exactly one lemma comes into question; nothing when several do, though a
  /// later way of misspelling might find but one. Cost: at most about 250 look-ups.
  std::optional<std::string> operator()(const std::string& form) const;

 private:
  /// What one way of misspelling leads to.
  struct Found {
    std::string word{};  ///< empty = nothing, or several
    bool several = false;
  };
  Found among(const std::vector<std::string>& candidates) const;

  LemmaOf lemma_of_;
};

/// The word that a pronoun leans on: såg’na -> såg, på’n -> på, gett’en -> gett; empty when `form`
/// is no such word. Full forms: honom, henne, den, det (Svenska Akademiens grammatik, «Pronomen»).
std::string_view without_clitic(std::string_view form);

}  // namespace samsyn::words
