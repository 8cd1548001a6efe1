#include "stages/segment/sentences.hpp"

#include <unicode/brkiter.h>
#include <unicode/locid.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utext.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <memory>

namespace samsyn::segment {
namespace {

bool is_blank(char32_t c) { return c == ' ' || c == '\n'; }

bool is_terminator(char32_t c) { return c == '.' || c == '!' || c == '?' || c == 0x2026; }

bool is_closer(char32_t c) { return c == ')' || c == ']' || c == 0x201D || c == 0x2019; }

bool is_opener(char32_t c) { return c == '(' || c == '[' || c == 0x201D || c == 0x2019; }

bool is_upper(char32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z';
  return u_isUUppercase(static_cast<UChar32>(c)) != 0;
}

bool is_lower(char32_t c) {
  if (c < 0x80) return c >= 'a' && c <= 'z';
  return u_isULowercase(static_cast<UChar32>(c)) != 0;
}

bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }

/// A run of signs that may end a sentence, and what stands around it.
struct Candidate {
  std::uint32_t begin = 0;    ///< first terminator
  std::uint32_t end = 0;      ///< behind the closing quotes and brackets
  bool asks_or_cries = false; ///< holds ! or ?
  bool ellipsis = false;      ///< … or several full stops
  bool closed = false;        ///< quotes or brackets were closed
  std::uint32_t next = 0;     ///< first byte behind the white space
  char32_t first = 0;         ///< first letter, digit or other sign of what follows, openers passed
  bool dash = false;          ///< a dialogue dash stands before `first`
};

class Cutter {
 public:
  Cutter(std::string_view text, std::uint32_t begin, std::uint32_t end,
         const Abbreviations& abbreviations)
      : text_(text.substr(0, end)), begin_(begin), abbreviations_(abbreviations) {}

  std::vector<std::uint32_t> ends() {
    std::vector<std::uint32_t> out;
    std::uint32_t start = begin_;
    for (std::uint32_t at = begin_; at < text_.size();) {
      const Point point = point_at(text_, at);
      if (!is_terminator(point.value)) {
        at += point.size;
        continue;
      }
      const Candidate candidate = look(at);
      at = candidate.end;
      if (candidate.next >= text_.size()) break;
      if (ends_sentence(candidate, start)) {
        out.push_back(candidate.end);
        start = candidate.next;
      }
    }
    return out;
  }

 private:
  Candidate look(std::uint32_t at) const {
    Candidate c;
    c.begin = at;
    std::uint32_t stops = 0;
    Point point = point_at(text_, at);
    for (; is_terminator(point.value); at += point.size, point = point_at(text_, at)) {
      c.asks_or_cries |= point.value == '!' || point.value == '?';
      c.ellipsis |= point.value == 0x2026;
      stops += point.value == '.';
    }
    c.ellipsis |= stops > 1;
    for (; is_closer(point.value); at += point.size, point = point_at(text_, at)) c.closed = true;
    c.end = at;
    for (; is_blank(point.value); point = point_at(text_, at)) at += point.size;
    c.next = at;
    for (; is_opener(point.value); point = point_at(text_, at)) at += point.size;
    if (point.value == 0x2013 || point.value == 0x2014 || point.value == '-') {
      c.dash = true;
      at += point.size;
      for (point = point_at(text_, at); is_blank(point.value); point = point_at(text_, at)) {
        at += point.size;
      }
    }
    c.first = point.value;
    return c;
  }

  bool ends_sentence(const Candidate& c, std::uint32_t start) const {
    if (c.next == c.end) return glued(c);
    if (c.asks_or_cries) return !(c.closed && is_lower(c.first));
    if (c.ellipsis) return is_upper(c.first);
    const std::string_view word = word_before(c.begin);
    if (c.closed) return !is_lower(c.first);
    switch (abbreviations_(text_.substr(c.begin - word.size(), word.size() + 1))) {
      case Abbreviation::never_last:
        return false;
      case Abbreviation::may_be_last:
        return is_upper(c.first);
      case Abbreviation::none:
        break;
    }
    if (is_number(word)) {
      // «1. Svenskan» opens a list; «den 3. maj» goes on; else the number closed the sentence.
      const bool first = c.begin - word.size() == start;
      return !first && !is_lower(c.first);
    }
    if (is_initials(word)) return !is_upper(c.first);
    if (is_lower(c.first)) return !c.dash && is_real_word(word);
    return true;
  }

  /// No white space follows: «hinner inte.Vi försöker». Not in addresses and abbreviations.
  bool glued(const Candidate& c) const {
    if (c.ellipsis || !is_upper(c.first) || is_opener(point_at(text_, c.end).value)) return false;
    const std::string_view word = word_before(c.begin);
    const std::string_view rest = text_.substr(c.end);
    if (rest.substr(0, rest.find(' ')).find('@') != std::string_view::npos) return false;
    const Point second = point_at(text_, c.end + point_at(text_, c.end).size);
    return is_real_word(word) && word.find_first_of(".@/:\\") == std::string_view::npos &&
           (is_lower(second.value) || is_blank(second.value));
  }

