#include "stages/disclose/reading.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace samsyn::disclose {
namespace {

using Number = std::uint32_t;     // of a condition
using Key = std::vector<Number>;  // a selection: ordered, each once
constexpr Number kMentions = 0;   // first in the key of a number of mentions

struct KeyHash {
  std::size_t operator()(const Key& key) const {
    std::size_t hash = 1469598103934665603ULL;  // FNV-1a, by condition
    for (const Number n : key) hash = (hash ^ n) * 1099511628211ULL;
    return hash;
  }
};

void insert(Key& key, Number n) {
  const auto at = std::lower_bound(key.begin(), key.end(), n);
  if (at == key.end() || *at != n) key.insert(at, n);
}

bool contains(const Key& key, Number n) { return std::binary_search(key.begin(), key.end(), n); }

/// The keys of conditions and what is known of them.
class Conditions {
 public:
  Conditions() { add({"", ""}); }  // kMentions
  Number add(const Condition& condition) {
    const auto [at, is_new] = numbers_.emplace(std::make_pair(condition.dimension, condition.value),
                                               static_cast<Number>(dimensions_.size()));
    if (is_new) {
      const auto dimension =
          names_.emplace(condition.dimension, static_cast<Number>(names_.size())).first;
      dimensions_.push_back(dimension->second);
      is_fact_.push_back(condition.dimension.empty() || condition.dimension == "kind" ||
                         condition.dimension == "present" || condition.dimension == "unit");
      is_answer_.push_back(condition.dimension.starts_with("answer:"));
      is_said_.push_back(condition.dimension == "code" || condition.dimension == "negated" ||
                         condition.dimension == "hypothetical" ||
                         condition.dimension == "candidate");
    }
    return at->second;
  }
  Key key(const Selection& selection) {
    Key out;
    for (const Condition& one : selection) insert(out, add(one));
    return out;
  }
  Number find(std::string_view dimension, std::string_view value) const {
    const auto at = numbers_.find({std::string(dimension), std::string(value)});
    return at == numbers_.end() ? kNoVariable : at->second;
  }
  Number dimension(Number condition) const { return dimensions_[condition]; }
  bool is_fact(Number condition) const { return is_fact_[condition]; }
  bool is_answer(Number condition) const { return is_answer_[condition]; }
  /// Does whoever it selects have said something?
  bool is_said(Number condition) const { return is_said_[condition]; }
  std::size_t size() const { return dimensions_.size(); }

 private:
  std::map<std::pair<std::string, std::string>, Number> numbers_;
  std::map<std::string, Number, std::less<>> names_;
  std::vector<Number> dimensions_;
  std::vector<bool> is_fact_, is_answer_, is_said_;
};

/// A partition in numbers.
struct Split {
  Number dimension = 0;
  Key values, within, implied;
  bool overlapping = false;
};

class Reader {
 public:
  Reader(const Summary& summary, double least) : summary_(summary), least_(least) {}

  Reading read() {
    for (const Table& table : summary_.tables) read(table);
    split();
    relate_splits();
    relate_wider();
    relate_mentions();
    relate_statistics();
    return std::move(out_);
  }

 private:
  // --- variables ---------------------------------------------------------------------------------

  Id find(const Key& key) const {
    const auto at = ids_.find(key);
    return at == ids_.end() ? kNoVariable : at->second;
  }

  /// The variable of the key, which some table publishes.
  Id publish(const Key& key, double value, double people) {
    const auto [at, is_new] = ids_.emplace(key, static_cast<Id>(keys_.size()));
    if (is_new) {
      Variable variable;
      variable.value = value;
      variable.fixed =
          std::all_of(key.begin(), key.end(), [&](Number n) { return conditions_.is_fact(n); });
      out_.system.add(variable);
      keys_.push_back(key);
    }
    Variable& variable = out_.system.variables[at->second];
    if (variable.value != value) ++out_.disagreeing;
    if (!variable.fixed && people > 0 && people < least_) variable.few = true;
    return at->second;
  }

