#pragma once

#include <string_view>
#include <vector>

#include "pipeline/model/segment.hpp"

namespace samsyn::words {

/// What a word that no dictionary knows may be, by its ending: a row for each declension and
/// conjugation (Svenska Akademiens grammatik, «Böjning»), the longest ending first. The last two
/// readings are always a noun or name as it stands. Never empty.
std::vector<Reading> guess(std::string_view form);

}  // namespace samsyn::words
