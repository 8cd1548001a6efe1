#pragma once
// Distance between sets of codes.

#include <cstdint>
#include <vector>

#include "stages/agree/ratings.hpp"

namespace samsyn::agree {

/// Codes of one unit by one coder: ascending, each once. Empty: none of the codes applies.
using CodeSet = std::vector<std::uint32_t>;

/// MASI, "measuring agreement on set-valued items" (Passonneau 2006): 1 - J x M with Jaccard's
/// J = |A and B| / |A or B|, and M = 1 where the sets are the same, 2/3 where one holds the other,
/// 1/3 where they overlap, 0 where they share nothing. Two empty sets are the same (0); an empty
/// and another share nothing (1). Cost: linear in the sets.
double masi_distance(const CodeSet& a, const CodeSet& b);

/// 1 - distance for every pair of the sets. Cost: squared in the number of sets.
Weights masi_weights(const std::vector<CodeSet>& sets);

}  // namespace samsyn::agree
