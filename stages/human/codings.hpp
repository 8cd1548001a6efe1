#pragma once
// The human codings of a study: what `samsyn import` writes and `samsyn run` rests on.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/coding.hpp"
#include "pipeline/model/human.hpp"
#include "pipeline/model/issue.hpp"

namespace samsyn::human {

/// Where a segment stood when it was judged; what is not known is empty, 0, or -1 for time.
struct Place {
  std::string source, sheet, column, respondent, item, speaker;
  std::uint32_t row = 0, line = 0, paragraph = 0;
  double time = -1;
  std::uint32_t start = 0, end = 0;  ///< code points of the cell, file or turn
  bool operator==(const Place&) const = default;
};

struct JudgedSegment {
  std::uint32_t number = 0;  ///< of its line in the file, from 1
  Place place;
  std::string id;    ///< as in codings.jsonl
  std::string text;  ///< the quote that it is found again by; has pseudonyms
  std::string before, after;
  std::vector<Judgement> judgements;  ///< by coder, each once
  std::string line;                   ///< as it stands in the file
};

struct Codings {
  std::string name;                 ///< of the file
  std::vector<std::string> coders;  ///< "human:anna", in the order of first mention
  std::vector<JudgedSegment> segments;
};

/// Reads a file of human codings: one JSON object a line, in the shape of codings.jsonl with
/// "coders", "judged" and "context" besides (templates/schema/human.schema.json).
///
/// Who judged: the coders of "coders" that are human, and those who gave a code; what they had in
/// mind ("judged" > "taxonomies") is everything where it is not said. Codes of machines are passed
/// over. Issues: human.bad-line (a warning; the line is left out), human.unknown-code (a warning,
/// once for each code; the code is left out). Cost: that of parsing the JSON.
Codings read_codings(const std::string& name, std::string_view bytes, const Codebook& codebook,
                     Issues& issues);

/// The line of a judged segment, with its line break.
///
/// `base`: a line of codings.jsonl for the same segment, or one of this file: its keys stay, but
/// for codes, coders and context, which are made anew. Codes have the whole segment as evidence,
/// confidence 1 and no rule. A base that is no JSON object gives nothing.
std::string write_line(std::string_view base, const JudgedSegment& segment,
                       const std::vector<std::string>& coders, const Codebook& codebook);

/// The place that a line of codings.jsonl tells, and its texts; false when it is no such line.
bool read_place(std::string_view line, JudgedSegment& out);

}  // namespace samsyn::human
