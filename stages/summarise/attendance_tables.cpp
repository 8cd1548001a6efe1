// Who took part at which time, and whether those who were lost differ from those who stayed.

#include <algorithm>
#include <cmath>

#include "stages/summarise/panel.hpp"
#include "stages/summarise/statistics/compare_counts.hpp"
#include "stages/summarise/statistics/families.hpp"
#include "stages/summarise/statistics/ranks.hpp"
#include "stages/summarise/whom.hpp"
#include "stages/summarise/words.hpp"

namespace samsyn::summarise {
namespace {

/// What drop-out counts: measured at each time, at all of them; from the first to the last.
struct Presence {
  std::vector<double> at;
  double all = 0, stayed = 0, lost = 0, joined = 0, between = 0;
};

Condition measured() { return {"measured", "yes"}; }
Condition at_time(const std::string& time, bool there) {
  return {"measured at " + time, there ? "yes" : "no"};
}
/// From the first time to the last: stayed, lost, or first measured later: "joined" where also at
/// the last time, else "between".
Condition course(const char* which) { return {"course", which}; }

class Attendance {
 public:
  Attendance(const ClosedDesk& desk, const Panel& panel)
      : desk_(desk), labels_(desk.desk.labels), panel_(panel), measured_(people_measured()) {}

  std::vector<TableColumn> columns(const std::string& title) const {
    std::vector<TableColumn> out{{"value", title}};
    const auto add = [&](std::string id, std::string name, CellFormat format, Measure measure,
                         Selection who) {
      out.push_back({std::move(id), std::move(name), format, -1, measure, std::move(who)});
    };
    for (const std::string& time : panel_.times()) {
      add("at." + time, time, CellFormat::count, Measure::people, {at_time(time, true)});
    }
    if (panel_.last() > 1) {
      add("all", labels_("column.measured-always"), CellFormat::count, Measure::people,
          {course("stayed"), {"always", "yes"}});
    }
    add("stayed", labels_("column.stayed"), CellFormat::count, Measure::people, {course("stayed")});
    add("lost", labels_("column.lost"), CellFormat::count, Measure::people, {course("lost")});
    add("lost_share", labels_("column.lost-share"), CellFormat::percent, Measure::share,
        {course("lost")});
    out.back().base_column = 1;  // who was measured the first time
    add("new", labels_("column.joined"), CellFormat::count, Measure::people, {course("joined")});
    if (panel_.last() > 1) {
      add("between", labels_("column.between"), CellFormat::count, Measure::people,
          {course("between")});
    }
    return out;
  }

  std::vector<Presence> count(const Classes& classes) const {
    std::vector<Presence> out(classes.count);
    for (Presence& one : out) one.at.resize(panel_.times().size());
    for (std::size_t p = 0; p < panel_.people().size(); ++p) {
      if (classes.of[p] == kNone) continue;
      Presence& one = out[classes.of[p]];
      bool always = true;
      for (std::uint32_t t = 0; t < panel_.times().size(); ++t) {
        const bool there = panel_.took_part(p, t);
        one.at[t] += there;
        always = always && there;
      }
      one.all += always;
      const bool first = panel_.took_part(p, 0), last = panel_.took_part(p, panel_.last());
      one.stayed += first && last;
      one.lost += first && !last;
      one.joined += !first && last;
      one.between += !first && !last;
    }
    return out;
  }

  TableRow row(std::string id, std::string title, const Presence& one, Selection who) const {
    TableRow out{std::move(id), {std::move(title)}};
    for (const double n : one.at) out.cells.emplace_back(n);
    if (panel_.last() > 1) out.cells.emplace_back(one.all);
    out.cells.emplace_back(one.stayed);
    out.cells.emplace_back(one.lost);
    out.cells.push_back(share(one.lost, one.at.front()));
    out.cells.emplace_back(one.joined);
    if (panel_.last() > 1) out.cells.emplace_back(one.between);
    for (const TableCell& cell : out.cells) {
      const auto* n = std::get_if<double>(&cell);
      out.people.push_back(n == nullptr ? 0 : *n);
    }
    out.people[out.people.size() - (panel_.last() > 1 ? 3 : 2)] = one.lost;  // of the share
    out.who = std::move(who);
    return out;
  }

