// What changed between the times of repeated measurements, among the same people.

#include <algorithm>
#include <cmath>
#include <optional>

#include "stages/summarise/panel.hpp"
#include "stages/summarise/statistics/families.hpp"
#include "stages/summarise/statistics/paired.hpp"
#include "stages/summarise/words.hpp"

namespace samsyn::summarise {
namespace {

constexpr double kSure = 0.05;  // of p after Holm

/// What became of one thing between two times, of everybody or of a group: a row.
struct Course {
  std::string id, title;
  std::string value;       ///< the group as shown; empty = everybody
  std::uint64_t kept = 0;  ///< yes_no: chose it both times
  Trace::Kind kind = Trace::Kind::score;
  std::uint32_t from = 0, to = 0;
  Moves moves;
  Selection who;
  std::string test, statistic;  ///< "" where there was nothing to test
  std::optional<double> p, p_sign, size;
  Outcome<Description> change = Why::nobody;  ///< of scores: later less earlier
};

/// Differences of means of a few items, as 7/3 - 4/3 and 8/3 - 5/3, are the same to so many
/// decimals: ranks must know it.
constexpr double kSameChange = 1e9;

double rounded(double change) { return std::round(change * kSameChange) / kSameChange; }

std::vector<Change> changes_of(const Moves& moves) {
  std::vector<Change> out;
  for (const auto& [values, people] : moves.people) {
    out.push_back({rounded(values.second - values.first), people});
  }
  return out;
}

void test_scores(Course& course, const std::string& language) {
  const std::vector<Change> changes = changes_of(course.moves);
  std::vector<Step> steps;
  for (const Change& one : changes) steps.push_back(unweighted(one.change, one.people));
  course.change = describe(steps);
  const Outcome<SignedRank> found = signed_rank(changes);
  if (!found) return;
  course.test = "wilcoxon";
  course.statistic = "V = " + number_text(found->v, 1, language);
  course.p = found->p;
  course.size = found->rank_biserial;
  if (const Outcome<SignTest> sign = sign_test(changes)) course.p_sign = sign->p;
}

void test_yes_no(Course& course, const std::string& language) {
  const Outcome<McNemar> found = mcnemar(course.moves.up, course.moves.down);
  if (!found) return;
  course.test = found->exact ? "mcnemar-exact" : "mcnemar";
  if (!found->exact) course.statistic = "χ²(1) = " + number_text(found->statistic, 2, language);
  course.p = found->p;
  const auto up = static_cast<double>(course.moves.up);
  const auto down = static_cast<double>(course.moves.down);
  course.size = (up - down) / (up + down);
}

void test_choice(Course& course, const std::string& language) {
  double most = 0;
  for (const auto& [values, people] : course.moves.people) {
    most = std::max({most, values.first, values.second});
  }
  const auto options = static_cast<std::size_t>(most);  // places from 1
  CrossTable table{options, options, std::vector<std::uint64_t>(options * options)};
  for (const auto& [values, people] : course.moves.people) {
    table.cells[(static_cast<std::size_t>(values.first) - 1) * options +
                static_cast<std::size_t>(values.second) - 1] += people;
  }
  const Outcome<MarginTest> found = stuart_maxwell(table);
  if (!found) return;
  course.test = "stuart-maxwell";
  course.statistic = "χ²(" + number_text(found->df, 0, language) +
                     ") = " + number_text(found->statistic, 2, language);
  course.p = found->p;
}

class ChangeTables {
 public:
  ChangeTables(const ClosedDesk& desk, const Panel& panel, Summary& summary)
      : desk_(desk),
        labels_(desk.desk.labels),
        language_(desk.desk.language()),
        panel_(panel),
        summary_(summary) {}

  void add() {
    std::vector<std::uint32_t> attributes;
    std::vector<PanelGroups> groups;
    for (const std::uint32_t a : compared(desk_.desk.counts.study)) {
      PanelGroups found = groups_of(desk_.desk, panel_, a);
      if (found.values.empty()) continue;
      attributes.push_back(a);
      groups.push_back(std::move(found));
    }
    std::vector<Course> all;
    std::vector<std::vector<Course>> by(attributes.size());
    const Classes everyone = everybody(static_cast<std::uint32_t>(panel_.people().size()));
    panel_.each([&](const Trace& trace) {
      for (const auto& [from, to] : pairs_of(panel_)) {
        course(trace, from, to, moves_of(panel_, trace, from, to, everyone)[0], {}, {}, all);
      }
      for (std::size_t a = 0; a < attributes.size(); ++a) {
        const Values& values = desk_.desk.counts.people.values(attributes[a]);
        const std::string& attribute = desk_.desk.counts.study.attributes[attributes[a]].id;
        std::vector<Moves> moves = moves_of(panel_, trace, 0, panel_.last(), groups[a].classes);
        for (std::size_t g = 0; g < groups[a].known; ++g) {
          course(trace, 0, panel_.last(), std::move(moves[g]),
                 value_title(desk_.desk, attributes[a], groups[a].values[g]),
                 {{attribute, values.all()[groups[a].values[g]]}}, by[a]);
        }
      }
      declare(trace, attributes, groups);
    });
    tables("panel.change", labels_("title.change"), all, {});
    for (std::size_t a = 0; a < attributes.size(); ++a) {
      const std::string name = attribute_title(desk_.desk, attributes[a]);
      tables("panel.change." + desk_.desk.counts.study.attributes[attributes[a]].id,
             labels_("title.change-by", {inside(name)}), by[a], name);
    }
  }

