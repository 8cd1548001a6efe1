// Swedish phone numbers (PTS, the numbering plan for telephony according to E.164):
//   national      = "0" area-code subscriber     8 to 10 digits in all; mobile 07X and 010: 10
//   international = ("+" | "00") country ["(0)"] number       8 to 15 digits
// Written in groups with blanks, hyphens, a slash or brackets. Bare digits that could be anything
// need a word before them: "tel", "ring", "ankn.".

#include <algorithm>
#include <array>

#include "stages/privacy/page.hpp"

namespace samsyn::privacy {
namespace {

constexpr std::array<std::string_view, 20> kAreas{"011", "013", "016", "018", "019", "021", "023",
                                                  "026", "031", "033", "035", "036", "040", "042",
                                                  "044", "046", "054", "060", "063", "090"};
constexpr std::array<std::string_view, 11> kCountries{"46", "45", "47",  "358", "354", "44",
                                                      "49", "48", "380", "90",  "31"};
/// Numbers of authorities that everybody may call: care guide, police, crisis information.
constexpr std::array<std::string_view, 4> kPublic{"11414", "11313", "118118", "1177"};

struct Group {
  TokenIndex token = 0;
  char before = 0;  ///< what joins it to the group before: ' ', '-', '/', ')' …
};

/// Digit groups from token i on, as one number could have them.
std::vector<Group> groups_from(const Page& page, TokenIndex i) {
  std::vector<Group> groups{{i, 0}};
  std::size_t digits = page.of(i).size();
  while (groups.size() < 8) {
    const TokenIndex last = groups.back().token;
    TokenIndex next = last + 1;
    char joint = 0;
    std::uint32_t blanks = 0;
    while (page.has(next) && next - last <= 4) {
      blanks += page[next].begin - page[next - 1].end;
      if (page[next].kind != TokenKind::sign) break;
      const std::string_view sign = page.of(next);
      if (sign == "-" || sign == "\xE2\x80\x93" || sign == "\xE2\x88\x92") {
        joint = '-';
      } else if (sign == "." && next == last + 1 && page.joined(last) && page.joined(next) &&
                 page.of(i).size() == 3 && page.of(i).substr(0, 2) == "07") {
        joint = '-';  // 070.123.45.67
      } else if (sign == "/" || sign == ")" || sign == "(") {
        if (joint != '-') joint = sign.front();
      } else {
        return groups;
      }
      ++next;
    }
    if (!page.has(next) || page[next].kind != TokenKind::digits || page[next].taken || blanks > 2)
      return groups;
    if (joint == 0) joint = ' ';
    digits += page.of(next).size();
    if (digits > 16) return groups;
    groups.push_back({next, joint});
  }
  return groups;
}

std::string digits_of(const Page& page, const std::vector<Group>& groups, std::size_t count) {
  std::string out;
  for (std::size_t g = 0; g < count; ++g) out += page.of(groups[g].token);
  return out;
}

bool is_mobile(std::string_view digits) {
  return digits.size() == 10 && digits.substr(0, 2) == "07" &&
         std::string_view("02369").find(digits[2]) != std::string_view::npos;
}

/// 08-12-2023, 2023-08-12, 12 08 2023
bool is_date_like(const Page& page, const std::vector<Group>& groups, std::size_t count) {
  if (count != 3) return false;
  const auto size = [&](std::size_t g) { return page.of(groups[g].token).size(); };
  return (size(0) == 2 && size(1) == 2 && size(2) == 4) ||
         (size(0) == 4 && size(1) == 2 && size(2) == 2);
}

/// A number with its 0, in groups.
bool is_national(const Page& page, const std::vector<Group>& groups, std::size_t count, bool cue) {
  const std::string digits = digits_of(page, groups, count);
  if (digits.size() < 8 || digits.size() > 10 || digits[0] != '0' || digits[1] == '0') return false;
  if (is_date_like(page, groups, count)) return false;
  if (is_mobile(digits)) return true;
  if (digits.substr(0, 2) == "07" && digits.substr(0, 3) != "077") return false;
  if (count == 1) return cue;
  const std::string_view area = page.of(groups[0].token);
  for (std::size_t g = 1; g < count; ++g) {
    const std::size_t size = page.of(groups[g].token).size();
    if (size < 2 || (size > 4 && count > 2)) return false;
  }
  if (area == "08" || area == "010") return area == "08" || digits.size() == 10;
  if (area == "020" || std::find(kAreas.begin(), kAreas.end(), area) != kAreas.end()) return true;
  return area.size() == 4 && (cue || digits.size() >= 9);
}

bool is_international(std::string_view digits) { return digits.size() >= 8 && digits.size() <= 15; }

bool has_country(std::string_view digits) {
  return std::any_of(kCountries.begin(), kCountries.end(),
                     [&](std::string_view c) { return digits.substr(0, c.size()) == c; });
}

/// From the 0: +46 (0)70-123 and 0046 70 123 become 070123.
std::string key_of(std::string_view digits, bool plus) {
  if (!plus && digits.substr(0, 2) == "00") {
    digits.remove_prefix(2);
    plus = true;
  }
  if (!plus && digits.size() == 11 && digits.substr(0, 3) == "467") plus = true;
  if (!plus) return std::string(digits);
  if (digits.substr(0, 2) != "46") return "+" + std::string(digits);
  digits.remove_prefix(2);
  if (!digits.empty() && digits.front() == '0') digits.remove_prefix(1);
  return "0" + std::string(digits);
}

/// The end of a number must not be torn out of a longer one.
bool ends_well(const Page& page, const std::vector<Group>& groups, std::size_t count) {
  const TokenIndex last = groups[count - 1].token;
  if (count < groups.size()) return groups[count].before == ' ' || groups[count].before == '/';
  if (!page.joined(last)) return true;
  const Token& after = page[last + 1];
  if (after.is_word() || after.is('%')) return false;
  return !(page.joined(last + 1) && page[last + 2].kind == TokenKind::digits &&
           (after.is('.') || after.is(',') || after.is(':')));
}

bool starts_well(const Page& page, TokenIndex first) {
  if (first == 0 || !page.joined(first - 1)) return true;
  const Token& before = page[first - 1];
  if (before.is_word() || before.kind == TokenKind::digits) return false;
  const bool glued = first > 1 && page.joined(first - 2) &&
                     (page[first - 2].kind == TokenKind::digits || page[first - 2].is_word());
  if (before.is(':') && first > 1 && page[first - 2].is_word()) return true;  // Tel:0141-213456
  return !(glued && (before.is('-') || before.is('/') || before.is('.') || before.is(',') ||
                     before.is(':') || before.is('_')));
}

/// Behind "tel", "ring": 5 to 8 digits without an area code. Only signs and small words between.
bool is_local(const Page& page, TokenIndex first, std::string_view digits) {
  if (digits.size() < 5 || digits.size() > 8 || digits[0] == '0') return false;
  if (std::find(kPublic.begin(), kPublic.end(), digits) != kPublic.end()) return false;
  return page.cue_before(first, kPhoneCue, 3);
}

}  // namespace

void find_phones(Page& page) {
  for (TokenIndex i = 0; i < page.size(); ++i) {
    if (page[i].kind != TokenKind::digits || page[i].taken) continue;
    TokenIndex first = i;
    bool plus = false;
    if (i > 0 && page[i - 1].is('+') && (page.joined(i - 1) || page.blank(i - 1))) {
      plus = true;
      first = i - 1;
    } else if (i > 0 && page[i - 1].is('(') && page.joined(i - 1)) {
      first = i - 1;
      if (i > 1 && page[i - 2].is('+') && page.joined(i - 2)) {
        plus = true;
        first = i - 2;
      }
    }
    if (!starts_well(page, first)) continue;
    const std::vector<Group> groups = groups_from(page, i);
    if (page.cue_before(i, kExtension, 3)) {
      std::size_t count = 0;
      std::string digits;
      while (count < groups.size() && digits.size() + page.of(groups[count].token).size() <= 5) {
        digits += page.of(groups[count].token);
        ++count;
      }
      // an extension never starts with the 0 that dials out
      if (digits.size() >= 2 && digits[0] != '0') {
        const TokenIndex last = groups[count - 1].token;
        page.add(Kind::phone, i, last, "ankn " + digits);
        i = last;
      }
      continue;
    }
    // «swisha till 070 123 45 67»: in groups, a mobile number is nothing else.
    const bool mobile = groups.size() > 2 && is_mobile(digits_of(page, groups, groups.size()));
    if (!plus && !mobile && !page.cue_before(first, kPhoneCue | kExtension) &&
        page.other_number_before(first)) {
      i = groups.back().token;
      continue;
    }
    const bool cue = page.cue_before(first, kPhoneCue | kCallCue);
    for (std::size_t count = groups.size(); count > 0; --count) {
      if (!ends_well(page, groups, count)) continue;
      const std::string digits = digits_of(page, groups, count);
      bool is_phone = plus && is_international(digits);
      if (!plus) {
        is_phone = is_national(page, groups, count, cue) ||
                   (digits.size() >= 10 && digits.substr(0, 2) == "00" &&
                    has_country(std::string_view(digits).substr(2)) && is_international(digits)) ||
                   (digits.size() == 11 && digits.substr(0, 2) == "46" &&
                    is_mobile("0" + digits.substr(2))) ||
                   is_local(page, first, digits);
      }
      if (!is_phone) continue;
      const TokenIndex last = groups[count - 1].token;
      if (!plus && first < i && !(page.has(i + 1) && page[i + 1].is(')') && last > i + 1))
        first = i;
      page.add(Kind::phone, first, last, key_of(digits, plus));
      i = last;
      break;
    }
  }
}

}  // namespace samsyn::privacy