  static Key joined(const Key& a, const Key& b) {
    Key out;
    std::set_union(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(out));
    return out;
  }

  void read(const Table& table) {
    TableReading& reading = out_.tables.emplace_back();
    const auto t = static_cast<std::uint32_t>(out_.tables.size() - 1);
    const Key of_table = conditions_.key(table.who);
    std::vector<Key> of_column;
    bool tells_people = false;
    const auto is_people = [](Measure m) { return m == Measure::people || m == Measure::share; };
    for (const TableColumn& column : table.columns) {
      of_column.push_back(joined(of_table, conditions_.key(column.who)));
      tells_people = tells_people || is_people(column.measure);
    }
    for (const TableRow& row : table.rows) {
      tells_people = tells_people || (row.measure && is_people(*row.measure));
    }
    if (tells_people && table.base_count > 0) {
      reading.base = publish(of_table, std::round(table.base_count), table.base_count);
    }
    reading.bases.assign(table.columns.size(), reading.base);
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
      const double base = table.columns[c].base;
      if (base < 0 || !tells_people) continue;
      reading.bases[c] = kNoVariable;
      if (base == 0) continue;
      Key key = of_column[c];
      const Id known = find(key);
      // Shares can rest on fewer than all who were asked: those who answered.
      if (known != kNoVariable && out_.system.variables[known].value != std::round(base)) {
        insert(key, conditions_.add({"base", std::to_string(static_cast<std::int64_t>(base))}));
      }
      reading.bases[c] = publish(key, std::round(base), base);
    }
    for (const NumberNote& note : table.number_notes) {
      const Key key = joined(of_table, conditions_.key(note.who));
      reading.notes.push_back(note.measure == Measure::people
                                  ? publish(key, std::round(note.people), note.people)
                                  : kNoVariable);
    }
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
      const TableRow& row = table.rows[r];
      std::vector<Id>& ids = reading.cells.emplace_back(row.cells.size(), kNoVariable);
      std::vector<Measure>& measures =
          reading.measures.emplace_back(row.cells.size(), Measure::none);
      const Key of_row = conditions_.key(row.who);
      for (std::size_t c = 0; c < row.cells.size() && c < table.columns.size(); ++c) {
        const auto* number = std::get_if<double>(&row.cells[c]);
        if (number == nullptr || !std::isfinite(*number)) continue;
        const Measure measure = row.measure.value_or(table.columns[c].measure);
        measures[c] = measure;
        Key key = joined(of_column[c], of_row);
        const double behind = c < row.people.size() ? row.people[c] : -1;
        switch (measure) {
          case Measure::none:
            break;
          case Measure::people:
            ids[c] = publish(key, std::round(*number), behind < 0 ? *number : behind);
            break;
          case Measure::share: {
            const double base =
                table.columns[c].base < 0 ? table.base_count : table.columns[c].base;
            const double people = behind < 0 ? std::round(*number * base) : behind;
            ids[c] = publish(key, people, people);
            break;
          }
          case Measure::mentions:
            key.insert(key.begin(), kMentions);
            ids[c] = publish(key, std::round(*number), behind);
            break;
          case Measure::statistic:
            out_.statistics.push_back({t,
                                       static_cast<std::uint32_t>(r),
                                       static_cast<std::uint32_t>(c),
                                       kNoVariable,
                                       behind,
                                       {}});
            statistic_keys_.push_back(std::move(key));
            break;
        }
      }
    }
  }

  // --- relations ---------------------------------------------------------------------------------

  void split() {
    for (const Partition& partition : summary_.partitions) {
      Split one;
      for (const std::string& value : partition.values) {
        insert(one.values, conditions_.add({partition.dimension, value}));
      }
      if (one.values.size() < 2 && !partition.overlapping && partition.implied.empty()) continue;
      if (one.values.empty()) continue;
      one.dimension = conditions_.dimension(one.values.front());
      one.within = conditions_.key(partition.within);
      one.implied = conditions_.key(partition.implied);
      one.overlapping = partition.overlapping;
      splits_.push_back(std::move(one));
    }
    splits_of_.resize(conditions_.size());
    for (std::uint32_t s = 0; s < splits_.size(); ++s) {
      for (const Number value : splits_[s].values) splits_of_[value].push_back(s);
    }
  }

  /// The selection whose people the split divides, of one of its parts; false = it does not apply.
  bool whole_of(const Key& part, Number condition, const Split& split, Key& whole) const {
    whole.clear();
    for (const Number n : part) {
      if (n != condition) whole.push_back(n);
    }
    for (const Number n : split.implied) insert(whole, n);
    return std::includes(whole.begin(), whole.end(), split.within.begin(), split.within.end()) &&
           std::none_of(whole.begin(), whole.end(), [&](Number n) {
             return conditions_.dimension(n) == split.dimension && !contains(split.implied, n);
           });
  }

  Key part_of(const Key& whole, const Split& split, Number value) const {
    Key out;
    for (const Number n : whole) {
      if (!contains(split.implied, n)) out.push_back(n);
    }
    insert(out, value);
    return out;
  }

  void relate_splits() {
    struct Place {
      Key whole;
      std::uint32_t split;
    };
    std::unordered_map<Key, std::size_t, KeyHash> known;
    std::vector<Place> places;
    Key whole;
    const std::size_t published = keys_.size();
    for (Id v = 0; v < published; ++v) {
      for (const Number condition : keys_[v]) {
        for (const std::uint32_t s : splits_of_[condition]) {
          if (!whole_of(keys_[v], condition, splits_[s], whole)) continue;
          Key key = whole;
          key.push_back(0x8000'0000U + s);
          if (known.emplace(std::move(key), places.size()).second) places.push_back({whole, s});
        }
      }
    }
    // Totals that stand nowhere link the sums of which they are the total.
    std::unordered_map<Key, std::uint32_t, KeyHash> hidden;
    for (const Place& place : places) {
      if (find(place.whole) == kNoVariable) ++hidden[place.whole];
    }
    std::vector<Id> terms;
    for (const Place& place : places) {
      const Split& split = splits_[place.split];
      Id total = find(place.whole);
      if (total == kNoVariable && hidden[place.whole] < 2) continue;
      terms.clear();
      double sum = 0;
      bool open = false;
      for (const Number value : split.values) {
        const Id term = find(part_of(place.whole, split, value));
        if (term == kNoVariable) {
          open = true;
          continue;
        }
        terms.push_back(term);
        sum += out_.system.variables[term].value;
      }
      if (terms.empty()) continue;
      if (total == kNoVariable) {
        if (open || split.overlapping) continue;
        Variable variable;
        variable.value = sum;
        variable.published = false;
        total = out_.system.add(variable);
        ids_.emplace(place.whole, total);
        keys_.push_back(place.whole);
      }
      if (split.overlapping) {
        if (!open) out_.system.relate(Law::at_least, total, terms);
        for (const Id term : terms) out_.system.relate(Law::at_most, total, {term});
      } else {
        // Values that lie within others stand in a row with those that do not.
        const bool together = split.implied.empty() && terms.size() > 1;
        out_.system.relate(open ? Law::at_most : Law::equal, total, terms, together);
      }
    }
  }

  /// Is the condition one of an exact split that applies here, so that a sum tells more?
  bool in_sum(const Key& key, Number condition) const {
    Key whole;
    return std::any_of(
        splits_of_[condition].begin(), splits_of_[condition].end(), [&](std::uint32_t s) {
          return !splits_[s].overlapping && whole_of(key, condition, splits_[s], whole);
        });
  }

  void relate_wider() {
    for (Id v = 0; v < keys_.size(); ++v) {
      const Key key = keys_[v];
      for (const Number condition : key) {
        if (condition == kMentions || in_sum(key, condition)) continue;
        Key wider;
        for (const Number n : key) {
          if (n != condition) wider.push_back(n);
        }
        const Id total = find(wider);
        if (total != kNoVariable) out_.system.relate(Law::at_most, total, {v});
      }
    }
  }

  void relate_mentions() {
    const Number answers = conditions_.find("unit", "answers");
    const Number segments = conditions_.find("unit", "segments");
    std::vector<Number> kinds;
    for (const char* kind : {"survey", "transcript", "notes"}) {
      const Number n = conditions_.find("kind", kind);
      if (n != kNoVariable) kinds.push_back(n);
    }
    for (Id v = 0; v < keys_.size(); ++v) {
      const Key key = keys_[v];
      if (!key.empty() && key.front() == kMentions) {
        if (answers == kNoVariable || segments == kNoVariable || !contains(key, answers)) continue;
        Key other;
        for (const Number n : key) {
          if (n != answers) other.push_back(n);
        }
        insert(other, segments);
        const Id total = find(other);
        if (total != kNoVariable) out_.system.relate(Law::at_most, total, {v});
        continue;
      }
      // Who was asked may have said nothing.
      if (std::none_of(key.begin(), key.end(), [&](Number n) { return conditions_.is_said(n); })) {
        continue;
      }
      for (const Number unit : {answers, segments}) {
        if (unit == kNoVariable) continue;
        Key mentions = key;
        mentions.insert(mentions.begin(), kMentions);
        insert(mentions, unit);
        Id total = find(mentions);
        for (const Number kind : kinds) {
          if (total != kNoVariable || !contains(key, kind)) continue;
          mentions.erase(std::find(mentions.begin(), mentions.end(), kind));
          total = find(mentions);
        }
        if (total != kNoVariable) out_.system.relate(Law::at_most, total, {v});
      }
    }
  }

  void relate_statistics() {
    std::unordered_map<Key, std::vector<Id>, KeyHash> answers;  // by what is left without them
    if (out_.statistics.empty()) return;
    for (Id v = 0; v < keys_.size(); ++v) {
      for (const Number condition : keys_[v]) {
        if (!conditions_.is_answer(condition)) continue;
        Key rest;
        for (const Number n : keys_[v]) {
          if (n != condition) rest.push_back(n);
        }
        answers[rest].push_back(v);
      }
    }
    for (std::size_t s = 0; s < out_.statistics.size(); ++s) {
      const Key& key = statistic_keys_[s];
      Statistic& statistic = out_.statistics[s];
      statistic.base = find(key);
      const auto at = answers.find(key);
      if (at != answers.end()) statistic.answers = at->second;
      // A measure of how answers and groups hang together tells of all their table's cells.
      const TableReading& table = out_.tables[statistic.table];
      for (const std::vector<Id>& row : table.cells) {
        for (const Id v : row) {
          if (v == kNoVariable || keys_[v].size() <= key.size()) continue;
          const bool answer = std::any_of(keys_[v].begin(), keys_[v].end(),
                                          [&](Number n) { return conditions_.is_answer(n); });
          if (answer && std::includes(keys_[v].begin(), keys_[v].end(), key.begin(), key.end())) {
            statistic.answers.push_back(v);
          }
        }
      }
    }
  }

  const Summary& summary_;
  double least_;
  Reading out_;
  Conditions conditions_;
  std::unordered_map<Key, Id, KeyHash> ids_;
  std::vector<Key> keys_;  ///< by variable
  std::vector<Key> statistic_keys_;
  std::vector<Split> splits_;
  std::vector<std::vector<std::uint32_t>> splits_of_;  ///< by condition
};

}  // namespace

Reading read(const Summary& summary, double least) { return Reader(summary, least).read(); }

}  // namespace samsyn::disclose
