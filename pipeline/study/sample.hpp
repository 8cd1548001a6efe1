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
  bool cut = false;             ///< there is more than was read
  std::size_t answers() const;  ///< cells that are not blank
};

/// Reads the sheet's beginning. Lines above the titles (a report's name, a date) are passed over;
/// a second header row is told from blanks in the first that it continues.
/// Errors: the format's; ingest.no-rows (no row with two or more titles).
Result<Sample> take_sample(const ingest::Reader& reader, const ingest::Input& input,
                           const std::string& sheet, std::size_t most_rows, std::size_t most_bytes,
                           Issues& issues);

}  // namespace samsyn::guess
