#pragma once

#include <vector>

#include "stages/repair/candidates.hpp"
#include "stages/repair/pieces.hpp"
#include "stages/repair/repair.hpp"

namespace samsyn::repair {

/// Letters and strange words; the rest of the figures is 0.
Figures letters_of(const NormDocument& text);

/// Odd enough that words are worth looking up?
bool is_odd(const Figures& figures);

/// Completes the figures by looking up words: at most 1,500 pieces, spread over the document.
void look_up(Figures& figures, const std::vector<Piece>& pieces, const Frequencies& frequencies,
             const Channel& channel, CandidateSource& candidates);

Verdict verdict_of(const Figures& figures);

/// How many å, ä and ö are missing, by what Swedish text has: the first guess of the channel.
Channel::Damage damage_of(const Figures& figures);

}  // namespace samsyn::repair
