// Dates of birth, behind a word that says so:
//   born  = "född" | "föddes" | "födelsedatum" | "födelsedag" | "f." | "f" right before
//   date  = year4 sign MM sign DD | YY sign MM sign DD | YYYY MM DD | YY MM DD | YYYYMMDD | YYMMDD
//         | D "/" M year | D "." M "." year | D "-" M "-" YYYY | D month year
//   sign  = "-" | "/" | "." | "–", the same twice
//   month = the word, or its abbreviation with or without a full stop
//   year  = ["-" | "'" | "/"] (YYYY | YY)
// Between them: «den», «i Norrköping», up to six words, but none that makes a limit of it («född
// efter 1990-01-01»). A year alone, or a day without a year, tells too little to be hidden.

#include <array>

#include "stages/privacy/page.hpp"

namespace samsyn::privacy {
namespace {

constexpr std::array<std::string_view, 25> kMonths{
    "januari", "februari", "mars",     "april", "maj", "juni", "juli", "augusti", "september",
    "oktober", "november", "december", "jan",   "feb", "febr", "mar",  "apr",     "jun",
    "jul",     "aug",      "sep",      "sept",  "okt", "nov",  "dec"};
constexpr std::array<std::string_view, 9> kLimits{"efter",  "före", "innan", "senast", "tidigast",
                                                  "mellan", "från", "sedan", "till"};
constexpr TokenIndex kReach = 7;  // tokens from the date back to the word

bool is_digits(const Page& page, TokenIndex i, std::size_t least, std::size_t most) {
  return page.has(i) && page[i].kind == TokenKind::digits && !page[i].taken &&
         page.of(i).size() >= least && page.of(i).size() <= most;
}

int number_of(const Page& page, TokenIndex i) {
  int out = 0;
  for (const char c : page.of(i)) out = out * 10 + (c - '0');
  return out;
}

bool is_day(int day) { return day >= 1 && day <= 31; }
bool is_month(int month) { return month >= 1 && month <= 12; }
bool is_year(int year) { return year >= 1880 && year <= 2099; }

/// The last token of the year that starts at i, "1964", "64", "-64", "'64"; kNone = none.
TokenIndex year_end(const Page& page, TokenIndex i) {
  if (!page.has(i)) return kNone;
  const std::string_view sign = page.of(i);
  if (page[i].is('-') || page[i].is('/') || page[i].is('.') || page[i].is('\'') ||
      sign == "\xE2\x80\x93" || sign == "\xE2\x80\x99") {
    ++i;
    if (!page.has(i) || page[i].begin != page[i - 1].end) return kNone;
  }
  if (is_digits(page, i, 4, 4)) return is_year(number_of(page, i)) ? i : kNone;
  return is_digits(page, i, 2, 2) ? i : kNone;
}

/// «1964-08-23», «64.08.23», «1964 08 23»: the year first. The last token; kNone = none.
TokenIndex year_first_end(const Page& page, TokenIndex i) {
  const bool with_century = is_digits(page, i, 4, 4) && is_year(number_of(page, i));
  if (!with_century && !is_digits(page, i, 2, 2)) return kNone;
  if (page.blank(i) && page.blank(i + 1) && is_digits(page, i + 1, 2, 2) &&
      is_digits(page, i + 2, 2, 2)) {
    return is_month(number_of(page, i + 1)) && is_day(number_of(page, i + 2)) ? i + 2 : kNone;
  }
  for (TokenIndex k = i; k < i + 4; ++k) {
    if (!page.joined(k)) return kNone;
  }
  const std::string_view sign = page.of(i + 1);
  if (sign != "-" && sign != "/" && sign != "." && sign != "\xE2\x80\x93") return kNone;
  if (page.of(i + 3) != sign || !is_digits(page, i + 2, 1, 2) || !is_digits(page, i + 4, 1, 2))
    return kNone;
  return is_month(number_of(page, i + 2)) && is_day(number_of(page, i + 4)) ? i + 4 : kNone;
}

/// The last token of the date that starts at i; kNone = none.
TokenIndex date_end(const Page& page, TokenIndex i) {
  const auto near = [&](TokenIndex k) { return page[k].begin <= page[k - 1].end + 1; };
  const auto two = [&](TokenIndex k) { return is_digits(page, k, 1, 2); };
  const std::string_view digits = page.of(i);
  if (is_digits(page, i, 8, 8) || is_digits(page, i, 6, 6)) {
    const std::string_view day = digits.substr(digits.size() - 2);
    const std::string_view month = digits.substr(digits.size() - 4, 2);
    const auto value = [](std::string_view t) { return (t[0] - '0') * 10 + (t[1] - '0'); };
    return is_day(value(day)) && is_month(value(month)) ? i : kNone;
  }
  if (const TokenIndex last = year_first_end(page, i); last != kNone) return last;
  const bool joined = page.joined(i) && page.has(i + 2) && page.joined(i + 1) && two(i + 2);
  if (!two(i) || !is_day(number_of(page, i))) return kNone;
  if (joined && (page[i + 1].is('/') || page[i + 1].is('.') || page[i + 1].is('-')) &&
      is_month(number_of(page, i + 2)) && page.has(i + 3) && near(i + 3))
    return year_end(page, i + 3);
  TokenIndex month = i + 1;
  if (page.has(month) && page[month].is(':')) ++month;  // 23:e
  if (page.has(month) && page[month].is_word() && (page.of(month) == "e" || page.of(month) == "a"))
    ++month;
  if (!page.has(month) || !page[month].is_word() || !near(month)) return kNone;
  const std::string name = fold(page.of(month));
  for (const std::string_view one : kMonths) {
    if (name != one) continue;
    TokenIndex year = month + 1;
    if (page.has(year) && (page[year].is('.') || page[year].is(','))) ++year;
    return page.has(year) && near(year) ? year_end(page, year) : kNone;
  }
  return kNone;
}

/// «född den», «f.», «födelsedatum:»: right before token i, or with some words between.
bool is_born_before(const Page& page, TokenIndex i) {
  for (TokenIndex k = 1; k <= kReach && k <= i; ++k) {
    const Token& token = page[i - k];
    if (token.kind == TokenKind::line_break || token.kind == TokenKind::digits || token.is('!') ||
        token.is('?') || token.is(';'))
      return false;
    if (token.is('.')) {  // of «f.» alone
      return k == 1 && k < i && page[i - 2].is_word() && fold(page.of(i - 2)) == "f";
    }
    if (!token.is_word()) continue;
    if (token.has(kBornCue)) return true;
    if (k == 1 && page.of(i - 1) == "f") return true;
    const std::string word = fold(token.of(page.text));
    for (const std::string_view limit : kLimits) {
      if (word == limit) return false;
    }
  }
  return false;
}

}  // namespace

void find_birth_dates(Page& page) {
  for (TokenIndex i = 1; i < page.size(); ++i) {
    if (page[i].kind != TokenKind::digits || page[i].taken) continue;
    if (page.joined(i - 1) && page[i - 1].kind != TokenKind::sign) continue;
    const TokenIndex last = date_end(page, i);
    if (last == kNone || !is_born_before(page, i)) continue;
    if (page.joined(last) && (page[last + 1].is_word() || page[last + 1].is('%'))) continue;
    std::string key = "f ";
    for (TokenIndex k = i; k <= last; ++k) key += fold(page.of(k));
    page.add(Kind::personal_number, i, last, std::move(key));
    i = last;
  }
}

}  // namespace samsyn::privacy
