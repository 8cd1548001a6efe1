#include "stages/ingest/labels.hpp"

#include <unicode/bytestream.h>
#include <unicode/casemap.h>
#include <unicode/stringpiece.h>

#include <algorithm>
#include <array>
#include <iterator>

#include "pipeline/model/text.hpp"
#include "stages/ingest/lines.hpp"

namespace samsyn::ingest {
namespace {

constexpr std::size_t kLabelBytes = std::size_t{kLabelLimit} * 4;

/// Control signs, and what ends sentences or stands in formulas and code.
constexpr std::array<bool, 256> kNotInLabels = [] {
  std::array<bool, 256> out{};
  for (std::size_t c = 0; c < 0x20; ++c) out.at(c) = true;
  for (const char c : std::string_view(",;!?:\"<>{}[]=|"))
    out.at(static_cast<unsigned char>(c)) = true;
  return out;
}();

bool digit(char c) { return c >= '0' && c <= '9'; }
bool ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// A capital at the start: A-Z, U+00C0-U+00DE, the even letters of Latin Extended-A (U+0100-U+017F,
/// where capitals and small letters alternate), U+0410-U+042F are not met in Swedish labels.
bool starts_with_capital(std::string_view text) {
  if (text.empty()) return false;
  const auto c = static_cast<unsigned char>(text[0]);
  if (c >= 'A' && c <= 'Z') return true;
  if (text.size() < 2) return false;
  const auto d = static_cast<unsigned char>(text[1]);
  if (c == 0xC3) return d >= 0x80 && d <= 0x9E && d != 0x97;
  if (c != 0xC4 && c != 0xC5) return false;
  const unsigned point = (static_cast<unsigned>(c & 0x1FU) << 6U) | (d & 0x3FU);
  const bool odd_is_capital = (point >= 0x139 && point <= 0x148) || point >= 0x179;
  return odd_is_capital ? (point & 1U) != 0 : (point & 1U) == 0;
}

bool particle(std::string_view word) {
  constexpr std::array<std::string_view, 15> kParticles{
      "af", "av", "von", "van", "de", "der", "den", "di", "da", "la", "el", "al", "och", "i", "zu"};
  return std::find(kParticles.begin(), kParticles.end(), word) != kParticles.end();
}

/// Reads 1 or 2 digits; -1 = none, or more than two.
int two_digits(std::string_view text, std::size_t& at) {
  std::size_t i = at;
  int value = 0;
  while (i < text.size() && digit(text[i]) && i - at < 3) value = value * 10 + (text[i++] - '0');
  if (i == at || i - at > 2) return -1;
  at = i;
  return value;
}

struct Clock {
  std::size_t size = 0;
  double seconds = -1;
};

Clock clock_at(std::string_view text) {
  std::size_t at = 0;
  std::array<int, 3> parts{};
  std::size_t count = 0;
  while (count < 3) {
    const std::size_t start = at;
    const int value = two_digits(text, at);
    if (value < 0 || (count > 0 && value > 59)) {
      at = start;
      break;
    }
    parts.at(count++) = value;
    if (count == 3 || at >= text.size() || text[at] != ':' || at + 1 >= text.size() ||
        !digit(text[at + 1])) {
      break;
    }
    ++at;
  }
  if (count < 2) return {};
  double seconds = 0;
  for (std::size_t i = 0; i < count; ++i) seconds = seconds * 60 + parts.at(i);
  if (at + 1 < text.size() && (text[at] == '.' || text[at] == ',' || text[at] == '-') &&
      digit(text[at + 1])) {
    double unit = 0.1;
    std::size_t digits = 0;
    for (++at; at < text.size() && digit(text[at]) && digits < 6; ++at, ++digits, unit /= 10) {
      seconds += unit * (text[at] - '0');
    }
  }
  if (at < text.size() && (digit(text[at]) || text[at] == ':' || ascii_letter(text[at]) ||
                           static_cast<unsigned char>(text[at]) >= 0xC3)) {
    // "10:30:" is no stamp, nor "4:12an"; U+00A0 (0xC2 0xA0) may follow.
    if (text[at] != ':') return {};
  }
  return {at, seconds};
}

/// `label` with a stamp at its end cut off ("Gunilla (00:04:12)", "Gunilla 00:04").
std::string_view without_stamp(std::string_view label, double& time) {
  for (std::size_t i = label.size(); i-- > 0;) {
    const char c = label[i];
    const bool opens = c == '[' || c == '(' || c == '{' || c == '#';
    const bool first_digit = digit(c) && i > 0 && white_space_at(label, i - 1) != 0;
    if (!opens && !first_digit) continue;
    const Stamp stamp = stamp_at(label.substr(i));
    if (stamp.size != 0 && i + stamp.size == label.size()) {
      time = stamp.seconds;
      return trim(label.substr(0, i));
    }
    if (label.size() - i > 20) break;
  }
  return label;
}

/// Folds the case of ASCII and of U+00C0-U+00FE, where capitals stand 32 before their small letters
/// (× and ß excepted). False, and nothing changed, when there are other letters.
bool fold_swedish(std::string& text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c < 0x80) continue;
    if (c != 0xC3 || i + 1 == text.size() || text[i + 1] == '\x97' || text[i + 1] == '\x9F') {
      return false;
    }
    ++i;
  }
  for (std::size_t i = 0; i < text.size(); ++i) {
    char& c = text[i];
    if (c >= 'A' && c <= 'Z') {
      c = static_cast<char>(c + ('a' - 'A'));
    } else if (c == '\xC3') {
      char& tail = text[++i];
      if (static_cast<unsigned char>(tail) < 0x9F) tail = static_cast<char>(tail + 0x20);
    }
  }
  return true;
}

