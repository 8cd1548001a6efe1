#include "pipeline/study/rows.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

namespace samsyn::guess {
namespace {

/// "Something else", alone or with a request to say what.
constexpr std::string_view kOther[] = {"annat",  "annan", "andra", "övrigt", "övriga", "other",
                                       "others", "oth",   "någon", "något",  "några",  "någonting"};
/// May stand beside it without making an option of it.
constexpr std::string_view kBeside[] = {"ange",       "anges",       "vad",           "vilket",
                                        "vilken",     "vilka",       "nämligen",      "i",
                                        "så",         "fall",        "skriv",         "specificera",
                                        "specify",    "please",      "beskriv",       "förtydliga",
                                        "här",        "egna",        "ord",           "gärna",
                                        "svar",       "alternativ",  "och",           "eller",
                                        "fritext",    "fritextsvar", "text",          "describe",
                                        "explain",    "vänligen",    "var",           "snäll",
                                        "vem",        "ja",          "option",        "utveckla",
                                        "kommentera", "motivera",    "write",         "in",
                                        "annat",      "något",       "specificering", "förklara",
                                        "det",        "är",          "med",           "t",
                                        "ex"};
constexpr std::string_view kAsksWhat[] = {"ange",   "skriv",  "nämligen",    "specify",
                                          "vilket", "vilken", "specificera", "vilka"};
constexpr std::string_view kComment[] = {"kommentar", "kommentarer", "comment", "comments",
                                         "kommentarsfält"};
constexpr std::string_view kPlaceholders[] = {"response",
                                              "open-ended response",
                                              "svar",
                                              "öppet svar",
                                              "fritextsvar",
                                              "svarstext",
                                              "öppna svar",
                                              "respons",
                                              "respuesta",
                                              "respuesta abierta",
                                              "antwort",
                                              "réponse",
                                              "vastaus",
                                              "besvarelse",
                                              "åpent svar",
                                              "åbent svar",
                                              "svar med fritext",
                                              "obegränsat svar",
                                              "obegränsade svar"};

}  // namespace

bool is_other(std::string_view text) {
  const std::vector<std::string> words = words_of(text);
  // "Annat språk, ange vilket": asks what, whatever it is.
  if (words.size() >= 3 && words.size() <= 8 && among(kOther, words.front()) &&
      std::any_of(words.begin(), words.end(),
                  [](const std::string& word) { return among(kAsksWhat, word); }))
    return true;
  bool other = false;
  for (const std::string& word : words) {
    // "någon", "något" alone say nothing; "någon annan" does.
    const bool here = among(kOther, word);
    other = other || (here && !word.starts_with("någ"));
    if (!here && !among(kBeside, word)) return false;
  }
  return other;
}

bool is_comment(std::string_view text) {
  const std::string key = key_of(text);
  if (key.ends_with("comment") && key.find(' ') == std::string::npos) return true;
  const std::vector<std::string> words = words_of(text);
  return words.size() == 1 && among(kComment, words.front());
}

std::string question_base(const Title& title) {
  return is_comment(title.row) ? take_apart(title.base).base : title.base;
}

bool asks_for_text(const Title& title) {
  const std::string_view said = title.row.empty() ? title.sub : title.row;
  return key_of(title.sub) == "other" || key_of(title.sub).ends_with("comment") || is_other(said) ||
         is_comment(said);
}

bool is_placeholder(std::string_view text) { return among(kPlaceholders, key_of(text)); }

}  // namespace samsyn::guess
