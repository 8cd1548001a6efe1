#pragma once
// Lines of notes and minutes to headings, bullets, paragraphs and statements.

#include <span>
#include <string_view>
#include <vector>

#include "pipeline/model/document.hpp"
#include "pipeline/model/issue.hpp"
#include "stages/ingest/lines.hpp"

namespace samsyn::ingest {

/// Adds the blocks of notes or minutes to the document.
///
/// - Title, date, place and participants at the top: BlockRole::preamble, one block a line. Page
///   numbers and running heads (running_heads.hpp) are in no block.
/// - Headings (headings.hpp): BlockRole::heading. What follows has the heading as its Question; where
///   a heading stands below another the question's text is "2. HINDER / Gula lappar".
/// - A bullet or paragraph with its wrapped lines is one block, role note; raw begins behind the
///   bullet sign. Votes at the end of a one-line note are counted and marked.
/// - "Lerum: …": raw begins behind the label, which is the speaker. A label is one when the source
///   names it, when it is a voice (voices.hpp; of a municipality one misspelt letter is allowed
///   where others are spelt right), or when at least three such labels, most of the paragraphs
///   under one heading, are names. A label with text speaks for its paragraph and the bullets
///   directly under it.
/// - A voice in a heading or on a line of its own («FALKÖPING», «Grupp 1:», outline.hpp) speaks
///   until the next voice or the next heading that does not stand under it. It makes no block.
/// - "Moderator: …": role interviewer; with a question mark it is the Question of what follows. No
///   Respondent is made of it.
/// - Lines in `cells` (a Word document's tables, docx_table.hpp) have speaker and Question from
///   their row and column.
/// Each speaker is a Respondent by its label; the attribute municipality is set where it is one,
/// and a misspelt one is the same Respondent as the right one. "Falköping/Skara" is one Respondent
/// whose municipality is "Falköping/Skara".
///
/// Issues: notes.respelt-municipality (note: label and what it was taken for).
/// Cost:   a few passes over the lines; linear in the text.
void read_notes(std::string_view text, const std::vector<Line>& lines,
                std::span<const CellLines> cells, const SourceSpec& source, const Study& study,
                Document& document, Issues& issues);

}  // namespace samsyn::ingest
