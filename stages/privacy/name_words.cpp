// What single words look like: surnames by their shape, roles, words that no list knows.

#include "stages/privacy/name_search.hpp"

namespace samsyn::privacy {
namespace {

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
constexpr std::array<std::string_view, 28> kOrganisation{
    "demens",    "syndrom",     "sjukdom", "sjuka",  // no organisations either
    "verket",    "kassan",      "skolan",  "nämnden",     "tjänsten", "förbundet",
    "gymnasiet", "centrum",     "center",  "högskola",    "kommun",   "regionen",
    "styrelsen", "myndigheten", "hälsan",  "huset",       "hemmet",   "gården",
    "gatan",     "vägen",       "enheten", "universitet", "akademin", "college"};
/// Roles by the last part of the word: enhetschef, förskollärare.
constexpr std::array<std::string_view, 34> kRoleEndings{
    "chef",        "chefen",       "rektor",     "rektorn",     "handledare",  "handledaren",
    "lärare",      "läraren",      "samordnare", "samordnaren", "handläggare", "handläggaren",
    "sekreterare", "sekreteraren", "sköterska",  "sköterskan",  "assistent",   "assistenten",
    "ledare",      "ledaren",      "pedagog",    "pedagogen",   "konsulent",   "konsulenten",
    "strateg",     "strategen",    "vägledare",  "vägledaren",  "direktör",    "direktören",
    "kollega",     "kollegan",     "coach",      "coachen"};

}  // namespace

bool has_celtic_start(std::string_view word) {
  for (const std::string_view start : {"O'", "O\xE2\x80\x99", "Mc", "Mac"}) {
    if (word.size() > start.size() + 2 && word.substr(0, start.size()) == start &&
        word[start.size()] >= 'A' && word[start.size()] <= 'Z')
      return true;
  }
  return false;
}

bool NameSearch::in_capitals(TokenIndex i) const {
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

bool NameSearch::among_words(TokenIndex i) const {
  const auto is_word_of_language = [&](TokenIndex k) {
    return k != kNone && page_[k].shape == Shape::upper &&
           (page_[k].has(kCommon | kDoes | kSays | kRole | kTalk | kCalled) ||
            page_[k].end - page_[k].begin > 4);
  };
  return is_word_of_language(left(i)) || is_word_of_language(right(i));
}

bool NameSearch::telling_capital(TokenIndex i) const {
  const Token& token = page_[i];
  if (token.shape == Shape::capital) return !token.opens;
  return token.shape == Shape::upper && !token.opens && !in_capitals(i);
}

bool has_sure_ending(std::string_view folded) { return ends_with_any(folded, kSureEndings, 2); }

bool NameSearch::is_sure_surname(TokenIndex i) {
  const Token& token = page_[i];
  if (token.has(kSurname)) return true;
  if (token.has(kPlace | kNotName | kCommon | kRole | kWord)) return false;
  if (token.shape == Shape::capital && has_celtic_start(page_.of(i))) return true;
  return ends_with_any(tail(i), kSureEndings, 2);
}

bool NameSearch::is_surname(TokenIndex i) {
  const Token& token = page_[i];
  if (token.has(kSurname | kAfterGiven)) return true;
  if (is_sure_surname(i)) return true;
  if (token.has(kPlace | kNotName | kCommon | kRole)) return false;
  return ends_with_any(tail(i), kSoftEndings, 2);
}

bool NameSearch::is_unknown_name(TokenIndex i) {
  const Token& token = page_[i];
  if (token.shape != Shape::capital) return false;
  if (token.senses == kWord) {  // «Enhetschefen Lugn», «jag heter Sommar»
    const TokenIndex before = left(i);
    if (token.opens || before == kNone || looks_inflected(i)) return false;
    if (!(is_role(before) && page_[before].end - page_[before].begin > 3) &&
        !(has(before, kCalled) && someone_is_called(before)))
      return false;
  } else if (token.senses != 0) {
    return false;
  }
  const std::string_view word = page_.of(i);
  if (code_points(word) < 3) return false;
  if (token.hyphen && !every_part_is_capital(i)) return false;
  if (word.find(':') != std::string_view::npos) return false;
  return !ends_with_any(word, kOrganisation, 0) && !is_role(i);
}

bool NameSearch::every_part_is_capital(TokenIndex i) const {
  const std::string_view word = page_.of(i);
  for (std::size_t k = 0; k + 1 < word.size(); ++k) {
    if (word[k] == '-' && word[k + 1] >= 'a' && word[k + 1] <= 'z') return false;
  }
  return true;
}

std::string_view NameSearch::tail(TokenIndex i) {
  if (page_[i].shape == Shape::upper || page_[i].genitive) {
    buffer_ = stem(i);
    return buffer_;
  }
  std::string_view word = page_.of(i);
  if ((page_[i].senses & kAnyName) == 0 && word.size() > 4 && word.back() == 's')
    word.remove_suffix(1);
  return word;
}

std::string NameSearch::stem(TokenIndex i) const {
  std::string word = folded(i);
  if (page_[i].genitive) {
    word.pop_back();
    if (ends_with(word, ":") || ends_with(word, "'")) word.pop_back();
  } else if ((page_[i].senses & kAnyName) == 0 && ends_with(word, "s") && word.size() > 4) {
    word.pop_back();
  }
  return word;
}

bool NameSearch::is_role(TokenIndex i) {
  if (i == kNone || !page_[i].is_word()) return false;
  if (page_[i].has(kRole)) return true;
  return (page_[i].senses & ~(kWord | kState)) == 0 && ends_with_any(tail(i), kRoleEndings, 0);
}

double NameSearch::likeness(TokenIndex i) const { return dictionary_.likeness(stem(i)); }

bool NameSearch::has_organisation_ending(std::string_view word) {
  return ends_with_any(word, kOrganisation, 0);
}

bool NameSearch::is_numbered(TokenIndex i) const {
  return page_.blank(i) && page_[i + 1].kind == TokenKind::digits;
}

bool NameSearch::is_told(TokenIndex i) const {
  if (learned_.empty() || page_[i].shape == Shape::lower) return false;
  return learned_.count(hash_of(stem(i))) > 0 && !page_[i].has(kPlace | kNotName | kCommon);
}

bool NameSearch::is_word_told(TokenIndex i) const {
  const Token& token = page_[i];
  if (learned_.empty() || token.shape != Shape::capital || !token.has(kAlsoWord | kAfterGiven) ||
      token.has(kPlace | kNotName | kCommon) || learned_.count(hash_of(stem(i))) == 0)
    return false;
  if (!token.opens) return true;
  const TokenIndex next = right(i);  // «Modig kom sent», but not «Modig personal»
  return has(next, kSays | kDoes | kActs) && page_[next].shape == Shape::lower;
}

bool NameSearch::looks_inflected(TokenIndex i) const {
  const std::string_view word = page_.of(i);
  constexpr std::array<std::string_view, 18> kForms{"en",   "et",   "na",   "igt",   "iga",  "isk",
                                                    "are",  "ing",  "het",  "tion",  "ar",   "ande",
                                                    "ende", "aner", "iker", "ister", "örer", "dan"};
  if (ends_with(word, "na") && code_points(word) <= 6) return false;  // Amina, Zeena
  if (ends_with(word, "ar") && code_points(word) <= 6) return false;  // Omar, Sardar
  return ends_with_any(word, kForms, 2) || is_form_of_word(i);
}

/// «Brickan», «Bastun», «Lappar»: a word of the language with an ending
bool NameSearch::is_form_of_word(TokenIndex i) const {
  if (page_[i].senses != 0) return false;
  constexpr std::array<std::string_view, 10> kEndings{"n",  "en", "t",  "et", "r",
                                                      "ar", "er", "or", "na", "arna"};
  const std::string word = folded(i);
  constexpr std::size_t kShortest = 4;  // bytes of what is left
  return std::any_of(kEndings.begin(), kEndings.end(), [&](std::string_view end) {
    if (!ends_with(word, end) || word.size() < end.size() + kShortest) return false;
    const std::string_view base = std::string_view(word).substr(0, word.size() - end.size());
    const Senses senses = dictionary_(hash_of(base));
    return senses != 0 && (senses & kAnyName) == 0;
  });
}

bool NameSearch::line_is_short(TokenIndex i) const {
  constexpr TokenIndex kMost = 3;  // words
  TokenIndex words = 0;
  for (TokenIndex k = i;
       words <= kMost && k < page_.size() && page_[k].kind != TokenKind::line_break; ++k) {
    if (page_[k].is_word()) ++words;
  }
  return words <= kMost;
}

}  // namespace samsyn::privacy
