#pragma once
// Fisher's test by drawing tables, where the exact one would take too long.

#include <cstdint>

#include "stages/summarise/statistics/cross_table.hpp"

namespace samsyn::summarise {

constexpr std::uint32_t kDrawnTables = 10'000;  // p near 0.05 is then known to 0.006, with 99 %
constexpr std::uint32_t kLeastTables = 999;     // fewer can't tell p below 0.01 from above
constexpr std::uint64_t kDrawSeed = 20'240'229;

struct DrawnP {
  double p = 1;              ///< (tables as improbable + 1) / (tables + 1); see `enough`
  std::uint32_t tables = 0;  ///< drawn
  Bounds interval;           ///< 99 %, Wilson's, of the exact p
};

/// Draws tables with the same margins and counts those that are at most as probable as this one.
/// Estimates what fisher() gives; R: fisher.test(t, simulate.p.value = TRUE).
///
/// Tables of few people for their cells are drawn person by person, others cell by cell, each from
/// its hypergeometric distribution given those before (Patefield 1981, Applied Statistics 30:91),
/// by std::mt19937_64, whose numbers the C++ standard fixes: the same seed gives the same tables
/// everywhere.
/// Cost: a table costs at most its cells x 0.1 us + sqrt(people x cells) x 3 ns. When `tables`
/// would take longer than about a second, fewer are drawn, but not fewer than kLeastTables.
///
/// `enough`: drawing stops after so many tables as improbable, and p is their share of those drawn
/// (Besag and Clifford 1991, Biometrika 78:301): large p need few tables, and small ones are known
/// as well as without it. 0 = all are drawn.
/// Errors: those of margins_of; bad_input for no tables; too_much_work.
Outcome<DrawnP> fisher_by_drawing(const CrossTable& table, std::uint32_t tables = kDrawnTables,
                                  std::uint64_t seed = kDrawSeed, std::uint32_t enough = 0);

}  // namespace samsyn::summarise
