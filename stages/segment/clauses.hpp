#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace samsyn::segment {

/// Where speech that was written down without signs can be cut: the places (bytes, in order) in
/// [begin, end) of `text` where a new clause begins with «men», «och då», «och vi», «så att vi»,
/// «för att de», «eftersom» (main clauses and their like, Svenska Akademiens grammatik, «Satser»).
///
/// None unless the stretch has more than 40 words and no sign but at its very end. Each piece has
/// at least 12 words, the last one 6. Meant for transcripts: who writes prose sets signs. Cost:
/// linear.
std::vector<std::uint32_t> clause_starts(std::string_view text, std::uint32_t begin,
                                         std::uint32_t end);

}  // namespace samsyn::segment