 private:
  void course(const Trace& trace, std::uint32_t from, std::uint32_t to, Moves moves,
              std::string value, Selection group, std::vector<Course>& out) {
    if (moves.n == 0) return;
    Course one;
    one.id = trace.id + (group.empty() ? "" : "|" + group.front().value);
    one.title = trace.title;
    one.value = std::move(value);
    one.kind = trace.kind;
    one.from = from;
    one.to = to;
    one.moves = std::move(moves);
    one.who = whom(trace, from, to);
    one.who.insert(one.who.end(), group.begin(), group.end());
    if (trace.kind == Trace::Kind::score) {
      for (const auto& [time, which] : {std::pair{from, "before"}, {to, "after"}}) {
        Selection mean_of = one.who;
        mean_of.push_back({"mean", which});
        tell_mean(desk_.desk, panel_, *trace.item, time, group, static_cast<double>(one.moves.n),
                  std::move(mean_of), summary_);
      }
    }
    if (trace.kind == Trace::Kind::yes_no) {
      const auto both = one.moves.people.find({1, 1});
      if (both != one.moves.people.end()) one.kept = both->second;
    }
    switch (trace.kind) {
      case Trace::Kind::score:
        test_scores(one, language_);
        break;
      case Trace::Kind::yes_no:
        test_yes_no(one, language_);
        break;
      case Trace::Kind::choice:
        test_choice(one, language_);
        break;
    }
    out.push_back(std::move(one));
  }

  /// Those with a value at both times. Of an option under a name of its own, so that who kept it
  /// is told from who kept another.
  Selection whom(const Trace& trace, std::uint32_t from, std::uint32_t to) const {
    Selection both = valid_at_both(panel_, *trace.item, from, to);
    if (trace.kind != Trace::Kind::yes_no) return both;
    return {{"option " + both.front().dimension, trace.id}};
  }

  /// What adds up to what, in each pair of times and in the groups.
  void declare(const Trace& trace, const std::vector<std::uint32_t>& attributes,
               const std::vector<PanelGroups>& groups) {
    const bool yes_no = trace.kind == Trace::Kind::yes_no;
    for (const auto& [from, to] : pairs_of(panel_)) {
      const Selection both = valid_at_both(panel_, *trace.item, from, to);
      const Selection who = whom(trace, from, to);
      const auto sum = [&](std::string dimension, std::vector<std::string> values,
                           const Condition& whole) {
        Selection within = who;
        within.push_back(whole);
        summary_.partitions.push_back(
            {std::move(dimension), std::move(values), std::move(within), {whole}});
      };
      if (yes_no) {
        Selection within = both;
        within.push_back(kAll);
        summary_.partitions.push_back({who.front().dimension, {trace.id}, std::move(within), both});
        sum("answer:change", {"kept", "gained", "dropped", "neither"}, kAll);
        sum("answer:change", {"kept", "dropped"}, {"had", "before"});
        sum("answer:change", {"kept", "gained"}, {"had", "after"});
      } else if (trace.kind == Trace::Kind::score) {
        summary_.partitions.push_back({"answer:change", {"up", "same", "down"}, who});
      } else {
        // Everybody had one of the options.
        std::vector<std::string> options;
        for (const std::string& option : trace.options) {
          options.push_back(trace.id + "=" + option);
        }
        for (const char* time : {"before", "after"}) {
          Selection within = both;
          within.push_back({"had", time});
          summary_.partitions.push_back(
              {"option " + both.front().dimension, options, std::move(within), both});
        }
      }
      for (std::size_t a = 0; a < attributes.size(); ++a) {
        Partition by{desk_.desk.counts.study.attributes[attributes[a]].id, {}, who};
        for (const std::uint32_t value : groups[a].values) {
          by.values.push_back(desk_.desk.counts.people.values(attributes[a]).all()[value]);
        }
        summary_.partitions.push_back(std::move(by));
      }
    }
  }

