#pragma once
// Counts of people by two attributes, and what can be read from them directly.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "stages/summarise/statistics/outcome.hpp"

namespace samsyn::summarise {

/// Row by row: the cell of row r and column c is cells[r * columns + c].
struct CrossTable {
  std::size_t rows = 0;
  std::size_t columns = 0;
  std::vector<std::uint64_t> cells;

  std::uint64_t at(std::size_t row, std::size_t column) const {
    return cells[row * columns + column];
  }
};

/// Most people in one table; above it, counts as doubles would lose people.
constexpr std::uint64_t kMostPeople = 1'000'000'000'000;

/// The table without the rows and columns in which nobody is, and its sums.
struct Margins {
  CrossTable table;
  std::vector<std::size_t> rows, columns;  ///< which of the whole table were kept
  std::vector<std::uint64_t> row_sums, column_sums;
  std::uint64_t people = 0;
};

/// Errors: bad_input (sizes, kMostPeople), nobody, one_group (only one row has people), constant
/// (only one column). Every function below has the same ones.
Outcome<Margins> margins_of(const CrossTable& table);

struct ChiSquare {
  double statistic = 0;
  double df = 0;
  double p = 1;
  std::uint64_t people = 0;
  std::vector<double> expected;  ///< cells of the table without its empty rows and columns
  double least_expected = 0;
  double share_below_five = 0;  ///< of its cells, those with an expected count below 5
};

/// Pearson's test of independence, without Yates' correction.
/// R: chisq.test(t, correct = FALSE). Cost: linear in the cells.
Outcome<ChiSquare> chi_square(const CrossTable& table);

/// Cochran's rule for when chi_square().p holds: no expected count below 1 and at most a fifth
/// below 5; in a table of 2 x 2 none below 5. Source: Cochran 1954 (Biometrics 10:417).
bool expected_are_enough(const ChiSquare& test);

/// How strong the association is. Beside the table's errors: too_few when the correction leaves
/// nothing to divide by.
struct Association {
  double cramers_v = 0;  ///< sqrt(chi2 / (n x (min(r, c) - 1))), 0..1; Cramér 1946, ch. 21
  Number corrected_v =
      Why::too_few;  ///< less what chance gives; Bergsma 2013 (J. Korean Stat. Soc. 42:323)
  std::optional<double> phi;  ///< 2 x 2 only: signed, -1..1; > 0 when the diagonal is heavy
};
Outcome<Association> association(const CrossTable& table);

/// Which cells differ from what independence would give.
struct CellResidual {
  double residual = 0;  ///< adjusted standardised: about normal when independent
  double p = 1;         ///< two-sided
  double adjusted = 1;  ///< p by Holm over the cells of the table
};

/// Source: Haberman 1973 (Biometrics 29:205); Agresti, Categorical Data Analysis, 3.3.1.
/// R: chisq.test(t)$stdres. Parallel to the cells of the whole table; cells of empty rows and
/// columns have none. |residual| > 1.96 differs when looked at alone; adjusted < 0.05 when all are
/// looked at.
Outcome<std::vector<std::optional<CellResidual>>> residuals(const CrossTable& table);

}  // namespace samsyn::summarise
