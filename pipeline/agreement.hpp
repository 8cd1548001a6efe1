#pragma once
// `samsyn agree`: agreement between coders, or with a gold coding.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/result.hpp"
#include "stages/agree/agreement.hpp"

namespace samsyn {

struct AgreeRequest {
  /// Files as `samsyn run` writes codings.jsonl. "NAME=FILE" takes all of a file as the work of one
  /// coder called NAME; else every coder named in it is a coder (a file without any is one, called
  /// as the file).
  std::vector<std::string> inputs;
  /// A coder of these files, or a further FILE or NAME=FILE (called "gold" when it has no name).
  std::string gold;
  std::vector<std::string> codes, coders;  ///< only these; a code's beginning takes a group
  agree::Options options;                  ///< `gold` is filled in from above
  std::string language = "sv";             ///< of the order of codes
};

/// Reads and compares.
/// Errors: those of read_file, agree::read_codings and agree::pool. To issues: those of both, and
/// agree.one-coder when there is nobody to agree with.
Result<agree::Agreement> agreement_of(const AgreeRequest& request, Issues& issues);

/// For people, at most 100 columns: all codes together, then a line for each group and code, what
/// is weak and why, what can't be calculated and why, and the first `listed` disagreements.
std::string render(const agree::Agreement& agreement, std::string_view language,
                   std::size_t listed);

/// For programs: templates/schema/agreement.schema.json. Numbers have six decimals; what can't be
/// calculated is null with the reason in words. Ends in a line break.
std::string render_json(const agree::Agreement& agreement, std::string_view language);

/// How that begins.
inline constexpr std::string_view kAgreementBegins = "{\n  \"schema\": \"samsyn-agreement-";

/// render_json() to a file. Errors: agree.output-over-input (one of the codings, or the gold),
/// agree.not-our-output (a file that is no agreement stands there), those of write_file.
Result<Done> write_agreement(const std::string& path, const agree::Agreement& agreement,
                             const AgreeRequest& request);

/// Why there is no number, as JSON has it: "one-category".
std::string_view id_of(agree::Undefined why);

/// Why there is no number, in words: "alla bedömningar är lika".
std::string_view words_of(agree::Undefined why, std::string_view language);

/// Why a code is weak, in words.
std::string_view words_of(agree::Weak weak, std::string_view language);

}  // namespace samsyn
