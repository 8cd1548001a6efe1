#pragma once
// What the rows and columns of a Word document's tables say of the texts in their cells.

#include <vector>

#include "pipeline/model/study.hpp"
#include "stages/ingest/docx_text.hpp"
#include "stages/ingest/lines.hpp"

namespace samsyn::ingest {

/// The lines of tables whose layout is understood, in order, not overlapping; the lines of other
/// tables are running text.
///
/// Transcripts: columns for who (titled «Vem», «Talare» …, or short recurring labels), text, and
/// perhaps time and number, in any order: each row is a turn; a row without a label goes on with
/// the one above. «Fråga | Svar»: the left column asks.
/// Notes:
/// - a heading row over texts («Kommun | Hinder | Förslag»): the title is what is asked, and a
///   column of voices (its title says so, or its cells are municipalities or groups) is who says it;
/// - municipalities or groups as titles («Fråga | Tibro | Skara»): the column is the voice, the
///   first cell of the row what is asked;
/// - «Fråga | Svar», or two columns without titles, short texts at the left and long ones at the
///   right: the left is what is asked, or the voice where it names one;
/// - a column titled «Röster» or «Poäng»: votes of the row's text;
/// - a row of one merged cell is a heading; columns titled «Nr» and «Tid» are no content.
/// An empty cell of a voice or question is that of the row above. Titles and labels are recognised
/// as a whole, without regard to case. Cost: linear in the tables.
std::vector<CellLines> arrange_tables(const WordText& word, SourceKind kind);

}  // namespace samsyn::ingest
