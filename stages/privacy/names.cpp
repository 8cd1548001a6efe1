// Names of persons.
//
// A name is a run of words: given names or initials, particles, surnames. How a run starts:
//   1. a given name of the list, capitalised, or in lower case where it is no word («anna sa»)
//   2. a given name that is also a word («Björn», «Stig»): capitalised inside a sentence; else only
//      where the context tells a person: a role or greeting before, a verb of saying behind, a
//      surname, another name beside it
//   3. an initial before a surname
//   4. a surname of the list or by shape (-sson, -qvist, -ović), capitalised
//   5. a capitalised word that no list knows, where the context tells: «heter X», «rektor X»,
//      «prata med X», «Mvh X», «X säger», «X på kommunen», or a surname behind it; or that was told
//      before (Learned)
// What is no person: behind «kvarteret», «systemet», «sankt»; «i Sara»; before «kommun», «AB»; the
// surname of a reference («Berg (2018)», «Berg m.fl.»); those of the list not-a-name (Maslow).

#include "stages/privacy/names.hpp"

#include <algorithm>
#include <array>

namespace samsyn::privacy {
namespace {

constexpr std::size_t kLongestRun = 6;  // words in one name: Maria del Carmen Ruiz García

bool ends_with(std::string_view text, std::string_view end) {
  return text.size() > end.size() && text.back() == end.back() &&
         text.substr(text.size() - end.size()) == end;
}

template <std::size_t N>
bool ends_with_any(std::string_view text, const std::array<std::string_view, N>& ends,
                   std::size_t least) {
  return std::any_of(ends.begin(), ends.end(), [&](std::string_view end) {
    return text.size() >= end.size() + least && ends_with(text, end);
  });
}

/// Endings that hardly anything but surnames has.
constexpr std::array<std::string_view, 25> kSureEndings{
    "sson",  "sdotter", "dotter", "qvist",  "kvist", "ovic",  "ović",  "evic",  "ević",
    "vić",   "oğlu",    "oglu",   "poulos", "enko",  "czyk",  "owski", "ewski", "owska",
    "ewska", "vicius",  "shvili", "dóttir", "nović", "yants", "quist"};
/// Endings of surnames that places and other words have too: only where a surname can stand.
constexpr std::array<std::string_view, 36> kSoftEndings{
    "ström", "lund",  "gren",  "berg",  "dahl", "stedt", "mark", "holm", "lind",
    "borg",  "blom",  "ström", "ross",  "sten", "stam",  "nder", "man",  "ell",
    "én",    "elius", "enius", "ović",  "ova",  "eva",   "ska",  "ski",  "ić",
    "sen",   "zadeh", "pour",  "nejad", "yan",  "ian",   "gård", "löf",  "hag"};
/// What organisations end in where no list knows them.
constexpr std::array<std::string_view, 24> kOrganisation{
    "verket", "kassan",   "skolan", "nämnden",  "tjänsten",  "förbundet",   "gymnasiet", "centrum",
    "center", "högskola", "kommun", "regionen", "styrelsen", "myndigheten", "hälsan",    "huset",
    "hemmet", "gården",   "gatan",  "vägen",    "enheten",   "universitet", "akademin",  "college"};
/// Roles by the last part of the word: enhetschef, förskollärare.
constexpr std::array<std::string_view, 34> kRoleEndings{
    "chef",        "chefen",       "rektor",     "rektorn",     "handledare",  "handledaren",
    "lärare",      "läraren",      "samordnare", "samordnaren", "handläggare", "handläggaren",
    "sekreterare", "sekreteraren", "sköterska",  "sköterskan",  "assistent",   "assistenten",
    "ledare",      "ledaren",      "pedagog",    "pedagogen",   "konsulent",   "konsulenten",
    "strateg",     "strategen",    "vägledare",  "vägledaren",  "direktör",    "direktören",
    "kollega",     "kollegan",     "coach",      "coachen"};

class Names {
 public:
  Names(Page& page, const NameSettings& settings, const Learned& learned, Learned* told)
      : page_(page), settings_(settings), learned_(learned), told_(told) {}