/// A whole word for the one who asks, folded.
bool asking_word(std::string_view key) {
  constexpr std::string_view kWords[]{
      "intervjuare",       "intervjuaren",       "intervjuledare",    "intervjuledaren",
      "moderator",         "moderatorn",         "samtalsledare",     "samtalsledaren",
      "frågeställare",     "frågeställaren",     "utfrågare",         "utfrågaren",
      "frågare",           "interviewer",        "facilitator",       "facilitatorn",
      "workshopledare",    "workshopledaren",    "processledare",     "processledaren",
      "diskussionsledare", "diskussionsledaren", "fokusgruppsledare", "gruppsamtalsledare",
      "forskare",          "forskaren",          "följeforskare",     "följeforskaren",
      "utvärderare",       "utvärderaren",       "bisittare",         "bisittaren",
      "medmoderator",      "comoderator",        "co-moderator",      "observatör",
      "programledare",     "reporter",           "researcher"};
  return std::find(std::begin(kWords), std::end(kWords), key) != std::end(kWords);
}

}  // namespace

Stamp stamp_at(std::string_view text) {
  if (text.empty()) return {};
  const char open = text[0];
  char close = 0;
  if (open == '[') close = ']';
  if (open == '(') close = ')';
  if (open == '{') close = '}';
  if (open == '#') close = '#';
  if (close == 0) {
    if (!digit(open)) return {};
    const Clock clock = clock_at(text);
    return clock.size == 0 ? Stamp{} : Stamp{clock.size, clock.seconds, false};
  }
  const std::size_t begin = skip_blanks(text, 1);
  if (begin >= text.size() || !digit(text[begin])) return {};
  const Clock clock = clock_at(text.substr(begin));
  if (clock.size == 0) return {};
  const std::size_t end = skip_blanks(text, begin + clock.size);
  if (end >= text.size() || text[end] != close) return {};
  return {end + 1, clock.seconds, true};
}

Stamp worded_stamp(std::string_view text) {
  struct Unit {
    std::string_view name;
    double seconds;
  };
  constexpr Unit kUnits[]{{"timmar", 3600}, {"timme", 3600}, {"hours", 3600}, {"hour", 3600},
                          {"minuter", 60},  {"minut", 60},   {"minutes", 60}, {"minute", 60},
                          {"sekunder", 1},  {"sekund", 1},   {"seconds", 1},  {"second", 1}};
  double seconds = 0;
  double last = 0;  // of the unit before: hours come before minutes
  std::size_t at = 0;
  while (at < text.size()) {
    const int value = two_digits(text, at);
    if (value < 0 || at >= text.size() || text[at] != ' ') return {};
    ++at;
    const auto* unit = std::find_if(std::begin(kUnits), std::end(kUnits), [&](const Unit& u) {
      const std::string_view rest = text.substr(at);
      return rest.starts_with(u.name) &&
             (rest.size() == u.name.size() || rest[u.name.size()] == ' ');
    });
    if (unit == std::end(kUnits) || (last != 0 && unit->seconds >= last)) return {};
    seconds += value * unit->seconds;
    last = unit->seconds;
    at = skip_blanks(text, at + unit->name.size());
  }
  return last == 0 ? Stamp{} : Stamp{text.size(), seconds, false};
}

