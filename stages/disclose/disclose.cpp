#include "stages/disclose/disclose.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "pipeline/model/number_text.hpp"
#include "stages/disclose/quotations.hpp"
#include "stages/disclose/reading.hpp"
#include "stages/disclose/suppress.hpp"

namespace samsyn::disclose {
namespace {

constexpr std::size_t kGapsOfAVerdict = 3;

class Protector {
 public:
  Protector(Summary summary, const Rules& rules, const Labels& labels)
      : summary_(std::move(summary)), rules_(rules), labels_(labels) {}

  Summary run() {
    reading_ = read(summary_, rules_.least);
    Rule rule;
    rule.least = rules_.least;
    suppression_ = suppress(reading_.system, rule);
    summary_.disclosure.least_cell = rules_.least;
    summary_.disclosure.round = rounds() ? rules_.round : 0;
    summary_.disclosure.open = suppression_.open.size() + reading_.told;
    summary_.disclosure.broken = suppression_.broken.size() + reading_.disagreeing;
    find_statistics();
    find_gaps();
    for (std::size_t t = 0; t < summary_.tables.size(); ++t) protect(t);
    leave_one_quotation();
    summary_.disclosure.quotations = protect_quotations(
        summary_, rules_.least, [&](const Quotation& quotation, const Condition& particular) {
          return tells(quotation, particular);
        });
    protect_candidates();
    return std::move(summary_);
  }

 private:
  bool rounds() const { return rules_.round > 1; }

  bool is_withheld(Id v) const {
    return v != kNoVariable && (v == kMerged || suppression_.fates[v] != Fate::shown);
  }
  Withheld why(Id v) const {
    return v != kMerged && suppression_.fates[v] == Fate::few ? Withheld::few : Withheld::derived;
  }

  double rounded(double n) const {
    if (!rounds() || n <= 0) return n;
    const double step = rules_.round;
    return std::max(step, std::floor(n / step + 0.5) * step);
  }
  /// The variable's number as it is shown.
  double shown(Id v) const {
    const Variable& variable = reading_.system.variables[v];
    return variable.fixed ? variable.value : rounded(variable.value);
  }

  /// Whom a quotation is by, as tables count them: who affirmed its code, or spoke of it otherwise.
  static Selection said_in(const Quotation& quotation) {
    Selection out;
    if (quotation.code.starts_with("candidate.")) {
      out.push_back({"candidate", quotation.code});
    } else if (quotation.stance.empty() || quotation.stance == "affirmed") {
      out.push_back({"code", quotation.code});
    } else {
      out.push_back({"about", quotation.code});
      out.push_back({"stance", quotation.stance});
    }
    return out;
  }

  bool is_withheld(Selection who, const Selection& more, Measure measure) const {
    for (const Condition& one : more) who.push_back(one);
    return is_withheld(reading_.find(who, measure));
  }

  /// Would a quotation with this particular tell of somebody in a withheld cell?
  bool tells(const Quotation& quotation, const Condition& particular) const {
    const Selection said = said_in(quotation);
    const Condition of_kind{"kind", quotation.source_kind};
    const Condition segments{"unit", "segments"};
    Selection people = said;
    people.insert(people.end(), {of_kind, particular});
    // Where it is shown that several said it, a quotation tells nothing more.
    if (const Id number = reading_.find(people, Measure::people); number != kNoVariable) {
      return is_withheld(number);
    }
    if (is_withheld(said, {of_kind, particular, segments}, Measure::mentions)) return true;
    if (particular.dimension == "kind") return false;
    // Stances are counted for all particulars together.
    return is_withheld(said, {particular, segments}, Measure::mentions) ||
           (said.size() > 1 && is_withheld_anywhere(said, of_kind));
  }

  /// Is a number of all who said it withheld?
  bool is_withheld_anywhere(const Selection& said, const Condition& of_kind) const {
    const Selection segments(1, Condition{"unit", "segments"});
    return is_withheld(said, {of_kind}, Measure::people) ||
           is_withheld(said, segments, Measure::mentions);
  }

  // --- statistics --------------------------------------------------------------------------------