  /// p-values by Holm over each pair of times.
  std::vector<std::optional<double>> adjusted(const std::vector<Course>& courses) const {
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::vector<std::size_t>> families;
    for (std::size_t c = 0; c < courses.size(); ++c) {
      families[{courses[c].from, courses[c].to}].push_back(c);
    }
    std::vector<std::optional<double>> out(courses.size());
    for (const auto& [pair, members] : families) {
      std::vector<std::optional<double>> p;
      for (const std::size_t m : members) p.push_back(courses[m].p);
      const std::vector<std::optional<double>> found = holm(p);
      for (std::size_t m = 0; m < members.size(); ++m) out[members[m]] = found[m];
    }
    return out;
  }

  /// One table for what has a middle, one for what has a share; and their tests on another sheet.
  void tables(const std::string& id, const std::string& title, const std::vector<Course>& courses,
              const std::string& group) {
    const std::vector<std::optional<double>> p = adjusted(courses);
    for (const bool tests : {false, true}) {
      for (const bool scores : {true, false}) {
        Table table;
        table.id = id + (scores ? ".scores" : ".shares") + (tests ? ".tests" : "");
        table.sheet = tests ? "panel_tests" : "panel";
        table.layout = TableLayout::list;
        table.title = labels_(scores ? "title.change-scores" : "title.change-shares", {title});
        if (tests) table.title = labels_("title.change-tests", {table.title});
        add_columns(table, scores, tests, group);
        for (std::size_t c = 0; c < courses.size(); ++c) {
          if ((courses[c].kind == Trace::Kind::score) != scores) continue;
          TableRow one = begin_row(courses[c], !group.empty());
          if (tests) {
            add_test_cells(courses[c], p[c], scores, one);
            one.rests_on = {id + (scores ? ".scores" : ".shares"), one.id};
          } else {
            add_cells(courses[c], p[c], scores, one);
          }
          table.rows.push_back(std::move(one));
        }
        if (table.rows.empty()) continue;
        table.base = labels_("base.change");
        add_notes(table, scores, tests);
        summary_.tables.push_back(std::move(table));
      }
    }
  }

  void add_notes(Table& table, bool scores, bool tests) const {
    if (tests) {
      table.notes = {labels_(scores ? "note.change-scores" : "note.change-shares"),
                     labels_("note.holm-pairs")};
      if (scores) table.notes.push_back(labels_("note.change-standard"));
      if (scores) table.notes.push_back(labels_("note.effects"));
      return;
    }
    table.notes = {labels_("note.change-same")};
    if (!scores) table.notes.push_back(labels_("note.change-columns"));
    table.notes.push_back(labels_("note.change-verdict", {labels_("sheet.panel-tests")}));
    if (scores && panel_.stair() != nullptr) table.notes.push_back(labels_("note.change-stair"));
    if (desk_.weighted()) table.notes.push_back(labels_("note.change-unweighted"));
  }

  void add_columns(Table& table, bool scores, bool tests, const std::string& group) const {
    table.columns = {{"item", labels_("column.item")}};
    if (!group.empty()) table.columns.push_back({"group", group});
    table.columns.push_back({"from", labels_("column.from-time")});
    table.columns.push_back({"to", labels_("column.to-time")});
    const auto add = [&](const char* id, const char* key, CellFormat format, Measure measure,
                         Selection who = {}) {
      table.columns.push_back({id, labels_(key), format, -1, measure, std::move(who)});
    };
    const auto precise = [&](const char* id, const char* key) {
      add(id, key, CellFormat::precise, Measure::statistic);
    };
    table.columns.push_back(
        {"verdict", labels_("column.verdict"), CellFormat::text, -1, Measure::verdict});
    if (tests) table.columns.push_back({"test", labels_("column.test")});
    if (tests) add("statistic", "column.statistic", CellFormat::text, Measure::statistic);
    add("n", "column.n", CellFormat::count, Measure::people,
        scores ? Selection{} : Selection{kAll});
    if (tests) {
      if (scores)
        add("median_before", "column.median-before", CellFormat::decimal, Measure::statistic);
      if (scores)
        add("median_after", "column.median-after", CellFormat::decimal, Measure::statistic);
      precise("p", "column.p");
      precise("p_holm", "column.p-holm");
      if (scores) precise("p_sign", "column.p-sign");
      precise("size", "column.change-size");
      if (scores) precise("standard", "column.change-standard");
      return;
    }
    const auto moved = [&](const char* id, const char* key) {
      add(id, key, CellFormat::count, Measure::people, {{"answer:change", id}});
    };
    if (scores) {
      const auto mean = [&](const char* id, const char* key) {
        add(id, key, CellFormat::precise, Measure::mean, {{"mean", id}});
      };
      mean("before", "column.mean-before");
      mean("after", "column.mean-after");
      precise("change", "column.change");
      precise("low", "column.low");
      precise("high", "column.high");
      moved("up", "column.up");
      moved("same", "column.same");
      moved("down", "column.down");
    } else {
      const auto n = static_cast<std::uint32_t>(table.columns.size() - 1);
      add("before", "column.share-before", CellFormat::percent, Measure::share,
          {{"had", "before"}});
      table.columns.back().base_column = n;
      add("after", "column.share-after", CellFormat::percent, Measure::share, {{"had", "after"}});
      table.columns.back().base_column = n;
      moved("kept", "column.kept");
      moved("gained", "column.gained");
      moved("dropped", "column.dropped");
      moved("neither", "column.neither");
    }
  }

