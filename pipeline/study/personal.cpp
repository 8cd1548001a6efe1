#include "pipeline/study/personal.hpp"

#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <span>

#include "pipeline/study/scales.hpp"
#include "pipeline/study/titles.hpp"
#include "pipeline/study/wording.hpp"

namespace samsyn::guess {
namespace {

using Stems = std::span<const std::string_view>;

constexpr double kMostly = 0.5;       // share of answers that makes a column personal by itself
constexpr std::size_t kShortest = 8;  // digits of a telephone number: 08-12 34 56
constexpr std::size_t kLongest = 13;  // +46 (0)70 123 45 67
constexpr double kShortAnswer = 5;    // words: a name or an address, not a text about one

/// Ways to reach a person: a question with one of these words asks for it, or is about it.
constexpr std::string_view kReach[] = {"e-post",
                                       "epost",
                                       "e-postadress",
                                       "epostadress",
                                       "mejl",
                                       "mejladress",
                                       "mail",
                                       "mailadress",
                                       "e-mail",
                                       "email",
                                       "telefon",
                                       "telefonnummer",
                                       "telefonnr",
                                       "mobiltelefon",
                                       "mobilnummer",
                                       "mobilnr",
                                       "tel",
                                       "telnr",
                                       "phone",
                                       "kontaktuppgifter",
                                       "kontaktuppgift",
                                       "kontaktinformation",
                                       "personuppgifter",
                                       "adressuppgifter",
                                       "hemadress",
                                       "gatuadress",
                                       "personnummer",
                                       "mobil"};
/// Phrases that offer or ask for contact.
constexpr std::string_view kContact[] = {
    "kontakta dig", "kontakta er", "kontakt med dig",    "når vi dig",  "nå dig",    "nå er",
    "nås du",       "höra av oss", "återkomma till dig", "contact you", "reach you", "kontaktas"};
/// Words that ask to write down what follows within five words, and those that claim the next one.
constexpr std::string_view kAsks[] = {"ange", "lämna", "skriv", "uppge", "fyll", "enter", "leave"};
constexpr std::string_view kYours[] = {"din", "ditt", "dina", "er", "ert", "your"};
constexpr std::size_t kAskedWithin = 5;
constexpr std::string_view kNameWords[] = {"namn", "namnet", "namnen", "förnamn", "efternamn",
                                           "name", "names",  "heter",  "hette"};
/// Of a person: the head of a compound counts ("enhetschefen"), not its first part
/// ("chefsprogrammet").
constexpr std::string_view kPersons[] = {
    "chef",     "person",         "kollega",    "kolleg",      "handledare", "medarbetare",
    "ansvarig", "rektor",         "mentor",     "samordnare",  "lärare",     "ledare",
    "coach",    "handläggare",    "deltagare",  "anhörig",     "brukare",    "elev",
    "vikarie",  "kandidat",       "förälder",   "klasskamrat", "vän",        "kontakt",
    "ombud",    "vårdnadshavare", "ordförande", "manager"};
constexpr std::string_view kThings[] = {
    "insats",      "projekt",     "satsning",       "verksamhet",
    "kurs",        "utbildning",  "enhet",          "kommun",
    "förvaltning", "arbetsplats", "organisation",   "företag",
    "metod",       "program",     "programm",       "skola",
    "boende",      "avdelning",   "team",           "grupp",
    "förening",    "myndighet",   "åtgärd",         "modell",
    "plattform",   "system",      "verktyg",        "app",
    "nätverk",     "material",    "region",         "stad",
    "ort",         "bolag",       "titel",          "yrke",
    "område",      "dokument",    "rutin",          "tjänst",
    "hem",         "skolenhet",   "samverkansform", "aktör",
    "leverantör",  "språk",       "forum",          "plats",
    "gård"};
constexpr std::string_view kEndings[] = {"",     "n",   "en",  "et",   "t", "s",  "ns",   "ens",
                                         "ets",  "ar",  "er",  "or",   "r", "na", "arna", "erna",
                                         "orna", "rna", "are", "aren", "a", "an"};

/// Is one of the stems the head of the word, in whatever form?
bool has_head(std::string_view word, Stems stems) {
  for (const std::string_view stem : stems) {
    const std::size_t at = word.rfind(stem);
    if (at != std::string_view::npos && among(kEndings, word.substr(at + stem.size()))) return true;
  }
  return false;
}

struct Asked {
  bool reach = false;    ///< names a way to reach someone
  bool contact = false;  ///< offers contact
  bool asks = false;     ///< for it, in so many words
  bool name = false, own_name = false, who = false;
  bool person = false, thing = false;
};

Asked asked(std::string_view question) {
  Asked out;
  const std::string key = key_of(question);
  for (const std::string_view phrase : kContact)
    out.contact = out.contact || key.find(phrase) != std::string::npos;
  const std::vector<std::string> words = words_of(question);
  bool you = false;
  std::size_t since = kAskedWithin + 1;  // words since one that asks
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string& word = words[i];
    since = among(kAsks, word) ? 0 : since + 1;
    const bool reach = among(kReach, word);
    out.reach = out.reach || reach;
    out.asks =
        out.asks || (reach && (since <= kAskedWithin || (i > 0 && among(kYours, words[i - 1]))));
    out.name = out.name || among(kNameWords, word);
    out.who = out.who || word == "vem" || word == "who";
    you = you || word == "ditt" || word == "du" || word == "dig" || word == "your";
    const bool thing = has_head(word, kThings);
    out.thing = out.thing || thing;
    out.person = out.person || (!thing && has_head(word, kPersons));
  }
  out.own_name = out.name && you && !out.thing && !out.person;
  out.asks = out.asks || words.size() <= 2;
  return out;
}

/// "@", a letter or more, a stop and something behind it, without blanks; something before the "@".
bool holds_e_mail(std::string_view text) {
  std::size_t end = 0;  // of the word at hand, and the first stop in it from the last "@" looked at
  std::size_t stop = 0;  // on: both only move on, however many "@" there are
  for (std::size_t at = text.find('@'); at != std::string_view::npos; at = text.find('@', at + 1)) {
    if (at == 0 || at + 1 >= text.size() || text[at - 1] == ' ' || text[at + 1] == ' ') continue;
    if (end <= at) end = std::min(text.find_first_of(" \t\r\n,;<>()", at), text.size());
    if (stop <= at) stop = std::min(text.find('.', at), text.size());
    if (stop > at + 1 && stop + 1 < end) return true;
  }
  return false;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// "070-123 45 67", "+46 (0)70 1234567", "08/12 34 56"; also within a text.
bool holds_phone(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool plus = text[i] == '+' && i + 1 < text.size() && is_digit(text[i + 1]);
    const bool zero =
        text[i] == '0' && i + 1 < text.size() && text[i + 1] != '.' && text[i + 1] != ',';
    if ((!plus && !zero) || (i > 0 && (is_digit(text[i - 1]) || text[i - 1] == '-'))) continue;
    std::size_t digits = 0, end = i + (plus ? 1U : 0U), gap = 0;
    for (; end < text.size() && gap < 3; ++end) {
      if (is_digit(text[end])) {
        ++digits;
        gap = 0;
      } else if (std::string_view(" -/()").find(text[end]) != std::string_view::npos) {
        ++gap;
      } else {
        break;
      }
    }
    if (digits >= kShortest && digits <= kLongest) return true;
    i = end == i ? i : end - 1;
  }
  return false;
}

/// Two or three words with capitals and nothing but letters; particles and initials may stand
/// between. One word could be anything.
bool has_name_shape(std::string_view text) {
  static constexpr std::string_view kParticles[] = {"von", "af", "de", "van", "al", "el", "da"};
  const icu::UnicodeString wide = icu::UnicodeString::fromUTF8(icu::StringPiece(
      text.data(), static_cast<std::int32_t>(std::min<std::size_t>(text.size(), 200))));
  std::size_t capital = 0, words = 0;
  std::string word;
  const auto finish = [&](std::int32_t begin, std::int32_t end) {
    if (begin == end) return true;
    ++words;
    const UChar32 first = wide.char32At(begin);
    std::string lower;
    wide.tempSubStringBetween(begin, end).toUTF8String(lower);
    if (among(kParticles, lower)) return true;
    if (u_isupper(first) == 0) return false;
    // "HR" and "SFI" are none, "AnnaKarin" and "McLeod" may be; a lone initial is.
    std::int32_t small = 0;
    for (std::int32_t i = begin; i < end; i = wide.moveIndex32(i, 1))
      small += u_islower(wide.char32At(i)) != 0 ? 1 : 0;
    const bool initial = small == 0 && end - begin <= 2;
    if (small == 0 && !initial) return false;
    capital += initial ? 0U : 1U;
    return true;
  };
  std::int32_t begin = 0;
  for (std::int32_t i = 0; i < wide.length(); i = wide.moveIndex32(i, 1)) {
    const UChar32 c = wide.char32At(i);
    if (c == ' ' || c == 0xA0) {
      if (!finish(begin, i)) return false;
      begin = i + 1;
      continue;
    }
    if (u_isalpha(c) == 0 && c != '-' && c != '.' && c != '\'' && c != 0x2019) return false;
    if (c == '.' && i - begin > 2) return false;
  }
  if (!finish(begin, wide.length())) return false;
  return words >= 2 && words <= 4 && capital >= 2;
}

PersonalGuess found(double certainty, Bilingual reason) {
  return {true, certainty, std::move(reason)};
}

}  // namespace

