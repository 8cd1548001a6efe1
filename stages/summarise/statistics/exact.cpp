#include "stages/summarise/statistics/exact.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "stages/summarise/statistics/distributions.hpp"

namespace samsyn::summarise {
namespace {

constexpr double kSame = 1e-7;       // R's relative slack for "as improbable"
constexpr double kNothing = 1e-300;  // smaller products lose digits and then stand still

/// The chance of the upper left cell of a 2 x 2 table being x, relative to the likeliest x.
double fisher_2x2(const Margins& margins) {
  const auto row = static_cast<double>(margins.row_sums[0]);
  const auto column = static_cast<double>(margins.column_sums[0]);
  const auto people = static_cast<double>(margins.people);
  const auto observed = static_cast<double>(margins.table.cells[0]);
  const double low = std::max(0.0, row + column - people);
  const double high = std::min(row, column);
  const double mode = std::clamp(std::floor((row + 1) * (column + 1) / (people + 2)), low, high);
  // p(x + 1) / p(x)
  const auto up = [&](double x) {
    return (row - x) * (column - x) / ((x + 1) * (people - row - column + x + 1));
  };

  double limit = 1;
  for (double x = mode; x < observed && limit > kNothing; ++x) limit *= up(x);
  for (double x = mode; x > observed && limit > kNothing; --x) limit /= up(x - 1);
  if (limit <= kNothing) return 0;
  limit *= 1 + kSame;
  double all = 0;
  double rare = 0;
  const auto count = [&](double chance) {
    all += chance;
    if (chance <= limit) rare += chance;
  };
  double chance = 1;
  for (double x = mode; x <= high && chance > kNothing; ++x) {
    count(chance);
    chance *= up(x);
  }
  chance = 1;
  for (double x = mode; x > low; --x) {
    chance /= up(x - 1);
    if (chance <= kNothing) break;
    count(chance);
  }
  return std::min(1.0, rare / all);
}

constexpr std::size_t kMostRows = 16;    // of the shorter side; more never fit in the work limit
constexpr std::size_t kMostCells = 200;  // recursion goes as deep as rows and columns
constexpr double kSameWay = 1e-9;  // log weights closer than this are sums of the same logarithms

/// What is left of each row's sum, ascending: with the columns to come it determines, but for the
/// order of rows, the rest of the problem.
using State = std::array<std::uint64_t, kMostRows>;

/// Ways to a state that have one log weight, -sum log(n!) over the cells so far.
struct Past {
  double weight = 0;
  double ways = 0;
};

/// The largest and the least log weight of all ways from a state to the end.
struct Reach {
  double longest = 0;
  double shortest = 0;
};

struct Node {
  State state{};
  std::vector<Past> pasts;
};

void merge_same(std::vector<Past>& pasts) {
  std::sort(pasts.begin(), pasts.end(),
            [](const Past& a, const Past& b) { return a.weight < b.weight; });
  std::size_t last = 0;
  for (std::size_t i = 1; i < pasts.size(); ++i) {
    if (pasts[i].weight - pasts[last].weight <= kSameWay) {
      pasts[last].ways += pasts[i].ways;
    } else {
      pasts[++last] = pasts[i];
    }
  }
  pasts.resize(last + 1);
}

class Network {
 public:
  Network(const Margins& margins, std::uint64_t work)
      : rows_(margins.row_sums), columns_(margins.column_sums), work_(work) {
    for (const std::uint64_t count : margins.table.cells) observed_ -= log_factorial(count);
    // Fewer rows make fewer states; the largest column last, where nothing is left to choose.
    if (rows_.size() > columns_.size()) std::swap(rows_, columns_);
    std::sort(rows_.begin(), rows_.end());
    std::sort(columns_.begin(), columns_.end());
    reach_.resize(columns_.size());
    left_.resize(columns_.size() + 1);
    log_columns_.resize(columns_.size() + 1);
    for (std::size_t k = columns_.size(); k-- > 0;) {
      left_[k] = left_[k + 1] + columns_[k];
      log_columns_[k] = log_columns_[k + 1] + log_factorial(columns_[k]);
    }
  }

  /// Can states be told by one number?
  bool fits() const {
    if (rows_.size() > kMostRows) return false;
    return static_cast<double>(rows_.size()) * std::log2(static_cast<double>(rows_.back() + 1)) <
           63;
  }

