#include "stages/privacy/scan.hpp"

#include <array>

#include "stages/privacy/letters.hpp"

namespace samsyn::privacy {
namespace {

enum class Byte : std::uint8_t { letter, digit, blank, newline, sign, high };

constexpr std::array<Byte, 256> make_bytes() {
  std::array<Byte, 256> bytes{};
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    bytes[i] = i >= 0x80 ? Byte::high : Byte::sign;
    if ((i >= 'a' && i <= 'z') || (i >= 'A' && i <= 'Z')) bytes[i] = Byte::letter;
    if (i >= '0' && i <= '9') bytes[i] = Byte::digit;
  }
  bytes[' '] = bytes['\t'] = Byte::blank;
  bytes['\n'] = bytes['\r'] = Byte::newline;
  return bytes;
}
constexpr std::array<Byte, 256> kBytes = make_bytes();

/// ASCII letters in lower case; 0 = another byte.
constexpr std::array<std::uint8_t, 256> make_lower() {
  std::array<std::uint8_t, 256> lower{};
  for (std::size_t c = 'a'; c <= 'z'; ++c) {
    lower[c] = lower[c - 0x20] = static_cast<std::uint8_t>(c);
  }
  return lower;
}
constexpr std::array<std::uint8_t, 256> kLower = make_lower();

struct Word {
  std::size_t end = 0;
  std::uint64_t hash = kHashStart;
  std::uint32_t last = 0;  ///< letter, folded
  bool hyphen = false;
};

/// The word that starts with a letter at i.
Word word_at(std::string_view text, std::size_t i) {
  Word word;
  const std::size_t size = text.size();
  std::uint64_t hash = kHashStart;
  std::uint32_t last = 0;
  while (true) {
    // Swedish letters: ASCII, and U+00C0 to U+00FF as C3 80 to C3 BF
    while (i < size) {
      const auto c = static_cast<unsigned char>(text[i]);
      if (const std::uint32_t lower = kLower[c]; lower != 0) {
        last = lower;
        ++i;
      } else if (c == 0xC3 && i + 1 < size && (text[i + 1] & 0xC0) == 0x80 &&
                 text[i + 1] != '\x97' && text[i + 1] != '\xB7') {
        const std::uint32_t second = static_cast<unsigned char>(text[i + 1]) & 0x3FU;
        last = 0xC0U + second + (second <= 0x1E ? 0x20U : 0U);
        i += 2;
      } else {
        break;
      }
      hash = hashed(hash, last);
    }
    if (i >= size) break;
    const char next = text[i];
    if (static_cast<unsigned char>(next) < 0x80 && next != '-' && next != '\'' && next != ':')
      break;
    const Letter letter = letter_at(text, i);
    if (letter.is_letter) {
      last = letter.folded;
      hash = hashed(hash, last);
      i += letter.size;
      continue;
    }
    // a hyphen, apostrophe or colon between letters
    const std::uint32_t joint = letter.folded;
    if (joint != '-' && joint != '\'' && joint != ':') break;
    if (i + letter.size >= size || !letter_at(text, i + letter.size).is_letter) break;
    hash = hashed(hash, joint);
    word.hyphen = word.hyphen || joint == '-';
    i += letter.size;
  }
  word.end = i;
  word.hash = hash;
  word.last = last;
  return word;
}

/// Of a word with a capital first.
Shape shape_of(std::string_view word) {
  std::uint32_t letters = 0;
  std::uint32_t uppers = 0;
  for (std::size_t i = 0; i < word.size();) {
    const Letter letter = letter_at(word, i);
    letters += letter.is_letter ? 1U : 0U;
    uppers += letter.is_upper ? 1U : 0U;
    i += letter.size;
  }
  if (letters == 1) return Shape::initial;
  return uppers == letters ? Shape::upper : Shape::capital;
}

/// "Annas" -> senses of "anna"; "Ann-Sofie" -> those of its parts; "al-Hassan" -> a surname.
class WordSenses {
 public:
  explicit WordSenses(const Dictionary& dictionary) : dictionary_(dictionary) {}

  /// Of a word that ends in s and has this hash, without the s: «Annas», «EU:s», «Anna’s».
  Senses of_genitive(std::string_view word, std::uint64_t hash) const {
    if (word.size() < 3) return 0;
    const Senses senses = dictionary_(unhashed(hash, 's'));
    if (senses != 0) return senses;
    if (word[word.size() - 2] == ':' || word[word.size() - 2] == '\'')
      return of_part(word.substr(0, word.size() - 2));
    if (word.size() > 5 && word.substr(word.size() - 4, 3) == "\xE2\x80\x99")
      return of_part(word.substr(0, word.size() - 4));
    return 0;
  }

  void of_hyphenated(Token& token, std::string_view text) const {
    const std::string_view word = token.of(text);
    token.senses = of_parts(word);
    if (token.senses == 0 && (word.back() == 's' || word.back() == 'S')) {
      token.senses = of_parts(word.substr(0, word.size() - 1));
      token.genitive = token.senses != 0;
    }
    // «al-Hassan» is as good as capitalised
    const bool small = token.shape == Shape::lower;
    if (small && token.has(kSurname) && fold(word) != word) token.shape = Shape::capital;
  }

