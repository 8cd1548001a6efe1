#pragma once
// The search for names in one page. What single words look like: name_words.cpp; how words make a
// run: name_runs.cpp; what stands around it that tells a person: name_context.cpp; names beside it:
// name_company.cpp; where it works: name_work.cpp; which
// towns are persons: name_towns.cpp; what tells that it is a thing: name_things.cpp;
// what becomes of a run: names.cpp.

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "stages/privacy/names.hpp"

namespace samsyn::privacy {

inline bool ends_with(std::string_view text, std::string_view end) {
  return text.size() > end.size() && text.back() == end.back() &&
         text.substr(text.size() - end.size()) == end;
}

/// Does the text end in one of them, with at least so many bytes before?
template <std::size_t N>
bool ends_with_any(std::string_view text, const std::array<std::string_view, N>& ends,
                   std::size_t least) {
  return std::any_of(ends.begin(), ends.end(), [&](std::string_view end) {
    return text.size() >= end.size() + least && ends_with(text, end);
  });
}

template <std::size_t N>
bool is_one_of(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// What stands before a place and before no person who says something.
inline constexpr std::array<std::string_view, 15> kPlacing{
    "i",     "från", "till",  "på",   "av",  "mellan", "runt",   "vid",
    "kring", "via",  "genom", "över", "mot", "nära",   "utanför"};

class NameSearch {
 public:
  NameSearch(Page& page, const Dictionary& dictionary, const NameSettings& settings,
             const Learned& learned, Learned* told)
      : page_(page), dictionary_(dictionary), settings_(settings), learned_(learned), told_(told) {}

  void find();

 private:
  /// Words of one name, [first, last], and which of them are what.
  struct Run {
    TokenIndex first = 0, last = 0;
    std::vector<TokenIndex> given;    ///< given names and initials
    std::vector<TokenIndex> surname;  ///< particles and surnames
    bool sure_surname = false;        ///< of the list or by a sure ending
    bool told = false;                ///< only the context says that it is a name
  };

  bool starts(TokenIndex i, Run& run);
  void take_called(TokenIndex called);
  bool is_shortened_number(TokenIndex i) const;
  /// A run that starts with a given name.
  bool is_person(const Run& run);
  bool is_lone_surname(Run& run);
  bool lower_surname(Run& run);
  /// A capitalised word of no list.
  bool unknown(TokenIndex i, Run& run);
  bool is_surname_told(TokenIndex i, Run& run);
  bool is_surname_opening(const Run& run);
  /// «van der Meer»
  bool starts_with_particle(TokenIndex i, Run& run);
  bool is_likely_opener(const Run& run);
  bool is_likely_inside(const Run& run);
  /// Another spelling of a listed name: «Meysam», «Haroon».
  bool is_spelling(TokenIndex i) const;
  /// «det var X som sa», in any case of letters.
  bool is_singled_out(const Run& run) const;
  static void append(std::string& key, const std::string& word);
  std::string part(TokenIndex i) const;
  bool is_kept(const Run& run) const;
  bool is_doubtful(TokenIndex i) const;
  void take(const Run& run);
  bool is_within_word(TokenIndex i) const;

  // name_words.cpp
  /// Is the word one of several in capitals? Then capitals say nothing.
  bool in_capitals(TokenIndex i) const;
  /// Does a word of the language, and not an abbreviation, stand in capitals beside it?
  bool among_words(TokenIndex i) const;
  /// Capitalised where a small letter would stand if it were no name.
  bool telling_capital(TokenIndex i) const;
  bool is_sure_surname(TokenIndex i);
  bool is_surname(TokenIndex i);
  /// A word that no list knows and that could be a name.
  bool is_unknown_name(TokenIndex i);
  bool every_part_is_capital(TokenIndex i) const;
  /// The end of the word as it is compared, without a copy where its letters are small already.
  std::string_view tail(TokenIndex i);
  /// Folded, without the genitive s.
  std::string stem(TokenIndex i) const;
  bool is_role(TokenIndex i);
  /// See Likeness.
  double likeness(TokenIndex i) const;
  static bool has_organisation_ending(std::string_view word);
  /// «Bord 3», «Grupp A»
  bool is_numbered(TokenIndex i) const;
  bool is_told(TokenIndex i) const;
  /// A word that is a name too, told by a whole name elsewhere: «Modig» beside «Karin Modig».
  bool is_word_told(TokenIndex i) const;
  /// Like a Swedish word in its definite or inflected form, as organisations mostly are.
  bool looks_inflected(TokenIndex i) const;
  bool is_form_of_word(TokenIndex i) const;
  /// A signature stands on a short line of its own.
  bool line_is_short(TokenIndex i) const;

  // name_runs.cpp
  bool initials(TokenIndex i, Run& run);
  bool initials_before_name(TokenIndex i, Run& run);
  bool initials_alone(TokenIndex i, Run& run) const;
  /// «B-O», «K-G»
  bool is_role_with_initial(const Run& run, bool dotted);
  bool is_double_initial(TokenIndex i) const;
  bool double_initial(TokenIndex i, Run& run);
  /// Takes in what follows: further given names, initials, particles, surnames.
  void extend(Run& run);
  bool right_is_no_name(TokenIndex i) const;
  bool is_line_end(TokenIndex i) const;
  /// The last token of "von der Heide", "al Hassan"; kNone = the particle is just a word.
  TokenIndex particles_end(TokenIndex i) const;
  /// Can the word go on the name?
  bool fits(const Run& run, TokenIndex i);

  // name_context.cpp
  /// «heter X», «hans namn är X»: not where a thing is called so.
  bool is_called(TokenIndex i) const;
  /// «hon heter», «jag heter»: a person, whatever the name looks like.
  bool someone_is_called(TokenIndex called) const;
  /// «prata med X», «ringa X», «tack till X»
  bool is_talked_to(TokenIndex i) const;
  /// Behind a greeting: «Mvh X», «Hälsningar\nX», «Hej X!», «Tack X»
  bool is_greeted(TokenIndex i) const;
  /// A line that is nothing but «/X», or a text that ends so.
  bool is_signed(const Run& run) const;
  /// «Anna:» first in a line
  bool is_label(const Run& run) const;
  /// «X säger», «X jobbar»; with only_saying, the verbs that are said of people alone.
  bool is_saying(const Run& run, bool only_saying) const;
  bool is_said_of_person(const Run& run);
  bool is_speaker_behind(TokenIndex i) const;
  bool has_what_persons_have(TokenIndex verb) const;
  bool owns_what_persons_own(const Run& run) const;
  bool is_done_to(TokenIndex verb) const;
  /// «Björn, min handledare», «Björn, kom hit!»; or an answer that is nothing but the name
  bool is_called_upon(const Run& run);
  /// «Anna och X», «Anna, X och»: beside another name of the list or found.
  bool is_beside_name(const Run& run) const;
  /// Enough to tell «Björn» first in a sentence, or a weak name with its capital.
  bool person_around(const Run& run);
  /// Enough to tell «björn» or «BJÖRN» in a text without telling capitals.
  bool person_in_lower_case(const Run& run);
  bool is_last(const Run& run) const;
  bool is_greeted_by_surname(TokenIndex i) const;

  // name_company.cpp
  /// A comma, «och»: what stands between names.
  bool joins(TokenIndex k) const;
  /// A capitalised word of the lists of names, or part of a name found.
  bool is_of_lists(TokenIndex k) const;
  bool is_found(TokenIndex k) const;
  bool looks_like_name(TokenIndex k);
  bool is_shared_name(TokenIndex k) const;
  bool is_one_of_several(const Run& run);
  bool is_beside_speaker(const Run& run) const;
  bool is_in_roll(const Run& run);
  bool opens_roll(TokenIndex i);
  bool is_listed_person(const Run& run);

  // name_work.cpp
  bool is_unit(TokenIndex i) const;
  TokenIndex workplace(const Run& run) const;
  /// «X på kontoret», «X på HR»
  bool is_at_work(const Run& run) const;
  bool is_word_at_work(const Run& run) const;

  // name_towns.cpp
  /// A surname that is a town too: «Berg sa nej», «med Berg på HR», «Berg sa att Lund ska sluta».
  bool is_person_not_town(const Run& run);
  bool is_town_here(const Run& run) const;
  bool is_behind_person(TokenIndex i) const;
  bool does_what_persons_do(TokenIndex verb) const;
  bool shares_a_verb(const Run& run) const;

  // name_things.cpp
  /// «Sara kraschar», «Astrid är alltid bokat», «Sten behöver läggas ut»
  bool is_said_of_thing(const Run& run) const;
  bool ends_what_is_said(TokenIndex i) const;
  /// A given name or word told, without a surname, that stands for something else.
  bool not_a_person(const Run& run) const;
  /// «Anders Ljungstedts gymnasium», «Anna Holms väg»
  bool is_named_after(const Run& run) const;
  bool names_firm(TokenIndex i) const;
  bool is_thing_called(TokenIndex i) const;
  bool is_cited(TokenIndex i) const;
  bool is_bequeathed(const Run& run) const;
  bool is_among_places(const Run& run) const;
  bool before_form_of_company(const Run& run) const;
  bool is_name_of_thing(const Run& run) const;
  bool is_thing_by_name(const Run& run) const;
  /// «systemet», «grupprum»: a word for what bears a name and is no person
  bool is_thing(TokenIndex i) const;
  bool behind_thing(const Run& run) const;
  bool before_firm(const Run& run) const;
  /// «Berg (2018)», «Berg, 2018», «Berg & Lind», «Berg m.fl.», «Berg et al.»
  bool is_reference(const Run& run) const;

  std::string folded(TokenIndex i) const { return fold(page_.of(i)); }
  bool is_word(TokenIndex i, Senses senses) const {
    return page_.has(i) && page_[i].is_word() && page_[i].has(senses);
  }
  /// The word right before, one blank apart; the full stop of a title's abbreviation («prof. Berg»)
  /// is passed over. kNone = none.
  TokenIndex left(TokenIndex i) const {
    if (i == 0 || !page_.blank(i - 1) || page_[i - 1].taken) return kNone;
    if (page_[i - 1].is_word()) return i - 1;
    const bool title = i > 1 && page_[i - 1].is('.') && page_.joined(i - 2) &&
                       is_word(i - 2, kAbbreviation) && page_[i - 2].has(kRole);
    return title && !page_[i - 2].taken ? i - 2 : kNone;
  }
  TokenIndex right(TokenIndex i) const {
    return page_.blank(i) && page_[i + 1].is_word() && !page_[i + 1].taken ? i + 1 : kNone;
  }
  bool has(TokenIndex i, Senses senses) const { return i != kNone && page_[i].has(senses); }

  Page& page_;
  const Dictionary& dictionary_;
  const NameSettings& settings_;
  const Learned& learned_;
  Learned* told_;
  std::string buffer_;  ///< of tail()
};

}  // namespace samsyn::privacy
