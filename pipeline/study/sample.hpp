#pragma once
// The beginning of a table, held for guessing.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/result.hpp"
#include "stages/ingest/reader.hpp"

namespace samsyn::guess {

struct SampleColumn {
  std::string title;               ///< as ingest calls it (stages/ingest/columns.hpp)
  std::vector<std::string> cells;  ///< one per row, "" where blank; dates and numbers as shown
};

struct Sample {
  std::string sheet;
  std::uint32_t header_row = 1;   ///< record with the titles
  std::uint32_t header_rows = 1;  ///< 2: option labels stand under the titles
  std::vector<SampleColumn> columns;
  std::size_t rows = 0;
  /// To be written in the manifest: set when commas and semicolons in the answers would be taken
  /// for the separator of a file that has one column.
  std::string separator;
  bool untitled = false;   ///< one column whose first row looks like an answer, not like a title
  std::size_t totals = 0;  ///< rows at the end that sum up the others; not among `rows`
  bool cut = false;        ///< there is more than was read
  std::size_t answers() const;  ///< cells that are not blank
};

/// Reads the sheet's beginning. Lines above the titles (a report's name, a date) are passed over;
/// a second header row is told from blanks in the first that it continues. A file of one column is
/// a table too: its first row is the title, and each further row one respondent's answer.
/// Errors: the format's; ingest.no-rows (no row with titles, or in a workbook fewer than three rows
/// of a single column below them).
Result<Sample> take_sample(const ingest::Reader& reader, const ingest::Input& input,
                           const std::string& sheet, std::size_t most_rows, std::size_t most_bytes,
                           Issues& issues);

}  // namespace samsyn::guess
