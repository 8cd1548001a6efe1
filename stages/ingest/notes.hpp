#pragma once
// Lines of notes and minutes to headings, bullets, paragraphs and statements.

#include <string_view>
#include <vector>

#include "pipeline/model/document.hpp"
#include "pipeline/model/issue.hpp"
#include "stages/ingest/lines.hpp"

namespace samsyn::ingest {

/// Adds the blocks of notes or minutes to the document.
///
/// - Title, date, place and participants at the top, and lines that are only a page number
/// anywhere:
///   BlockRole::preamble, one block a line.
/// - Headings (headings.hpp): BlockRole::heading. What follows has the heading as its Question;
/// where
///   a heading stands below another the question's text is "2. HINDER / Gula lappar".
/// - A bullet or paragraph with its wrapped lines is one block, role note; raw begins behind the
///   bullet sign. Votes at the end of a one-line note are counted and marked.
/// - "Lerum: …": raw begins behind the label, which is the speaker. A label is one when the source
///   names it, when it is a municipality (one misspelt letter allowed where others are spelt
///   right), or when at least three such labels, most of the paragraphs under one heading, are
///   names. A label alone on its line speaks until the next label or heading; one with text, for
///   its paragraph and the bullets directly under it.
/// Each speaker is a Respondent by its label; the attribute municipality is set where it is one,
/// and a misspelt one is the same Respondent as the right one.
///
/// Issues: notes.respelt-municipality (note: label and what it was taken for).
/// Cost:   a few passes over the lines; linear in the text.
void read_notes(std::string_view text, const std::vector<Line>& lines, const SourceSpec& source,
                const Study& study, Document& document, Issues& issues);

}  // namespace samsyn::ingest