bool label_shaped(std::string_view text) {
  if (text.empty() || text.size() > kLabelBytes || !starts_with_capital(text)) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (kNotInLabels[static_cast<unsigned char>(c)]) return false;
    // A full stop inside ends a sentence, except after an initial or "jr."
    if (c == '.' && i + 2 < text.size() && text[i + 1] == ' ' && i > 4 && text[i - 2] != ' ' &&
        text[i - 2] != '.' && text[i - 3] != ' ') {
      return false;
    }
  }
  for (const std::string_view quote : {"”", "“", "»", "«", "…"}) {
    if (text.find(quote) != std::string_view::npos) return false;
  }
  if (text.starts_with("Http") || text.starts_with("HTTP")) return false;
  return code_points(text) <= kLabelLimit;
}

bool name_shaped(std::string_view text) {
  if (!label_shaped(text) || text.back() == '.') return false;
  std::size_t words = 0;
  bool bracket = false;
  for (std::size_t at = 0; at < text.size();) {
    at = skip_blanks(text, at);
    std::size_t end = text.find(' ', at);
    if (end == std::string_view::npos) end = text.size();
    const std::string_view word = text.substr(at, end - at);
    at = end;
    if (word.empty()) continue;
    if (++words > 5) return false;
    bracket = bracket || word.front() == '(';
    if (!bracket && !starts_with_capital(word) && !digit(word.front()) && !particle(word) &&
        word != "&" && word != "/" && word != "-") {
      return false;
    }
    if (word.back() == ')') bracket = false;
  }
  return true;
}

Label colon_label(std::string_view line, bool stamps) {
  Label label;
  std::size_t begin = 0;
  const std::string_view head = line.substr(0, kLabelBytes + 64);
  if (const Stamp stamp = stamps ? stamp_at(head) : Stamp{}; stamp.size != 0) {
    label.time = stamp.seconds;
    begin = skip_blanks(head, stamp.size);
    if (begin + 1 < head.size() && head[begin] == '-' && head[begin + 1] == ' ') {
      begin = skip_blanks(head, begin + 1);
    }
  }
  if (!starts_with_capital(head.substr(begin))) return {};

  // The first colon that is not inside a clock time ends the label.
  std::size_t colon = begin;
  do {
    colon = head.find(':', colon + 1);
    if (colon == std::string_view::npos) return {};
  } while (digit(head[colon - 1]) && colon + 1 < head.size() && digit(head[colon + 1]));
  double after = -1;
  std::string_view name = trim(head.substr(begin, colon - begin));
  if (stamps) name = without_stamp(name, after);
  if (!label_shaped(name)) return {};
  // "EU:s", "HR:n": an inflected abbreviation, not a label.
  if (colon + 1 < head.size() && head[colon + 1] >= 'a' && head[colon + 1] <= 'z') return {};
  label.layout = Layout::colon;
  label.name = name;
  if (after >= 0) label.time = after;
  label.body = skip_blanks(line, colon + 1);
  // "Anna: [00:04:12] text": the stamp behind the colon belongs to the label.
  if (stamps && label.time < 0) {
    if (const Stamp stamp = stamp_at(line.substr(label.body, 32)); stamp.bracketed) {
      label.time = stamp.seconds;
      label.body = skip_blanks(line, label.body + stamp.size);
    }
  }
  return label;
}

Label name_time_label(std::string_view line) {
  if (!starts_with_capital(line)) return {};
  const std::string_view head = line.substr(0, kLabelBytes);
  for (std::size_t i = 1; i < head.size(); ++i) {
    const char c = head[i];
    if (c == ',' || c == '!' || c == '?' || c == ';' || c == ':') return {};
    const bool opens = c == '[' || c == '(' || c == '{' || c == '#';
    if (!opens && !digit(c)) continue;
    const bool apart = white_space_at(head, i - 1) != 0 ||
                       (i >= 2 && white_space_at(head, i - 2) == 2) ||
                       (i >= 3 && white_space_at(head, i - 3) == 3);
    if (!apart) continue;
    Stamp stamp = stamp_at(line.substr(i, 32));
    if (stamp.size == 0 && digit(c) && line.size() - i < 48) stamp = worded_stamp(line.substr(i));
    if (stamp.size == 0) continue;
    const std::string_view name = trim(head.substr(0, i));
    if (!name_shaped(name)) return {};
    return {Layout::name_time, name, stamp.seconds, skip_blanks(line, i + stamp.size)};
  }
  return {};
}

