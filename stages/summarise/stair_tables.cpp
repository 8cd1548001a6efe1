// The stair: who stands on which step at each time, and who moved between steps.

#include <algorithm>
#include <array>
#include <cmath>

#include "stages/summarise/panel.hpp"
#include "stages/summarise/statistics/paired.hpp"
#include "stages/summarise/words.hpp"

namespace samsyn::summarise {
namespace {

class Stair {
 public:
  Stair(const ClosedDesk& desk, const Panel& panel, const ItemCounts& item, Summary& summary)
      : desk_(desk),
        labels_(desk.desk.labels),
        panel_(panel),
        item_(item),
        summary_(summary),
        steps_(panel.steps()),
        trace_(panel.stair_trace()) {}

  void add() {
    add_levels();
    add_others();
    add_moved();
    for (const auto& [from, to] : pairs_of(panel_)) add_matrix(from, to);
  }

 private:
  std::string count(double n) const { return number_text(n, 0, desk_.desk.language()); }
  const std::string& time(std::uint32_t t) const { return panel_.times()[t]; }
  /// The step, from 1 up; NaN = none known.
  double at(std::size_t place, std::uint32_t t) const {
    return trace_.values[place * panel_.times().size() + t];
  }

  Table table(std::string id, std::string title) const {
    Table out;
    out.id = std::move(id);
    out.sheet = "stair";
    out.title = std::move(title);
    return out;
  }

  /// A row of counts, and perhaps their shares of n beside them.
  void add_counts(TableRow& row, const std::vector<double>& counts, double n,
                  bool shares = true) const {
    row.people.assign(row.cells.size(), 0);
    row.cells.emplace_back(n);
    row.people.push_back(n);
    for (const double one : counts) {
      row.cells.emplace_back(one);
      row.people.push_back(one);
    }
    for (const double one : counts) {
      if (!shares) break;
      row.cells.push_back(share(one, n));
      row.people.push_back(one);
    }
  }

  /// Columns of steps: counts, then perhaps shares.
  void add_step_columns(Table& out, bool shares = true) const {
    const auto who = [](const std::string& step) { return Selection{{"answer:step", step}}; };
    out.columns.push_back({"n", labels_("column.n"), CellFormat::count, -1, Measure::people});
    for (const std::string& step : steps_) {
      out.columns.push_back({step, step, CellFormat::count, -1, Measure::people, who(step)});
    }
    for (const std::string& step : steps_) {
      if (!shares) break;
      out.columns.push_back({"share." + step, labels_("column.step-share", {step}),
                             CellFormat::percent, -1, Measure::share, who(step)});
      out.columns.back().base_column = 1;
    }
  }

  /// A chart of stacked bars over count columns [first, first + series).
  void add_chart(Table& out, std::string title, std::uint32_t first, std::size_t series,
                 bool upright) const {
    Chart chart;
    chart.title = std::move(title);
    for (std::uint32_t s = 0; s < series; ++s) chart.series.push_back(first + s);
    chart.stacked = true;
    chart.upright = upright;
    out.charts.push_back(std::move(chart));
  }

  // ---- steps at each time

  /// Of everybody measured at the time; then of those who were measured at all times.
  void add_levels() {
    for (const bool always : {false, true}) {
      Table out = table(always ? "stair.levels.always" : "stair.levels",
                        labels_(always ? "title.stair-levels-always" : "title.stair-levels"));
      out.columns = {{"time", labels_("column.time")}};
      add_step_columns(out);
      if (always) out.columns[1].who = {kAll};
      double most = 0;
      for (std::uint32_t t = 0; t <= panel_.last(); ++t) {
        std::vector<double> counts(steps_.size());
        double n = 0;
        for (std::size_t p = 0; p < panel_.people().size(); ++p) {
          if (std::isnan(at(p, t)) || (always && !at_all(p))) continue;
          ++counts[static_cast<std::size_t>(at(p, t)) - 1];
          n += 1;
        }
        TableRow row{time(t), {time(t)}};
        add_counts(row, counts, n);
        row.who = always ? declare_always(t) : declare_level(t);
        (always ? always_ : known_)[t] = n;
        if (always && n == known_[t]) same_people(row.who.front(), valid_at(panel_, item_, t));
        most = std::max(most, n);
        out.rows.push_back(std::move(row));
      }
      if (most < 1) continue;
      out.base = labels_(always ? "base.stair-always" : "base.stair");
      out.notes = {labels_(always ? "note.stair-always" : "note.stair-levels")};
      if (desk_.weighted()) out.notes.push_back(labels_("note.change-unweighted"));
      if (panel_.has_other_steps()) out.notes.push_back(labels_("note.stair-undeclared"));
      add_chart(out, labels_(always ? "chart.stair-levels-always" : "chart.stair-levels"), 2,
                steps_.size(), true);
      summary_.tables.push_back(std::move(out));
    }
  }

