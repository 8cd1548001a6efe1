#include "stages/figures/text_table.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "pipeline/model/ascii.hpp"
#include "pipeline/model/lines.hpp"

namespace samsyn::figures {
namespace {

constexpr std::size_t kMostCells = 64;
constexpr double kFirstYear = 1950;
constexpr double kLastYear = 2060;
constexpr double kSlack = 1e-6;
constexpr double kRounding = 0.5;  // each of a rounded sum's numbers may be off by so much

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r") + 1 - begin);
}

struct TextRow {
  std::uint32_t block = 0;
  std::uint32_t line = 0;  ///< in the block, from 0
  std::string_view text;
  std::vector<std::string_view> cells;
  std::vector<std::optional<double>> numbers;  ///< parallel to cells
};

/// A number and nothing else: "1 250", "12,5", "40 st".
std::optional<double> number_of(std::string_view cell) {
  std::string digits;
  int decimals = -1;
  for (std::size_t i = 0; i < cell.size(); ++i) {
    const char c = cell[i];
    if (c >= '0' && c <= '9') {
      digits += c;
      if (decimals >= 0) ++decimals;
    } else if (c == ',' && decimals < 0 && !digits.empty()) {
      decimals = 0;
    } else if (c == ' ' && decimals < 0 && !digits.empty() && cell.size() - i >= 4) {
      continue;
    } else if (cell.substr(i) == " st" || cell.substr(i) == "st") {
      break;
    } else {
      return {};
    }
  }
  if (digits.empty() || digits.size() > 12 || decimals == 0) return {};
  double value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return decimals > 0 ? value / std::pow(10, decimals) : value;
}

std::vector<std::string_view> cells_of(std::string_view line) {
  std::vector<std::string_view> out;
  line = trimmed(line);
  for (const char sign : {'\t', '|', ';'}) {
    if (line.find(sign) == std::string_view::npos) continue;
    std::string_view rest = line;
    if (sign == '|' && rest.starts_with('|')) rest.remove_prefix(1);
    if (sign == '|' && rest.ends_with('|')) rest.remove_suffix(1);
    while (out.size() < kMostCells) {
      const std::size_t at = rest.find(sign);
      out.push_back(trimmed(rest.substr(0, at)));
      if (at == std::string_view::npos) return out;
      rest.remove_prefix(at + 1);
    }
    return out;
  }
  for (std::size_t at = 0; at < line.size() && out.size() < kMostCells;) {
    const std::size_t end = std::min(line.find("  ", at), line.size());
    out.push_back(trimmed(line.substr(at, end - at)));
    at = std::min(line.find_first_not_of(' ', end), line.size());
  }
  return out;
}

/// Does a word of the title begin so? Small letters but for Å, Ä, Ö.
template <std::size_t N>
bool says(std::string_view title, const std::array<std::string_view, N>& beginnings) {
  const std::string key = lower_ascii(title);
  for (std::size_t at = 0; at < key.size();) {
    const std::size_t end = std::min(key.find_first_of(" (-–/", at), key.size());
    for (const std::string_view one : beginnings) {
      if (std::string_view(key).substr(at).starts_with(one)) return true;
    }
    at = end + 1;
  }
  return false;
}

/// Is the row or column of this title a part of the sums beside it? Goals, shares and differences
/// are none, and «varav kvinnor» stands in the row above already.
bool is_part(std::string_view title) {
  constexpr std::array<std::string_view, 17> kOthers{
      "mål",     "målet",  "budget", "plan",  "prognos", "andel", "procent", "%",    "förändr",
      "differe", "skilln", "snitt",  "medel", "varav",   "därav", "jämför",  "index"};
  return !says(title, kOthers);
}

/// Money in thousands is rounded, and so are its sums.
bool is_money(std::string_view title) {
  constexpr std::array<std::string_view, 6> kMoney{"kr", "tkr", "mkr", "mnkr", "tsek", "msek"};
  return says(title, kMoney);
}

double sum_of(const std::vector<double>& parts) {
  double out = 0;
  for (const double part : parts) out += part;
  return out;
}

class Tables {
 public:
  explicit Tables(const Document& document) : document_(document) {}

  void take(std::uint32_t block) {
    std::string_view rest = document_.blocks[block].raw;
    for (std::uint32_t line = 0; !rest.empty(); ++line) {
      TextRow row{block, line, next_field(rest, '\n'), {}, {}};
      row.cells = cells_of(row.text);
      bool numbers = row.cells.size() >= 2;
      std::size_t filled = 0;
      for (const std::string_view cell : row.cells) {
        row.numbers.push_back(number_of(cell));
        filled += row.numbers.back().has_value();
      }
      const auto is_year = [](const std::optional<double>& number) {
        return number && *number >= kFirstYear && *number <= kLastYear;
      };
      // The years over the columns are titles; those before the rows name them.
      const bool years =
          rows_.empty() && std::all_of(row.numbers.begin() + 1, row.numbers.end(), is_year);
      numbers =
          numbers && filled > 0 && !years && (!row.numbers.front() || is_year(row.numbers.front()));
      for (std::size_t c = 1; c < row.cells.size(); ++c) {
        const bool blank = row.cells[c].empty() || row.cells[c] == "-" || row.cells[c] == "–";
        numbers = numbers && (row.numbers[c] || blank || row.cells[c].ends_with('%'));
      }
      if (numbers && (rows_.empty() || rows_.front().cells.size() == row.cells.size())) {
        rows_.push_back(std::move(row));
        continue;
      }
      finish();
      titles_.clear();
      if (numbers) {
        rows_.push_back(std::move(row));
      } else if (row.cells.size() >= 2) {
        titles_ = std::move(row.cells);
      }
    }
  }

