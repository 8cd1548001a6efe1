#include "stages/learn/scene.hpp"

#include <algorithm>
#include <array>

namespace samsyn::learn {
namespace {

constexpr float kBeside = 0.5F;  // of what stands in the sentence before or behind
constexpr float kOfItem = 0.5F;  // of what the item asks
constexpr std::array<std::size_t, 2> kLetters{4, 5};

/// Stretches of `n` letters of «_form_».
void letters(const std::string& form, std::size_t n, std::vector<std::string>& out) {
  std::vector<std::size_t> starts;
  const std::string text = "_" + form + "_";
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (begins_point(text, i)) starts.push_back(i);
  }
  starts.push_back(text.size());
  for (std::size_t i = 0; i + n < starts.size(); ++i) {
    out.push_back("c=" + text.substr(starts[i], starts[i + n] - starts[i]));
  }
}

/// The name of the feature that tells what the rules say of a code's stance.
std::string stance_feature(const Coding* of_rules) {
  return "s=" + std::string(of_rules == nullptr ? "unsaid" : name_of(of_rules->stance));
}

}  // namespace

Reader::Reader(Vocabulary& vocabulary, WordOf word)
    : vocabulary_(vocabulary), word_(std::move(word)) {}

const Reader::WordFeatures& Reader::of(WordId id) {
  if (known_.size() <= id) known_.resize(id + 1);
  WordFeatures& out = known_[id];
  if (out.seen) return out;
  out.seen = true;
  const Word& word = word_(id);
  const Reading& reading = word.readings.front();
  std::vector<std::string> names{"w=" + reading.lemma, "p=" + reading.lemma};
  for (const std::string& part : reading.parts) names.push_back("p=" + part);
  for (const std::size_t n : kLetters) letters(word.form, n, names);
  for (const std::string& name : names) {
    const FeatureId feature = vocabulary_.single(name);
    if (feature == kNone) continue;
    if (&name == &names.front()) out.lemma = feature;
    out.plain.push_back(feature);
  }
  out.asked = vocabulary_.single("h=" + reading.lemma);
  out.beside = vocabulary_.single("n=" + reading.lemma);
  return out;
}

void Reader::words_of(const Scene& scene, std::uint32_t segment, std::vector<WordId>& out) const {
  out.clear();
  for (std::uint32_t t = scene.tokens.first[segment]; t < scene.tokens.first[segment + 1]; ++t) {
    const Token& token = scene.tokens.all[t];
    const bool sign = token.kind == TokenKind::punctuation || token.kind == TokenKind::symbol;
    if (!sign && !token.repeated && !token.personal) out.push_back(token.word);
  }
}

/// What stands around the segment's words: what rules say, the item, the sentences beside.
void Reader::around(const Scene& scene, std::uint32_t segment, std::vector<Feature>& out) {
  out.clear();
  const auto add = [&](const std::string& name, float value) {
    const FeatureId id = vocabulary_.single(name);
    if (id != kNone) out.push_back({id, value});
  };
  const auto rules = [&](std::uint32_t s, const char* prefix, float value) {
    const auto from = std::lower_bound(
        scene.codings.begin(), scene.codings.end(), s,
        [](const Coding& coding, std::uint32_t at) { return coding.segment < at; });
    for (auto coding = from; coding != scene.codings.end() && coding->segment == s; ++coding) {
      add(prefix + scene.codebook.codes[coding->code].id, value * coding->confidence);
      if (coding->stance != Stance::affirmed) {
        add(std::string(prefix) + "=" + std::string(name_of(coding->stance)), value);
      }
    }
  };
  rules(segment, "r=", 1);
  const std::uint32_t block = scene.segments[segment].block;
  for (const bool before : {true, false}) {
    const std::uint32_t beside = before ? segment - 1 : segment + 1;
    if (beside >= scene.segments.size() || scene.segments[beside].block != block) {
      add(before ? "first" : "last", kOfItem);
      continue;
    }
    rules(beside, "nr=", kBeside);
    words_of(scene, beside, other_);
    const float share = other_.empty() ? 0 : kBeside / std::sqrt(static_cast<float>(other_.size()));
    for (const WordId word : other_) {
      const FeatureId id = of(word).beside;
      if (id != kNone) out.push_back({id, share});
    }
  }
  if (const Asked* asked = scene.asked[block]; asked != nullptr) {
    for (const std::string& about : asked->about) add("q=" + about, kOfItem);
    const float share =
        asked->words.empty() ? 0 : kOfItem / std::sqrt(static_cast<float>(asked->words.size()));
    for (const WordId word : asked->words) add("ql=" + word_(word).readings.front().lemma, share);
  }
  const std::size_t words = words_.size();
  add(words < 2    ? "one word"
      : words < 4  ? "few words"
      : words < 13 ? "some words"
                   : "many words",
      kOfItem);
}

void Reader::read_stance(const Scene& scene, std::uint32_t segment, const Coding* of_rules,
                         std::vector<Feature>& out) {
  read(
      scene, segment,
      [&](WordId word, float value) {
        if (of(word).lemma != kNone) out.push_back({of(word).lemma, value});
      },
      [&](FeatureId feature, float value) { out.push_back({feature, value}); });
  const FeatureId said = stance_of_rules(of_rules);
  if (said != kNone) out.push_back({said, 1});
}

FeatureId Reader::stance_of_rules(const Coding* of_rules) {
  return vocabulary_.single(stance_feature(of_rules));
}

void Reader::forget() { known_.clear(); }

}  // namespace samsyn::learn
