#pragma once
// Stretches of a text that are there but were not said.

#include <cstdint>
#include <string_view>
#include <vector>

#include "pipeline/model/text.hpp"

namespace samsyn::ingest {

/// What a transcriber put into a turn: [paus], [ohörbart 00:12], <<skrattar>>, <suckar>, {…}, time
/// stamps in brackets, and round brackets that hold a known remark: (skratt), (paus), (…), (2.0),
/// (ohörbart). Other round brackets are speech. A bracket longer than 120 bytes or with a line
/// break is speech too: it was never closed. Shape: in order, not overlapping. Cost: linear.
std::vector<RawSpan> speech_marks(std::string_view raw);

/// Votes at the end of a note: ●●●, +++, x3, 3x, ×3, 3 p, 3 poäng, 3 röster, (4), (4 röster).
struct Votes {
  std::uint32_t count = 0;  ///< 0 = none; at most 999, so that a year in brackets is no vote
  RawSpan mark;             ///< from the first sign of the votes to the end of the text
};
Votes votes_at_end(std::string_view raw);

}  // namespace samsyn::ingest
