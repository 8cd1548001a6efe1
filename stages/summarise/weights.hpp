#pragma once
// How much each person's answers to closed items weigh.

#include <string>
#include <vector>

#include "stages/summarise/counts.hpp"

namespace samsyn::summarise {

struct PeopleWeights {
  std::vector<double> of;           ///< by person; empty = everybody weighs 1
  std::vector<std::string> method;  ///< how they came about, in words, for the first sheet
};

/// As Study::weights says. Respondents without a usable weight (none, below 0; no value of a raked
/// attribute) weigh 0: they count as asked, not among the answers, and the method names their
/// number. Weights are scaled so that their mean over those who have one is 1.
PeopleWeights weights_of(const Desk& desk);

}  // namespace samsyn::summarise
