#pragma once

#include <memory>
#include <vector>

#include "pipeline/model/human.hpp"
#include "stages/learn/coder.hpp"

namespace samsyn::learn {

/// Says how sure the learned coder is of its decisions: what a human's judgement teaches it most is
/// where it is least. One for each thread.
class Doubt {
 public:
  Doubt(std::shared_ptr<const Learned> learned, const Codebook& codebook, WordOf word);

  /// By segment of the scene: how far the probability that lies nearest its threshold is from it,
  /// over the codes that the codebook and the model have; 0 = no telling, 1 = sure. `of`: only
  /// codes of these taxonomies; headings, preambles and interviewers' words are 1. Cost:
  /// about that of Coder::apply without its memory of words.
  std::vector<float> apply(const Scene& scene, TaxonomyBits of);

 private:
  std::shared_ptr<const Learned> learned_;
  const Codebook& codebook_;
  Reader reader_;
  std::vector<std::uint32_t> code_of_;  ///< decision -> code; kNone
  std::vector<double> sums_;
};

}  // namespace samsyn::learn
