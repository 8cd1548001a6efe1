// Distributions and measures of closed items.

#include "stages/summarise/closed_tables.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "stages/summarise/statistics/proportions.hpp"
#include "stages/summarise/words.hpp"

namespace samsyn::summarise {
namespace {

constexpr double kManySteps = 5;  // a scale of so many has two top boxes

std::string count(const ClosedDesk& desk, double n) {
  return number_text(n, 0, desk.desk.language());
}

TableCell number_cell(double value) {
  if (!std::isfinite(value)) return {};
  return value;
}

Condition status(const ItemCounts& item, std::string value) {
  return {"status:" + item.id, std::move(value)};
}

/// A mass as the table shows it: people, their share of those asked, their share of valid answers
/// with its interval.
struct FrequencyRow {
  std::string id, title;
  Mass mass;
  Selection who;
  bool valid = false;  ///< has it a share of the valid answers?
};

class Frequencies {
 public:
  Frequencies(const ClosedDesk& desk, const ItemCounts& item)
      : desk_(desk),
        labels_(desk.desk.labels),
        item_(item),
        counted_(item, everybody(desk.desk.counts.people.size()), desk.weights),
        options_(desk.desk.counts.items.options(item, desk.desk.before)) {}

  Table table(Summary& summary) {
    table_.id = "closed." + item_.id;
    table_.sheet = table_.id;
    table_.title = wording_of(item_);
    table_.base_count = static_cast<double>(counted_.asked(0).people);
    table_.base = labels_("base.closed", {count(desk_, table_.base_count)});
    table_.who = {{"item", item_.id}};
    add_columns();
    for (const std::string& option : options_) {
      add({option,
           option,
           counted_.of(option, 0),
           {status(item_, "valid"), {"answer:" + item_.id, option}},
           true});
    }
    const auto bars = static_cast<std::uint32_t>(table_.rows.size());
    add_rest();
    add_notes();
    add_chart(bars);
    add_partitions(summary);
    return std::move(table_);
  }

 private:
  bool is_multiple() const { return item_.type == ItemType::multiple; }

  void add_columns() {
    table_.columns = {
        {"option", labels_("column.option")},
        {"respondents", labels_("column.respondents"), CellFormat::count, -1, Measure::people},
        {"share", labels_("column.share-asked"), CellFormat::percent, -1, Measure::share},
        {"valid_share",
         labels_(is_multiple() ? "column.share-answered" : "column.share-valid"),
         CellFormat::percent,
         static_cast<double>(counted_.valid(0).people),
         desk_.weighted() ? Measure::weighted : Measure::share,
         {status(item_, "valid")}},
        {"low", labels_("column.low"), CellFormat::percent, -1, Measure::statistic},
        {"high", labels_("column.high"), CellFormat::percent, -1, Measure::statistic}};
    table_.columns[3].weight = counted_.valid(0).weight;
    if (is_multiple()) {
      for (const std::string& option : options_) answers_ += counted_.of(option, 0).weight;
      table_.columns.push_back({"answers_share", labels_("column.share-answers"),
                                CellFormat::percent, -1,
                                desk_.weighted() ? Measure::weighted : Measure::part});
      table_.columns.back().base_column = desk_.weighted() ? 0 : 1;
      table_.columns.back().weight = answers_;
    }
  }

  void add(FrequencyRow from) {
    const auto people = static_cast<double>(from.mass.people);
    TableRow row{from.id, {from.title, people}};
    row.cells.push_back(share(people, static_cast<double>(counted_.asked(0).people)));
    row.who = std::move(from.who);
    const Mass& valid = counted_.valid(0);
    const Outcome<Bounds> bounds =
        from.valid ? bounds_of_share(from.mass, valid, desk_.weighted()) : Why::nobody;
    row.cells.push_back(bounds ? TableCell{from.mass.weight / valid.weight} : TableCell{});
    row.cells.push_back(bounds ? TableCell{bounds->low} : TableCell{});
    row.cells.push_back(bounds ? TableCell{bounds->high} : TableCell{});
    if (is_multiple()) {
      row.cells.push_back(from.valid ? share(from.mass.weight, answers_) : TableCell{});
    }
    row.people.assign(row.cells.size(), people);
    table_.rows.push_back(std::move(row));
  }

