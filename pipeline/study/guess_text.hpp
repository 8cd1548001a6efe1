#pragma once
// A file of running text to a source of transcripts or notes.

#include <optional>
#include <vector>

#include "pipeline/model/issue.hpp"
#include "pipeline/study/guess.hpp"
#include "stages/ingest/reader.hpp"

namespace samsyn::guess {

/// Fills the source's kind and interviewers and adds a line for the file and one for its speakers.
/// The issue says why the file cannot be read.
std::optional<Issue> guess_text_source(const ingest::Input& input, SourceSpec& source,
                                       std::vector<GuessLine>& lines);

}  // namespace samsyn::guess
