#pragma once
// The parts of the workbook; used by xlsx.cpp only.

#include <string>
#include <utility>
#include <vector>

#include "stages/emit/sheet.hpp"
#include "stages/emit/xlsx.hpp"

namespace samsyn::emit {

/// Writes tables below each other, with their charts beside them.
void write_tables(const WorkbookInput& input, Sheet& sheet,
                  const std::vector<const Table*>& tables);

/// The quotations of codes and the codebook as tables of their own.
Table quotation_table(const WorkbookInput& input);
Table codebook_table(const WorkbookInput& input);

/// What is withheld: the rule, and how many numbers of each table.
Table disclosure_table(const WorkbookInput& input);

/// The quotations of the candidates for new codes.
Table candidate_table(const WorkbookInput& input);

/// A line of the table of contents.
struct Content {
  std::string sheet;  ///< name
  std::string shows;
};
void write_readme(const WorkbookInput& input, Sheet& sheet, const std::vector<Content>& contents);

/// Page set-up that all sheets share.
PageSetup page_setup(const WorkbookInput& input);

}  // namespace samsyn::emit
