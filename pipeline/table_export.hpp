#pragma once
// Tables of the last run as CSV: `samsyn export STUDY --table ID`.

#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/result.hpp"

namespace samsyn {

/// A table of summary.json as CSV (emit::append_csv): headings, then rows. Numbers stand in full, with
/// a decimal comma in Swedish; shares from 0 to 1; what is withheld as "..".
struct TableCsv {
  std::string id, title;
  std::string csv;
};

/// The tables of a run's summary.json, in its order; only those with one of the ids, all when there
/// are none. `name` is what messages call the file.
/// Errors: export.bad-summary (no JSON, another schema), export.unknown-table (with the nearest).
Result<std::vector<TableCsv>> tables_of(std::string_view summary, const std::string& name,
                                        const std::vector<std::string>& ids);

/// Writes each table as ID.csv into the folder, which is made; signs that file names can't have become
/// "_". A file of the name is written over only when an export wrote it.
/// Errors: export.not-our-output, those of write_file.
Result<Done> write_tables(const std::vector<TableCsv>& tables, const std::string& folder);

}  // namespace samsyn
