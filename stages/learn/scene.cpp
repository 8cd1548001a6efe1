#include "stages/learn/scene.hpp"

#include <array>

namespace samsyn::learn {
namespace {

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
    : vocabulary_(vocabulary), word_(std::move(word)) {
  for (auto& stances : of_stances_) stances.fill(kUnasked);
  at_end_.fill(kUnasked);
  of_length_.fill(kUnasked);
  said_of_stance_.fill(kUnasked);
}

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

const std::vector<WordId>& Reader::words(const Scene& scene, std::uint32_t segment) {
  words_of(scene, segment, words_);
  return words_;
}

std::string Reader::of_item(WordId word) const {
  return "ql=" + word_(word).readings.front().lemma;
}

std::string Reader::of_rule(const Scene& scene, bool near, std::uint32_t code) {
  return (near ? "nr=" : "r=") + scene.codebook.codes[code].id;
}

std::string Reader::of_stance(bool near, Stance stance) {
  return (near ? "nr==" : "r==") + std::string(name_of(stance));
}

void Reader::read_stance(const Scene& scene, std::uint32_t segment, const Coding* of_rules,
                         std::vector<Feature>& out) {
  read(
      scene, segment,
      [&](WordId word, float value) {
        if (of(word).lemma != kNone) out.push_back({of(word).lemma, value});
      },
      [&](FeatureId feature, float value) {
        out.push_back({feature, value});
      });
  const FeatureId said = stance_of_rules(of_rules);
  if (said != kNone) out.push_back({said, 1});
}

FeatureId Reader::stance_of_rules(const Coding* of_rules) {
  const std::size_t said =
      of_rules == nullptr ? kStanceNames.size() : static_cast<std::size_t>(of_rules->stance);
  return once(said_of_stance_[said], [&] { return stance_feature(of_rules); });
}

void Reader::forget() {
  known_.clear();
  of_item_.clear();
}

}  // namespace samsyn::learn
