#pragma once
// From units to the ratings of a code, a group, or all.

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <vector>

#include "stages/agree/units.hpp"

namespace samsyn::agree {

/// Ratings being gathered, with the cluster of each unit.
class Table {
 public:
  Table(std::uint32_t coders, std::uint32_t categories);

  /// `cells`: by coder, a category or kMissing.
  void add(const std::vector<std::int32_t>& cells, std::uint32_t cluster);

  /// Takes cells as numbers, not categories: the categories become 0 and the numbers that occur,
  /// ascending. Nothing is added after it.
  void rank();

  /// Of the categories: their own numbers, or what rank() found.
  const std::vector<double>& values() const { return values_; }
  /// Ratings with the counts as added.
  const Ratings& ratings() const { return ratings_; }
  /// For the bootstrap: `numbers` of ratings with other counts.
  Sampled sampled(std::function<std::vector<Number>(const Ratings&)> numbers) const;

 private:
  Ratings ratings_;
  std::map<std::vector<std::int32_t>, std::uint32_t> known_;
  std::vector<double> values_;
  std::shared_ptr<Entries> entries_ = std::make_shared<Entries>();
};

}  // namespace samsyn::agree
