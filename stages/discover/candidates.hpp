#pragma once

#include "pipeline/model/frequency.hpp"
#include "pipeline/model/summary.hpp"
#include "stages/discover/gathering.hpp"

namespace samsyn::discover {

/// At most so many candidates are told of, and so many terms of each.
inline constexpr std::size_t kMostCandidates = 30;
inline constexpr std::size_t kMostTerms = 8;

/// Adds to the summary what segments without a code share: `candidates`, and the table "uncoded" on
/// the sheet of that name. Their quotations are chosen as those of codes are (summarise): at most
/// as many as the study asks for; people not yet quoted first, then 40 to 240 characters, the group
/// and then the municipality quoted least, those in which most of the shared terms stand, input
/// order.
///
/// People of surveys, interviewees and voices of notes are counted apart; who is not known counts
/// in none of them.
void add_candidates(const Gathering& gathering, const WordOf& word, const Frequencies& frequencies,
                    const Labels& labels, Summary& summary);

/// Adds the tables of saturation on the sheet "saturation": one of the points at which it was
/// reached, and for each taxonomy a curve over the respondents of surveys and one over interviews
/// and notes, document by document. A curve of fewer than two units, or of a taxonomy without any
/// code given, is left out.
void add_saturation(const Gathering& gathering, const Labels& labels, Summary& summary);

}  // namespace samsyn::discover
