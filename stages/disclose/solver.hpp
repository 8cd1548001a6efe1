#pragma once
// Small integer programs, solved by GLPK; nothing else calls it.
//
// GLPK (GPL-3) because it solves linear and integer programs in one small C library without further
// dependencies; the programs here have some hundred columns, and a faster one (Clp with Cbc) would
// save milliseconds.

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace samsyn::disclose {

/// Find whole numbers of least cost.
struct Program {
  struct Column {
    double cost = 0;
    double low = 0, high = 0;  ///< HUGE_VAL = no bound
  };
  struct Row {
    std::vector<std::pair<std::uint32_t, double>> terms;  ///< column, times; each column once
    double low = 0, high = 0;                             ///< HUGE_VAL with its sign = no bound
  };
  std::vector<Column> columns;
  std::vector<Row> rows;
};

/// A solution in whole numbers, by column; nothing when there is none, or none was found within the
/// limits. Not always the cheapest. Limits are numbers of steps, not time: the same program gives
/// the same answer.
std::optional<std::vector<double>> solve(const Program& program);

}  // namespace samsyn::disclose
