#pragma once
// Conversations without labels, told by the dash before each line.

#include <string_view>
#include <vector>

#include "pipeline/model/document.hpp"
#include "pipeline/model/issue.hpp"
#include "stages/ingest/lines.hpp"

namespace samsyn::ingest {

/// Reads "– Fråga?" / "– svar" when the lines are that: at least four turns begin with a dash
/// (-, –, —), they are most of the paragraphs, and those that end in a question mark stand at every
/// other place. Then turns at the places of questions have the role interviewer and no speaker, the
/// others the speaker "–". A turn goes on to the next dash; what stands before the first is
/// preamble.
/// Gives false, and leaves the document as it was, when that does not hold.
///
/// Issues: transcript.dashes-only (note: how many questions and answers were told apart).
/// Cost:   one pass; nothing more when the first lines have no dash.
bool read_dialogue(std::string_view text, const std::vector<Line>& lines, Document& document,
                   Issues& issues);

}  // namespace samsyn::ingest
