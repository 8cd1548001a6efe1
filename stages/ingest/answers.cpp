#include "stages/ingest/answers.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>
#include <utility>

#include "pipeline/model/ascii.hpp"

namespace samsyn::ingest {
namespace {

constexpr double kNoNumber = std::numeric_limits<double>::quiet_NaN();

constexpr std::array<std::string_view, 13> kChosen{
    "ja",   "yes",  "y",       "x",        "1",        "true", "sant",
    "vald", "valt", "checked", "selected", "markerad", "✓"};
constexpr std::array<std::string_view, 12> kNotChosen{
    "nej",       "no",           "n", "0", "false", "falskt", "ej vald", "inte vald",
    "unchecked", "not selected", "-", "–"};

template <std::size_t N>
bool among(const std::array<std::string_view, N>& words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// The label's number, when it is one and nothing else.
double number_of(std::string_view label, bool decimal_comma) {
  return parse_number(label, decimal_comma).value_or(kNoNumber);
}

/// "4" and "4 – ofta", "4. Ofta"; not "40" or "4,5".
bool begins_with_number(std::string_view label, std::string_view digits) {
  if (!label.starts_with(digits) || label.size() == digits.size()) return false;
  const char next = label[digits.size()];
  const bool part = (next == ',' || next == '.') && digits.size() + 1 < label.size() &&
                    label[digits.size() + 1] >= '0' && label[digits.size() + 1] <= '9';
  return !(next >= '0' && next <= '9') && !part;
}

/// "Tid" of "Vad hindrar er? [Tid]": what stands in the last balanced brackets; the whole title
/// when it does not end with any.
std::string_view option_in(std::string_view title) {
  title = trimmed(title);
  if (!title.ends_with(']')) return title;
  int depth = 0;
  for (std::size_t i = title.size(); i-- > 0;) {
    depth += title[i] == ']' ? 1 : title[i] == '[' ? -1 : 0;
    if (depth == 0) return title.substr(i + 1, title.size() - i - 2);
  }
  return title;
}

}  // namespace

Answers::Answers(Document& document, const SourceSpec& source, Where place, Faults& faults)
    : document_(document), source_(source), place_(std::move(place)), faults_(faults) {}

void Answers::respond(std::uint32_t respondent, std::uint32_t question, std::uint32_t option) {
  document_.responses.push_back({respondent, question, option});
}

std::uint32_t Answers::option_of(std::string_view label, double number, ItemType type,
                                 std::uint32_t question) {
  // "2026-01-12" as a label and as a date are two options; dates in doubt belong to one column.
  std::string key(label);
  key += '\0';
  key += static_cast<char>('a' + static_cast<int>(type));
  if (type == ItemType::date || type == ItemType::number) key += std::to_string(question);
  const auto next = static_cast<std::uint32_t>(document_.options.size());
  const auto [it, added] = options_.emplace(std::move(key), next);
  if (added) document_.options.push_back({std::string(label), number});
  return it->second;
}

std::string Answers::declared(const ItemSpec& item, const std::string& label) const {
  const auto& options = item.options;
  if (std::find(options.begin(), options.end(), label) != options.end()) return label;
  const std::string key = collapsed(label);
  for (const auto* list : {&item.options, &item.dont_know}) {
    for (const std::string& option : *list) {
      if (collapsed(option) == key) return option;
    }
  }
  if (all_digits(key)) {
    const auto begins = [&](const std::string& option) { return begins_with_number(option, key); };
    if (std::count_if(options.begin(), options.end(), begins) == 1) {
      return *std::find_if(options.begin(), options.end(), begins);
    }
  }
  return std::string(trimmed(label));
}

std::vector<std::string> Answers::chosen_in(const ItemSpec& item, const std::string& text) const {
  const std::string separator = item.separator.empty() ? ";" : item.separator;
  const std::string_view bare = trimmed(separator).empty() ? separator : trimmed(separator);
  std::vector<std::string> options = item.options;
  options.insert(options.end(), item.dont_know.begin(), item.dont_know.end());
  std::stable_sort(options.begin(), options.end(),
                   [](const auto& a, const auto& b) { return a.size() > b.size(); });
  std::vector<std::string> chosen;
  const auto add = [&](std::string label) {
    if (!label.empty() && std::find(chosen.begin(), chosen.end(), label) == chosen.end()) {
      chosen.push_back(std::move(label));
    }
  };
  std::string_view rest = trimmed(text);
  if (item.separator == "json") {
    // Power Automate hands on the answers of Microsoft Forms as a list; a cell that is none is one
    // choice as it stands.
    const auto list = nlohmann::json::parse(rest, nullptr, false);
    if (list.is_array()) {
      for (const auto& one : list)
        if (one.is_string()) add(declared(item, std::string(trimmed(one.get<std::string>()))));
    } else {
      add(declared(item, std::string(rest)));
    }
    return chosen;
  }
  while (!rest.empty()) {
    bool matched = false;
    for (const std::string& option : options) {
      if (option.empty() || !rest.starts_with(option)) continue;
      const std::string_view after = trimmed(rest.substr(option.size()));
      if (!after.empty() && !after.starts_with(bare)) continue;
      add(option);
      rest = after.empty() ? after : trimmed(after.substr(bare.size()));
      matched = true;
      break;
    }
    if (matched) continue;
    std::size_t end = rest.find(separator);
    std::size_t skipped = separator.size();
    if (end == std::string_view::npos) {
      end = rest.size() - (rest.ends_with(bare) ? bare.size() : 0);
      skipped = rest.size() - end;
    }
    add(declared(item, std::string(trimmed(rest.substr(0, end)))));
    rest = trimmed(rest.substr(end + skipped));
  }
  return chosen;
}

std::vector<std::string> Answers::chosen_by_column(const ItemSpec& item,
                                                   std::span<const Cell> cells,
                                                   std::span<const std::size_t> columns,
                                                   const Columns& titles) const {
  std::vector<std::string> chosen;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (is_blank(cells[i])) continue;
    const std::string text(trimmed(to_text(cells[i])));
    const std::string word = lower_ascii(text);
    if (among(kNotChosen, word)) continue;
    std::string option(i < item.options.size() ? std::string_view(item.options[i])
                                               : option_in(titles.titles()[columns[i]]));
    const bool plain = among(kChosen, word) || collapsed(text) == collapsed(option);
    std::string label = plain ? std::move(option) : text;
    if (std::find(chosen.begin(), chosen.end(), label) == chosen.end()) {
      chosen.push_back(std::move(label));
    }
  }
  return chosen;
}

std::uint32_t Answers::number_option(const Cell& cell, std::uint32_t question) {
  const std::string text = to_text(cell);
  const std::string_view label = trimmed(text);
  if (cell.kind == CellKind::number || cell.kind == CellKind::duration) {
    return option_of(label, cell.number, ItemType::number, question);
  }
  const auto number = cell.kind == CellKind::text
                          ? parse_number(without_about(label), source_.decimal_comma)
                          : std::nullopt;
  return number ? option_of(label, *number, ItemType::number, question) : kNone;
}

std::uint32_t Answers::date_option(const Cell& cell, std::uint32_t question,
                                   const std::string& title) {
  const std::string text = to_text(cell);
  const std::string_view label = trimmed(text);
  if (cell.kind == CellKind::date) return option_of(label, cell.number, ItemType::date, question);
  if (cell.kind != CellKind::text) return kNone;
  Dates& dates = dates_[question];
  const auto guess = parse_date(label, dates.order);
  if (!guess) return kNone;
  const std::size_t known = document_.options.size();
  const std::uint32_t option =
      option_of(label, guess->open ? kNoNumber : guess->days, ItemType::date, question);
  if (guess->open && option == known) {
    dates.open.push_back({option, guess->day_first, guess->month_first});
    dates.title = title;
  }
  return option;
}

void Answers::add(std::uint32_t respondent, std::uint32_t question, const ItemSpec& item,
                  std::span<const Cell> cells, std::span<const std::size_t> columns,
                  const Columns& titles, std::uint32_t row) {
  if (std::all_of(cells.begin(), cells.end(), is_blank)) {
    return respond(respondent, question, kNone);
  }
  const Cell& cell = cells.front();
  const auto misread = [&](std::string id, std::string message, std::string remedy) {
    const std::size_t column = columns.front();
    return doubt(in_cell(place_, row, column, titles.titles()[column]), std::move(id),
                 std::move(message), std::move(remedy), to_text(cell));
  };
  switch (item.type) {
    case ItemType::open: {
      Block block;
      block.raw = to_text(cell);
      block.row = row;
      block.question = question;
      block.respondent = respondent;
      document_.blocks.push_back(std::move(block));
      return respond(respondent, question, Response::kAnswered);
    }
    case ItemType::single:
    case ItemType::scale: {
      const std::string label = declared(item, to_text(cell));
      return respond(
          respondent, question,
          option_of(label, number_of(label, source_.decimal_comma), item.type, question));
    }
    case ItemType::multiple: {
      const auto chosen = item.columns.empty() ? chosen_in(item, to_text(cell))
                                               : chosen_by_column(item, cells, columns, titles);
      if (chosen.empty()) return respond(respondent, question, kNone);
      for (const std::string& label : chosen) {
        respond(respondent, question, option_of(label, kNoNumber, item.type, question));
      }
      return;
    }
    case ItemType::number: {
      const std::uint32_t option = number_option(cell, question);
      if (option != kNone && without_about(trimmed(cell.text)) != trimmed(cell.text)) {
        Issue about =
            misread("ingest.about-number", "a number with «about» before it was taken as it stands",
                    "nothing, unless another number is meant");
        about.severity = Severity::note;
        faults_.add(std::move(about));
      }
      if (option == kNone) {
        faults_.add(misread("ingest.not-a-number", "a number was expected; the answer was left out",
                            "correct the cell, or give the item \"type\": \"open\" or \"single\""));
      }
      return respond(respondent, question, option);
    }
    case ItemType::date: {
      const std::uint32_t option = date_option(cell, question, titles.titles()[columns.front()]);
      if (option == kNone) {
        faults_.add(misread("ingest.not-a-date", "a date was expected; the answer was left out",
                            "write dates as 2026-01-31, or give the item another \"type\""));
      }
      return respond(respondent, question, option);
    }
  }
}

void Answers::finish() {
  const std::map<std::uint32_t, Dates> in_order(dates_.begin(), dates_.end());
  for (const auto& [question, dates] : in_order) {
    if (dates.open.empty()) continue;
    for (const Pending& open : dates.open) {
      document_.options[open.option].number =
          dates.order == DateOrder::month_first ? open.month_first : open.day_first;
    }
    if (dates.order != DateOrder::unknown) continue;
    Issue issue{Severity::note,
                "ingest.guessed-date-order",
                place_,
                "no date in the column tells day and month apart; the day was taken to come first",
                document_.options[dates.open.front().option].label,
                "write dates as 2026-01-31 if that is wrong"};
    issue.where.column_title = dates.title;
    faults_.add(std::move(issue));
  }
  dates_.clear();
}

}  // namespace samsyn::ingest
