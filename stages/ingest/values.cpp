#include "stages/ingest/values.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "stages/ingest/columns.hpp"

namespace samsyn::ingest {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::optional<double> plain(const std::string& digits) {
  double value = 0;
  const char* const end = digits.data() + digits.size();
  const auto parsed = std::from_chars(digits.data(), end, value, std::chars_format::fixed);
  if (parsed.ec != std::errc{} || parsed.ptr != end) return std::nullopt;
  return value;
}

/// The number with its marks: digits, blanks as ' ', commas and points. False at anything else.
bool reduce(std::string_view text, std::string& out) {
  constexpr std::array<std::string_view, 3> kBlanks{"\u00A0", "\u2009", "\u202F"};
  for (std::size_t i = 0; i < text.size();) {
    const char c = text[i];
    if (is_digit(c) || c == ',' || c == '.' || c == ' ') {
      out += c;
      ++i;
      continue;
    }
    std::size_t n = 0;
    for (const std::string_view blank : kBlanks) {
      if (text.substr(i, blank.size()) == blank) n = blank.size();
    }
    if (n == 0) return false;
    out += ' ';
    i += n;
  }
  return true;
}

/// Takes out a mark that parts thousands; false when the groups are not of three digits.
bool ungroup(std::string& number, char mark, char decimal) {
  const std::size_t whole = std::min(number.find(decimal), number.size());
  if (number.find(mark, whole) != std::string::npos) return false;
  std::string out;
  std::size_t group = 0;
  bool first = true;
  for (std::size_t i = 0; i <= whole; ++i) {
    if (i < whole && number[i] != mark) {
      out += number[i];
      ++group;
      continue;
    }
    if (first ? (group == 0 || (i < whole && group > 3)) : group != 3) return false;
    first = false;
    group = 0;
  }
  number = out + number.substr(whole);
  return true;
}

// ---- dates -------------------------------------------------------------------------------------

struct Token {
  int number = -1;  // -1: a word or a mark
  std::size_t digits = 0;
  std::string word;  // lower ASCII letters, or one mark
};

std::vector<Token> tokens_of(std::string_view text) {
  std::vector<Token> out;
  for (std::size_t i = 0; i < text.size() && out.size() < 16;) {
    Token token;
    if (is_digit(text[i])) {
      token.number = 0;
      for (; i < text.size() && is_digit(text[i]) && token.digits < 9; ++i, ++token.digits) {
        token.number = token.number * 10 + (text[i] - '0');
      }
    } else {
      const auto letter = [&](std::size_t k) {
        const char c = static_cast<char>(text[k] | 0x20);
        return k < text.size() && c >= 'a' && c <= 'z';
      };
      if (letter(i)) {
        for (; i < text.size() && letter(i); ++i) token.word += static_cast<char>(text[i] | 0x20);
      } else {
        token.word = text[i++];
        if (token.word == " ") continue;
      }
    }
    out.push_back(std::move(token));
  }
  return out;
}

int month_named(const std::string& word) {
  constexpr std::array<std::string_view, 12> kMonths{"jan", "feb", "mar", "apr", "maj", "jun",
                                                     "jul", "aug", "sep", "okt", "nov", "dec"};
  const std::string_view start = std::string_view(word).substr(0, 3);
  if (start == "may") return 5;
  if (start == "oct") return 10;
  for (std::size_t i = 0; i < kMonths.size(); ++i) {
    if (start == kMonths[i]) return static_cast<int>(i) + 1;
  }
  return 0;
}

std::optional<double> day_number(int year, int month, int day) {
  if (month < 1 || day < 1 || year < 1000 || year > 9999) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{year},
                                         std::chrono::month{static_cast<unsigned>(month)},
                                         std::chrono::day{static_cast<unsigned>(day)}};
  if (!date.ok()) return std::nullopt;
  return static_cast<double>(std::chrono::sys_days{date}.time_since_epoch().count());
}

/// "9:01", "09:01:22", "09.01", "9:01:22.5 PM", "T09:01Z", from token i to the end; also nothing.
/// `half_day` tells that AM or PM stood there.
std::optional<double> time_from(const std::vector<Token>& tokens, std::size_t i, bool& half_day) {
  if (i < tokens.size() &&
      (tokens[i].word == "t" || tokens[i].word == "kl" || tokens[i].word == ",")) {
    ++i;
  }
  if (i == tokens.size()) return 0;
  std::array<int, 3> parts{0, 0, 0};
  std::size_t n = 0;
  while (i < tokens.size() && n < parts.size() && tokens[i].number >= 0) {
    parts[n++] = tokens[i++].number;
    const bool mark = i + 1 < tokens.size() && (tokens[i].word == ":" || tokens[i].word == ".") &&
                      tokens[i + 1].number >= 0;
    if (!mark) break;
    ++i;
  }
  if (n == parts.size() && i < tokens.size() && tokens[i].number >= 0) ++i;  // parts of a second
  if (n < 2 || parts[0] > 24 || parts[1] > 59 || parts[2] > 60) return std::nullopt;
  if (i < tokens.size() && (tokens[i].word == "am" || tokens[i].word == "pm")) {
    half_day = true;
    parts[0] = parts[0] % 12 + (tokens[i].word == "pm" ? 12 : 0);
    ++i;
  } else if (i < tokens.size() && tokens[i].word == "z") {
    ++i;
  }
  if (i != tokens.size()) return std::nullopt;
  return (parts[0] * 3600 + parts[1] * 60 + parts[2]) / 86400.0;
}

