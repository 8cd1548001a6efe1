// How words make one name: given names, initials, particles, surnames.

#include "stages/privacy/name_search.hpp"

namespace samsyn::privacy {
namespace {

constexpr std::size_t kLongestRun = 6;  // words in one name: Maria del Carmen Ruiz García

}  // namespace

bool NameSearch::initials(TokenIndex i, Run& run) {
  if (initials_before_name(i, run)) return true;
  run = Run{};
  return initials_alone(i, run);
}

/// «R.S. hittades», «anmält av M.E.L.»: two or three letters with full stops, in no row of capitals
/// and no abbreviation that is written so.
bool NameSearch::initials_alone(TokenIndex i, Run& run) const {
  constexpr std::array<std::string_view, 23> kShort{
      "ps",  "nb",  "osa", "usa", "rsvp", "sos", "ad",  "bc", "fd", "dvs", "pga", "am",
      "bla", "tex", "mm",  "mfl", "osv",  "fro", "tom", "eu", "fn", "uk",  "su"};
  if (i > 0 && (page_.joined(i - 1) || page_[i - 1].kind == TokenKind::digits)) return false;
  std::string letters;
  TokenIndex k = i;
  for (;; k += 2) {
    if (page_[k].shape != Shape::initial || !page_.joined(k) || !page_[k + 1].is('.')) return false;
    letters += folded(k);
    run.given.push_back(k);
    if (!page_.joined(k + 1)) break;
    if (!page_[k + 2].is_word()) break;  // «R.S.,»
  }
  if (run.given.size() < 2 || run.given.size() > 3 || is_one_of(letters, kShort) ||
      (dictionary_(hash_of(letters)) & (kNotName | kAbbreviation | kUnit)) != 0)  // S.F.I.
    return false;
  const TokenIndex next = k + 2;
  if (page_.has(next) && page_[next].is_word() && page_[next].shape == Shape::upper &&
      page_[next].end - page_[next].begin > 1)
    return false;  // «S.K. AVVIKELSE»
  run.first = i;
  run.last = k + 1;
  return true;
}

bool NameSearch::initials_before_name(TokenIndex i, Run& run) {
  TokenIndex k = i;
  run.given.push_back(i);
  bool dotted = false;
  while (run.given.size() <= 3) {
    if (page_.joined(k) && page_[k + 1].is('.')) {
      ++k;
      dotted = true;
      if (page_.joined(k) && page_[k + 1].is('-')) ++k;  // J.-E.
    } else if (page_.joined(k) && page_[k + 1].is('-')) {
      ++k;
    }
    if (!page_.has(k + 1) || !page_[k + 1].is_word() || page_[k + 1].taken) return false;
    if (run.given.size() == 1 && page_.blank(k) && page_[k + 1].shape == Shape::lower &&
        !(dotted && page_[k + 1].has(kParticle) && particles_end(k + 1) != kNone)) {
      run.last = k;
      return is_role_with_initial(run, dotted);
    }
    if (!page_.blank(k) && !page_.joined(k)) return false;
    const TokenIndex next = k + 1;
    if (page_[next].shape == Shape::initial) {
      run.given.push_back(next);
      k = next;
      continue;
    }
    if (page_[next].shape == Shape::lower) {  // «C. af Trolle»
      const TokenIndex end =
          dotted && page_[next].has(kParticle) ? particles_end(next) : TokenIndex{kNone};
      if (end == kNone) return false;
      for (TokenIndex p = next; p <= end; ++p) run.surname.push_back(p);
      run.sure_surname = true;
      run.last = end;
      extend(run);
      return !is_reference(run);
    }
    const bool soft = dotted && !page_[next].opens && is_surname(next);
    if (!is_sure_surname(next) && !soft) return false;
    // "kap. 3 B. Andersson": behind digits a letter belongs to the number
    if (i > 0 && page_[i - 1].kind == TokenKind::digits && page_[i - 1].end + 1 >= page_[i].begin)
      return false;
    run.surname.push_back(next);
    run.sure_surname = is_sure_surname(next);
    run.last = next;
    extend(run);
    return !is_reference(run) && !before_firm(run);
  }
  return false;
}

/// «min kollega K. slutade», «Min chef M sa nej», «handläggaren K. svarade»; but not «Lärare B sa»,
/// which is a label.
bool NameSearch::is_role_with_initial(const Run& run, bool dotted) {
  const TokenIndex role = left(run.first);
  if (!is_role(role) || page_[run.first].has(kGiven)) return false;
  const TokenIndex verb = run.last + 1;
  const bool acts = page_[verb].has(kSays | kDoes | kActs);
  const TokenIndex owner = left(role);
  constexpr std::array<std::string_view, 9> kOwners{"min",  "din",  "sin",    "vår",  "er",
                                                    "hans", "vårt", "hennes", "deras"};
  const bool owned = owner != kNone && is_one_of(folded(owner), kOwners);
  return owned ? dotted || acts : dotted && acts;
}

bool NameSearch::is_double_initial(TokenIndex i) const {
  const std::string_view word = page_.of(i);
  const auto is_letter = [](char c) { return c >= 'A' && c <= 'Z'; };
  return word.size() == 3 && word[1] == '-' && is_letter(word[0]) && is_letter(word[2]);
}

/// «B-O Sand», «P-O sa»
bool NameSearch::double_initial(TokenIndex i, Run& run) {
  run.given.push_back(i);
  const TokenIndex next = right(i);
  if (next == kNone) return false;
  if (page_[next].shape == Shape::lower) return page_[next].has(kSays | kActs);
  if (page_[next].shape != Shape::capital || !is_surname(next) || page_[next].opens) return false;
  run.surname.push_back(next);
  run.sure_surname = is_sure_surname(next);
  run.last = next;
  extend(run);
  return !before_firm(run);
}

void NameSearch::extend(Run& run) {
  while (run.given.size() + run.surname.size() < kLongestRun) {
    if (page_[run.last].genitive && !run.surname.empty()) return;
    TokenIndex next = right(run.last);
    if (next == kNone) return;
    const Token& token = page_[next];
    const bool lower = page_[run.first].shape == Shape::lower;
    if (page_[run.last].genitive && !token.has(kSurname)) return;
    if (token.shape == Shape::initial) {
      const bool dot = page_.joined(next) && page_[next + 1].is('.');
      const std::string_view letter = page_.of(next);
      const bool may_be_word = letter == "I" || letter == "Å" || letter == "Ö";
      if (!dot && ((may_be_word && !is_line_end(next)) || !run.surname.empty())) return;
      run.given.push_back(next);
      run.last = next;
      if (!dot) return;
      // "Anna L. Berg", or the end of a sentence
      const TokenIndex after = next + 2;
      if (page_.has(after) && page_.blank(next + 1) && page_[after].is_word() &&
          page_[after].shape == Shape::capital && is_surname(after)) {
        run.surname.push_back(after);
        run.sure_surname = run.sure_surname || is_sure_surname(after);
        run.last = after;
        continue;
      }
      if (page_.has(after) && page_[after].is_word() && page_[after].shape == Shape::lower)
        run.last = next + 1;
      return;
    }
    if (token.has(kParticle) && token.shape != Shape::upper && !lower) {
      const TokenIndex after = particles_end(next);
      if (after != kNone) {
        for (TokenIndex k = next; k <= after; ++k) run.surname.push_back(k);
        run.sure_surname = true;
        run.last = after;
        continue;
      }
    }
    if (!fits(run, next)) return;
    const bool is_given = token.has(kGiven) && run.surname.empty() &&
                          !(token.has(kSurname) && right_is_no_name(next));
    if (is_given && !token.has(kSurname | kAfterGiven)) {
      run.given.push_back(next);
    } else {
      run.surname.push_back(next);
      run.sure_surname = run.sure_surname || is_sure_surname(next);
    }
    run.last = next;
  }
}

bool NameSearch::is_line_end(TokenIndex i) const {
  return !page_.has(i + 1) || page_[i + 1].kind == TokenKind::line_break;
}

bool NameSearch::right_is_no_name(TokenIndex i) const {
  const TokenIndex next = right(i);
  return next == kNone || page_[next].shape == Shape::lower || (page_[next].senses & kAnyName) == 0;
}

TokenIndex NameSearch::particles_end(TokenIndex i) const {
  TokenIndex next = right(i);
  if (has(next, kParticle)) {
    const TokenIndex after = right(next);
    if (after != kNone && page_[after].shape == Shape::capital) next = after;
  }
  if (next == kNone || page_[next].shape != Shape::capital) return kNone;
  if (page_[next].has(kPlace | kNotName | kCommon) && !page_[next].has(kAnyName)) return kNone;
  return next;
}

bool NameSearch::fits(const Run& run, TokenIndex i) {
  const Token& token = page_[i];
  const Token& first = page_[run.first];
  if (first.shape == Shape::lower) {
    if (token.shape != Shape::lower) return false;
    if (token.has(kCommon)) return false;
    if (token.has(kGiven) && !token.has(kAlsoWord)) return true;
    if (token.has(kAfterGiven) && is_called(run.first)) return true;  // «hon heter desirée blom»
    return token.has(kSurname) || (!token.has(~kAnyName) && has_sure_ending(folded(i)));
  }
  if (token.shape == Shape::lower) return false;
  if ((token.shape == Shape::upper) != (first.shape == Shape::upper)) return false;
  if (token.has(kAnyName)) {
    if (token.shape == Shape::upper && token.has(kAlsoWord) && !token.has(kSurname | kAfterGiven))
      return false;
    return true;
  }
  if (token.opens || names_firm(i)) return false;
  if (is_surname(i)) return true;
  if (is_told(i)) return true;
  if (token.shape == Shape::upper) return false;
  if (!run.surname.empty()) return false;
  if (is_unknown_name(i)) return true;
  // «Nellie Ax», «Anders Åker», «Karin Modig»: a capital behind a sure given name
  constexpr Senses kOther = kPlace | kNotName | kCommon | kThing | kFirm | kProduct | kWorkplace |
                            kAfterPlace | kGreeting | kRole;
  const bool told = token.senses != 0 || code_points(page_.of(i)) == 2;
  return first.has(kGiven) && !first.has(kAlsoWord | kPlace) && !token.has(kOther) && told &&
         !token.hyphen && !looks_inflected(i);
}

}  // namespace samsyn::privacy
