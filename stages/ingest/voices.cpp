#include "stages/ingest/voices.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <vector>

#include "stages/ingest/labels.hpp"
#include "stages/ingest/lines.hpp"
#include "stages/ingest/municipalities.hpp"

namespace samsyn::ingest {
namespace {

constexpr std::size_t kLongestVoice = 80;   // bytes: three municipalities, or a group and its remark
constexpr std::size_t kLongestRemark = 48;  // bytes
constexpr std::size_t kMostNames = 8;       // municipalities in one label

bool digit(char c) { return c >= '0' && c <= '9'; }

bool one_of(std::string_view word, const std::string_view* begin, const std::string_view* end) {
  return std::find(begin, end, word) != end;
}

/// Words that a number or letter makes a group's or person's label.
bool group_word(std::string_view word) {
  constexpr std::string_view kWords[]{
      "grupp",          "bord",         "smågrupp",   "delgrupp",       "arbetsgrupp", "lag",
      "fokusgrupp",     "samtalsgrupp", "rum",        "diskussionsgrupp", "gruppbord", "team",
      "breakoutrum",    "respondent",   "informant",  "intervjuperson", "ip",          "table",
      "group",          "bordsgrupp",   "kommungrupp"};
  return one_of(word, std::begin(kWords), std::end(kWords));
}

/// "Gröna gruppen", "gult bord": groups called by the colour of their paper.
bool colour_group(std::string_view key) {
  constexpr std::string_view kColours[]{"grön", "gröna", "grönt", "gul", "gula", "gult", "röd",
                                        "röda", "rött",  "blå",   "blåa", "blått", "rosa", "vit",
                                        "vita", "vitt",  "lila",  "orange", "svart", "svarta"};
  constexpr std::string_view kThings[]{"grupp", "gruppen", "bord", "bordet", "lag", "laget"};
  const std::size_t blank = key.find(' ');
  return blank != std::string_view::npos &&
         one_of(key.substr(0, blank), std::begin(kColours), std::end(kColours)) &&
         one_of(key.substr(blank + 1), std::begin(kThings), std::end(kThings));
}

/// Without signs of Markdown, outer blanks and final colons; white space collapsed.
std::string bare(std::string_view text) {
  while (!text.empty() && std::string_view("#*_ \t").find(text.front()) != std::string_view::npos) {
    text.remove_prefix(1);
  }
  while (!text.empty() && std::string_view("#*_: \t").find(text.back()) != std::string_view::npos) {
    text.remove_suffix(1);
  }
  return collapse(text);
}

/// "2. Tibro" without its number; "12 Tibro" may be anything, so a sign must end the number.
std::string_view without_number(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size() && (digit(text[at]) || text[at] == '.' || text[at] == ')')) ++at;
  if (at == 0 || at >= text.size() || digit(text[at - 1]) || text[at] != ' ') {
    // "2.1 Tibro" ends in a digit, but has a stop inside.
    const bool dotted = at > 0 && at < text.size() && text[at] == ' ' &&
                        text.substr(0, at).find('.') != std::string_view::npos;
    if (!dotted) return text;
  }
  return text.substr(at + 1);
}

void add_name(std::string& names, std::string_view name) {
  if (!names.empty()) names += '/';
  names += name;
}

/// The municipalities that the whole text lists; empty when anything else stands in it.
std::string municipalities_in(std::string_view text, std::size_t depth = 0) {
  text = trim(text);
  if (text.empty()) return {};
  if (const Municipality whole = find_municipality(text); whole.exact) {
    return std::string(whole.name);
  }
  if (depth == kMostNames) return {};
  for (const std::string_view word : {" kommuner", " KOMMUNER", " kommun", " KOMMUN"}) {
    if (text.ends_with(word)) return municipalities_in(text.substr(0, text.size() - word.size()), depth + 1);
  }
  constexpr std::array<std::string_view, 10> kBetween{" och ", " OCH ", " samt ", "/", ",",
                                                      "&",     "+",     "–",      "-", ";"};
  for (const std::string_view between : kBetween) {
    const std::size_t at = text.find(between);
    if (at == std::string_view::npos) continue;
    std::string names = municipalities_in(text.substr(0, at), depth + 1);
    if (names.empty()) continue;
    const std::string more = municipalities_in(text.substr(at + between.size()), depth + 1);
    if (more.empty()) return {};
    add_name(names, more);
    return names;
  }
  return {};
}

/// A remark in brackets at the end ("(HR)"); `text` loses it.
std::string_view take_bracket(std::string_view& text) {
  if (!text.ends_with(')')) return {};
  const std::size_t open = text.rfind('(');
  if (open == std::string_view::npos || open == 0) return {};
  const std::string_view inside = trim(text.substr(open + 1, text.size() - open - 2));
  text = trim(text.substr(0, open));
  return inside;
}

/// A day, a time or a number of people is no remark on who speaks.
bool tells_who(std::string_view remark) {
  return !remark.empty() && remark.size() <= kLongestRemark && !names_month(remark) &&
         !(digit(remark.front()) && remark.find_first_of("-/:.") != std::string_view::npos);
}

/// "Grupp 1", "Bord B", "Grupp nr 2 – Tibro": the group, and what stands behind it.
Voice group_of(std::string_view text) {
  const std::size_t blank = text.find(' ');
  if (blank == std::string_view::npos || !group_word(fold_label(text.substr(0, blank)))) return {};
  std::size_t at = blank + 1;
  for (const std::string_view number : {"nr ", "nr. ", "nummer "}) {
    if (text.substr(at).starts_with(number)) at += number.size();
  }
  const std::size_t begin = at;
  while (at < text.size() && digit(text[at])) ++at;
  if (at - begin > 2) return {};
  const bool numbered = at > begin;
  // One letter by itself or behind the number: "Bord B", "Grupp 1b".
  const auto letter = [&](std::size_t i) {
    return i < text.size() && ((text[i] >= 'A' && text[i] <= 'Z') || (numbered && text[i] >= 'a' && text[i] <= 'e'));
  };
  if (letter(at) && (at + 1 == text.size() || std::string_view(" :,(").find(text[at + 1]) != std::string_view::npos)) {
    ++at;
  }
  if (at == begin) return {};
  Voice voice;
  voice.id = text;
  std::string_view rest = trim(text.substr(at));
  if (rest.empty()) return voice;
  if (rest.front() == '(') {
    if (rest.back() != ')' || !tells_who(rest.substr(1, rest.size() - 2))) return {};
    voice.municipality = municipalities_in(rest.substr(1, rest.size() - 2));
    return voice;
  }
  constexpr std::array<std::string_view, 5> kSigns{":", ",", "–", "-", "—"};
  for (const std::string_view sign : kSigns) {
    if (!rest.starts_with(sign)) continue;
    const std::string_view remark = trim(rest.substr(sign.size()));
    if (!tells_who(remark) || remark.ends_with('.') || remark.ends_with('!') ||
        remark.ends_with('?')) {
      return {};
    }
    voice.municipality = municipalities_in(remark);
    voice.remark = voice.municipality.empty();
    return voice;
  }
  return {};
}

}  // namespace

