#include "stages/summarise/statistics/weighted.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "stages/summarise/statistics/cross_table.hpp"
#include "stages/summarise/statistics/distributions.hpp"
#include "stages/summarise/statistics/proportions.hpp"
#include "stages/summarise/statistics/symmetric.hpp"

namespace samsyn::summarise {
namespace {

bool sound(const Mass& mass) {
  if (mass.people == 0) return mass.weight == 0 && mass.squares == 0;
  // sum w^2 >= (sum w)^2 / n, but for rounding
  return std::isfinite(mass.weight) && std::isfinite(mass.squares) && mass.weight > 0 &&
         mass.squares * static_cast<double>(mass.people) >= mass.weight * mass.weight * (1 - 1e-9);
}

/// A cell's share of all weight, and its sum of squared weights over the square of all weight.
struct Part {
  double share = 0;
  double spread = 0;
};

/// The contrast of row i, column j against the first row and column: 1 at (i, j) and (0, 0), -1 at
/// (i, 0) and (0, j). All of them span what is left of a table when its margins are taken out.
struct Contrast {
  std::size_t cells[4];
};
constexpr double kSigns[4] = {1, -1, -1, 1};

}  // namespace

Outcome<RaoScott> rao_scott(const WeightedTable& table, std::uint64_t sampled) {
  CrossTable counts{table.rows, table.columns, {}};
  counts.cells.reserve(table.cells.size());
  double weight = 0;
  for (const Mass& mass : table.cells) {
    if (!sound(mass)) return Why::bad_input;
    counts.cells.push_back(mass.people);
    weight += mass.weight;
  }
  const Outcome<Margins> margins = margins_of(counts);
  if (!margins) return margins.why();
  if (sampled != 0 && sampled < margins->people) return Why::bad_input;
  if (!std::isfinite(weight * weight)) return Why::bad_input;
  if (margins->people < 2) return Why::too_few;
  const std::size_t rows = margins->rows.size();
  const std::size_t columns = margins->columns.size();
  if ((rows - 1) * (columns - 1) > kMostContrasts) return Why::too_much_work;

  std::vector<Part> parts;
  std::vector<double> row_shares(rows), column_shares(columns);
  double spread = 0;
  for (std::size_t r = 0; r < rows; ++r) {
    for (std::size_t c = 0; c < columns; ++c) {
      const Mass& mass = table.cells[margins->rows[r] * table.columns + margins->columns[c]];
      parts.push_back({mass.weight / weight, mass.squares / (weight * weight)});
      row_shares[r] += parts.back().share;
      column_shares[c] += parts.back().share;
      spread += parts.back().spread;
    }
  }
  const auto people = static_cast<double>(margins->people);
  const auto drawn = sampled == 0 ? people : static_cast<double>(sampled);

  RaoScott out;
  out.people = margins->people;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const double expected = row_shares[i / columns] * column_shares[i % columns];
    const double off = parts[i].share - expected;
    out.chi_square += people * off * off / expected;
  }
  out.cramers_v = std::min(
      1.0, std::sqrt(out.chi_square / people / static_cast<double>(std::min(rows, columns) - 1)));

