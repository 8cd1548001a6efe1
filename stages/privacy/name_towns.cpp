// Surnames that are towns too (Berg, Lund, Falkenberg): a person where people alone are spoken of
// so.

#include "stages/privacy/name_search.hpp"

namespace samsyn::privacy {
namespace {

constexpr TokenIndex kReach = 8;  // tokens back to who said it

}  // namespace

bool NameSearch::is_person_not_town(const Run& run) {
  const TokenIndex i = run.first;
  if (page_[i].has(kNotName | kCommon) || page_[i].genitive || behind_thing(run) ||
      is_town_here(run))
    return false;
  const TokenIndex before = left(i);
  if (before != kNone && is_one_of(page_.of(before), kPlacing)) return false;
  if (is_saying(run, true) || is_speaker_behind(i) || is_singled_out(run) || shares_a_verb(run))
    return true;
  const TokenIndex where = right(run.last);
  if (where != kNone && page_.of(where) == "på" && is_word_at_work(run)) return true;
  if (!is_behind_person(i)) return false;
  if (is_talked_to(i)) return true;
  return before != kNone && page_.of(before) == "att" && does_what_persons_do(right(run.last));
}

/// «Mjölby tyckte ja och Lund sa nej», «Ydre, Lund och Kinda svarade»: beside another town.
bool NameSearch::is_town_here(const Run& run) const {
  const auto is_town = [&](TokenIndex k) {
    return page_.has(k) && page_[k].is_capital() && page_[k].has(kPlace) && !page_[k].has(kAnyName);
  };
  if (run.first > 1 && joins(run.first - 1) && is_town(run.first - 2)) return true;
  if (joins(run.last + 1) && is_town(run.last + 2)) return true;
  for (TokenIndex k = run.first; k-- > 0;) {
    if (run.first - k > 2 * kReach || page_[k].is('.') || page_[k].kind == TokenKind::line_break)
      break;
    if (is_town(k) && has(right(k), kSays | kDoes | kActs)) return true;
  }
  return false;
}

/// Was a person found before in the same sentence?
bool NameSearch::is_behind_person(TokenIndex i) const {
  for (TokenIndex k = 1; k <= kReach && k <= i; ++k) {
    const Token& token = page_[i - k];
    if (token.kind == TokenKind::line_break || token.is('!') || token.is('?') || token.is(';'))
      return false;
    if (token.taken) return is_found(i - k);
    if (token.is('.')) return false;
  }
  return false;
}

/// «ringde», «har semester», «ska sluta»; not «ska bygga ut».
bool NameSearch::does_what_persons_do(TokenIndex verb) const {
  if (verb == kNone || page_[verb].shape != Shape::lower) return false;
  if (page_[verb].has(kSays | kActs) || has_what_persons_have(verb)) return true;
  constexpr std::array<std::string_view, 10> kAuxiliary{
      "ska", "skulle", "vill", "ville", "kan", "kunde", "måste", "borde", "behöver", "får"};
  if (!is_one_of(page_.of(verb), kAuxiliary)) return false;
  const TokenIndex next = right(verb);
  if (next == kNone || !ends_with(page_.of(next), "a")) return false;
  const std::string infinitive = folded(next);
  const std::string stem_of_verb = infinitive.substr(0, infinitive.size() - 1);
  return ((dictionary_(hash_of(infinitive + "r")) | dictionary_(hash_of(stem_of_verb + "er"))) &
          (kSays | kActs | kDoes)) != 0;
}

/// «Berg och Lind sa nej»: joined with a surname that is no town, before a verb of saying.
bool NameSearch::shares_a_verb(const Run& run) const {
  bool other = run.first > 1 && joins(run.first - 1) && is_found(run.first - 2);
  TokenIndex last = run.last;
  while (joins(last + 1) && is_of_lists(last + 2)) {
    last += 2;
    other = true;
  }
  const TokenIndex verb = right(last);
  return other && has(verb, kSays) && page_[verb].shape == Shape::lower;
}

}  // namespace samsyn::privacy
