// Numbers of tables as variables.

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "stages/disclose/draft.hpp"

namespace samsyn::disclose {
namespace {

/// How much more readers lose by a number of all respondents than by one of a group, and by one of
/// what they all said.
constexpr double kWorthOfAll = 1000;
constexpr double kWorthOfMentions = 50;
constexpr double kWorthOfUnknown = 0.1;  // nobody asks how many did not tell their sex

class TableReader {
 public:
  explicit TableReader(Draft& draft) : d_(draft) {}

  void read(const Table& table) {
    TableReading& reading = d_.reading.tables.emplace_back();
    const Key of_table = d_.conditions.key(table.who);
    std::vector<Key> of_column;
    for (const TableColumn& column : table.columns) {
      of_column.push_back(joined(of_table, d_.conditions.key(column.who)));
    }
    reading.bases.assign(table.columns.size(), kNoVariable);
    if (tells_people(table)) read_bases(table, of_table, of_column, reading);
    for (const NumberNote& note : table.number_notes) {
      const Key key = joined(of_table, d_.conditions.key(note.who));
      reading.notes.push_back(note.measure == Measure::people
                                  ? publish(key, std::round(note.people), note.people)
                                  : kNoVariable);
    }
    for (const TableRow& row : table.rows) {
      std::vector<Id>& ids = reading.cells.emplace_back(row.cells.size(), kNoVariable);
      std::vector<Measure>& measures =
          reading.measures.emplace_back(row.cells.size(), Measure::none);
      const Key of_row = d_.conditions.key(row.who);
      for (std::size_t c = 0; c < row.cells.size() && c < table.columns.size(); ++c) {
        measures[c] = measure_of(table, row, c);
        if (measures[c] == Measure::none) continue;
        ids[c] = read_cell(table, row, c, measures[c], joined(of_column[c], of_row));
      }
    }
  }

 private:
  /// The variable of the key, which some table publishes.
  Id publish(const Key& key, double value, double people) {
    const auto [at, is_new] = d_.ids.emplace(key, static_cast<Id>(d_.keys.size()));
    if (is_new) {
      Variable variable;
      variable.value = value;
      variable.fixed = d_.conditions.is_fact(key);
      const bool mentions = !key.empty() && key.front() == kMentions;
      variable.worth = d_.conditions.any_unknown(key)              ? kWorthOfUnknown
                       : d_.conditions.any(key, About::particular) ? 1
                       : mentions                                  ? kWorthOfMentions
                                                                   : kWorthOfAll;
      d_.reading.system.add(variable);
      d_.keys.push_back(key);
      d_.people.push_back(0);
    }
    d_.people[at->second] = std::max(d_.people[at->second], people);
    Variable& variable = d_.reading.system.variables[at->second];
    if (variable.value != value) ++d_.reading.disagreeing;
    if (!variable.fixed && d_.is_few(key, people)) variable.few = true;
    return at->second;
  }

  /// People, or what rests on people of a base.
  static bool is_people(Measure m) {
    return m == Measure::people || m == Measure::share || m == Measure::weighted ||
           m == Measure::bounds;
  }

  static bool tells_people(const Table& table) {
    return std::any_of(table.columns.begin(), table.columns.end(),
                       [](const TableColumn& one) { return is_people(one.measure); }) ||
           std::any_of(table.rows.begin(), table.rows.end(),
                       [](const TableRow& row) { return row.measure && is_people(*row.measure); });
  }

  void read_bases(const Table& table, const Key& of_table, const std::vector<Key>& of_column,
                  TableReading& reading) {
    std::optional<Key> of_base;
    if (table.base_who) of_base = d_.conditions.key(*table.base_who);
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
      const TableColumn& column = table.columns[c];
      if (column.base >= 0) {
        reading.bases[c] =
            publish(column.base_who ? d_.conditions.key(*column.base_who) : of_column[c],
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
                       std::holds_alternative<Interval>(row.cells[c]) ||
                       ((measure == Measure::statistic || measure == Measure::verdict) &&
                        text != nullptr && !text->empty());
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
      case Measure::verdict:
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
      case Measure::weighted:
      case Measure::part:
      case Measure::bounds:
      case Measure::mean:
      case Measure::statistic: {
        Statistic& one = d_.reading.statistics.emplace_back();
        one.table = static_cast<std::uint32_t>(d_.reading.tables.size() - 1);
        one.row = static_cast<std::uint32_t>(&row - table.rows.data());
        one.column = static_cast<std::uint32_t>(c);
        one.people = behind;
        d_.statistic_keys.push_back(std::move(key));
        break;
      }
    }
    return kNoVariable;
  }

  Draft& d_;
};

}  // namespace

void read_tables(Draft& draft) {
  TableReader reader(draft);
  for (const Table& table : draft.summary.tables) reader.read(table);
}

void read_partitions(Draft& draft) {
  for (const Partition& partition : draft.summary.partitions) {
    Split one;
    for (std::size_t v = 0; v < partition.values.size(); ++v) {
      const Number value = draft.conditions.add({partition.dimension, partition.values[v]});
      insert(one.values, value);
      if (v < partition.scores.size()) one.scores[value] = partition.scores[v];
      if (v < partition.weights.size()) one.weights[value] = partition.weights[v];
    }
    const bool sums = partition.mean_of.empty();
    if (sums && one.values.size() < 2 && !partition.overlapping && partition.implied.empty())
      continue;
    if (one.values.empty()) continue;
    one.dimension = draft.conditions.dimension(one.values.front());
    one.within = draft.conditions.key(partition.within);
    one.implied = draft.conditions.key(partition.implied);
    one.mean_of = draft.conditions.key(partition.mean_of);
    one.overlapping = partition.overlapping;
    draft.splits.push_back(std::move(one));
  }
  draft.splits_of.resize(draft.conditions.size());
  for (std::uint32_t s = 0; s < draft.splits.size(); ++s) {
    if (!draft.splits[s].mean_of.empty()) continue;
    for (const Number value : draft.splits[s].values) draft.splits_of[value].push_back(s);
  }
}

}  // namespace samsyn::disclose
