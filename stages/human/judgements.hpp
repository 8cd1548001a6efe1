#pragma once
// Several judgements of one segment.

#include <vector>

#include "pipeline/model/coding.hpp"
#include "pipeline/model/human.hpp"

namespace samsyn::human {

/// Adds a judgement to those of its segment, where each coder has one.
///
/// Of the same coder the later counts, in the taxonomies that it had in mind; what it did not ask
/// about stays as it was, and so do codes that no taxonomy has today. Its comment counts unless it
/// has none. Gives whether it says another thing than the earlier in a taxonomy of both.
bool add_judgement(std::vector<Judgement>& all, const Judgement& later, const Codebook& codebook);

}  // namespace samsyn::human
