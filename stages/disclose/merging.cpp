// Values of attributes that few people have, taken together.

#include <algorithm>
#include <map>
#include <utility>

#include "stages/disclose/draft.hpp"

namespace samsyn::disclose {
namespace {

class Merger {
 public:
  explicit Merger(Draft& draft) : d_(draft) {}

  void merge() {
    kind_ = d_.conditions.dimension_of("kind");
    for (Id v = 0; v < d_.keys.size(); ++v) {
      const Key& key = d_.keys[v];
      if (kind_of(key) == kMentions && !key.empty() && key.front() == kMentions) {
        for (const Number n : key) heard_[n] = std::max(heard_[n], d_.people[v]);
      }
      if (main_ == kNoNumber && key.size() > 2 && key.front() != kMentions &&
          d_.conditions.any(key, About::said) && kind_of(key) != kMentions) {
        main_ = kind_of(key);
      }
    }
    for (const Split& split : d_.splits) {
      if (split.overlapping || !split.implied.empty() || split.within.size() != 1 ||
          !d_.conditions.is(split.within.front(), About::study) ||
          d_.conditions.dimension(split.values.front()) == kind_) {
        continue;
      }
      choose_merged(split);
    }
    if (std::all_of(mergings_.begin(), mergings_.end(),
                    [](const auto& one) { return one.second.empty(); })) {
      return;
    }
    merge_variables();
    merge_splits();
  }

 private:
  /// Of the keys of one kind of source, or of mentions: values to be merged, and into what.
  using Merging = std::map<Number, Number>;

  Number kind_of(const Key& key) const {
    for (const Number n : key) {
      if (d_.conditions.dimension(n) == kind_) return n;
    }
    return kMentions;
  }

  /// The merging that holds for numbers with this key.
  const Merging* merging_of(const Key& key) const {
    const Number kind = kind_of(key);
    const auto at = mergings_.find(kind == main_ ? Number{kMentions} : kind);
    return at == mergings_.end() ? nullptr : &at->second;
  }

  /// False: nothing of the key is merged.
  bool merged(const Key& key, Key& out) const {
    const Merging* merging = merging_of(key);
    if (merging == nullptr) return false;
    bool any = false;
    out.clear();
    for (const Number n : key) {
      const auto at = merging->find(n);
      any = any || at != merging->end();
      insert(out, at == merging->end() ? n : at->second);
    }
    return any;
  }

  /// Values with their people, by the values of other attributes within which they lie.
  using Classes = std::map<Key, std::vector<std::pair<double, Number>>>;

  void choose_merged(const Split& split) {
    const Number kind = kind_of(split.within);
    const bool main = kind == main_ || kind == kMentions;
    // How many people have each value: for the main kind also whoever else is heard of.
    Classes classes;
    double sum_of_all = 0;
    std::size_t somebody_has = 0;
    for (const Number value : split.values) {
      Key base = split.within;
      insert(base, value);
      const Id known = d_.find(base);
      double people = known == kNoVariable ? 0 : d_.reading.system.variables[known].value;
      if (kind == kMentions) people = heard_of(value);
      if (people <= 0) continue;
      Key within;
      for (const std::uint32_t s : d_.splits_of[value]) {
        if (!d_.splits[s].implied.empty()) insert(within, s);
      }
      classes[within].emplace_back(people, value);
      sum_of_all += people;
      ++somebody_has;
    }
    // Each has somebody, so that none can have `least`: whatever else is withheld, their sum, a
    // fact, tells that all of them are few.
    const bool takes_all =
        somebody_has > 1 && sum_of_all < d_.least + static_cast<double>(somebody_has) - 1;
    if (takes_all) {
      if (kind != kMentions) d_.reading.told += static_cast<std::uint32_t>(somebody_has);
      std::vector<std::pair<double, Number>> all;
      for (const auto& [within, values] : classes) {
        all.insert(all.end(), values.begin(), values.end());
      }
      classes = {{Key{}, std::move(all)}};
    }
    Merging& merging = mergings_[main ? Number{kMentions} : kind];
    for (auto& [within, values] : classes) {
      std::sort(values.begin(), values.end());
      double sum = 0;
      std::size_t taken = 0;
      // Each has somebody: one of them can have all but one for each of the others.
      const auto enough = [&] {
        return taken > 1 && sum >= d_.least + static_cast<double>(taken) - 1;
      };
      while (taken < values.size() &&
             (values[taken].first < d_.least || (taken > 0 && !enough()))) {
        sum += values[taken++].first;
      }
      if (!enough() && !takes_all) continue;
      Number into = kNoNumber;
      for (std::size_t v = 0; v < taken; ++v) {
        const auto at = merging.find(values[v].second);
        if (at != merging.end()) into = at->second;
      }
      if (into == kNoNumber) {
        into = d_.conditions.add_merged(values.front().second);
        d_.splits_of.emplace_back();
      }
      for (std::size_t v = 0; v < taken; ++v) {
        const auto [at, is_new] = merging.emplace(values[v].second, into);
        const Number other = at->second;
        if (is_new || other == into) continue;
        for (auto& [value, of] : merging) {
          if (of == other) of = into;
        }
      }
    }
  }

