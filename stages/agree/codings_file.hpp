#pragma once
// codings.jsonl as a value: what coders said of the segments of a study.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/coding.hpp"
#include "pipeline/model/result.hpp"

namespace samsyn::agree {

/// Where a segment stands, as in codings.jsonl. What is not known is empty, 0, or -1 for time.
struct Place {
  std::string source, sheet, column;
  std::uint32_t row = 0, line = 0, paragraph = 0;
  double time = -1;
  std::uint32_t start = 0, end = 0;  ///< half-open, code points of the cell, file or turn
};

/// "This coder gave this code", indices into CodingsFile::coders and ::codes.
struct Given {
  std::uint32_t coder = 0, code = 0;
  Stance stance = Stance::affirmed;
};

struct CodedSegment {
  std::uint32_t line = 0;  ///< of the codings file, from 1
  Place place;
  std::string respondent, speaker, item, question, role;
  std::string raw, text;  ///< as they stand in the file: pseudonyms where it has them
  std::vector<Given> given;
  /// The key "coders": who judged the segment, also without a code; indices. Without the key every
  /// coder of the file did.
  bool judges_listed = false;
  std::vector<std::uint32_t> judges;
};

struct CodingsFile {
  std::string name;
  std::vector<std::string> coders;  ///< "rules", "human:anna", in the order of first mention
  std::vector<std::string> codes;   ///< in the order of first mention
  std::vector<CodedSegment> segments;
};

/// Reads one JSON object a line (templates/schema/codings.schema.json).
///
/// Asked of a line: "source", "where", "start", "end" and "codes", each code with "code" and
/// "coder"; "stance" is affirmed where it is left out, and other keys are not looked at. Headings
/// and lines of a document about itself ("role") are left out when nobody coded them, and what
/// interviewers say always: it counts nowhere. Errors: agree.no-segments (no line could be used).
/// To issues: agree.bad-line, once for the file, at the first line that could not be used. Cost:
/// about that of parsing the JSON; the file's texts are kept.
Result<CodingsFile> read_codings(const std::string& name, std::string_view bytes, Issues& issues);

}  // namespace samsyn::agree
