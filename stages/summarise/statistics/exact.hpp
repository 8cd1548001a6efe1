#pragma once
// Fisher's test: the chance, given both margins, of a table as improbable as this one or more so.

#include <cstdint>

#include "stages/summarise/statistics/cross_table.hpp"

namespace samsyn::summarise {

/// Steps of some 25 ns that the search for tables larger than 2 x 2 may take.
constexpr std::uint64_t kExactWork = 2'000'000;

/// Two-sided p of Fisher's exact test, for tables larger than 2 x 2 also called Freeman and
/// Halton's. Tables count as at least as improbable when their probability is at most (1 + 1e-7)
/// times that of the table, as R does it. R: fisher.test(t)$p.value.
///
/// 2 x 2: any size; cost about 80 standard deviations of a cell. Below 1e-300 p is 0.
/// Larger: Mehta and Patel's network (1983, JASA 78:427), with the longest and
/// the shortest way to the end worked out exactly, column by column.
///
/// Errors: those of margins_of; too_much_work.
Number fisher(const CrossTable& table, std::uint64_t work = kExactWork);

}  // namespace samsyn::summarise
