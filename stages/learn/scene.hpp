#pragma once
// What the learned coder sees of a segment.

#include <algorithm>
#include <array>
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
/// Not thread-safe: remembers words, and the
/// numbers of what rules say: scenes of one reader have the same codebook.
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

  /// The same in parts, for those who remember what comes again.
  /// The words that count: without punctuation, repetitions and personal data. Until the next call.
  const std::vector<WordId>& words(const Scene& scene, std::uint32_t segment);
  /// What words show wherever they stand: of a segment that answers what hinders, or another.
  template <class Word, class One>
  void own(const std::vector<WordId>& words, bool hinders, const Word& word, const One& feature);
  /// What words show in the segments before and behind theirs.
  template <class One>
  void beside(const std::vector<WordId>& words, const One& feature);
  /// All else: what rules say, the item, the number of the segment's words. `beside(neighbour)` is
  /// called where the words of the segment before or behind have their turn.
  template <class One, class Beside>
  void around(const Scene& scene, std::uint32_t segment, std::size_t words, const One& feature,
              const Beside& beside);

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
  void words_of(const Scene& scene, std::uint32_t segment, std::vector<WordId>& out) const;
  /// What rules say of a segment, here or beside (a row of named_).
  template <class One>
  void rules(const Scene& scene, std::uint32_t segment, bool near, float value, const One& feature);

  /// The id of a feature whose name is always the same, looked up when it is asked for first.
  template <class Name>
  FeatureId once(FeatureId& id, const Name& name) {
    if (id == kUnasked) id = vocabulary_.single(name());
    return id;
  }
  static constexpr FeatureId kUnasked = kNone - 1;
  std::string of_item(WordId word) const;
  static std::string of_rule(const Scene& scene, bool near, std::uint32_t code);
  static std::string of_stance(bool near, Stance stance);

  Vocabulary& vocabulary_;
  WordOf word_;
  static constexpr float kBeside = 0.5F;  // of what stands in the sentence before or behind
  static constexpr float kOfItem = 0.5F;  // of what the item asks

  std::vector<WordFeatures> known_;  ///< by WordId
  std::vector<WordId> words_, other_;
  /// Ids of features that come again and again: what rules say here and beside, by code and stance;
  /// the item's words by WordId; first, last; numbers of words.
  std::array<std::vector<FeatureId>, 2> of_rules_;
  std::array<std::array<FeatureId, kStanceNames.size()>, 2> of_stances_;
  std::vector<FeatureId> of_item_;
  std::array<FeatureId, 2> at_end_;
  std::array<FeatureId, 4> of_length_;
  std::array<FeatureId, kStanceNames.size() + 1> said_of_stance_;
};

template <class Word, class One>
void Reader::read(const Scene& scene, std::uint32_t segment, const Word& word, const One& feature) {
  words_of(scene, segment, words_);
  const Asked* asked = scene.asked[scene.segments[segment].block];
  own(words_, asked != nullptr && asked->hinders, word, feature);
  around(scene, segment, words_.size(), feature, [&](std::uint32_t neighbour) {
    words_of(scene, neighbour, other_);
    beside(other_, feature);
  });
}

template <class Word, class One>
void Reader::own(const std::vector<WordId>& words, bool hinders, const Word& word,
                 const One& feature) {
  const float share = words.empty() ? 0 : 1 / std::sqrt(static_cast<float>(words.size()));
  const auto tell = [&](FeatureId id) {
    if (id != kNone) feature(id, share);
  };
  FeatureId before = kNone;
  for (const WordId id : words) {
    const WordFeatures& shows = of(id);
    word(id, share);
    if (hinders) tell(shows.asked);
    tell(vocabulary_.pair(before, shows.lemma));
    before = shows.lemma;
  }
}

template <class One, class Beside>
void Reader::around(const Scene& scene, std::uint32_t segment, std::size_t words,
                    const One& feature, const Beside& beside) {
  const std::uint32_t block = scene.segments[segment].block;
  const Asked* asked = scene.asked[block];
  const auto tell = [&](FeatureId id, float value) {
    if (id != kNone) feature(id, value);
  };
  rules(scene, segment, false, 1, feature);
  for (const bool behind : {false, true}) {
    const std::uint32_t neighbour = behind ? segment + 1 : segment - 1;
    if (neighbour >= scene.segments.size() || scene.segments[neighbour].block != block) {
      tell(once(at_end_[behind], [&] { return std::string(behind ? "last" : "first"); }), kOfItem);
      continue;
    }
    rules(scene, neighbour, true, kBeside, feature);
    beside(neighbour);
  }
  if (asked != nullptr) {
    for (const std::string& about : asked->about) tell(vocabulary_.single("q=" + about), kOfItem);
    const float each =
        asked->words.empty() ? 0 : kOfItem / std::sqrt(static_cast<float>(asked->words.size()));
    for (const WordId id : asked->words) {
      if (of_item_.size() <= id) of_item_.resize(id + 1, kUnasked);
      tell(once(of_item_[id], [&] { return of_item(id); }), each);
    }
  }
  static constexpr std::array<const char*, 4> kLengths{"one word", "few words", "some words",
                                                       "many words"};
  const std::size_t length = words < 2 ? 0 : words < 4 ? 1 : words < 13 ? 2 : 3;
  tell(once(of_length_[length], [&] { return std::string(kLengths[length]); }), kOfItem);
}

template <class One>
void Reader::beside(const std::vector<WordId>& words, const One& feature) {
  const float share = words.empty() ? 0 : kBeside / std::sqrt(static_cast<float>(words.size()));
  for (const WordId word : words) {
    const FeatureId id = of(word).beside;
    if (id != kNone) feature(id, share);
  }
}

template <class One>
void Reader::rules(const Scene& scene, std::uint32_t segment, bool near, float value,
                   const One& feature) {
  std::vector<FeatureId>& by_code = of_rules_[near];
  if (by_code.size() < scene.codebook.codes.size()) {
    by_code.resize(scene.codebook.codes.size(), kUnasked);
  }
  const auto tell = [&](FeatureId id, float of) {
    if (id != kNone) feature(id, of);
  };
  const auto from =
      std::lower_bound(scene.codings.begin(), scene.codings.end(), segment,
                       [](const Coding& coding, std::uint32_t at) { return coding.segment < at; });
  for (auto coding = from; coding != scene.codings.end() && coding->segment == segment; ++coding) {
    tell(once(by_code[coding->code], [&] { return of_rule(scene, near, coding->code); }),
         value * coding->confidence);
    if (coding->stance == Stance::affirmed) continue;
    tell(once(of_stances_[near][static_cast<std::size_t>(coding->stance)],
              [&] { return of_stance(near, coding->stance); }),
         value);
  }
}

}  // namespace samsyn::learn
