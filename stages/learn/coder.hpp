#pragma once

#include <array>
#include <memory>
#include <vector>

#include "pipeline/model/coding.hpp"
#include "pipeline/model/repeats.hpp"
#include "stages/learn/model.hpp"
#include "stages/learn/scene.hpp"

namespace samsyn::learn {

/// A model made ready; shared by all threads.
class Learned {
 public:
  explicit Learned(Model model);
  const Model& model() const { return model_; }
  /// Closed: looking up changes nothing.
  Vocabulary& vocabulary() const { return *vocabulary_; }
  /// One for each decision, then zeros up to stride().
  const float* weights(FeatureId feature) const {
    return weights_.data() + std::size_t{feature} * stride();
  }
  /// The decisions' number, rounded up to kLanes.
  std::size_t stride() const { return (model_.decisions.size() + kLanes - 1) / kLanes * kLanes; }
  /// So many decisions are summed up at once.
  static constexpr std::size_t kLanes = 8;

 private:
  Model model_;                 ///< without its weights
  std::vector<float> weights_;  ///< feature by feature
  std::unique_ptr<Vocabulary> vocabulary_;
};

/// Weighs the rules' findings with all else that a segment shows, and decides. One for each thread:
/// remembers the weights of words. Cost: for each word one row of weights, for each pair of words
/// one look-up.
class Coder {
 public:
  Coder(std::shared_ptr<const Learned> learned, const Codebook& codebook, WordOf word);

  /// The codes of a slice. Where the model knows a code, it decides: a code that rules found too
  /// keeps their words and name, a code that only the model gives has the words that weighed most
  /// as evidence. A barrier that one word alone says («Bussen.») is given by the model only where
  /// the item asks what hinders. The stance of a barrier is decided for each by itself, from the
  /// segment's words and what the rules say of it. What is denied or left open is said with fewer
  /// words of its topic, and counts as nobody's barrier: it is given from 0.6 of the threshold.
  /// Codes that the model has not learned are the rules'. Interviewers' questions, headings and
  /// preambles are left as they are.
  std::vector<Coding> apply(const Scene& scene);

 private:
  /// Sums by decision, with room for what rounds their number up.
  using Sums = std::vector<double>;
  /// What a segment's words say, wherever it stands.
  struct Said {
    Sums own;               ///< of it
    Sums beside;            ///< of the segments before and behind it
    std::size_t words = 0;  ///< their number
  };
  struct Recent {
    std::uint32_t segment = kNone;
    Said said;
  };

  const float* row(WordId word);
  void add_up(const std::vector<WordId>& words, bool hinders, Said& out);
  const Said& said(const Scene& scene, std::uint32_t segment);
  void sums(const Scene& scene, std::uint32_t segment);
  Coding coding(const Scene& scene, std::uint32_t segment, std::uint32_t decision);
  Stance stance(const Coding* of_rules);
  std::uint32_t told(FeatureId feature);

  std::shared_ptr<const Learned> learned_;
  const Codebook& codebook_;
  Reader reader_;
  std::vector<std::uint32_t> code_of_;                    ///< decision -> code; kNone
  std::vector<std::uint32_t> decision_of_;                ///< code -> decision; kNone
  std::uint32_t negated_ = kNone, hypothetical_ = kNone;  ///< decisions on stance
  std::vector<std::uint32_t> rows_;                       ///< WordId -> place in summed_, + 1
  std::vector<float> summed_;                             ///< sums over the words' plain features
  std::vector<double> least_;     ///< by decision: a code is not given for a sum that is smaller
  Sums sums_;                     ///< of the segment at hand
  std::array<Recent, 3> recent_;  ///< the segments around, by their number modulo 3
  Repeats<Said> repeats_;         ///< by whether the item asks what hinders, and words
  Repeats<Said>::Key key_;
  static constexpr std::uint32_t kUntold = kNone - 1;
  std::vector<std::string> told_;       ///< what readers are told of features, each once
  ByText<std::uint32_t> told_by_text_;  ///< its indices
  std::vector<std::uint32_t> told_of_;  ///< by feature; kNone = nothing, kUntold = not yet asked
};

}  // namespace samsyn::learn
