#pragma once
// `samsyn check`: reads every file as the manifest says and tells what there is and what does not
// fit.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/document.hpp"
#include "pipeline/model/issue.hpp"
#include "pipeline/model/study.hpp"
#include "pipeline/study/guess.hpp"

namespace samsyn {

struct ItemOverview {
  std::string id, question;
  ItemType type = ItemType::open;
  std::uint32_t asked = 0;     ///< respondents with a response, empty ones included
  std::uint32_t answered = 0;  ///< of these with an answer
  std::uint32_t distinct = 0;  ///< different answers
};

struct FileOverview {
  std::string source, file, sheet;
  SourceKind kind = SourceKind::survey;
  std::uint32_t rows = 0, skipped = 0;  ///< records of a table
  std::uint32_t respondents = 0;
  std::uint32_t blocks = 0;  ///< open answers, turns or paragraphs, without headings
  std::uint32_t figures = 0;  ///< of a table of figures
  std::vector<ItemOverview> items;
};

struct Check {
  std::vector<FileOverview> files;
  Issues issues;
};

/// Reads all files of the study; one in memory at a time. `told`: the issues of loading it; a file
/// that is not there is told once (study.no-such-file).
///
/// Issues: those of ingest for every file, and
///   check.closed-looks-open   (warning) a single choice with ten or more answers, 90 % of them
///                             distinct;
///   check.open-looks-closed   (note: `init` would not have said so, somebody did) an open item
///                             whose answers are few texts again and again;
///   check.unlisted-option     (warning) a scale's answer that is none of its labels;
///   check.unused-separator    (warning) no answer of a multiple choice holds the separator;
///   check.no-answers          (warning) nobody answered the item;
///   check.unmentioned-column  (warning) a column with content that is neither used nor ignored;
///   check.empty-attribute     (warning) an attribute that is blank for more than half of them;
///   check.unknown-substudy    (warning) a sub-study that the manifest does not name;
///   check.nothing             (error) no file could be read.
Check check_study(const Study& study, const ReadFile& read, const Issues& told = {});

/// The same for one document that was read already: what its content says about its items.
Issues check_document(const Document& document, const SourceSpec& source, const Study& study);
FileOverview overview_of(const Document& document, const SourceSpec& source);

/// The overview for a terminal, file by file. `language`: "sv" or "en". Ends with a line break.
std::string render(const Check& check, std::string_view language);

}  // namespace samsyn
