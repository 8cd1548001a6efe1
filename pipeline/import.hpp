#pragma once
// `samsyn import`: coding sheets that were filled in, to the study's human codings.

#include <cstdint>
#include <string>
#include <vector>

#include "pipeline/knowledge.hpp"
#include "pipeline/model/issue.hpp"
#include "pipeline/model/result.hpp"
#include "pipeline/model/study.hpp"

namespace samsyn {

struct ImportRequest {
  /// Workbooks; "NAME=FILE" overrules the coder that the sheet names.
  std::vector<std::string> inputs;
  std::string language = "sv";
  unsigned jobs = 1;
};

struct ImportReport {
  struct Sheet {
    std::string file, coder;
    std::uint32_t all = 0, judged = 0;  ///< rows
    std::uint32_t without_code = 0;     ///< of the judged
  };
  std::vector<Sheet> sheets;
  std::string path;            ///< of the human codings
  std::uint32_t segments = 0;  ///< that they hold now
  std::vector<std::string> coders;
};

/// Reads sheets and adds what they say to the study's human codings (human_codings_path), in the
/// order given: a later judgement of the same coder takes the place of an earlier one.
///
/// Rows are found again in the study as it is now, as a run does; their lines then have the place
/// and wording of today. Lines of other segments stay as they are. The file is written whole or not
/// at all; comments have pseudonyms for personal data like all other texts in it.
/// Errors: import.nothing-judged (no sheet gave anything), those of write_file. Issues: those of
/// human::read_sheet and of reading the study; import.other-study, import.no-coder (the sheet is
/// left out); import.other-material (a note), import.not-found, import.changed-judgement.
Result<ImportReport> import_sheets(const Study& study, const ImportRequest& request,
                                   const Knowledge& knowledge, Issues& issues);

/// For people: what each sheet gave, where it lies, what to do next.
std::string render(const ImportReport& report, const std::string& language);

}  // namespace samsyn
