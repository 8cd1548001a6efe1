// How many of those invited to the questionnaires answered.

#include <algorithm>
#include <map>

#include "stages/summarise/closed_tables.hpp"
#include "stages/summarise/words.hpp"

namespace samsyn::summarise {
namespace {

/// A share above 1 tells that the manifest's numbers are wrong, not that all answered.
TableCell rate(double answered, double invited) {
  return answered > invited ? TableCell{} : share(answered, invited);
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
  Table table;
  table.id = "overview.response." + attribute;
  table.sheet = "overview";
  table.title = desk.labels("title.response", {inside(attribute_title(desk, margin.attribute))});
  table.who = {{"kind", "survey"}, {"answered", "yes"}};
  table.columns = {
      {"value", attribute_title(desk, margin.attribute)},
      {"invited", desk.labels("column.invited"), CellFormat::count},
      {"answered", desk.labels("column.answered"), CellFormat::count, -1, Measure::people},
      {"rate", desk.labels("column.rate"), CellFormat::percent, -1, Measure::share}};
  double invited_sum = 0;
  double answered_sum = 0;
  bool over = false;
  const auto add = [&](const std::string& id, const std::string& title, double invited, double n,
                       Selection who, bool total) {
    TableRow row{
        id, {title, invited > 0 ? TableCell{invited} : TableCell{}, n, rate(n, invited)}, total};
    row.people.assign(row.cells.size(), n);
    row.people[1] = 0;
    row.who = std::move(who);
    over = over || (invited > 0 && n > invited);
    table.rows.push_back(std::move(row));
  };
  for (const auto& [value, invited] : margin.people) {
    const auto found = answered.find(value);
    const double n = found == answered.end() ? 0 : found->second;
    add(value, value, invited, n, {{attribute, value}}, false);
    invited_sum += invited;
    answered_sum += n;
    if (found != answered.end()) answered.erase(found);
  }
  std::sort(table.rows.begin(), table.rows.end(),
            [&](const TableRow& a, const TableRow& b) { return desk.before(a.id, b.id); });
  const bool others = !answered.empty();
  for (const auto& [value, n] : answered) {
    add(value.empty() ? "(unknown)" : value, value.empty() ? desk.labels("value.unknown") : value,
        0, n, {{attribute, value}}, false);
  }
  // Those whom no invitation is known for have no part in the rate.
  add("all", desk.labels("row.total"), invited_sum, answered_sum, {{"invited", "yes"}}, true);
  table.base_count = invited_sum;
  table.base = desk.labels("base.response", {number_text(invited_sum, 0, desk.language())});
  table.notes.push_back(desk.labels("note.response"));
  if (others) table.notes.push_back(desk.labels("note.response-others"));
  if (over) table.notes.push_back(desk.labels("note.response-over"));
  summary.tables.push_back(std::move(table));
}

}  // namespace

void add_response_rates(const Desk& desk, Summary& summary) {
  for (const Margin& margin : desk.counts.study.invited) add_rate(desk, margin, summary);
}

}  // namespace samsyn::summarise