  Table table(const std::string& id, const std::string& title, const std::string& heading) const {
    Table out;
    out.id = id;
    out.sheet = "attendance";
    out.title = title;
    out.base_count = static_cast<double>(panel_.people().size());
    out.base = labels_("base.panel", {number_text(out.base_count, 0, desk_.desk.language())});
    out.who = measured_;
    out.base_who = out.who;  // of every column: all who were measured, not those at its time
    out.columns = columns(heading);
    return out;
  }

  void add(Summary& summary) const {
    const Presence all = count(everybody(static_cast<std::uint32_t>(panel_.people().size())))[0];
    TableRow total = row("all", labels_("row.total"), all, {});
    total.emphasis = true;
    Table over = table("panel.attendance", labels_("title.attendance"), "");
    over.rows.push_back(total);
    over.notes = {labels_("note.attendance", {panel_.times().front(), panel_.times().back()}),
                  labels_("note.panel-ids")};
    summary.tables.push_back(std::move(over));
    declare(summary);
    for (const std::uint32_t a : compared(desk_.desk.counts.study)) {
      const PanelGroups groups = groups_of(desk_.desk, panel_, a);
      if (groups.values.empty()) continue;
      const std::string& attribute = desk_.desk.counts.study.attributes[a].id;
      const std::string name = attribute_title(desk_.desk, a);
      Table by = table("panel.attendance." + attribute,
                       labels_("title.attendance-by", {inside(name)}), name);
      Partition partition{attribute, {}, measured_};
      const std::vector<Presence> counted = count(groups.classes);
      for (std::size_t g = 0; g < groups.values.size(); ++g) {
        const std::string& value = desk_.desk.counts.people.values(a).all()[groups.values[g]];
        partition.values.push_back(value);
        by.rows.push_back(row(value.empty() ? "(unknown)" : value,
                              value_title(desk_.desk, a, groups.values[g]), counted[g],
                              {{attribute, value}}));
      }
      by.rows.push_back(total);
      Chart chart;
      chart.title = labels_("chart.attendance", {inside(name)});
      for (std::uint32_t t = 0; t <= panel_.last(); ++t) chart.series.push_back(1 + t);
      by.charts.push_back(std::move(chart));
      summary.partitions.push_back(std::move(partition));
      summary.tables.push_back(std::move(by));
    }
  }

 private:
  /// Where everybody who got a questionnaire was measured, these people are those of the overview.
  Selection people_measured() const {
    const People& people = desk_.desk.counts.people;
    std::size_t surveyed = 0;
    for (std::uint32_t p = 0; p < people.size(); ++p)
      surveyed += people.kind(p) == SourceKind::survey;
    if (surveyed == panel_.people().size()) return {of_kind(SourceKind::survey)};
    return {measured()};
  }

  /// Items that all who were measured at a time were asked: their tables are of the same people.
  void declare_items(Summary& summary) const {
    for (const ItemCounts& item : desk_.desk.counts.items.all()) {
      if (item.type == ItemType::open || item.shown == kNone) continue;
      std::uint32_t there = 0;
      for (std::size_t p = 0; p < panel_.people().size(); ++p)
        there += panel_.took_part(p, item.shown);
      if (there != item.asked || item.given.size() != item.at[item.shown].size()) continue;
      const Condition at = at_time(panel_.times()[item.shown], true), of{"item", item.id};
      Selection same = measured_;
      same.push_back(at);
      summary.partitions.push_back({"item", {of.value}, same, same});
      const auto valid = std::count_if(item.given.begin(), item.given.end(), [&](const Given& one) {
        return one.value != kNone && !item.values[one.value].unsure;
      });
      if (item.type == ItemType::multiple || valid != there) continue;
      // Nor did anybody leave it out: the name in which the number of valid answers meets theirs.
      const Condition all{"all valid", item.id};
      Selection name = same;
      name.insert(name.end(), {of, all});
      Selection implied = same;
      implied.push_back(all);
      summary.partitions.push_back({"status:" + item.id, {"valid"}, name, std::move(implied)});
      summary.partitions.push_back({at.dimension, {at.value}, name, {of, at, all}});
    }
  }

