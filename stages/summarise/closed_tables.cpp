// Frequency tables and measures of closed items.

#include <algorithm>
#include <cmath>

#include "stages/summarise/closed.hpp"
#include "stages/summarise/words.hpp"

namespace samsyn::summarise {
namespace {

using Distribution = std::map<double, std::uint32_t>;

struct Measures {
  double n = 0, mean = 0, median = 0, least = 0, most = 0;
  double deviation = -1;  ///< of the sample (n - 1); -1 when n < 2
};

Measures measures_of(const Distribution& values) {
  Measures m;
  if (values.empty()) return m;
  for (const auto& [value, count] : values) {
    m.n += count;
    m.mean += (value - m.mean) * count / m.n;  // never the sum itself: it could overflow
  }
  double squares = 0;
  for (const auto& [value, count] : values) squares += (value - m.mean) * (value - m.mean) * count;
  if (m.n > 1) m.deviation = std::sqrt(squares / (m.n - 1));
  const auto at = [&](double rank) {  // the value with so many values before it
    double passed = 0;
    for (const auto& [value, count] : values) {
      passed += count;
      if (rank < passed) return value;
    }
    return values.rbegin()->first;
  };
  m.median = (at(std::floor((m.n - 1) / 2)) + at(std::floor(m.n / 2))) / 2;
  m.least = values.begin()->first;
  m.most = values.rbegin()->first;
  return m;
}

/// A finite number, or nothing.
TableCell number_cell(double value) {
  if (!std::isfinite(value)) return {};
  return value;
}

std::string wording_of(const ItemCounts& item) {
  return item.wordings.empty() ? item.id : item.wordings.front();
}

void add_wordings(const ItemCounts& item, const Labels& labels, Table& table) {
  for (std::size_t w = 1; w < item.wordings.size(); ++w) {
    table.notes.push_back(labels("closed.wording", {item.wordings[w]}));
  }
}

Table frequencies(const Items& items, const ItemCounts& item, const Labels& labels,
                  const std::string& language, const Before& before) {
  Table table;
  table.id = "closed." + item.id;
  table.sheet = "closed";
  table.title = wording_of(item);
  table.base_count = item.asked;
  table.base = labels("base.closed", {std::to_string(item.asked)});
  table.columns = {{"option", labels("column.option")},
                   {"respondents", labels("column.respondents"), CellFormat::count},
                   {"share", labels("column.share-asked"), CellFormat::percent},
                   {"valid_share", labels("column.share-valid"), CellFormat::percent}};
  const double valid = item.answered - item.dont_know;
  const auto given = [&](const std::string& option) -> double {
    const auto found = item.given.find(option);
    return found == item.given.end() ? 0 : found->second;
  };
  for (const std::string& option : items.options(item, before)) {
    table.rows.push_back(
        {option,
         {option, given(option), share(given(option), item.asked), share(given(option), valid)}});
  }
  const auto options = static_cast<std::uint32_t>(table.rows.size());
  const std::vector<std::string> unsure = items.dont_know(item);
  if (item.type != ItemType::multiple) {
    for (const std::string& option : unsure) {
      table.rows.push_back({"dont_know:" + option,
                            {labels("row.dont-know", {option}),
                             given(option),
                             share(given(option), item.asked),
                             {}}});
    }
  } else if (!unsure.empty()) {
    table.rows.push_back({"dont_know",
                          {labels("row.dont-know", {unsure.front()}),
                           static_cast<double>(item.dont_know),
                           share(item.dont_know, item.asked),
                           {}}});
  }
  const double empty = item.asked - item.answered;
  table.rows.push_back(
      {"no_answer", {labels("row.no-answer"), empty, share(empty, item.asked), {}}});
  table.rows.push_back(
      {"asked",
       {labels("row.asked"), static_cast<double>(item.asked), share(item.asked, item.asked), {}},
       true});
  table.notes.push_back(labels("closed.valid", {number_text(valid, 0, language)}));
  if (item.type == ItemType::multiple) table.notes.push_back(labels("closed.multiple"));
  if (!item.scores.empty()) {
    const Measures m = measures_of(item.scores);
    table.notes.push_back(
        labels(item.by_position ? "closed.scale-position" : "closed.scale",
               {number_text(m.mean, 2, language), number_text(m.median, 1, language),
                number_text(m.n, 0, language)}));
    if (item.reversed) table.notes.push_back(labels("closed.reversed"));
  }
  add_wordings(item, labels, table);
  const bool is_multiple = item.type == ItemType::multiple;
  if (options > 0 && (is_multiple ? item.asked > 0 : valid > 0)) {
    table.charts.push_back({wording_of(item), 0, {is_multiple ? 2U : 3U}, false, {}, options});
  }
  return table;
}

Table numbers(const Items& items, const ItemCounts& item, const Labels& labels,
              const std::string& language) {
  Table table;
  table.id = "closed." + item.id;
  table.sheet = "closed";
  table.title = wording_of(item);
  table.base_count = item.asked;
  table.base = labels("base.closed", {std::to_string(item.asked)});
  const bool is_date = item.type == ItemType::date;
  table.columns = {
      {"measure", labels("column.measure")},
      {"value", labels("column.value"), is_date ? CellFormat::text : CellFormat::decimal}};
  const Measures m = measures_of(item.numbers);
  const auto count_row = [&](const char* id, const char* key, double n) {
    TableRow row{id, {labels(key), n}};
    if (is_date) row.cells[1] = number_text(n, 0, language);
    row.format = CellFormat::count;
    table.rows.push_back(std::move(row));
  };
  count_row("n", "row.valid", m.n);
  if (m.n > 0 && is_date) {
    table.rows.push_back({"first", {labels("row.first"), date_text(m.least)}});
    table.rows.push_back({"last", {labels("row.last"), date_text(m.most)}});
  } else if (m.n > 0) {
    table.rows.push_back({"mean", {labels("row.mean"), number_cell(m.mean)}});
    table.rows.push_back({"median", {labels("row.median"), number_cell(m.median)}});
    table.rows.push_back({"min", {labels("row.min"), number_cell(m.least)}});
    table.rows.push_back({"max", {labels("row.max"), number_cell(m.most)}});
    table.rows.push_back(
        {"sd", {labels("row.sd"), m.deviation < 0 ? TableCell{} : number_cell(m.deviation)}});
  }
  if (item.not_numbers > 0) count_row("unread", "row.unread", item.not_numbers);
  if (!items.dont_know(item).empty()) {
    count_row("dont_know", "row.dont-know-any", item.dont_know);
  }
  count_row("no_answer", "row.no-answer", item.asked - item.answered);
  if (!is_date && m.n > 1) table.notes.push_back(labels("closed.sd"));
  add_wordings(item, labels, table);
  return table;
}

}  // namespace

std::vector<Table> closed_tables(const Items& items, const Study& study, const Labels& labels,
                                 const Before& before) {
  const std::string& language = study.outputs.language;
  std::vector<Table> tables;
  Table measures;
  measures.id = "closed.measures";
  measures.sheet = "closed";
  measures.title = labels("title.closed-measures");
  measures.base = labels("base.closed-measures");
  measures.columns = {{"item", labels("column.item")},
                      {"n", labels("column.valid"), CellFormat::count},
                      {"mean", labels("row.mean"), CellFormat::decimal},
                      {"median", labels("row.median"), CellFormat::decimal},
                      {"min", labels("row.min"), CellFormat::decimal},
                      {"max", labels("row.max"), CellFormat::decimal},
                      {"sd", labels("row.sd"), CellFormat::decimal}};
  for (const ItemCounts& item : items.all()) {
    const bool is_number = item.type == ItemType::number;
    const Distribution& values = is_number ? item.numbers : item.scores;
    if (item.type != ItemType::date && !values.empty()) {
      const Measures m = measures_of(values);
      measures.rows.push_back(
          {item.id,
           {wording_of(item), m.n, number_cell(m.mean), number_cell(m.median), number_cell(m.least),
            number_cell(m.most), m.deviation < 0 ? TableCell{} : number_cell(m.deviation)}});
    }
  }
  if (!measures.rows.empty()) {
    measures.notes.push_back(labels("closed.sd"));
    tables.push_back(std::move(measures));
  }
  for (const ItemCounts& item : items.all()) {
    if (item.type == ItemType::open) continue;
    const bool is_measured = item.type == ItemType::number || item.type == ItemType::date;
    tables.push_back(is_measured ? numbers(items, item, labels, language)
                                 : frequencies(items, item, labels, language, before));
  }
  return tables;
}

}  // namespace samsyn::summarise