  /// Don't know, no answer, and everybody asked.
  void add_rest() {
    const std::vector<std::string> unsure = desk_.desk.counts.items.dont_know(item_);
    if (!is_multiple()) {
      for (const std::string& option : unsure) {
        add({"dont_know:" + option,
             labels_("row.dont-know", {option}),
             counted_.of(option, 0),
             {status(item_, "dont_know"), {"answer:" + item_.id, option}}});
      }
    } else if (!unsure.empty()) {
      add({"dont_know",
           labels_("row.dont-know", {unsure.front()}),
           counted_.unsure(0),
           {status(item_, "dont_know")}});
    }
    add({"no_answer", labels_("row.no-answer"), counted_.silent(0), {status(item_, "no_answer")}});
    add({"asked", labels_("row.asked"), counted_.asked(0), {}});
    table_.rows.back().emphasis = true;
  }

  void add_notes() {
    const Mass& valid = counted_.valid(0);
    const auto people = static_cast<double>(valid.people);
    add_number("closed.valid", people);
    table_.notes.push_back(
        labels_(desk_.weighted() ? "closed.interval-weighted" : "closed.interval"));
    if (is_multiple()) table_.notes.push_back(labels_("closed.multiple"));
    if (desk_.weighted()) {
      add_number("closed.weighted", std::round(valid.effective()), Measure::statistic);
    }
    if (item_.reversed) table_.notes.push_back(labels_("closed.reversed"));
    if (!item_.others.empty()) {
      const std::uint32_t least = desk_.desk.counts.study.privacy.least_cell;
      table_.notes.push_back(labels_("closed.others-note", {item_.others, std::to_string(least)}));
    }
    add_wordings(desk_, item_, table_);
  }

  /// A note that tells a number of the people who gave a valid answer.
  void add_number(const char* key, double number, Measure measure = Measure::people) {
    table_.number_notes.push_back({static_cast<std::uint32_t>(table_.notes.size()),
                                   measure,
                                   {status(item_, "valid")},
                                   static_cast<double>(counted_.valid(0).people)});
    table_.notes.push_back(labels_(key, {count(desk_, number)}));
  }

  void add_chart(std::uint32_t bars) {
    if (bars == 0 || counted_.valid(0).people == 0) return;
    Chart chart{wording_of(item_), 0, {3U}};
    chart.rows = bars;
    chart.base = true;
    table_.charts.push_back(std::move(chart));
  }

  void add_partitions(Summary& summary) const {
    const Selection asked{{"item", item_.id}};
    summary.partitions.push_back(
        {"status:" + item_.id, {"valid", "dont_know", "no_answer"}, asked});
    if (is_multiple()) return;
    std::uint64_t sum = 0;
    for (const std::string& option : options_) sum += counted_.of(option, 0).people;
    // In long tables somebody may have answered twice: then the options are no partition.
    if (sum != counted_.valid(0).people) return;
    Selection valid = asked;
    valid.push_back(status(item_, "valid"));
    Partition answers{"answer:" + item_.id, options_, std::move(valid)};
    if (item_.type == ItemType::scale) answers.scores = scores();
    summary.partitions.push_back(std::move(answers));
  }

  /// What each option counts in means; none, when one of them has no score. Which score an option
  /// has that nobody chose is told by its place among the steps.
  std::vector<double> scores() const {
    std::vector<double> out;
    bool ascending = item_.steps.size() == options_.size();
    bool descending = ascending;
    for (std::size_t o = 0; o < options_.size(); ++o) {
      const auto value = std::find_if(item_.values.begin(), item_.values.end(),
                                      [&](const Value& one) { return one.label == options_[o]; });
      out.push_back(value == item_.values.end() ? std::numeric_limits<double>::quiet_NaN()
                                                : value->score);
      if (std::isnan(out.back())) continue;
      ascending = ascending && item_.steps[o] == out[o];
      descending = descending && item_.steps[options_.size() - 1 - o] == out[o];
    }
    for (std::size_t o = 0; o < out.size(); ++o) {
      if (!std::isnan(out[o])) continue;
      if (!ascending && !descending) return {};
      out[o] = item_.steps[ascending ? o : options_.size() - 1 - o];
    }
    return out;
  }

