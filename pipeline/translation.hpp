#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/issue.hpp"
#include "pipeline/model/result.hpp"

namespace samsyn {

/// What the program's messages and remedies are in Swedish. They are written in English where they
/// arise; templates/labels/messages.json holds, by the issue's id, each English wording and the
/// Swedish one, with {0}, {1} for what was found there:
///
///   {"ingest.no-such-sheet": [["the workbook has no sheet «{0}»", "arbetsboken har inget blad
///   «{0}»"]]}
///
/// What was found is a phrase of the program's own at times («"row" is missing»): the list of the
/// id and "/found" has those.
///
/// A wording that the list has not stays English. A test compares the list with the README's ids
/// and its English wordings with the source.
class Translation {
 public:
  /// Nothing is translated.
  Translation() = default;
  /// Errors: emit.bad-labels (not JSON, or not of that shape; names the id).
  static Result<Translation> read(const std::string& name, std::string_view json);

  /// The issue with its message and remedy in Swedish. What was found in it stands as it was, but
  /// for the program's own phrases.
  Issue operator()(Issue issue) const;
  Issues operator()(const Issues& issues) const;
  /// A text that stands in the list of this id; else as it is.
  std::string operator()(std::string_view id, const std::string& text) const;

  struct Wording {
    std::vector<std::string> english;  ///< what stands before, between and behind what was found
    std::vector<int> found;            ///< numbers of the marks between, one fewer
    std::string swedish;
  };
  const std::map<std::string, std::vector<Wording>, std::less<>>& all() const { return wordings_; }

 private:
  std::map<std::string, std::vector<Wording>, std::less<>> wordings_;
};

/// `data`/templates/labels/messages.json. Errors: emit.bad-labels, file.not-found.
Result<Translation> swedish_messages(const std::string& data);

}  // namespace samsyn
