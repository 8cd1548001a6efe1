#pragma once
// Workbooks written member by member, so that a test sees the XML that it is about.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace samsyn::ingest {

using Members = std::vector<std::pair<std::string, std::string>>;

/// A zip of these members, in memory.
std::string zip_of(const Members& members);

/// What a test says of a workbook; what it leaves out gets the plain form.
struct Workbook {
  std::string rows;         ///< inside <sheetData>
  std::string strings;      ///< inside <sst>
  std::string formats;      ///< <numFmt/> elements
  std::string styles;       ///< <xf/> elements of cellXfs, after a first plain one
  std::string workbook_pr;  ///< attributes of <workbookPr>
  std::string after_rows;   ///< after <sheetData>
  /// Name, state of each sheet; all of them show `rows`.
  std::vector<std::pair<std::string, std::string>> sheets{{"Svar", "visible"}};
  std::string target_prefix;  ///< "/xl/" for absolute targets; empty = relative
  std::string main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  std::string relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
};
Members members_of(const Workbook& book);
std::string bytes_of(const Workbook& book);

}  // namespace samsyn::ingest
