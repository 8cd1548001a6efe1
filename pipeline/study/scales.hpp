#pragma once
// Known answer scales in Swedish and English, as data.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace samsyn::guess {

/// Is this label an answer of "don't know", "not relevant", "rather not say"?
bool means_dont_know(std::string_view label);

/// Yes and no, in Swedish or English; boxes ticked or not.
bool is_yes(std::string_view label);
bool is_no(std::string_view label);

struct ScaleGuess {
  std::string family;               ///< "agreement"; "digits" when labels carry their number
  std::vector<std::string> labels;  ///< low to high
  double covered = 0;               ///< share of the distinct labels that belong to the family
};

/// The known scale that these distinct labels (without those that mean "don't know") belong to, in
/// its order; no labels when none fits. At least three labels, or two that are the scale's ends.
/// Labels with figures ("1 = mycket dåligt", "5 (mycket bra)") are ordered by them.
ScaleGuess find_scale(const std::vector<std::string>& labels);

}  // namespace samsyn::guess