  /// Fewer than all may be behind a number: `behind` says how many.
  static void cell(TableRow& row, TableCell value, double behind) {
    row.people.resize(row.cells.size(), 0);
    row.cells.push_back(std::move(value));
    row.people.push_back(behind);
  }

  static TableCell number(const std::optional<double>& value) {
    return value ? TableCell{*value} : TableCell{};
  }

  /// What a row of changes and the row of its test begin with.
  TableRow begin_row(const Course& one, bool grouped) const {
    TableRow out{one.id + "|" + panel_.times()[one.from] + "|" + panel_.times()[one.to],
                 {one.title}};
    if (grouped) cell(out, one.value, 0);
    cell(out, panel_.times()[one.from], 0);
    cell(out, panel_.times()[one.to], 0);
    out.who = one.who;
    return out;
  }

  void add_verdict(const Course& one, const std::optional<double>& p, TableRow& out) const {
    const bool stirred = std::any_of(one.moves.people.begin(), one.moves.people.end(),
                                     [](const auto& m) { return m.first.first != m.first.second; });
    cell(out,
         labels_(p && *p < kSure ? "verdict.change"
                 : one.p         ? "verdict.change-unsure"
                 : stirred       ? "verdict.untested"
                                 : "verdict.no-change"),
         0);
  }

  void add_cells(const Course& one, const std::optional<double>& p, bool scores,
                 TableRow& out) const {
    const auto n = static_cast<double>(one.moves.n);
    add_verdict(one, p, out);
    cell(out, n, n);
    if (scores) {
      for (const bool after : {false, true}) {
        const Outcome<Description> found = describe(one.moves.steps(after));
        cell(out, found ? TableCell{found->mean} : TableCell{}, n);
      }
      const bool bounded = one.change && one.change->interval;
      cell(out, one.change ? TableCell{one.change->mean} : TableCell{}, n);
      cell(out, bounded ? TableCell{one.change->interval->low} : TableCell{}, n);
      cell(out, bounded ? TableCell{one.change->interval->high} : TableCell{}, n);
      for (const std::uint64_t moved : {one.moves.up, one.moves.same, one.moves.down}) {
        cell(out, static_cast<double>(moved), static_cast<double>(moved));
      }
    } else if (one.kind == Trace::Kind::choice) {
      // The whole that its options are parts of.
      for (int time = 0; time < 2; ++time) cell(out, share(n, n), n);
      for (int move = 0; move < 4; ++move) cell(out, TableCell{}, 0);
    } else {
      const auto kept = static_cast<double>(one.kept);
      const auto gained = static_cast<double>(one.moves.up);
      const auto dropped = static_cast<double>(one.moves.down);
      cell(out, share(kept + dropped, n), kept + dropped);
      cell(out, share(kept + gained, n), kept + gained);
      for (const double moved : {kept, gained, dropped, n - kept - gained - dropped}) {
        cell(out, moved, moved);
      }
    }
  }

  void add_test_cells(const Course& one, const std::optional<double>& p, bool scores,
                      TableRow& out) const {
    const auto n = static_cast<double>(one.moves.n);
    add_verdict(one, p, out);
    cell(out, one.p ? labels_("test." + one.test) : std::string(), 0);
    cell(out, one.statistic, n);
    cell(out, n, n);
    for (const bool after : {false, true}) {
      if (!scores) break;
      const Outcome<Description> found = describe(one.moves.steps(after));
      cell(out, found ? TableCell{found->median} : TableCell{}, n);
    }
    cell(out, number(one.p), n);
    cell(out, number(p), n);
    if (scores) cell(out, number(one.p_sign), n);
    cell(out, number(one.size), n);
    if (scores) cell(out, number(standardised(one)), n);
  }

  /// The mean change by the standard deviation of the changes.
  static std::optional<double> standardised(const Course& one) {
    if (!one.change || !one.change->deviation || *one.change->deviation <= 0) return std::nullopt;
    return one.change->mean / *one.change->deviation;
  }

  const ClosedDesk& desk_;
  const Labels& labels_;
  const std::string& language_;
  const Panel& panel_;
  Summary& summary_;
};

}  // namespace

void add_changes(const ClosedDesk& desk, const Panel& panel, Summary& summary) {
  ChangeTables(desk, panel, summary).add();
}

}  // namespace samsyn::summarise