  /// The characters before `at` back to a blank, opening bracket or quote.
  std::string_view word_before(std::uint32_t at) const {
    std::uint32_t from = at;
    while (from > begin_) {
      const char c = text_[from - 1];
      if (c == ' ' || c == '\n' || c == '(' || c == '[' || c == ',') break;
      // ” and ’ end in these bytes; no letter of Swedish does so after 0xE2 0x80.
      if ((c == '\x9D' || c == '\x99') && from >= begin_ + 3 && text_[from - 3] == '\xE2') break;
      --from;
    }
    return text_.substr(from, at - from);
  }

  static bool is_number(std::string_view word) {
    return !word.empty() && std::all_of(word.begin(), word.end(), [](char c) {
      return is_digit(static_cast<unsigned char>(c));
    });
  }

  /// «A», «J.P», «Å»: capitals with stops between.
  static bool is_initials(std::string_view word) {
    bool letter = true;
    for (std::uint32_t at = 0; at < word.size(); letter = !letter) {
      const Point point = point_at(word, at);
      if (letter ? !is_upper(point.value) : point.value != '.') return false;
      at += point.size;
    }
    return !word.empty() && !letter;
  }

  /// Three letters or more and a vowel among them: not an abbreviation that the list lacks.
  static bool is_real_word(std::string_view word) {
    std::uint32_t letters = 0;
    bool vowel = false;
    for (std::uint32_t at = 0; at < word.size();) {
      const Point point = point_at(word, at);
      at += point.size;
      if (!u_isUAlphabetic(static_cast<UChar32>(point.value)) && !is_digit(point.value) &&
          point.value != '-' && point.value != ':' && point.value != '%') {
        return false;
      }
      ++letters;
      constexpr std::u32string_view kVowels = U"aeiouyåäöéAEIOUYÅÄÖÉ0123456789";
      vowel |= kVowels.find(point.value) != std::u32string_view::npos;
    }
    return letters >= 3 && vowel;
  }

  std::string_view text_;
  std::uint32_t begin_;
  const Abbreviations& abbreviations_;
};

/// Are there letters whose sentences these rules do not know? Only lead bytes from U+0800 up are
/// looked at: below lie Latin, Greek, Cyrillic, Hebrew and Arabic letters; the last two use . and ?
bool other_script(std::string_view text) {
  for (std::uint32_t at = 0; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0xE0 || byte == 0xE2 || byte == 0xF0) continue;
    const auto c = static_cast<UChar32>(point_at(text, at).value);
    UErrorCode status = U_ZERO_ERROR;
    const UScriptCode script = uscript_getScript(c, &status);
    if (script != USCRIPT_LATIN && script != USCRIPT_COMMON && script != USCRIPT_INHERITED &&
        u_isUAlphabetic(c) != 0) {
      return true;
    }
  }
  return false;
}

std::vector<std::uint32_t> icu_ends(std::string_view text, std::uint32_t begin, std::uint32_t end) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::BreakIterator> breaks(
      icu::BreakIterator::createSentenceInstance(icu::Locale("sv"), status));
  UText view = UTEXT_INITIALIZER;
  utext_openUTF8(&view, text.data() + begin, end - begin, &status);
  assert(U_SUCCESS(status));  // part of ICU's own data
  breaks->setText(&view, status);
  std::vector<std::uint32_t> out;
  for (std::int32_t at = breaks->next(); at != icu::BreakIterator::DONE; at = breaks->next()) {
    if (begin + static_cast<std::uint32_t>(at) < end) out.push_back(begin + static_cast<std::uint32_t>(at));
  }
  utext_close(&view);
  return out;
}

}  // namespace

Point point_at(std::string_view text, std::uint32_t at) {
  const auto byte = [&](std::uint32_t i) {
    return at + i < text.size() ? static_cast<char32_t>(static_cast<unsigned char>(text[at + i]))
                                : char32_t{0};
  };
  if (at >= text.size()) return {};
  const char32_t lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  const auto tail = [&](std::uint32_t i) { return byte(i) & 0x3FU; };
  if (lead < 0xE0) return {((lead & 0x1FU) << 6U) | tail(1), 2};
  if (lead < 0xF0) return {((lead & 0x0FU) << 12U) | (tail(1) << 6U) | tail(2), 3};
  return {((lead & 0x07U) << 18U) | (tail(1) << 12U) | (tail(2) << 6U) | tail(3), 4};
}

bool is_bullet(char32_t c) {
  constexpr std::u32string_view kSigns = U"-–—*•○●▪▫■□·‣◦>+➢➤✓✔→";
  return kSigns.find(c) != std::u32string_view::npos;
}

std::vector<std::uint32_t> sentence_ends(std::string_view text, std::uint32_t begin,
                                         std::uint32_t end, const Abbreviations& abbreviations) {
  const std::string_view part = text.substr(begin, end - begin);
  // Most answers hold no sign that could end a sentence before their end.
  if (part.find_first_of(".!?\xE2") == std::string_view::npos && !other_script(part)) return {};
  if (other_script(part)) return icu_ends(text, begin, end);
  return Cutter(text, begin, end, abbreviations).ends();
}

}  // namespace samsyn::segment
