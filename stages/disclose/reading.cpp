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

/// How much more readers lose by a number of all respondents than by one of a group.
constexpr double kWorthOfAll = 50;

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
      is_said_.push_back(condition.dimension == "code" || condition.dimension == "about" ||
                         condition.dimension == "candidate");
      const bool is_status = condition.dimension.starts_with("status:");
      is_of_item_.push_back(condition.dimension == "item" || is_status);
      is_missing_.push_back(is_status && condition.value != "valid");
      is_valid_.push_back(is_status && condition.value == "valid");
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
  /// A new value of the dimension of another one, for several values taken together.
  Number add_merged(Number like) {
    const Number dimension = dimensions_[like];
    dimensions_.push_back(dimension);
    is_fact_.push_back(false);
    is_answer_.push_back(false);
    is_said_.push_back(false);
    is_of_item_.push_back(false);
    is_missing_.push_back(false);
    is_valid_.push_back(false);
    return static_cast<Number>(dimensions_.size() - 1);
  }
  /// kNoVariable: no condition has it.
  Number dimension_of(const std::string& name) const {
    const auto at = names_.find(name);
    return at == names_.end() ? kNoVariable : at->second;
  }
  Number dimension(Number condition) const { return dimensions_[condition]; }
  bool is_fact(Number condition) const { return is_fact_[condition]; }
  bool is_answer(Number condition) const { return is_answer_[condition]; }
  /// Does whoever it selects have said something?
  bool is_said(Number condition) const { return is_said_[condition]; }
  /// Is it about who got an item, and who answered it at all?
  bool is_of_item(Number condition) const { return is_of_item_[condition]; }
  bool is_missing(Number condition) const { return is_missing_[condition]; }
  bool is_valid(Number condition) const { return is_valid_[condition]; }
  /// Is it a particular of people: a group, a municipality, a file?
  bool is_particular(Number condition) const {
    return !is_fact_[condition] && !is_answer_[condition] && !is_said_[condition] &&
           !is_of_item_[condition];
  }
  std::size_t size() const { return dimensions_.size(); }

 private:
  std::map<std::pair<std::string, std::string>, Number> numbers_;
  std::map<std::string, Number, std::less<>> names_;
  std::vector<Number> dimensions_;
  std::vector<bool> is_fact_, is_answer_, is_said_, is_of_item_, is_missing_, is_valid_;
};

/// A partition in numbers.
struct Split {
  Number dimension = 0;
  Key values, within, implied;
  std::map<Number, double> scores;  // of values
  bool overlapping = false;
};

class Reader {
 public:
  Reader(const Summary& summary, double least) : summary_(summary), least_(least) {}

  Reading read() {
    for (const Table& table : summary_.tables) read(table);
    split();
    merge();
    relate_splits();
    relate_wider();
    relate_mentions();
    relate_statistics();
    relate_means();
    out_.find = [conditions = conditions_, ids = std::move(ids_)](const Selection& who,
                                                                  Measure measure) {
      Key key;
      if (measure == Measure::mentions) key.push_back(kMentions);
      for (const Condition& one : who) {
        const Number n = conditions.find(one.dimension, one.value);
        if (n == kNoVariable) return kNoVariable;
        insert(key, n);
      }
      const auto at = ids.find(key);
      return at == ids.end() ? kNoVariable : at->second;
    };
    return std::move(out_);
  }

 private:
  // --- variables ---------------------------------------------------------------------------------

  Id find(const Key& key) const {
    const auto at = ids_.find(key);
    return at == ids_.end() || at->second == kMerged ? kNoVariable : at->second;
  }

  /// Is it a fact about the study: who took part, who got an item, who left it out? But not that
  /// few answered it: what is told of them would be told of few.
  bool is_fact(const Key& key, double people) const {
    const bool missing =
        std::any_of(key.begin(), key.end(), [&](Number n) { return conditions_.is_missing(n); });
    const bool all = std::all_of(key.begin(), key.end(), [&](Number n) {
      return conditions_.is_fact(n) || conditions_.is_of_item(n) ||
             (missing && conditions_.is_answer(n));  // which "don't know"
    });
    const bool answered =
        std::any_of(key.begin(), key.end(), [&](Number n) { return conditions_.is_valid(n); });
    return all && !(answered && people > 0 && people < least_);
  }

