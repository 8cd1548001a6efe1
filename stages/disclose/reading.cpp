#include "stages/disclose/reading.hpp"

#include <utility>

#include "stages/disclose/draft.hpp"

namespace samsyn::disclose {

Reading read(const Summary& summary, double least) {
  Draft draft{summary, least};
  read_tables(draft);
  read_partitions(draft);
  merge_small_values(draft);
  relate_numbers(draft);
  draft.reading.find = [conditions = std::move(draft.conditions), ids = std::move(draft.ids)](
                           const Selection& who, Measure measure) {
    Key key;
    if (measure == Measure::mentions) key.push_back(kMentions);
    for (const Condition& one : who) {
      const Number n = conditions.find(one.dimension, one.value);
      if (n == kNoNumber) return kNoVariable;
      insert(key, n);
    }
    const auto at = ids.find(key);
    return at == ids.end() ? kNoVariable : at->second;
  };
  return std::move(draft.reading);
}

}  // namespace samsyn::disclose
