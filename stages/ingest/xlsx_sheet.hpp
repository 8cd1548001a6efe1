#pragma once
// One worksheet's cells, row by row.

#include <cstdint>
#include <string>

#include "stages/ingest/xlsx_book.hpp"

namespace samsyn::ingest {

/// Calls the sink for each row that has a cell with content, in the file's order.
///
/// Cells and rows without a reference follow the one before (ECMA-376 part 1, 18.3.1.4);
/// <dimension> is not looked at. Formulas give the value that was stored with them. Of a merged
/// range only the first cell has a value, as Excel writes it. Hidden rows and columns are read like
/// others.
///
/// Errors: those of read_xml, with the sheet's name. Issues, once each with a count:
/// xlsx.bad-reference (a place before the one before, or outside the sheet; the cell is left out or
/// the row numbered after the one before), xlsx.bad-string (an index without a shared string; the
/// cell is left empty), xlsx.no-stored-value (a formula that was never computed; likewise).
/// Memory: one row.
Result<Done> read_sheet(const Container& container, const Sheet& sheet, const Book& book,
                        const SharedStrings& strings, const std::vector<Shown>& styles,
                        std::uint64_t cap, const Input& input, const RowSink& sink, Issues& issues);

}  // namespace samsyn::ingest
