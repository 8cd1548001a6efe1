#include "stages/discover/keyness.hpp"

#include <algorithm>
#include <cmath>

namespace samsyn::discover {

Keyness keyness(double times, double words, double other_times, double other_words) {
  Keyness out;
  if (words <= 0 || other_words <= 0 || times + other_times <= 0) return out;
  constexpr double kInsteadOfNone = 0.5;
  out.log_ratio = std::log2((std::max(times, kInsteadOfNone) / words) /
                            (std::max(other_times, kInsteadOfNone) / other_words));
  if (times / words <= other_times / other_words) return out;
  const double share = (times + other_times) / (words + other_words);
  const auto part = [](double seen, double expected) {
    return seen > 0 ? seen * std::log(seen / expected) : 0.0;
  };
  out.g2 = 2 * (part(times, words * share) + part(other_times, other_words * share));
  return out;
}

}  // namespace samsyn::discover
