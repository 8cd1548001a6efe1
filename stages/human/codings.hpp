#pragma once
// The human codings of a study: what `samsyn import` writes and `samsyn run` rests on.

#include <array>
#include <compare>
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
  auto operator<=>(const Place&) const = default;
};

/// What a line tells of its segment besides, for those who read it; texts, empty = not said.
inline constexpr std::array<const char*, 6> kAboutKeys{"group",    "municipality", "substudy",
                                                       "question", "kind",         "role"};

struct JudgedSegment {
  std::uint32_t number = 0;  ///< of its line in the file, from 1
  Place place;
  std::string id;    ///< as in codings.jsonl
  std::string text;  ///< the quote that it is found again by; has pseudonyms
  std::string before, after;
  std::vector<Judgement> judgements;                   ///< by coder, each once
  std::string line{};                                  ///< as it stands in the file
  std::string raw{};                                   ///< likewise, of a line that has it
  std::array<std::string, kAboutKeys.size()> about{};  ///< parallel to kAboutKeys
};

inline constexpr std::uint32_t kDeepest = 8;  ///< brackets of a line; what we write has 5

struct Codings {
  std::string name;                 ///< of the file
  std::vector<std::string> coders;  ///< "human:anna", in the order of first mention, by name_key
  std::vector<JudgedSegment> segments;
};

/// Reads a file of human codings: one JSON object a line, in the shape of codings.jsonl with
/// "coders", "judged" and "context" besides (templates/schema/human.schema.json).
///
/// Who judged: the coders of "coders" that are human, and those who gave a code; what they had in
/// mind ("judged" > "taxonomies") is everything where it is not said. Codes of machines are passed
/// over. Issues: human.bad-line (a warning; the line is left out; brackets deeper than kDeepest
/// are a fault too), human.unknown-code (a warning, once for each code; the code doesn't count, but
/// is kept: Judgement::other_codes). Cost: that of parsing the JSON.
Codings read_codings(const std::string& name, std::string_view bytes, const Codebook& codebook,
                     Issues& issues);

/// The line of a judged segment, with its line break: all that the segment holds and nothing else,
/// whatever its `line` says. Codes have the whole segment as evidence, confidence 1 and no rule.
std::string write_line(const JudgedSegment& segment, const std::vector<std::string>& coders,
                       const Codebook& codebook);

/// What a line of codings.jsonl, or a part of one, tells of its segment: place, id, texts and
/// `about`. False when it is no such line, or has brackets deeper than kDeepest.
bool read_place(std::string_view line, JudgedSegment& out);

}  // namespace samsyn::human
