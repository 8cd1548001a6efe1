#pragma once
// Several tests read together: p-values that hold for the whole family.

#include <optional>
#include <span>
#include <vector>

namespace samsyn::summarise {

/// p-values of one family; a test that could not be made has none and does not count.
using Family = std::span<const std::optional<double>>;

/// Holm's step-down values: the chance of even one false finding stays below the level.
/// Source: Holm 1979 (Scandinavian Journal of Statistics 6:65). R: p.adjust(p, "holm").
/// Parallel to the family, never below the raw value, at most 1. Cost: n log n.
std::vector<std::optional<double>> holm(Family family);

/// Benjamini and Hochberg's step-up values: the expected share of false findings among those made.
/// Source: 1995 (Journal of the Royal Statistical Society B 57:289). R: p.adjust(p, "BH").
std::vector<std::optional<double>> benjamini_hochberg(Family family);

}  // namespace samsyn::summarise