  /// Of those who were measured at the time, but not at all times: mostly people who were lost.
  /// The tables above would tell it by their difference.
  void add_others() {
    Table out = table("stair.levels.others", labels_("title.stair-levels-others"));
    out.columns = {{"time", labels_("column.time")}};
    add_step_columns(out);
    for (std::uint32_t t = 0; t <= panel_.last(); ++t) {
      if (always_[t] < 1 || always_[t] == known_[t]) continue;
      std::vector<double> counts(steps_.size());
      for (std::size_t p = 0; p < panel_.people().size(); ++p) {
        if (std::isnan(at(p, t)) || at_all(p)) continue;
        ++counts[static_cast<std::size_t>(at(p, t)) - 1];
      }
      TableRow row{time(t), {time(t)}};
      add_counts(row, counts, known_[t] - always_[t]);
      row.who = declare_others(t);
      out.rows.push_back(std::move(row));
    }
    if (out.rows.empty()) return;
    out.base = labels_("base.stair-others");
    out.notes = {labels_("note.stair-levels")};
    summary_.tables.push_back(std::move(out));
  }

  /// With those who were measured at all times they are all who were measured then.
  Selection declare_others(std::uint32_t t) {
    const Selection valid = valid_at(panel_, item_, t);
    const Condition others{"at all times " + item_.id, "not " + time(t)};
    summary_.partitions.push_back({others.dimension, {time(t), others.value}, valid, valid});
    summary_.partitions.push_back({"answer:step", steps_, {others}});
    return {others};
  }

  bool at_all(std::size_t place) const {
    for (std::uint32_t t = 0; t <= panel_.last(); ++t) {
      if (std::isnan(at(place, t))) return false;
    }
    return true;
  }

  /// Those whose step is known at the time. The steps are the answers in the item's own table.
  Selection declare_level(std::uint32_t t) {
    Selection valid = valid_at(panel_, item_, t);
    summary_.partitions.push_back({"answer:step", steps_, valid});
    if (!panel_.is_shown(item_, t)) return valid;
    for (const std::string& step : steps_) {
      const Condition answer{"answer:" + item_.id, step};
      Selection those = valid;
      those.push_back(answer);
      summary_.partitions.push_back({"answer:step", {step}, std::move(those), {answer}});
    }
    return valid;
  }

  /// Those whose step is known at all times: the same people at each.
  Selection declare_always(std::uint32_t t) {
    const Condition always{"always:" + item_.id, "yes"}, here{"at all times " + item_.id, time(t)};
    summary_.partitions.push_back({here.dimension, {here.value}, {always, kAll}, {always}});
    summary_.partitions.push_back({"answer:step", steps_, {here, kAll}, {kAll}});
    tell_means("answer:step", {here}, {always, {"at", time(t)}});
    return {here};
  }

  /// Means of the steps are of the people of `within`, though their tables call them `mean_of`.
  void tell_means(std::string dimension, Selection within, Selection mean_of) {
    Partition steps{std::move(dimension), steps_, std::move(within)};
    for (std::size_t s = 0; s < steps_.size(); ++s)
      steps.scores.push_back(static_cast<double>(s + 1));
    steps.mean_of = std::move(mean_of);
    summary_.partitions.push_back(std::move(steps));
  }

  /// The people whom the condition selects are those of the other selection.
  void same_people(const Condition& one, const Selection& other) {
    summary_.partitions.push_back({one.dimension, {one.value}, other, other});
  }

  /// Of the first and the last time only: of two pairs that end with the same people, the earlier
  /// steps are not the same.
  void declare_same_moves(const Selection& both, double n) {
    const std::uint32_t last = panel_.last();
    if (n == known_[last]) same_people(both.front(), valid_at(panel_, item_, last));
    if (n != always_[0]) return;
    const Condition here{"at all times " + item_.id, time(0)};
    for (const std::string& step : steps_) {
      const Condition first{"first step", step}, now{"answer:step", step};
      const Condition then{"answer:earlier step", step};
      const Selection name{first, now, then};  // in which both numbers meet
      summary_.partitions.push_back(
          {both.front().dimension, {both.front().value}, name, {first, now}});
      summary_.partitions.push_back({here.dimension, {here.value}, name, {first, then}});
    }
  }

  // ---- moved up, stayed, moved down