  void declare(Summary& summary) const {
    declare_items(summary);
    for (const std::string& time : panel_.times()) {
      summary.partitions.push_back({at_time(time, true).dimension, {"yes", "no"}, measured_});
    }
    std::vector<std::string> courses{"stayed", "lost", "joined"};
    if (panel_.last() > 1) courses.push_back("between");
    summary.partitions.push_back({"course", courses, measured_});
    const auto sum = [&](const Condition& whole, std::vector<std::string> parts) {
      Selection within = measured_;
      within.push_back(whole);
      summary.partitions.push_back({"course", std::move(parts), std::move(within), {whole}});
    };
    sum(at_time(panel_.times().front(), true), {"stayed", "lost"});
    sum(at_time(panel_.times().back(), true), {"stayed", "joined"});
  }

  const ClosedDesk& desk_;
  const Labels& labels_;
  const Panel& panel_;
  Selection measured_;
};

/// A difference at the first time between those who stayed and those who were lost.
struct Differing {
  std::string id, title, test, statistic, effect;
  double stayed = 0, lost = 0;  ///< people with a value
  /// The fewest people that were counted apart: with the sums known, means and tests tell of them.
  double fewest = HUGE_VAL;
  std::string rests_on = {};  ///< id of the table with the numbers of those who stayed or were lost
  TableCell stayed_mean, lost_mean;
  double size = 0;
  double p = 1;
};

class LostTable {
 public:
  LostTable(const ClosedDesk& desk, const Panel& panel)
      : desk_(desk), labels_(desk.desk.labels), panel_(panel) {}

  void add(Summary& summary) {
    for (const std::uint32_t a : compared(desk_.desk.counts.study)) by_attribute(a);
    panel_.each([&](const Trace& trace) {
      if (trace.kind != Trace::Kind::choice) by_trace(trace);
    });
    if (rows_.empty()) return;
    std::vector<std::optional<double>> p;
    for (const Differing& row : rows_) p.emplace_back(row.p);
    const std::vector<std::optional<double>> adjusted = holm(p);
    Table table;
    table.id = "panel.lost";
    table.sheet = "attendance";
    table.layout = TableLayout::list;
    table.title = labels_("title.lost");
    const auto column = [&](const char* id, const char* key, CellFormat format) {
      return TableColumn{id, labels_(key), format, -1, Measure::statistic};
    };
    const auto people = [&](const char* which) {
      return TableColumn{which,
                         labels_(std::string("column.") + which),
                         CellFormat::count,
                         -1,
                         Measure::people,
                         {course(which)}};
    };
    table.columns = {
        {"item", labels_("column.compared")},
        {"test", labels_("column.test")},
        {"statistic", labels_("column.statistic"), CellFormat::text, -1, Measure::statistic},
        {"effect", labels_("column.effect")},
        people("stayed"),
        people("lost"),
        column("stayed_mean", "column.stayed-mean", CellFormat::precise),
        column("lost_mean", "column.lost-mean", CellFormat::precise),
        column("p", "column.p", CellFormat::precise),
        column("p_holm", "column.p-holm", CellFormat::precise),
        column("size", "column.size", CellFormat::precise)};
    for (std::size_t r = 0; r < rows_.size(); ++r) {
      Differing& one = rows_[r];
      TableRow row{
          one.id,
          {one.title, labels_("test." + one.test), one.statistic, labels_("effect." + one.effect),
           one.stayed, one.lost, std::move(one.stayed_mean), std::move(one.lost_mean), one.p,
           *adjusted[r], one.size}};
      row.people.assign(row.cells.size(), std::min(one.stayed, one.lost));
      row.people[4] = one.stayed;
      row.people[5] = one.lost;
      row.rests_on = {std::move(one.rests_on), {}};
      for (const std::size_t c : {2U, 6U, 7U, 8U, 9U, 10U}) row.people[c] = one.fewest;
      row.who = {measured(), {"compared", one.id}};
      table.rows.push_back(std::move(row));
    }
    table.base = labels_("base.lost", {panel_.times().front()});
    table.notes = {labels_("note.lost", {panel_.times().front(), panel_.times().back()}),
                   labels_("note.holm-table"), labels_("note.effects")};
    summary.tables.push_back(std::move(table));
  }

