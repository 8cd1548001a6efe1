#pragma once

#include <string>

#include "pipeline/model/issue.hpp"
#include "pipeline/model/summary.hpp"
#include "pipeline/run.hpp"

namespace samsyn {

/// What `run` says at the end, in the language of the outputs: what was read, the most frequent
/// codes of each taxonomy with their base, what was skipped, and where the workbook lies.
std::string closing_words(const RunReport& report, const Labels& labels, const Issues& issues,
                          const RunOptions& options);

}  // namespace samsyn
