#include "stages/figures/table_sums.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace samsyn::figures {
namespace {

constexpr double kFirstYear = 1950;
constexpr double kLastYear = 2060;
constexpr double kSlack = 1e-6;
constexpr double kRounding = 0.5;  // each of a rounded sum's numbers may be off by so much
constexpr std::size_t kFewestRows = 3;
constexpr double kNearTotal = 0.15;  // of a total above its parts: further off, some are left out

using Cell = CellValue::Kind;

bool is_year(const CellValue& value) {
  return value.kind == Cell::number && value.number >= kFirstYear && value.number <= kLastYear &&
         value.number == std::floor(value.number);
}

std::size_t numbers_in(const SumRow& row) {
  return static_cast<std::size_t>(
      std::count_if(row.values.begin() + 1, row.values.end(),
                    [](const CellValue& value) { return value.kind == Cell::number; }));
}

/// Says the row no more than its name?
bool is_heading(const SumRow& row) {
  return std::all_of(row.values.begin() + 1, row.values.end(),
                     [](const CellValue& value) { return value.kind == Cell::blank; });
}

/// The first cell of text; empty = none.
std::string_view name_of(const SumRow& row) {
  for (std::size_t c = 0; c < row.cells.size(); ++c) {
    if (row.values[c].kind == Cell::other) return row.cells[c];
  }
  return {};
}

/// «ca 20» and «<5» are of a row of numbers, but none that can be added.
bool has_figure(const CellValue& value) {
  return value.kind == Cell::number || value.kind == Cell::share || value.figure;
}

double sum_of(const std::vector<double>& parts) {
  double out = 0;
  for (const double part : parts) out += part;
  return out;
}

/// Is the total the sum of two or more parts that stand beside each other?
bool some_run_makes(const std::vector<double>& parts, double total) {
  for (std::size_t first = 0; first < parts.size(); ++first) {
    double sum = parts[first];
    for (std::size_t k = first + 1; k < parts.size(); ++k) {
      sum += parts[k];
      if (std::abs(sum - total) <= kSlack * std::max(1.0, std::abs(total))) return true;
    }
  }
  return false;
}

bool within(double stated, const std::vector<double>& parts) {
  const auto [least, most] = std::minmax_element(parts.begin(), parts.end());
  return stated > *least && stated < *most;
}

std::string joined(const std::vector<std::string_view>& cells) {
  std::string out;
  for (const std::string_view cell : cells) {
    if (!out.empty()) out += " | ";
    out += cell;
  }
  return out;
}

}  // namespace

void TableSums::take(SumRow row) {
  row.values.clear();
  for (const std::string_view cell : row.cells) row.values.push_back(value_of(cell));
  const bool known = !rows_.empty() || !titles_.cells.empty();
  if (known && (!headed_ || loose_) && !row.cells.empty() && is_heading(row)) {
    headed_ = true;
    return;
  }
  row.under = std::exchange(headed_, false);
  if (!rows_.empty()) {
    if (goes_on(row)) {
      rows_.push_back(std::move(row));
      return;
    }
    finish();
  }
  if (row.cells.size() < 2) {
    finish();
  } else if (is_titles(row) || !begins(row)) {
    upper_ = std::move(titles_);
    titles_ = std::move(row);
  } else {
    rows_.push_back(std::move(row));
  }
}

bool TableSums::is_titles(const SumRow& row) const {
  if (numbers_in(row) == 0) return true;
  // The years over the columns are titles; those before the rows name them.
  return std::all_of(
             row.values.begin() + 1, row.values.end(),
             [](const CellValue& value) { return value.kind != Cell::number || is_year(value); }) &&
         !is_year(row.values.front()) && (row.cells.size() > 2 || titles_.cells.empty());
}

bool TableSums::begins(const SumRow& row) const {
  const CellValue& first = row.values.front();
  if (loose_) return true;
  return (first.kind != Cell::number || is_year(first)) &&
         std::all_of(row.values.begin() + 1, row.values.end(),
                     [](const CellValue& value) { return value.kind != Cell::other; });
}

