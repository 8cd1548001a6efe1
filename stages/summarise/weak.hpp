#pragma once

#include <string>

#include "pipeline/model/summary.hpp"

namespace samsyn::summarise {

/// Marks the codes that Summary::agreement calls weak in every table that shows them: behind the
/// name in rows, headings of columns and pairs, so that charts show it too, with a note below;
/// TableRow::weak has the reason. Cost: linear in the tables' rows.
void mark_weak(Summary& summary, const Labels& labels);

/// Why the code is weak; empty = it is not, or nothing is known.
std::string weakness_of(const Summary& summary, const std::string& code);

}  // namespace samsyn::summarise
