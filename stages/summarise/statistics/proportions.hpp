#pragma once
// Shares of people and how sure they are.

#include "stages/summarise/statistics/outcome.hpp"

namespace samsyn::summarise {

/// Wilson's score interval without continuity correction.
/// Source: Wilson 1927; Newcombe 1998 (Statistics in Medicine 17:857), method 3.
/// R: prop.test(x, n, conf.level, correct = FALSE)$conf.int with share = x / n.
///
/// `share` lies in [0, 1]; `people` may be an effective base (Kish), which needs not be whole.
/// Errors: bad_input; nobody when people is 0.
Outcome<Bounds> wilson(double share, double people, double level = kConfidence);

struct Difference {
  double difference = 0;  ///< first share minus second
  Bounds interval;        ///< within [-1, 1]
};

/// The difference of the shares of two separate groups, with the interval that joins their Wilson
/// intervals. Source: Newcombe 1998 (Statistics in Medicine 17:873), method 10.
/// R: from prop.test(correct = FALSE)$conf.int of each group, see tests/summarise/statistics.
/// Errors: as wilson().
Outcome<Difference> difference_of_shares(double share1, double people1, double share2,
                                         double people2, double level = kConfidence);

/// The same of shares with other intervals, such as weighted ones, joined in the same way (MOVER).
/// Source: Zou and Donner 2008 (Statistics in Medicine 27:1693), equation 2.
Difference difference_of_shares(double share1, const Bounds& interval1, double share2,
                                const Bounds& interval2);

}  // namespace samsyn::summarise
