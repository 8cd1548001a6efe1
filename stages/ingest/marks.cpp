#include "stages/ingest/marks.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <string>

#include "stages/ingest/labels.hpp"
#include "stages/ingest/lines.hpp"

namespace samsyn::ingest {
namespace {

constexpr std::size_t kLongestMark = 120;  // bytes
constexpr std::uint32_t kMostVotes = 999;

/// Signs that may open a mark: a table, for every byte of every turn is asked.
constexpr std::array<bool, 256> kOpens = [] {
  std::array<bool, 256> opens{};
  for (const char c : {'[', '(', '<', '{', '#'}) opens[static_cast<unsigned char>(c)] = true;
  return opens;
}();

/// Bytes that the signs and units of votes end with: most notes end otherwise.
constexpr std::array<bool, 256> kEndsVotes = [] {
  std::array<bool, 256> ends{};
  for (const char c : std::string_view(")+|0123456789xXrtgkp")) {
    ends[static_cast<unsigned char>(c)] = true;
  }
  for (const std::string_view sign : {"●", "•", "⬤", "★", "✓", "✔", "×"}) {
    ends[static_cast<unsigned char>(sign.back())] = true;
  }
  return ends;
}();

bool digit(char c) { return c >= '0' && c <= '9'; }

/// First words of remarks in round brackets, cut to their stems: "skrattar lite" begins with
/// skratt.
bool remark(std::string_view inside) {
  constexpr std::string_view kStems[] = {
      "skratt",  "paus",    "ohörb",     "suck",    "host",     "tyst",       "fniss",  "gråt",
      "harkl",   "musik",   "applåd",    "telefon", "avbr",     "mumm",       "muml",   "oklar",
      "otydl",   "visk",    "ler",       "nickar",  "pekar",    "skakar",     "visar",  "snyft",
      "gäsp",    "dricker", "reser sig", "dörr",    "pratar i", "talar i",    "i mun",  "ohörd",
      "svårhör", "inaud",   "laugh",     "pause",   "crosst",   "skrattande", "himlar", "ritar",
      "knack",   "nyser",   "andas",     "inspel",  "bandet",   "läser högt"};
  const std::string key = fold_label(inside);
  return std::any_of(std::begin(kStems), std::end(kStems), [&](std::string_view stem) {
    if (!key.starts_with(stem)) return false;
    // "ler" is a word of its own; the rest are stems.
    return stem != "ler" || key.size() == 3 || key[3] == ' ';
  });
}

/// (…), (...), (.), (2), (2.0), (3 s), (3 sek): a pause.
bool pause(std::string_view inside) {
  const std::string_view text = trim(inside);
  if (text.empty()) return true;
  if (text == "…") return true;
  if (text.find_first_not_of(".-– ") == std::string_view::npos) return true;
  std::size_t at = 0;
  while (at < text.size() && (digit(text[at]) || text[at] == '.' || text[at] == ',')) ++at;
  if (at == 0) return false;
  const std::string_view unit = trim(text.substr(at));
  // A bare number is a pause only as transcribers write one: "2.0"; "(4)" may be anything.
  if (unit.empty()) return text.find_first_of(".,") != std::string_view::npos;
  return unit == "s" || unit == "sek" || unit == "sekunder";
}

RawSpan span(std::size_t begin, std::size_t end) {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

/// The place behind the closing sign; npos = none near.
std::size_t closing(std::string_view raw, std::size_t from, std::string_view close) {
  const std::string_view window = raw.substr(from, kLongestMark);
  const std::size_t end = window.find(close);
  if (end == std::string_view::npos) return end;
  if (window.substr(0, end).find('\n') != std::string_view::npos) return std::string_view::npos;
  return from + end + close.size();
}

/// The number whose last digit stands before `end`; moves `end` to its first digit.
std::uint32_t number_before(std::string_view text, std::size_t& end) {
  std::size_t begin = end;
  while (begin > 0 && digit(text[begin - 1]) && end - begin < 4) --begin;
  if (begin == end || end - begin > 3) return 0;
  std::uint32_t value = 0;
  for (std::size_t i = begin; i < end; ++i) {
    value = value * 10 + static_cast<std::uint32_t>(text[i] - '0');
  }
  end = begin;
  return std::min(value, kMostVotes);
}

bool boundary(std::string_view text, std::size_t at) {
  return at > 0 &&
         (white_space_at(text, at - 1) != 0 || (at > 1 && white_space_at(text, at - 2) == 2));
}

/// "x3", "3x", "3 p", "4 röster" at the end of `text`; `begin` is set to where it starts.
std::uint32_t written_votes(std::string_view text, std::size_t& begin) {
  constexpr std::array<std::string_view, 9> kUnits{"röster", "röst", "poäng", "streck", "prickar",
                                                   "st",     "p",    "x",     "×"};
  if (text.empty()) return 0;
  if (digit(text.back())) {
    std::size_t at = text.size();
    const std::uint32_t value = number_before(text, at);
    for (const std::string_view times : {"x", "X", "×"}) {
      if (value != 0 && text.substr(0, at).ends_with(times)) {
        begin = at - times.size();
        return value;
      }
    }
    return 0;
  }
  for (const std::string_view unit : kUnits) {
    if (!text.ends_with(unit)) continue;
    std::size_t at = trim(text.substr(0, text.size() - unit.size())).size();
    const std::uint32_t value = number_before(text, at);
    if (value == 0) continue;
    begin = at;
    // "st" counts things as well: "12 st" is a number of places unless it stands in brackets.
    return unit == "st" ? 0 : value;
  }
  return 0;
}

/// A run of voting dots or plus signs, spaces between them allowed.
std::uint32_t signs_at_end(std::string_view text, std::size_t& begin) {
  constexpr std::array<std::string_view, 8> kSigns{"●", "•", "⬤", "★", "✓", "✔", "+", "|"};
  std::uint32_t count = 0;
  std::string_view sign;
  std::size_t end = text.size();
  while (end > 0) {
    const std::string_view rest = trim(text.substr(0, end));
    std::string_view found;
    for (const std::string_view s : kSigns) {
      if (rest.ends_with(s) && (sign.empty() || sign == s)) found = s;
    }
    if (found.empty()) break;
    sign = found;
    end = rest.size() - found.size();
    begin = end;
    ++count;
  }
  // One plus sign or bar says something else ("ESF+").
  if ((sign == "+" || sign == "|") && (count < 2 || !boundary(text, begin))) return 0;
  return std::min(count, kMostVotes);
}

}  // namespace

std::vector<RawSpan> speech_marks(std::string_view raw) {
  std::vector<RawSpan> marks;
  std::size_t at = 0;
  for (;; ) {
    while (at < raw.size() && !kOpens[static_cast<unsigned char>(raw[at])]) ++at;
    if (at == raw.size()) break;
    std::size_t end = std::string_view::npos;
    switch (raw[at]) {
      case '[':
        end = closing(raw, at + 1, "]");
        break;
      case '{':
        end = closing(raw, at + 1, "}");
        break;
      case '<':
        end = raw.substr(at).starts_with("<<") ? closing(raw, at + 2, ">>")
                                               : closing(raw, at + 1, ">");
        break;
      case '(':
        end = closing(raw, at + 1, ")");
        if (end != std::string_view::npos) {
          const std::string_view inside = raw.substr(at + 1, end - at - 2);
          const bool stamp = stamp_at(raw.substr(at, end - at)).size == end - at;
          if (!stamp && !pause(inside) && !remark(inside)) end = std::string_view::npos;
        }
        break;
      default:
        if (const Stamp stamp = stamp_at(raw.substr(at, 32)); stamp.size != 0) {
          end = at + stamp.size;
        }
    }
    if (end == std::string_view::npos) {
      ++at;
      continue;
    }
    marks.push_back(span(at, end));
    at = end;
  }
  return marks;
}

Votes votes_at_end(std::string_view raw) {
  const std::string_view text = trim(raw);
  if (text.empty() || !kEndsVotes[static_cast<unsigned char>(text.back())]) return {};
  const auto base = static_cast<std::size_t>(text.data() - raw.data());
  std::size_t begin = text.size();
  std::uint32_t count = signs_at_end(text, begin);
  if (count == 0 && text.ends_with(')')) {
    const std::size_t open = text.rfind('(');
    if (open == std::string_view::npos || open == 0 || text.size() - open > 20) return {};
    const std::string_view inside = trim(text.substr(open + 1, text.size() - open - 2));
    std::size_t end = inside.size();
    const std::uint32_t bare = number_before(inside, end);
    std::size_t inner = 0;
    count = bare != 0 && end == 0 ? bare : written_votes(inside, inner);
    if (inner != 0) count = 0;
    begin = open;
  } else if (count == 0) {
    count = written_votes(text, begin);
    if (count != 0 && !boundary(text, begin)) count = 0;
  }
  if (count == 0 || begin == 0) return {};
  return {count, span(base + begin, raw.size())};
}

}  // namespace samsyn::ingest