  /// That few did not answer is no secret.
  bool is_few(const Key& key, double people) const {
    return people > 0 && people < least_ && std::none_of(key.begin(), key.end(), [&](Number n) {
             return conditions_.is_missing(n);
           });
  }

  /// The variable of the key, which some table publishes.
  Id publish(const Key& key, double value, double people) {
    const auto [at, is_new] = ids_.emplace(key, static_cast<Id>(keys_.size()));
    if (is_new) {
      Variable variable;
      variable.value = value;
      variable.fixed = is_fact(key, people);
      variable.worth = std::none_of(key.begin(), key.end(),
                                    [&](Number n) { return conditions_.is_particular(n); })
                           ? kWorthOfAll
                           : 1;
      out_.system.add(variable);
      keys_.push_back(key);
      people_.push_back(0);
    }
    people_[at->second] = std::max(people_[at->second], people);
    Variable& variable = out_.system.variables[at->second];
    if (variable.value != value) ++out_.disagreeing;
    if (!variable.fixed && is_few(key, people)) variable.few = true;
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
    reading.bases.assign(table.columns.size(), kNoVariable);
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
      const double base = table.columns[c].base;
      if (!tells_people) continue;
      if (base < 0) {  // the table's, which is that of the first of such columns
        if (!is_people(table.columns[c].measure) || table.base_count < 1) continue;
        if (of_column[c].empty()) continue;  // nothing is said of whom it counts
        reading.bases[c] = publish(of_column[c], std::round(table.base_count), table.base_count);
        if (reading.base == kNoVariable) reading.base = reading.bases[c];
        continue;
      }
      Key key = of_column[c];
      const Id known = find(key);
      // Shares can rest on fewer than all who were asked: those who answered.
      if (known != kNoVariable && out_.system.variables[known].value != std::round(base)) {
        insert(key, conditions_.add({"base", std::to_string(static_cast<std::int64_t>(base))}));
      }
      reading.bases[c] = publish(key, std::round(base), base);
    }
    if (reading.base == kNoVariable && tells_people && table.base_count >= 1 && !of_table.empty()) {
      reading.base = publish(of_table, std::round(table.base_count), table.base_count);
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
        const Measure measure = row.measure.value_or(table.columns[c].measure);
        const bool is_text = measure == Measure::statistic &&
                             std::holds_alternative<std::string>(row.cells[c]) &&
                             !std::get<std::string>(row.cells[c]).empty();
        if (!is_text && (number == nullptr || !std::isfinite(*number))) continue;
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
          case Measure::mean:
          case Measure::statistic:
            out_.statistics.push_back({t,
                                       static_cast<std::uint32_t>(r),
                                       static_cast<std::uint32_t>(c),
                                       kNoVariable,
                                       behind,
                                       {},
                                       kNoRelation});
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
      for (std::size_t v = 0; v < partition.values.size(); ++v) {
        const Number value = conditions_.add({partition.dimension, partition.values[v]});
        insert(one.values, value);
        if (v < partition.scores.size()) one.scores[value] = partition.scores[v];
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

  // --- merged columns ----------------------------------------------------------------------------

  /// Of the keys of one kind of source, or of mentions: values to be merged, and into what.
  using Merging = std::map<Number, Number>;

  Number kind_of(const Key& key) const {
    for (const Number n : key) {
      if (conditions_.dimension(n) == kind_) return n;
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

  void choose_merged(const Split& split) {
    const Number kind = kind_of(split.within);
    const bool main = kind == main_ || kind == kMentions;
    // How many people have each value: for the main kind also whoever else is heard of.
    std::map<Key, std::vector<std::pair<double, Number>>> classes;  // by the values they lie within
    for (const Number value : split.values) {
      Key base = split.within;
      insert(base, value);
      const Id known = find(base);
      double people = known == kNoVariable ? 0 : out_.system.variables[known].value;
      if (kind == kMentions) people = heard_of(value);
      if (people <= 0) continue;
      Key within;
      for (const std::uint32_t s : splits_of_[value]) {
        if (!splits_[s].implied.empty()) insert(within, s);
      }
      classes[within].emplace_back(people, value);
    }
    Merging& merging = mergings_[main ? Number{kMentions} : kind];
    for (auto& [within, values] : classes) {
      std::sort(values.begin(), values.end());
      double sum = 0;
      std::size_t taken = 0;
      // Each has somebody: one of them can have all but one for each of the others.
      const auto enough = [&] {
        return taken > 1 && sum >= least_ + static_cast<double>(taken) - 1;
      };
      while (taken < values.size() && (values[taken].first < least_ || (taken > 0 && !enough()))) {
        sum += values[taken++].first;
      }
      if (!enough()) continue;
      Number into = kNoVariable;
      for (std::size_t v = 0; v < taken; ++v) {
        const auto at = merging.find(values[v].second);
        if (at != merging.end()) into = at->second;
      }
      if (into == kNoVariable) {
        into = conditions_.add_merged(values.front().second);
        splits_of_.emplace_back();
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

  void merge() {
    kind_ = conditions_.dimension_of("kind");
    for (Id v = 0; v < keys_.size(); ++v) {
      const Key& key = keys_[v];
      if (kind_of(key) == kMentions && !key.empty() && key.front() == kMentions) {
        for (const Number n : key) heard_[n] = std::max(heard_[n], people_[v]);
      }
      if (main_ == kNoVariable && key.size() > 2 && key.front() != kMentions &&
          std::any_of(key.begin(), key.end(), [&](Number n) { return conditions_.is_said(n); }) &&
          kind_of(key) != kMentions) {
        main_ = kind_of(key);
      }
    }
    for (const Split& split : splits_) {
      if (split.overlapping || !split.implied.empty() || split.within.size() != 1 ||
          !conditions_.is_fact(split.within.front()) ||
          conditions_.dimension(split.values.front()) == kind_) {
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

  /// Sums take the place of the variables that are merged.
  void merge_variables() {
    std::vector<Id> now(keys_.size());
    const System before = std::move(out_.system);
    const std::vector<Key> keys = std::move(keys_);
    const std::vector<double> people = std::move(people_);
    out_.system = {};
    keys_.clear();
    people_.clear();
    ids_.clear();
    std::vector<bool> is_merged(keys.size());
    Key key;
    for (Id v = 0; v < keys.size(); ++v) {
      is_merged[v] = merged(keys[v], key);
      if (!is_merged[v]) key = keys[v];
      const auto [at, is_new] = ids_.emplace(key, static_cast<Id>(keys_.size()));
      now[v] = at->second;
      if (is_new) {
        Variable fresh = before.variables[v];
        fresh.value = 0;
        out_.system.add(fresh);
        keys_.push_back(key);
        people_.push_back(0);
      }
      Variable& variable = out_.system.variables[now[v]];
      variable.value += before.variables[v].value;
      people_[now[v]] += people[v];
      variable.few = !variable.fixed && is_few(key, people_[now[v]]);
    }
    std::vector<std::uint32_t> together(keys_.size());
    for (Id v = 0; v < keys.size(); ++v) together[now[v]] += is_merged[v];
    const auto follow = [&](Id& id) {
      if (id == kNoVariable) return;
      // What nobody of the merged has is no secret; and one that stands alone is told by their sum.
      const bool hidden =
          is_merged[id] && together[now[id]] > 1 && out_.system.variables[now[id]].value > 0;
      id = hidden ? kMerged : now[id];
    };
    for (TableReading& table : out_.tables) {
      for (std::vector<Id>& row : table.cells) std::for_each(row.begin(), row.end(), follow);
      std::for_each(table.bases.begin(), table.bases.end(), follow);
      std::for_each(table.notes.begin(), table.notes.end(), follow);
      follow(table.base);
    }
    for (Id v = 0; v < keys.size(); ++v) {
      if (!is_merged[v]) continue;
      Id id = v;
      follow(id);
      ids_.insert_or_assign(keys[v], id);
    }
  }

  void merge_splits() {
    for (Split& split : splits_) {
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
      split.values = std::move(values);
    }
    for (auto& of : splits_of_) of.clear();
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
          // A value that nobody has, as another table tells, needs no column; nor one of which
          // nothing is mentioned.
          if (!place.whole.empty() && place.whole.front() == kMentions) continue;
          Key anybody = split.within;
          insert(anybody, value);
          const Id base = find(anybody);
          open = open || base == kNoVariable || out_.system.variables[base].value > 0;
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
      const auto base = ids_.find(key);
      statistic.base = base == ids_.end() ? kNoVariable : base->second;
      const auto at = answers.find(key);
      if (at != answers.end()) statistic.answers = at->second;
      // A measure of how answers and groups hang together tells of all their table's cells.
      const TableReading& table = out_.tables[statistic.table];
      for (const std::vector<Id>& row : table.cells) {
        for (const Id v : row) {
          if (v == kNoVariable || v == kMerged || keys_[v].size() <= key.size()) continue;
          const bool answer = std::any_of(keys_[v].begin(), keys_[v].end(),
                                          [&](Number n) { return conditions_.is_answer(n); });
          if (answer && std::includes(keys_[v].begin(), keys_[v].end(), key.begin(), key.end())) {
            statistic.answers.push_back(v);
          }
        }
      }
    }
  }

  /// A mean of known scores and its base tell the sum of the scores, about.
  void relate_means() {
    std::map<Key, std::uint32_t> known_sums;
    for (std::size_t s = 0; s < out_.statistics.size(); ++s) {
      Statistic& statistic = out_.statistics[s];
      const TableReading& table = out_.tables[statistic.table];
      if (table.measures[statistic.row][statistic.column] != Measure::mean) continue;
      if (statistic.base == kNoVariable || statistic.base == kMerged) continue;
      const Key& key = statistic_keys_[s];
      const double mean = std::get<double>(
          summary_.tables[statistic.table].rows[statistic.row].cells[statistic.column]);
      const double sum = mean * out_.system.variables[statistic.base].value;
      for (const Split& split : splits_) {
        if (split.scores.empty() ||
            !std::includes(key.begin(), key.end(), split.within.begin(), split.within.end())) {
          continue;
        }
        std::vector<Id> terms;
        std::vector<double> times;
        double known = 0;
        bool all = true;
        for (const auto& [value, score] : split.scores) {
          const Id term = find(part_of(key, split, value));
          all = all && term != kNoVariable;
          if (term == kNoVariable || score == 0) continue;
          terms.push_back(term);
          times.push_back(score);
          known += score * out_.system.variables[term].value;
        }
        // With weights it is another mean, of which the numbers of people tell little.
        if (!all || std::abs(known - sum) > 1e-6 * std::max(1.0, sum)) continue;
        const auto [at, is_new] =
            known_sums.emplace(key, static_cast<std::uint32_t>(out_.system.relations.size()));
        if (is_new) {
          const double people = out_.system.variables[statistic.base].value;
          Variable variable;
          variable.value = std::round(mean * kMeanSteps) / kMeanSteps * people;
          variable.fixed = true;
          const Id total = out_.system.add(variable);
          keys_.push_back(key);
          out_.system.weigh(total, terms, times, (0.5 / kMeanSteps + 1e-9) * people);
        }
        statistic.relation = at->second;
        break;
      }
    }
  }

  const Summary& summary_;
  double least_;
  Reading out_;
  Conditions conditions_;
  std::unordered_map<Key, Id, KeyHash> ids_;
  std::vector<Key> keys_;               ///< by variable
  std::vector<double> people_;          ///< behind each variable; 0 = not known
  std::map<Number, Merging> mergings_;  ///< by kind; kMentions: the main kind and mentions
  std::map<Number, double> heard_;
  Number kind_ = kNoVariable, main_ = kNoVariable;
  std::vector<Key> statistic_keys_;
  std::vector<Split> splits_;
  std::vector<std::vector<std::uint32_t>> splits_of_;  ///< by condition
};

}  // namespace

Reading read(const Summary& summary, double least) { return Reader(summary, least).read(); }

}  // namespace samsyn::disclose
