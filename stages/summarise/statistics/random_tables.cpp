#include "stages/summarise/statistics/random_tables.hpp"

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include "stages/summarise/statistics/distributions.hpp"
#include "stages/summarise/statistics/proportions.hpp"

namespace samsyn::summarise {
namespace {

constexpr double kSame = 1e-7;             // as fisher()
constexpr double kMostWork = 300'000'000;  // steps of 3 ns

/// In [0, 1), by the upper 53 bits. std::uniform_real_distribution differs between libraries.
double uniform(std::mt19937_64& engine) { return static_cast<double>(engine() >> 11) * 0x1p-53; }

/// How many of `taken` people drawn from `people` are among the `marked`. The chances are taken off
/// the uniform number from the likeliest outwards, so that few are looked at.
std::uint64_t hypergeometric(std::uint64_t taken, std::uint64_t marked, std::uint64_t people,
                             std::mt19937_64& engine) {
  const std::uint64_t low = taken + marked > people ? taken + marked - people : 0;
  const std::uint64_t high = std::min(taken, marked);
  if (low == high) return low;
  const std::uint64_t others = people - marked;
  const double guess = (static_cast<double>(taken) + 1) * (static_cast<double>(marked) + 1) /
                       (static_cast<double>(people) + 2);
  const std::uint64_t mode = std::clamp(static_cast<std::uint64_t>(guess), low, high);
  const auto chosen = [](std::uint64_t n, std::uint64_t k) {
    return log_factorial(n) - log_factorial(k) - log_factorial(n - k);
  };
  const double at_mode =
      std::exp(chosen(marked, mode) + chosen(others, taken - mode) - chosen(people, taken));
  const auto up = [&](std::uint64_t x) {  // p(x + 1) / p(x)
    return static_cast<double>(marked - x) * static_cast<double>(taken - x) /
           (static_cast<double>(x + 1) * static_cast<double>(others + x + 1 - taken));
  };
  double left = uniform(engine) - at_mode;
  std::uint64_t below = mode, above = mode;
  double chance_below = at_mode, chance_above = at_mode;
  while (left >= 0) {
    const bool more_above = above < high && chance_above > 0;
    const bool more_below = below > low && chance_below > 0;
    if (!more_above && !more_below) return mode;  // only rounding is left of the number
    if (more_above) {
      chance_above *= up(above++);
      left -= chance_above;
      if (left < 0) return above;
    }
    if (more_below) {
      chance_below /= up(--below);
      left -= chance_below;
      if (left < 0) return below;
    }
  }
  return mode;
}

/// Draws tables with the margins of one.
class Draws {
 public:
  Draws(const Margins& margins, std::uint64_t seed) : rows_(margins.row_sums), engine_(seed) {
    // What the last row gets is what the others leave: best that it is the longest.
    std::iter_swap(std::max_element(rows_.begin(), rows_.end()), rows_.end() - 1);
    const std::uint64_t placed = margins.people - rows_.back();
    columns_ = margins.column_sums;
    people_ = margins.people;
    const std::uint64_t cells = (rows_.size() - 1) * columns_.size();
    if (placed > kPeoplePerCell * cells || people_ > kMostPeopleOneByOne) return;
    people_left_.reserve(people_);
    for (std::uint32_t c = 0; c < columns_.size(); ++c) {
      people_left_.insert(people_left_.end(), columns_[c], c);
    }
  }

  /// -sum log(n!) of the next table.
  double weight() { return people_left_.empty() ? by_cell() : by_person(); }

 private:
  static constexpr std::uint64_t kPeoplePerCell = 12;  // that take as long as a cell
  static constexpr std::uint64_t kMostPeopleOneByOne = 100'000;

  /// Fills a row with people drawn from those who are left, as a shuffle does (Knuth, The Art of
  /// Computer Programming 2, 3.4.2, algorithm P). Any order of them is as good to begin with.
  double by_person() {
    double out = 0;
    left_ = columns_;
    std::uint64_t next = 0;
    for (std::size_t r = 0; r + 1 < rows_.size(); ++r) {
      row_.assign(columns_.size(), 0);
      for (const std::uint64_t end = next + rows_[r]; next < end; ++next) {
        const std::uint64_t jump = ((engine_() >> 32U) * (people_ - next)) >> 32U;
        std::swap(people_left_[next], people_left_[next + jump]);
        ++row_[people_left_[next]];
      }
      for (std::size_t c = 0; c < row_.size(); ++c) {
        out -= log_factorial(row_[c]);
        left_[c] -= row_[c];
      }
    }
    for (const std::uint64_t n : left_) out -= log_factorial(n);
    return out;
  }

  double by_cell() {
    double out = 0;
    left_ = columns_;
    std::uint64_t left = people_;
    for (std::size_t r = 0; r + 1 < rows_.size(); ++r) {
      std::uint64_t to_place = rows_[r];
      std::uint64_t room = left;
      for (std::size_t c = 0; c + 1 < left_.size(); ++c) {
        const std::uint64_t n = hypergeometric(to_place, left_[c], room, engine_);
        out -= log_factorial(n);
        room -= left_[c];
        left_[c] -= n;
        to_place -= n;
      }
      out -= log_factorial(to_place);
      left_.back() -= to_place;
      left -= rows_[r];
    }
    for (const std::uint64_t n : left_) out -= log_factorial(n);
    return out;
  }

  std::vector<std::uint64_t> rows_, columns_, left_, row_;
  std::vector<std::uint32_t> people_left_;  ///< the column of each person; empty = cell by cell
  std::uint64_t people_ = 0;
  std::mt19937_64 engine_;
};

}  // namespace

Outcome<DrawnP> fisher_by_drawing(const CrossTable& table, std::uint32_t tables, std::uint64_t seed,
                                  std::uint32_t enough) {
  if (tables == 0) return Why::bad_input;
  const Outcome<Margins> margins = margins_of(table);
  if (!margins) return margins.why();
  const auto cells = static_cast<double>(margins->table.cells.size());
  const double each = 33 * cells + std::sqrt(static_cast<double>(margins->people) * cells);
  const double affordable = kMostWork / each;
  if (affordable < std::min(tables, kLeastTables)) return Why::too_much_work;
  if (affordable < tables) tables = static_cast<std::uint32_t>(affordable);

  double limit = std::log1p(kSame);
  for (const std::uint64_t count : margins->table.cells) limit -= log_factorial(count);
  limit += 1e-15 * std::abs(limit);  // logarithms of large factorials are rounded
  Draws draws(*margins, seed);
  std::uint32_t rare = 0;
  bool stopped = false;
  for (std::uint32_t i = 0; i < tables; ++i) {
    if (draws.weight() <= limit) ++rare;
    if (enough > 0 && rare == enough) {
      tables = i + 1;
      stopped = true;
    }
  }
  const Outcome<Bounds> interval = wilson(static_cast<double>(rare) / tables, tables, 0.99);
  if (!interval) return interval.why();
  const double p = stopped ? static_cast<double>(rare) / tables : (rare + 1.0) / (tables + 1.0);
  return DrawnP{p, tables, *interval};
}

}  // namespace samsyn::summarise
