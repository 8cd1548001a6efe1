// Names of persons.
//
// A name is a run of words: given names or initials, particles, surnames. How a run starts:
//   1. a given name of the list, capitalised, or in lower case where it is no word («anna sa»)
//   2. a given name that is also a word («Björn», «Stig»): capitalised inside a sentence; else only
//      where the context tells a person: a role or greeting before, a verb of saying behind, a
//      surname, another name beside it
//   3. an initial before a surname
//   4. a surname of the list or by shape (-sson, -qvist, -ović, Mc-), capitalised; one that is also
//   a
//      word («Storm») where the context tells; «von» with what follows; «A.L.» before a verb
//   5. a capitalised word that no list knows, where the context tells: «heter X», «rektor X»,
//      «prata med X», «Mvh X», «X säger», «X på kommunen», «…, sa X», or a surname behind it; first
//      in a sentence only if it looks like a name too (Likeness); or that was told before
//      (Learned); or another spelling of a listed name (Sounds)
//   6. a word that is also a name, where a whole name in the text or document has it
// What is no person: behind «kvarteret», «systemet», «sankt»; «i Sara»; before «kommun», «AB»; the
// surname of a reference («Berg (2018)», «Berg m.fl.»); those of the list not-a-name (Maslow).

#include "stages/privacy/name_search.hpp"