  // Delta = (C' D^-1 C / n)^-1 (C' D^-1 V D^-1 C): D has the shares, V is the covariance of the
  // shares, V = n / (n - 1) x (diag(s) - s p' - p s' + p p' sum(s)) with s the spreads, C the
  // contrasts.
  std::vector<Contrast> contrasts;
  for (std::size_t r = 1; r < rows; ++r) {
    for (std::size_t c = 1; c < columns; ++c) {
      contrasts.push_back({{r * columns + c, r * columns, c, 0}});
    }
  }
  const auto inverse = [&](std::size_t cell) {
    return parts[cell].share == 0 ? 0 : 1 / parts[cell].share;
  };
  const std::size_t size = contrasts.size();
  std::vector<double> by_share(size), by_spread(size);  // C' D^-1 p and C' D^-1 s
  for (std::size_t a = 0; a < size; ++a) {
    for (std::size_t i = 0; i < 4; ++i) {
      const std::size_t cell = contrasts[a].cells[i];
      by_share[a] += kSigns[i] * parts[cell].share * inverse(cell);
      by_spread[a] += kSigns[i] * parts[cell].spread * inverse(cell);
    }
  }
  Symmetric simple(size), actual(size);
  for (std::size_t a = 0; a < size; ++a) {
    for (std::size_t b = 0; b < size; ++b) {
      for (std::size_t i = 0; i < 4; ++i) {
        for (std::size_t j = 0; j < 4; ++j) {
          const std::size_t cell = contrasts[a].cells[i];
          if (cell != contrasts[b].cells[j]) continue;
          simple.at(a, b) += kSigns[i] * kSigns[j] * inverse(cell) / people;
          actual.at(a, b) +=
              kSigns[i] * kSigns[j] * parts[cell].spread * inverse(cell) * inverse(cell);
        }
      }
      actual.at(a, b) += by_share[a] * by_share[b] * spread - by_spread[a] * by_share[b] -
                         by_share[a] * by_spread[b];
      actual.at(a, b) *= drawn / (drawn - 1);
    }
  }
  const std::optional<Cholesky> factor = Cholesky::of(simple);
  if (!factor) return Why::collinear;
  Symmetric delta(size);  // not symmetric itself; only its two traces are used
  for (std::size_t b = 0; b < size; ++b) {
    const std::vector<double> column = factor->solve(std::span(&actual.values[b * size], size));
    for (std::size_t a = 0; a < size; ++a) delta.at(a, b) = column[a];
  }
  double trace = 0;
  double square = 0;
  for (std::size_t a = 0; a < size; ++a) {
    trace += delta.at(a, a);
    for (std::size_t b = 0; b < size; ++b) square += delta.at(a, b) * delta.at(b, a);
  }
  if (!(trace > 0) || !(square > 0) || !std::isfinite(trace * trace / square)) {
    return Why::collinear;
  }
  out.statistic = out.chi_square / trace;
  out.df1 = trace * trace / square;
  out.df2 = out.df1 * (people - 1);
  out.p = f_upper(out.statistic, out.df1, out.df2);
  return out;
}

Outcome<WeightedShare> weighted_share(const Mass& said, const Mass& others, double level,
                                      std::uint64_t sampled) {
  if (!sound(said) || !sound(others) || !(level > 0 && level < 1)) return Why::bad_input;
  if (said.people > kMostPeople || others.people > kMostPeople) return Why::bad_input;
  WeightedShare out;
  out.base = said.people + others.people;
  if (out.base == 0) return Why::nobody;
  if (sampled != 0 && sampled < out.base) return Why::bad_input;
  const double weight = said.weight + others.weight;
  if (!std::isfinite(weight * weight)) return Why::bad_input;
  const auto people = static_cast<double>(out.base);
  out.share = said.weight / weight;
  const double rest = others.weight / weight;
  out.effective_base = std::min(people, weight * weight / (said.squares + others.squares));
  if (out.share == 0 || rest == 0 || out.base < 2) {
    out.wilson = true;
    const Outcome<Bounds> interval = wilson(out.share, out.effective_base, level);
    if (!interval) return interval.why();
    out.interval = *interval;
    return out;
  }
  const auto drawn = sampled == 0 ? people : static_cast<double>(sampled);
  out.error = std::sqrt(drawn / (drawn - 1) *
                        (said.squares * rest * rest + others.squares * out.share * out.share)) /
              weight;
  const double half = t_quantile(0.5 + level / 2, people - 1) * out.error / (out.share * rest);
  const double middle = std::log(out.share / rest);
  out.interval = {1 / (1 + std::exp(half - middle)), 1 / (1 + std::exp(-half - middle))};
  return out;
}

}  // namespace samsyn::summarise