bool interviewer_word(std::string_view label) {
  constexpr std::string_view kShort[]{"int", "interv", "i", "iv", "il", "mod", "fråga"};
  std::string key = fold_label(label);
  while (key.ends_with(':') || key.ends_with('.')) key.pop_back();
  const auto letters = key.find_last_not_of("0123456789 .");
  if (letters == std::string::npos) return false;
  // "Moderator 2" is one; "I2" is as well an informant: only words lose their number.
  if (letters + 1 >= 3) key.resize(letters + 1);
  if (asking_word(key) ||
      std::find(std::begin(kShort), std::end(kShort), key) != std::end(kShort)) {
    return true;
  }
  // Beside a name: the first word, the last, or what stands in brackets.
  const std::size_t first = key.find_first_of(" /,(");
  if (first == std::string::npos) return false;
  if (asking_word(std::string_view(key).substr(0, first))) return true;
  std::string_view last = std::string_view(key).substr(key.find_last_of(" /,(") + 1);
  if (last.ends_with(')')) last.remove_suffix(1);
  return asking_word(last);
}

bool respondent_word(std::string_view label) {
  constexpr std::string_view kWords[]{
      "r", "rp",    "ip",       "resp", "respondent", "respondenten",   "informant",        "inf",
      "s", "svar",  "svarande", "d",    "deltagare",  "intervjuperson", "intervjupersonen", "a",
      "p", "person"};
  std::string key = fold_label(label);
  key.resize(key.find_last_not_of("0123456789 .:") + 1);
  return std::find(std::begin(kWords), std::end(kWords), key) != std::end(kWords);
}

bool header_key(std::string_view label) {
  constexpr std::string_view kKeys[]{"datum",
                                     "tid",
                                     "plats",
                                     "lokal",
                                     "deltagare",
                                     "deltagande",
                                     "närvarande",
                                     "frånvarande",
                                     "ordförande",
                                     "sekreterare",
                                     "justerare",
                                     "kallade",
                                     "ledamöter",
                                     "diarienummer",
                                     "dnr",
                                     "ärendenummer",
                                     "kontaktperson",
                                     "handläggare",
                                     "e-post",
                                     "telefon",
                                     "vid protokollet",
                                     "vid pennan",
                                     "antecknat av",
                                     "antecknare",
                                     "anteckningar",
                                     "protokollförare",
                                     "protokoll",
                                     "mötesledare",
                                     "moderatorer",
                                     "transkriberat av",
                                     "transkriberad av",
                                     "transkribering",
                                     "inspelning",
                                     "inspelat",
                                     "längd",
                                     "inspelningens längd",
                                     "utskrivet av",
                                     "intervjudatum",
                                     "roll",
                                     "titel",
                                     "yrke",
                                     "kopia till",
                                     "sammanträdesdatum",
                                     "sammanträdestid",
                                     "mötesdatum",
                                     "mötestid",
                                     "mötesplats",
                                     "tidpunkt",
                                     "tid och plats",
                                     "datum och tid",
                                     "datum och plats",
                                     "plats och tid",
                                     "beslutande",
                                     "ersättare",
                                     "tjänstgörande ersättare",
                                     "ej tjänstgörande ersättare",
                                     "övriga närvarande",
                                     "övriga deltagare",
                                     "utses att justera",
                                     "paragrafer",
                                     "inbjudna",
                                     "anmält förhinder",
                                     "förhinder",
                                     "förhindrade",
                                     "antal deltagare",
                                     "ort",
                                     "intervju genomförd",
                                     "intervjuns längd",
                                     "frånvaro"};
  const std::string key = fold_label(label);
  return std::find(std::begin(kKeys), std::end(kKeys), key) != std::end(kKeys);
}

std::string fold_label(std::string_view label) {
  std::string plain = collapse(label);
  if (fold_swedish(plain)) return plain;
  std::string out;
  icu::StringByteSink<std::string> sink(&out, static_cast<std::int32_t>(plain.size()));
  UErrorCode status = U_ZERO_ERROR;
  icu::CaseMap::utf8Fold(0, icu::StringPiece(plain.data(), static_cast<std::int32_t>(plain.size())),
                         sink, nullptr, status);
  return U_SUCCESS(status) ? out : plain;
}

}  // namespace samsyn::ingest
