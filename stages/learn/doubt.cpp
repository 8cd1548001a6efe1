#include "stages/learn/doubt.hpp"

#include <algorithm>
#include <cmath>

namespace samsyn::learn {

Doubt::Doubt(std::shared_ptr<const Learned> learned, const Codebook& codebook, WordOf word)
    : learned_(std::move(learned)),
      codebook_(codebook),
      reader_(learned_->vocabulary(), std::move(word)) {
  for (const Decision& decision : learned_->model().decisions) {
    const auto code = std::find_if(codebook.codes.begin(), codebook.codes.end(),
                                   [&](const Code& one) { return one.id == decision.id; });
    const bool decides = code != codebook.codes.end() && decision.threshold < 1;
    code_of_.push_back(decides ? static_cast<std::uint32_t>(code - codebook.codes.begin()) : kNone);
  }
  sums_.resize(code_of_.size());
}

std::vector<float> Doubt::apply(const Scene& scene, TaxonomyBits of) {
  const std::vector<Decision>& decisions = learned_->model().decisions;
  std::vector<float> out;
  for (std::uint32_t s = 0; s < scene.segments.size(); ++s) {
    out.push_back(1);
    const BlockRole role = scene.document.blocks[scene.text.first + scene.segments[s].block].role;
    if (role == BlockRole::heading || role == BlockRole::preamble ||
        role == BlockRole::interviewer) {
      continue;
    }
    for (std::size_t d = 0; d < decisions.size(); ++d) {
      sums_[d] = static_cast<double>(decisions[d].bias);
    }
    const auto add = [&](FeatureId feature, float value) {
      const float* weights = learned_->weights(feature);
      for (std::size_t d = 0; d < decisions.size(); ++d) {
        sums_[d] += static_cast<double>(weights[d] * value);
      }
    };
    reader_.read(
        scene, s,
        [&](WordId word, float value) {
          for (const FeatureId feature : reader_.of(word).plain) add(feature, value);
        },
        add);
    for (std::size_t d = 0; d < decisions.size(); ++d) {
      if (code_of_[d] == kNone) continue;
      const std::uint32_t taxonomy = codebook_.codes[code_of_[d]].taxonomy;
      if (!has_taxonomy(of, taxonomy)) continue;
      const double far = std::abs(probability(decisions[d], sums_[d]) -
                                  static_cast<double>(decisions[d].threshold));
      out.back() = std::min(out.back(), static_cast<float>(far));
    }
  }
  return out;
}

}  // namespace samsyn::learn
