// Personal identity numbers (SKV 704) and co-ordination numbers (SKV 707):
//   number = [century] year month day [sign] birth check
//   sign   = "-" | "+" (from the year the person turns 100) | blank | nothing
// The check digit is Luhn's over the nine digits before it, the century left out (SKV 704, "modulus
// 10"). Accepted besides: blanks around the sign, "1970-01-01-1234", "19 700101-1234", and the last
// four crossed out, since the birth date stays a hint to one person: 700101-XXXX, 700101-****; and
// a wrong check digit, since people err: behind a word that says so, in a list behind another, or
// in the exact shape.

#include <algorithm>
#include <array>

#include "stages/privacy/page.hpp"

namespace samsyn::privacy {
namespace {

bool is_date(std::string_view yymmdd) {
  const auto two = [&](std::size_t i) { return (yymmdd[i] - '0') * 10 + (yymmdd[i + 1] - '0'); };
  constexpr std::array<int, 12> kDays{31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const int month = two(2);
  int day = two(4);
  if (day > 60) day -= 60;
  return month >= 1 && month <= 12 && day >= 1 &&
         day <= kDays.at(static_cast<std::size_t>(month) - 1);
}

bool is_checked(std::string_view ten) {
  int sum = 0;
  for (std::size_t i = 0; i < 10; ++i) {
    const int product = (ten[i] - '0') * (i % 2 == 0 ? 2 : 1);
    sum += product / 10 + product % 10;
  }
  return sum % 10 == 0;
}

bool is_century(std::string_view digits) {
  return digits.substr(0, 2) == "18" || digits.substr(0, 2) == "19" || digits.substr(0, 2) == "20";
}

/// Four signs that hide digits: XXXX, xxxx, ****, ????. Returns the last token; kNone = not so.
TokenIndex crossed_out(const Page& page, TokenIndex i) {
  if (!page.has(i)) return kNone;
  if (page[i].is_word()) {
    const std::string_view word = page.of(i);
    return word.size() == 4 && (word == "XXXX" || word == "xxxx" || word == "NNNN") ? i : kNone;
  }
  const char sign = page[i].sign;
  if (page[i].kind != TokenKind::sign || (sign != '*' && sign != '?' && sign != '#' && sign != '_'))
    return kNone;
  TokenIndex k = i;
  while (k + 1 < page.size() && page.joined(k) && page[k + 1].is(sign)) ++k;
  return k - i == 3 ? k : kNone;
}

bool is_digits(const Page& page, TokenIndex i, std::size_t count) {
  return page.has(i) && page[i].kind == TokenKind::digits && !page[i].taken &&
         page.of(i).size() == count;
}

bool is_sign(const Token& token, std::string_view text) {
  if (token.kind != TokenKind::sign) return false;
  const std::string_view sign = token.of(text);
  return sign == "-" || sign == "+" || sign == "\xE2\x80\x93" || sign == "\xE2\x88\x92";
}

/// Date digits in tokens [first, last], as YYMMDD or YYYYMMDD.
struct Date {
  std::string digits;
  TokenIndex last = kNone;
};

Date date_at(const Page& page, TokenIndex i) {
  if (is_digits(page, i, 6) || is_digits(page, i, 8)) return {std::string(page.of(i)), i};
  if (is_digits(page, i, 2) && is_century(page.of(i)) && page.blank(i) && is_digits(page, i + 1, 6))
    return {std::string(page.of(i)) + std::string(page.of(i + 1)), i + 1};
  if (is_digits(page, i, 4) && is_digits(page, i + 2, 2) && is_digits(page, i + 4, 2) &&
      page[i + 1].is('-') && page[i + 3].is('-') && page[i + 4].end == page[i].end + 6) {
    return {std::string(page.of(i)) + std::string(page.of(i + 2)) + std::string(page.of(i + 4)),
            i + 4};
  }
  // «72 05 17-9836», «1972 05 17-9836»
  if ((is_digits(page, i, 2) || is_digits(page, i, 4)) && page.blank(i) &&
      is_digits(page, i + 1, 2) && page.blank(i + 1) && is_digits(page, i + 2, 2) &&
      page.joined(i + 2) && page[i + 3].is('-')) {
    return {std::string(page.of(i)) + std::string(page.of(i + 1)) + std::string(page.of(i + 2)),
            i + 2};
  }
  return {};
}

/// Does the stretch stand alone: no digit, letter or sign with a digit directly before or behind?
bool stands_alone(const Page& page, TokenIndex first, TokenIndex last) {
  if (first > 0 && page.joined(first - 1)) {
    const Token& before = page[first - 1];
    if (before.kind == TokenKind::digits || before.is_word()) return false;
    if (first > 1 && page.joined(first - 2) && page[first - 2].kind == TokenKind::digits &&
        (before.is('-') || before.is('/') || before.is('.') || before.is('+')))
      return false;
  }
  if (page.joined(last)) {
    const Token& after = page[last + 1];
    if (after.kind == TokenKind::digits || after.is_word()) return false;
    if (page.joined(last + 1) && page[last + 2].kind == TokenKind::digits &&
        (after.is('-') || after.is('/') || after.is('.')))
      return false;
  }
  return true;
}

/// «pers.nr», «pers nr», «mitt nummer», «mina fyra sista», up to four tokens before.
bool is_told(const Page& page, TokenIndex first) {
  if (page.cue_before(first, kPersonCue)) return true;
  for (TokenIndex k = 1; k <= 4 && k < first; ++k) {
    const TokenIndex i = first - k;
    const Token& token = page[i];
    if (token.is(':') || token.is('.') || (token.is_word() && token.has(kCommon))) continue;
    if (!token.is_word()) return false;
    const std::string word = fold(page.of(i));
    if (word != "nr" && word != "nummer" && word != "numret") return false;
    const TokenIndex before = page[i - 1].is('.') && i > 1 ? i - 2 : i - 1;
    constexpr std::array<std::string_view, 11> kOf{"pers",   "person", "mitt",   "ditt",
                                                   "sitt",   "hans",   "hennes", "hens",
                                                   "mammas", "pappas", "svenska"};
    return std::find(kOf.begin(), kOf.end(), fold(page.of(before))) != kOf.end();
  }
  return false;
}

/// «pnr 850412-2389, 198504122389 och 8504122389»: is it the next of a list whose last was found?
bool goes_on_list(const Page& page, TokenIndex first) {
  if (first < 2 || page.found.empty() || page.found.back().kind != Kind::personal_number)
    return false;
  TokenIndex joint = first - 1;
  if (page[joint].is_word()) {
    const std::string_view word = page.of(joint);
    if (word != "och" && word != "eller" && word != "samt") return false;
    if (page[joint - 1].is(',')) --joint;
  } else if (page[joint].kind != TokenKind::line_break && !page[joint].is(',') &&
             !page[joint].is(';') && !page[joint].is('/')) {
    return false;
  }
  return joint > 0 && page[joint - 1].end == page.found.back().span.end;
}

/// Written so that hardly anything else is: YYMMDD-NNNN, or with a century that people are born in
/// (20190412-0012 is oftener a number of that day).
bool has_exact_shape(const Page& page, TokenIndex first, TokenIndex last, const std::string& all) {
  if (last != first + 2 || !page.joined(first) || !page.joined(first + 1)) return false;
  // «HSN 850412-2389»: a register's number behind the letters of a board
  if (first > 0 && page.blank(first - 1) && page[first - 1].shape == Shape::upper &&
      page[first - 1].is_word() && page[first - 1].end - page[first - 1].begin <= 5)
    return false;
  return all.size() == 10 || all.substr(0, 2) == "19";
}

/// Masks a number with the date given and the four last in token `last`.
bool take(Page& page, TokenIndex first, TokenIndex last, const std::string& all, bool bare) {
  if (all.size() == 12 && !is_century(all)) return false;
  const std::string_view ten = std::string_view(all).substr(all.size() - 10);
  if (!is_date(ten) || !stands_alone(page, first, last)) return false;
  const bool told = (is_told(page, first) || goes_on_list(page, first)) &&
                    !(bare && ten.front() == '0' && all.size() == 10);
  if (!told && !page.cue_before(first, kPersonCue)) {
    const bool exact = !bare && has_exact_shape(page, first, last, all);
    if (!is_checked(ten) && !exact) return false;
    // «journalen för 640823-3234» is nobody's journal's number.
    const bool sure = exact && is_checked(ten) && first > 0 && page[first - 1].is_word() &&
                      !page[first - 1].has(kNumberCue);
    if (!sure && page.other_number_before(first) && !page.cue_before(first, kIdCue)) return false;
    // ten digits in a row that a mobile number could be
    if (bare && all.size() == 10 && ten.substr(0, 2) == "07") return false;
  }
  page.add(Kind::personal_number, first, last, std::string(ten));
  return true;
}

}  // namespace

void find_personal_numbers(Page& page) {
  for (TokenIndex i = 0; i < page.size(); ++i) {
    const Token& token = page[i];
    if (token.kind != TokenKind::digits || token.taken ||
        (i > 0 && page[i - 1].taken && page.joined(i - 1)))
      continue;
    if (is_digits(page, i, 10) || is_digits(page, i, 12)) {
      take(page, i, i, std::string(page.of(i)), true);
      continue;
    }
    const Date date = date_at(page, i);
    if (date.last == kNone) continue;
    TokenIndex next = date.last + 1;
    bool with_sign = false;
    if (page.has(next) && is_sign(page[next], page.text) &&
        page[next].begin <= page[date.last].end + 1) {
      with_sign = true;
      ++next;
    }
    if (!page.has(next) || page[next].begin > page[next - 1].end + 1) continue;
    if (is_digits(page, next, 4)) {
      if (take(page, i, next, date.digits + std::string(page.of(next)), false)) i = next;
      continue;
    }
    const TokenIndex hidden = with_sign || page.joined(date.last) ? crossed_out(page, next) : kNone;
    const bool century = date.digits.size() == 8;
    const std::string_view six = std::string_view(date.digits).substr(century ? 2 : 0);
    if (hidden != kNone && is_date(six) && (!century || is_century(date.digits)) &&
        stands_alone(page, i, hidden)) {
      page.add(Kind::personal_number, i, hidden, std::string(six) + "----");
      i = hidden;
    }
  }
}

}  // namespace samsyn::privacy
