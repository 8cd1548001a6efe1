// Indices: means of several scale items, and whether the items measure one thing.

#include <algorithm>
#include <cmath>
#include <map>

#include "stages/summarise/closed_tables.hpp"
#include "stages/summarise/statistics/reliability.hpp"
#include "stages/summarise/words.hpp"

namespace samsyn::summarise {
namespace {

constexpr double kLeastShare = 0.5;  // of the items that a person must have answered

/// The scores of each person who was asked an item of the index, in the order of its items.
struct Answers {
  std::vector<std::uint32_t> people;
  std::vector<std::vector<std::optional<double>>> scores;  ///< by person, then item
};

/// At a time; kNone = the answers that are shown.
Answers answers_of(const Counts& counts, const ScaleIndex& index, std::uint32_t time = kNone) {
  std::vector<std::uint32_t> place(counts.people.size(), kNone);
  Answers out;
  for (std::size_t i = 0; i < index.items.size(); ++i) {
    const std::uint32_t number = counts.items.find(index.items[i]);
    if (number == kNone) continue;
    const ItemCounts& item = counts.items.all()[number];
    if (time != kNone && time >= item.at.size()) continue;
    for (const Given& given : time == kNone ? item.given : item.at[time]) {
      if (place[given.person] == kNone) {
        place[given.person] = static_cast<std::uint32_t>(out.people.size());
        out.people.push_back(given.person);
        out.scores.emplace_back(index.items.size());
      }
      if (given.value == kNone || item.values[given.value].unsure) continue;
      const double score = item.values[given.value].score;
      if (std::isfinite(score)) out.scores[place[given.person]][i] = score;
    }
  }
  return out;
}

/// The mean of what was answered; nothing when too little was.
std::optional<double> index_value(const std::vector<std::optional<double>>& scores) {
  double sum = 0;
  double n = 0;
  for (const std::optional<double>& score : scores) {
    if (!score) continue;
    sum += *score;
    n += 1;
  }
  if (n < 1 || n < kLeastShare * static_cast<double>(scores.size())) return std::nullopt;
  return sum / n;
}

/// The time whose answers all items of the index show; kNone = there is none.
std::uint32_t time_shown(const Counts& counts, const ScaleIndex& index) {
  std::uint32_t time = kNone;
  for (std::size_t i = 0; i < index.items.size(); ++i) {
    const std::uint32_t number = counts.items.find(index.items[i]);
    if (number == kNone) return kNone;
    const std::uint32_t shown = counts.items.all()[number].shown;
    if (i > 0 && shown != time) return kNone;
    time = shown;
  }
  return time;
}

TableCell cell(const Number& number) { return number ? TableCell{*number} : TableCell{}; }

}  // namespace

ItemCounts index_item(const Counts& counts, const ScaleIndex& index) {
  ItemCounts item;
  item.id = index.id;
  item.type = ItemType::number;
  item.wordings = {index.name};
  std::map<double, std::uint32_t> known;
  const auto values_of = [&](const Answers& answers) {
    // In the order of people, as in every item.
    std::vector<std::uint32_t> order(answers.people.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
      return answers.people[a] < answers.people[b];
    });
    std::vector<Given> out;
    for (const std::uint32_t i : order) {
      const std::optional<double> score = index_value(answers.scores[i]);
      std::uint32_t value = kNone;
      if (score) {
        const auto [at, fresh] =
            known.emplace(*score, static_cast<std::uint32_t>(item.values.size()));
        if (fresh) item.values.push_back({number_text(*score, 4, "en"), *score, false});
        value = at->second;
      }
      out.push_back({answers.people[i], value});
    }
    return out;
  };
  item.given = values_of(answers_of(counts, index));
  item.asked = static_cast<std::uint32_t>(item.given.size());
  item.shown = time_shown(counts, index);
  const std::size_t times = counts.study.occasions.order.size();
  for (std::uint32_t t = 0; t < times; ++t) {
    item.at.push_back(values_of(answers_of(counts, index, t)));
  }
  return item;
}

void add_reliability(const ClosedDesk& desk, Summary& summary) {
  const Counts& counts = desk.desk.counts;
  if (counts.study.indices.empty()) return;
  const Labels& labels = desk.desk.labels;
  const auto coefficient = [&](const char* id, const char* key) {
    return TableColumn{id, labels(key), CellFormat::precise, -1, Measure::statistic};
  };
  Table table;
  table.id = "indices";
  table.sheet = "indices";
  table.title = labels("title.indices");
  table.base = labels("base.indices");
  table.columns = {{"index", labels("column.index")},
                   {"n", labels("column.all-items"), CellFormat::count, -1, Measure::people},
                   coefficient("alpha", "column.alpha"),
                   coefficient("low", "column.low"),
                   coefficient("high", "column.high"),
                   coefficient("omega", "column.omega"),
                   coefficient("total", "column.item-total"),
                   coefficient("without", "column.alpha-without")};
  bool heywood = false;
  for (const ScaleIndex& index : counts.study.indices) {
    const Answers answers = answers_of(counts, index);
    ItemMoments moments(index.items.size());
    for (const auto& scores : answers.scores) moments.add(scores);
    const Outcome<Reliability> found = reliability(moments);
    const Outcome<Omega> factor = omega(moments);
    const auto n = static_cast<double>(moments.people());
    table.base_count = std::max(table.base_count, n);
    TableRow row{index.id, {index.name, n}, true};
    row.who = {{"index", index.id}};
    if (found) {
      row.cells.insert(row.cells.end(), {found->alpha, found->interval.low, found->interval.high});
    } else {
      row.cells.resize(row.cells.size() + 3);
    }
    const bool sound = factor && factor->heywood.empty();
    heywood = heywood || (factor && !sound);
    row.cells.push_back(sound ? TableCell{factor->omega} : TableCell{});
    row.cells.resize(table.columns.size());
    row.people.assign(row.cells.size(), n);
    table.rows.push_back(std::move(row));
    for (std::size_t i = 0; i < index.items.size(); ++i) {
      const std::uint32_t number = counts.items.find(index.items[i]);
      TableRow one{index.id + "." + index.items[i],
                   {number == kNone ? index.items[i] : wording_of(counts.items.all()[number])}};
      one.level = 1;
      one.cells.resize(6);
      one.cells.push_back(found ? cell(found->items[i].correlation) : TableCell{});
      one.cells.push_back(found ? cell(found->items[i].alpha_without) : TableCell{});
      one.people.assign(one.cells.size(), n);
      table.rows.push_back(std::move(one));
    }
  }
  table.notes = {labels("note.indices"), labels("note.alpha")};
  if (heywood) table.notes.push_back(labels("note.heywood"));
  summary.sheets.push_back({"indices", labels("sheet.indices")});
  summary.tables.push_back(std::move(table));
}

}  // namespace samsyn::summarise
