#pragma once
// The doors of ingest: bytes in, Document out. Nothing here opens a file.

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/document.hpp"
#include "pipeline/model/issue.hpp"
#include "pipeline/model/result.hpp"
#include "pipeline/model/study.hpp"

namespace samsyn::ingest {

struct AttributeValues;
class StudySpellings;

/// One input file in memory. `name` is what messages and outputs call it.
struct Input {
  std::string name;
  std::string_view bytes;
};

enum class CellKind : std::uint8_t { empty, text, number, boolean, date, duration, error };

/// One cell of a table, valid while the sink runs.
struct Cell {
  CellKind kind = CellKind::empty;
  std::string_view text;  ///< text and error cells ("#N/A"); UTF-8, otherwise untouched
  double number = 0;      ///< number; 0/1; date: days since 1970-01-01 with the time of day as
                          ///< fraction; duration: days
};
/// What the cell shows: text as it is; numbers in the shortest form that reads back ("7", "0.5");
/// booleans "TRUE"/"FALSE"; dates "2026-01-12" or "2026-01-12 09:01:22"; durations "26:05:00".
std::string to_text(const Cell& cell);

struct Row {
  std::uint32_t number = 0;     ///< record (CSV) or sheet row (workbook), from 1
  std::uint32_t line = 0;       ///< physical line where the record starts (CSV); 0 in workbooks
  std::span<const Cell> cells;  ///< trailing empty cells may be missing
};
/// Called for each row in order; return false to stop early (that is no error).
using RowSink = std::function<bool(const Row&)>;

struct TableOptions {
  std::string sheet;      ///< empty = the first visible sheet
  std::string encoding;   ///< empty = told from the bytes
  std::string separator;  ///< empty = found by trial
};

/// What a look at a table's start tells, for `init` and for messages.
struct SheetInfo {
  std::string name;  ///< empty for CSV
  bool hidden = false;
};

/// A file format. Exactly one of `rows` (tables) and `blocks` (running text) is set; `sheets` goes
/// with `rows`.
struct Reader {
  std::string_view name;                       ///< "csv": the word in CMakeLists.txt
  std::span<const std::string_view> suffixes;  ///< ".csv", lower case
  /// Is this format's content? Sees the whole input, must be cheap. A file is never refused because
  /// of its suffix: content decides, the suffix only among formats that recognise it alike.
  bool (*recognises)(std::string_view bytes);
  Result<std::vector<SheetInfo>> (*sheets)(const Input&);
  Result<Done> (*rows)(const Input&, const TableOptions&, const RowSink&, Issues&);
  /// Running text: fills speakers, questions and blocks; respondents are made from speakers.
  Result<Document> (*blocks)(const Input&, const SourceSpec&, const Study&, Issues&);
  bool container = false;  ///< a zip, not text: its suffix says nothing about a text file
};

/// All readers, in the order of the list in CMakeLists.txt.
std::span<const Reader* const> readers();

/// The reader for this input: by content, then by suffix.
/// Errors: ingest.empty (no bytes), ingest.unknown-format (nothing recognises it; says what it seems
/// to be, or names the formats), ingest.old-excel (.xls), ingest.old-word (.doc), ingest.encrypted
/// (password-protected file), ingest.pdf; see foreign.hpp.
Result<const Reader*> reader_for(const Input& input);

/// Reads one file of a source. A table becomes respondents, responses and open answers as the
/// source's items say (table.cpp); running text becomes turns or notes.
/// `Document::spec` is set by the caller.
/// Where several formats recognise the content, the source's kind decides before the suffix.
/// Errors: those of the format, and ingest.not-a-table, ingest.not-running-text,
/// ingest.no-such-sheet, ingest.no-such-column (with the nearest title), ingest.no-rows. Issues:
/// rows skipped (csv.ragged-row, ingest.duplicate-respondent, …; see table.hpp).
/// `attributes`, when given, is the source's attribute table (attributes.hpp), read before by the
/// caller; it fills what the file itself does not say. `spellings` (study_spellings.hpp) are those
/// of the study's files before this one; without, values are made one within this file only.
Result<Document> read_document(const Input& input, const SourceSpec& source, const Study& study,
                               Issues& issues, const AttributeValues* attributes = nullptr,
                               StudySpellings* spellings = nullptr);

}  // namespace samsyn::ingest
