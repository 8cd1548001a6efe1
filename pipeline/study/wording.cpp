#include "pipeline/study/wording.hpp"

#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <set>

namespace samsyn::guess {
namespace {

constexpr std::size_t kLongestId = 28;  // characters

icu::UnicodeString folded(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString wide = icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<std::int32_t>(std::min<std::size_t>(
                                        text.size(), std::numeric_limits<std::int32_t>::max()))));
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
  if (U_SUCCESS(status)) wide = nfc->normalize(wide, status);
  return wide.toLower(icu::Locale::getRoot());
}

// Counted by hand over questionnaires: words that questions about any topic share.
constexpr std::string_view kFunctionWords[] = {
    "a",     "alla",    "allt",    "an",     "and",     "andra",  "anser",  "are",     "att",
    "av",    "berätta", "beskriv", "bland",  "bli",     "blir",   "bra",    "bör",     "de",
    "dem",   "den",     "denna",   "deras",  "dessa",   "det",    "detta",  "dig",     "din",
    "dina",  "ditt",    "do",      "dom",    "du",      "där",    "då",     "efter",   "eller",
    "en",    "er",      "era",     "ert",    "ett",     "finns",  "fler",   "for",     "från",
    "får",   "få",      "för",     "ge",     "genom",   "ges",    "gärna",  "gör",     "göra",
    "ha",    "han",     "har",     "hon",    "hos",     "how",    "hur",    "i",       "idag",
    "dag",   "in",      "ingen",   "inom",   "inte",    "is",     "it",     "ja",      "jag",
    "kan",   "kunna",   "man",     "med",    "mellan",  "mer",    "mot",    "mycket",  "måste",
    "många", "ni",      "nu",      "något",  "någon",   "några",  "när",    "och",     "också",
    "of",    "om",      "on",      "or",     "oss",     "på",     "samt",   "se",      "ser",
    "sig",   "sin",     "sina",    "ska",    "skulle",  "som",    "så",     "that",    "the",
    "till",  "to",      "under",   "ut",     "vad",     "var",    "vara",   "vars",    "vem",
    "vi",    "vid",     "vidare",  "vilka",  "vilken",  "vilket", "vill",   "we",      "what",
    "when",  "which",   "who",     "why",    "with",    "you",    "your",   "än",      "är",
    "även",  "åt",      "över",    "tycker", "utifrån", "varför", "enligt", "exempel", "själva",
    "varit"};

struct Topic {
  std::string_view id;
  std::vector<std::string_view> any;   ///< beginnings of words or phrases, in lower case
  std::vector<std::string_view> with;  ///< and one of these; empty = none needed
};

/// In the order of precision: where two begin at the same place, the earlier one holds.
const std::vector<Topic>& topics() {
  static const std::vector<Topic> kTopics{
      {"bristyrken",
       {"bristyrke", "brist på", "brist i", "har ni brist", "råder brist", "svårt att rekrytera",
        "svårast att rekrytera", "saknas kompetens"},
       {}},
      {"hinder_kompetens",
       {"hinder", "hindrar", "försvår", "svårt", "svårig"},
       {"kompetensutveckl", "utveckla kompetens", "utbilda", "fortbild", "vidareutbild",
        "kompetenshöj", "lära sig nytt"}},
      {"hinder",
       {"hinder", "hindrar", "försvår", "svårt", "svårig", "svårast", "står i vägen", "stoppar",
        "utmaning"},
       {}},
      {"overforing",
       {"kunskapsöverför", "överför", "föra vidare", "förs vidare", "föras vidare", "lämnas över",
        "kunskap stannar", "kunskapen stannar", "ta vara på erfar"},
       {}},
      {"esf", {"esf", "socialfond", "eu-projekt"}, {}},
      {"forskning", {"forsk"}, {}},
      {"handledning", {"handled", "tar hand om den"}, {}},
      {"samverkan", {"samverk", "samarbet", "samspel"}, {}},
      {"uppgifter", {"arbetsuppgift", "uppgift", "syssl", "arbetsmoment"}, {}},
      {"satsningar",
       {"satsning", "insatser", "fungerat bra", "goda exempel", "framgång", "provat", "lyckats"},
       {}},
      {"kommentar", {"kommentar", "övrigt", "något mer", "tillägga", "synpunkt"}, {}},
  };
  return kTopics;
}

