#pragma once
// What tells of the run itself: issues.jsonl and manifest.json.

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "pipeline/model/issue.hpp"

namespace samsyn::emit {

/// Appends one line of issues.jsonl for each issue, in order, as it is given: the caller has put
/// pseudonyms in it. The excerpt is left out: it may be somebody's answer, and those stand in
/// codings.jsonl only.
void append_issues(std::string& out, const Issues& issues);

/// A file that the outputs rest on.
struct RunFile {
  std::string name;  ///< as the study gives it; never an absolute path
  std::uint64_t bytes = 0;
  std::string sha256;  ///< hexadecimal
};

/// What made these outputs. No time and no place: the same run gives the same bytes.
struct RunRecord {
  std::string version;  ///< "0.1.0"
  std::string study;
  std::vector<RunFile> inputs;      ///< the manifest first, then in input order, each once
  std::vector<RunFile> taxonomies;  ///< with their indicators
  std::optional<RunFile> model;     ///< the trained coder; nothing: rules alone
  std::vector<std::pair<std::string, std::string>> options;  ///< those that change outputs
  std::vector<std::pair<std::string, std::string>> parts;    ///< libraries and analysers, versions
};

/// manifest.json (templates/schema/manifest.schema.json). Ends in a line break.
std::string write_manifest(const RunRecord& record);

}  // namespace samsyn::emit