 private:
  /// 0 = stayed, 1 = lost; kNone = not there at the first time.
  std::uint32_t side_of(std::size_t place) const {
    if (!panel_.took_part(place, 0)) return kNone;
    return panel_.took_part(place, panel_.last()) ? 0 : 1;
  }

  void by_attribute(std::uint32_t attribute) {
    const PanelGroups groups = groups_of(desk_.desk, panel_, attribute);
    if (groups.values.empty()) return;
    CrossTable table{2, groups.known, std::vector<std::uint64_t>(2 * groups.known)};
    Differing row;
    for (std::size_t p = 0; p < panel_.people().size(); ++p) {
      const std::uint32_t side = side_of(p);
      const std::uint32_t group = groups.classes.of[p];
      if (side == kNone || group >= groups.known) continue;  // the unknown value is the last
      ++table.cells[side * groups.known + group];
      (side == 0 ? row.stayed : row.lost) += 1;
    }
    row.id = desk_.desk.counts.study.attributes[attribute].id;
    row.title = attribute_title(desk_.desk, attribute);
    row.rests_on = "panel.attendance." + row.id;
    compare(table, std::move(row));
  }

  static double fewest_of(const CrossTable& table) {
    double out = HUGE_VAL;
    for (const std::uint64_t people : table.cells) {
      if (people > 0) out = std::min(out, static_cast<double>(people));
    }
    return out;
  }

  void compare(const CrossTable& table, Differing row) {
    row.fewest = fewest_of(table);
    const Outcome<CountComparison> found = compare_counts(table);
    if (!found) return;
    row.p = found->p;
    row.effect = "cramers-v";
    row.size = found->association.cramers_v;
    row.test = found->test == CountTest::chi_square ? "chi-square"
               : found->test == CountTest::fisher   ? "fisher"
                                                    : "drawn-fisher";
    if (found->test == CountTest::chi_square) {
      row.statistic = "χ²(" + number_text(found->chi_square.df, 0, desk_.desk.language()) +
                      ") = " + number_text(found->chi_square.statistic, 2, desk_.desk.language());
    }
    rows_.push_back(std::move(row));
  }

  void by_trace(const Trace& trace) {
    std::map<double, std::array<std::uint64_t, 2>> counted;
    Differing row;
    row.id = trace.id;
    row.title = trace.title;
    double sums[2] = {0, 0};
    for (std::size_t p = 0; p < panel_.people().size(); ++p) {
      const std::uint32_t side = side_of(p);
      const double value = trace.values[p * panel_.times().size()];
      if (side == kNone || std::isnan(value)) continue;
      ++counted[value][side];
      (side == 0 ? row.stayed : row.lost) += 1;
      sums[side] += value;
    }
    if (row.stayed < 1 || row.lost < 1) return;
    row.stayed_mean = sums[0] / row.stayed;
    row.lost_mean = sums[1] / row.lost;
    CrossTable table{2, counted.size(), {}};
    for (const std::size_t side : {0U, 1U}) {
      for (const auto& [value, people] : counted) table.cells.push_back(people[side]);
    }
    row.fewest = fewest_of(table);
    const bool is_step = panel_.stair() != nullptr && panel_.stair()->id == trace.id;
    if (is_step) row.rests_on = "stair.levels.others";
    if (trace.kind == Trace::Kind::yes_no) {
      row.rests_on = "panel.change.shares";
      return compare(table, std::move(row));
    }
    const Outcome<MannWhitney> found = mann_whitney(table);
    if (!found) return;
    row.p = found->p;
    row.test = "mann-whitney";
    row.statistic = "U = " + number_text(found->u, 1, desk_.desk.language());
    row.effect = "rank-biserial";
    row.size = found->rank_biserial;
    rows_.push_back(std::move(row));
  }

  const ClosedDesk& desk_;
  const Labels& labels_;
  const Panel& panel_;
  std::vector<Differing> rows_;
};

}  // namespace

void add_attendance(const ClosedDesk& desk, const Panel& panel, Summary& summary) {
  Attendance(desk, panel).add(summary);
  LostTable(desk, panel).add(summary);
}

}  // namespace samsyn::summarise
