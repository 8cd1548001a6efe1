#pragma once

#include <string>
#include <vector>

#include "pipeline/model/frequency.hpp"
#include "stages/repair/candidates.hpp"
#include "stages/repair/channel.hpp"
#include "stages/repair/pieces.hpp"

namespace samsyn::repair {

/// What was decided for one piece, or for two that were one word.
struct Choice {
  std::uint32_t first = 0;  ///< index of the piece
  std::uint32_t pieces = 1;
  std::string word;                     ///< lower case; with a space where one piece was two words
  bool changed = false;                 ///< another word than the one seen
  std::vector<std::string> candidates;  ///< likeliest first, the chosen one included; at most four
  float margin = 1;  ///< 0..1: 1 - how likely the next best is beside the chosen one
};

/// Chooses what was meant, for all pieces of a document at once: words are likely by themselves, by
/// the word before them and by what the reader does to letters (a hidden Markov model, decoded by
/// Viterbi's algorithm). The channel is learned on the way: what a first pass was sure of tells
/// what this reader makes of which letter, and a second pass decides by that.
///
/// Cost: about 5 µs a piece, beside the candidates of new words.
std::vector<Choice> decode(const std::vector<Piece>& pieces, const Channel::Damage& damage,
                           const Frequencies& frequencies, Channel& channel,
                           CandidateSource& candidates);

}  // namespace samsyn::repair
