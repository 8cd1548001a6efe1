#include "stages/figures/cells.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "pipeline/model/ascii.hpp"

namespace samsyn::figures {
namespace {

constexpr std::size_t kMostCells = 64;
constexpr std::size_t kMostDigits = 12;

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r") + 1 - begin);
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Bytes of the sign that the text begins with; 0 = none of them.
template <std::size_t N>
std::size_t sign_at(std::string_view text, const std::array<std::string_view, N>& signs) {
  for (const std::string_view sign : signs) {
    if (text.starts_with(sign)) return sign.size();
  }
  return 0;
}

constexpr std::array<std::string_view, 4> kBlanks{" ", "\u00A0", "\u202F", "\u2009"};
constexpr std::array<std::string_view, 3> kMinus{"-", "\u2212", "\u2013"};

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

}  // namespace

CellValue value_of(std::string_view cell) {
  using Kind = CellValue::Kind;
  const CellValue other{Kind::other, 0, std::any_of(cell.begin(), cell.end(), is_digit)};
  if (cell.empty() || cell == "-" || cell == "–" || cell == "—") return {};
  if (cell.ends_with('%')) return {Kind::share};
  const std::size_t minus = sign_at(cell, kMinus);
  std::string_view rest = cell.substr(minus);
  std::string digits;
  int decimals = -1;
  while (!rest.empty()) {
    if (is_digit(rest.front())) {
      digits += rest.front();
      if (decimals >= 0) ++decimals;
      rest.remove_prefix(1);
      continue;
    }
    if (digits.empty()) return other;
    if (rest.front() == ',' && decimals < 0) {
      decimals = 0;
      rest.remove_prefix(1);
      continue;
    }
    const std::size_t blank = sign_at(rest, kBlanks);
    const std::string_view behind = rest.substr(blank);
    if (behind == "st") break;
    const bool thousands = blank > 0 && decimals < 0 && behind.size() >= 3 &&
                           std::all_of(behind.begin(), behind.begin() + 3, is_digit) &&
                           (behind.size() == 3 || !is_digit(behind[3]));
    if (!thousands) return other;
    rest = behind;
  }
  if (digits.empty() || digits.size() > kMostDigits || decimals == 0) return other;
  double value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  if (decimals > 0) value /= std::pow(10, decimals);
  return {Kind::number, minus > 0 ? -value : value};
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

bool is_part(std::string_view title) {
  constexpr std::array<std::string_view, 10> kOthers{"mål",     "målet",   "budget",  "plan",
                                                     "prognos", "förändr", "differe", "skilln",
                                                     "varav",   "därav"};
  return is_added(title) && !says(title, kOthers);
}

bool is_added(std::string_view title) {
  constexpr std::array<std::string_view, 13> kNever{"andel", "procent", "%",      "snitt",  "medel",
                                                    "index", "jämför",  "genoms", "median", "kvot",
                                                    "ålder", "Ålder",   "betyg"};
  constexpr std::array<std::string_view, 5> kOrder{"nr", "nr.", "id", "kod", "år"};
  const std::string key = lower_ascii(title);
  return !says(title, kNever) && std::find(kOrder.begin(), kOrder.end(), key) == kOrder.end();
}

bool is_money(std::string_view title) {
  constexpr std::array<std::string_view, 6> kMoney{"kr", "tkr", "mkr", "mnkr", "tsek", "msek"};
  return says(title, kMoney);
}

}  // namespace samsyn::figures
