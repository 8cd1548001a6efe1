// «Mål och utfall»: figures by unit and year against a baseline and a target.

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>

#include "stages/figures/ledger.hpp"

namespace samsyn::figures {
namespace {

struct Unit {
  std::string name;
  std::map<std::uint32_t, double> values;
  std::optional<double> target, baseline;
  std::uint32_t target_year = 0, baseline_year = 0;
};

struct Measured {
  std::string measure;
  std::vector<Unit> units;  ///< in the order of the tables
  std::set<std::uint32_t> years;
};

std::vector<Measured> measures_of(const Ledger& ledger) {
  std::vector<Measured> out;
  for (const Ledger::Data& data : ledger.data()) {
    for (const DataFigure& figure : data.figures) {
      if (figure.total) continue;
      auto at = std::find_if(out.begin(), out.end(),
                             [&](const Measured& one) { return one.measure == figure.measure; });
      if (at == out.end()) at = out.insert(out.end(), Measured{figure.measure, {}, {}});
      auto unit = std::find_if(at->units.begin(), at->units.end(),
                               [&](const Unit& one) { return one.name == figure.unit; });
      if (unit == at->units.end()) {
        unit = at->units.insert(at->units.end(), Unit{figure.unit, {}, {}, {}, 0, 0});
      }
      if (figure.value) {
        at->years.insert(figure.year);
        unit->values.emplace(figure.year, *figure.value);  // the first one told stays
      }
      if (figure.target && figure.year >= unit->target_year) {
        unit->target = figure.target;
        unit->target_year = figure.year;
      }
      if (figure.baseline && (!unit->baseline || figure.year < unit->baseline_year)) {
        unit->baseline = figure.baseline;
        unit->baseline_year = figure.year;
      }
    }
  }
  out.erase(
      std::remove_if(out.begin(), out.end(), [](const Measured& one) { return one.years.empty(); }),
      out.end());
  return out;
}

void append(TableRow& row, const std::optional<double>& value) {
  row.cells.emplace_back();
  if (value) row.cells.back() = *value;
}

std::optional<double> share(const std::optional<double>& part, const std::optional<double>& of) {
  if (!part || !of || *of == 0) return {};
  return *part / *of;
}

/// What a row of the table tells.
struct Line {
  std::vector<std::optional<double>> values;  ///< by year
  std::optional<double> baseline, target;
};

class Writer {
 public:
  Writer(const Measured& measured, const Labels& labels) : of_(measured), labels_(labels) {
    years_.assign(of_.years.begin(), of_.years.end());
    for (const Unit& unit : of_.units) {
      targets_ = targets_ || unit.target.has_value();
      baselines_ = baselines_ || unit.baseline.has_value();
      for (const auto& [year, value] : unit.values) see(value);
      see(unit.target);
      see(unit.baseline);
    }
    compares_ = baselines_ || years_.size() > 1;
  }

