#pragma once

#include <string>
#include <vector>

#include "stages/learn/scene.hpp"

namespace samsyn::learn {

/// A document of answers without dictionaries: words are cut at blanks, a word's lemma is its form
/// and a part is split off behind "+" («tid+brist» is written «tidbrist»). Segments end at «.».
class SmallScene {
 public:
  explicit SmallScene(const std::vector<std::string>& answers);
  Scene scene() const { return {document, text, segments, tokens, codebook, codings, asked}; }
  const Word& word(WordId id) const { return words[id]; }
  WordId id(const std::string& form) const;

  Document document;
  NormDocument text;
  std::vector<Segment> segments;
  Tokens tokens;
  Codebook codebook;
  std::vector<Coding> codings;
  std::vector<const Asked*> asked;
  std::vector<Word> words;

 private:
  WordId add(const std::string& form, const std::vector<std::string>& parts);
};

}  // namespace samsyn::learn
