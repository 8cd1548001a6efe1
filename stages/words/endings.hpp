#pragma once

#include <string_view>
#include <vector>

#include "pipeline/model/segment.hpp"

namespace samsyn::words {

/// What a word that no dictionary knows may be, by its ending: the longest that fits of those of
/// declensions and conjugations (Svenska Akademiens grammatik, «Böjning»), with all that it can be.
/// Behind those readings a noun and a name as it stands, and of a word in -s a name in the
/// genitive. Never empty.
std::vector<Reading> guess(std::string_view form);

}  // namespace samsyn::words
