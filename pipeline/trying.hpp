#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "pipeline/knowledge.hpp"
#include "pipeline/labelled.hpp"

namespace samsyn {

/// How the program as it is codes labelled answers that it was not trained on: precision, recall
/// and F1 of each taxonomy by segment and by answer; of barriers also those affirmed, negated and
/// left open, each by itself. Errors: training.bad-line.
Result<std::string> evaluate(const std::vector<TrainingFile>& files, const Knowledge& knowledge,
                             std::string_view language);

}  // namespace samsyn
