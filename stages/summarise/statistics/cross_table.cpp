#include "stages/summarise/statistics/cross_table.hpp"

#include <algorithm>
#include <cmath>

#include "stages/summarise/statistics/distributions.hpp"
#include "stages/summarise/statistics/families.hpp"

namespace samsyn::summarise {
namespace {

double expected_in(const Margins& margins, std::size_t row, std::size_t column) {
  return static_cast<double>(margins.row_sums[row]) / static_cast<double>(margins.people) *
         static_cast<double>(margins.column_sums[column]);
}

ChiSquare chi_square_of(const Margins& margins) {
  ChiSquare out;
  const CrossTable& table = margins.table;
  out.people = margins.people;
  out.df = static_cast<double>(table.rows - 1) * static_cast<double>(table.columns - 1);
  out.expected.reserve(table.cells.size());
  std::size_t below = 0;
  for (std::size_t r = 0; r < table.rows; ++r) {
    for (std::size_t c = 0; c < table.columns; ++c) {
      const double expected = expected_in(margins, r, c);
      const double off = static_cast<double>(table.at(r, c)) - expected;
      out.statistic += off * off / expected;
      out.expected.push_back(expected);
      if (expected < 5) ++below;
    }
  }
  out.least_expected = *std::min_element(out.expected.begin(), out.expected.end());
  out.share_below_five = static_cast<double>(below) / static_cast<double>(out.expected.size());
  out.p = chi_square_upper(out.statistic, out.df);
  return out;
}

}  // namespace

Outcome<Margins> margins_of(const CrossTable& table) {
  if (table.columns != 0 && table.rows > table.cells.max_size() / table.columns) {
    return Why::bad_input;
  }
  if (table.cells.size() != table.rows * table.columns) return Why::bad_input;
  Margins out;
  std::vector<std::uint64_t> rows(table.rows), columns(table.columns);
  for (std::size_t r = 0; r < table.rows; ++r) {
    for (std::size_t c = 0; c < table.columns; ++c) {
      const std::uint64_t count = table.at(r, c);
      if (count > kMostPeople - out.people) return Why::bad_input;
      out.people += count;
      rows[r] += count;
      columns[c] += count;
    }
  }
  for (std::size_t r = 0; r < table.rows; ++r) {
    if (rows[r] == 0) continue;
    out.rows.push_back(r);
    out.row_sums.push_back(rows[r]);
  }
  for (std::size_t c = 0; c < table.columns; ++c) {
    if (columns[c] == 0) continue;
    out.columns.push_back(c);
    out.column_sums.push_back(columns[c]);
  }
  if (out.people == 0) return Why::nobody;
  if (out.rows.size() < 2) return Why::one_group;
  if (out.columns.size() < 2) return Why::constant;
  out.table = {out.rows.size(), out.columns.size(), {}};
  out.table.cells.reserve(out.table.rows * out.table.columns);
  for (const std::size_t r : out.rows) {
    for (const std::size_t c : out.columns) out.table.cells.push_back(table.at(r, c));
  }
  return out;
}

Outcome<ChiSquare> chi_square(const CrossTable& table) {
  const Outcome<Margins> margins = margins_of(table);
  if (!margins) return margins.why();
  return chi_square_of(*margins);
}

bool expected_are_enough(const ChiSquare& test) {
  if (test.expected.size() == 4) return test.least_expected >= 5;
  return test.least_expected >= 1 && test.share_below_five <= 0.2;
}

Outcome<Association> association(const CrossTable& table) {
  const Outcome<Margins> margins = margins_of(table);
  if (!margins) return margins.why();
  const ChiSquare test = chi_square_of(*margins);
  const auto people = static_cast<double>(margins->people);
  const auto rows = static_cast<double>(margins->table.rows);
  const auto columns = static_cast<double>(margins->table.columns);
  const double square = test.statistic / people;

  Association out;
  out.cramers_v = std::min(1.0, std::sqrt(square / (std::min(rows, columns) - 1)));
  if (people > 1) {
    const double by_chance = test.df / (people - 1);
    const double row_dims = rows - (rows - 1) * (rows - 1) / (people - 1);
    const double column_dims = columns - (columns - 1) * (columns - 1) / (people - 1);
    const double dims = std::min(row_dims, column_dims) - 1;
    if (dims > 0) {
      out.corrected_v = std::min(1.0, std::sqrt(std::max(0.0, square - by_chance) / dims));
    }
  }
  if (rows == 2 && columns == 2) {
    const std::vector<std::uint64_t>& cells = margins->table.cells;
    const double turn = static_cast<double>(cells[0]) * static_cast<double>(cells[3]) -
                        static_cast<double>(cells[1]) * static_cast<double>(cells[2]);
    double scale = 1;
    for (const std::uint64_t sum : margins->row_sums) scale *= std::sqrt(static_cast<double>(sum));
    for (const std::uint64_t sum : margins->column_sums) {
      scale *= std::sqrt(static_cast<double>(sum));
    }
    out.phi = std::clamp(turn / scale, -1.0, 1.0);
  }
  return out;
}

Outcome<std::vector<std::optional<CellResidual>>> residuals(const CrossTable& table) {
  const Outcome<Margins> margins = margins_of(table);
  if (!margins) return margins.why();
  const auto people = static_cast<double>(margins->people);
  std::vector<CellResidual> kept;
  std::vector<std::optional<double>> family;
  for (std::size_t r = 0; r < margins->table.rows; ++r) {
    const double other_rows = static_cast<double>(margins->people - margins->row_sums[r]) / people;
    for (std::size_t c = 0; c < margins->table.columns; ++c) {
      const double other_columns =
          static_cast<double>(margins->people - margins->column_sums[c]) / people;
      const double expected = expected_in(*margins, r, c);
      const double off = static_cast<double>(margins->table.at(r, c)) - expected;
      CellResidual cell;
      cell.residual = off / std::sqrt(expected * other_rows * other_columns);
      cell.p = normal_two_sided(cell.residual);
      kept.push_back(cell);
      family.push_back(cell.p);
    }
  }
  const std::vector<std::optional<double>> adjusted = holm(family);
  std::vector<std::optional<CellResidual>> out(table.cells.size());
  std::size_t next = 0;
  for (const std::size_t r : margins->rows) {
    for (const std::size_t c : margins->columns) {
      kept[next].adjusted = *adjusted[next];
      out[r * table.columns + c] = kept[next];
      ++next;
    }
  }
  return out;
}

}  // namespace samsyn::summarise