  void find() {
    for (TokenIndex i = 0; i < page_.size(); ++i) {
      const Token& token = page_[i];
      if (!token.is_word() || token.taken) continue;
      // Nearly all words: in lower case and in no list.
      if (token.shape == Shape::lower && (token.senses & (kAnyName | kCalled)) == 0) continue;
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

 private:
  /// Words of one name, [first, last], and which of them are what.
  struct Run {
    TokenIndex first = 0, last = 0;
    std::vector<TokenIndex> given;    ///< given names and initials
    std::vector<TokenIndex> surname;  ///< particles and surnames
    bool sure_surname = false;        ///< of the list or by a sure ending
    bool told = false;                ///< only the context says that it is a name
  };

  std::string folded(TokenIndex i) const { return fold(page_.of(i)); }
  bool is_word(TokenIndex i, Senses senses) const {
    return page_.has(i) && page_[i].is_word() && page_[i].has(senses);
  }
  /// The word right before, one blank apart; kNone = none.
  TokenIndex left(TokenIndex i) const {
    if (i == 0 || !page_.blank(i - 1) || page_[i - 1].taken) return kNone;
    return page_[i - 1].is_word() ? i - 1 : kNone;
  }
  TokenIndex right(TokenIndex i) const {
    return page_.blank(i) && page_[i + 1].is_word() && !page_[i + 1].taken ? i + 1 : kNone;
  }
  bool has(TokenIndex i, Senses senses) const { return i != kNone && page_[i].has(senses); }

  /// Is the word one of several in capitals? Then capitals say nothing.
  bool in_capitals(TokenIndex i) const {
    if (page_[i].shape != Shape::upper) return false;
    const auto shouts = [&](TokenIndex k) {
      return page_[k].is_word() && page_[k].shape == Shape::upper &&
             page_[k].end - page_[k].begin > 2;
    };
    TokenIndex words = 0;
    for (TokenIndex k = i; k > 0 && words < 2 && page_[k - 1].kind != TokenKind::line_break; --k) {
      if (shouts(k - 1)) return true;
      words += page_[k - 1].is_word() ? 1U : 0U;
    }
    words = 0;
    for (TokenIndex k = i + 1;
         k < page_.size() && words < 2 && page_[k].kind != TokenKind::line_break; ++k) {
      if (shouts(k)) return true;
      words += page_[k].is_word() ? 1U : 0U;
    }
    return false;
  }

  /// Does a word of the language, and not an abbreviation, stand in capitals beside it?
  bool among_words(TokenIndex i) const {
    const auto is_word_of_language = [&](TokenIndex k) {
      return k != kNone && page_[k].shape == Shape::upper &&
             (page_[k].has(kCommon | kDoes | kSays | kRole | kTalk | kCalled) ||
              page_[k].end - page_[k].begin > 4);
    };
    return is_word_of_language(left(i)) || is_word_of_language(right(i));
  }

  /// Capitalised where a small letter would stand if it were no name.
  bool telling_capital(TokenIndex i) const {
    const Token& token = page_[i];
    if (token.shape == Shape::capital) return !token.opens;
    return token.shape == Shape::upper && !token.opens && !in_capitals(i);
  }

  bool is_sure_surname(TokenIndex i) {
    const Token& token = page_[i];
    if (token.has(kSurname)) return true;
    if (token.has(kPlace | kNotName | kCommon | kRole)) return false;
    return ends_with_any(tail(i), kSureEndings, 2);
  }

  bool is_surname(TokenIndex i) {
    const Token& token = page_[i];
    if (token.has(kSurname | kAfterGiven)) return true;
    if (is_sure_surname(i)) return true;
    if (token.has(kPlace | kNotName | kCommon | kRole)) return false;
    return ends_with_any(tail(i), kSoftEndings, 2);
  }

  /// A word that no list knows and that could be a name.
  bool is_unknown_name(TokenIndex i) {
    const Token& token = page_[i];
    if (token.shape != Shape::capital) return false;
    if (token.senses != 0) return false;
    const std::string_view word = page_.of(i);
    if (code_points(word) < 3) return false;
    if (token.hyphen && !every_part_is_capital(i)) return false;
    if (word.find(':') != std::string_view::npos) return false;
    return !ends_with_any(word, kOrganisation, 0) && !is_role(i);
  }

  bool every_part_is_capital(TokenIndex i) const {
    const std::string_view word = page_.of(i);
    for (std::size_t k = 0; k + 1 < word.size(); ++k) {
      if (word[k] == '-' && word[k + 1] >= 'a' && word[k + 1] <= 'z') return false;
    }
    return true;
  }

  /// The end of the word as it is compared, without a copy where its letters are small already.
  std::string_view tail(TokenIndex i) {
    if (page_[i].shape == Shape::upper || page_[i].genitive) {
      buffer_ = stem(i);
      return buffer_;
    }
    std::string_view word = page_.of(i);
    if ((page_[i].senses & kAnyName) == 0 && word.size() > 4 && word.back() == 's')
      word.remove_suffix(1);
    return word;
  }

  /// Folded, without the genitive s.
  std::string stem(TokenIndex i) const {
    std::string word = folded(i);
    if (page_[i].genitive) {
      word.pop_back();
      if (ends_with(word, "\xE2\x80\x99")) {
        word.resize(word.size() - 3);
      } else if (ends_with(word, ":")) {
        word.pop_back();
      }
    } else if ((page_[i].senses & kAnyName) == 0 && ends_with(word, "s") && word.size() > 4) {
      word.pop_back();
    }
    return word;
  }

  bool is_role(TokenIndex i) {
    if (i == kNone || !page_[i].is_word()) return false;
    if (page_[i].has(kRole)) return true;
    return page_[i].senses == 0 && ends_with_any(tail(i), kRoleEndings, 0);
  }

  /// «Bord 3», «Grupp A»
  bool is_numbered(TokenIndex i) const {
    return page_.blank(i) && page_[i + 1].kind == TokenKind::digits;
  }

  // --- runs ---------------------------------------------------------------------------------

  bool starts(TokenIndex i, Run& run) {
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
    if (token.has(kGiven)) {
      run.given.push_back(i);
      extend(run);
      if (is_person(run)) return true;
      return false;
    }
    if (token.shape == Shape::lower) {
      if (token.has(kCalled)) return false;
      return token.has(kSurname) && !token.has(kCommon) && lower_surname(run);
    }
    if (is_sure_surname(i)) {
      run.surname.push_back(i);
      run.sure_surname = true;
      extend(run);
      return is_lone_surname(run);
    }
    if (is_told(i)) {
      run.given.push_back(i);
      extend(run);
      return !not_a_person(run);
    }
    return unknown(i, run);
  }

  bool is_told(TokenIndex i) const {
    if (learned_.empty() || page_[i].shape == Shape::lower) return false;
    return learned_.count(hash_of(stem(i))) > 0 && !page_[i].has(kPlace | kNotName | kCommon);
  }

  bool initials(TokenIndex i, Run& run) {
    TokenIndex k = i;
    run.given.push_back(i);
    bool dotted = false;
    while (run.given.size() <= 3) {
      if (page_.joined(k) && page_[k + 1].is('.')) {
        ++k;
        dotted = true;
      } else if (page_.joined(k) && page_[k + 1].is('-')) {
        ++k;
      }
      if (!page_.has(k + 1) || !page_[k + 1].is_word() || page_[k + 1].taken) return false;
      if (!page_.blank(k) && !page_.joined(k)) return false;
      const TokenIndex next = k + 1;
      if (page_[next].shape == Shape::initial) {
        run.given.push_back(next);
        k = next;
        continue;
      }
      if (page_[next].shape == Shape::lower) return false;
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

  /// Takes in what follows: further given names, initials, particles, surnames.
  void extend(Run& run) {
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
        if (!dot && (letter == "I" || letter == "Å" || letter == "Ö" || !run.surname.empty()))
          return;
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

  bool right_is_no_name(TokenIndex i) const {
    const TokenIndex next = right(i);
    return next == kNone || page_[next].shape == Shape::lower ||
           (page_[next].senses & kAnyName) == 0;
  }

  /// The last token of "von der Heide", "al Hassan"; kNone = the particle is just a word.
  TokenIndex particles_end(TokenIndex i) const {
    TokenIndex next = right(i);
    if (has(next, kParticle)) {
      const TokenIndex after = right(next);
      if (after != kNone && page_[after].shape == Shape::capital) next = after;
    }
    if (next == kNone || page_[next].shape != Shape::capital) return kNone;
    if (page_[next].has(kPlace | kNotName | kCommon) && !page_[next].has(kAnyName)) return kNone;
    return next;
  }

  /// Can the word go on the name?
  bool fits(const Run& run, TokenIndex i) {
    const Token& token = page_[i];
    const Token& first = page_[run.first];
    if (first.shape == Shape::lower) {
      if (token.shape != Shape::lower) return false;
      if (token.has(kCommon)) return false;
      if (token.has(kGiven) && !token.has(kAlsoWord)) return true;
      return token.has(kSurname) ||
             (!token.has(~kAnyName) && ends_with_any(folded(i), kSureEndings, 3));
    }
    if (token.shape == Shape::lower) return false;
    if ((token.shape == Shape::upper) != (first.shape == Shape::upper)) return false;
    if (token.has(kAnyName)) {
      if (token.shape == Shape::upper && token.has(kAlsoWord) && !token.has(kSurname | kAfterGiven))
        return false;
      return true;
    }
    if (token.opens) return false;
    if (is_surname(i)) return true;
    if (is_told(i)) return true;
    if (token.shape == Shape::upper) return false;
    return run.surname.empty() && is_unknown_name(i);
  }

  // --- decisions ----------------------------------------------------------------------------

  /// A run that starts with a given name.
  bool is_person(const Run& run) {
    const Token& first = page_[run.first];
    if (before_firm(run) || is_named_after(run)) return false;
    // «per», «ville», «elva»
    if (first.shape == Shape::lower && first.has(kSays | kDoes | kCommon | kTalk | kLink))
      return is_called(run.first);
    if (run.surname.size() + run.given.size() > 1) {
      if (run.sure_surname || !first.has(kAlsoWord)) return !behind_thing(run) || run.sure_surname;
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
    if (!first.has(kAlsoWord) || telling_capital(run.first)) return true;
    return person_around(run);
  }

  /// A given name or word told, without a surname, that stands for something else.
  bool not_a_person(const Run& run) const {
    if (behind_thing(run)) return true;
    const TokenIndex next = right(run.last);
    if (has(next, kAfterPlace) && !page_[run.last].genitive) return true;
    const TokenIndex before = left(run.first);
    if (before != kNone && !page_[run.last].genitive) {
      const std::string_view word = page_.of(before);
      const bool is_owner = ends_with(folded(run.last), "s") && next != kNone &&
                            page_[next].shape == Shape::lower &&
                            !page_[next].has(kSays | kDoes | kCommon);
      if ((word == "i" || word == "I") && !is_owner) return true;  // logga in i Sara, bor i Nora
    }
    // «Fredrika Bremer-förbundet»
    if (next != kNone && page_[next].shape == Shape::capital && page_[next].hyphen &&
        !every_part_is_capital(next))
      return true;
    // «Jean Piaget», «Max Burger»
    return next != kNone && page_[next].shape == Shape::capital && page_[next].has(kNotName) &&
           !page_[next].has(kAnyName) && !page_[next].opens;
  }

  /// «Anders Ljungstedts gymnasium», «Anna Holms väg»
  bool is_named_after(const Run& run) const {
    if (run.surname.empty() || !ends_with(page_.of(run.last), "s")) return false;
    constexpr std::array<std::string_view, 12> kNamed{
        "gymnasium", "folkhögskola", "universitet", "sjukhus", "stiftelse", "gata",
        "väg",       "plats",        "torg",        "park",    "gränd",     "minne"};
    const TokenIndex next = right(run.last);
    return next != kNone && std::find(kNamed.begin(), kNamed.end(), page_.of(next)) != kNamed.end();
  }

  bool behind_thing(const Run& run) const {
    TokenIndex before = left(run.first);
    if (before == kNone && run.first > 1 && page_[run.first - 1].is('.') &&
        page_.joined(run.first - 2)) {
      before = run.first - 2;  // S:t. Per
    }
    if (before == kNone && run.first > 0 && page_[run.first - 1].kind == TokenKind::sign &&
        run.first > 1 && page_.joined(run.first - 1) && page_.blank(run.first - 2) &&
        page_[run.first - 2].is_word() && !page_[run.first - 1].is('/')) {
      before = run.first - 2;  // systemet ”Sara”
      const std::string_view sign = page_.of(run.first - 1);
      if (sign == "(" || sign == "[") before = kNone;
    }
    return has(before, kThing);
  }

  bool before_firm(const Run& run) const {
    const TokenIndex next = right(run.last);
    if (has(next, kFirm) && page_[next].shape != Shape::lower) return true;
    if (next != kNone && page_[next].shape == Shape::capital)
      return has(right(next), kFirm) && page_[right(next)].shape == Shape::upper;
    if (page_.blank(run.last) && page_[run.last + 1].is('&')) {
      for (TokenIndex k = run.last + 2; k < page_.size() && k < run.last + 5; ++k) {
        if (page_[k].is_word() && page_[k].has(kFirm)) return true;
      }
    }
    return false;
  }

  bool is_lone_surname(Run& run) {
    if (before_firm(run) || is_reference(run)) return false;
    if (behind_thing(run) && !page_[run.first].has(kOwn)) return false;
    return true;
  }

  bool lower_surname(Run& run) {
    // «andersson sa att»: only the shapes that are no words
    if (!ends_with_any(stem(run.first), kSureEndings, 2)) return false;
    run.surname.push_back(run.first);
    run.sure_surname = true;
    return true;
  }

  /// «Berg (2018)», «Berg, 2018», «Berg & Lind», «Berg m.fl.», «Berg et al.»
  bool is_reference(const Run& run) const {
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

  // --- context ------------------------------------------------------------------------------

  /// «heter X», «hans namn är X»: not where a thing is called so.
  bool is_called(TokenIndex i) const {
    TokenIndex before = left(i);
    if (before == kNone && i > 1 && page_[i - 1].kind == TokenKind::sign &&
        page_[i - 2].has(kCalled))
      before = i - 2;
    if (has(before, kCommon) && !has(before, kCalled))
      before = left(before);  // heter ju X, namn är X
    if (!has(before, kCalled)) return false;
    for (TokenIndex k = 0; k < 6 && k < before; ++k) {
      const Token& token = page_[before - 1 - k];
      if (token.kind == TokenKind::line_break || token.is('.') || token.is('!') || token.is('?'))
        break;
      if (token.is_word() && token.has(kThing | kAfterPlace)) return false;
    }
    return true;
  }

  /// «hon heter», «jag heter»: a person, whatever the name looks like.
  bool someone_is_called(TokenIndex called) const {
    constexpr std::array<std::string_view, 8> kSomeone{"jag", "han", "hon",  "hen",
                                                       "du",  "som", "chef", "chefen"};
    const TokenIndex who = called == kNone ? kNone : left(called);
    return who != kNone &&
           std::find(kSomeone.begin(), kSomeone.end(), folded(who)) != kSomeone.end();
  }

  /// «prata med X», «ringa X», «tack till X»
  bool is_talked_to(TokenIndex i) const {
    TokenIndex before = left(i);
    if (has(before, kTalk)) return true;
    if (!has(before, kLink)) return false;
    before = left(before);
    if (has(before, kCommon) && !has(before, kTalk)) before = left(before);  // prata lite med X
    return has(before, kTalk);
  }

  /// Behind a greeting: «Mvh X», «Hälsningar\nX», «Hej X!», «Tack X»
  bool is_greeted(TokenIndex i) const {
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

  /// A line that is nothing but «/X», or a text that ends so.
  bool is_signed(const Run& run) const {
    const TokenIndex after = run.last + 1;
    const bool ends = !page_.has(after) || page_[after].kind == TokenKind::line_break ||
                      (page_[after].is('.') && !page_.has(after + 1));
    if (!ends || run.first == 0 || !page_[run.first - 1].is('/')) return false;
    return run.first == 1 || !page_.joined(run.first - 2) || page_[run.first - 2].is('/') ||
           page_[run.first - 2].kind != TokenKind::word;
  }

  /// «Anna:» first in a line
  bool is_label(const Run& run) const {
    return page_[run.first].opens && page_.joined(run.last) && page_[run.last + 1].is(':') &&
           (run.first == 0 || page_[run.first - 1].kind == TokenKind::line_break);
  }

  /// «X säger», «X jobbar»; with only_saying, the verbs that are said of people alone.
  bool is_saying(const Run& run, bool only_saying) const {
    const TokenIndex next = right(run.last);
    return has(next, only_saying ? kSays : kSays | kDoes) &&
           (page_[next].shape == Shape::lower || in_capitals(run.first));
  }

  /// «X på kontoret», «X på HR»
  bool is_at_work(const Run& run) const {
    const TokenIndex next = right(run.last);
    if (next == kNone) return false;
    const std::string_view word = page_.of(next);
    if (word != "på" && word != "från" && word != "hos") return false;
    const TokenIndex place = right(next);
    return place != kNone &&
           (page_[place].has(kWorkplace | kPlace) || ends_with(folded(place), "enheten") ||
            ends_with(folded(place), "avdelningen") || ends_with(folded(place), "förvaltningen"));
  }

  /// «Björn, min handledare», «Björn, kom hit!»; or an answer that is nothing but the name
  bool is_called_upon(const Run& run) {
    const TokenIndex after = run.last + 1;
    if (run.first == 0 && (!page_.has(after) || (page_[after].is('.') && !page_.has(after + 1))))
      return true;
    if (!page_.has(after + 1) || !page_[after].is(',')) return false;
    constexpr std::array<std::string_view, 14> kAfter{"min", "vår",  "som", "du",  "kom",
                                                      "jag", "kan",  "vi",  "ni",  "hans",
                                                      "vad", "vill", "hör", "tack"};
    return std::find(kAfter.begin(), kAfter.end(), page_.of(after + 1)) != kAfter.end() ||
           is_role(after + 1);
  }

  /// «Anna och X», «Anna, X och»: beside another name of the list or found.
  bool is_beside_name(const Run& run) const {
    const auto joins = [&](TokenIndex k) {
      return page_[k].is(',') || page_[k].is('&') ||
             (page_[k].is_word() &&
              (page_.of(k) == "och" || page_.of(k) == "eller" || page_.of(k) == "samt"));
    };
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

  bool is_found(TokenIndex k) const {
    return page_[k].taken && !page_.found.empty() && page_.found.back().kind == Kind::name &&
           page_.found.back().span.end >= page_[k].end;
  }

  /// Enough to tell «Björn» first in a sentence, or a weak name with its capital.
  bool person_around(const Run& run) {
    const Token& first = page_[run.first];
    const TokenIndex before = left(run.first);
    if (is_role(before) || is_called(run.first) || is_talked_to(run.first) || is_greeted(run.first))
      return true;
    if (is_signed(run) || (is_label(run) && !first.has(kPlace)) || is_beside_name(run)) return true;
    if (first.has(kCommon)) return !first.has(kWeak) && is_saying(run, true);  // not «Alla tycker»
    const bool month = first.has(kWeak);
    if (is_saying(run, month)) return true;
    if (!month && (is_at_work(run) || is_called_upon(run))) return true;
    if (before != kNone && page_.of(before) == "hos") return true;  // bor hos Nora
    return month && telling_capital(run.first) && is_saying(run, false) && before != kNone;
  }

  /// Enough to tell «björn» or «BJÖRN» in a text without telling capitals.
  bool person_in_lower_case(const Run& run) {
    const TokenIndex before = left(run.first);
    if (is_called(run.first) || is_talked_to(run.first)) return true;
    if (is_role(before)) return true;
    if (has(before, kCommon) && !has(before, kTalk)) return false;  // en björn sa
    const TokenIndex next = right(run.last);
    const bool here = next != kNone && page_.of(next) == "här";  // hej, björn här
    return is_saying(run, true) || (is_greeted(run.first) && (is_last(run) || here));
  }

  bool is_last(const Run& run) const {
    return !page_.has(run.last + 1) || page_[run.last + 1].kind == TokenKind::line_break;
  }

  /// A capitalised word of no list.
  bool unknown(TokenIndex i, Run& run) {
    const Token& token = page_[i];
    if (token.has(kAfterGiven) && token.shape == Shape::capital) {
      // «rektor Berg», «heter Ek»; «Berg säger» is too often a place or a hill
      const TokenIndex before = left(i);
      if (!(is_role(before) && !has(before, kThing)) && !is_called(i) && !is_greeted_by_surname(i))
        return false;
      if (token.opens) return false;
      run.surname.push_back(i);
      extend(run);
      return !before_firm(run) && !is_reference(run);
    }
    const TokenIndex next = right(i);
    // Nearly all of them: an unknown word whose capital only opens a sentence.
    if (token.opens && (next == kNone || page_[next].shape != Shape::capital) && !is_greeted(i))
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
    if (token.opens) return false;
    const TokenIndex before = left(i);
    const bool strong = (is_called(i) && (!looks_inflected(i) || someone_is_called(before))) ||
                        (is_role(before) && !looks_inflected(i));
    const bool soft =
        !looks_inflected(i) && (is_talked_to(i) || is_saying(run, true) || is_at_work(run));
    if (!strong && !soft) return false;
    run.told = true;
    extend(run);
    if (soft && !strong && before != kNone && !is_talked_to(i)) {
      const std::string_view word = page_.of(before);
      if (word == "i" || word == "på" || word == "av" || word == "via") return false;
    }
    return !not_a_person(run) && !before_firm(run) && !is_reference(run);
  }

  bool is_greeted_by_surname(TokenIndex i) const {
    const TokenIndex before = left(i);
    return before != kNone && (page_.of(before) == "herr" || page_.of(before) == "fru");
  }

  /// A signature stands on a short line of its own.
  bool line_is_short(TokenIndex i) const {
    TokenIndex words = 0;
    for (TokenIndex k = i; k < page_.size() && page_[k].kind != TokenKind::line_break; ++k) {
      if (page_[k].is_word()) ++words;
    }
    return words <= 3;
  }

  /// Like a Swedish word in its definite or inflected form, as organisations mostly are.
  bool looks_inflected(TokenIndex i) const {
    const std::string_view word = page_.of(i);
    constexpr std::array<std::string_view, 11> kForms{"en",  "et",  "na",  "igt",  "iga", "isk",
                                                      "are", "ing", "het", "tion", "ar"};
    if (ends_with(word, "na") && code_points(word) <= 6) return false;  // Amina, Zeena
    if (ends_with(word, "ar") && code_points(word) <= 6) return false;  // Omar, Sardar
    return ends_with_any(word, kForms, 2);
  }

  // --- what becomes of a run ----------------------------------------------------------------

  static void append(std::string& key, const std::string& word) {
    if (!key.empty()) key += '-';
    key += word;
  }

  std::string part(TokenIndex i) const {
    std::string word = stem(i);
    if (page_[i].shape == Shape::initial) word += '.';
    return word;
  }

  bool is_kept(const Run& run) const {
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

  void take(const Run& run) {
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
    for (const TokenIndex k : run.surname) {
      if (page_[k].senses == 0 && page_[k].shape == Shape::capital) told_->insert(hash_of(stem(k)));
    }
  }

  Page& page_;
  const NameSettings& settings_;
  const Learned& learned_;
  Learned* told_;
  std::string buffer_;  ///< of tail()
};

}  // namespace

void find_names(Page& page, const NameSettings& settings, const Learned& learned, Learned* told) {
  Names(page, settings, learned, told).find();
}

}  // namespace samsyn::privacy
