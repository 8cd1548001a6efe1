#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/knowledge.hpp"
#include "pipeline/labelled.hpp"
#include "pipeline/model/issue.hpp"
#include "stages/learn/train.hpp"

namespace samsyn {

struct Training {
  /// Leaf codes of the codebook, with the precision that their taxonomy asks for, «=negated» and
  /// «=hypothetical».
  std::vector<learn::Wanted> decisions;
  /// A segment each for the codes, followed by one for the stance of each barrier in it.
  std::vector<learn::Sample> samples;
  std::vector<std::vector<bool>> rules;  ///< by sample and decision: what rules alone say
  std::vector<std::uint32_t> answer;     ///< index of the answer that the sample lies in
  std::size_t own_from = 0;              ///< samples from here on are of the study itself
  std::vector<std::string> authors, studies;
  learn::Vocabulary vocabulary;
  learn::Trained trained;
};

/// Reads the files through the program's own stages and trains the learned coder on them. What is
/// found to be personal data is not learned, if `knowledge` masks. `precision`: in place of what
/// the taxonomies ask for. `own`: what people judged of a study; the coder is then that study's,
/// each of its segments counts as three of others, and codes of the files that its codebook lacks
/// are passed over. Errors: training.bad-line (no such JSON object, a code that the codebook
/// lacks), training.empty.
Result<Training> train(const std::vector<TrainingFile>& files, const Knowledge& knowledge,
                       std::optional<double> precision, const learn::TrainOptions& options,
                       const human::Codings* own = nullptr);

/// For each decision: answers, precision, recall and F1 in cross-validation, beside the rules'
/// alone; for barriers and themes also in all, by segment and by answer. In "sv" or "en".
std::string render(const Training& training, const Codebook& codebook, std::string_view language);

}  // namespace samsyn
