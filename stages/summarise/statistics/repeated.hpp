#pragma once
// The same people at more than two times, or the same people's answers to several items.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "stages/summarise/statistics/outcome.hpp"

namespace samsyn::summarise {

/// People by what they answered at every time. Pattern i is values[i * times] and on, and
/// `people[i]` gave it. Patterns may come several times. Only people who answered every time belong
/// here.
struct Patterns {
  std::size_t times = 0;
  std::vector<double> values;
  std::vector<std::uint64_t> people;
};

struct RepeatedTest {
  double statistic = 0;
  double df = 0;
  double p = 1;
  std::uint64_t people = 0;
  double kendalls_w = 0;  ///< statistic / (people x (times - 1)): 0 no pattern, 1 the same for all
};

/// Do the times differ, by ranks within each person? Corrected for ties.
/// R: friedman.test(matrix). Cost: patterns x times x log(times).
/// Errors: bad_input, nobody, too_few (one time), no_change (everybody gave the same every time).
Outcome<RepeatedTest> friedman(const Patterns& patterns);

/// Friedman's test for yes (1) and no (0): Cochran 1950 (Biometrika 37:256).
/// Errors: as friedman(); bad_input for other values than 0 and 1.
Outcome<RepeatedTest> cochran_q(const Patterns& patterns);

}  // namespace samsyn::summarise