  Senses of_parts(std::string_view word) const {
    Senses first = 0;
    Senses all = ~Senses{0};
    Senses any = 0;
    std::size_t count = 0;
    for (std::size_t from = 0; from <= word.size(); ++count) {
      std::size_t to = word.find('-', from);
      if (to == std::string_view::npos) to = word.size();
      const Senses senses = of_part(word.substr(from, to - from));
      if (count == 0) first = senses;
      if (!(count == 0 && (senses & kParticle) != 0 && (senses & kAnyName) == 0)) all &= senses;
      any |= senses;
      from = to + 1;
    }
    if (count < 2) return 0;
    const bool particle = (first & kParticle) != 0 && (first & kAnyName) == 0;
    if (particle) return (all & kAnyName) != 0 ? kSurname : 0;  // al-Hassan
    if ((all & kGiven) != 0) {
      // Ann-Sofie; Bo-Göran: words only when every part is one
      return kGiven | (all & (kAlsoWord | kWeak));
    }
    const bool surnames =
        (all & (kSurname | kAfterGiven)) != 0 ||
        ((any & (kSurname | kAfterGiven)) != 0 && (first & kAnyName) != 0 && (all & kAnyName) != 0);
    if (surnames) return (any & kSurname) != 0 ? kSurname : kAfterGiven;
    return 0;
  }

 private:
  Senses of_part(std::string_view part) const { return dictionary_(hash_of(part)); }

  const Dictionary& dictionary_;
};

/// Does the sentence go on behind a full stop? After "ca.", "dr." and initials.
bool goes_on(const std::vector<Token>& tokens, std::string_view text) {
  if (tokens.empty()) return false;
  const Token& word = tokens.back();
  if (!word.is_word() || word.end != text.size()) return false;
  return word.has(kAbbreviation) || code_points(word.of(text)) == 1;
}

}  // namespace

Scan scan(std::string_view text, const Dictionary& dictionary) {
  Scan out;
  std::vector<Token>& tokens = out.tokens;
  tokens.reserve(text.size() / 5 + 4);
  const WordSenses words(dictionary);
  bool opens = true;
  bool spaced = true;
  const auto byte_at = [&](std::size_t i) { return kBytes[static_cast<unsigned char>(text[i])]; };
  for (std::size_t i = 0; i < text.size();) {
    const Byte kind = byte_at(i);
    if (kind == Byte::blank) {
      spaced = true;
      ++i;
      continue;
    }
    Token token;
    token.begin = static_cast<std::uint32_t>(i);
    token.spaced = spaced;
    spaced = false;
    if (kind == Byte::newline) {
      token.kind = TokenKind::line_break;
      token.end = static_cast<std::uint32_t>(++i);
      opens = spaced = true;
      tokens.push_back(token);
      continue;
    }
    if (kind == Byte::digit) {
      while (i < text.size() && byte_at(i) == Byte::digit) ++i;
      out.has_digits = true;
      token.kind = TokenKind::digits;
      token.end = static_cast<std::uint32_t>(i);
      opens = false;
      tokens.push_back(token);
      continue;
    }
    std::size_t size = 1;
    bool is_letter = kind == Byte::letter;
    bool is_upper = is_letter && text[i] < 'a';
    if (kind == Byte::high) {
      const Letter letter = letter_at(text, i);
      size = letter.size;
      is_letter = letter.is_letter;
      is_upper = letter.is_upper;
    }
    if (!is_letter) {
      token.kind = TokenKind::sign;
      token.sign = text[i];
      i += size;
      token.end = static_cast<std::uint32_t>(i);
      switch (token.sign) {
        case '.':
          opens = opens || !goes_on(tokens, text.substr(0, token.begin));
          break;
        case '@':
          out.has_at = out.has_links = true;
          break;
        case '/':
        case '_':
          out.has_links = true;
          break;
        case '!':
        case '?':
        case ':':
        case ';':
          opens = true;
          break;
        case '\xE2':
          // … ends what was said; bullets open a line as the break before them did
          if (text.substr(token.begin, 3) == "\xE2\x80\xA6" ||
              text.substr(token.begin, 3) == "\xE2\x80\xA2")
            opens = true;
          break;
        default:
          break;
      }
      tokens.push_back(token);
      continue;
    }
    const Word word = word_at(text, i);
    i = word.end;
    token.end = static_cast<std::uint32_t>(i);
    token.hyphen = word.hyphen;
    token.opens = opens;
    opens = false;
    if (is_upper) token.shape = shape_of(token.of(text));
    token.senses = dictionary(word.hash);
    const bool unknown = token.senses == 0 || (token.senses == kWord && is_upper);
    if (unknown && word.last == 's') {
      const Senses senses = words.of_genitive(token.of(text), word.hash);
      if (token.senses == 0 || (senses & (kAnyName | kPlace | kNotName)) != 0) {
        token.senses = senses;
        token.genitive = senses != 0;
      }
    }
    if (token.hyphen && unknown) words.of_hyphenated(token, text);
    out.has_at = out.has_at || token.has(kAt);
    tokens.push_back(token);
  }
  return out;
}

bool mentions(std::string_view text, const Learned& learned) {
  if (learned.empty()) return false;
  for (std::size_t i = 0; i < text.size();) {
    const auto c = static_cast<unsigned char>(text[i]);
    const Letter letter = letter_at(text, i);
    if (!letter.is_letter) {
      i += letter.size;
      continue;
    }
    if (c < 0x80 && !letter.is_upper) {  // to the end of a word in lower case
      while (i < text.size() && kLower[static_cast<unsigned char>(text[i])] != 0) ++i;
      // what a letter of more bytes or a hyphen goes on with is the same word
      while (i < text.size() && letter_at(text, i).is_letter) i += letter_at(text, i).size;
      continue;
    }
    const Word word = word_at(text, i);
    if (learned.count(word.hash) > 0) return true;
    if (word.last == 's' && learned.count(unhashed(word.hash, 's')) > 0) return true;
    i = word.end;
  }
  return false;
}

}  // namespace samsyn::privacy