bool TableSums::goes_on(const SumRow& row) const {
  if (row.cells.size() != rows_.front().cells.size() || row.cells == titles_.cells) return false;
  return std::any_of(row.values.begin() + 1, row.values.end(), has_figure);
}

void TableSums::finish() {
  if (rows_.size() >= kFewestRows) {
    const std::size_t width = rows_.front().cells.size();
    if (titles_.cells.size() != width) titles_ = {};
    if (upper_.cells.size() != width || titles_.cells.empty()) upper_ = {};
    rows();
    columns();
  }
  rows_.clear();
  upper_ = {};
  titles_ = {};
}

std::vector<Contradiction> TableSums::found() {
  finish();
  return std::exchange(out_, {});
}

std::string_view TableSums::title(std::size_t column) const {
  if (titles_.cells.empty()) return {};
  if (!titles_.cells[column].empty() || upper_.cells.empty()) return titles_.cells[column];
  return upper_.cells[column];
}

/// By its title and by the one that stands over it and others: «Mål» over «2022» and «2023».
bool TableSums::part(std::size_t column) const {
  if (!is_part(title(column))) return false;
  if (upper_.cells.empty()) return true;
  std::size_t over = column;
  while (over > 0 && upper_.cells[over].empty()) --over;
  return is_part(upper_.cells[over]);
}

void TableSums::rows() {
  const auto is_total = [](const SumRow& row) { return names_total(name_of(row)); };
  if (is_total(rows_.front())) {
    if (std::none_of(rows_.begin() + 1, rows_.end(), is_total)) total_above();
    return;
  }
  std::size_t first = 0;
  for (std::size_t r = 0; r < rows_.size(); ++r) {
    if (!names_total(name_of(rows_[r]))) continue;
    if (r >= first + 2) total_row(r, first);
    first = r + 1;
  }
}

void TableSums::total_row(std::size_t r, std::size_t first) {
  std::vector<Contradiction> wrong;
  std::size_t compared = 0;
  for (std::size_t c = 1; c < rows_[r].cells.size(); ++c) {
    if (rows_[r].values[c].kind != Cell::number || !is_added(title(c))) continue;
    const double stated = rows_[r].values[c].number;
    std::vector<double> all;
    std::vector<double> since;
    std::vector<double> sums;
    std::vector<double> under;
    bool exact = true;
    for (std::size_t k = 0; k < r; ++k) {
      const CellValue& value = rows_[k].values[c];
      const std::string_view name = name_of(rows_[k]);
      exact = exact && value.kind != Cell::share && value.kind != Cell::other;
      if (rows_[k].under) under.clear();
      if (value.kind != Cell::number || !is_part(name)) continue;
      if (names_total(name)) {
        sums.push_back(value.number);
        continue;
      }
      all.push_back(value.number);
      under.push_back(value.number);
      if (k >= first) since.push_back(value.number);
    }
    if (!exact || since.size() < 2) continue;
    ++compared;
    if (meets(stated, since) || meets(stated, all) || meets(stated, sums) || meets(stated, under)) {
      continue;
    }
    // A number like a year in the row above was taken for a title.
    if (c < titles_.values.size() && titles_.values[c].kind == Cell::number) {
      std::vector<double> more = all;
      more.push_back(titles_.values[c].number);
      if (meets(stated, more)) continue;
    }
    const bool whole = std::abs(sum_of(all) - stated) < std::abs(sum_of(since) - stated);
    std::vector<double>& parts = whole ? all : since;
    if (within(stated, parts)) continue;
    wrong.push_back(clash(r, c, std::move(parts)));
  }
  for (Contradiction& one : wrong) {
    one.sure = compared == 1 || wrong.size() < compared;
    out_.push_back(std::move(one));
  }
}