  /// Which withheld numbers which rows of which tables have.
  void find_gaps() {
    const auto add = [&](std::size_t t, std::size_t r, Id v) {
      const Table& table = summary_.tables[t];
      gaps_[{table.id, {}}].insert(v);
      gaps_[{table.id, table.rows[r].id}].insert(v);
    };
    for (std::size_t t = 0; t < summary_.tables.size(); ++t) {
      for (std::size_t r = 0; r < summary_.tables[t].rows.size(); ++r) {
        const std::vector<Id>& cells = reading_.tables[t].cells[r];
        for (std::uint32_t c = 0; c < cells.size(); ++c) {
          // Numbers that are merged have one name, and are several.
          if (is_withheld(cells[c])) add(t, r, cells[c] == kMerged ? kMerged - 1 - c : cells[c]);
        }
      }
    }
    for (const Statistic& one : reading_.statistics) {
      if (measure_of(one) == Measure::weighted && is_withheld(one.base)) {
        add(one.table, one.row, one.base);
      }
    }
  }

  std::size_t gaps_in(const RestsOn& on) const {
    const auto at = gaps_.find({on.table, on.row});
    return at == gaps_.end() ? 0 : at->second.size();
  }
  bool rests_on_gaps(const RestsOn& on) const { return gaps_in(on) > 0; }

  /// Of two withheld numbers whose sum is known, "surely different" can leave one possibility.
  bool tells_verdict(const Table& table, const TableRow& row) const {
    const bool by_itself = row.rests_on.table.empty();
    const std::size_t gaps = gaps_in(by_itself ? RestsOn{table.id, row.id} : row.rests_on);
    // The numbers of a row of changes are sums of each other: one may be all that is unknown.
    return gaps > 0 && (by_itself || gaps < kGapsOfAVerdict);
  }

  void find_statistics() {
    std::set<std::pair<std::uint32_t, std::uint32_t>>
        inexact;                  // rows with means that are not shown
    std::set<Id> inexact_shares;  // by weight, whose numbers of people have these names
    for (const Statistic& one : reading_.statistics) {
      double people = one.people;
      if (people < 0 && one.base != kNoVariable && one.base != kMerged) {
        people = reading_.system.variables[one.base].value;
      }
      if (people < 0) {
        const Table& table = summary_.tables[one.table];
        const double base = table.columns[one.column].base;
        people = base < 0 ? table.base_count : base;
      }
      const bool few = people > 0 && people < rules_.least;
      const bool gaps =
          std::any_of(one.answers.begin(), one.answers.end(), [&](Id v) { return is_withheld(v); });
      const auto safe =
          std::find_if(one.showings.begin(), one.showings.end(),
                       [&](const Showing& way) { return suppression_.refused[way.relation] == 0; });
      const bool tells = is_withheld(one.base) || (gaps && safe == one.showings.end()) ||
                         is_withheld(reading_.tables[one.table].bases[one.column]);
      if (measure_of(one) == Measure::weighted && (few || tells || gaps)) {
        inexact_shares.insert(one.base);
      }
      if (few || tells) {
        statistics_[{one.table, one.row, one.column}] = few ? Withheld::few : Withheld::derived;
        if (is_mean(one)) inexact.emplace(one.table, one.row);
      } else if (gaps && measure_of(one) != Measure::part) {
        if (is_mean(one)) inexact.emplace(one.table, one.row);
        double& value =
            std::get<double>(summary_.tables[one.table].rows[one.row].cells[one.column]);
        value = std::round(value * safe->steps) / safe->steps;
        if (measure_of(one) == Measure::weighted) coarse_.insert(one.table);
      }
    }
    // The bounds of a share would give it exactly.
    for (const Statistic& one : reading_.statistics) {
      const Measure measure = measure_of(one);
      if (one.base == kNoVariable || !inexact_shares.contains(one.base)) continue;
      if (measure != Measure::statistic && measure != Measure::bounds) continue;
      statistics_.try_emplace({one.table, one.row, one.column}, Withheld::derived);
    }
    // A change and a mean before it would give the mean after it.
    for (const Statistic& one : reading_.statistics) {
      if (is_mean(one) || !inexact.contains({one.table, one.row})) continue;
      statistics_.try_emplace({one.table, one.row, one.column}, Withheld::derived);
    }
  }