  void add_moved() {
    const std::uint32_t to = panel_.last();
    const Classes all = everybody(static_cast<std::uint32_t>(panel_.people().size()));
    Table over = moved_table("stair.moved", labels_("title.stair-moved"), labels_("column.times"));
    for (const auto& [from, then] : pairs_of(panel_)) {
      const Moves moves = moves_of(panel_, trace_, from, then, all)[0];
      const std::string name = labels_("row.from-to", {time(from), time(then)});
      add_moved_row(over, time(from) + "|" + time(then), name, moves, from, then, {});
    }
    finish_moved(over);
    for (const std::uint32_t a : compared(desk_.desk.counts.study)) {
      const PanelGroups groups = groups_of(desk_.desk, panel_, a);
      if (groups.values.empty()) continue;
      const std::string& attribute = desk_.desk.counts.study.attributes[a].id;
      const std::string name = attribute_title(desk_.desk, a);
      Table by =
          moved_table("stair.moved." + attribute,
                      labels_("title.stair-moved-by", {inside(name), time(0), time(to)}), name);
      const std::vector<Moves> moves = moves_of(panel_, trace_, 0, to, groups.classes);
      for (std::size_t g = 0; g < groups.values.size(); ++g) {
        const std::string& value = desk_.desk.counts.people.values(a).all()[groups.values[g]];
        add_moved_row(by, value.empty() ? "(unknown)" : value,
                      value_title(desk_.desk, a, groups.values[g]), moves[g], 0, to,
                      {{attribute, value}});
      }
      add_moved_row(by, "all", labels_("row.total"), moves_of(panel_, trace_, 0, to, all)[0], 0, to,
                    {});
      by.rows.back().emphasis = true;
      finish_moved(by);
    }
  }

  Table moved_table(std::string id, std::string title, std::string heading) const {
    Table out = table(std::move(id), std::move(title));
    out.columns = {{"value", std::move(heading)},
                   {"n", labels_("column.n"), CellFormat::count, -1, Measure::people}};
    constexpr const char* kMoves[]{"up", "same", "down"};
    for (const char* move : kMoves) {
      out.columns.push_back({move,
                             labels_(std::string("column.moved-") + move),
                             CellFormat::count,
                             -1,
                             Measure::people,
                             {{"answer:change", move}}});
    }
    for (const char* move : kMoves) {
      out.columns.push_back(
          {std::string("share_") + move,
           labels_("column.step-share", {labels_(std::string("column.moved-") + move)}),
           CellFormat::percent,
           -1,
           Measure::share,
           {{"answer:change", move}}});
      out.columns.back().base_column = 1;
    }
    out.columns.push_back(
        {"p_sign", labels_("column.p-sign"), CellFormat::precise, -1, Measure::statistic});
    return out;
  }

  void add_moved_row(Table& out, std::string id, std::string title, const Moves& moves,
                     std::uint32_t from, std::uint32_t to, Selection group) {
    TableRow row{std::move(id), {std::move(title)}};
    const auto n = static_cast<double>(moves.n);
    add_counts(row,
               {static_cast<double>(moves.up), static_cast<double>(moves.same),
                static_cast<double>(moves.down)},
               n);
    std::vector<Change> changes;
    for (const auto& [values, people] : moves.people) {
      changes.push_back({values.second - values.first, people});
    }
    const Outcome<SignTest> sign = sign_test(changes);
    row.cells.push_back(sign ? TableCell{sign->p} : TableCell{});
    row.people.push_back(n);
    row.who = valid_at_both(panel_, item_, from, to);
    row.who.insert(row.who.end(), group.begin(), group.end());
    out.rows.push_back(std::move(row));
  }

  void finish_moved(Table& out) {
    if (std::all_of(out.rows.begin(), out.rows.end(),
                    [](const TableRow& row) { return row.people.at(1) < 1; })) {
      return;
    }
    out.base = labels_("base.change");
    out.notes = {labels_("note.stair-moved"), labels_("note.stair-sign"),
                 labels_("note.change-same")};
    if (desk_.weighted()) out.notes.push_back(labels_("note.change-unweighted"));
    add_chart(out, out.title, 2, 3, false);
    summary_.tables.push_back(std::move(out));
  }

  // ---- from step to step

