#include "stages/summarise/statistics/ranks.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "stages/summarise/statistics/distributions.hpp"
#include "stages/summarise/statistics/families.hpp"

namespace samsyn::summarise {
namespace {

constexpr std::uint64_t kExactBelow = 50;  // people in a group; R's

struct Ranked {
  std::vector<double> sums;  ///< by group: of its people's ranks
  double ties = 0;           ///< sum of t^3 - t over values
  bool tied = false;
};

Ranked rank(const Margins& margins) {
  Ranked out;
  out.sums.resize(margins.table.rows);
  double before = 0;
  for (std::size_t c = 0; c < margins.table.columns; ++c) {
    const auto here = static_cast<double>(margins.column_sums[c]);
    const double middle = before + (here + 1) / 2;
    for (std::size_t r = 0; r < margins.table.rows; ++r) {
      out.sums[r] += static_cast<double>(margins.table.at(r, c)) * middle;
    }
    out.ties += here * (here * here - 1);
    out.tied = out.tied || here > 1;
    before += here;
  }
  return out;
}

/// P(U <= u) for groups of these sizes without ties: of all ways to choose the first group's ranks,
/// the share whose sum is at most that.
double u_at_most(double u, std::size_t first, std::size_t second) {
  const std::size_t most = first * second;
  // ways[j * (most + 1) + s]: j ranks chosen whose U is s. A rank i chosen as the j-th adds i - j.
  std::vector<double> ways((first + 1) * (most + 1));
  ways[0] = 1;
  for (std::size_t i = 1; i <= first + second; ++i) {
    for (std::size_t j = std::min(i, first); j >= 1; --j) {
      const std::size_t added = i - j;
      if (added > second) continue;
      double* to = &ways[j * (most + 1)];
      const double* from = &ways[(j - 1) * (most + 1)];
      for (std::size_t s = most + 1; s-- > added;) to[s] += from[s - added];
    }
  }
  double all = 0;
  double low = 0;
  for (std::size_t s = 0; s <= most; ++s) {
    const double here = ways[first * (most + 1) + s];
    all += here;
    if (static_cast<double>(s) <= u) low += here;
  }
  return low / all;
}

}  // namespace

Outcome<MannWhitney> mann_whitney(const CrossTable& table) {
  if (table.rows != 2) return Why::bad_input;
  const Outcome<Margins> margins = margins_of(table);
  if (!margins) return margins.why();
  const Ranked ranked = rank(*margins);
  const auto first = static_cast<double>(margins->row_sums[0]);
  const auto second = static_cast<double>(margins->row_sums[1]);
  const double people = first + second;

  MannWhitney out;
  out.u = ranked.sums[0] - first * (first + 1) / 2;
  out.rank_biserial = std::clamp(2 * out.u / (first * second) - 1, -1.0, 1.0);
  out.exact =
      !ranked.tied && margins->row_sums[0] < kExactBelow && margins->row_sums[1] < kExactBelow;
  if (out.exact) {
    // U and n1 n2 - U are alike.
    const double lower = std::min(out.u, first * second - out.u);
    out.p = std::min(1.0, 2 * u_at_most(lower, static_cast<std::size_t>(margins->row_sums[0]),
                                        static_cast<std::size_t>(margins->row_sums[1])));
    return out;
  }
  const double variance =
      first * second / 12 * (people + 1 - ranked.ties / (people * (people - 1)));
  if (!(variance > 0)) return Why::constant;
  const double off = std::max(0.0, std::abs(out.u - first * second / 2) - 0.5);
  out.p = normal_two_sided(off / std::sqrt(variance));
  return out;
}

Outcome<KruskalWallis> kruskal_wallis(const CrossTable& table) {
  const Outcome<Margins> margins = margins_of(table);
  if (!margins) return margins.why();
  const Ranked ranked = rank(*margins);
  const auto people = static_cast<double>(margins->people);
  double spread = 0;
  for (std::size_t r = 0; r < ranked.sums.size(); ++r) {
    const auto group = static_cast<double>(margins->row_sums[r]);
    const double off = ranked.sums[r] / group - (people + 1) / 2;
    spread += group * off * off;
  }
  const double untied = 1 - ranked.ties / (people * people * people - people);
  if (!(untied > 0)) return Why::constant;
  KruskalWallis out;
  out.h = 12 * spread / (people * (people + 1)) / untied;
  out.df = static_cast<double>(ranked.sums.size() - 1);
  out.p = chi_square_upper(out.h, out.df);
  out.epsilon_squared = std::clamp(out.h / (people - 1), 0.0, 1.0);
  return out;
}

Outcome<std::vector<DunnPair>> dunn(const CrossTable& table) {
  const Outcome<Margins> margins = margins_of(table);
  if (!margins) return margins.why();
  const Ranked ranked = rank(*margins);
  const auto people = static_cast<double>(margins->people);
  const double variance = people * (people + 1) / 12 - ranked.ties / (12 * (people - 1));
  if (!(variance > 0)) return Why::constant;
  std::vector<DunnPair> out;
  std::vector<std::optional<double>> family;
  for (std::size_t i = 0; i < ranked.sums.size(); ++i) {
    const auto first = static_cast<double>(margins->row_sums[i]);
    for (std::size_t j = i + 1; j < ranked.sums.size(); ++j) {
      const auto second = static_cast<double>(margins->row_sums[j]);
      DunnPair pair;
      pair.first = margins->rows[i];
      pair.second = margins->rows[j];
      pair.z = (ranked.sums[i] / first - ranked.sums[j] / second) /
               std::sqrt(variance * (1 / first + 1 / second));
      pair.p = normal_two_sided(pair.z);
      family.push_back(pair.p);
      out.push_back(pair);
    }
  }
  const std::vector<std::optional<double>> adjusted = holm(family);
  for (std::size_t i = 0; i < out.size(); ++i) out[i].adjusted = *adjusted[i];
  return out;
}

}  // namespace samsyn::summarise
