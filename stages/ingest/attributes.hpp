#pragma once
// A second table that tells who the respondents are: group, municipality, sub-study, own
// attributes.

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "pipeline/model/document.hpp"
#include "stages/ingest/reader.hpp"

namespace samsyn::ingest {

/// Attributes by respondent, read from the study's AttributeTable.
struct AttributeValues {
  /// Respondent id -> values parallel to Study::attributes; "" where the table says nothing.
  std::unordered_map<std::string, std::vector<std::string>> of;
};

/// Reads the attribute table from its file's content. The pipeline opens the file (table.path) and
/// hands the result to read_document().
///
/// Respondent ids are the key column's cells without surrounding white space; numbers in the
/// shortest form. Errors: those of reader_for and the format; ingest.not-a-table;
/// ingest.no-such-sheet; ingest.no-such-column (with the nearest title). Issues: ingest.no-key (a
/// row without an id, skipped); ingest.duplicate-key (the id stood in an earlier row: the first one
/// counts). Rows of totals are passed over.
Result<AttributeValues> read_attributes(const Input& input, const AttributeTable& table,
                                        const Study& study, Issues& issues);

/// Sets the attributes that are still empty from the table; one warning counts the respondents that
/// are not in it (ingest.no-attributes).
void fill_attributes(Document& document, const AttributeValues& values, const SourceSpec& source,
                     Issues& issues);

}  // namespace samsyn::ingest
