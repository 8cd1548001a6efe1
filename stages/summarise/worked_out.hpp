#pragma once
// What is worked out from numbers that others have been withheld from.

#include "pipeline/model/study.hpp"
#include "pipeline/model/summary.hpp"

namespace samsyn::summarise {

/// Adds to a summary, after disclosure control, what follows from the numbers, names and quotations
/// that it has left, so that nothing of this tells more than is shown already:
/// - lists of pairs of codes with Jaccard's index and lift, by answers and by people, of the pairs
///   whose three numbers are shown;
/// - in the evidence of each code: how well coders agree, what helps, which principles (the numbers
///   of the tables beside, largest first), and the first two quotations that affirm it;
/// - a joint summary of the sub-studies: which codes all of them speak of, and which one alone.
/// New tables stand behind those that they are made of; numbers among them enter the ledger
/// (Summary::disclosure) as shown. Cost: rows x columns of those tables, n log n in the pairs.
void add_worked_out(const Study& study, const Labels& labels, Summary& summary);

/// The part of it that makes the lists of pairs. Jaccard's index: of those with either, the share
/// with both; lift: how many times as many have both as if the codes were independent.
/// Sources: Jaccard 1901; Brin, Motwani, Ullman and Tsur 1997 (lift, there "interest").
void add_associations(const Labels& labels, Summary& summary);

/// Puts the table behind the last one that stands on the same sheet, its numbers into the ledger.
void add_behind(Table table, const Labels& labels, Summary& summary);

}  // namespace samsyn::summarise