  /// The most people behind a number of mentions with this value.
  double heard_of(Number value) const {
    const auto at = heard_.find(value);
    return at == heard_.end() ? 0 : at->second;
  }

  /// Sums take the place of the variables that are merged.
  void merge_variables() {
    std::vector<Id> now(d_.keys.size());
    const System before = std::move(d_.reading.system);
    const std::vector<Key> keys = std::move(d_.keys);
    const std::vector<double> people = std::move(d_.people);
    d_.reading.system = {};
    d_.keys.clear();
    d_.people.clear();
    d_.ids.clear();
    std::vector<bool> is_merged(keys.size());
    Key key;
    for (Id v = 0; v < keys.size(); ++v) {
      is_merged[v] = merged(keys[v], key);
      if (!is_merged[v]) key = keys[v];
      const auto [at, is_new] = d_.ids.emplace(key, static_cast<Id>(d_.keys.size()));
      now[v] = at->second;
      if (is_new) {
        Variable fresh = before.variables[v];
        fresh.value = 0;
        d_.reading.system.add(fresh);
        d_.keys.push_back(key);
        d_.people.push_back(0);
      }
      Variable& variable = d_.reading.system.variables[now[v]];
      variable.value += before.variables[v].value;
      d_.people[now[v]] += people[v];
      variable.few = !variable.fixed && d_.is_few(key, d_.people[now[v]]);
    }
    std::vector<std::uint32_t> together(d_.keys.size());
    for (Id v = 0; v < keys.size(); ++v) together[now[v]] += is_merged[v];
    const auto follow = [&](Id& id) {
      if (id == kNoVariable) return;
      // What nobody of the merged has is no secret; and one that stands alone is told by their sum.
      const bool hidden =
          is_merged[id] && together[now[id]] > 1 && d_.reading.system.variables[now[id]].value > 0;
      id = hidden ? kMerged : now[id];
    };
    for (TableReading& table : d_.reading.tables) {
      for (std::vector<Id>& row : table.cells) std::for_each(row.begin(), row.end(), follow);
      std::for_each(table.bases.begin(), table.bases.end(), follow);
      std::for_each(table.notes.begin(), table.notes.end(), follow);
      follow(table.base);
    }
    for (Id v = 0; v < keys.size(); ++v) {
      if (!is_merged[v]) continue;
      Id id = v;
      follow(id);
      d_.ids.insert_or_assign(keys[v], id);
    }
  }

  /// Is a value of the split taken together with one that is not?
  static bool reaches_outside(const Split& split, const Merging& merging) {
    return std::any_of(merging.begin(), merging.end(), [&](const auto& one) {
      if (contains(split.values, one.first)) return false;
      return std::any_of(split.values.begin(), split.values.end(), [&](Number value) {
        const auto at = merging.find(value);
        return at != merging.end() && at->second == one.second;
      });
    });
  }

  void merge_splits() {
    for (Split& split : d_.splits) {
      Key within, values;
      if (merged(split.within, within)) {
        split.values.clear();  // it divides what is merged
        continue;
      }
      const Merging* merging = merging_of(split.within);
      if (merging == nullptr) continue;
      for (const Number value : split.values) {
        const auto at = merging->find(value);
        insert(values, at == merging->end() ? value : at->second);
      }
      // What is merged across the values within which it lies is no part of them.
      if (!split.implied.empty() && reaches_outside(split, *merging)) values.clear();
      split.values = std::move(values);
    }
    for (auto& of : d_.splits_of) of.clear();
    d_.splits_of.resize(d_.conditions.size());
    for (std::uint32_t s = 0; s < d_.splits.size(); ++s) {
      for (const Number value : d_.splits[s].values) d_.splits_of[value].push_back(s);
    }
  }

  Draft& d_;
  std::map<Number, Merging> mergings_;  ///< by kind; kMentions: the main kind and mentions
  std::map<Number, double> heard_;
  Number kind_ = kNoNumber, main_ = kNoNumber;
};

}  // namespace

void merge_small_values(Draft& draft) { Merger(draft).merge(); }

}  // namespace samsyn::disclose