  Measure measure_of(const Statistic& one) const {
    return reading_.tables[one.table].measures[one.row][one.column];
  }
  bool is_mean(const Statistic& one) const { return measure_of(one) == Measure::mean; }

  // --- tables ------------------------------------------------------------------------------------

  void protect(std::size_t t) {
    Table& table = summary_.tables[t];
    const TableReading& reading = reading_.tables[t];
    Disclosure::OfTable told{table.id, table.title, 0, 0};
    const auto tell = [&](const std::string& row, const std::string& column) {
      ++told.withheld;
      summary_.disclosure.cells.push_back({table.id, row, column});
    };
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
      TableRow& row = table.rows[r];
      for (std::size_t c = 0; c < row.cells.size(); ++c) {
        const Measure measure = reading.measures[r][c];
        if (measure == Measure::none) continue;
        const bool is_number = std::holds_alternative<double>(row.cells[c]) ||
                               std::holds_alternative<Interval>(row.cells[c]);
        protect(reading, t, r, c, row.cells[c]);
        const bool tells = measure == Measure::verdict
                               ? tells_verdict(table, row)
                               : measure == Measure::statistic && rests_on_gaps(row.rests_on);
        if (tells) row.cells[c] = Withheld::derived;
        const bool gone = std::holds_alternative<Withheld>(row.cells[c]);
        told.numbers += is_number || gone;
        if (gone && c < row.marks.size()) row.marks[c] = 0;
        if (gone) tell(row.id, table.columns[c].id);
      }
    }
    if (told.numbers == 0) return;
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
      TableColumn& column = table.columns[c];
      if (column.base < 0 || reading.bases[c] == kNoVariable) continue;
      if (is_withheld(reading.bases[c])) {
        tell({}, column.id);
        column.base = kWithheldBase;
      } else {
        column.base = shown(reading.bases[c]);
      }
    }
    if (is_withheld(reading.base)) {
      tell({}, {});
      table.base_count = kWithheldBase;
      table.base = labels_("disclosure.base");
    } else if (reading.base != kNoVariable && shown(reading.base) != table.base_count) {
      replace_number(table.base, table.base_count, shown(reading.base));
      table.base_count = shown(reading.base);
    }
    drop_notes(table, reading);
    if (told.withheld > 0) {
      table.notes.push_back(labels_("disclosure.note",
                                    {std::to_string(told.withheld), std::to_string(rules_.least)}));
    }
    if (coarse_.contains(t)) table.notes.push_back(labels_("disclosure.coarse"));
    if (rounds()) {
      table.notes.push_back(labels_("disclosure.rounded", {std::to_string(rules_.round)}));
    }
    if (table.ranked_by > 0) rank(table);
    summary_.disclosure.tables.push_back(std::move(told));
  }

  void protect(const TableReading& reading, std::size_t t, std::size_t r, std::size_t c,
               TableCell& cell) const {
    const Id v = reading.cells[r][c];
    switch (reading.measures[r][c]) {
      case Measure::none:
      case Measure::verdict:
        break;
      case Measure::people:
      case Measure::mentions:
        if (is_withheld(v)) {
          cell = why(v);
        } else if (rounds()) {
          cell = shown(v);
        }
        break;
      case Measure::share: {
        const std::uint32_t column = summary_.tables[t].columns[c].base_column;
        const Id base = column > 0 ? reading.cells[r][column] : reading.bases[c];
        const double number = std::get<double>(cell);
        if (is_withheld(v)) {
          cell = why(v);
        } else if (is_withheld(base) && number != 0) {
          cell = Withheld::derived;
        } else if (rounds() && base != kNoVariable && shown(base) > 0) {
          cell = std::min(1.0, shown(v) / shown(base));
        }
        break;
      }
      case Measure::weighted:
      case Measure::part:
      case Measure::bounds:
      case Measure::mean:
      case Measure::statistic: {
        const auto at = statistics_.find(std::make_tuple(t, r, c));
        if (at != statistics_.end()) {
          cell = at->second;
        } else if (rounds()) {
          round_share(reading.measures[r][c], cell);
        }
        break;
      }
    }
  }

