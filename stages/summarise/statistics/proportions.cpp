#include "stages/summarise/statistics/proportions.hpp"

#include <algorithm>
#include <cmath>

#include "stages/summarise/statistics/distributions.hpp"

namespace samsyn::summarise {

Outcome<Bounds> wilson(double share, double people, double level) {
  if (!(share >= 0 && share <= 1) || !(people >= 0) || !std::isfinite(people)) {
    return Why::bad_input;
  }
  if (!(level > 0 && level < 1)) return Why::bad_input;
  if (people == 0) return Why::nobody;
  const double z = normal_quantile(0.5 + level / 2);
  const double z2 = z * z;
  const double centre = share + z2 / (2 * people);
  const double half = z * std::sqrt(share * (1 - share) / people + z2 / (4 * people * people));
  const double scale = 1 + z2 / people;
  Bounds out{std::clamp((centre - half) / scale, 0.0, share),
             std::clamp((centre + half) / scale, share, 1.0)};
  // Both bounds are exact there; the subtraction above leaves 1e-17.
  if (share == 0) out.low = 0;
  if (share == 1) out.high = 1;
  return out;
}

Difference difference_of_shares(double share1, const Bounds& interval1, double share2,
                                const Bounds& interval2) {
  Difference out;
  out.difference = share1 - share2;
  out.interval.low =
      std::max(-1.0, out.difference - std::hypot(share1 - interval1.low, interval2.high - share2));
  out.interval.high =
      std::min(1.0, out.difference + std::hypot(interval1.high - share1, share2 - interval2.low));
  return out;
}

Outcome<Difference> difference_of_shares(double share1, double people1, double share2,
                                         double people2, double level) {
  const Outcome<Bounds> first = wilson(share1, people1, level);
  if (!first) return first.why();
  const Outcome<Bounds> second = wilson(share2, people2, level);
  if (!second) return second.why();
  return difference_of_shares(share1, *first, share2, *second);
}

}  // namespace samsyn::summarise