/// The first row is the total of those below it.
void TableSums::total_above() {
  std::vector<Contradiction> wrong;
  std::size_t compared = 0;
  for (std::size_t c = 1; c < rows_.front().cells.size(); ++c) {
    if (rows_.front().values[c].kind != Cell::number || !is_added(title(c))) continue;
    const double stated = rows_.front().values[c].number;
    std::vector<double> parts;
    bool exact = true;
    for (std::size_t k = 1; k < rows_.size(); ++k) {
      const CellValue& value = rows_[k].values[c];
      exact = exact && value.kind != Cell::share && value.kind != Cell::other && !rows_[k].under;
      if (value.kind == Cell::number && is_part(name_of(rows_[k]))) parts.push_back(value.number);
    }
    if (!exact || parts.size() < 2) continue;
    ++compared;
    if (meets(stated, parts) || some_run_makes(parts, stated) || within(stated, parts) ||
        std::abs(sum_of(parts) - stated) > kNearTotal * std::abs(stated)) {
      continue;
    }
    wrong.push_back(clash(0, c, std::move(parts)));
  }
  for (Contradiction& one : wrong) {
    one.sure = compared == 1 || wrong.size() < compared;
    out_.push_back(std::move(one));
  }
}

void TableSums::columns() {
  if (titles_.cells.empty()) return;
  std::size_t first = 1;
  for (std::size_t c = 1; c < titles_.cells.size(); ++c) {
    if (!names_total(title(c))) continue;
    total_column(c, first);
    first = c + 1;
  }
}

void TableSums::total_column(std::size_t c, std::size_t first) {
  std::vector<Contradiction> wrong;
  std::size_t compared = 0;
  for (std::size_t r = 0; r < rows_.size(); ++r) {
    if (rows_[r].values[c].kind != Cell::number || !is_added(name_of(rows_[r]))) continue;
    std::vector<double> parts;
    bool exact = true;
    for (std::size_t k = first; k < c; ++k) {
      if (!part(k)) continue;
      exact = exact && rows_[r].values[k].kind == Cell::number;
      parts.push_back(rows_[r].values[k].number);
    }
    if (!exact || parts.size() < 2) continue;
    ++compared;
    const double stated = rows_[r].values[c].number;
    if (!meets(stated, parts) && !within(stated, parts)) {
      wrong.push_back(clash(r, c, std::move(parts)));
    }
  }
  if (compared >= kFewestRows && wrong.size() * 2 > compared) return;
  for (Contradiction& one : wrong) {
    one.sure = wrong.size() < compared;
    out_.push_back(std::move(one));
  }
}

bool TableSums::meets(double stated, const std::vector<double>& parts) const {
  if (parts.size() < 2) return false;
  double slack = kSlack * std::max(1.0, std::abs(stated));
  const bool rounded =
      std::any_of(titles_.cells.begin(), titles_.cells.end(), is_money) ||
      std::any_of(parts.begin(), parts.end(), [](double part) { return part != std::floor(part); });
  if (rounded) slack = kRounding * static_cast<double>(parts.size() + 1);
  return std::abs(sum_of(parts) - stated) <= slack;
}

Contradiction TableSums::clash(std::size_t r, std::size_t c, std::vector<double> parts) const {
  const SumRow& row = rows_[r];
  const bool of_rows = names_total(name_of(row));
  Contradiction one;
  one.kind = Kind::table;
  one.stated = row.values[c].number;
  one.sum = sum_of(parts);
  one.parts = std::move(parts);
  one.stated_at.source = source_;
  one.stated_at.line = row.line;
  one.stated_at.paragraph = row.paragraph;
  // Titles of columns may be people's names; those of sums and years are not.
  const std::string_view name = title(c);
  if (names_total(name) || (c < titles_.values.size() && is_year(titles_.values[c]))) {
    one.stated_at.column = name;
  } else {
    one.stated_at.field = static_cast<std::uint32_t>(c + 1);
  }
  one.against = one.stated_at;
  const SumRow& from = rows_[!of_rows ? r : r == 0 ? 1 : 0];
  one.against.line = from.line;
  one.against.paragraph = from.paragraph;
  if (of_rows) one.stated_at.quote = joined(row.cells);
  return one;
}

}  // namespace samsyn::figures
