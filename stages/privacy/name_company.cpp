// Names beside names: joined by «och» and commas, in a roll («Närvarande: Ek, Sjö»), in brackets.

#include "stages/privacy/name_search.hpp"

namespace samsyn::privacy {
namespace {

constexpr int kLongestList = 10;  // names joined that are looked through on either side
constexpr int kLongestRoll = 60;  // tokens back to the word that opens a roll
// How much an unknown word must look like a name (see Likeness): in a roll, where hardly anything
// else is capitalised, and beside a name.
constexpr double kLikeInRoll = -0.2;
constexpr double kLikeBeside = 0.2;

}  // namespace

bool NameSearch::joins(TokenIndex k) const {
  if (!page_.has(k)) return false;
  if (page_[k].kind == TokenKind::sign)
    return page_[k].is(',') || page_[k].is('&') || page_[k].is('/');
  if (!page_[k].is_word()) return false;
  constexpr std::array<std::string_view, 5> kJoints{"och", "eller", "samt", "o", "å"};
  return is_one_of(page_.of(k), kJoints);
}

bool NameSearch::is_of_lists(TokenIndex k) const {
  if (!page_.has(k) || !page_[k].is_word()) return false;
  const Token& token = page_[k];
  if (token.taken) return is_found(k);
  return token.shape == Shape::capital && token.has(kAnyName) && !token.has(kNotName | kCommon) &&
         !token.has(kPlace);
}

bool NameSearch::is_found(TokenIndex k) const {
  if (!page_[k].taken) return false;
  const auto has = [&](const Found& f) {
    return f.kind == Kind::name && f.span.begin <= page_[k].begin && f.span.end >= page_[k].end;
  };
  return std::any_of(page_.found.rbegin(),
                     page_.found.rbegin() +
                         std::min<std::ptrdiff_t>(
                             kLongestList, std::distance(page_.found.rbegin(), page_.found.rend())),
                     has);
}

/// A capitalised word of no list inside a sentence, like a name.
bool NameSearch::looks_like_name(TokenIndex k) {
  return page_.has(k) && page_[k].is_word() && !page_[k].opens && is_unknown_name(k) &&
         !looks_inflected(k) && likeness(k) > kLikeBeside;
}

/// «Lo», «Max»: a given name that an organisation has too; a union's or a shop's among its like
/// («Ica, Max och Lidl»), a person's beside another person.
bool NameSearch::is_shared_name(TokenIndex k) const {
  return page_.has(k) && page_[k].is_word() && page_[k].shape == Shape::capital &&
         page_[k].has(kGiven) && page_[k].has(kNotName) && !page_[k].has(kCommon | kPlace);
}

/// «Love och Mio», «Malm, Stål & Silver», «Lo och Ros, Max två»: of these words one has a capital
/// that tells, and one is rather a name than a word.
bool NameSearch::is_one_of_several(const Run& run) {
  const bool shared = is_shared_name(run.first);
  if (!shared && (page_[run.first].has(kCommon | kNotName | kPlace) ||
                  page_[run.first].shape != Shape::capital))
    return false;
  bool telling = telling_capital(run.first);
  bool sure = !shared && !page_[run.first].has(kWeak);
  const auto see = [&](TokenIndex k) {
    const bool listed = is_of_lists(k);
    if (!listed && is_shared_name(k)) {
      telling = telling || !page_[k].opens;
      return true;
    }
    // Beside a name that may be an organisation's, only one of the lists tells.
    if (!listed && (shared || !looks_like_name(k))) return false;
    telling = telling || page_[k].taken || !page_[k].opens;
    sure = sure || page_[k].taken || !page_[k].has(kWeak);
    return true;
  };
  int names = 0;
  for (TokenIndex k = run.last; names < kLongestList && joins(k + 1) && see(k + 2); k += 2) ++names;
  for (TokenIndex k = run.first; names < kLongestList && k > 1 && joins(k - 1) && see(k - 2);
       k -= 2)
    ++names;
  return names > 0 && telling && sure;
}

/// «Björn och jag såg …»
bool NameSearch::is_beside_speaker(const Run& run) const {
  const TokenIndex joint = right(run.last);
  if (joint == kNone || !joins(joint)) return false;
  const TokenIndex other = right(joint);
  constexpr std::array<std::string_view, 4> kPersons{"jag", "han", "hon", "du"};
  return other != kNone && is_one_of(page_.of(other), kPersons);
}

/// «Närvarande: Ek, Sjö (till 10.30), Lind», «Justerare: Modig»; a list of lines too.
bool NameSearch::is_in_roll(const Run& run) {
  const TokenIndex after = run.last + 1;
  if (page_.has(after) && page_[after].is_word() && !joins(after)) return false;
  bool in_brackets = false;
  TokenIndex k = run.first;
  for (int step = 0; step < kLongestRoll && k > 0; ++step) {
    const Token& token = page_[--k];
    if (token.is(')')) in_brackets = true;
    if (token.is(':')) return k > 0 && page_[k - 1].is_word() && opens_roll(k - 1);
    if (token.is('(')) {
      in_brackets = false;
    } else if (!in_brackets) {
      const bool name = token.is_word()
                            ? token.shape != Shape::lower || joins(k)
                            : token.kind != TokenKind::digits && !token.is('?') && !token.is('!');
      if (!name) return false;
    }
  }
  return false;
}

bool NameSearch::opens_roll(TokenIndex i) {
  return page_[i].has(kRoll) || (page_[i].shape == Shape::capital && is_role(i));
}

/// A capitalised word of a roll, or in brackets with a name beside it: «(Mirza, Ann-Lis, Wictohr)».
bool NameSearch::is_listed_person(const Run& run) {
  const TokenIndex i = run.first;
  if (page_[i].has(kPlace | kNotName | kCommon) || page_[i].shape != Shape::capital) return false;
  const bool known = page_[i].has(kAnyName);
  if (!known && (!is_unknown_name(i) || looks_inflected(i) || likeness(i) < kLikeInRoll))
    return false;
  if (is_in_roll(run)) return true;
  const bool ends = page_.has(run.last + 1) && page_[run.last + 1].is(')');
  return ends && i > 1 && page_[i - 1].is(',') && is_found(i - 2);
}

}  // namespace samsyn::privacy