  Table write(std::size_t number) {
    Table table;
    table.id = "figures.goals." + std::to_string(number);
    table.sheet = "figures";
    table.title =
        of_.measure.empty() ? labels_("title.goals") : labels_("title.goals-of", {of_.measure});
    table.base = labels_("goals.base", {std::to_string(of_.units.size())});
    const CellFormat format = whole_ ? CellFormat::count : CellFormat::decimal;
    table.columns.push_back({"unit", labels_("goals.unit")});
    if (baselines_) table.columns.push_back({"baseline", labels_("goals.baseline"), format});
    for (const std::uint32_t year : years_) {
      table.columns.push_back({"year" + std::to_string(year),
                               year == 0 ? labels_("goals.value") : std::to_string(year), format});
    }
    const auto last = static_cast<std::uint32_t>(table.columns.size() - 1);
    if (compares_) {
      const std::string from =
          baselines_ ? labels_("goals.the-baseline") : std::to_string(years_.front());
      table.columns.push_back({"change", labels_("goals.change", {from}), format});
      table.columns.push_back(
          {"change_share", labels_("goals.change-share", {from}), CellFormat::percent});
    }
    std::uint32_t target = 0;
    if (targets_) {
      target = static_cast<std::uint32_t>(table.columns.size());
      table.columns.push_back({"target", labels_("goals.target"), format});
      table.columns.push_back({"fulfilment", labels_("goals.fulfilment"), CellFormat::percent});
    }
    std::vector<const Unit*> units;
    for (const Unit& unit : of_.units) units.push_back(&unit);
    std::stable_sort(units.begin(), units.end(), [&](const Unit* a, const Unit* b) {
      return latest(*a).value_or(-1) > latest(*b).value_or(-1);
    });
    Line sum;
    for (const Unit* unit : units) {
      const Line line = line_of(*unit);
      add(sum, line, unit == units.front());
      table.rows.push_back(row(unit->name, unit->name, line));
    }
    if (units.size() > 1) {
      table.rows.push_back(row("sum", labels_("goals.sum"), sum));
      table.rows.back().emphasis = true;
    }
    table.ranked_by = last;
    Chart chart;
    chart.title = targets_ ? labels_("goals.chart", {table.columns[last].title})
                           : labels_("goals.chart-value", {table.columns[last].title});
    chart.category = 0;
    chart.series = {last};
    if (targets_) chart.series.push_back(target);
    chart.rows = static_cast<std::uint32_t>(units.size());
    table.charts.push_back(std::move(chart));
    table.notes = {labels_("goals.note-1")};
    if (compares_ && !baselines_) {
      table.notes.push_back(labels_("goals.note-first-year", {std::to_string(years_.front())}));
    }
    if (targets_) table.notes.push_back(labels_("goals.note-target"));
    return table;
  }

 private:
  void see(const std::optional<double>& value) {
    whole_ = whole_ && (!value || *value == std::floor(*value));
  }

  std::optional<double> latest(const Unit& unit) const {
    const auto at = unit.values.find(years_.back());
    return at == unit.values.end() ? std::nullopt : std::optional<double>(at->second);
  }

  Line line_of(const Unit& unit) const {
    Line out;
    for (const std::uint32_t year : years_) {
      const auto at = unit.values.find(year);
      out.values.push_back(at == unit.values.end() ? std::nullopt
                                                   : std::optional<double>(at->second));
    }
    out.target = unit.target;
    out.baseline = baselines_ ? unit.baseline : out.values.front();
    return out;
  }

  /// A sum holds where every unit has the figure: else it would be compared with less than it is
  /// of.
  static void add(Line& sum, const Line& line, bool first) {
    if (first) {
      sum = line;
      return;
    }
    const auto plus = [](std::optional<double>& a, const std::optional<double>& b) {
      a = a && b ? std::optional<double>(*a + *b) : std::nullopt;
    };
    for (std::size_t y = 0; y < line.values.size(); ++y) plus(sum.values[y], line.values[y]);
    plus(sum.target, line.target);
    plus(sum.baseline, line.baseline);
  }

  TableRow row(const std::string& id, const std::string& name, const Line& line) const {
    TableRow out{id};
    out.cells.emplace_back(name);
    if (baselines_) append(out, line.baseline);
    for (const auto& value : line.values) append(out, value);
    const std::optional<double>& now = line.values.back();
    if (compares_) {
      std::optional<double> change;
      if (now && line.baseline) change = *now - *line.baseline;
      append(out, change);
      append(out, share(change, line.baseline));
    }
    if (targets_) {
      append(out, line.target);
      append(out, share(now, line.target));
    }
    return out;
  }

  const Measured& of_;
  const Labels& labels_;
  std::vector<std::uint32_t> years_;
  bool targets_ = false, baselines_ = false, compares_ = false, whole_ = true;
};

}  // namespace

void add_goal_tables(const Ledger& ledger, const Labels& labels, Summary& summary) {
  const std::vector<Measured> all = measures_of(ledger);
  for (std::size_t m = 0; m < all.size(); ++m) {
    summary.tables.push_back(Writer(all[m], labels).write(m + 1));
  }
}

}  // namespace samsyn::figures
