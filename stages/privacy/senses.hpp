#pragma once
// What single words tell about personal data.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "stages/privacy/glance.hpp"
#include "stages/privacy/likeness.hpp"
#include "stages/privacy/privacy.hpp"
#include "stages/privacy/sounds.hpp"

namespace samsyn::privacy {

using Senses = std::uint64_t;

// From the lists of names and places.
inline constexpr Senses kGiven = Senses{1} << 0U;       // a given name
inline constexpr Senses kAlsoWord = Senses{1} << 1U;    // … that is a common word too
inline constexpr Senses kWeak = Senses{1} << 2U;        // … and is oftener the word
inline constexpr Senses kSurname = Senses{1} << 3U;     // a surname that is hardly anything else
inline constexpr Senses kAfterGiven = Senses{1} << 4U;  // a surname only after a given name
inline constexpr Senses kPlace = Senses{1} << 5U;
inline constexpr Senses kOwn = Senses{1} << 6U;  // a name that the study adds
// Sections of name_context.txt.
inline constexpr Senses kNotName = Senses{1} << 7U;  // organisations, products, holidays, theorists
inline constexpr Senses kRole = Senses{1} << 8U;     // rektor Anna, chefen Anna, min syster Anna
inline constexpr Senses kCalled = Senses{1} << 9U;   // heter Anna
inline constexpr Senses kTalk = Senses{1} << 10U;    // prata med Anna, ringa Anna
inline constexpr Senses kLink = Senses{1} << 11U;    // prata *med* Anna, säga *till* Anna
inline constexpr Senses kSays = Senses{1} << 12U;  // Anna säger: verbs that people are subjects of
inline constexpr Senses kDoes = Senses{1}
                                << 13U;  // Anna jobbar, Anna är: likelier a person than not
inline constexpr Senses kThing = Senses{1} << 14U;  // systemet Sara, kvarteret Björn, lex Maria
inline constexpr Senses kAfterPlace = Senses{1} << 15U;  // Vilhelmina kommun, Maria församling
inline constexpr Senses kFirm = Senses{1} << 16U;        // Lindqvist AB
inline constexpr Senses kParticle = Senses{1} << 17U;    // von, af, de, bin, al
inline constexpr Senses kGreeting = Senses{1} << 18U;    // Mvh Anna, Hej Anna, Tack Anna
inline constexpr Senses kCommon = Senses{1} << 19U;      // small words that a capital makes no name
inline constexpr Senses kWorkplace = Senses{1} << 20U;   // Anna på kommunen, … på kontoret
inline constexpr Senses kAbbreviation = Senses{1} << 21U;  // a stop behind it ends no sentence
inline constexpr Senses kPhoneCue = Senses{1} << 22U;
inline constexpr Senses kExtension = Senses{1} << 23U;  // ankn. 1234
inline constexpr Senses kNumberCue = Senses{1}
                                     << 24U;  // bankgiro, dnr, faktura: no phone number follows
inline constexpr Senses kPersonCue = Senses{1} << 25U;  // personnummer, pnr
inline constexpr Senses kPlateCue = Senses{1} << 26U;   // bilen, regnr
inline constexpr Senses kCodeCue = Senses{1} << 27U;    // kurs, sal, blankett: no plate follows
inline constexpr Senses kHomeCue = Senses{1} << 28U;    // bor på, adress
inline constexpr Senses kNoStreet = Senses{1} << 29U;   // motorvägen, utbildningsvägen
inline constexpr Senses kAt = Senses{1} << 30U;         // (at), (snabel-a)
inline constexpr Senses kDot = Senses{1} << 31U;        // (punkt)
inline constexpr Senses kActs = Senses{1} << 32U;     // Dag jobbar: whose subject is hardly a thing
inline constexpr Senses kState = Senses{1} << 33U;    // Sol är sjukskriven: what only persons are
inline constexpr Senses kProduct = Senses{1} << 34U;  // Freja eID, Felix pulvermos, Alva-appen
inline constexpr Senses kSeldom = Senses{1} << 36U;  // a given name, seldom the word that it is too
inline constexpr Senses kRoll = Senses{1} << 37U;    // Närvarande: Berg, Ek
inline constexpr Senses kOfThing = Senses{1} << 38U;  // Sara kraschar, Astrid är bokat: no person
inline constexpr Senses kIdCue = Senses{1} << 39U;    // ID 20050811-9922
inline constexpr Senses kCallCue = Senses{1} << 40U;  // ringde 0406280417: whole numbers alone
inline constexpr Senses kHad = Senses{1} << 41U;      // Berg har semester: what only persons have
inline constexpr Senses kOwned = Senses{1} << 42U;    // Bergs förslag: what only persons own
inline constexpr Senses kUnit = Senses{1} << 43U;     // Ek på IT: a part of an organisation
inline constexpr Senses kBornCue = Senses{1} << 44U;  // född, födelsedatum: a date follows
inline constexpr Senses kAccountCue = Senses{1} << 45U;  // instagram, snap: a handle follows
inline constexpr Senses kWord = Senses{1} << 35U;        // of the language, in no other list

inline constexpr Senses kAnyName = kGiven | kSurname | kAfterGiven;

/// Lower case for comparison: Latin letters with one or two bytes, İ to i; the apostrophe U+2019 to
/// that of keyboards; the rest is left alone.
/// Turkish ı stays. Cost: linear.
std::string fold(std::string_view text);

/// The same letters without the marks that a foreign keyboard lacks: é to e, ć to c, ş to s, å and
/// ä to a, ö to o. Expects folded text.
std::string without_marks(std::string_view folded);

/// The lines of one section of name_context.txt, without comments and blanks at the ends; a view of
/// the text.
std::vector<std::string_view> lines_of(std::string_view context, std::string_view section);

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

  /// May the text hold personal data? See Glance.
  bool may_hold(std::string_view text) const { return glance_(text, *this); }
  /// See Likeness.
  double likeness(std::string_view folded) const { return likeness_(folded); }
  /// Is the word another spelling of a given name that is no word? See Sounds.
  bool sounds_given(std::string_view folded) const { return given_.has(folded); }

 private:
  struct Slot {
    std::uint64_t hash = 0;
    Senses senses = 0;
  };
  static constexpr unsigned kFilterBits = 19;  // 64 kB
  std::vector<std::uint64_t> filter_;
  std::vector<Slot> slots_;
  unsigned shift_ = 0;
  Likeness likeness_;
  Sounds given_;
  Glance glance_;
};

}  // namespace samsyn::privacy