/// Where a word of the text begins with the phrase; npos = nowhere.
std::size_t find_word(std::string_view text, std::string_view phrase) {
  for (std::size_t at = text.find(phrase); at != std::string_view::npos;
       at = text.find(phrase, at + 1)) {
    const auto before = static_cast<unsigned char>(at == 0 ? ' ' : text[at - 1]);
    if (before < 0x80 && std::isalnum(before) == 0) return at;
  }
  return std::string_view::npos;
}

std::size_t first_of(std::string_view text, const std::vector<std::string_view>& phrases) {
  std::size_t first = std::string_view::npos;
  for (const std::string_view phrase : phrases) first = std::min(first, find_word(text, phrase));
  return first;
}

bool is_code_sign(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

/// LimeSurvey's own columns, which have a code like questions ("id. Svars-ID").
constexpr std::string_view kAdminCodes[] = {
    "id",        "submitdate", "lastpage", "startlanguage", "seed",          "startdate",
    "datestamp", "ipaddr",     "refurl",   "token",         "interviewtime", "completed"};

std::string trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n\xC2\xA0");
  if (begin == std::string_view::npos) return {};
  return std::string(text.substr(begin, text.find_last_not_of(" \t\r\n") + 1 - begin));
}

}  // namespace

std::string key_of(std::string_view text) {
  const icu::UnicodeString wide = folded(text);
  icu::UnicodeString out;
  bool gap = false;
  for (std::int32_t i = 0; i < wide.length(); i = wide.moveIndex32(i, 1)) {
    const UChar32 c = wide.char32At(i);
    if (u_isUWhiteSpace(c) != 0 || c == 0xFEFF) {
      gap = !out.isEmpty();
      continue;
    }
    if (gap) out.append(static_cast<UChar32>(' '));
    gap = false;
    out.append(c);
  }
  std::string utf8;
  out.toUTF8String(utf8);
  return utf8;
}

std::vector<std::string> words_of(std::string_view text) {
  const icu::UnicodeString wide = folded(text);
  std::vector<std::string> words;
  icu::UnicodeString word;
  const auto flush = [&] {
    if (word.isEmpty()) return;
    words.emplace_back();
    word.toUTF8String(words.back());
    word.remove();
  };
  for (std::int32_t i = 0; i < wide.length(); i = wide.moveIndex32(i, 1)) {
    const UChar32 c = wide.char32At(i);
    const bool joins = (c == '-' || c == 0x2019 || c == '\'') && !word.isEmpty() &&
                       i + 1 < wide.length() && u_isalnum(wide.char32At(i + 1)) != 0;
    if (u_isalnum(c) != 0 || joins) {
      word.append(c);
    } else {
      flush();
    }
  }
  flush();
  return words;
}

