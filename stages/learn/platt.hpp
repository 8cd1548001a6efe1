#pragma once

#include <utility>
#include <vector>

namespace samsyn::learn {

/// The sigmoid 1 / (1 + exp(a·s + b)) that fits yes and no to sums best, by Newton's method with
/// backtracking and with targets drawn towards the prior (Lin, Lin & Weng 2007, "A note on Platt's
/// probabilistic outputs for support vector machines", appendix 3). {-1, 0} when all answers are
/// the same or there is none.
std::pair<double, double> platt(const std::vector<double>& sums, const std::vector<bool>& yes);

}  // namespace samsyn::learn
