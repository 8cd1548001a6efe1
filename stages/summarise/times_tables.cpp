// Means and shares at each time, of the people who answered at all of them.

#include <algorithm>
#include <cmath>
#include <optional>

#include "stages/summarise/panel.hpp"
#include "stages/summarise/statistics/families.hpp"
#include "stages/summarise/statistics/repeated.hpp"
#include "stages/summarise/words.hpp"

namespace samsyn::summarise {
namespace {

constexpr std::uint32_t kMostLines = 8;  // of a chart that can still be read

/// One thing at all times.
struct OverTimes {
  std::string id, title;
  Trace::Kind kind = Trace::Kind::score;
  bool is_step = false;  ///< of a scale: means can be compared by eye
  double n = 0;
  std::vector<double> means;
  Selection who;
  std::string test, statistic;  ///< "" where nothing was tested
  bool changed = false;         ///< somebody's answer did
  std::optional<double> p, w;
};

class TimesTables {
 public:
  TimesTables(const ClosedDesk& desk, const Panel& panel, Summary& summary)
      : desk_(desk.desk),
        weighted_(desk.weighted()),
        labels_(desk.desk.labels),
        language_(desk.desk.language()),
        panel_(panel),
        summary_(summary) {}

  void add() {
    panel_.each([&](const Trace& trace) { over(trace); });
    // Lines of a chart are the first rows.
    std::stable_partition(rows_.begin(), rows_.end(),
                          [](const OverTimes& one) { return one.is_step; });
    std::vector<std::optional<double>> p;
    for (const OverTimes& one : rows_) p.push_back(one.p);
    const std::vector<std::optional<double>> adjusted = holm(p);
    for (const bool scores : {true, false}) table(scores, adjusted);
  }

 private:
  void over(const Trace& trace) {
    const std::size_t times = panel_.times().size();
    OverTimes row;
    row.id = trace.id;
    row.title = trace.title;
    row.kind = trace.kind;
    row.is_step = trace.item->type == ItemType::scale || trace.item == panel_.stair() ||
                  panel_.is_index(*trace.item);
    row.means.resize(times);
    std::map<std::vector<double>, std::uint64_t> patterns;
    std::vector<double> pattern(times);
    for (std::size_t p = 0; p < panel_.people().size(); ++p) {
      const auto* first = trace.values.data() + p * times;
      if (std::any_of(first, first + times, [](double value) { return std::isnan(value); }))
        continue;
      pattern.assign(first, first + times);
      ++patterns[pattern];
      row.n += 1;
      for (std::size_t t = 0; t < times; ++t) row.means[t] += pattern[t];
      row.changed = row.changed || std::adjacent_find(pattern.begin(), pattern.end(),
                                                      std::not_equal_to<>()) != pattern.end();
    }
    if (row.n < 1) return;
    for (double& mean : row.means) mean /= row.n;
    row.who = declare(trace);
    if (trace.kind == Trace::Kind::score) {
      for (std::uint32_t t = 0; t < times; ++t) {
        tell_mean(desk_, panel_, *trace.item, t, {}, row.n,
                  {row.who.front(), {"at", panel_.times()[t]}}, summary_);
      }
    }
    if (trace.kind == Trace::Kind::choice) {
      // The whole that its options are parts of: all of them.
      row.means.assign(times, 1.0);
    } else if (times > 2) {
      test(patterns, row);
    }
    rows_.push_back(std::move(row));
  }

  void test(const std::map<std::vector<double>, std::uint64_t>& patterns, OverTimes& row) const {
    Patterns given{panel_.times().size(), {}, {}};
    for (const auto& [values, people] : patterns) {
      given.values.insert(given.values.end(), values.begin(), values.end());
      given.people.push_back(people);
    }
    const bool yes_no = row.kind == Trace::Kind::yes_no;
    const Outcome<RepeatedTest> found = yes_no ? cochran_q(given) : friedman(given);
    if (!found) return;
    row.test = yes_no ? "cochran" : "friedman";
    row.statistic = (yes_no ? "Q(" : "χ²(") + number_text(found->df, 0, language_) +
                    ") = " + number_text(found->statistic, 2, language_);
    row.p = found->p;
    row.w = found->kendalls_w;
  }

