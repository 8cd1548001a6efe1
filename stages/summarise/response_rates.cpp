// How many of those invited to the questionnaires answered.

#include <algorithm>
#include <map>
#include <optional>

#include "stages/summarise/closed_tables.hpp"
#include "stages/summarise/whom.hpp"
#include "stages/summarise/words.hpp"

namespace samsyn::summarise {
namespace {

/// A share above 1 tells that the manifest's numbers are wrong, not that all answered.
TableCell rate(double answered, double invited) {
  return answered > invited ? TableCell{} : share(answered, invited);
}

Selection with(Selection selection, Condition condition) {
  selection.push_back(std::move(condition));
  return selection;
}

void add_rate(const Desk& desk, const Margin& margin, Summary& summary) {
  const Counts& counts = desk.counts;
  const std::vector<std::string>& values = counts.people.values(margin.attribute).all();
  std::map<std::string, double, std::less<>> answered;
  for (std::uint32_t p = 0; p < counts.people.size(); ++p) {
    if (counts.people.kind(p) != SourceKind::survey || !counts.items.answered(p)) continue;
    ++answered[values[counts.people.value(p, margin.attribute)]];
  }
  const std::string& attribute = counts.study.attributes[margin.attribute].id;
  const Condition was_invited{"invited", attribute};
  const Condition has_answered{"answered", "yes"};
  Table table;
  table.id = "overview.response." + attribute;
  table.sheet = "overview";
  table.title = desk.labels("title.response", {inside(attribute_title(desk, margin.attribute))});
  table.columns = {{"value", attribute_title(desk, margin.attribute)},
                   counting({"invited", desk.labels("column.invited"), CellFormat::count},
                            Measure::people, {was_invited}),
                   counting({"answered", desk.labels("column.answered"), CellFormat::count},
                            Measure::people, {has_answered}),
                   counting({"rate", desk.labels("column.rate"), CellFormat::percent},
                            Measure::share, {has_answered})};
  table.columns[3].base_column = 1;
  bool over = false;
  const auto add = [&](const std::string& id, const std::string& title,
                       std::optional<double> invited, double n, Selection who) {
    TableRow row{id, {title, {}, n, {}}};
    if (invited) {
      row.cells[1] = *invited;
      row.cells[3] = rate(n, *invited);
      over = over || n > *invited;
    }
    row.people = {-1, -1, n, n};
    row.who = std::move(who);
    table.rows.push_back(std::move(row));
  };
  double invited_sum = 0;
  double answered_sum = 0;
  std::vector<std::string> invitees;
  for (const auto& [value, invited] : margin.people) {
    const auto found = answered.find(value);
    const double n = found == answered.end() ? 0 : found->second;
    add(value, value, invited, n, {{attribute, value}});
    invitees.push_back(value);
    invited_sum += invited;
    answered_sum += n;
    if (found != answered.end()) answered.erase(found);
  }
  std::sort(table.rows.begin(), table.rows.end(),
            [&](const TableRow& a, const TableRow& b) { return desk.before(a.id, b.id); });
  // Who is invited is not known by value, so that those without one may be any of them; but not
  // those whose value nobody was invited with.
  std::vector<std::string> listed = invitees;
  std::vector<std::string> all = invitees;
  double others = 0;
  for (const auto& [value, n] : answered) {
    const std::string id = value.empty() ? "(unknown)" : value;
    const std::string title = value.empty() ? desk.labels("value.unknown") : value;
    add(id, title, {}, n, {{attribute, value}});
    all.push_back(value);
    if (!value.empty()) {
      others += n;
      continue;
    }
    answered_sum += n;
    listed.push_back(value);
  }
  Selection of_total;
  if (others > 0) of_total.push_back({"listed:" + attribute, "yes"});
  add("all", desk.labels("row.total"), invited_sum, answered_sum, of_total);
  table.rows.back().emphasis = true;
  table.base_count = invited_sum;
  table.base_who = with(of_total, was_invited);
  table.base = desk.labels("base.response", {number_text(invited_sum, 0, desk.language())});
  table.notes.push_back(desk.labels("note.response"));
  if (answered.count("") > 0) table.notes.push_back(desk.labels("note.response-unknown"));
  if (others > 0) {
    const double everybody = answered_sum + others;
    table.number_notes.push_back({static_cast<std::uint32_t>(table.notes.size()),
                                  Measure::people,
                                  {has_answered},
                                  everybody});
    table.notes.push_back(
        desk.labels("note.response-others", {number_text(everybody, 0, desk.language())}));
  }
  if (over) table.notes.push_back(desk.labels("note.response-over"));
  summary.tables.push_back(std::move(table));

  summary.partitions.push_back({attribute, invitees, with(of_total, was_invited), of_total, false});
  summary.partitions.push_back({attribute, listed, with(of_total, has_answered), of_total, false});
  if (others > 0) summary.partitions.push_back({attribute, all, {has_answered}, {}, false});
  // Whoever answered was invited, and is one of those who took part.
  const auto some_answered = [&](const Condition& of) {
    summary.partitions.push_back({"answered", {"yes", "no"}, {of}, {of}, false});
  };
  some_answered(all_asked(counts, SourceKind::survey) ? of_kind(SourceKind::survey)
                                                      : present(SourceKind::survey));
  if (!over) some_answered(was_invited);
}

}  // namespace

void add_response_rates(const Desk& desk, Summary& summary) {
  for (const Margin& margin : desk.counts.study.invited) add_rate(desk, margin, summary);
}

}  // namespace samsyn::summarise
