// What stands around a name and tells that it is a person.

#include "stages/privacy/name_search.hpp"

namespace samsyn::privacy {

bool NameSearch::is_called(TokenIndex i) const {
  TokenIndex before = left(i);
  if (before == kNone && i > 1 && page_[i - 1].kind == TokenKind::sign && page_[i - 2].has(kCalled))
    before = i - 2;
  if (has(before, kCommon) && !has(before, kCalled))
    before = left(before);  // heter ju X, namn är X
  if (!has(before, kCalled)) return false;
  const TokenIndex who = left(before);
  if (who != kNone && folded(who) == "det") return false;  // det heter Landgång
  for (TokenIndex k = 0; k < 6 && k < before; ++k) {
    const Token& token = page_[before - 1 - k];
    if (token.kind == TokenKind::line_break || token.is('.') || token.is('!') || token.is('?'))
      break;
    if (token.is_word() && token.has(kThing | kAfterPlace)) return false;
  }
  return true;
}

bool NameSearch::someone_is_called(TokenIndex called) const {
  constexpr std::array<std::string_view, 8> kSomeone{"jag", "han", "hon",  "hen",
                                                     "du",  "som", "chef", "chefen"};
  const TokenIndex who = called == kNone ? kNone : left(called);
  return who != kNone && std::find(kSomeone.begin(), kSomeone.end(), folded(who)) != kSomeone.end();
}

bool NameSearch::is_talked_to(TokenIndex i) const {
  TokenIndex before = left(i);
  if (has(before, kTalk)) return true;
  if (!has(before, kLink)) return false;
  before = left(before);
  if (has(before, kCommon) && !has(before, kTalk)) before = left(before);  // prata lite med X
  return has(before, kTalk);
}

bool NameSearch::is_greeted(TokenIndex i) const {
  TokenIndex k = i;
  TokenIndex steps = 0;
  while (k > 0 && steps < 3) {
    const Token& token = page_[k - 1];
    if (token.is_word()) return token.has(kGreeting);
    if (token.kind != TokenKind::line_break && !token.is(',') && !token.is('!') && !token.is('/'))
      return false;
    --k;
    ++steps;
  }
  return false;
}

bool NameSearch::is_signed(const Run& run) const {
  const TokenIndex after = run.last + 1;
  const bool ends = !page_.has(after) || page_[after].kind == TokenKind::line_break ||
                    (page_[after].is('.') && !page_.has(after + 1));
  if (!ends || run.first == 0 || !page_[run.first - 1].is('/')) return false;
  return run.first == 1 || !page_.joined(run.first - 2) || page_[run.first - 2].is('/') ||
         page_[run.first - 2].kind != TokenKind::word;
}

bool NameSearch::is_label(const Run& run) const {
  return page_[run.first].opens && page_.joined(run.last) && page_[run.last + 1].is(':') &&
         (run.first == 0 || page_[run.first - 1].kind == TokenKind::line_break);
}

bool NameSearch::is_saying(const Run& run, bool only_saying) const {
  const TokenIndex next = right(run.last);
  return has(next, only_saying ? kSays : kSays | kDoes) &&
         (page_[next].shape == Shape::lower || in_capitals(run.first));
}

/// «Dag jobbar», «Sol är barnskötare», «Storm är ny kurator», «Mina är den som …»
bool NameSearch::is_said_of_person(const Run& run) {
  TokenIndex next = right(run.last);
  if (next == kNone || (page_[next].shape != Shape::lower && !in_capitals(run.first))) return false;
  // «Björn han satt där»
  constexpr std::array<std::string_view, 2> kAgain{"han", "hon"};
  if (is_one_of(folded(next), kAgain) && has(right(next), kSays | kDoes | kActs)) return true;
  if (page_[next].has(kActs)) return !page_[run.first].has(kNotName);  // «Luther sitter …»
  // «Harry tittade»: a weak imperfect
  if (!page_[run.first].has(kWeak | kCommon | kPlace) && page_[run.first].has(kGiven) &&
      ends_with(page_.of(next), "ade") && page_.of(next).size() > 4)
    return true;
  if (has_what_persons_have(next)) return true;
  constexpr std::array<std::string_view, 4> kBe{"är", "var", "blir", "blev"};
  if (!is_one_of(folded(next), kBe)) return false;
  bool definite = false;
  for (int word = 0; word < 4; ++word) {
    next = right(next);
    if (next == kNone) return false;
    if (page_[next].has(kState)) return true;
    if (is_role(next) && !page_[next].genitive) return true;
    const std::string_view text = page_.of(next);
    if (definite && (text == "som" || text == "av")) return true;
    definite = definite || text == "den" || text == "en";
  }
  return false;
}

/// «Det var Kull som skrev», «det är tage som bestämmer»
bool NameSearch::is_singled_out(const Run& run) const {
  const TokenIndex be = left(run.first);
  const TokenIndex which = right(run.last);
  if (be == kNone || which == kNone || page_.of(which) != "som") return false;
  constexpr std::array<std::string_view, 4> kBe{"är", "var", "blir", "blev"};
  if (!is_one_of(page_.of(be), kBe)) return false;
  TokenIndex it = left(be);
  if (it != kNone && folded(it) != "det") it = left(it);  // det är bara X som
  if (it == kNone || folded(it) != "det") return false;
  return has(right(which), kSays | kActs);
}

/// «Berg har semester», «Maj går i pension»
bool NameSearch::has_what_persons_have(TokenIndex verb) const {
  constexpr std::array<std::string_view, 10> kHave{"har", "hade", "går", "gick",  "fick",
                                                   "får", "tar",  "tog", "tagit", "gått"};
  if (!is_one_of(page_.of(verb), kHave)) return false;
  TokenIndex next = verb;
  for (int word = 0; word < 3 && next != kNone; ++word) {
    next = right(next);
    if (has(next, kHad)) return true;
  }
  return false;
}

/// «Bergs förslag»
bool NameSearch::owns_what_persons_own(const Run& run) const {
  const TokenIndex next = right(run.last);
  return page_[run.last].genitive && has(next, kOwned) && page_[next].shape == Shape::lower;
}

/// «…», sa X: with what was said before it
bool NameSearch::is_speaker_behind(TokenIndex i) const {
  const TokenIndex verb = left(i);
  if (!has(verb, kSays) || page_[verb].shape != Shape::lower || verb == 0) return false;
  const Token& before = page_[verb - 1];
  return before.kind == TokenKind::sign;
}

bool NameSearch::is_called_upon(const Run& run) {
  const TokenIndex after = run.last + 1;
  // «Jag, Fia, vill säga …»
  constexpr std::array<std::string_view, 3> kWho{"jag", "hon", "han"};
  if (run.first > 1 && page_[run.first - 1].is(',') && is_one_of(folded(run.first - 2), kWho) &&
      page_.has(after) && page_[after].is(','))
    return true;
  if (run.first == 0 && (!page_.has(after) || (page_[after].is('.') && !page_.has(after + 1))))
    return true;
  if (!page_.has(after + 1) || !page_[after].is(',')) return false;
  constexpr std::array<std::string_view, 14> kAfter{"min", "vår",  "som", "du",  "kom",
                                                    "jag", "kan",  "vi",  "ni",  "hans",
                                                    "vad", "vill", "hör", "tack"};
  return std::find(kAfter.begin(), kAfter.end(), page_.of(after + 1)) != kAfter.end() ||
         is_role(after + 1);
}

bool NameSearch::is_beside_name(const Run& run) const {
  const auto names = [&](TokenIndex k) {
    return page_[k].is_word() && page_[k].shape != Shape::lower && page_[k].has(kGiven) &&
           !page_[k].has(kAlsoWord | kPlace);
  };
  if (run.first > 1 && joins(run.first - 1)) {
    const TokenIndex k = run.first - 2;
    if (names(k) || is_found(k)) return true;
  }
  return page_.has(run.last + 2) && joins(run.last + 1) && names(run.last + 2);
}

bool NameSearch::person_around(const Run& run) {
  const Token& first = page_[run.first];
  const TokenIndex before = left(run.first);
  if (is_role(before) || is_called(run.first) || is_talked_to(run.first) || is_greeted(run.first))
    return true;
  if (is_signed(run) || (is_label(run) && !first.has(kPlace)) || is_beside_name(run)) return true;
  if (is_one_of_several(run) || is_beside_speaker(run) || is_listed_person(run)) return true;
  if (owns_what_persons_own(run) && !first.has(kPlace | kWeak)) return true;
  if (telling_capital(run.first) && is_speaker_behind(run.first)) return true;
  // «Mina är den som …»: a possessive stands before no verb
  constexpr std::array<std::string_view, 3> kPossessive{"mina", "dina", "sina"};
  if ((!first.has(kCommon) || is_one_of(folded(run.first), kPossessive)) && is_said_of_person(run))
    return true;
  if (first.has(kCommon)) return !first.has(kWeak) && is_saying(run, true);  // not «Alla tycker»
  if (is_done_to(right(run.last))) return false;
  const bool month = first.has(kWeak);
  // a municipality has, does and wants much too
  if (is_saying(run, month || first.has(kPlace))) return true;
  if (!month && (is_at_work(run) || is_called_upon(run))) return true;
  if (month && is_word_at_work(run)) return true;
  if (before != kNone && page_.of(before) == "hos") return true;  // bor hos Nora
  return month && telling_capital(run.first) && is_saying(run, false) && before != kNone &&
         !joins(before);  // not «Eid och Newroz borde …»
}

/// «Sten behöver läggas ut»: an auxiliary and a passive infinitive
bool NameSearch::is_done_to(TokenIndex verb) const {
  constexpr std::array<std::string_view, 6> kAuxiliary{"behöver", "måste", "ska",
                                                       "bör",     "kan",   "får"};
  constexpr std::array<std::string_view, 6> kActive{"trivas", "minnas", "hoppas",
                                                    "andas",  "lyckas", "skämmas"};
  if (verb == kNone || !is_one_of(page_.of(verb), kAuxiliary)) return false;
  const TokenIndex infinitive = right(verb);
  if (infinitive == kNone || page_[infinitive].shape != Shape::lower) return false;
  const std::string_view word = page_.of(infinitive);
  return word.size() > 4 && ends_with(word, "as") && !is_one_of(word, kActive);
}

bool NameSearch::person_in_lower_case(const Run& run) {
  const TokenIndex before = left(run.first);
  if (is_called(run.first) || is_talked_to(run.first) || is_singled_out(run)) return true;
  if (is_role(before) || is_beside_speaker(run)) return true;
  if (has(before, kCommon) && !has(before, kTalk)) return false;  // en björn sa
  if (!page_[run.first].has(kSays | kDoes | kCommon | kPlace) && is_said_of_person(run))
    return true;
  const TokenIndex next = right(run.last);
  const bool here = next != kNone && page_.of(next) == "här";  // hej, björn här
  return is_saying(run, true) || (is_greeted(run.first) && (is_last(run) || here));
}

bool NameSearch::is_last(const Run& run) const {
  return !page_.has(run.last + 1) || page_[run.last + 1].kind == TokenKind::line_break;
}

bool NameSearch::is_greeted_by_surname(TokenIndex i) const {
  const TokenIndex before = left(i);
  return before != kNone && (page_.of(before) == "herr" || page_.of(before) == "fru");
}

}  // namespace samsyn::privacy
