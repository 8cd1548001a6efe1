#pragma once
// Groups compared on a scale whose steps have an order but no distance.
//
// Tables here have a row for each group and a column for each distinct value, ascending: ranks
// follow from the counts. Cost: linear in the cells, however many people they hold. Errors of all:
// those of margins_of; constant also means that all values are tied.

#include <cstddef>
#include <vector>

#include "stages/summarise/statistics/cross_table.hpp"

namespace samsyn::summarise {

struct MannWhitney {
  double u = 0;  ///< pairs in which the first group's value is the higher one, ties half; R's W
  double p = 1;  ///< two-sided
  bool exact = false;
  /// 2 u / (n1 n2) - 1, from -1 to 1: above 0 when the first group tends to higher values. The
  /// share of pairs in which it has the higher value less the share in which it has the lower one.
  /// Source: Kerby 2014 (Comprehensive Psychology 3:1); the same as Cliff's delta.
  double rank_biserial = 0;
};

/// Two groups; bad_input when the table has not two rows. Exact when both have fewer than 50 people
/// and no value comes twice, else normal with the correction for ties and for continuity.
/// R: wilcox.test(x, y). Cost of the exact way: below 12 million additions.
Outcome<MannWhitney> mann_whitney(const CrossTable& table);

struct KruskalWallis {
  double h = 0;  ///< corrected for ties
  double df = 0;
  double p = 1;
  double epsilon_squared =
      0;  ///< H / (n - 1), 0..1. Tomczak and Tomczak 2014 (Trends Sport Sci. 21:19)
};

/// Two groups or more. R: kruskal.test(x, g).
Outcome<KruskalWallis> kruskal_wallis(const CrossTable& table);

struct DunnPair {
  std::size_t first = 0;   ///< row of the table
  std::size_t second = 0;  ///< row of the table, after the first
  double z = 0;            ///< above 0 when the first group has the higher ranks
  double p = 1;            ///< two-sided
  double adjusted = 1;     ///< by Holm over all pairs
};

/// Which groups differ: every pair of groups that have people, upon the ranks of all groups
/// together. Source: Dunn 1964 (Technometrics 6:241), with the correction for ties.
Outcome<std::vector<DunnPair>> dunn(const CrossTable& table);

}  // namespace samsyn::summarise
