#include "stages/disclose/reading.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "stages/disclose/conditions.hpp"

namespace samsyn::disclose {
namespace {

/// How much more readers lose by a number of all respondents than by one of a group.
constexpr double kWorthOfAll = 50;

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
        if (n == kNoNumber) return kNoVariable;
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

  /// That few did not answer is no secret.
  bool is_few(const Key& key, double people) const {
    return people > 0 && people < least_ && !conditions_.any_missing(key);
  }

  /// The variable of the key, which some table publishes.
  Id publish(const Key& key, double value, double people) {
    const auto [at, is_new] = ids_.emplace(key, static_cast<Id>(keys_.size()));
    if (is_new) {
      Variable variable;
      variable.value = value;
      variable.fixed = conditions_.is_fact(key);
      variable.worth = conditions_.any(key, About::particular) ? 1 : kWorthOfAll;
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

  static bool is_people(Measure m) { return m == Measure::people || m == Measure::share; }

  static bool tells_people(const Table& table) {
    return std::any_of(table.columns.begin(), table.columns.end(),
                       [](const TableColumn& one) { return is_people(one.measure); }) ||
           std::any_of(table.rows.begin(), table.rows.end(),
                       [](const TableRow& row) { return row.measure && is_people(*row.measure); });
  }

  void read(const Table& table) {
    TableReading& reading = out_.tables.emplace_back();
    const Key of_table = conditions_.key(table.who);
    std::vector<Key> of_column;
    for (const TableColumn& column : table.columns) {
      of_column.push_back(joined(of_table, conditions_.key(column.who)));
    }
    reading.bases.assign(table.columns.size(), kNoVariable);
    if (tells_people(table)) read_bases(table, of_table, of_column, reading);
    for (const NumberNote& note : table.number_notes) {
      const Key key = joined(of_table, conditions_.key(note.who));
      reading.notes.push_back(note.measure == Measure::people
                                  ? publish(key, std::round(note.people), note.people)
                                  : kNoVariable);
    }
    for (const TableRow& row : table.rows) {
      std::vector<Id>& ids = reading.cells.emplace_back(row.cells.size(), kNoVariable);
      std::vector<Measure>& measures =
          reading.measures.emplace_back(row.cells.size(), Measure::none);
      const Key of_row = conditions_.key(row.who);
      for (std::size_t c = 0; c < row.cells.size() && c < table.columns.size(); ++c) {
        measures[c] = measure_of(table, row, c);
        if (measures[c] == Measure::none) continue;
        ids[c] = read_cell(table, row, c, measures[c], joined(of_column[c], of_row));
      }
    }
  }

  void read_bases(const Table& table, const Key& of_table, const std::vector<Key>& of_column,
                  TableReading& reading) {
    std::optional<Key> of_base;
    if (table.base_who) of_base = conditions_.key(*table.base_who);
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
      const TableColumn& column = table.columns[c];
      if (column.base >= 0) {
        reading.bases[c] =
            publish(column.base_who ? conditions_.key(*column.base_who) : of_column[c],
                    std::round(column.base), column.base);
        continue;
      }
      // The table's, which is that of the first of such columns.
      if (!is_people(column.measure) || table.base_count < 1 || column.base_column > 0) continue;
      const Key& key = of_base ? *of_base : of_column[c];
      if (key.empty()) continue;  // nothing is said of whom it counts
      reading.bases[c] = publish(key, std::round(table.base_count), table.base_count);
      if (reading.base == kNoVariable) reading.base = reading.bases[c];
    }
    const Key& key = of_base ? *of_base : of_table;
    if (reading.base == kNoVariable && table.base_count >= 1 && !key.empty()) {
      reading.base = publish(key, std::round(table.base_count), table.base_count);
    }
  }

  /// None, where the cell holds neither a number nor a text that tells a statistic.
  static Measure measure_of(const Table& table, const TableRow& row, std::size_t c) {
    const Measure measure = row.measure.value_or(table.columns[c].measure);
    const auto* number = std::get_if<double>(&row.cells[c]);
    const auto* text = std::get_if<std::string>(&row.cells[c]);
    const bool tells = (number != nullptr && std::isfinite(*number)) ||
                       (measure == Measure::statistic && text != nullptr && !text->empty());
    return tells ? measure : Measure::none;
  }

  /// What the table's shares in the row rest on.
  static double base_of(const Table& table, const TableRow& row, std::size_t c) {
    const TableColumn& column = table.columns[c];
    if (column.base_column > 0) {
      const auto* base = std::get_if<double>(&row.cells[column.base_column]);
      return base == nullptr ? 0 : *base;
    }
    return column.base < 0 ? table.base_count : column.base;
  }

  Id read_cell(const Table& table, const TableRow& row, std::size_t c, Measure measure, Key key) {
    const auto* cell = std::get_if<double>(&row.cells[c]);
    const double number = cell == nullptr ? 0 : *cell;
    const double behind = c < row.people.size() ? row.people[c] : -1;
    switch (measure) {
      case Measure::none:
        break;
      case Measure::people:
        return publish(key, std::round(number), behind < 0 ? number : behind);
      case Measure::share: {
        const double people = behind < 0 ? std::round(number * base_of(table, row, c)) : behind;
        return publish(key, people, people);
      }
      case Measure::mentions:
        key.insert(key.begin(), kMentions);
        return publish(key, std::round(number), behind);
      case Measure::mean:
      case Measure::statistic: {
        Statistic& one = out_.statistics.emplace_back();
        one.table = static_cast<std::uint32_t>(out_.tables.size() - 1);
        one.row = static_cast<std::uint32_t>(&row - table.rows.data());
        one.column = static_cast<std::uint32_t>(c);
        one.people = behind;
        statistic_keys_.push_back(std::move(key));
        break;
      }
    }
    return kNoVariable;
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
      // All of so few people that each would be told by their sum, a fact, which nothing can change.
      const bool all = taken > 1 && classes.size() == 1;
      if (!enough() && !all) continue;
      Number into = kNoNumber;
      for (std::size_t v = 0; v < taken; ++v) {
        const auto at = merging.find(values[v].second);
        if (at != merging.end()) into = at->second;
      }
      if (into == kNoNumber) {
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
      if (main_ == kNoNumber && key.size() > 2 && key.front() != kMentions &&
          conditions_.any(key, About::said) && kind_of(key) != kMentions) {
        main_ = kind_of(key);
      }
    }
    for (const Split& split : splits_) {
      if (split.overlapping || !split.implied.empty() || split.within.size() != 1 ||
          !conditions_.is(split.within.front(), About::study) ||
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
          return !splits_[s].overlapping && whole_of(key, condition, splits_[s], whole) &&
                 find(whole) != kNoVariable;
        });
  }

  void relate_wider() {
    for (Id v = 0; v < keys_.size(); ++v) {
      const Key key = keys_[v];
      for (const Number condition : key) {
        if (condition == kMentions || in_sum(key, condition)) continue;
        const Id total = find(without(key, condition));
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
      if (n != kNoNumber) kinds.push_back(n);
    }
    for (Id v = 0; v < keys_.size(); ++v) {
      const Key key = keys_[v];
      if (!key.empty() && key.front() == kMentions) {
        if (answers == kNoNumber || segments == kNoNumber || !contains(key, answers)) continue;
        Key other = without(key, answers);
        insert(other, segments);
        const Id total = find(other);
        if (total != kNoVariable) out_.system.relate(Law::at_most, total, {v});
        continue;
      }
      // Who was asked may have said nothing.
      if (!conditions_.any(key, About::said)) {
        continue;
      }
      for (const Number unit : {answers, segments}) {
        if (unit == kNoNumber) continue;
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
        if (!conditions_.is(condition, About::answer)) continue;
        answers[without(keys_[v], condition)].push_back(v);
      }
    }
    std::vector<std::vector<Id>> cells;  // by table: numbers of people who gave an answer
    for (const TableReading& table : out_.tables) {
      std::vector<Id>& of_table = cells.emplace_back();
      for (const std::vector<Id>& row : table.cells) {
        std::copy_if(row.begin(), row.end(), std::back_inserter(of_table), [&](Id v) {
          return v != kNoVariable && v != kMerged && conditions_.any(keys_[v], About::answer);
        });
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
      for (const Id v : cells[statistic.table]) {
        if (keys_[v].size() > key.size() &&
            std::includes(keys_[v].begin(), keys_[v].end(), key.begin(), key.end())) {
          statistic.answers.push_back(v);
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
  Number kind_ = kNoNumber, main_ = kNoNumber;
  std::vector<Key> statistic_keys_;
  std::vector<Split> splits_;
  std::vector<std::vector<std::uint32_t>> splits_of_;  ///< by condition
};

}  // namespace

Reading read(const Summary& summary, double least) { return Reader(summary, least).read(); }

}  // namespace samsyn::disclose
