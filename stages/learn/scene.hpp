#pragma once
// What the learned coder sees of a segment.

#include <cmath>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "pipeline/model/coding.hpp"
#include "pipeline/model/document.hpp"
#include "pipeline/model/segment.hpp"
#include "stages/learn/vocabulary.hpp"

namespace samsyn::learn {

/// The word behind an id. (words::Lexicon in the program.)
using WordOf = std::function<const Word&(WordId)>;

/// What an item asks: the contexts that its wording shows («hinder», ids of codes) and its words.
struct Asked {
  std::vector<std::string> about;
  std::vector<WordId> words;
  bool hinders = false;  ///< is «hinder» among the contexts?
};

/// A slice with the rules' codings.
struct Scene {
  const Document& document;
  const NormDocument& text;
  const std::vector<Segment>& segments;
  const Tokens& tokens;
  const Codebook& codebook;
  const std::vector<Coding>& codings;      ///< of the rules, ordered by segment
  const std::vector<const Asked*>& asked;  ///< by block of the slice; null = nothing
};

struct Feature {
  FeatureId id = 0;
  float value = 0;
};

/// Turns segments into features: lemmas, parts of compounds, letters four and five at a time, pairs
/// of neighbouring lemmas, what the rules found here and in the sentences beside, lemmas of those
/// sentences, what the item asks about. What words show is divided by the square root of their
/// number, so that a long sentence does not outweigh its item. Words of personal data show nothing.
/// Not thread-safe: remembers words.
class Reader {
 public:
  Reader(Vocabulary& vocabulary, WordOf word);

  /// The features of a word that do not depend on where it stands.
  struct WordFeatures {
    std::vector<FeatureId> plain;
    FeatureId lemma = kNone;   ///< among `plain`
    FeatureId asked = kNone;   ///< the lemma in an answer to what hinders
    FeatureId beside = kNone;  ///< the lemma in a sentence beside
    bool seen = false;
  };
  const WordFeatures& of(WordId id);

  /// `word(WordId, value)`: all plain features of a word; `feature(id, value)`: another one. Ids
  /// may come more than once; their values are to be added.
  template <class Word, class One>
  void read(const Scene& scene, std::uint32_t segment, const Word& word, const One& feature);

  /// The features by which the stance of one code in a segment is learned, added to `out`: of the
  /// words only their lemmas, since letters tell topics; and what the rules say of the code's
  /// stance. `of_rules`: their coding; null = they have not found it.
  void read_stance(const Scene& scene, std::uint32_t segment, const Coding* of_rules,
                   std::vector<Feature>& out);
  /// The last of these features.
  FeatureId stance_of_rules(const Coding* of_rules);

  /// Forgets the words, to bound what is held.
  void forget();

 private:
  /// The words of a segment, without punctuation and repetitions.
  void words_of(const Scene& scene, std::uint32_t segment, std::vector<WordId>& out) const;
  void around(const Scene& scene, std::uint32_t segment, std::vector<Feature>& out);

  Vocabulary& vocabulary_;
  WordOf word_;
  std::vector<WordFeatures> known_;  ///< by WordId
  std::vector<WordId> words_, other_;
  std::vector<Feature> around_;
};

template <class Word, class One>
void Reader::read(const Scene& scene, std::uint32_t segment, const Word& word, const One& feature) {
  words_of(scene, segment, words_);
  const float share = words_.empty() ? 0 : 1 / std::sqrt(static_cast<float>(words_.size()));
  const Asked* asked = scene.asked[scene.segments[segment].block];
  const bool hinders = asked != nullptr && asked->hinders;
  FeatureId before = kNone;
  for (const WordId id : words_) {
    const WordFeatures& shows = of(id);
    word(id, share);
    if (hinders && shows.asked != kNone) feature(shows.asked, share);
    const FeatureId pair = vocabulary_.pair(before, shows.lemma);
    if (pair != kNone) feature(pair, share);
    before = shows.lemma;
  }
  around(scene, segment, around_);
  for (const Feature& one : around_) feature(one.id, one.value);
}

}  // namespace samsyn::learn