bool among(std::span<const std::string_view> words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::string percent(double share) { return std::to_string(std::lround(share * 100)) + " %"; }

bool is_function_word(std::string_view lower_case) {
  static const std::set<std::string_view> kWords(std::begin(kFunctionWords),
                                                 std::end(kFunctionWords));
  return kWords.count(lower_case) != 0;
}

std::vector<std::string> content_words(std::string_view text) {
  std::vector<std::string> words = words_of(text);
  words.erase(std::remove_if(words.begin(), words.end(),
                             [](const std::string& word) { return is_function_word(word); }),
              words.end());
  return words;
}

double likeness(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  const std::set<std::string> left(a.begin(), a.end());
  const std::set<std::string> right(b.begin(), b.end());
  std::size_t common = 0;
  for (const std::string& word : left) common += right.count(word);
  const std::size_t all = left.size() + right.size() - common;
  return all == 0 ? 0 : static_cast<double>(common) / static_cast<double>(all);
}

std::string slug(std::string_view text) {
  std::vector<std::string> words = content_words(text);
  if (words.empty()) words = words_of(text);
  std::string out;
  std::size_t taken = 0;
  for (const std::string& word : words) {
    std::string ascii;
    const icu::UnicodeString wide = icu::UnicodeString::fromUTF8(word);
    for (std::int32_t i = 0; i < wide.length(); i = wide.moveIndex32(i, 1)) {
      UChar32 c = wide.char32At(i);
      if (c == 0xE5 || c == 0xE4) c = 'a';
      if (c == 0xF6 || c == 0xF8) c = 'o';
      if (c == 0xE9 || c == 0xE8) c = 'e';
      if (c == 0xFC) c = 'u';
      if (c < 0x80 && std::isalnum(static_cast<int>(c)) != 0) ascii += static_cast<char>(c);
    }
    if (ascii.empty()) continue;
    if (!out.empty() && (taken == 3 || out.size() + 1 + ascii.size() > kLongestId)) break;
    out += (out.empty() ? "" : "_") + ascii.substr(0, kLongestId);
    ++taken;
  }
  return out.empty() ? "item" : out;
}

std::string topic_of(std::string_view question) {
  const std::string text = key_of(question);
  std::string_view best;
  std::size_t first = std::string_view::npos;
  for (const Topic& topic : topics()) {
    const std::size_t at = first_of(text, topic.any);
    if (at >= first) continue;
    if (!topic.with.empty() && first_of(text, topic.with) == std::string_view::npos) continue;
    first = at;
    best = topic.id;
  }
  return std::string(best);
}

Title take_apart(std::string_view title) {
  Title out;
  std::string rest = trimmed(title);

  // LimeSurvey, code and text: "Q5[SQ001]. Hur väl … [Vi har tid]"; code alone: "Q5[SQ001]".
  std::size_t i = 0;
  while (i < rest.size() && is_code_sign(rest[i])) ++i;
  const std::string code = rest.substr(0, i);
  std::string sub;
  while (i < rest.size() && rest[i] == '[') {
    std::size_t j = i + 1;
    while (j < rest.size() && is_code_sign(rest[j])) ++j;
    if (j >= rest.size() || rest[j] != ']' || j == i + 1) break;
    sub += (sub.empty() ? "" : "_") + rest.substr(i + 1, j - i - 1);
    i = j + 1;
  }
  const bool letter = !code.empty() && std::isalpha(static_cast<unsigned char>(code[0])) != 0;
  const bool numbered = std::any_of(code.begin(), code.end(), [](char c) {
    return std::isdigit(static_cast<unsigned char>(c)) != 0;
  });
  const bool admin =
      std::find(std::begin(kAdminCodes), std::end(kAdminCodes), code) != std::end(kAdminCodes);
  const bool at_end = i == rest.size();
  const bool stop = i + 1 < rest.size() && rest[i] == '.' && rest[i + 1] == ' ';
  if (letter && ((stop && (numbered || admin || !sub.empty())) || (at_end && !sub.empty()))) {
    out.code = code;
    out.sub = sub;
    rest = trimmed(std::string_view(rest).substr(std::min(i + (stop ? 2 : 0), rest.size())));
  }

  if (!rest.empty() && rest.back() == ']') {
    int depth = 0;
    for (std::size_t at = rest.size(); at-- > 0;) {
      if (rest[at] == ']') ++depth;
      if (rest[at] == '[' && --depth == 0) {
        out.row = trimmed(std::string_view(rest).substr(at + 1, rest.size() - at - 2));
        rest = trimmed(std::string_view(rest).substr(0, at));
        break;
      }
    }
  }
  out.base = rest;
  return out;
}

}  // namespace samsyn::guess