  /// A share that is not one of rounded numbers, and bounds, to a whole percent.
  static void round_share(Measure measure, TableCell& cell) {
    const auto rounded = [](double share) { return std::round(share * 100) / 100; };
    if (auto* interval = std::get_if<Interval>(&cell)) {
      *interval = {rounded(interval->low), rounded(interval->high)};
    } else if (measure == Measure::weighted || measure == Measure::part) {
      cell = rounded(std::get<double>(cell));
    }
  }

  /// Where the number stands by itself, not as a part of a longer one.
  void replace_number(std::string& text, double from, double to) const {
    const std::string old = number_text(from, 0, summary_.language);
    const auto is_digit = [&](std::size_t at) {
      return at < text.size() && text[at] >= '0' && text[at] <= '9';
    };
    for (std::size_t at = text.find(old); at != std::string::npos; at = text.find(old, at + 1)) {
      if ((at > 0 && is_digit(at - 1)) || is_digit(at + old.size())) continue;
      text.replace(at, old.size(), number_text(to, 0, summary_.language));
      return;
    }
  }

  void drop_notes(Table& table, const TableReading& reading) const {
    std::vector<std::uint32_t> dropped;
    bool any = false;
    for (const std::vector<Id>& row : reading.cells) {
      any = any || std::any_of(row.begin(), row.end(), [&](Id v) { return is_withheld(v); });
    }
    for (std::size_t n = 0; n < table.number_notes.size(); ++n) {
      const NumberNote& note = table.number_notes[n];
      const bool few = note.people > 0 && note.people < rules_.least;
      const bool tells = note.rests_on.table.empty() ? note.measure != Measure::people && any
                                                     : rests_on_gaps(note.rests_on);
      if (few || tells || rounds() || is_withheld(reading.notes[n])) dropped.push_back(note.note);
    }
    std::sort(dropped.begin(), dropped.end(), std::greater<>());
    dropped.erase(std::unique(dropped.begin(), dropped.end()), dropped.end());
    for (const std::uint32_t note : dropped) {
      if (note < table.notes.size()) table.notes.erase(table.notes.begin() + note);
    }
    table.number_notes.clear();
  }

  /// Rows that withhold what they are ordered by last: their places would tell it.
  static void rank(Table& table) {
    const auto gaps =
        std::stable_partition(table.rows.begin(), table.rows.end(), [&](const TableRow& row) {
          return table.ranked_by >= row.cells.size() ||
                 !std::holds_alternative<Withheld>(row.cells[table.ranked_by]);
        });
    const auto text = [](const TableRow& row, std::size_t c) {
      const auto* found = c < row.cells.size() ? std::get_if<std::string>(&row.cells[c]) : nullptr;
      return found == nullptr ? row.id : *found;
    };
    std::stable_sort(gaps, table.rows.end(), [&](const TableRow& a, const TableRow& b) {
      return std::pair(text(a, 0), text(a, 1)) < std::pair(text(b, 0), text(b, 1));
    });
  }

  // --- numbers of quotations ---------------------------------------------------------------------

  /// All that few have said would be quoted, so that the quotations could be counted: of those of
  /// a code by people of a kind whose number is withheld one is left, which tells no more than that
  /// somebody said it. Which kind that is the quotation does not show.
  void leave_one_quotation() {
    std::set<std::pair<std::string, std::string>> quoted;  // code, stance
    const std::size_t before = summary_.quotations.size();
    std::erase_if(summary_.quotations, [&](const Quotation& one) {
      const Selection said = said_in(one);
      const Condition of_kind{"kind", one.source_kind};
      const bool hidden =
          said.size() > 1 ? is_withheld_anywhere(said, of_kind) : tells(one, of_kind);
      return hidden && !quoted.emplace(one.code, said.size() > 1 ? one.stance : "").second;
    });
    const bool has_left_out = summary_.quotations.size() < before;
    std::map<std::string, std::uint32_t> of_code;
    std::erase_if(summary_.quotations,
                  [&](const Quotation& one) { return ++of_code[one.code] > rules_.quotations; });
    if (has_left_out) {
      summary_.quotation_rule += " " + labels_("disclosure.one-quotation");
    }
  }

  // --- candidates for new codes ------------------------------------------------------------------