  std::optional<double> p() {
    State first{};
    std::copy(rows_.begin(), rows_.end(), first.begin());
    const double constant = total(0, first);
    const double limit = observed_ + std::log1p(kSame);
    std::vector<Node> nodes{{first, {{0, 1}}}};
    double sum = 0;
    for (std::size_t k = 0; k < columns_.size(); ++k) {
      std::vector<Node> next;
      std::unordered_map<std::uint64_t, std::size_t> place;
      for (Node& node : nodes) {
        const std::optional<Reach> reach = reach_from(k, node.state);
        if (!reach) return std::nullopt;
        merge_same(node.pasts);
        std::vector<Past> open;
        for (const Past& past : node.pasts) {
          if (past.weight + reach->longest <= limit) {
            sum += past.ways * std::exp(past.weight + total(k, node.state) - constant);
          } else if (past.weight + reach->shortest <= limit) {
            open.push_back(past);
          }
        }
        if (open.empty()) continue;
        const bool within = each_fill(k, node.state, [&](const State& rest, double fill) {
          if (work_ < open.size()) return false;
          work_ -= open.size();
          const std::size_t at = place.try_emplace(key(rest), next.size()).first->second;
          if (at == next.size()) next.push_back({rest, {}});
          for (const Past& past : open) next[at].pasts.push_back({past.weight + fill, past.ways});
          return true;
        });
        if (!within) return std::nullopt;
      }
      nodes = std::move(next);
    }
    for (const Node& node : nodes) {
      for (const Past& past : node.pasts) {
        if (past.weight <= limit) sum += past.ways * std::exp(past.weight - constant);
      }
    }
    return std::clamp(sum, 0.0, 1.0);
  }

 private:
  std::uint64_t key(const State& state) const {
    std::uint64_t out = 0;
    for (std::size_t i = 0; i < rows_.size(); ++i) out = out * (rows_.back() + 1) + state[i];
    return out;
  }

  /// log of the sum over all ways to the end of their weights: N! / (prod rows! prod columns!).
  double total(std::size_t k, const State& state) const {
    double out = log_factorial(left_[k]) - log_columns_[k];
    for (std::size_t i = 0; i < rows_.size(); ++i) out -= log_factorial(state[i]);
    return out;
  }

  /// Calls with the state after every fill of column k and the fill's log weight. False when the
  /// callee says so or the work is used up.
  template <class Call>
  bool each_fill(std::size_t k, const State& state, const Call& call) {
    State rest = state;
    return fill_row(0, columns_[k], 0.0, left_[k], rest, call);
  }

  template <class Call>
  bool fill_row(std::size_t row, std::uint64_t to_place, double weight, std::uint64_t room,
                State& rest, const Call& call) {
    if (work_ == 0) return false;
    --work_;
    if (row == rows_.size()) {
      State sorted = rest;
      std::sort(sorted.begin(), sorted.begin() + static_cast<std::ptrdiff_t>(row));
      return call(sorted, weight);
    }
    const std::uint64_t here = rest[row];
    const std::uint64_t below = room - here;  // what rows after this one can take
    const std::uint64_t least = to_place > below ? to_place - below : 0;
    const std::uint64_t most = std::min(here, to_place);
    bool within = true;
    for (std::uint64_t n = least; n <= most && within; ++n) {
      rest[row] = here - n;
      within = fill_row(row + 1, to_place - n, weight - log_factorial(n), below, rest, call);
    }
    rest[row] = here;
    return within;
  }

  std::optional<Reach> reach_from(std::size_t k, const State& state) {
    if (k == columns_.size()) return Reach{};
    const std::uint64_t at = key(state);
    const auto known = reach_[k].find(at);
    if (known != reach_[k].end()) return known->second;
    std::optional<Reach> out;
    const bool within = each_fill(k, state, [&](const State& rest, double fill) {
      const std::optional<Reach> reach = reach_from(k + 1, rest);
      if (!reach) return false;
      if (!out) out = Reach{fill + reach->longest, fill + reach->shortest};
      out->longest = std::max(out->longest, fill + reach->longest);
      out->shortest = std::min(out->shortest, fill + reach->shortest);
      return true;
    });
    if (!within || !out) return std::nullopt;
    reach_[k].emplace(at, *out);
    return out;
  }

  std::vector<std::uint64_t> rows_, columns_;
  std::vector<std::uint64_t> left_;  ///< people in column k and after
  std::vector<double> log_columns_;  ///< sum of log(column!) from k on
  std::vector<std::unordered_map<std::uint64_t, Reach>> reach_;
  double observed_ = 0;
  std::uint64_t work_ = 0;
};

}  // namespace

Number fisher(const CrossTable& table, std::uint64_t work) {
  const Outcome<Margins> margins = margins_of(table);
  if (!margins) return margins.why();
  if (margins->table.cells.size() == 4) return fisher_2x2(*margins);
  // Hopeless before it is begun.
  if (margins->people > work || margins->table.cells.size() > kMostCells) return Why::too_much_work;
  Network network(*margins, work);
  if (!network.fits()) return Why::too_much_work;
  const std::optional<double> p = network.p();
  if (!p) return Why::too_much_work;
  return *p;
}

}  // namespace samsyn::summarise
