#pragma once

#include <ctime>
#include <string>

#include "pipeline/model/coding.hpp"
#include "pipeline/model/issue.hpp"
#include "pipeline/model/result.hpp"
#include "pipeline/model/summary.hpp"
#include "stages/emit/settings.hpp"

namespace samsyn::emit {

struct WorkbookInput {
  const Summary& summary;
  const Codebook& codebook;
  const Labels& labels;
  const Layout& layout;
  std::string program;      ///< "samsyn 0.1.0"
  std::time_t created = 0;  ///< shown as the file's date; a constant, so that runs are alike; not 0
};

/// tables.xlsx: a first sheet that says what the study is and how to read it, a sheet for each key
/// in Table::sheet, quotations and codebook, in the order of Layout::sheets.
///
/// Of tables in which much is withheld it shows what can be read (legible.hpp).
/// Every table has its title, its base in words, headings, rows and notes; charts are native and
/// hold their figures. Nothing in a cell is a formula. The same input gives the same bytes.
/// Issues: emit.text-cut. Errors: output.not-writable, emit.workbook.
/// Cost: about 1 us a cell; the library holds the whole workbook in memory.
Result<Done> write_workbook(const WorkbookInput& input, const std::string& path, Issues& issues);

}  // namespace samsyn::emit