bool is_mark(const Token& token) {
  return token.word == "-" || token.word == "/" || token.word == ".";
}

}  // namespace

std::string_view without_about(std::string_view text) {
  constexpr std::array<std::string_view, 12> kAbout{"ca.",     "ca",   "c:a",   "cirka", "circa", "ungefär",
                                                    "omkring", "runt", "drygt", "knappt", "~",    "≈"};
  for (const std::string_view about : kAbout) {
    const bool same = text.size() > about.size() &&
                      std::equal(about.begin(), about.end(), text.begin(), [](char a, char b) {
                        return a == (b >= 'A' && b <= 'Z' ? static_cast<char>(b + 0x20) : b);
                      });
    if (!same) continue;
    const std::string_view rest = trimmed(text.substr(about.size()));
    const bool sign = about == "~" || about == "≈";
    if (!rest.empty() && is_digit(rest.front()) && (sign || text[about.size()] == ' ')) return rest;
  }
  return text;
}

std::optional<double> parse_number(std::string_view text, bool decimal_comma) {
  text = trimmed(text);
  if (text.ends_with('%')) text = trimmed(text.substr(0, text.size() - 1));
  double sign = 1;
  if (text.starts_with('-') || text.starts_with('+')) {
    sign = text[0] == '-' ? -1 : 1;
    text = trimmed(text.substr(1));
  } else if (text.starts_with("\u2212")) {
    sign = -1;
    text = trimmed(text.substr(3));
  }
  std::string number;
  if (text.empty() || !reduce(text, number) ||
      number.find_first_of("0123456789") == std::string::npos) {
    return std::nullopt;
  }
  const char decimal = decimal_comma ? ',' : '.';
  const char other = decimal_comma ? '.' : ',';
  const bool has_decimal = number.find(decimal) != std::string::npos;
  if (number.find(' ') != std::string::npos) {
    const std::size_t mark = number.find_first_of(",.");
    if (!ungroup(number, ' ', mark == std::string::npos ? decimal : number[mark])) {
      return std::nullopt;
    }
  }
  if (number.find(other) != std::string::npos) {
    std::string grouped = number;
    if (number[0] != '0' && ungroup(grouped, other, decimal)) {
      number = grouped;
    } else if (has_decimal) {
      return std::nullopt;
    }
  }
  std::size_t marks = 0;
  for (char& c : number) {
    if (c != ',' && c != '.') continue;
    c = '.';
    ++marks;
  }
  if (marks > 1 || number.starts_with('.')) return std::nullopt;
  const auto value = plain(number);
  if (!value) return std::nullopt;
  return sign * *value;
}

std::optional<DateGuess> parse_date(std::string_view text, DateOrder& seen) {
  const std::vector<Token> t = tokens_of(trimmed(text));
  bool half_day = false;
  if (!t.empty() && t[0].digits == 8) {  // 20260112
    const int n = t[0].number;
    const auto day = day_number(n / 10000, n / 100 % 100, n % 100);
    const auto time = time_from(t, 1, half_day);
    if (!day || !time) return std::nullopt;
    return DateGuess{*day + *time};
  }
  if (t.size() >= 3 && t[0].number > 0 && t[1].number < 0 && month_named(t[1].word) != 0) {
    const std::size_t year = t[2].word == "." ? 3 : 2;  // "12 jan. 2026"
    const auto day = year < t.size()
                         ? day_number(t[year].number, month_named(t[1].word), t[0].number)
                         : std::nullopt;
    const auto time = time_from(t, year + 1, half_day);
    if (!day || !time) return std::nullopt;
    return DateGuess{*day + *time};
  }
  if (t.size() < 5 || t[0].number < 0 || t[2].number < 0 || t[4].number < 0 || !is_mark(t[1]) ||
      t[3].word != t[1].word) {
    return std::nullopt;
  }
  const auto time = time_from(t, 5, half_day);
  if (!time) return std::nullopt;
  if (t[0].digits == 4) {
    const auto day = day_number(t[0].number, t[2].number, t[4].number);
    if (!day) return std::nullopt;
    return DateGuess{*day + *time};
  }
  const int year = t[4].digits == 2 ? 2000 + t[4].number : t[4].number;
  const auto day_first = day_number(year, t[2].number, t[0].number);
  const auto month_first = day_number(year, t[0].number, t[2].number);
  if (!day_first && !month_first) return std::nullopt;
  if (day_first && month_first && *day_first != *month_first) {
    // AM and PM are written where the month comes first; Swedish points mean the day does.
    if (half_day && seen == DateOrder::unknown) seen = DateOrder::month_first;
    if (t[1].word == "." && seen == DateOrder::unknown) seen = DateOrder::day_first;
    return DateGuess{0, true, *day_first + *time, *month_first + *time};
  }
  if (day_first && !month_first) seen = DateOrder::day_first;
  if (month_first && !day_first) seen = DateOrder::month_first;
  return DateGuess{(day_first ? *day_first : *month_first) + *time};
}

}  // namespace samsyn::ingest
