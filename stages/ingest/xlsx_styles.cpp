#include "stages/ingest/xlsx_styles.hpp"

#include <array>
#include <charconv>
#include <chrono>
#include <optional>

namespace samsyn::ingest {
namespace {

constexpr double kEpoch1900 = 25569;  // serial of 1970-01-01, from day 61 on
constexpr double kEpoch1904 = 24107;
constexpr double kFirstTrueDay = 61;    // 1900-03-01
constexpr double kSerialEnd = 2958466;  // 10000-01-01

struct Range {
  std::uint32_t first, last;
  Shown shown;
};
constexpr std::array<Range, 8> kBuiltin{{{14, 17, Shown::date},
                                         {18, 21, Shown::clock},
                                         {22, 22, Shown::date},
                                         {27, 31, Shown::date},
                                         {32, 35, Shown::clock},
                                         {36, 36, Shown::date},
                                         {45, 47, Shown::elapsed},
                                         {50, 58, Shown::date}}};

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

bool same(std::string_view text, std::string_view lower_word) {
  if (text.size() < lower_word.size()) return false;
  for (std::size_t i = 0; i < lower_word.size(); ++i) {
    if (lower(text[i]) != lower_word[i]) return false;
  }
  return true;
}

/// "[h]", "[mm]", "[SS]": elapsed time.
bool is_elapsed(std::string_view bracket) {
  if (bracket.empty()) return false;
  const char unit = lower(bracket[0]);
  if (unit != 'h' && unit != 'm' && unit != 's') return false;
  for (const char c : bracket) {
    if (lower(c) != unit) return false;
  }
  return true;
}

std::optional<int> digits(std::string_view text, std::size_t at, std::size_t count) {
  if (at + count > text.size()) return std::nullopt;
  int value = 0;
  for (const char c : text.substr(at, count)) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

/// "09:01", "09:01:22", "09:01:22.5" with an optional Z, as a fraction of a day.
std::optional<double> time_of_day(std::string_view text) {
  if (text.ends_with('Z')) text.remove_suffix(1);
  const auto hour = digits(text, 0, 2);
  const auto minute = digits(text, 3, 2);
  if (!hour || !minute || text[2] != ':' || *hour > 24 || *minute > 59) return std::nullopt;
  double seconds = *hour * 3600.0 + *minute * 60.0;
  if (text.size() > 5) {
    const auto second = digits(text, 6, 2);
    if (!second || text[5] != ':' || *second > 60) return std::nullopt;
    seconds += *second;
    if (text.size() > 8) {
      double part = 0;
      const char* const end = text.data() + text.size();
      if (text[8] != '.' || std::from_chars(text.data() + 8, end, part).ptr != end) {
        return std::nullopt;
      }
      seconds += part;
    }
  }
  return seconds / 86400.0;
}

std::optional<double> day_of(std::string_view text) {
  const auto year = digits(text, 0, 4);
  const auto month = digits(text, 5, 2);
  const auto day = digits(text, 8, 2);
  if (!year || !month || !day || text[4] != '-' || text[7] != '-') return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{*year},
                                         std::chrono::month{static_cast<unsigned>(*month)},
                                         std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok()) return std::nullopt;
  return static_cast<double>(std::chrono::sys_days{date}.time_since_epoch().count());
}

}  // namespace

Shown shown_by(std::string_view code) {
  bool date = false;
  bool month_or_minute = false;
  bool clock = false;
  for (std::size_t i = 0; i < code.size(); ++i) {
    switch (lower(code[i])) {
      case ';':
        i = code.size();
        break;
      case '"': {
        const std::size_t end = code.find('"', i + 1);
        i = end == std::string_view::npos ? code.size() : end;
        break;
      }
      case '\\':
      case '_':
      case '*':
        ++i;  // the next character is a literal, a width or a fill
        break;
      case '[': {
        const std::size_t end = code.find(']', i);
        if (end == std::string_view::npos) return Shown::number;
        if (is_elapsed(code.substr(i + 1, end - i - 1))) return Shown::elapsed;
        i = end;
        break;
      }
      case 'g':
        if (same(code.substr(i), "general")) i += 6;
        break;
      case 'a':
        if (same(code.substr(i), "am/pm")) {
          clock = true;
          i += 4;
        } else if (same(code.substr(i), "a/p")) {
          clock = true;
          i += 2;
        }
        break;
      case 'y':
      case 'd':
        date = true;
        break;
      case 'h':
      case 's':
        clock = true;
        break;
      case 'm':
        month_or_minute = true;
        break;
      default:
        break;
    }
  }
  if (date || (month_or_minute && !clock)) return Shown::date;
  return clock ? Shown::clock : Shown::number;
}

Shown shown_by_builtin(std::uint32_t id) {
  for (const Range& range : kBuiltin) {
    if (id >= range.first && id <= range.last) return range.shown;
  }
  return Shown::number;
}

Cell cell_of_serial(double serial, Shown shown, bool epoch_1904) {
  if (shown == Shown::elapsed || (shown == Shown::clock && serial >= 0 && serial < 1)) {
    return {CellKind::duration, {}, serial};
  }
  if (shown == Shown::number || !(serial >= 0) || serial >= kSerialEnd) {
    return {CellKind::number, {}, serial};
  }
  if (epoch_1904) return {CellKind::date, {}, serial - kEpoch1904};
  return {CellKind::date, {}, serial - kEpoch1900 + (serial < kFirstTrueDay ? 1 : 0)};
}

Cell cell_of_iso(std::string_view text) {
  if (const auto time = time_of_day(text)) return {CellKind::duration, {}, *time};
  const auto day = day_of(text);
  if (!day) return {CellKind::text, text, 0};
  if (text.size() == 10) return {CellKind::date, {}, *day};
  const auto time =
      text[10] == 'T' || text[10] == ' ' ? time_of_day(text.substr(11)) : std::nullopt;
  if (!time) return {CellKind::text, text, 0};
  return {CellKind::date, {}, *day + *time};
}

}  // namespace samsyn::ingest