  void add_matrix(std::uint32_t from, std::uint32_t to) {
    const Classes all = everybody(static_cast<std::uint32_t>(panel_.people().size()));
    const Moves moves = moves_of(panel_, trace_, from, to, all)[0];
    if (moves.n == 0) return;
    const Selection both = valid_at_both(panel_, item_, from, to);
    Table out = table("stair.matrix." + time(from) + "|" + time(to),
                      labels_("title.stair-matrix", {time(from), time(to)}));
    out.who = both;
    out.base_who = both;  // of every column: not those on its step
    out.base_count = static_cast<double>(moves.n);
    out.base = labels_("base.stair-matrix", {count(out.base_count)});
    out.columns = {{"step", labels_("column.step-at", {time(from)})}};
    add_step_columns(out, false);  // of the few of a row they would say more than there is
    for (const char* move : {"up", "same", "down"}) {
      out.columns.push_back({move,
                             labels_(std::string("column.moved-") + move),
                             CellFormat::count,
                             -1,
                             Measure::people,
                             {{"answer:change", move}}});
    }
    const auto cell = [&](std::size_t a, std::size_t b) {
      const auto found =
          moves.people.find({static_cast<double>(a + 1), static_cast<double>(b + 1)});
      return found == moves.people.end() ? 0.0 : static_cast<double>(found->second);
    };
    const auto add_row = [&](TableRow row, const std::vector<double>& counts,
                             const std::array<double, 3>& moved) {
      double n = 0;
      for (const double one : counts) n += one;
      add_counts(row, counts, n, false);
      for (const double one : moved) {
        row.cells.emplace_back(one);
        row.people.push_back(one);
      }
      out.rows.push_back(std::move(row));
    };
    std::vector<double> sums(steps_.size());
    for (std::size_t a = 0; a < steps_.size(); ++a) {
      std::vector<double> counts;
      std::array<double, 3> moved{};
      for (std::size_t b = 0; b < steps_.size(); ++b) {
        counts.push_back(cell(a, b));
        sums[b] += counts.back();
        moved[b > a ? 0 : b == a ? 1 : 2] += counts.back();
      }
      TableRow row{steps_[a], {steps_[a]}};
      row.who = {{"answer:earlier step", steps_[a]}};
      add_row(std::move(row), counts, moved);
    }
    add_row({"all", {labels_("row.total")}, true}, sums,
            {static_cast<double>(moves.up), static_cast<double>(moves.same),
             static_cast<double>(moves.down)});
    out.notes = {labels_("note.stair-matrix", {time(from), time(to)}), labels_("note.change-same")};
    summary_.partitions.push_back({"answer:earlier step", steps_, both});
    summary_.partitions.push_back({"answer:step", steps_, both});
    declare_moves(both);
    if (from == 0 && to == panel_.last()) declare_same_moves(both, out.base_count);
    const auto mean = [&](const char* which) {
      Selection mean_of = both;
      mean_of.push_back({"mean", which});
      return mean_of;
    };
    tell_means("answer:earlier step", both, mean("before"));
    tell_means("answer:step", both, mean("after"));
    summary_.tables.push_back(std::move(out));
  }

  /// Who moved up from a step has one of the later steps above it, and so on: so the numbers moved
  /// by step cannot give a withheld cell of the matrix.
  void declare_moves(const Selection& both) {
    for (std::size_t a = 0; a < steps_.size(); ++a) {
      Selection within = both;
      within.push_back({"answer:earlier step", steps_[a]});
      const auto part = [&](const char* change, std::size_t begin, std::size_t end) {
        if (begin >= end) return;
        Selection those = within;
        those.push_back({"answer:change", change});
        summary_.partitions.push_back({"answer:step",
                                       {steps_.begin() + static_cast<std::ptrdiff_t>(begin),
                                        steps_.begin() + static_cast<std::ptrdiff_t>(end)},
                                       std::move(those),
                                       {{"answer:change", change}}});
      };
      part("down", 0, a);
      part("same", a, a + 1);
      part("up", a + 1, steps_.size());
    }
    for (const char* change : {"up", "same", "down"}) {
      Selection within = both;
      within.push_back({"answer:change", change});
      summary_.partitions.push_back({"answer:earlier step", steps_, std::move(within)});
    }
  }

  const ClosedDesk& desk_;
  const Labels& labels_;
  const Panel& panel_;
  const ItemCounts& item_;
  Summary& summary_;
  std::vector<std::string> steps_;
  Trace trace_;
  /// By time: whose step is known; known at all times too.
  std::vector<double> known_ = std::vector<double>(panel_.times().size());
  std::vector<double> always_ = std::vector<double>(panel_.times().size());
};

}  // namespace

void add_stair(const ClosedDesk& desk, const Panel& panel, Summary& summary) {
  if (panel.stair() == nullptr) return;
  summary.sheets.push_back({"stair", desk.desk.labels("sheet.stair")});
  Stair(desk, panel, *panel.stair(), summary).add();
}

}  // namespace samsyn::summarise
