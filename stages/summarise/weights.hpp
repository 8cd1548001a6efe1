#pragma once
// How much each person's answers to closed items weigh.

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "stages/summarise/counts.hpp"

namespace samsyn::summarise {

struct PeopleWeights {
  std::vector<double> of;           ///< by person; empty = everybody weighs 1
  std::vector<std::string> method;  ///< how they came about, in words, for the first sheet
  /// By one attribute's margins alone, everybody of a value weighs the same, and anybody who knows
  /// the margins can tell how much: the attribute, and the weights by value. Else kNone.
  std::uint32_t attribute = kNone;
  std::map<std::string, double> by_value = {};
};

/// As Study::weights says. Respondents without a usable weight (none, below 0; no value of a raked
/// attribute) weigh 0: they count as asked, not among the answers, and the method names their
/// number. Weights are scaled so that their mean over those who have one is 1.
PeopleWeights weights_of(const Desk& desk);

}  // namespace samsyn::summarise
