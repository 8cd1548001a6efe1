#pragma once

#include <vector>

#include "stages/agree/units.hpp"

namespace samsyn::agree {

/// Units whose judges do not all say the same of a code (counted as `stance` and `scale` count), in
/// the order of units. Texts are those of the files; a person's are left out.
std::vector<Disagreement> disagreements(const Pool& pool, const Units& units, StanceUse stance,
                                        Scale scale);

}  // namespace samsyn::agree
