#pragma once
// The same people at two times: did more of them change one way than the other?

#include <cstdint>
#include <span>

#include "stages/summarise/statistics/cross_table.hpp"

namespace samsyn::summarise {

struct McNemar {
  double p = 1;  ///< two-sided
  bool exact = false;
  double statistic = 0;  ///< chi-square with continuity correction, df 1; 0 when exact
};

/// For yes and no: `gained` people who went from no to yes, `lost` who went the other way. Exact
/// (binomial) when fewer than 25 changed, else chi-square with Edwards' correction.
/// R: binom.test(gained, gained + lost)$p.value; mcnemar.test(t). Source: McNemar 1947
/// (Psychometrika 12:153); the bound of 25: Siegel and Castellan 1988, chapter 5.
/// Errors: bad_input (above kMostPeople); no_change.
Outcome<McNemar> mcnemar(std::uint64_t gained, std::uint64_t lost);

/// People whose value changed by as much; 0 is no change.
struct Change {
  double change = 0;  ///< later less earlier
  std::uint64_t people = 0;
};

struct SignedRank {
  double v = 0;  ///< sum of the ranks of |change| of those who went up; R's V
  double p = 1;  ///< two-sided
  bool exact = false;
  std::uint64_t changed = 0;  ///< people; those without a change are left out
  /// 2 v / (sum of all ranks) - 1, from -1 to 1: above 0 when the values rose. Kerby 2014.
  double rank_biserial = 0;
};

/// Wilcoxon's test. Exact when fewer than 50 changed, all by different amounts, and nobody stayed
/// the same; else normal with the correction for ties and for continuity. Changes may come in any
/// order, and several times. R: wilcox.test(later, earlier, paired = TRUE).
///
/// Cost: n log n in the distinct changes. Errors: bad_input, nobody, no_change.
Outcome<SignedRank> signed_rank(std::span<const Change> changes);

struct SignTest {
  std::uint64_t up = 0;
  std::uint64_t down = 0;
  double p = 1;  ///< two-sided, exact
};

/// R: binom.test(up, up + down)$p.value. Errors: as signed_rank().
Outcome<SignTest> sign_test(std::span<const Change> changes);

struct MarginTest {
  double statistic = 0;
  double df = 0;
  double p = 1;
};

/// Do the categories have the same shares at both times? Rows: earlier, columns: later.
/// Stuart and Maxwell's chi-square (Stuart 1955, Biometrika 42:412; Maxwell 1970, British Journal
/// of Psychiatry 116:651); the general form of McNemar's, without continuity correction.
///
/// Categories that nobody entered or left are set aside. Where people moved only within separate
/// sets of categories, each set is one test and df is the sum of theirs (the rank of the
/// covariance).
///
/// Cost: k^3. Errors: bad_input (not square, more than 1000 categories), nobody, no_change.
Outcome<MarginTest> stuart_maxwell(const CrossTable& table);

}  // namespace samsyn::summarise
