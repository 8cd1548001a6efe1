#pragma once

#include <string>
#include <string_view>

#include "pipeline/model/coding.hpp"
#include "pipeline/training.hpp"

namespace samsyn {

/// How much the learned coder gains from what people judged of a study: F1 of each taxonomy, by
/// segment and whatever the stance, on three fifths of the judged segments, when it was trained on
/// all else and on none, a tenth, a fifth and two fifths of them. Mean, least and greatest of five
/// draws (Mersenne Twister, one seed); sigmoids and thresholds are those of `training`. In "sv" or
/// "en". With fewer than 50 judged segments it says that these are too few.
/// Cost: 16 times the fitting of all decisions, some minutes.
std::string learning_curve(const Training& training, const Codebook& codebook, std::uint32_t jobs,
                           std::string_view language);

}  // namespace samsyn
