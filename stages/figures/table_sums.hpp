#pragma once
// Totals of a table in a document against the rows and columns that should make them.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "stages/figures/cells.hpp"
#include "stages/figures/contradiction.hpp"

namespace samsyn::figures {

/// A row as it stands; the texts stay where they are.
struct SumRow {
  std::uint32_t line = 0, paragraph = 0;  ///< as in Place
  std::vector<std::string_view> cells;    ///< the row's name in the first one of text
  // Set by TableSums:
  std::vector<CellValue> values{};  ///< parallel to cells
  bool under = false;               ///< a heading stands right above
};

/// Takes the rows of a document's tables one after the other and gathers what doesn't add up.
///
/// A table begins with a row of numbers; the rows of titles right above it name its columns (of two
/// such rows the upper one may name several columns at once). It goes on as long as rows have as
/// many cells and numbers in them; a row, or a line, with its name alone is a heading within it.
///
/// Compared: the numbers of a row named Summa or Totalt with those above in their columns (since
/// the last such row or heading; all of them; the sums of sections), and those of a column titled
/// so with the ones before it in their rows. A total in the first row, when no other row is one, is
/// compared with all rows below, unless some of them in a row make it (a table may part the same
/// whole in several ways) or it is far from their sum (not all parts may be shown). Not compared,
/// since there the table can be right:
/// - goals, shares, means, differences, rows «varav …»;
/// - columns with a cell above that says no exact number («<5», «ca 20», «..»);
/// - a total that lies between the smallest and the largest part: it is a mean, or of people who
///   are in several rows;
/// - a column of totals that most of the rows of three or more don't make: it is of something else.
/// Where none of a row's several totals is made, rows may have been left out, and it isn't sure.
/// Money and decimals may be rounded.
///
/// Cost: linear in the cells.
class TableSums {
 public:
  /// `loose`: of a true table, in which columns of text may stand. Else a line of running text is
  /// a table's first row only if all its cells behind the first are numbers, shares or blank.
  TableSums(std::string source, bool loose) : source_(std::move(source)), loose_(loose) {}

  void take(SumRow row);
  void finish();  ///< the table, and its titles
  std::vector<Contradiction> found();

 private:
  bool is_titles(const SumRow& row) const;
  bool begins(const SumRow& row) const;
  bool goes_on(const SumRow& row) const;
  std::string_view title(std::size_t column) const;
  bool part(std::size_t column) const;
  void rows();
  void total_row(std::size_t row, std::size_t first);
  void total_above();
  void columns();
  void total_column(std::size_t column, std::size_t first);
  bool meets(double stated, const std::vector<double>& parts) const;
  Contradiction clash(std::size_t row, std::size_t column, std::vector<double> parts) const;

  std::string source_;
  bool loose_ = false;
  bool headed_ = false;    ///< a heading was the last row
  SumRow upper_, titles_;  ///< rows of titles; without cells = none
  std::vector<SumRow> rows_;
  std::vector<Contradiction> out_;
};

}  // namespace samsyn::figures
