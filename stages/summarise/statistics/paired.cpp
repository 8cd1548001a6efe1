#include "stages/summarise/statistics/paired.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <vector>

#include "stages/summarise/statistics/distributions.hpp"
#include "stages/summarise/statistics/symmetric.hpp"

namespace samsyn::summarise {
namespace {

constexpr std::uint64_t kExactBelow = 50;     // people who changed; R's
constexpr std::uint64_t kBinomialBelow = 25;  // people who changed
constexpr std::size_t kMostCategories = 1000;

/// People who changed by one amount, up and down.
struct Amount {
  double size = 0;
  std::uint64_t up = 0;
  std::uint64_t down = 0;
};

struct Moves {
  std::vector<Amount> amounts;  ///< ascending
  std::uint64_t people = 0;
  std::uint64_t up = 0;
  std::uint64_t down = 0;
};

Outcome<Moves> moves_of(std::span<const Change> changes) {
  Moves out;
  for (const Change& change : changes) {
    if (!std::isfinite(change.change)) return Why::bad_input;
    if (change.people > kMostPeople - out.people) return Why::bad_input;
    out.people += change.people;
    if (change.people == 0 || change.change == 0) continue;
    Amount amount{std::abs(change.change), 0, 0};
    (change.change > 0 ? amount.up : amount.down) = change.people;
    out.up += amount.up;
    out.down += amount.down;
    out.amounts.push_back(amount);
  }
  if (out.people == 0) return Why::nobody;
  if (out.amounts.empty()) return Why::no_change;
  std::sort(out.amounts.begin(), out.amounts.end(),
            [](const Amount& a, const Amount& b) { return a.size < b.size; });
  std::size_t last = 0;
  for (std::size_t i = 1; i < out.amounts.size(); ++i) {
    const Amount amount = out.amounts[i];
    if (amount.size != out.amounts[last].size) {
      out.amounts[++last] = amount;
      continue;
    }
    out.amounts[last].up += amount.up;
    out.amounts[last].down += amount.down;
  }
  out.amounts.resize(last + 1);
  return out;
}

/// P(V <= v) of ranks 1..n, each up or down with equal chance.
double v_at_most(double v, std::size_t n) {
  const std::size_t most = n * (n + 1) / 2;
  std::vector<double> chance(most + 1);
  chance[0] = 1;
  std::size_t reached = 0;
  for (std::size_t rank = 1; rank <= n; ++rank) {
    reached += rank;
    for (std::size_t s = reached + 1; s-- > 0;) {
      chance[s] = (chance[s] + (s >= rank ? chance[s - rank] : 0)) / 2;
    }
  }
  double out = 0;
  for (std::size_t s = 0; s <= most && static_cast<double>(s) <= v; ++s) out += chance[s];
  return out;
}

/// Which set of categories each one belongs to, by the moves between them.
std::vector<std::size_t> joined(const CrossTable& table) {
  std::vector<std::size_t> out(table.rows);
  std::iota(out.begin(), out.end(), std::size_t{0});
  const auto root = [&](std::size_t i) {
    while (out[i] != i) i = out[i] = out[out[i]];
    return i;
  };
  for (std::size_t i = 0; i < table.rows; ++i) {
    for (std::size_t j = 0; j < table.columns; ++j) {
      if (i == j || table.at(i, j) == 0) continue;
      const std::size_t a = root(i);
      const std::size_t b = root(j);
      out[std::max(a, b)] = std::min(a, b);
    }
  }
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = root(i);
  return out;
}

}  // namespace

Outcome<McNemar> mcnemar(std::uint64_t gained, std::uint64_t lost) {
  if (gained > kMostPeople || lost > kMostPeople) return Why::bad_input;
  if (gained + lost == 0) return Why::no_change;
  McNemar out;
  out.exact = gained + lost < kBinomialBelow;
  if (out.exact) {
    out.p = even_odds(gained, lost);
    return out;
  }
  const auto up = static_cast<double>(gained);
  const auto down = static_cast<double>(lost);
  // As R: without a difference there is nothing to correct.
  const double off = up == down ? 0 : std::abs(up - down) - 1;
  out.statistic = off * off / (up + down);
  out.p = chi_square_upper(out.statistic, 1);
  return out;
}

Outcome<SignedRank> signed_rank(std::span<const Change> changes) {
  const Outcome<Moves> moves = moves_of(changes);
  if (!moves) return moves.why();
  SignedRank out;
  out.changed = moves->up + moves->down;
  const auto n = static_cast<double>(out.changed);
  double before = 0;
  double ties = 0;
  for (const Amount& amount : moves->amounts) {
    const auto here = static_cast<double>(amount.up + amount.down);
    out.v += static_cast<double>(amount.up) * (before + (here + 1) / 2);
    ties += here * (here * here - 1);
    before += here;
  }
  const double all = n * (n + 1) / 2;
  out.rank_biserial = std::clamp(2 * out.v / all - 1, -1.0, 1.0);
  out.exact = ties == 0 && out.changed < kExactBelow && out.changed == moves->people;
  if (out.exact) {
    const double lower = std::min(out.v, all - out.v);
    out.p = std::min(1.0, 2 * v_at_most(lower, static_cast<std::size_t>(out.changed)));
    return out;
  }
  const double variance = n * (n + 1) * (2 * n + 1) / 24 - ties / 48;
  const double off = std::max(0.0, std::abs(out.v - all / 2) - 0.5);
  out.p = normal_two_sided(off / std::sqrt(variance));
  return out;
}

Outcome<SignTest> sign_test(std::span<const Change> changes) {
  const Outcome<Moves> moves = moves_of(changes);
  if (!moves) return moves.why();
  return SignTest{moves->up, moves->down, even_odds(moves->up, moves->down)};
}

Outcome<MarginTest> stuart_maxwell(const CrossTable& table) {
  if (table.rows != table.columns || table.rows > kMostCategories ||
      table.cells.size() != table.rows * table.columns) {
    return Why::bad_input;
  }
  std::uint64_t people = 0;
  std::uint64_t moved = 0;
  std::vector<double> off(table.rows);  // earlier less later
  std::vector<double> touched(table.rows);
  for (std::size_t i = 0; i < table.rows; ++i) {
    for (std::size_t j = 0; j < table.columns; ++j) {
      const std::uint64_t count = table.at(i, j);
      if (count > kMostPeople - people) return Why::bad_input;
      people += count;
      if (i == j) continue;
      moved += count;
      const auto number = static_cast<double>(count);
      off[i] += number;
      off[j] -= number;
      touched[i] += number;
      touched[j] += number;
    }
  }
  if (people == 0) return Why::nobody;
  if (moved == 0) return Why::no_change;

  // The covariance is the Laplacian of a graph with moves as edges: of each joined set of
  // categories one follows from the others. The first of a set, its root, is left out.
  const std::vector<std::size_t> set = joined(table);
  std::vector<std::size_t> kept;
  for (std::size_t i = 0; i < table.rows; ++i) {
    if (set[i] != i) kept.push_back(i);
  }
  Symmetric covariance(kept.size());
  std::vector<double> differences;
  for (std::size_t a = 0; a < kept.size(); ++a) {
    differences.push_back(off[kept[a]]);
    for (std::size_t b = 0; b < kept.size(); ++b) {
      const std::size_t i = kept[a];
      const std::size_t j = kept[b];
      covariance.at(a, b) =
          i == j ? touched[i]
                 : -static_cast<double>(table.at(i, j)) - static_cast<double>(table.at(j, i));
    }
  }
  const std::optional<Cholesky> factor = Cholesky::of(covariance);
  if (!factor) return Why::collinear;
  const std::vector<double> solved = factor->solve(differences);
  MarginTest out;
  for (std::size_t a = 0; a < kept.size(); ++a) out.statistic += differences[a] * solved[a];
  out.statistic = std::max(0.0, out.statistic);
  out.df = static_cast<double>(kept.size());
  out.p = chi_square_upper(out.statistic, out.df);
  return out;
}

}  // namespace samsyn::summarise
