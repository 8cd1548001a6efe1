#pragma once
// Which time of repeated measurements a cell tells.

#include <cstdint>
#include <string_view>

#include "pipeline/model/study.hpp"

namespace samsyn::ingest {

/// The number of the time that the text names, in any spelling (spelling_key()) of
/// Occasions::order; of a study with Occasions::begins also by a date on which it was under way.
/// 12/1/2026 is the 12th of January. kNone for anything else, and for dates before the first time.
std::uint32_t time_of(const Occasions& occasions, std::string_view text);

}  // namespace samsyn::ingest
