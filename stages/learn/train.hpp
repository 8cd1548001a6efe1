#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "stages/learn/model.hpp"
#include "stages/learn/scene.hpp"

namespace samsyn::learn {

/// What is shown of a labelled segment for some of the decisions.
struct Sample {
  std::vector<Feature> features;      ///< of an open vocabulary; ids may come more than once
  std::vector<std::uint8_t> answers;  ///< by decision: kNo, kYes, kNotAsked
  std::uint32_t segment = 0;          ///< samples of the same segment stand side by side
  std::uint32_t author = 0;           ///< index of who wrote it
  std::uint32_t study = 0;
  std::uint8_t times = 1;  ///< counts as so many alike when weights are fitted
};
enum : std::uint8_t { kNo = 0, kYes = 1, kNotAsked = 2 };

/// A decision to be learned.
struct Wanted {
  std::string id;
  double precision = 0.8;  ///< of what it says yes to
};

struct TrainOptions {
  std::uint32_t folds = 5;
  bool by_study = false;   ///< folds are studies instead of groups of authors
  std::uint32_t jobs = 1;  ///< threads; 1 or more
};

/// How a decision did on samples that it was not trained on.
struct Trial {
  std::string decision;
  std::uint32_t yes = 0;  ///< samples to which the answer is yes
  std::uint32_t right = 0, wrong = 0, missed = 0;
};

struct Trained {
  Model model;
  std::vector<Trial> trials;  ///< by decision
  std::vector<std::vector<float>>
      probabilities;  ///< by sample and decision, cross-validated; kNotAsked too
};

/// Trains one linear support vector machine for each decision (liblinear 2.3, L2R_L2LOSS_SVC: the
/// primal solver, which uses no random numbers). Features that fewer than two segments show
/// (letters: three) are left out. Cross-validation leaves out each fold's authors (or each study)
/// together; from the sums it gives on the samples left out come the sigmoid (Platt 1999, in the
/// form of Lin, Lin & Weng 2007) and the threshold: the least one above which the expected
/// precision is as asked. Trials use the same sums, so that they are optimistic by what two numbers
/// for each decision can be fitted to them. The same samples in the same order give the same model,
/// whatever the number of jobs. Cost: about 0.1 s for each decision, fold and 1,000 samples.
Trained train(const Vocabulary& vocabulary, const std::vector<Wanted>& decisions,
              const std::vector<Sample>& samples, const TrainOptions& options);

/// Trains on those samples that `use` picks, and gives the probabilities of all, by sample and
/// decision, with the sigmoids of `decisions`; 0 where too few of those picked say yes. Cost: a
/// sixth of train() with five folds.
std::vector<std::vector<float>> probabilities_by(const Vocabulary& vocabulary,
                                                 const std::vector<Decision>& decisions,
                                                 const std::vector<Sample>& samples,
                                                 const std::vector<bool>& use, std::uint32_t jobs);

}  // namespace samsyn::learn