bool names_month(std::string_view text) {
  const std::string key = fold_label(text);
  for (const std::string_view month :
       {"januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september",
        "oktober", "november", "december"}) {
    if (key.find(month) != std::string::npos) return true;
  }
  return false;
}

Voice voice_of_file(std::string_view line) {
  for (const std::string_view word : {"Kommun:", "KOMMUN:", "Kommun :", "Kommunens namn:"}) {
    if (!line.starts_with(word) || line.size() > kLongestVoice) continue;
    const Municipality found = find_municipality(bare(line.substr(word.size())));
    if (found.exact) return {std::string(found.name), std::string(found.name), false};
  }
  return {};
}

Voice voice_of(std::string_view text) {
  if (text.empty() || text.size() > kLongestVoice) return {};
  const std::string whole = bare(text);
  const std::string_view plain = without_number(whole);
  if (plain.empty()) return {};
  if (std::string names = municipalities_in(plain); !names.empty()) {
    Voice voice;
    voice.id = names;
    voice.municipality = std::move(names);
    return voice;
  }
  if (Voice file = voice_of_file(plain); !file.id.empty()) return file;
  if (Voice group = group_of(plain); !group.id.empty()) return group;
  if (colour_group(fold_label(plain))) return {std::string(plain), {}, false};
  std::string_view name = plain;
  const std::string_view remark = take_bracket(name);
  if (!tells_who(remark)) return {};
  if (std::string names = municipalities_in(name); !names.empty()) {
    return {names + " (" + std::string(remark) + ")", std::move(names), false};
  }
  return {};
}

}  // namespace samsyn::ingest
