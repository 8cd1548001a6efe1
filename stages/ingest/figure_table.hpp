#pragma once
// Tables of figures: so many of a measure in each unit and year, with targets.

#include "pipeline/model/document.hpp"
#include "stages/ingest/reader.hpp"

namespace samsyn::ingest {

/// Reads a table of figures with the given reader (whose `rows` is set).
///
/// Shape:  Document::figures, and no respondents: a table of figures is nobody's answer. Long
///         layout (FigureColumns::value): one figure for each row. Wide (FigureColumns::years): one
///         for each row and year; the row's target stands at the last of the years, its baseline at
///         the first.
/// Rows:   a row whose unit says that it is a sum («Summa», «Totalt») has
///         DataFigure::total. Blank rows, and those that name a unit without any figure, are passed
///         over. An empty unit is that of the row above (merged cells).
/// Values: see parse_number; an empty cell or a dash is no figure, a 0 is one.
/// Errors: the format's; ingest.no-such-column, ingest.no-header, ingest.no-rows.
/// Issues: figures.no-unit, figures.not-a-number, figures.not-a-year (the cell is left out),
///         figures.duplicate-unit (a unit that has the year's figure already; the row is skipped).
/// Cost:   linear.
Result<Document> read_figures(const Reader& reader, const Input& input, const SourceSpec& source,
                              Issues& issues);

/// Is the unit's name that of a sum?
bool names_sum(std::string_view unit);

}  // namespace samsyn::ingest
