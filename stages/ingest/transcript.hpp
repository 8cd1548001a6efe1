#pragma once
// Lines of a transcript to turns, and what all running text has in common.

#include <span>
#include <string_view>
#include <vector>

#include "pipeline/model/document.hpp"
#include "stages/ingest/lines.hpp"
#include "stages/ingest/reader.hpp"

namespace samsyn::ingest {

/// Reads text that was cut into lines as what the source says it is: transcript or notes.
/// `lines` point into `text`. Blocks get offsets and lines; a Word document's reader then puts its
/// paragraphs in their place.
/// Errors: text.not-a-survey (the source calls it a survey), text.nothing (nothing but white
/// space). `cells`: what a Word document's tables say of the lines (docx_table.hpp), in order.
Result<Document> read_running_text(const Input& input, std::string_view text,
                                   const std::vector<Line>& lines, const SourceSpec& source,
                                   const Study& study, Issues& issues,
                                   std::span<const CellLines> cells = {});

/// Adds the turns of a transcript to the document: speakers and blocks, the latter with speaker,
/// time, marks and role turn or preamble. Roles of interviewers, questions and respondents come
/// after, from assign_speakers.
///
/// A turn is one block: from the first word after its label to the last before the next label,
/// line breaks and paragraphs between included. Layouts as in labels.hpp (Layout); the one that
/// finds the most turns is taken. A label is a speaker when the source names it, when it is an
/// interviewer's word, or when it recurs: a name twice, other words ("Person från facket") three
/// times and only without words that begin sentences. A full name or a label with a time stamp
/// needs to stand but once when others recur.
/// What stands before the first turn is preamble, one block a line. Page numbers are in no block,
/// or among the marks of the turn that they interrupt. Without any label, lines with dashes are a
/// dialogue (dialogue.hpp), else each paragraph is a turn without speaker. Where `cells` of a Word
/// document's tables tell who speaks, they do: the lines outside of them are preamble.
///
/// Issues: transcript.no-speakers (warning), those of dialogue.hpp.
/// Cost:   two passes over the lines; a hash look-up for each line that begins like a label.
void read_transcript(std::string_view text, const std::vector<Line>& lines,
                     std::span<const CellLines> cells, const SourceSpec& source, Document& document,
                     Issues& issues);

/// Which labels are speakers, from how often each stands: the rule of read_transcript, for formats
/// that find their labels in other places than lines. Labels must outlive the call.
/// `labels`: one entry for each occurrence. Gives the keys (fold_label) of the speakers, in byte
/// order.
std::vector<std::string> accepted_labels(const std::vector<std::string_view>& labels,
                                         const SourceSpec& source);

/// The block that a whole line is. To be asked of lines in their order (PointCounter).
Block block_of(const Line& line, PointCounter& points, BlockRole role);

}  // namespace samsyn::ingest
