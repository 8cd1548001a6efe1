// address  = [c/o name ","] street number [stairs] [","] [postal-code town]
// street   = {capitalised} word ending in -gatan, -vägen … | {capitalised} genitive "gata", "väg" …
//          | "Kungsg." | "Kungsv." | any capitalised word behind "bor på", "adress"
// number   = 1 to 3 digits ["-" digits] [letter]
// stairs   = "lgh" digits | digits "tr" | "vån" digits | "nb"
// Stairs may stand before the street too («Lgh 1203, Storgatan 5»).
// A street without a number is a place; a postal code with its town is masked alone too.

#include <algorithm>
#include <array>

#include "stages/privacy/page.hpp"
#include "stages/privacy/streets.hpp"

namespace samsyn::privacy {
namespace {

constexpr std::array<std::string_view, 17> kStreetWords{
    "avenyen", "aveny", "torget", "gata",  "väg", "plats", "gränd", "plan", "torg",
    "allé",    "park",  "stig",   "backe", "kaj", "gatan", "vägen", "led"};
constexpr std::array<std::string_view, 28> kBefore{
    "första", "andra", "tredje", "norra", "södra",  "västra", "östra", "lilla", "stora", "övre",
    "nedre",  "gamla", "nya",    "sankt", "sankta", "s:t",    "n",     "s",     "v",     "ö",
    "n:a",    "s:a",   "v:a",    "ö:a",   "l:a",    "st:a",   "g:a",   "st"};

constexpr std::array<std::string_view, 6> kQuarters{"norra", "södra", "västra",
                                                    "östra", "övre",  "nedre"};

bool is_capital(const Token& token) {
  return token.is_word() && (token.shape == Shape::capital || token.shape == Shape::upper);
}

/// «Kungsg», «Storg», «Kungsv»: the last letter stands for gatan or vägen. Not «Bemanning» or
/// «Behov», which end a sentence before a number.
std::string_view shortened(std::string_view folded) {
  if (folded.size() < 5) return {};
  const char last = folded.back();
  const char before = folded[folded.size() - 2];
  if (last == 'g' && std::string_view("sklrdtg").find(before) != std::string_view::npos &&
      !folded.ends_with("berg") && !folded.ends_with("borg") && !folded.ends_with("helg"))
    return "atan";
  if (last == 'v' && std::string_view("skdgtn").find(before) != std::string_view::npos)
    return "ägen";
  return {};
}

/// What a street's word is completed to for the key; empty = no street.
std::string street_word(const Page& page, TokenIndex i) {
  const Token& token = page[i];
  if (!token.is_word() || token.taken) return {};
  // «vid riksvägen 23», but «Gamla Landsvägen 205»
  if (token.has(kNoStreet) && (!is_capital(token) || token.opens)) return {};
  const std::string folded = fold(token.of(page.text));
  const bool capital = is_capital(token);
  for (const StreetEnding& ending : kStreetEndings) {
    if (folded.size() > ending.text.size() + 1 && folded.ends_with(ending.text) &&
        (capital || ending.small))
      return folded;
    // «Ö. Esplanaden 7»
    if (folded == ending.text && folded.size() >= 10 && capital && !token.opens) return folded;
  }
  return {};
}

/// «Hamnen», «Brinken»: a street named by a noun
bool is_definite(std::string_view word) {
  return word.size() > 5 && (word.ends_with("en") || word.ends_with("an") || word.ends_with("et"));
}

struct Street {
  TokenIndex first = kNone, last = kNone;
  std::string key;
};

/// Widens a street to the left over «Norra», «Sankt», «Olof Palmes».
void widen(const Page& page, Street& street, bool genitives) {
  while (street.first > 0 && page.blank(street.first - 1) && !page[street.first - 1].taken) {
    TokenIndex left = street.first - 1;
    if (page[left].is('.') && left > 0 && page.joined(left - 1) && page.of(left - 1).size() <= 2)
      --left;  // «Ö. Esplanaden»
    const bool letter = page[left].is_word() && page[left].shape == Shape::initial;
    if (!is_capital(page[left]) && !letter) return;
    const std::string folded = fold(page.of(left));
    const bool is_adjective = std::find(kBefore.begin(), kBefore.end(), folded) != kBefore.end();
    const bool is_given =
        page[left].has(kGiven) && !page[left].has(kCommon);  // Erik Dahlbergsgatan
    // «Hultets Byväg»
    const bool is_owner = !page[left].opens && folded.back() == 's' && !page[left].has(kCommon) &&
                          is_capital(page[street.first]);
    if (!is_adjective && !is_given && !is_owner && !(genitives && !page[left].opens)) return;
    street.first = left;
    street.key = folded + " " + street.key;
  }
}

/// «582 22 Linköping» or «58222 Linköping» from token i on; returns the town's last token.
TokenIndex postal(const Page& page, TokenIndex i, bool alone) {
  if (!page.has(i) || page[i].kind != TokenKind::digits || page[i].taken) return kNone;
  TokenIndex last = i;
  if (page.of(i).size() == 3 && page.of(i)[0] != '0' && page.blank(i) &&
      page[i + 1].kind == TokenKind::digits && page.of(i + 1).size() == 2) {
    last = i + 1;
  } else if (page.of(i).size() != 5 || page.of(i)[0] == '0' || alone) {
    return kNone;
  }
  if (!page.blank(last) || page[last + 1].taken) return alone ? kNone : last;
  // «kungsgatan 40 c, 595 51 mjölby»
  if (!alone && page[last + 1].shape == Shape::lower && page[last + 1].has(kPlace)) return last + 1;
  if (!is_capital(page[last + 1])) return alone ? kNone : last;
  ++last;
  if (alone && !page[last].has(kPlace)) return kNone;
  if (page.blank(last) && page[last + 1].is_capital() && !page[last + 1].taken &&
      page[last].has(kPlace) && page[last + 1].has(kPlace))
    ++last;
  return last;
}

/// «Box 12, 590 99 Ankarsrum»: where offices have their post, and hardly anybody lives.
bool is_box(const Page& page, TokenIndex i) { return fold(page.of(i)) == "box"; }

/// The street whose last token is `last`, right before a number.
Street street_at(const Page& page, TokenIndex last) {
  Street street{last, last, street_word(page, last)};
  if (!street.key.empty()) {
    widen(page, street, false);
    return street;
  }
  street = {};
  // «Kungsg. 4», «Kungsv 4»
  const TokenIndex word = page[last].is('.') && last > 0 && page.joined(last - 1) ? last - 1 : last;
  if (is_capital(page[word]) && !page[word].taken && !page[word].has(kNotName | kPlace)) {
    const std::string folded = fold(page.of(word));
    const std::string_view rest = shortened(folded);
    if (!rest.empty()) {
      street = {word, last, folded + std::string(rest)};
      widen(page, street, false);
      return street;
    }
  }
  // «Olof Palmes gata 5», «Norra vägen 4»
  if (page[last].is_word() && last > 0 && page.blank(last - 1) && is_capital(page[last - 1])) {
    const std::string kind = fold(page.of(last));
    const std::string before = fold(page.of(last - 1));
    const bool adjective = std::find(kBefore.begin(), kBefore.end(), before) != kBefore.end();
    if (std::find(kStreetWords.begin(), kStreetWords.end(), kind) != kStreetWords.end() &&
        (adjective || (before.back() == 's' && !page[last - 1].has(kCommon | kNotName))) &&
        !(page[last - 1].opens && !page[last - 1].has(kAnyName) && !adjective)) {
      street = {last - 1, last, before + " " + kind};
      widen(page, street, true);
      return street;
    }
  }
  // «Västra Hamnen 6»
  if (page[last].is_capital() && !page[last].taken && !page[last].opens &&
      !page[last].has(kCommon | kNotName | kRole | kPlace) && last > 0 && page.blank(last - 1) &&
      is_definite(page.of(last))) {
    const std::string before = fold(page.of(last - 1));
    if (is_capital(page[last - 1]) &&
        std::find(kQuarters.begin(), kQuarters.end(), before) != kQuarters.end())
      return {last - 1, last, before + " " + fold(page.of(last))};
  }
  // «Stenhammar 142, 590 99 Ankarsrum»
  if (is_capital(page[last]) && !is_box(page, last) && !page[last].taken &&
      !page[last].has(kCommon | kNotName | kRole) && page.has(last + 2) && page[last + 2].is(',')) {
    const TokenIndex town = postal(page, last + 3, false);
    const bool sure = town != kNone && (page.of(last + 3).size() == 3 ||
                                        (town != last + 3 && page[town].has(kPlace)));
    if (sure) {
      street = {last, last, fold(page.of(last))};
      widen(page, street, false);
      // «Torpa Norregård 1, 342 63 Moheda»
      const TokenIndex left = street.first == 0 ? kNone : street.first - 1;
      if (left != kNone && page.blank(left) && is_capital(page[left]) && !page[left].taken &&
          !page[left].opens && !page[left].has(kAnyName | kCommon | kRole)) {
        street.first = left;
        street.key = fold(page.of(left)) + " " + street.key;
      }
      return street;
    }
  }
  // «bor på Ringen 4»
  if (is_capital(page[last]) && !page[last].taken && !page[last].has(kCommon | kNotName | kRole) &&
      page.cue_before(last, kHomeCue, 3)) {
    return {last, last, fold(page.of(last))};
  }
  return {};
}

/// Token behind an optional comma or one line break; kNone at the end.
TokenIndex past_comma(const Page& page, TokenIndex i) {
  if (page.has(i) && page[i].is(',')) ++i;
  if (page.has(i) && page[i].kind == TokenKind::line_break) ++i;
  return page.has(i) ? i : kNone;
}

bool is_small_number(const Page& page, TokenIndex i, std::size_t digits) {
  return page.has(i) && page[i].kind == TokenKind::digits && page.of(i).size() <= digits;
}

/// Past «ö g», «ög», «n b», «t.v.», «th» behind the stairs.
TokenIndex past_side(const Page& page, TokenIndex last) {
  if (!page.blank(last) || !page[last + 1].is_word()) return last;
  const TokenIndex first = last + 1;
  const std::string word = fold(page.of(first));
  for (const std::string_view side : {"ög", "uh", "nb", "tv", "th", "öv"}) {
    if (word == side) return first;
  }
  TokenIndex second = first + 1;
  if (page.has(second) && page[second].is('.')) ++second;
  if (!page.has(second) || !page[second].is_word()) return last;
  const std::string letters = word + fold(page.of(second));
  for (const std::string_view side : {"ög", "nb", "tv", "th"}) {
    if (letters != side) continue;
    return page.joined(second) && page[second + 1].is('.') && second != first + 1 ? second + 1
                                                                                  : second;
  }
  return last;
}

bool is_flat_word(std::string_view folded) {
  constexpr std::array<std::string_view, 6> kFlat{"lgh",    "lägenhet", "vån",
                                                  "våning", "uppgång",  "port"};
  return std::find(kFlat.begin(), kFlat.end(), folded) != kFlat.end();
}

/// Past «lgh 1101», «2 tr», «vån 3», «nb», each with a comma before or not.
TokenIndex past_stairs(const Page& page, TokenIndex last) {
  for (int part = 0; part < 3; ++part) {
    TokenIndex i = last + 1;
    if (page.has(i) && page[i].is(',')) ++i;
    if (!page.has(i)) return last;
    if (page[i].is_word()) {
      const std::string word = fold(page.of(i));
      if (word == "nb" || word == "bv") {
        last = i;
        continue;
      }
      if (!is_flat_word(word)) return last;
      TokenIndex number = i + 1;
      if (page.has(number) && page[number].is('.')) ++number;
      if (!page.has(number)) return last;
      if (!is_small_number(page, number, 4) && page[number].shape != Shape::initial) return last;
      last = number;
      continue;
    }
    if (is_small_number(page, i, 2) && page.has(i + 1) && page[i + 1].is_word()) {
      const std::string word = fold(page.of(i + 1));
      if (word != "tr" && word != "trappor") return last;
      last = past_side(page, i + 1);
      continue;
    }
    return last;
  }
  return last;
}

/// Past «:3» in «Sjövägen 12:3», «A:12», «A.13»; not «12:30», which is a time.
TokenIndex past_flat(const Page& page, TokenIndex number, TokenIndex last) {
  if (!page.joined(last) || !page.joined(last + 1) || !page.has(last + 2)) return last;
  const bool letter = last != number && page[last].is_word();
  const std::size_t most = letter ? 3 : 1;  // digits
  if (!page[last + 1].is(':') && !(letter && page[last + 1].is('.'))) return last;
  return is_small_number(page, last + 2, most) ? last + 2 : last;
}

bool is_followed_by_word(const Page& page, TokenIndex i) {
  return page.blank(i) && page[i + 1].is_word();
}

/// Last token of the number at i with its letter or range; small: the street is in lower case.
TokenIndex number_end(const Page& page, TokenIndex i, bool small) {
  TokenIndex last = i;
  if (page.joined(last) && page.has(last + 2) && page.joined(last + 1) &&
      (page[last + 1].is('-') || page.of(last + 1) == "\xE2\x80\x93") &&
      is_small_number(page, last + 2, 3))
    last += 2;
  if (page.joined(last) && page[last + 1].is_word() && page.of(last + 1).size() == 1) {
    ++last;
  } else if (page.blank(last) && page[last + 1].shape == Shape::initial &&
             page[last + 1].is_word() && page.of(last + 1) <= "J" &&
             page.of(last + 1).size() == 1) {
    ++last;
  } else if ((small || !is_followed_by_word(page, last + 1)) && page.blank(last) &&
             page[last + 1].is_word() && page.of(last + 1) >= "a" && page.of(last + 1) <= "h" &&
             page.of(last + 1).size() == 1) {
    ++last;  // «storgatan 9 c»
  }
  return past_flat(page, i, last);
}

/// The last token of an address whose street number ends at `last`.
TokenIndex address_end(const Page& page, TokenIndex last) {
  last = past_stairs(page, last);
  TokenIndex next = past_comma(page, last + 1);
  if (next == kNone) return last;
  TokenIndex code = next;  // S-582 22, SE-582 22
  if (page[next].is_word() && (page.of(next) == "S" || page.of(next) == "SE") &&
      page.joined(next) && page[next + 1].is('-'))
    code = next + 2;
  const TokenIndex town = postal(page, code, false);
  if (town != kNone) return town;
  if (page[last + 1].is(',') && next == last + 2 && is_capital(page[next]) &&
      page[next].has(kPlace) && !page[next].genitive)
    return next;
  return last;
}

/// The first token of «Lgh 1203, Storgatan 5», «vån 3 på Storgatan 5», «2 tr, Storgatan 5».
TokenIndex stairs_begin(const Page& page, TokenIndex street) {
  if (street < 3) return street;
  TokenIndex k = street - 1;
  const bool joins = page[k].is(',') || page[k].kind == TokenKind::line_break ||
                     (page[k].is_word() && page.of(k) == "på");
  if (!joins) return street;
  --k;
  if (page[k].is_word() && fold(page.of(k)) == "tr") {
    return is_small_number(page, k - 1, 2) && !page[k - 1].taken ? k - 1 : street;
  }
  if (!is_small_number(page, k, 4) || page[k].taken) return street;
  --k;
  if (page[k].is('.') && k > 0) --k;
  return page[k].is_word() && !page[k].taken && is_flat_word(fold(page.of(k))) ? k : street;
}

void find_streets(Page& page) {
  for (TokenIndex i = 1; i < page.size(); ++i) {
    if (page[i].kind != TokenKind::digits || page[i].taken || page.of(i).size() > 3) continue;
    if (!page.blank(i - 1)) continue;
    const Street street = street_at(page, i - 1);
    if (street.first == kNone) continue;
    const TokenIndex number = number_end(page, i, page[street.first].shape == Shape::lower);
    if (page.joined(number)) {
      const Token& after = page[number + 1];
      if (after.is_word() || after.is('%') || after.kind == TokenKind::digits) continue;
      if ((after.is('.') || after.is(':') || after.is(',')) && page.joined(number + 1) &&
          page[number + 2].kind == TokenKind::digits)
        continue;
    }
    const TokenIndex last = address_end(page, number);
    std::string key = street.key + " ";
    for (TokenIndex k = i; k <= number; ++k) key += fold(page.of(k));
    page.add(Kind::address, stairs_begin(page, street.first), last, std::move(key));
    i = last;
  }
}

void find_towns(Page& page) {
  for (TokenIndex i = 0; i < page.size(); ++i) {
    if (page[i].kind != TokenKind::digits || page[i].taken || page.of(i).size() != 3) continue;
    if (i > 0 && (page.joined(i - 1) ? !page[i - 1].is('-') && !page[i - 1].is('(')
                                     : page[i - 1].kind == TokenKind::digits))
      continue;
    TokenIndex town = postal(page, i, true);
    // «…, 590 40 Kisa»: a town that no list has
    if (town == kNone && i > 0 && page[i - 1].is(',')) {
      town = postal(page, i, false);
      if (town != kNone && !page[town].is_word()) town = kNone;
    }
    if (town == kNone || page.cue_before(i, kNumberCue, 2)) continue;
    if (i > 2 && page[i - 1].is(',') && page[i - 2].kind == TokenKind::digits &&
        is_box(page, i - 3))
      continue;
    // «Villa Solhem, 590 40 Kisa»
    TokenIndex first = i;
    if (i > 2 && page[i - 1].is(',') && is_capital(page[i - 2]) && page.blank(i - 3) &&
        !page[i - 2].taken && !page[i - 3].taken && fold(page.of(i - 3)) == "villa")
      first = i - 3;
    const std::string key =
        fold(page.text.substr(page[first].begin, page[town].end - page[first].begin));
    page.add(Kind::address, first, town, key);
    i = town;
  }
}

/// «c/o Lindqvist», joined with the address that follows it.
void find_care_of(Page& page) {
  for (TokenIndex i = 0; i + 3 < page.size(); ++i) {
    if (!page[i + 1].is('/') || fold(page.of(i)) != "c" || fold(page.of(i + 2)) != "o" ||
        !page.joined(i) || !page.joined(i + 1) || !page.blank(i + 2))
      continue;
    // «Storgatan 5 C/O Anna Berg»: the C is the address's.
    if (page[i].taken || page[i + 2].taken) continue;
    TokenIndex last = i + 2;
    while (last < i + 6 && page.blank(last) && is_capital(page[last + 1]) && !page[last + 1].taken)
      ++last;
    if (last == i + 2) continue;
    const std::string key = fold(page.text.substr(page[i].begin, page[last].end - page[i].begin));
    const TokenIndex next = past_comma(page, last + 1);
    if (next != kNone && page[next].taken) {
      const auto same = std::find_if(page.found.begin(), page.found.end(), [&](const Found& f) {
        return f.kind == Kind::address && f.span.begin == page[next].begin;
      });
      if (same != page.found.end()) {
        same->span.begin = page[i].begin;
        for (TokenIndex k = i; k < next; ++k) page.tokens[k].taken = true;
        continue;
      }
    }
    page.add(Kind::address, i, last, key);
    i = last;
  }
}

/// «bor i Villa Solbacka»
void find_villas(Page& page) {
  for (TokenIndex i = 1; i + 1 < page.size(); ++i) {
    if (!is_capital(page[i]) || page[i].taken || page[i + 1].taken || !page.blank(i) ||
        !is_capital(page[i + 1]) || fold(page.of(i)) != "villa" || !page.cue_before(i, kHomeCue, 3))
      continue;
    page.add(Kind::address, i, i + 1, "villa " + fold(page.of(i + 1)));
  }
}

}  // namespace

void find_addresses(Page& page, bool has_digits) {
  if (has_digits) {
    find_streets(page);
    find_towns(page);
  }
  find_villas(page);
  find_care_of(page);
}

}  // namespace samsyn::privacy
