#pragma once
// What quotations show of who said them.

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "pipeline/model/summary.hpp"

namespace samsyn::disclose {

/// Is the number withheld of those who said the quotation's code (or that of a candidate) in its
/// stance, of people with this condition ({"group", "HR-chef"}; {"kind", "transcript"}), among
/// those of the quotation's kind of source?
using IsWithheld = std::function<bool(const Quotation&, const Condition&)>;

/// Leaves the quotation those particulars (group, municipality, sub-study, kind of source, item,
/// file) that do not point at anybody:
/// - none for which the number of people, or of segments, of the code is withheld: the quotation
///   would tell that one of them said it. Without its kind nothing else is left: files and items
///   tell the kind;
/// - of the others as many as at least `least` of those asked in the same kind of source share
///   (`crowds`); the finest, that which the fewest share, goes first.
/// Respondent, segment id, row, line and time lead to a row of the data (an id can be made from
/// them), and link quotations of one person: they stay only where nothing was taken away
/// (protect_quotations: from none of the person's quotations).
/// True: something was taken away. Text, code, stance, rule, confidence and evidence stay.
/// Cost: linear in the crowds for each particular taken away.
bool strip(Quotation& quotation, const std::vector<Crowd>& crowds, std::uint32_t least,
           const IsWithheld& is_withheld);

/// Strips the quotations of the summary and of its candidates; gives how many of them lost
/// something.
std::size_t protect_quotations(Summary& summary, std::uint32_t least,
                               const IsWithheld& is_withheld);

}  // namespace samsyn::disclose
