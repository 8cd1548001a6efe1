#pragma once

#include <ctime>
#include <string>

#include "pipeline/model/coding.hpp"
#include "pipeline/model/human.hpp"
#include "pipeline/model/issue.hpp"
#include "pipeline/model/result.hpp"
#include "pipeline/model/summary.hpp"
#include "stages/emit/settings.hpp"

namespace samsyn::emit {

struct CodingSheetInput {
  const CodingSheet& sheet;
  const Codebook& codebook;
  const Labels& labels;
  const Layout& layout;
  std::string program;
  std::time_t created = 0;  ///< not 0
};

/// A workbook for one coder: how to go about it, what the codes mean, the rows to judge, and a
/// hidden sheet that `samsyn import` reads it by (stages/human/sheet.hpp tells its rows).
///
/// Everything is locked but the coder's name and the cells for codes, stances and comments; codes
/// and stances have drop-down lists. Nothing in a cell is a formula, whatever a text begins with.
/// The same input gives the same bytes. Issues: emit.text-cut. Errors: output.not-writable,
/// emit.workbook.
Result<Done> write_coding_sheet(const CodingSheetInput& input, const std::string& path,
                                Issues& issues);

}  // namespace samsyn::emit
