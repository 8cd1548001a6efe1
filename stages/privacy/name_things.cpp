// What stands around a name and tells that it is a thing: a place, a firm, a system, a book.

#include "stages/privacy/name_search.hpp"
#include "stages/privacy/streets.hpp"

namespace samsyn::privacy {
namespace {

/// «grupprum», «dagavdelningarna», «journalsystemet»
constexpr std::array<std::string_view, 38> kThingEndings{
    "hunden",      "katten",      "roboten",       "dammsugaren", "rum",      "rummet",   "rummen",
    "avdelning",   "avdelningen", "avdelningarna", "system",      "systemet", "program",  "projekt",
    "projektet",   "programmet",  "boendet",       "boendena",    "metoden",  "modellen", "appen",
    "verktyget",   "skolan",      "skolorna",      "båten",       "kursen",   "salen",    "salarna",
    "huset",       "husen",       "hemmet",        "bussen",      "stolen",   "sängen",   "linjen",
    "plattformen", "bolaget",     "stugan"};
/// «Elservice», «Bilverkstad»: what firms are called after their owner's name
constexpr std::array<std::string_view, 20> kFirmEndings{
    "service",   "bygg",       "måleri",      "åkeri",       "bageri",  "konditori",  "tryckeri",
    "transport", "konsult",    "redovisning", "fastigheter", "montage", "verkstad",   "handel",
    "butik",     "restaurang", "pizzeria",    "entreprenad", "teknik",  "transporter"};
/// «Karl Johansgatan», «Erika Skolan»: with the endings of streets
constexpr std::array<std::string_view, 4> kPlaceEndings{"parken", "bron", "skolan", "platsen"};

}  // namespace

bool NameSearch::not_a_person(const Run& run) const {
  if (behind_thing(run) || is_among_places(run)) return true;
  const TokenIndex next = right(run.last);
  // «Fårö ö», but not «Nils Ö».
  const bool initial = next != kNone && page_[next].shape == Shape::initial;
  if (has(next, kAfterPlace) && !initial && !page_[run.last].genitive) return true;
  const TokenIndex before = left(run.first);
  if (before != kNone && !page_[run.last].genitive) {
    const std::string_view word = page_.of(before);
    const bool is_owner = ends_with(folded(run.last), "s") && next != kNone &&
                          page_[next].shape == Shape::lower &&
                          !page_[next].has(kSays | kDoes | kCommon);
    if ((word == "i" || word == "I") && !is_owner) return true;  // logga in i Sara, bor i Nora
  }
  // «Felix pulvermos», but not «Annas kaffe».
  const bool owner = page_[run.last].genitive && !run.given.empty();
  if ((has(next, kProduct) && !owner) || is_name_of_thing(run) || is_said_of_thing(run)) return true;
  // «Karl Johansgatan», «Erika Skolan»
  if (next != kNone && page_[next].shape == Shape::capital && !page_[next].opens &&
      (names_street(page_.of(next)) || ends_with_any(page_.of(next), kPlaceEndings, 2) ||
       has_organisation_ending(page_.of(next))))
    return true;
  // «Fredrika Bremer-förbundet»
  if (next != kNone && page_[next].shape == Shape::capital && page_[next].hyphen &&
      !every_part_is_capital(next))
    return true;
  // «Jean Piaget», «Max Burger»
  return next != kNone && page_[next].shape == Shape::capital && page_[next].has(kNotName) &&
         !page_[next].has(kAnyName) && !page_[next].opens;
}

bool NameSearch::is_said_of_thing(const Run& run) const {
  TokenIndex next = right(run.last);
  if (next == kNone || page_[next].shape != Shape::lower || !run.surname.empty()) return false;
  if (page_[next].has(kOfThing)) return ends_what_is_said(next);
  constexpr std::array<std::string_view, 6> kHelps{"är", "var", "blir", "blev", "har", "ligger"};
  if (!is_one_of(page_.of(next), kHelps)) return false;
  for (int word = 0; word < 2; ++word) {  // «är alltid bokat», «har blivit installerat»
    next = right(next);
    if (next == kNone) return false;
    if (page_[next].has(kOfThing)) return ends_what_is_said(next);
  }
  return false;
}

/// Not «är sjukt trött», where the word in -t belongs to the next, nor «är det bokat», «tog
/// stängt».
bool NameSearch::ends_what_is_said(TokenIndex i) const {
  const TokenIndex next = right(i);
  return next == kNone || page_[next].has(kCommon | kLink | kDoes) || joins(next) ||
         !ends_with(page_.of(i), "t");
}

/// «Lisa är ett register», «Astrid är vår nya app»
bool NameSearch::is_thing_by_name(const Run& run) const {
  TokenIndex next = right(run.last);
  if (next == kNone || !run.surname.empty()) return false;
  constexpr std::array<std::string_view, 2> kBe{"är", "var"};
  if (!is_one_of(page_.of(next), kBe)) return false;
  next = right(next);
  constexpr std::array<std::string_view, 5> kOf{"ett", "en", "vår", "vårt", "namnet"};
  if (next == kNone || !is_one_of(page_.of(next), kOf)) return false;
  for (int word = 0; word < 2; ++word) {
    next = right(next);
    if (next == kNone || page_[next].has(kLink | kCommon | kDoes | kRole)) return false;
    if (is_thing(next)) return true;
  }
  return false;
}

/// «Hilda hette det förra projektet»
bool NameSearch::is_name_of_thing(const Run& run) const {
  if (is_thing_by_name(run)) return true;
  TokenIndex next = right(run.last);
  if (!has(next, kCalled) || page_[next].shape != Shape::lower) return false;
  for (int word = 0; word < 4; ++word) {
    next = right(next);
    if (next == kNone) return false;
    if (is_thing(next)) return true;
  }
  return false;
}

bool NameSearch::is_thing(TokenIndex i) const {
  if (i == kNone) return false;
  const Token& token = page_[i];
  if (token.has(kThing)) return true;
  return (token.senses & ~kWord) == 0 && ends_with_any(folded(i), kThingEndings, 1);
}

bool NameSearch::is_named_after(const Run& run) const {
  if (run.surname.empty() || !ends_with(page_.of(run.last), "s")) return false;
  constexpr std::array<std::string_view, 12> kNamed{
      "gymnasium", "folkhögskola", "universitet", "sjukhus", "stiftelse", "gata",
      "väg",       "plats",        "torg",        "park",    "gränd",     "minne"};
  const TokenIndex next = right(run.last);
  return next != kNone && std::find(kNamed.begin(), kNamed.end(), page_.of(next)) != kNamed.end();
}

/// «Sjögrens syndrom», «Lindbergs stiftelse», «Rosenlund» in «på Rosenlund i Hässleholm»: a surname
/// alone.
bool NameSearch::is_bequeathed(const Run& run) const {
  if (!run.given.empty()) return false;
  const TokenIndex next = right(run.last);
  if (next == kNone) return false;
  constexpr std::array<std::string_view, 7> kOf{"syndrom",   "stiftelse",    "minnesfond", "legat",
                                                "gymnasium", "folkhögskola", "minne"};
  if (ends_with(page_.of(run.last), "s") && is_one_of(page_.of(next), kOf)) return true;
  const TokenIndex before = left(run.first);
  return before != kNone && page_.of(before) == "på" && page_.of(next) == "i" &&
         has(right(next), kPlace) && page_[right(next)].is_capital() &&
         !has_sure_ending(folded(run.last));
}

/// «i Björkvik och Valla», «från Ydre, Lund och Vika»: joined to where one is. Not «i Kisa och Anna
/// jobbar …».
bool NameSearch::is_among_places(const Run& run) const {
  const Token& own = page_[run.first];
  if (run.first < 3 || run.first != run.last) return false;
  const bool person = own.has(kGiven) && !own.has(kAlsoWord);
  if (!own.has(kPlace) &&
      (person || has_sure_ending(folded(run.last)) || has(right(run.last), kSays | kActs | kDoes)))
    return false;
  TokenIndex k = run.first;
  for (int place = 0; place < 5; ++place) {
    if (k < 3 || !joins(k - 1)) return false;
    k -= 2;
    const Token& other = page_[k];
    if (!other.is_word() || !other.is_capital() || other.taken) return false;
    const TokenIndex before = left(k);
    if (before == kNone) continue;
    return is_one_of(page_.of(before), kPlacing) && other.has(kPlace) && !other.has(kGiven);
  }
  return false;
}

/// «Lyften heter Sabina», «en app som heter Edvin»
bool NameSearch::is_thing_called(TokenIndex i) const {
  constexpr TokenIndex kReach = 3;  // words back from «heter»
  TokenIndex k = left(i);
  if (!has(k, kCalled)) return false;
  for (TokenIndex word = 0; word < kReach; ++word) {
    k = left(k);
    if (k == kNone || page_[k].has(kRole | kAnyName)) return false;
    if (is_thing(k)) {
      // «en kille på boendet som heter Ali» is a person.
      const TokenIndex before = left(k);
      return before == kNone ||
             (page_.of(before) != "hos" && !is_one_of(page_.of(before), kPlacing));
    }
    if (page_.of(k) != "som" && page_.of(k) != "nu" && page_.of(k) != "också") return false;
  }
  return false;
}

bool NameSearch::behind_thing(const Run& run) const {
  TokenIndex before = left(run.first);
  if (before == kNone && run.first > 1 && page_[run.first - 1].is('.') &&
      page_.joined(run.first - 2) && page_.of(run.first - 2).find(':') != std::string_view::npos) {
    before = run.first - 2;  // S:t. Per
  }
  if (before == kNone && run.first > 0 && page_[run.first - 1].kind == TokenKind::sign &&
      run.first > 1 && page_.joined(run.first - 1) && page_.blank(run.first - 2) &&
      page_[run.first - 2].is_word() && !page_[run.first - 1].is('/')) {
    before = run.first - 2;  // systemet ”Sara”
    const std::string_view sign = page_.of(run.first - 1);
    if (sign == "(" || sign == "[") before = kNone;
  }
  if (is_thing_called(run.first)) return true;
  // «Avdelningarna Linnea, Viola och Iris»
  TokenIndex first = run.first;
  for (int name = 0; name < 6 && before == kNone && first > 1; ++name) {
    if (!page_[first - 1].is(',')) break;
    first -= 2;
    if (!page_[first].is_word() || page_[first].shape == Shape::lower || page_[first].taken)
      return false;
    before = left(first);
  }
  for (int name = 0; name < 6 && before != kNone && before > 0; ++name) {
    if (is_thing(before)) return true;
    const std::string_view word = page_.of(before);
    const bool joins = word == "och" || word == "eller" || word == "samt";
    if (!joins && page_[before].shape == Shape::lower) break;
    if (joins) --before;
    const Token& other = page_[before];
    if (!other.is_word() || other.shape == Shape::lower || other.taken) return false;
    if (before > 0 && page_[before - 1].is(',')) {
      before = before > 1 ? before - 2 : kNone;
      continue;
    }
    before = left(before);
  }
  return is_thing(before);
}

/// «Perssons Rör & Värme AB», «Karlssons Bil i Värnamo AB»: capitals and small joints up to the
/// form of company.
bool NameSearch::before_form_of_company(const Run& run) const {
  constexpr TokenIndex kReach = 8;  // tokens
  constexpr std::array<std::string_view, 4> kForms{"AB", "HB", "KB", "Aktiebolag"};
  for (TokenIndex k = run.last + 1; k < page_.size() && k <= run.last + kReach; ++k) {
    const Token& token = page_[k];
    if (is_one_of(page_.of(k), kForms)) return k > run.last + 1;
    // «Anna och Perssons Bygg AB»: she is no part of it.
    const bool joint = k > run.last + 1 && (page_.of(k) == "och" || page_.of(k) == "i");
    const bool goes_on = token.is('&') || (token.is_word() && token.shape != Shape::lower) || joint;
    if (!goes_on || token.taken) return false;
  }
  return false;
}

/// «Elservice», «Måleri»
bool NameSearch::names_firm(TokenIndex i) const {
  return page_[i].shape == Shape::capital && !page_[i].opens && !page_[i].has(kAnyName) &&
         ends_with_any(folded(i), kFirmEndings, 2);
}

bool NameSearch::before_firm(const Run& run) const {
  if (before_form_of_company(run)) return true;
  const TokenIndex next = right(run.last);
  // «Anders Elservice», «Lindbergs Måleri»
  if (next != kNone && names_firm(next)) return true;
  if (has(next, kFirm) && page_[next].shape != Shape::lower) return true;
  if (next != kNone && page_[next].shape != Shape::lower)
    return has(right(next), kFirm) && page_[right(next)].shape == Shape::upper;
  if (page_.blank(run.last) && page_[run.last + 1].is('&')) {
    for (TokenIndex k = run.last + 2; k < page_.size() && k < run.last + 5; ++k) {
      if (page_[k].is_word() && page_[k].has(kFirm)) return true;
    }
  }
  return false;
}

/// «Johansson, P. & Lindahl, E. (2013)»: surnames and initials up to a year in brackets.
bool NameSearch::is_cited(TokenIndex i) const {
  constexpr TokenIndex kReach = 24;  // tokens
  bool initial = false;
  for (TokenIndex k = i; k < page_.size() && k < i + kReach; ++k) {
    const Token& token = page_[k];
    if (token.is('(')) {
      return initial && page_.has(k + 1) && page_[k + 1].kind == TokenKind::digits &&
             page_.of(k + 1).size() == 4;
    }
    initial = initial || token.shape == Shape::initial;
    const bool goes_on = token.is(',') || token.is('.') || token.is('&') || token.is('-') ||
                         page_.of(k) == "och" || page_.of(k) == "and" ||
                         (token.is_word() && token.shape != Shape::lower);
    if (!goes_on) return false;
  }
  return false;
}

bool NameSearch::is_reference(const Run& run) const {
  if (page_.has(run.last + 1) && page_[run.last + 1].is(',') && is_cited(run.last + 1)) return true;
  if (page_[run.last].shape == Shape::initial && is_cited(run.last)) return true;
  TokenIndex i = run.last + 1;
  if (!page_.has(i)) return false;
  const auto year = [&](TokenIndex k) {
    return page_.has(k) && page_[k].kind == TokenKind::digits && page_.of(k).size() == 4 &&
           (page_.of(k)[0] == '1' || page_.of(k)[0] == '2');
  };
  if (page_[i].is('(') && year(i + 1)) return true;
  if (page_[i].is(',') && year(i + 1)) return true;
  if (page_[i].is('&') && page_.has(i + 1) && page_[i + 1].is_capital()) {
    for (TokenIndex k = i + 2; k < page_.size() && k < i + 5; ++k) {
      if (year(k)) return true;
    }
  }
  if (page_[i].is_word()) {
    const std::string word = folded(i);
    if (word == "m" && page_.has(i + 2) && page_[i + 1].is('.') && folded(i + 2) == "fl")
      return true;
    if (word == "et" && page_.has(i + 1) && folded(i + 1) == "al") return true;
    if (word == "och" && page_.has(i + 1) && page_[i + 1].is_capital() && page_.has(i + 2) &&
        page_[i + 2].is('(') && year(i + 3))
      return true;
  }
  if (run.first > 1 && (page_[run.first - 1].is('&') || page_.of(run.first - 1) == "och")) {
    return page_[i].is('(') && year(i + 1);
  }
  return false;
}

}  // namespace samsyn::privacy
