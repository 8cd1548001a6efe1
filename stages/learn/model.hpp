#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/result.hpp"
#include "stages/learn/vocabulary.hpp"

namespace samsyn::learn {

/// One decision that is learned: whether a segment speaks of a code, or (ids «=negated»,
/// «=hypothetical») with which stance.
struct Decision {
  std::string id;
  float bias = 0;
  /// The probability of a sum s of weights is 1 / (1 + exp(a·s + b)) (Platt 1999).
  float a = -1, b = 0;
  float threshold = 0.5F;  ///< least probability
  bool operator==(const Decision&) const = default;
};

/// A trained coder.
struct Model {
  std::vector<Decision> decisions;
  std::vector<std::string> singles;  ///< see Vocabulary
  std::vector<Vocabulary::Pair> pairs;
  std::vector<float> weights;  ///< feature by feature, one for each decision
  bool operator==(const Model&) const = default;
};

double probability(const Decision& decision, double sum);

/// How a model's file begins, in each of its versions.
inline constexpr std::string_view kModelBegins = "samsyn-model-";
/// The model as a file: little-endian, with a sum over its bytes. The same model gives the same
/// bytes.
std::string write_model(const Model& model);
/// Errors: learn.bad-model (another format or version, cut off, changed).
Result<Model> read_model(const std::string& path, std::string_view bytes);

}  // namespace samsyn::learn
