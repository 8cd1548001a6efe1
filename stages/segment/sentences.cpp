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

#include "pipeline/model/text.hpp"

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

bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }

/// An emoji, or what joins, colours or shapes one.
bool is_emoji(char32_t c) {
  return (c >= 0x1F300 && c <= 0x1FAFF) || c == 0x200D || c == 0xFE0F ||
         (c >= 0x2600 && c <= 0x27BF);
}

/// «Varför då? undrade hon.»: what was said goes on with who said it.
bool is_saying(std::string_view word) {
  constexpr std::array<std::string_view, 24> kWords{
      "sa",      "sade",      "säger",   "frågade",   "frågar",  "undrade", "undrar",   "svarade",
      "svarar",  "ropade",    "ropar",   "skrek",     "viskade", "tänkte",  "tänker",   "mumlade",
      "utbrast", "fortsatte", "tillade", "skrattade", "suckade", "menade",  "påpekade", "skrev"};
  return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

/// «Fru ordförande! Jag…»: an address opens the sentence that follows.
bool is_address(std::string_view word) {
  constexpr std::array<std::string_view, 8> kWords{"Herr", "Fru",   "Mina",  "Kära",
                                                   "Käre", "Bästa", "Ärade", "Hej"};
  return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

/// Bytes that a scan for sentence ends must stop at: 1 signs that may end one (0xE2 and 0xF0 begin
/// … and emoji), 2 the first bytes of letters of other scripts (0xD4: from U+0500 up).
constexpr std::size_t kOtherScripts = 0xD4;
constexpr std::array<std::uint8_t, 256> byte_kinds() {
  std::array<std::uint8_t, 256> kinds{};
  for (std::size_t b = kOtherScripts; b < 256; ++b) kinds[b] = 2;
  kinds['.'] = kinds['!'] = kinds['?'] = 1;
  kinds[0xE2] = kinds[0xF0] = 1;
  return kinds;
}
constexpr std::array<std::uint8_t, 256> kKinds = byte_kinds();

/// A run of signs that may end a sentence, and what stands around it.
struct Candidate {
  std::uint32_t begin = 0;     ///< first terminator
  std::uint32_t end = 0;       ///< behind the closing quotes and brackets
  bool asks_or_cries = false;  ///< holds ! or ?
  bool ellipsis = false;       ///< … or several full stops
  bool closed = false;         ///< quotes or brackets were closed
  bool emoji = false;          ///< is one, without . ! or ? behind it
  std::uint32_t next = 0;      ///< first byte behind the white space
  char32_t first = 0;  ///< first letter, digit or other sign of what follows, openers passed
  bool dash = false;   ///< a dialogue dash stands before `first`
};

class Cutter {
 public:
  Cutter(std::string_view text, std::uint32_t begin, std::uint32_t end,
         const Abbreviations& abbreviations)
      : text_(text.substr(0, end)),
        begin_(begin),
        abbreviations_(abbreviations),
        word_begin_(begin),
        word_end_(begin) {}

  std::vector<std::uint32_t> ends() {
    std::vector<std::uint32_t> out;
    std::uint32_t start = begin_;
    std::uint32_t at = begin_;
    const auto cut = [&](const Candidate& c) {
      out.push_back(c.end);
      start = c.next;
    };
    while (at < text_.size()) {
      if (at == start && is_opener(point_at(text_, at).value)) {
        if (const Candidate whole = quoted(at); whole.end != 0) {
          cut(whole);
          at = start;
          continue;
        }
      }
      const std::uint8_t kind = kKinds[static_cast<unsigned char>(text_[at])];
      if (kind != 1) {
        foreign_ = foreign_ || kind == 2;
        ++at;
        continue;
      }
      const CodePoint point = point_at(text_, at);
      if (!is_terminator(point.value) && !is_emoji(point.value)) {
        at += point.size;
        continue;
      }
      const Candidate candidate = look(at);
      at = candidate.end;
      if (candidate.next >= text_.size()) break;
      if (ends_sentence(candidate, start)) {
        cut(candidate);
        at = start;
      }
    }
    return out;
  }

  /// May ends() have met letters of other scripts?
  bool foreign() const { return foreign_; }

 private:
  static constexpr std::uint32_t kAddress = 40;     // bytes: «Mina damer och herrar»
  static constexpr std::size_t kLongestWord = 200;  // bytes: longer ones are not looked at closely

  /// A sentence that stands whole in quotes or brackets without a stop of its own: «”Det blir
  /// aldrig av” Sedan gick hon.» Its end is 0 when [at, …) is none.
  Candidate quoted(std::uint32_t at) const {
    constexpr std::uint32_t kFewestBlanks = 2;  // between three words: shorter ones are titles
    constexpr std::uint32_t kLongest = 400;     // bytes
    const CodePoint opener = point_at(text_, at);
    const char32_t closer = opener.value == '(' ? ')' : opener.value == '[' ? ']' : opener.value;
    std::uint32_t blanks = 0;
    const auto stop = std::min(static_cast<std::uint32_t>(text_.size()), at + kLongest);
    for (std::uint32_t i = at + opener.size; i < stop;) {
      const CodePoint point = point_at(text_, i);
      if (is_terminator(point.value)) break;
      if (point.value == closer) {
        const Candidate c = look(i);
        const CodePoint first = point_at(text_, c.next);
        const bool word =
            is_upper(first.value) && is_lower(point_at(text_, c.next + first.size).value);
        if (blanks >= kFewestBlanks && c.next > c.end && word) return c;
        break;
      }
      blanks += is_blank(point.value);
      i += point.size;
    }
    return {};
  }

  Candidate look(std::uint32_t at) const {
    Candidate c;
    c.begin = at;
    std::uint32_t stops = 0;
    CodePoint point = point_at(text_, at);
    c.emoji = is_emoji(point.value);
    for (; is_terminator(point.value) || is_emoji(point.value);
         at += point.size, point = point_at(text_, at)) {
      c.emoji = c.emoji && is_emoji(point.value);
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

  bool ends_sentence(const Candidate& c, std::uint32_t start) {
    if (c.next == c.end) return !c.emoji && glued(c);
    if (c.emoji) return is_upper(c.first);
    if (c.asks_or_cries) {
      if (is_lower(c.first)) return !c.closed && !is_saying(word_at(c.next));
      return !(text_[c.begin] == '!' && c.begin - start < kAddress && is_address(word_at(start)));
    }
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
    if (word.size() > kLongestWord) return !is_lower(c.first);
    if (is_number(word)) {
      // «1. Svenskan» opens a list; «den 3. maj» goes on; else the number closed the sentence.
      const bool first = c.begin - word.size() == start;
      return !first && !is_lower(c.first);
    }
    if (is_initials(word)) return !is_upper(c.first);
    if (is_lower(c.first)) return !c.dash && is_real_word(word);
    return true;
  }

  /// The letters from `at` to the next blank or sign.
  std::string_view word_at(std::uint32_t at) const {
    return text_.substr(at, text_.find_first_of(" \n.,:;!?", at) - at);
  }

  /// No white space follows: «hinner inte.Vi försöker». Not in addresses and abbreviations.
  bool glued(const Candidate& c) {
    if (c.ellipsis || !is_upper(c.first) || is_opener(point_at(text_, c.end).value)) return false;
    const std::string_view word = word_before(c.begin);
    const bool real = word.size() <= kLongestWord && is_real_word(word);
    if (!real || word.find(':') != std::string_view::npos) return false;
    const CodePoint second = point_at(text_, c.end + point_at(text_, c.end).size);
    return (is_lower(second.value) || is_blank(second.value)) && !in_address(c.end);
  }

  /// Does an @ follow before the next blank?
  bool in_address(std::uint32_t at) {
    const auto next = [&](std::size_t& known, char sign) {
      if (known < at) known = std::min(text_.find(sign, at), text_.size());
      return known;
    };
    return next(next_at_, '@') < next(next_blank_, ' ');
  }

  /// The characters before `at` back to a blank, opening bracket or quote. Asked from left to
  /// right: no character is looked at twice.
  std::string_view word_before(std::uint32_t at) {
    std::uint32_t from = at;
    while (from > word_end_) {
      const char c = text_[from - 1];
      if (c == ' ' || c == '\n' || c == '(' || c == '[' || c == ',') break;
      // ” and ’ end in these bytes; no letter of Swedish does so after 0xE2 0x80.
      if ((c == '\x9D' || c == '\x99') && from >= begin_ + 3 && text_[from - 3] == '\xE2') break;
      --from;
    }
    if (from > word_end_) word_begin_ = from;
    word_end_ = at;
    return text_.substr(word_begin_, at - word_begin_);
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
      const CodePoint point = point_at(word, at);
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
      const CodePoint point = point_at(word, at);
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
  bool foreign_ = false;
  std::uint32_t word_begin_, word_end_;       ///< what word_before() gave last
  std::size_t next_at_ = 0, next_blank_ = 0;  ///< @ and blank that in_address() found last
};

/// Are there letters whose sentences these rules do not know? Below U+0500 lie those of Latin,
/// Greek and Cyrillic only; 0xE2 and 0xF0 begin signs and emoji, and letters that hardly anyone
/// uses.
bool other_script(std::string_view text) {
  for (std::uint32_t at = 0; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < kOtherScripts || byte == 0xE2 || byte == 0xF0) continue;
    const auto c = static_cast<UChar32>(point_at(text, at).value);
    UErrorCode status = U_ZERO_ERROR;
    switch (uscript_getScript(c, &status)) {
      case USCRIPT_LATIN:
      case USCRIPT_GREEK:
      case USCRIPT_CYRILLIC:
      case USCRIPT_COMMON:
      case USCRIPT_INHERITED:
        break;
      default:
        if (u_isUAlphabetic(c) != 0) return true;
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
    if (begin + static_cast<std::uint32_t>(at) < end)
      out.push_back(begin + static_cast<std::uint32_t>(at));
  }
  utext_close(&view);
  return out;
}

}  // namespace

bool is_lower(char32_t c) {
  if (c < 0x80) return c >= 'a' && c <= 'z';
  return u_isULowercase(static_cast<UChar32>(c)) != 0;
}

bool is_bullet(char32_t c) {
  constexpr std::u32string_view kSigns = U"-–—*•○●▪▫■□·‣◦>+➢➤✓✔→";
  return kSigns.find(c) != std::u32string_view::npos;
}

std::vector<std::uint32_t> sentence_ends(std::string_view text, std::uint32_t begin,
                                         std::uint32_t end, const Abbreviations& abbreviations) {
  Cutter cutter(text, begin, end, abbreviations);
  std::vector<std::uint32_t> ends = cutter.ends();
  const bool other = cutter.foreign() && other_script(text.substr(begin, end - begin));
  return other ? icu_ends(text, begin, end) : ends;
}

}  // namespace samsyn::segment
