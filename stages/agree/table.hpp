#pragma once
// From units to the ratings of a code, a group, or all.

#include <cstdint>
#include <functional>
#include <map>
#include <vector>

#include "stages/agree/units.hpp"

namespace samsyn::agree {

/// The units as they are when nobody gave anything: 0 by those who judged, else kMissing.
struct BlankUnits {
  BlankUnits(const Units& units, std::uint32_t coders_in_all);

  /// By coder: 0, or kMissing.
  std::vector<std::int32_t> of(std::uint32_t unit) const;

  std::uint32_t coders;
  Blanks blanks;
  std::vector<std::int32_t> cells;  ///< row after row: of blanks.rows, by coder
};

/// Ratings being gathered, with the cluster of each unit. `units` must outlive it.
class Table {
 public:
  /// Every unit `times` times (decisions on it), and nothing given.
  Table(const BlankUnits& units, std::uint32_t categories, std::uint32_t times = 1);

  /// One decision on a unit is `cells` instead: by coder, a category, or kMissing as in its blank.
  void put(std::uint32_t unit, const std::vector<std::int32_t>& cells);

  /// Takes cells as numbers, not categories: the categories become 0 and the numbers that occur,
  /// ascending. Nothing is put after it.
  void rank();

  /// Of the categories: their own numbers, or what rank() found.
  const std::vector<double>& values() const { return values_; }
  /// Ratings with the counts as they are; rows may be empty.
  const Ratings& ratings() const { return ratings_; }
  /// For the intervals: `numbers` of ratings with other counts.
  Sampled sampled(std::function<std::vector<Number>(const Ratings&)> numbers) const;
  /// The same for numbers that need nothing but the counts of rows.
  Sampled sampled_counts(
      std::function<std::vector<Number>(const std::vector<double>&)> numbers) const;

 private:
  const BlankUnits& units_;
  Ratings ratings_;
  std::map<std::vector<std::int32_t>, std::uint32_t> known_;
  std::vector<double> values_;
  double times_;
  std::vector<Move> moves_;
};

}  // namespace samsyn::agree