  std::vector<Contradiction> found() {
    finish();
    return std::move(out_);
  }

  void finish() {
    if (rows_.size() >= 3) {
      rows();
      columns();
    }
    rows_.clear();
  }

 private:
  std::string title(std::size_t c) const {
    return titles_.size() == rows_.front().cells.size() ? std::string(titles_[c]) : std::string();
  }

  /// Sums of the columns: a row named so, of the rows since the last one or of all before it.
  void rows() {
    std::size_t first = 0;
    for (std::size_t r = 0; r < rows_.size(); ++r) {
      if (!names_total(rows_[r].cells.front())) continue;
      for (std::size_t c = 1; c < rows_[r].cells.size() && r >= first + 2; ++c) {
        if (!rows_[r].numbers[c]) continue;
        std::vector<double> all;
        std::vector<double> since;
        bool whole = true;
        for (std::size_t k = 0; k < r; ++k) {
          whole = whole && !rows_[k].cells[c].ends_with('%');
          const std::string_view name = rows_[k].cells.front();
          if (!rows_[k].numbers[c] || names_total(name) || !is_part(name)) continue;
          all.push_back(*rows_[k].numbers[c]);
          if (k >= first) since.push_back(*rows_[k].numbers[c]);
        }
        if (!whole || since.size() < 2 || meets(*rows_[r].numbers[c], all)) continue;
        compare(r, c, *rows_[r].numbers[c], std::move(since));
      }
      first = r + 1;
    }
  }

  /// Sums of the rows: a column titled so, of the cells before it.
  void columns() {
    if (titles_.size() != rows_.front().cells.size()) return;
    std::size_t first = 1;
    for (std::size_t c = 1; c < titles_.size(); ++c) {
      if (!names_total(titles_[c])) continue;
      for (const std::size_t r : numbered(c)) {
        std::vector<double> parts;
        bool whole = true;
        for (std::size_t k = first; k < c; ++k) {
          if (!is_part(titles_[k])) continue;
          whole = whole && rows_[r].numbers[k].has_value();
          parts.push_back(rows_[r].numbers[k].value_or(0));
        }
        if (whole && parts.size() >= 2) compare(r, c, *rows_[r].numbers[c], std::move(parts));
      }
      first = c + 1;
    }
  }

  /// The rows with a number in the column.
  std::vector<std::size_t> numbered(std::size_t column) const {
    std::vector<std::size_t> out;
    for (std::size_t r = 0; r < rows_.size(); ++r) {
      if (rows_[r].numbers[column]) out.push_back(r);
    }
    return out;
  }

  bool meets(double stated, const std::vector<double>& parts) const {
    double slack = kSlack * std::max(1.0, std::abs(stated));
    const bool rounded = std::any_of(titles_.begin(), titles_.end(), is_money) ||
                         std::any_of(parts.begin(), parts.end(),
                                     [](double part) { return part != std::floor(part); });
    if (rounded) slack = kRounding * static_cast<double>(parts.size() + 1);
    return std::abs(sum_of(parts) - stated) <= slack;
  }

  void compare(std::size_t r, std::size_t c, double stated, std::vector<double> parts) {
    if (meets(stated, parts)) return;
    const double sum = sum_of(parts);
    const TextRow& row = rows_[r];
    const Block& block = document_.blocks[row.block];
    Contradiction one;
    one.kind = Kind::table;
    one.stated = stated;
    one.parts = std::move(parts);
    one.sum = sum;
    one.sure = true;
    one.stated_at.source = document_.source;
    one.stated_at.line = block.line > 0 ? block.line + row.line : 0;
    one.stated_at.paragraph = block.paragraph;
    one.stated_at.column = title(c);
    one.against = one.stated_at;
    const TextRow& from = rows_[r > 0 && names_total(row.cells.front()) ? 0 : r];
    const Block& top = document_.blocks[from.block];
    one.against.line = top.line > 0 ? top.line + from.line : 0;
    one.against.paragraph = top.paragraph;
    if (names_total(row.cells.front())) one.stated_at.quote = trimmed(row.text);
    out_.push_back(std::move(one));
  }

  const Document& document_;
  std::vector<std::string_view> titles_;
  std::vector<TextRow> rows_;
  std::vector<Contradiction> out_;
};

}  // namespace

bool names_total(std::string_view title) {
  while (!title.empty() && (title.back() == ':' || title.back() == ' ' || title.back() == '*')) {
    title.remove_suffix(1);
  }
  while (!title.empty() && title.front() == '*') title.remove_prefix(1);
  const std::string key = lower_ascii(title);
  for (const std::string_view one : {"summa", "totalt", "total", "totalsumma", "summa totalt",
                                     "sammanlagt", "tot", "tot.", "delsumma", "subtotal"}) {
    if (key == one) return true;
  }
  return false;
}

std::vector<Contradiction> table_clashes(const Document& document, std::uint32_t first,
                                         std::uint32_t count) {
  Tables tables(document);
  for (std::uint32_t b = first; b < first + count; ++b) {
    if (document.blocks[b].role == BlockRole::note) {
      tables.take(b);
    } else if (document.blocks[b].role != BlockRole::preamble) {
      tables.finish();
    }
  }
  return tables.found();
}

}  // namespace samsyn::figures
