#pragma once
// Disclosure control: no number of a summary that tells of few people, and none that gives such a
// number away.

#include <cstdint>

#include "pipeline/model/summary.hpp"

namespace samsyn::disclose {

struct Rules {
  std::uint32_t least = 5;  ///< people; 1 = everything is shown
  std::uint32_t round = 0;  ///< numbers are shown as multiples of it; 0 and 1: as they are
  std::uint32_t quotations = 0xFFFF'FFFFU;  ///< at most so many of each code are left
};

/// The summary with numbers withheld (Withheld, kWithheldBase, kWithheldCount) and its ledger,
/// Summary::disclosure, filled in.
///
/// Withheld are
/// - numbers of people from 1 to least - 1, bases too, and numbers of what so few people said;
///   zero is shown: it tells of nobody, but where a whole row must be withheld, its zeros are too;
/// - shares of such a number, or of such a base (but 0 %); statistics that rest on few, on a base
///   that is withheld, or on answers of which some are withheld: from a mean and the rest of the
///   answers the others could be worked out;
/// - as many more as it takes that nobody can work out a withheld number or show it to be below
///   `least`: see suppress.hpp, and reading.hpp for what counts as known. Where a mean of withheld
///   answers is shown (to a decimal, if no number can be worked out from it), or a share by weights
///   that can be known (to a percent, or less finely), it may be seen that a number is below
///   `least`, but not which it is;
/// - what a test came to in words, where one or two of its numbers are withheld: of so few, with a
///   known sum, the words can leave one possibility. With more it is shown;
/// - shares of all answers to a multiple choice, where their sum would tell what is withheld.
/// What everybody answered (100 %) is shown: it is a finding about the group that was asked, not
/// about one of it, and the zeros of the other answers say the same.
///
/// Of what people of a kind of source said of a code, where their number is withheld, one quotation
/// is left: all that few have said would be quoted, and could be counted.
///
/// Texts follow: a base in words is replaced, notes with numbers (Table::number_notes) are dropped,
/// a ranking shows withheld rows last and in the order of their names, since the place would tell.
/// Why a number is withheld is not told to those who read it: «few» would tell that it is 1 to 4.
///
/// Rounding is done to what is left: each number to the nearest multiple (halves up), the same
/// number everywhere; facts about the study stay exact; shares are of rounded numbers. As
/// what is shown then follows from what would be shown without rounding, it tells no more; what is
/// withheld is the same.
///
/// Sources: Hundepool et al., Statistical Disclosure Control (Wiley 2012), ch. 4 (frequency rule,
/// linked tables, rounding); Cox and Fischetti/Salazar as in suppress.hpp.
/// Cost: about 10 ms for 10,000 numbers; numbers without few cost some hundred ns each.
Summary protect(Summary summary, const Rules& rules, const Labels& labels);

}  // namespace samsyn::disclose