namespace samsyn::privacy {
namespace {

// How much an unknown word must look like a name (see Likeness): before a verb of saying, beside a
// name or a workplace, before a verb that things are subjects of too.
constexpr double kLikeSaid = -0.1;
constexpr double kLikeNear = 0.2;
constexpr double kLikeDoing = 0.8;
// Of a word that sounds like a name of the lists, and its letters.
constexpr double kLikeSpelling = 0.1;
constexpr std::size_t kShortestSpelling = 5;
// The same behind «hon heter», where no capital tells.
constexpr double kLikeCalled = 0;
constexpr std::size_t kShortestCalled = 3;
// Letters of an unknown word that may be a name: in general, and before a verb of saying.
constexpr std::size_t kLongestName = 10;
constexpr std::size_t kLongestSaid = 13;

}  // namespace

bool NameSearch::starts(TokenIndex i, Run& run) {
  const Token& token = page_[i];
  run.first = run.last = i;
  if (settings_.is_label && !token.has(kGiven | kSurname) && is_unknown_name(i) &&
      !looks_inflected(i) && !is_numbered(i)) {
    run.given.push_back(i);
    run.told = true;
    extend(run);
    return true;
  }
  if (token.shape == Shape::initial && !token.has(kGiven)) return initials(i, run);
  if (token.opens && page_.of(i) == "van") return starts_with_particle(i, run);
  if (is_double_initial(i)) return double_initial(i, run);
  if (token.has(kGiven)) {
    run.given.push_back(i);
    extend(run);
    return is_person(run) || (is_word_told(i) && !not_a_person(run));
  }
  if (token.shape == Shape::lower) {
    const std::string_view word = page_.of(i);
    if (word == "von" || word == "af") return starts_with_particle(i, run);
    return token.has(kSurname) && !token.has(kCommon) && lower_surname(run);
  }
  if (is_sure_surname(i)) {
    run.surname.push_back(i);
    run.sure_surname = true;
    extend(run);
    return is_lone_surname(run);
  }
  if (is_word_told(i) && !token.has(kGiven)) {
    run.surname.push_back(i);
    extend(run);
    return !not_a_person(run) && !before_firm(run) && !is_reference(run);
  }
  if (is_told(i)) {
    run.given.push_back(i);
    extend(run);
    return !not_a_person(run);
  }
  return unknown(i, run);
}

/// «hon heter zarifa khalili», without capitals: words that no list knows.
void NameSearch::take_called(TokenIndex called) {
  const TokenIndex first = right(called);
  const auto unknown = [&](TokenIndex k) {
    return k != kNone && page_[k].shape == Shape::lower && page_[k].senses == 0 &&
           code_points(page_.of(k)) >= kShortestCalled && likeness(k) > kLikeCalled;
  };
  if (!someone_is_called(called) || !unknown(first)) return;
  Run run;
  run.first = run.last = first;
  run.given.push_back(first);
  run.told = true;
  extend(run);
  if (run.last == first && unknown(right(first))) {
    run.last = right(first);
    run.surname.push_back(run.last);
  }
  if (!is_kept(run)) take(run);
}

/// «projektägaren von Rosendahl», «van der Meer ville»
bool NameSearch::starts_with_particle(TokenIndex i, Run& run) {
  const TokenIndex end = particles_end(i);
  if (end == kNone || page_[end].opens) return false;
  for (TokenIndex k = i; k <= end; ++k) run.surname.push_back(k);
  run.sure_surname = true;
  run.last = end;
  extend(run);
  return is_lone_surname(run);
}

bool NameSearch::is_person(const Run& run) {
  const Token& first = page_[run.first];
  if (before_firm(run) || is_named_after(run)) return false;
  // «per», «ville», «elva», «bror»
  if (first.shape == Shape::lower && first.has(kSays | kDoes | kCommon | kTalk | kLink | kRole))
    return is_called(run.first);
  if (run.surname.size() + run.given.size() > 1) {
    if (run.sure_surname || !first.has(kAlsoWord)) {
      // «på Hotell Gustaf Fröding», «Brf Karl Johan»
      const TokenIndex before = left(run.first);
      const bool within_name = before != kNone && page_[before].shape == Shape::capital &&
                               !page_[before].opens && page_[before].has(kThing);
      return !behind_thing(run) || (run.sure_surname && !within_name);
    }
    // «Max Burgers», «Stig Berg»
    if (!run.surname.empty() && page_[run.surname[0]].has(kAnyName)) return true;
    if (run.surname.empty() && page_[run.given[1]].has(kGiven) &&
        page_[run.given[1]].shape == Shape::capital)
      return true;
    if (run.surname.empty() && page_[run.given[1]].shape == Shape::initial) return true;
    if (telling_capital(run.first) && !first.has(kWeak)) return true;
  }
  if (not_a_person(run)) return false;
  if (settings_.is_label) return !first.has(kCommon | kPlace);
  const bool weak = first.has(kWeak) || (first.has(kPlace) && !first.has(kOwn));
  if (first.has(kOwn)) return first.shape != Shape::lower || !first.has(kAlsoWord);
  // FK, AMA and HR in a row are no shouting
  if (first.shape == Shape::upper && first.end - first.begin <= 4 && !among_words(run.first))
    return person_around(run);
  if (first.shape == Shape::lower || in_capitals(run.first)) {
    if (weak) return is_called(run.first) || (is_role(left(run.first)) && is_saying(run, false));
    if (first.has(kAlsoWord)) return person_in_lower_case(run);
    const TokenIndex before = left(run.first);
    return before == kNone || (page_.of(before) != "en" && page_.of(before) != "ett");  // en lisa
  }
  if (first.shape == Shape::upper) {  // ANNA; but LISA, ALMA, AMA may be short for something
    return !weak && (first.end - first.begin > 5 || person_around(run));
  }
  if (weak) return person_around(run);
  if (!first.has(kAlsoWord) || first.has(kSeldom) || telling_capital(run.first)) return true;
  return person_around(run);
}

bool NameSearch::is_lone_surname(Run& run) {
  if (before_firm(run) || is_reference(run)) return false;
  if (page_[run.first].has(kOwn)) return true;
  return !behind_thing(run) && !is_bequeathed(run) && !is_among_places(run);
}

bool NameSearch::lower_surname(Run& run) {
  // «andersson sa att»: only the shapes that are no words
  if (!has_sure_ending(stem(run.first))) return false;
  run.surname.push_back(run.first);
  run.sure_surname = true;
  return true;
}

bool NameSearch::unknown(TokenIndex i, Run& run) {
  const Token& token = page_[i];
  if (token.has(kAfterGiven) && token.shape == Shape::capital) {
    return is_surname_told(i, run) && !before_firm(run) && !is_reference(run);
  }
  const TokenIndex next = right(i);
  // Nearly all of them: an unknown word whose capital only opens a sentence.
  const bool verb = next != kNone && page_[next].has(kSays | kDoes | kActs | kLink | kCommon);
  if (token.opens && !verb && (next == kNone || page_[next].shape != Shape::capital) &&
      !is_greeted(i))
    return false;
  if (!is_unknown_name(i)) return false;
  if (next != kNone && page_[next].shape == Shape::capital && is_sure_surname(next) &&
      !page_[next].opens && (!token.opens || !looks_inflected(i))) {
    run.given.push_back(i);
    extend(run);
    return !before_firm(run) && !is_reference(run);
  }
  run.given.push_back(i);
  if (is_greeted(i) && (!token.opens || line_is_short(i))) {
    // «Mvh Zarifa», «Hej Zarifa!», but not «Hej! Tack för …»
    extend(run);
    run.told = true;
    return !looks_inflected(i) && (is_last(run) || page_[run.last + 1].kind == TokenKind::sign);
  }
  if (looks_inflected(i)) {
    const bool named = is_called(i) && someone_is_called(left(i));
    const bool titled = is_role(left(i)) && !is_form_of_word(i) && likeness(i) > kLikeNear;
    if (token.opens || (!named && !titled)) return false;
  }
  const TokenIndex before = left(i);
  const bool strong = !token.opens && (is_called(i) || is_role(before));
  const bool soft = token.opens ? is_likely_opener(run)
                                : is_talked_to(i) || is_saying(run, true) || is_at_work(run) ||
                                      is_likely_inside(run);
  if (!strong && !soft) return false;
  run.told = true;
  extend(run);
  if (soft && !strong && before != kNone && !is_talked_to(i)) {
    const std::string_view word = page_.of(before);
    if (word == "i" || word == "på" || word == "av" || word == "via") return false;
  }
  return !not_a_person(run) && !before_firm(run) && !is_reference(run);
}

/// A surname that is also a word or a place: «rektor Berg», «heter Ek», «Storm är ny kurator».
bool NameSearch::is_surname_told(TokenIndex i, Run& run) {
  const Token& token = page_[i];
  const TokenIndex before = left(i);
  if (token.has(kCommon) || token.shape != Shape::capital) return false;
  run.surname.push_back(i);
  if (is_said_of_person(run) && (!token.has(kPlace) || !has(right(i), kActs))) {
    extend(run);
    return !behind_thing(run) &&
           (before == kNone || page_[before].shape != Shape::lower || page_.of(before) != "i");
  }
  const bool place = token.has(kPlace | kNotName);
  if (is_listed_person(run)) {
    extend(run);
    return true;
  }
  if (place && is_person_not_town(run)) {
    extend(run);
    return true;
  }
  if (token.opens) return !place && is_surname_opening(run) && !behind_thing(run);
  const std::string source = before == kNone ? std::string() : folded(before);
  const bool of_someone = !place && (source == "hos" || source == "enligt");  // hos Lind
  if ((is_role(before) && !has(before, kThing)) || of_someone || is_called(i) ||
      is_greeted_by_surname(i)) {
    extend(run);
    return true;
  }
  if (place || token.shape != Shape::capital) return false;
  if (behind_thing(run)) return false;
  return is_talked_to(i) || is_saying(run, true) || is_speaker_behind(i) || is_word_at_work(run) ||
         is_singled_out(run) || is_one_of_several(run) || owns_what_persons_own(run);
}

/// «Glans och Hellman», «Ek på IT sa», «Bergs förslag»: first in a sentence
bool NameSearch::is_surname_opening(const Run& run) {
  if (is_one_of_several(run) || is_word_at_work(run) || owns_what_persons_own(run)) return true;
  return is_saying(run, true) && !page_[run.first].has(kWord | kCommon);
}

/// The first word of a sentence, that no list knows: «Zsófia frågade», «Lisbht i kassan».
bool NameSearch::is_likely_opener(const Run& run) {
  const TokenIndex i = run.first;
  const double like = likeness(i);
  if (is_listed_person(run)) return true;
  const std::size_t letters = code_points(page_.of(i));
  if (letters > kLongestSaid) return false;
  if (letters > kLongestName) return is_saying(run, true) && like > kLikeSaid;
  if (is_form_of_word(i) && !is_saying(run, true)) return false;
  if (is_saying(run, true) || is_said_of_person(run)) return like > kLikeSaid;
  if (is_at_work(run) || is_beside_name(run)) return like > kLikeNear;
  constexpr std::array<std::string_view, 4> kDefinite{"an", "en", "un", "on"};  // «Bastun öppnar»
  if (ends_with_any(folded(i), kDefinite, 2)) return false;
  if (is_saying(run, false) && is_spelling(i)) return true;
  return is_saying(run, false) && like > kLikeDoing;
}

/// A capitalised word inside a sentence that no list knows: «hos Þóra och Håkan», «sa Rozita».
bool NameSearch::is_likely_inside(const Run& run) {
  const TokenIndex i = run.first;
  if (is_listed_person(run)) return true;
  if (is_speaker_behind(i) || is_singled_out(run)) return likeness(i) > kLikeSaid;
  if (is_beside_name(run) || is_said_of_person(run)) return likeness(i) > kLikeNear;
  return is_spelling(i);
}

bool NameSearch::is_spelling(TokenIndex i) const {
  if (looks_inflected(i) || is_numbered(i) || code_points(page_.of(i)) < kShortestSpelling)
    return false;
  return dictionary_.sounds_given(stem(i)) && likeness(i) > kLikeSpelling;
}

void NameSearch::append(std::string& key, const std::string& word) {
  if (!key.empty()) key += '-';
  key += word;
}

std::string NameSearch::part(TokenIndex i) const {
  std::string word = stem(i);
  if (page_[i].shape == Shape::initial) word += '.';
  return word;
}

bool NameSearch::is_kept(const Run& run) const {
  if (settings_.phrases.hold(page_, run.first, run.last)) return true;
  if (settings_.keep.empty()) return false;
  std::string words;
  for (TokenIndex k = run.first; k <= run.last; ++k) {
    if (!page_[k].is_word()) continue;
    if (!words.empty()) words += ' ';
    words += stem(k);
  }
  if (settings_.keep.count(words) > 0) return true;
  words.clear();
  for (TokenIndex k = run.first; k <= run.last; ++k) {
    if (!page_[k].is_word()) continue;
    if (!words.empty()) words += ' ';
    words += folded(k);
  }
  return settings_.keep.count(words) > 0;
}

/// A name that stands alone for a person only where the context says so.
bool NameSearch::is_doubtful(TokenIndex i) const {
  return page_[i].has(kAlsoWord | kAfterGiven) && !page_[i].has(kPlace | kNotName | kCommon);
}

void NameSearch::take(const Run& run) {
  std::string given, surname;
  for (const TokenIndex k : run.given) append(given, part(k));
  for (const TokenIndex k : run.surname) append(surname, part(k));
  const std::size_t before = page_.found.size();
  page_.add(Kind::name, run.first, run.last, given + "|" + surname);
  if (page_.found.size() == before) return;
  const Token& last = page_[run.last];
  const bool unknown_s = (last.senses & kAnyName) == 0 && last.is_word() &&
                         stem(run.last).size() != folded(run.last).size();
  page_.found.back().genitive =
      last.genitive || (unknown_s && !is_last(run) && right(run.last) != kNone);
  if (told_ == nullptr) return;
  if (run.told) {
    for (const TokenIndex k : run.given) {
      if (page_[k].senses == 0) told_->insert(hash_of(stem(k)));
    }
  }
  const bool whole = !run.given.empty() && !run.surname.empty();
  for (const TokenIndex k : run.surname) {
    if (page_[k].shape != Shape::capital) continue;
    if (page_[k].senses == 0 || (whole && is_doubtful(k))) told_->insert(hash_of(stem(k)));
  }
  for (const TokenIndex k : run.given) {
    if (whole && page_[k].shape == Shape::capital && is_doubtful(k))
      told_->insert(hash_of(stem(k)));
  }
}

/// «M6nga», «4nna», «Till6gg»: letters behind a figure are the rest of a word; but «3Anna» and
/// «3anna», where a list's number stands without a blank.
bool NameSearch::is_within_word(TokenIndex i) const {
  if (i == 0 || page_[i - 1].kind != TokenKind::digits || !page_.joined(i - 1)) return false;
  if (i > 1 && page_.joined(i - 2) && page_[i - 2].is_word()) return true;
  return page_[i].shape == Shape::lower && !page_[i].has(kGiven);
}

/// «Pers.nr», «Ankn.nr»: the full stop shortens a word that goes on.
bool NameSearch::is_shortened_number(TokenIndex i) const {
  return page_.joined(i) && page_[i + 1].is('.') && page_.joined(i + 1) && page_[i + 2].is_word() &&
         folded(i + 2) == "nr";
}

void NameSearch::find() {
  for (TokenIndex i = 0; i < page_.size(); ++i) {
    const Token& token = page_[i];
    if (!token.is_word() || token.taken || is_within_word(i) || is_shortened_number(i)) continue;
    // Nearly all words: in lower case and in no list.
    if (token.shape == Shape::lower && (token.senses & (kAnyName | kCalled | kParticle)) == 0)
      continue;
    if (token.shape == Shape::lower && token.has(kCalled)) {
      take_called(i);
      continue;
    }
    Run run;
    if (!starts(i, run)) {
      if (!run.given.empty() && (behind_thing(run) || is_named_after(run)))
        i = run.last;  // kung Carl Gustaf
      continue;
    }
    if (is_kept(run)) {
      i = run.last;
      continue;
    }
    take(run);
    i = run.last;
  }
}

void find_names(Page& page, const Dictionary& dictionary, const NameSettings& settings,
                const Learned& learned, Learned* told) {
  NameSearch(page, dictionary, settings, learned, told).find();
}

}  // namespace samsyn::privacy