  /// In the order of their table's rows, whose numbers they repeat; numbered anew, since the
  /// numbers tell the order of before.
  void protect_candidates() {
    const auto table = std::find_if(summary_.tables.begin(), summary_.tables.end(),
                                    [](const Table& one) { return one.id == "uncoded"; });
    if (table == summary_.tables.end()) return;
    std::vector<CodeCandidate> ordered;
    std::map<std::string, std::string> ids;
    for (TableRow& row : table->rows) {
      const auto at = std::find_if(summary_.candidates.begin(), summary_.candidates.end(),
                                   [&](const CodeCandidate& one) { return one.id == row.id; });
      if (at == summary_.candidates.end()) continue;
      ordered.push_back(std::move(*at));
      at->id.clear();
      CodeCandidate& candidate = ordered.back();
      const std::string id = "candidate." + std::to_string(ordered.size());
      ids[candidate.id] = id;
      candidate.id = row.id = id;
      for (Quotation& quotation : candidate.quotations) quotation.code = id;
      follow(*table, row, candidate);
      const bool hidden =
          candidate.segments == kWithheldCount || candidate.respondents == kWithheldCount ||
          candidate.interviewees == kWithheldCount || candidate.voices == kWithheldCount;
      if (hidden && candidate.quotations.size() > 1) candidate.quotations.resize(1);
    }
    summary_.candidates = std::move(ordered);
    for (Disclosure::Cell& cell : summary_.disclosure.cells) {
      if (cell.table != table->id) continue;
      const auto at = ids.find(cell.row);
      if (at != ids.end()) cell.row = at->second;
    }
  }

  /// The candidate's own numbers are those that the row shows.
  void follow(const Table& table, TableRow& row, CodeCandidate& candidate) const {
    for (std::size_t c = 0; c < table.columns.size() && c < row.cells.size(); ++c) {
      const std::string& column = table.columns[c].id;
      std::uint32_t* number = column == "survey"       ? &candidate.respondents
                              : column == "transcript" ? &candidate.interviewees
                              : column == "notes"      ? &candidate.voices
                              : column == "segments"   ? &candidate.segments
                                                       : nullptr;
      if (number != nullptr) {
        const auto* value = std::get_if<double>(&row.cells[c]);
        *number = value == nullptr ? kWithheldCount : static_cast<std::uint32_t>(*value);
      }
      if (column == "items") row.cells[c] = items_of(candidate);
    }
    for (SharedTerm& term : candidate.terms) {
      const bool few =
          term.people < rules_.least || (term.times_coded > 0 && term.times_coded < rules_.least);
      if (!few && !rounds()) continue;
      constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();
      term.people = term.times = term.times_coded = kWithheldCount;
      term.g2 = term.log_ratio = term.general_g2 = term.general_log_ratio = kNothing;
    }
  }

  /// The items with their segments; the items alone, where one of the numbers is of few people.
  std::string items_of(CodeCandidate& candidate) const {
    const bool few = rounds() || candidate.segments == kWithheldCount ||
                     std::any_of(candidate.item_people.begin(), candidate.item_people.end(),
                                 [&](std::uint32_t n) { return n < rules_.least; });
    std::string out;
    for (auto& [item, segments] : candidate.items) {
      out += (out.empty() ? "" : ", ") + item;
      if (few) {
        segments = kWithheldCount;
      } else {
        out += " (" + std::to_string(segments) + ")";
      }
    }
    return out;
  }

  Summary summary_;
  const Rules& rules_;
  const Labels& labels_;
  Reading reading_;
  Suppression suppression_;
  std::set<std::size_t> coarse_;  ///< tables with weighted shares that are shown coarsely
  /// By table and row; an empty row: in all of the table.
  std::map<std::pair<std::string, std::string>, std::set<Id>> gaps_;
  std::map<std::tuple<std::size_t, std::size_t, std::size_t>, Withheld> statistics_;
};

}  // namespace

Summary protect(Summary summary, const Rules& rules, const Labels& labels) {
  summary.disclosure.least_cell = rules.least;
  if (rules.least <= 1 && rules.round <= 1) return summary;
  return Protector(std::move(summary), rules, labels).run();
}

}  // namespace samsyn::disclose
