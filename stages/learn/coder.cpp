#include "stages/learn/coder.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

namespace samsyn::learn {
namespace {

constexpr std::size_t kReasons = 4;
constexpr std::size_t kEvidence = 3;                      // words
constexpr double kMuch = 0.4;                             // of the weightiest word's weight
constexpr std::size_t kMostSums = std::size_t{1} << 21U;  // 8 MB, some 50,000 words, kept by slices
constexpr std::size_t kMostRepeats = std::size_t{6} << 20U;  // bytes: some 6,000 segments
constexpr double kUnaffirmed = 0.6;         // of the threshold: of what is denied or left open
constexpr std::size_t kLongestRepeat = 40;  // words: longer segments hardly come again

/// What a reader is told of a feature; empty of those that say nothing by themselves, as letters,
/// which are most of a word's.
std::string told(std::string_view name) {
  if (const std::size_t second = name.find(" w="); name.starts_with("w=") && second != name.npos) {
    return std::string(name.substr(2, second - 2)) + " " + std::string(name.substr(second + 3));
  }
  const auto rest = [&](std::size_t n) { return std::string(name.substr(n)); };
  if (name.starts_with("w=") || name.starts_with("p=") || name.starts_with("h=")) return rest(2);
  if (name.starts_with("q=")) return "frågan: " + rest(2);
  if (name.starts_with("ql=")) return "frågan: " + rest(3);
  if (name.starts_with("r=") && !name.starts_with("r==")) return "regel: " + rest(2);
  if (name.starts_with("nr=") && !name.starts_with("nr==")) return "meningen bredvid: " + rest(3);
  if (name.starts_with("n=")) return "meningen bredvid: " + rest(2);
  return {};
}

/// «Bussen.» says what hinders where that was asked, and nothing elsewhere.
bool is_bare(const Scene& scene, std::uint32_t segment) {
  const Asked* asked = scene.asked[scene.segments[segment].block];
  if (asked != nullptr && asked->hinders) return false;
  std::size_t words = 0;
  for (std::uint32_t t = scene.tokens.first[segment]; t < scene.tokens.first[segment + 1]; ++t) {
    words += scene.tokens.all[t].kind == TokenKind::word;
  }
  return words < 2;
}

/// Adds as many weights as there are sums, times the value. The product is rounded as a float,
/// whatever is added: the same on all processors.
#if defined(__GNUC__) && !defined(__clang__) && defined(__x86_64__)
__attribute__((target_clones("default", "avx2")))
#endif
void add(double* sums, std::size_t size, const float* weights, float value) {
  constexpr std::size_t kLanes = Learned::kLanes;
  for (std::size_t d = 0; d < size; d += kLanes) {
    for (std::size_t l = 0; l < kLanes; ++l) {
      sums[d + l] += static_cast<double>(weights[d + l] * value);
    }
  }
}

void add(std::vector<double>& sums, const float* weights, float value) {
  add(sums.data(), sums.size(), weights, value);
}

/// A sum below which the probability is surely below the least threshold, rounding included: most
/// codes are far from being given, and need no exponential.
double least_sum(const Decision& decision) {
  constexpr double kSlack = 1e-6;  // far more than the rounding of doubles
  const double a = static_cast<double>(decision.a);
  const double b = static_cast<double>(decision.b);
  const double threshold = kUnaffirmed * static_cast<double>(decision.threshold);
  const double none = -std::numeric_limits<double>::infinity();
  if (!(a < 0) || !(threshold > 0) || !(threshold < 1)) return none;
  const double sum = (std::log(1 / threshold - 1) - b) / a;
  return std::isfinite(sum) ? sum - kSlack * (1 + std::abs(sum)) : none;
}

}  // namespace

Learned::Learned(Model model)
    : model_(std::move(model)),
      vocabulary_(
          std::make_unique<Vocabulary>(std::move(model_.singles), std::move(model_.pairs))) {
  const std::size_t decisions = model_.decisions.size();
  const std::size_t features = decisions == 0 ? 0 : model_.weights.size() / decisions;
  weights_.resize(features * stride(), 0);
  for (std::size_t f = 0; f < features; ++f) {
    std::copy_n(model_.weights.data() + f * decisions, decisions, weights_.data() + f * stride());
  }
  std::vector<float>().swap(model_.weights);
}

Coder::Coder(std::shared_ptr<const Learned> learned, const Codebook& codebook, WordOf word)
    : learned_(std::move(learned)),
      codebook_(codebook),
      reader_(learned_->vocabulary(), std::move(word)),
      decision_of_(codebook.codes.size(), kNone),
      repeats_(kMostRepeats) {
  const std::vector<Decision>& decisions = learned_->model().decisions;
  code_of_.assign(decisions.size(), kNone);
  for (std::uint32_t d = 0; d < decisions.size(); ++d) {
    if (decisions[d].threshold >= 1) continue;  // not learned
    if (decisions[d].id == "=negated") negated_ = d;
    if (decisions[d].id == "=hypothetical") hypothetical_ = d;
    for (std::uint32_t c = 0; c < codebook.codes.size(); ++c) {
      if (codebook.codes[c].id != decisions[d].id) continue;
      code_of_[d] = c;
      decision_of_[c] = d;
    }
  }
  for (const Decision& decision : decisions) least_.push_back(least_sum(decision));
  told_of_.resize(learned_->vocabulary().size(), kUntold);
  sums_.resize(learned_->stride());
}

const float* Coder::row(WordId word) {
  const std::size_t stride = learned_->stride();
  if (rows_.size() <= word) rows_.resize(word + 1, 0);
  if (rows_[word] == 0) {
    const std::size_t at = summed_.size();
    summed_.resize(at + stride, 0);
    for (const FeatureId feature : reader_.of(word).plain) {
      const float* weights = learned_->weights(feature);
      for (std::size_t d = 0; d < stride; ++d) summed_[at + d] += weights[d];
    }
    rows_[word] = static_cast<std::uint32_t>(at / stride) + 1;
  }
  return summed_.data() + (rows_[word] - 1) * stride;
}

/// Fills `out`.
void Coder::add_up(const std::vector<WordId>& words, bool hinders, Said& out) {
  out.words = words.size();
  out.own.assign(learned_->stride(), 0);
  out.beside.assign(learned_->stride(), 0);
  reader_.own(
      words, hinders, [&](WordId word, float value) { add(out.own, row(word), value); },
      [&](FeatureId id, float value) { add(out.own, learned_->weights(id), value); });
  reader_.beside(words,
                 [&](FeatureId id, float value) { add(out.beside, learned_->weights(id), value); });
}

/// What the segment's words say: it is asked for by the segment itself and both its neighbours.
const Coder::Said& Coder::said(const Scene& scene, std::uint32_t segment) {
  Recent& recent = recent_[segment % recent_.size()];
  if (recent.segment == segment) return recent.said;
  recent.segment = segment;
  const Asked* asked = scene.asked[scene.segments[segment].block];
  const bool hinders = asked != nullptr && asked->hinders;
  const std::vector<WordId>& words = reader_.words(scene, segment);
  if (words.size() > kLongestRepeat) {
    add_up(words, hinders, recent.said);
    return recent.said;
  }
  key_.assign(words.begin(), words.end());
  key_.push_back(hinders ? 1 : 0);
  if (const Said* known = repeats_.find(key_); known != nullptr) {
    recent.said = *known;
    return recent.said;
  }
  add_up(words, hinders, recent.said);
  if (repeats_.came_before()) {
    repeats_.keep(recent.said, 2 * learned_->stride() * sizeof(double));
  }
  return recent.said;
}

/// Fills sums_.
void Coder::sums(const Scene& scene, std::uint32_t segment) {
  const std::vector<Decision>& decisions = learned_->model().decisions;
  const Said& own = said(scene, segment);
  for (std::size_t d = 0; d < decisions.size(); ++d) {
    sums_[d] = static_cast<double>(decisions[d].bias) + own.own[d];
  }
  reader_.around(
      scene, segment, own.words,
      [&](FeatureId id, float value) { add(sums_, learned_->weights(id), value); },
      [&](std::uint32_t neighbour) {
        const Sums& more = said(scene, neighbour).beside;
        for (std::size_t d = 0; d < sums_.size(); ++d) sums_[d] += more[d];
      });
}

/// sums_ are the segment's.
Stance Coder::stance(const Coding* of_rules) {
  const std::vector<Decision>& decisions = learned_->model().decisions;
  const FeatureId said = reader_.stance_of_rules(of_rules);
  const auto says = [&](std::uint32_t d) {
    if (d == kNone) return false;
    const double sum =
        sums_[d] + (said == kNone ? 0 : static_cast<double>(learned_->weights(said)[d]));
    return probability(decisions[d], sum) >= static_cast<double>(decisions[d].threshold);
  };
  return says(negated_)        ? Stance::negated
         : says(hypothetical_) ? Stance::hypothetical
                               : Stance::affirmed;
}

/// What a reader is told of the feature, as an index into told_; kNone = nothing.
std::uint32_t Coder::told(FeatureId feature) {
  std::uint32_t& out = told_of_[feature];
  if (out != kUntold) return out;
  std::string text = learn::told(learned_->vocabulary().name(feature));
  out = kNone;
  if (text.empty()) return out;
  const auto [known, is_new] = told_by_text_.emplace(text, told_.size());
  if (is_new) told_.push_back(std::move(text));
  out = known->second;
  return out;
}

/// A code that only the model gives, with its reasons.
Coding Coder::coding(const Scene& scene, std::uint32_t segment, std::uint32_t decision) {
  Coding out;
  out.segment = segment;
  out.code = code_of_[decision];
  out.coder = CoderKind::learned;
  std::vector<std::pair<float, std::uint32_t>> reasons;  // and what is told of them
  std::vector<std::pair<float, std::uint32_t>> words;
  const auto reason = [&](FeatureId feature, float value) {
    const float weight = learned_->weights(feature)[decision] * value;
    if (weight <= 0) return;
    const std::uint32_t what = told(feature);
    if (what == kNone) return;
    const auto known = std::find_if(reasons.begin(), reasons.end(),
                                    [&](const auto& r) { return r.second == what; });
    if (known == reasons.end()) {
      reasons.emplace_back(weight, what);
    } else {
      known->first += weight;
    }
  };
  reader_.read(
      scene, segment,
      [&](WordId word, float value) {
        words.emplace_back(row(word)[decision] * value, word);
        for (const FeatureId feature : reader_.of(word).plain) reason(feature, value);
      },
      reason);
  std::stable_sort(reasons.begin(), reasons.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  for (std::size_t r = 0; r < std::min(kReasons, reasons.size()); ++r) {
    out.reasons.push_back({told_[reasons[r].second], reasons[r].first});
  }
  std::stable_sort(words.begin(), words.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  for (std::uint32_t t = scene.tokens.first[segment]; t < scene.tokens.first[segment + 1]; ++t) {
    for (std::size_t w = 0; w < std::min(kEvidence, words.size()); ++w) {
      if (words[w].second != scene.tokens.all[t].word || words[w].first <= 0) continue;
      if (static_cast<double>(words[w].first) < kMuch * static_cast<double>(words[0].first))
        continue;
      out.evidence.push_back(scene.tokens.all[t].span);
      break;
    }
  }
  if (out.evidence.empty()) out.evidence.push_back(scene.segments[segment].span);
  return out;
}

std::vector<Coding> Coder::apply(const Scene& scene) {
  const std::vector<Decision>& decisions = learned_->model().decisions;
  if (summed_.size() > kMostSums) {
    rows_.clear();
    summed_.clear();
    reader_.forget();
  }
  for (Recent& one : recent_) one.segment = kNone;  // another scene's
  std::vector<Coding> out;
  std::size_t next = 0;
  for (std::uint32_t s = 0; s < scene.segments.size(); ++s) {
    const std::size_t from = next;
    while (next < scene.codings.size() && scene.codings[next].segment == s) ++next;
    const BlockRole role = scene.document.blocks[scene.text.first + scene.segments[s].block].role;
    if (role == BlockRole::heading || role == BlockRole::preamble ||
        role == BlockRole::interviewer) {
      out.insert(out.end(), scene.codings.begin() + static_cast<std::ptrdiff_t>(from),
                 scene.codings.begin() + static_cast<std::ptrdiff_t>(next));
      continue;
    }
    sums(scene, s);
    const bool bare = is_bare(scene, s);
    std::size_t rule = from;
    for (std::uint32_t c = 0; c < codebook_.codes.size(); ++c) {
      const bool found = rule < next && scene.codings[rule].code == c;
      const Coding* of_rules = found ? &scene.codings[rule++] : nullptr;
      const std::uint32_t d = decision_of_[c];
      if (d == kNone) {
        if (of_rules != nullptr) out.push_back(*of_rules);
        continue;
      }
      if (sums_[d] < least_[d]) continue;
      const double p = probability(decisions[d], sums_[d]);
      const double threshold = static_cast<double>(decisions[d].threshold);
      if (p < kUnaffirmed * threshold) continue;
      const bool barrier = codebook_.taxonomies[codebook_.codes[c].taxonomy].stance;
      const bool weighed = barrier && negated_ != kNone;
      const Stance taken = weighed ? stance(of_rules) : Stance::affirmed;
      if (p < threshold && taken == Stance::affirmed) continue;
      if (bare && barrier && of_rules == nullptr) continue;
      out.push_back(of_rules != nullptr ? *of_rules : coding(scene, s, d));
      out.back().confidence = static_cast<float>(p);
      if (weighed) out.back().stance = taken;
    }
  }
  return out;
}

}  // namespace samsyn::learn
