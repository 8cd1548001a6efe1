#pragma once
// What counts where humans have judged.

#include <cstdint>
#include <vector>

#include "pipeline/model/coding.hpp"
#include "pipeline/model/human.hpp"
#include "pipeline/model/segment.hpp"

namespace samsyn::human {

/// How often coders differed.
struct Differences {
  std::uint64_t segments = 0;   ///< judged
  std::uint64_t shared = 0;     ///< by two coders or more, in one taxonomy
  std::uint64_t differing = 0;  ///< of these: not all gave the same codes with the same stance
  /// Codes that the judges differ in: those where most said the same, of the code and its stance,
  std::uint64_t majority = 0;
  std::uint64_t ties = 0;               ///< and those where they were even, in the one or the other
  std::vector<std::uint64_t> by_coder;  ///< segments judged
  void add(const Differences& other);
};

/// Decides what a segment has, code by code, in the taxonomies that humans judged it by.
///
/// What most of those who judged the code's taxonomy gave counts, and what most did not give does
/// not. Where they are even, the deciding coder's answer counts if that coder judged it, else the
/// machine's: a third reading. The stance is what most of those who gave the code say; even: the
/// deciding coder's, else the machine's if it is among them, else affirmed before negated before
/// hypothetical. `machine`: its codings of the segment.
void decide(Judged& judged, const std::vector<Coding>& machine, const Codebook& codebook,
            std::uint32_t deciding, Differences& differences);

/// The codings that count: the machine's outside what humans judged, and what was decided there.
/// A decided code that the machine found too keeps the words it was found by; others have the whole
/// segment as evidence; neither has a rule, which is how
/// a human's code is told from the machine's. Ordered by segment, then code.
std::vector<Coding> counted(const std::vector<Coding>& machine, const HumanSlice& human,
                            const std::vector<Segment>& segments, const Codebook& codebook);

}  // namespace samsyn::human
