#pragma once
// A coding sheet that came back, read from the rows of its workbook.

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "pipeline/model/human.hpp"
#include "pipeline/model/issue.hpp"
#include "pipeline/model/result.hpp"

namespace samsyn::human {

/// The cells of a worksheet, row by row, as texts; trailing empty cells may be missing. The caller
/// reads the workbook. A sheet that is not there gives an error.
using SheetRows = std::function<Result<std::vector<std::vector<std::string>>>(const std::string&)>;

/// What a coder made of a row.
struct FilledRow {
  std::string id, record, text, before, after;
  std::uint32_t row = 0;  ///< of the worksheet, from 1
  Judgement judgement;    ///< its coder is not set
};

struct FilledSheet {
  std::string file, study, fingerprint;
  std::string coder;  ///< as the sheet says
  TaxonomyBits taxonomies = 0;
  std::vector<FilledRow> rows;  ///< those that were judged, in the order of the sheet
  std::uint32_t all = 0;        ///< rows that the sheet was made with
  std::uint32_t open = 0;       ///< of these, not judged yet
};

/// Reads a sheet that `samsyn export` made, after it was filled in.
///
/// The record sheet (kRecordSheet, hidden) holds rows of key and values: format, study,
/// fingerprint, language, taxonomies, readme (sheet and row of the coder's name), sheet (the one
/// that is filled in, its first row), none and suggested (what these choices are called), then
/// "code" and "stance" rows (id, shown) and for each row of the sheet "row" (id, record, text,
/// before, after, suggestions). A row is judged when something is chosen in any of its code
/// columns: a code, «no code» or «as suggested». Codes and stances may be written as shown, by
/// name, or by id; see name_key.
///
/// Errors: import.not-a-sheet (no record sheet, or another format). Issues, with sheet and row:
/// import.unknown-code (also: «as suggested», where the study has the suggestion no more),
/// import.unknown-stance, import.stance-without-code, import.none-with-code,
/// import.same-code-twice: the row counts as not judged. import.comment-without-code (nor does
/// this one, and its comment is lost), import.long-comment (the row counts without it),
/// import.text-changed (the text that was judged is not the one that was given; counts all the
/// same), import.row-doubled (the first counts), import.row-missing, import.unknown-row;
/// import.other-codes (other codes were offered than the study has now), import.incomplete (a note:
/// how many are open). A row whose record has a cell longer than Excel's 32,767 characters comes
/// with an empty record. Cost: n log n in the cells.
Result<FilledSheet> read_sheet(const std::string& file, const SheetRows& rows,
                               const Codebook& codebook, Issues& issues);

}  // namespace samsyn::human
