#pragma once
// What single words tell about personal data.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "stages/privacy/privacy.hpp"

namespace samsyn::privacy {

using Senses = std::uint32_t;

// From the lists of names and places.
inline constexpr Senses kGiven = 1U << 0U;       // a given name
inline constexpr Senses kAlsoWord = 1U << 1U;    // … that is a common word too
inline constexpr Senses kWeak = 1U << 2U;        // … and is oftener the word
inline constexpr Senses kSurname = 1U << 3U;     // a surname that is hardly anything else
inline constexpr Senses kAfterGiven = 1U << 4U;  // a surname only after a given name
inline constexpr Senses kPlace = 1U << 5U;
inline constexpr Senses kOwn = 1U << 6U;  // a name that the study adds
// Sections of name_context.txt.
inline constexpr Senses kNotName = 1U << 7U;  // organisations, products, holidays, theorists
inline constexpr Senses kRole = 1U << 8U;     // rektor Anna, chefen Anna, min syster Anna
inline constexpr Senses kCalled = 1U << 9U;   // heter Anna
inline constexpr Senses kTalk = 1U << 10U;    // prata med Anna, ringa Anna
inline constexpr Senses kLink = 1U << 11U;    // prata *med* Anna, säga *till* Anna
inline constexpr Senses kSays = 1U << 12U;    // Anna säger: verbs that people are subjects of
inline constexpr Senses kDoes = 1U << 13U;    // Anna jobbar, Anna är: likelier a person than not
inline constexpr Senses kThing = 1U << 14U;   // systemet Sara, kvarteret Björn, lex Maria
inline constexpr Senses kAfterPlace = 1U << 15U;    // Vilhelmina kommun, Maria församling
inline constexpr Senses kFirm = 1U << 16U;          // Lindqvist AB
inline constexpr Senses kParticle = 1U << 17U;      // von, af, de, bin, al
inline constexpr Senses kGreeting = 1U << 18U;      // Mvh Anna, Hej Anna, Tack Anna
inline constexpr Senses kCommon = 1U << 19U;        // small words that a capital makes no name
inline constexpr Senses kWorkplace = 1U << 20U;     // Anna på kommunen, … på kontoret
inline constexpr Senses kAbbreviation = 1U << 21U;  // a stop behind it ends no sentence
inline constexpr Senses kPhoneCue = 1U << 22U;
inline constexpr Senses kExtension = 1U << 23U;  // ankn. 1234
inline constexpr Senses kNumberCue = 1U << 24U;  // bankgiro, dnr, faktura: no phone number follows
inline constexpr Senses kPersonCue = 1U << 25U;  // personnummer, pnr
inline constexpr Senses kPlateCue = 1U << 26U;   // bilen, regnr
inline constexpr Senses kCodeCue = 1U << 27U;    // kurs, sal, blankett: no plate follows
inline constexpr Senses kHomeCue = 1U << 28U;    // bor på, adress
inline constexpr Senses kNoStreet = 1U << 29U;   // motorvägen, utbildningsvägen
inline constexpr Senses kAt = 1U << 30U;         // (at), (snabel-a)
inline constexpr Senses kDot = 1U << 31U;        // (punkt)

inline constexpr Senses kAnyName = kGiven | kSurname | kAfterGiven;

/// Lower case for comparison: Latin letters with one or two bytes, İ to i; the rest is left alone.
/// Turkish ı stays. Cost: linear.
std::string fold(std::string_view text);

/// The same letters without the marks that a foreign keyboard lacks: é to e, ć to c, ş to s, å and
/// ä to a, ö to o. Expects folded text.
std::string without_marks(std::string_view folded);

/// A hash of the folded text, letter by letter, as the scanner computes it on its way.
std::uint64_t hash_of(std::string_view text);
inline constexpr std::uint64_t kHashStart = 0xCBF29CE484222325U;  // FNV-1a's offset and prime
inline std::uint64_t hashed(std::uint64_t hash, std::uint32_t code_point) {
  return (hash ^ code_point) * 0x100000001B3U;
}
/// What the hash was before its last letter: the prime's inverse modulo 2^64 takes it off.
inline std::uint64_t unhashed(std::uint64_t hash, std::uint32_t last) {
  return hash * 0xCE965057AFF6957BU ^ last;
}

/// Word -> senses: a table of hashes behind a bit filter that fits the first-level cache, because
/// nearly all words of a text are in neither.
class Dictionary {
 public:
  Dictionary(const Lists& lists, const Options& options);

  Senses operator()(std::uint64_t hash) const {
    const std::uint64_t mixed = hash * 0x9E3779B97F4A7C15U;
    const std::uint64_t bit = mixed >> (64U - kFilterBits);
    if ((filter_[bit >> 6U] >> (bit & 63U) & 1U) == 0) return 0;
    for (std::uint64_t i = mixed >> shift_;; i = (i + 1) & (slots_.size() - 1)) {
      if (slots_[i].hash == hash) return slots_[i].senses;
      if (slots_[i].hash == 0) return 0;
    }
  }

 private:
  struct Slot {
    std::uint64_t hash = 0;
    Senses senses = 0;
  };
  static constexpr unsigned kFilterBits = 18;  // 32 kB
  std::vector<std::uint64_t> filter_;
  std::vector<Slot> slots_;
  unsigned shift_ = 0;
};

}  // namespace samsyn::privacy
