#include "stages/privacy/glance.hpp"

#include <algorithm>
#include <array>
#include <cstring>

#include "stages/privacy/names.hpp"
#include "stages/privacy/senses.hpp"
#include "stages/privacy/streets.hpp"

namespace samsyn::privacy {
namespace {

/// What a byte may begin or go on with.
enum class Look : std::uint8_t {
  letter,  ///< a to z
  upper,   ///< A to Z
  latin,   ///< C3: Swedish and other letters of Latin-1
  rare,    ///< first byte of any other letter that may stand in a name
  digit,
  line,
  ends,   ///< . ! ? : ;
  at,     ///< @
  slash,  ///< for c/o and links
  under,  ///< _
  other,  ///< blanks and signs
};

constexpr std::array<Look, 256> make_looks() {
  std::array<Look, 256> looks{};
  for (std::size_t i = 0; i < looks.size(); ++i) {
    looks[i] = Look::other;
    if (i >= 'a' && i <= 'z') looks[i] = Look::letter;
    if (i >= 'A' && i <= 'Z') looks[i] = Look::upper;
    if (i >= '0' && i <= '9') looks[i] = Look::digit;
    if ((i >= 0xC4 && i <= 0xDF) || i == 0xE1) looks[i] = Look::rare;
  }
  looks['\n'] = looks['\r'] = Look::line;
  looks['.'] = looks['!'] = looks['?'] = looks[':'] = looks[';'] = Look::ends;
  looks['@'] = Look::at;
  looks['/'] = Look::slash;
  looks['_'] = Look::under;
  looks[0xC3] = Look::latin;
  return looks;
}
constexpr std::array<Look, 256> kLooks = make_looks();

/// The first eight bytes of a word without the difference between capitals and small letters, which
/// is one bit in ASCII and in Latin-1, and its length.
/// `room`: bytes that may be read from its start on.
std::uint64_t key_of(std::string_view word, std::size_t room) {
  std::uint64_t bytes = 0;
  if (room >= 8) {
    std::memcpy(&bytes, word.data(), 8);
    if (word.size() < 8) bytes &= (std::uint64_t{1} << word.size() * 8U) - 1U;
  } else {
    std::memcpy(&bytes, word.data(), word.size());
  }
  return (bytes | 0x2020202020202020U) ^ word.size() * 0x9E3779B97F4A7C15U;
}

/// A lower-case word may begin a finding only with one of these senses.
constexpr Senses kSmall = kGiven | kSurname | kAt | kExtension | kOwn | kBornCue;
/// … and with one of these only behind «heter».
constexpr Senses kRatherWord = kSays | kDoes | kCommon | kTalk | kLink;
/// What may follow an unknown word that opens a sentence, when it is a person.
constexpr Senses kFollows = kSays | kDoes | kActs | kLink | kCommon;

/// Letters of a name that no list knows: Chalermchai, but not Arbetsterapeut.
constexpr std::size_t kLongestName = 13;

/// «Albrektsson kom», «Albrektssons bord», «ALBREKTSSON»
bool may_be_surname(std::string_view word) {
  std::string folded = fold(word);
  if (has_sure_ending(folded) || has_celtic_start(word)) return true;
  if (folded.empty() || folded.back() != 's') return false;
  folded.pop_back();
  return has_sure_ending(folded);
}

}  // namespace

void Glance::add(std::string_view folded) {
  const std::uint64_t bit = key_of(folded, folded.size()) * 0xD6E8FEB86659FD93U >> (64U - kBits);
  small_[bit >> 6U] |= std::uint64_t{1} << (bit & 63U);
}

bool Glance::may_be_small(std::uint64_t key) const {
  const std::uint64_t bit = key * 0xD6E8FEB86659FD93U >> (64U - kBits);
  return (small_[bit >> 6U] >> (bit & 63U) & 1U) != 0;
}

bool Glance::operator()(std::string_view text, const Dictionary& dictionary) const {
  const std::size_t size = text.size();
  const auto look_at = [&](std::size_t i) { return kLooks[static_cast<unsigned char>(text[i])]; };
  /// A capital of Latin-1: C3 80 to C3 9E.
  const auto is_latin_capital = [&](std::size_t i) {
    return i + 1 < size && static_cast<unsigned char>(text[i + 1]) < 0x9F;
  };
  const auto word_end = [&](std::size_t i) {
    while (i < size) {
      const Look look = look_at(i);
      if (look == Look::letter || look == Look::upper) {
        ++i;
      } else if (look == Look::latin && i + 1 < size) {
        i += 2;
      } else {
        break;
      }
    }
    return i;
  };
  /// With or without a genitive s.
  const auto senses_of = [&](std::string_view word) {
    Senses senses = dictionary(hash_of(word));
    if ((senses & ~kWord) == 0 && word.size() > 2 && (word.back() | 0x20) == 's')
      senses |= dictionary(hash_of(word.substr(0, word.size() - 1)));
    return senses;
  };
  /// «Han är», «De som», «Alla får»: first in the text, before a verb that tells no person.
  const auto only_opens = [&](std::string_view word, Senses senses, std::size_t at) {
    if ((senses & kCommon) == 0 || (senses & kOwn) != 0 || word == "Mina" || word == "Dina" ||
        word == "Sina" || at + 1 >= size || text[at] != ' ' || look_at(at + 1) != Look::letter)
      return false;
    const std::string_view next = text.substr(at + 1, word_end(at + 1) - at - 1);
    return (senses_of(next) & (kSays | kActs | kParticle | kAnyName)) == 0 && next != "och" &&
           next != "eller" && next != "samt";
  };
  std::size_t digits = 0;
  bool opens = true;
  bool called = false;    // «heter» came
  std::string_view last;  // word
  for (std::size_t i = 0; i < size;) {
    switch (look_at(i)) {
      case Look::other:
        ++i;
        continue;
      case Look::line:
        opens = true;
        ++i;
        continue;
      case Look::ends: {
        // a short word may be an abbreviation, behind which a capital tells more
        opens = opens || last.size() > 5 || text[i] != '.' || last.empty();
        ++i;
        continue;
      }
      case Look::at:
      case Look::under:
      case Look::rare:
        return true;
      case Look::slash:
        // c/o, and a link's host: «linkedin.com/…»
        if (i > 0 && (text[i - 1] | 0x20) == 'c') return true;
        if (last.size() >= 2 && last.size() <= 4 && i > last.size() &&
            text.substr(i - last.size(), last.size()) == last && text[i - last.size() - 1] == '.')
          return true;
        ++i;
        continue;
      case Look::digit: {
        // fewer than five digits are no number of a person, unless they make an address or a plate
        if (last.size() <= 3 || (static_cast<unsigned char>(last[0]) & 0x20U) == 0 ||
            static_cast<unsigned char>(last[0]) == 0xC3 || ends_like_street(last))
          return true;
        for (; i < size && look_at(i) == Look::digit; ++i) ++digits;
        if (digits > 4) return true;
        opens = false;
        continue;
      }
      case Look::letter:
      case Look::upper:
      case Look::latin:
        break;
    }
    const Look first = look_at(i);
    if (first == Look::latin && i + 1 >= size) return true;
    const std::size_t end = word_end(i);
    const std::string_view word = text.substr(i, end - i);
    const bool capital = first == Look::upper || (first == Look::latin && is_latin_capital(i));
    const std::size_t start = i;
    i = end;
    if (i < size && look_at(i) == Look::rare) return true;
    if (!capital) {
      last = word;
      opens = false;
      const std::size_t room = size - start;
      const bool named = word.back() == 's' && word.size() > 2 &&
                         may_be_small(key_of(word.substr(0, word.size() - 1), room));
      if (!named && !may_be_small(key_of(word, room))) continue;
      const Senses senses = senses_of(word);
      if ((senses & kCalled) != 0) return true;  // «hon heter zarifa»
      const bool joined = i + 1 < size && text[i] == '-' &&
                          (look_at(i + 1) == Look::upper || look_at(i + 1) == Look::latin);
      // «ville-Willys» may be a name of two, whatever the first is by itself.
      if ((senses & kSmall) != 0 && (called || joined || (senses & kRatherWord) == 0)) return true;
      if (word == "von" || word == "af" || word == "van") return true;
      continue;
    }
    const Senses senses = senses_of(word);
    if ((senses & kBornCue) != 0) return true;
    called = called || (senses & kCalled) != 0;
    if ((senses & (kAnyName | kOwn)) != 0) {
      if (start != 0 || !only_opens(word, senses, i)) return true;
      last = word;
      opens = false;
      continue;
    }
    const bool joint = i < size && (text[i] == '-' || text[i] == '\'' || text[i] == '\xE2');
    if (joint && i + 1 < size && look_at(i + 1) != Look::other) return true;  // «De-Haan»
    if (word.size() <= 2 && i < size && text[i] == '.') return true;          // an initial
    if ((senses & ~kWord) == 0) {
      if (!opens) return true;
      if (senses == 0) {
        // «Zsófia frågade», «Zarifa», but not «Utbildningskostnaden» with a noun behind
        if (i + 1 >= size || text[i] != ' ') return true;
        const std::size_t next_end = word_end(i + 1);
        const std::string_view next = text.substr(i + 1, next_end - i - 1);
        if (next.empty() || look_at(i + 1) != Look::letter) return true;
        if (may_be_surname(word)) return true;
        if (code_points(word) <= kLongestName && (senses_of(next) & kFollows) != 0) return true;
      }
    }
    last = word;
    opens = false;
  }
  return false;
}

}  // namespace samsyn::privacy
