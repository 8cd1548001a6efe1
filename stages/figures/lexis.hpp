#pragma once
// The words by which figures are understood. Case-folded forms, sorted by use.

#include <cstdint>
#include <optional>
#include <string_view>

namespace samsyn::figures {

/// What a word tells of a figure near it. Bits: a word may tell several things.
enum class Sense : std::uint32_t {
  total = 1U << 0U,         ///< totalt, sammanlagt
  strict = 1U << 1U,        ///< the total is that of the parts beside: summa, dvs, tillsammans
  of_which = 1U << 2U,      ///< varav, därav
  shared_out = 1U << 3U,    ///< fördelat, uppdelat: what follows is all of it
  about = 1U << 4U,         ///< ca, omkring
  over = 1U << 5U,          ///< drygt, över: the true figure is a little larger
  under = 1U << 6U,         ///< knappt, nästan
  least = 1U << 7U,         ///< minst
  most = 1U << 8U,          ///< högst
  change = 1U << 9U,        ///< ökning, minskat
  more_than = 1U << 10U,    ///< fler, färre: a difference
  goal = 1U << 11U,         ///< mål, budget
  before = 1U << 12U,       ///< jämfört, tidigare: another time's figure
  not_counted = 1U << 13U,  ///< behind a number: kronor, månader, procent
  reference = 1U << 14U,    ///< before a number: §, sidan, steg
  vague = 1U << 15U,        ///< några, resten: a part without figure
  each = 1U << 16U,         ///< vardera, i snitt: parts are to be multiplied
  pieces = 1U << 17U,       ///< st, stycken: stands for the noun
  time_before = 1U << 18U,  ///< under, år: a year follows
  month = 1U << 19U,
  negation = 1U << 20U,
  planned = 1U << 21U,  ///< ska, planeras: not what was
  place = 1U << 22U,    ///< i, på, inom: a unit may follow
  woman = 1U << 23U,    ///< one of a pair that divides all people
  man = 1U << 24U,
  yes = 1U << 25U,
  no = 1U << 26U,
  person = 1U << 27U,    ///< a noun for any people: personer, deltagare
  period = 1U << 28U,    ///< the years told of before
  apart = 1U << 29U,     ///< utöver, förutom
  leads_to = 1U << 30U,  ///< innebär, blir: a verb between parts and their total
  is_all = 1U << 31U,    ///< är, består: what follows is what the whole is
};
using Senses = std::uint32_t;

/// All that the form tells; 0 = nothing. Cost: one hash look-up.
Senses senses_of(std::string_view form);
inline bool has(Senses senses, Sense sense) { return (senses & static_cast<Senses>(sense)) != 0; }

/// Does a lemma, or the last part of a compound, name an organisation or a part of one?
bool names_organisation(std::string_view lemma);
/// The same of the whole word: «förvaltning», but not «skolförvaltning».
bool names_organisation_whole(std::string_view lemma);

/// Does the verb say no more than that there are so many: «ha», «finnas», «uppgå», «bidra»?
bool tells_only_that(std::string_view lemma);

/// Does the word tell which of several times: «första», «sista»?
bool tells_which(std::string_view form);

/// A number in words, "två" to "nittionio" and with hundra and tusen («tvåhundrafemtio»). Not «en»
/// and «ett», which are articles more often.
std::optional<double> number_word(std::string_view form);

}  // namespace samsyn::figures
