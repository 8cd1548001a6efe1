#pragma once
// `samsyn discover`: what the codes don't catch, without writing outputs.

#include <cstddef>
#include <string>
#include <string_view>

#include "pipeline/knowledge.hpp"
#include "pipeline/model/issue.hpp"
#include "pipeline/model/result.hpp"
#include "pipeline/model/study.hpp"
#include "pipeline/model/summary.hpp"
#include "stages/discover/gathering.hpp"

namespace samsyn {

/// Adds candidates for new codes and curves of saturation to a summary (discover/candidates.hpp).
void add_discoveries(const discover::Gathering& gathering, const Knowledge& knowledge,
                     const Labels& labels, Summary& summary);

/// Reads and codes the study as run() does and gives only those tables and candidates, as run()
/// would. Errors: run.nothing-read. To issues: those of the files.
Result<Summary> discoveries_of(const Study& study, unsigned jobs, const Knowledge& knowledge,
                               const Labels& labels, Issues& issues);

/// For people, at most 100 columns: each of the first `listed` candidates with its terms, people,
/// items and quotations, and where saturation was reached.
std::string render_discoveries(const Summary& summary, const Labels& labels, std::size_t listed);

}  // namespace samsyn