  const ClosedDesk& desk_;
  const Labels& labels_;
  const ItemCounts& item_;
  Breakdown counted_;
  std::vector<std::string> options_;
  double answers_ = 0;
  Table table_;
};

/// Numbers and dates: measures below each other.
Table numbers(const ClosedDesk& desk, const ItemCounts& item) {
  const Labels& labels = desk.desk.labels;
  const Breakdown counted(item, everybody(desk.desk.counts.people.size()), desk.weights);
  Table table;
  table.id = "closed." + item.id;
  table.sheet = table.id;
  table.title = wording_of(item);
  table.base_count = static_cast<double>(counted.asked(0).people);
  table.base = labels("base.closed", {count(desk, table.base_count)});
  table.who = {{"item", item.id}};
  const bool is_date = item.type == ItemType::date;
  table.columns = {{"measure", labels("column.measure")},
                   {"value", labels("column.value"),
                    is_date ? CellFormat::text : CellFormat::decimal, -1, Measure::statistic}};
  const auto add_count = [&](const char* id, const char* key, double n, Selection who) {
    TableRow row{id, {labels(key), n}};
    row.format = CellFormat::count;
    row.measure = Measure::people;
    row.who = std::move(who);
    table.rows.push_back(std::move(row));
  };
  const std::vector<Step> steps = counted.steps(0);
  const Outcome<Description> described = describe(steps);
  const double n = described ? static_cast<double>(described->people) : 0;
  const auto add_measure = [&](const char* id, const char* key, TableCell value,
                               std::uint64_t people = 0) {
    TableRow row{id, {labels(key), std::move(value)}};
    const double behind = people == 0 ? n : static_cast<double>(people);
    row.people = {behind, behind};
    table.rows.push_back(std::move(row));
  };
  add_count("n", "row.valid", n, {status(item, "valid")});
  if (described && is_date) {
    add_measure("first", "row.first", date_text(described->least), steps.front().people);
    add_measure("last", "row.last", date_text(described->most), steps.back().people);
  } else if (described) {
    add_measure("mean", "row.mean", number_cell(described->mean));
    if (described->interval) {
      add_measure("low", "row.mean-low", number_cell(described->interval->low));
      add_measure("high", "row.mean-high", number_cell(described->interval->high));
    }
    add_measure("median", "row.median", number_cell(described->median));
    add_measure("min", "row.min", number_cell(described->least), steps.front().people);
    add_measure("max", "row.max", number_cell(described->most), steps.back().people);
    add_measure("sd", "row.sd",
                described->deviation ? number_cell(*described->deviation) : TableCell{});
  }
  if (const Mass unread = counted.unread(0); unread.people > 0) {
    add_count("unread", "row.unread", static_cast<double>(unread.people), {{"unread", item.id}});
  }
  if (!desk.desk.counts.items.dont_know(item).empty()) {
    add_count("dont_know", "row.dont-know-any", static_cast<double>(counted.unsure(0).people),
              {status(item, "dont_know")});
  }
  add_count("no_answer", "row.no-answer", static_cast<double>(counted.silent(0).people),
            {status(item, "no_answer")});
  if (!is_date && n > 1) table.notes.push_back(labels("closed.sd"));
  if (desk.weighted() && described) {
    table.number_notes.push_back({static_cast<std::uint32_t>(table.notes.size()),
                                  Measure::statistic,
                                  {status(item, "valid")},
                                  n});
    table.notes.push_back(
        labels("closed.weighted", {count(desk, std::round(described->effective.people))}));
  }
  add_wordings(desk, item, table);
  return table;
}

/// The share in the top boxes; nothing when the scale's steps aren't known.
void add_top(const ItemCounts& item, const std::vector<Step>& steps, TableRow& row) {
  TableCell top;
  if (item.steps.size() > 1) {
    const std::size_t boxes = static_cast<double>(item.steps.size()) < kManySteps ? 1 : 2;
    const Outcome<Share> found =
        share_between(steps, item.steps[item.steps.size() - boxes], item.steps.back());
    if (found) top = found->share;
  }
  row.cells.push_back(std::move(top));
}

Table all_measures(const ClosedDesk& desk) {
  const Labels& labels = desk.desk.labels;
  Table table;
  table.id = "closed.measures";
  table.sheet = "closed";
  table.title = labels("title.closed-measures");
  table.base = labels("base.closed-measures");
  table.columns = measure_columns(labels);
  table.columns.insert(table.columns.begin(), {"item", labels("column.item")});
  bool has_scale = false;
  for (const ItemCounts& item : desk.desk.counts.items.all()) {
    if (item.type != ItemType::number && item.type != ItemType::scale) continue;
    const Breakdown counted(item, everybody(desk.desk.counts.people.size()), desk.weights);
    const std::vector<Step> steps = counted.steps(0);
    if (steps.empty()) continue;
    TableRow row{item.id, {wording_of(item)}};
    row.who = {{"item", item.id}, status(item, "valid")};
    add_measures(steps, row);
    add_top(item, steps, row);
    row.people.resize(row.cells.size(), row.people[1]);
    has_scale = has_scale || item.type == ItemType::scale;
    table.base_count = std::max(table.base_count, row.people[0]);
    table.rows.push_back(std::move(row));
  }
  table.columns.push_back(
      {"top", labels("column.top"), CellFormat::percent, -1, Measure::statistic});
  table.notes.push_back(labels("closed.sd"));
  table.notes.push_back(labels("closed.mean-interval"));
  if (has_scale) {
    table.notes.push_back(labels("closed.scales"));
    table.notes.push_back(labels("closed.top"));
  }
  return table;
}

}  // namespace

std::string wording_of(const ItemCounts& item) {
  return item.wordings.empty() ? item.id : item.wordings.front();
}

std::string heading_of(const ItemCounts& item) {
  std::string wording = wording_of(item);
  while (!wording.empty() && std::string_view(" .:?").find(wording.back()) != std::string::npos) {
    wording.pop_back();
  }
  return wording.empty() ? item.id : wording;
}

void add_wordings(const ClosedDesk& desk, const ItemCounts& item, Table& table) {
  for (std::size_t w = 1; w < item.wordings.size(); ++w) {
    table.notes.push_back(desk.desk.labels("closed.wording", {item.wordings[w]}));
  }
  if (item.shown != kNone) {
    table.notes.push_back(
        desk.desk.labels("closed.occasion", {desk.desk.counts.study.occasions.order[item.shown]}));
  }
}

std::vector<TableColumn> measure_columns(const Labels& labels) {
  const auto measure = [&](const char* id, const char* key) {
    return TableColumn{id, labels(key), CellFormat::decimal, -1, Measure::statistic};
  };
  return {{"n", labels("column.valid"), CellFormat::count, -1, Measure::people},
          {"mean", labels("row.mean"), CellFormat::decimal, -1, Measure::mean},
          measure("low", "column.low"),
          measure("high", "column.high"),
          measure("median", "row.median"),
          measure("min", "row.min"),
          measure("max", "row.max"),
          measure("sd", "row.sd")};
}

void add_measures(const std::vector<Step>& steps, TableRow& row) {
  const Outcome<Description> described = describe(steps);
  if (!described) {
    row.cells.emplace_back(0.0);
    row.cells.resize(row.cells.size() + 7);
    row.people.assign(row.cells.size(), 0);
    return;
  }
  row.cells.emplace_back(static_cast<double>(described->people));
  row.cells.push_back(number_cell(described->mean));
  const Outcome<Bounds>& interval = described->interval;
  row.cells.push_back(interval ? number_cell(interval->low) : TableCell{});
  row.cells.push_back(interval ? number_cell(interval->high) : TableCell{});
  row.cells.push_back(number_cell(described->median));
  row.cells.push_back(number_cell(described->least));
  row.cells.push_back(number_cell(described->most));
  row.cells.push_back(described->deviation ? number_cell(*described->deviation) : TableCell{});
  // The least and the most tell what those have who have it.
  row.people.assign(row.cells.size(), static_cast<double>(described->people));
  row.people[row.cells.size() - 3] = static_cast<double>(steps.front().people);
  row.people[row.cells.size() - 2] = static_cast<double>(steps.back().people);
}

void add_closed(const ClosedDesk& desk, Summary& summary, std::vector<Tested>& tested) {
  const Counts& counts = desk.desk.counts;
  const std::vector<std::uint32_t> attributes = compared(counts.study);
  Table measures = all_measures(desk);
  if (!measures.rows.empty()) {
    summary.sheets.push_back({"closed", desk.desk.labels("sheet.closed")});
    summary.tables.push_back(std::move(measures));
  }
  const auto add = [&](const ItemCounts& item) {
    const bool is_measured = item.type == ItemType::number || item.type == ItemType::date;
    summary.tables.push_back(is_measured ? numbers(desk, item)
                                         : Frequencies(desk, item).table(summary));
    summary.sheets.push_back({summary.tables.back().sheet, heading_of(item)});
    for (const std::uint32_t attribute : attributes) {
      add_item_by(desk, item, attribute, summary, tested);
    }
  };
  for (const ItemCounts& item : counts.items.all()) {
    if (item.type != ItemType::open && item.id != counts.study.weights.item) add(item);
  }
  add_reliability(desk, summary);
  for (const ScaleIndex& index : counts.study.indices) add(index_item(counts, index));
}

}  // namespace samsyn::summarise