PersonalSigns personal_signs(const std::vector<std::string>& cells) {
  PersonalSigns out;
  for (const std::string& cell : cells) {
    if (cell.empty()) continue;
    ++out.answers;
    const bool e_mail = holds_e_mail(cell), phone = holds_phone(cell);
    out.e_mail += e_mail ? 1 : 0;
    out.phone += phone ? 1 : 0;
    out.reached += e_mail || phone ? 1 : 0;
    out.name += has_name_shape(cell) ? 1 : 0;
  }
  if (out.answers == 0) return out;
  for (double* share : {&out.e_mail, &out.phone, &out.name, &out.reached})
    *share /= static_cast<double>(out.answers);
  return out;
}

PersonalGuess find_personal(std::string_view question, std::string_view row, const Features& f,
                            const std::vector<std::string>& cells) {
  const PersonalSigns signs = personal_signs(cells);
  if (signs.e_mail >= kMostly)
    return found(0.98, {"svaren är e-postadresser", "the answers are e-mail addresses"});
  if (signs.phone >= kMostly && f.dates < kMostly)
    return found(0.95, {"svaren är telefonnummer", "the answers are telephone numbers"});
  if (signs.reached >= kMostly)
    return found(0.95, {"svaren är e-postadresser och telefonnummer",
                        "the answers are e-mail addresses and telephone numbers"});

  const Asked a = asked(question);
  const bool brief = f.answers == 0 || f.mean_words <= kShortAnswer;
  const bool yes_no = f.answers > 0 && std::all_of(f.values.begin(), f.values.end(), [](auto& v) {
                        return is_yes(v.first) || is_no(v.first) || means_dont_know(v.first);
                      });
  if (yes_no || f.numbers >= kMostly) return {};

  if ((a.reach || a.contact) && signs.reached > 0)
    return found(0.95, {"frågan gäller kontaktuppgifter, och " + percent(signs.reached) +
                            " av svaren har sådana",
                        "the question asks for contact details, and " + percent(signs.reached) +
                            " of the answers hold some"});
  const KnownTitle* title = row.empty() ? nullptr : find_tool_column(row);
  if (title != nullptr && title->role == Role::personal && brief &&
      (a.reach || a.contact || key_of(question).find("uppgift") != std::string::npos))
    return found(0.95, {"raden gäller en persons uppgifter", "the row asks for personal data"});
  if (a.reach && a.asks && brief && f.recurring < 0.6)
    return found(0.85, {"frågan ber om kontaktuppgifter", "the question asks for contact details"});

  if (a.own_name && brief && f.recurring < 0.6)
    return found(0.9, {"frågan ber om namn på den som svarar",
                       "the question asks for the respondent's name"});
  if (!a.name && !a.who) return {};
  const Bilingual names{
      "frågan gäller en person, och " + percent(signs.name) + " av svaren ser ut som namn",
      "the question asks for a person, and " + percent(signs.name) +
          " of the answers look like names"};
  if (a.person && brief && signs.answers > 0 && signs.name >= 0.3) return found(0.95, names);
  if (a.name && a.person && !a.thing && brief && f.recurring < 0.6)
    return found(
        0.75, {"frågan ber om namnet på en person", "the question asks for the name of a person"});
  if (!a.thing && brief && signs.answers > 0 && signs.name >= kMostly) return found(0.85, names);
  return {};
}

}  // namespace samsyn::guess