  /// Those who answered at all times, of an option under a name of its own; and what adds up.
  Selection declare(const Trace& trace) {
    const Selection always{{"always:" + trace.item->id, "yes"}};
    const std::string dimension = "option " + always.front().dimension;
    if (trace.kind == Trace::Kind::yes_no) {
      Selection within = always;
      within.push_back(kAll);
      summary_.partitions.push_back({dimension, {trace.id}, std::move(within), always});
      return {{dimension, trace.id}};
    }
    if (trace.kind == Trace::Kind::choice) {
      std::vector<std::string> options;
      for (const std::string& option : trace.options) options.push_back(trace.id + "=" + option);
      for (const std::string& time : panel_.times()) {
        Selection within = always;
        within.push_back({"at", time});
        summary_.partitions.push_back({dimension, options, std::move(within), always});
      }
    }
    return always;
  }

  void table(bool scores, const std::vector<std::optional<double>>& adjusted) {
    Table out;
    out.id = scores ? "panel.times.scores" : "panel.times.shares";
    out.sheet = "panel";
    out.title = labels_(scores ? "title.times-scores" : "title.times-shares");
    out.base = labels_("base.times");
    const bool tests = panel_.last() > 1;
    out.columns = {{"item", labels_("column.item")}};
    if (tests) {
      out.columns.push_back({"test", labels_("column.test")});
      out.columns.push_back(
          {"statistic", labels_("column.statistic"), CellFormat::text, -1, Measure::statistic});
    }
    out.columns.push_back(
        {"n", labels_("column.n"), CellFormat::count, -1, Measure::people, {kAll}});
    std::vector<std::uint32_t> at;
    for (const std::string& time : panel_.times()) {
      at.push_back(static_cast<std::uint32_t>(out.columns.size()));
      out.columns.push_back({"at." + time,
                             time,
                             scores ? CellFormat::precise : CellFormat::percent,
                             -1,
                             scores ? Measure::mean : Measure::share,
                             {{"at", time}}});
      if (!scores) out.columns.back().base_column = at.front() - 1;  // n
    }
    if (tests) {
      for (const auto& [id, key] :
           {std::pair{"p", "column.p"}, {"p_holm", "column.p-holm"}, {"w", "column.kendalls-w"}}) {
        out.columns.push_back({id, labels_(key), CellFormat::precise, -1, Measure::statistic});
      }
    }
    std::uint32_t lines = 0;
    bool in_chart = true;
    for (std::size_t r = 0; r < rows_.size(); ++r) {
      const OverTimes& one = rows_[r];
      if ((one.kind == Trace::Kind::score) != scores) continue;
      in_chart = in_chart && lines < kMostLines && (!scores || one.is_step) &&
                 one.kind != Trace::Kind::choice;
      lines += in_chart;
      out.rows.push_back(row(one, tests, adjusted[r]));
    }
    if (out.rows.empty()) return;
    out.notes = {labels_("note.times")};
    if (tests) {
      out.notes.push_back(labels_("note.times-tests"));
      out.notes.push_back(labels_("note.holm-times"));
    }
    if (scores && panel_.stair() != nullptr) out.notes.push_back(labels_("note.change-stair"));
    if (weighted_) out.notes.push_back(labels_("note.change-unweighted"));
    if (lines > 0) {
      Chart chart;
      chart.title = labels_(scores ? "chart.times-scores" : "chart.times-shares");
      chart.series = std::move(at);
      chart.rows = lines;
      chart.lines = true;
      out.charts.push_back(std::move(chart));
    }
    summary_.tables.push_back(std::move(out));
  }

  TableRow row(const OverTimes& one, bool tests, const std::optional<double>& adjusted) const {
    const bool scores = one.kind == Trace::Kind::score;
    TableRow out{one.id, {one.title}};
    if (tests) {
      out.cells.emplace_back(!one.test.empty() ? labels_("test." + one.test)
                             : one.changed     ? std::string()
                                               : labels_("verdict.no-change"));
      out.cells.emplace_back(one.statistic);
    }
    out.people.resize(out.cells.size(), one.n);
    out.cells.emplace_back(one.n);
    out.people.push_back(one.n);
    for (const double mean : one.means) {
      out.cells.emplace_back(mean);
      out.people.push_back(scores ? one.n : std::round(mean * one.n));
    }
    if (tests) {
      for (const std::optional<double>& value : {one.p, adjusted, one.w}) {
        out.cells.emplace_back();
        if (value) out.cells.back() = *value;
      }
    }
    out.people.resize(out.cells.size(), one.n);
    out.who = one.who;
    return out;
  }

  const Desk& desk_;
  bool weighted_;
  const Labels& labels_;
  const std::string& language_;
  const Panel& panel_;
  Summary& summary_;
  std::vector<OverTimes> rows_;
};

}  // namespace

void add_times(const ClosedDesk& desk, const Panel& panel, Summary& summary) {
  TimesTables(desk, panel, summary).add();
}

}  // namespace samsyn::summarise
