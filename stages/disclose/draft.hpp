#pragma once
// What reading a summary has made so far: its steps pass it on (reading.cpp).

#include <cstdint>
#include <map>
#include <unordered_map>
#include <vector>

#include "pipeline/model/summary.hpp"
#include "stages/disclose/conditions.hpp"
#include "stages/disclose/reading.hpp"

namespace samsyn::disclose {

/// A partition in numbers.
struct Split {
  Number dimension = 0;
  Key values, within, implied, mean_of;
  std::map<Number, double> scores;   ///< of values
  std::map<Number, double> weights;  ///< of values, of each person; also of those that are merged
  bool overlapping = false;
};

struct Draft {
  const Summary& summary;
  double least = 0;
  Reading reading = {};
  Conditions conditions = {};
  std::unordered_map<Key, Id, KeyHash> ids = {};
  std::vector<Key> keys = {};            ///< by variable
  std::vector<double> people = {};       ///< behind each variable; 0 = not known
  std::vector<Key> statistic_keys = {};  ///< parallel to Reading::statistics
  std::vector<Split> splits = {};
  std::vector<std::vector<std::uint32_t>> splits_of = {};  ///< by condition: those it is a value of

  Id find(const Key& key) const {
    const auto at = ids.find(key);
    return at == ids.end() || at->second == kMerged ? kNoVariable : at->second;
  }
  /// That few did not answer is no secret.
  bool is_few(const Key& key, double n) const {
    return n > 0 && n < least && !conditions.any_missing(key);
  }
};

/// The tables' numbers as variables; the partitions in numbers.
void read_tables(Draft& draft);
void read_partitions(Draft& draft);
/// Takes the values that few people have together, so that sums stand in the place of their
/// numbers.
void merge_small_values(Draft& draft);
/// What everybody knows of how the variables hang together.
void relate_numbers(Draft& draft);

}  // namespace samsyn::disclose
