#pragma once
// One call for a table: the test that suits its counts, and how strong the association is.

#include <optional>

#include "stages/summarise/statistics/cross_table.hpp"
#include "stages/summarise/statistics/exact.hpp"
#include "stages/summarise/statistics/random_tables.hpp"

namespace samsyn::summarise {

enum class CountTest : std::uint8_t { chi_square, fisher, drawn_fisher };

/// Why that test.
enum class Ground : std::uint8_t {
  enough_expected,    ///< expected counts are large enough for chi-square
  few_expected,       ///< they aren't: the exact test
  few_and_too_large,  ///< they aren't, and there are too many tables for the exact test
};

struct CountComparison {
  CountTest test = CountTest::chi_square;
  Ground ground = Ground::enough_expected;
  double p = 1;
  std::optional<DrawnP> drawn;  ///< of drawn_fisher
  ChiSquare chi_square;         ///< its statistic, df and expected counts, whichever test was used
  Association association;
};

/// How much a test may cost.
struct Effort {
  std::uint64_t exact = kExactWork;  ///< of fisher()
  std::uint32_t enough = 0;          ///< of fisher_by_drawing()
};
/// For tests of which there are hundreds: at most about 2 ms for a table of some ten groups.
constexpr Effort kQuick{20'000, 100};

/// The rule: Pearson's chi-square without correction where expected_are_enough(); else Fisher's
/// exact test; else, when that would take more than `effort`, the same by drawing tables.
///
/// Errors: those of margins_of; too_much_work when even drawing would take too long.
Outcome<CountComparison> compare_counts(const CrossTable& table, const Effort& effort = {});

}  // namespace samsyn::summarise
