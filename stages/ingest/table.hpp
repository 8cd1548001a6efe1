#pragma once
// Rows of a survey export to respondents, responses and open answers.

#include "pipeline/model/document.hpp"
#include "stages/ingest/reader.hpp"

namespace samsyn::ingest {

/// Reads a table with the given reader (whose `rows` is set) and makes of it what the source's
/// items say. See table.cpp for the rules of each item type; they are those of study.hpp's fields.
///
/// Shape:  wide layout: one respondent per row; long layout: one per distinct respondent id, whose
///         rows may lie apart. Where the rows tell the time of a repeated measurement, one for each
///         id and time. Rows that are blank throughout are no respondents and not counted.
///         Document::rows counts the records under the header, the skipped ones included.
/// Raw:    Block::raw is the cell's text exactly; only cells of nothing but white space are empty.
/// Titles: compared exactly first, then with white space collapsed; a title that occurs again is
///         called "title (2)".
/// Errors: the format's; ingest.no-such-column (nearest title and the list), ingest.no-rows,
///         ingest.no-header.
/// Values: of attributes as they stand; read_document gives them one spelling
///         (study_spellings.hpp).
/// Issues: ingest.totals-row (a row at the end, or with the word as its id, that sums up the
///         others; skipped), ingest.duplicate-respondent,
///         ingest.no-respondent, ingest.not-a-number, ingest.about-number («ca 5»: its figure
///         counts), ingest.not-a-date, ingest.unknown-question,
///         ingest.contradicting-attribute, ingest.duplicate-answer, ingest.second-answer (once for
///         a file: further open answers of a person to a question, all of which are kept),
///         csv.ragged-row and csv.short-row (rows with other cells than the header has), and the
///         format's own. Faults of one kind in one column beyond the tenth are counted in one last
///         issue (ingest.more-of-the-same).
/// Cost:   linear; besides the answers' text 12 bytes per response and 112 per open answer.
Result<Document> read_table(const Reader& reader, const Input& input, const SourceSpec& source,
                            const Study& study, Issues& issues);

}  // namespace samsyn::ingest
