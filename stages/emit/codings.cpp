#include "stages/emit/codings.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <string_view>

#include "stages/emit/hash.hpp"
#include "stages/emit/json_text.hpp"

namespace samsyn::emit {
namespace {

constexpr std::array<std::string_view, 6> kRoleNames{"answer", "turn",    "interviewer",
                                                     "note",   "heading", "preamble"};
constexpr std::array<std::string_view, 3> kKindNames{"survey", "transcript", "notes"};

/// Code points and line breaks before a byte of one raw text, counted onwards from the last
/// question; going back costs a fresh start.
class Ruler {
 public:
  explicit Ruler(std::string_view raw) : raw_(raw) {}

  std::uint32_t code_points_before(std::uint32_t byte) {
    byte = std::min(byte, static_cast<std::uint32_t>(raw_.size()));
    if (byte < at_) at_ = points_ = lines_ = 0;
    const std::string_view passed = raw_.substr(at_, byte - at_);
    points_ += code_points(passed);
    lines_ += static_cast<std::uint32_t>(std::count(passed.begin(), passed.end(), '\n'));
    at_ = byte;
    return points_;
  }
  std::uint32_t lines() const { return lines_; }

 private:
  std::string_view raw_;
  std::uint32_t at_ = 0, points_ = 0, lines_ = 0;
};

/// Code points before a byte near a place whose count is known.
std::uint32_t points_near(std::string_view raw, std::uint32_t known_byte,
                          std::uint32_t known_points, std::uint32_t byte) {
  byte = std::min(byte, static_cast<std::uint32_t>(raw.size()));
  if (byte >= known_byte)
    return known_points + code_points(raw.substr(known_byte, byte - known_byte));
  return known_points - code_points(raw.substr(byte, known_byte - byte));
}

std::string_view attribute(const Document& document, const Block& block, std::size_t a) {
  if (block.respondent >= document.respondents.size()) return {};
  const auto& attributes = document.respondents[block.respondent].attributes;
  return a < attributes.size() ? std::string_view(attributes[a]) : std::string_view();
}

/// The parts of a line that are the same for all segments of a block.
struct BlockParts {
  std::string place;   ///< from "source" to "column"
  std::string person;  ///< from "paragraph" to "interviewer"
};

void fill(BlockParts& parts, const Study& study, const Document& document, const Block& block) {
  const SourceSpec* source =
      document.spec < study.sources.size() ? &study.sources[document.spec] : nullptr;
  const Question* question =
      block.question < document.questions.size() ? &document.questions[block.question] : nullptr;
  std::string_view column = question == nullptr ? std::string_view() : question->title;
  if (source != nullptr && source->layout == Layout::long_ && block.row > 0) {
    column = source->answer_column;
  }
  std::string& place = parts.place;
  place = R"(","source":)";
  append_string(place, document.source);
  place += R"(,"where":{"sheet":)";
  append_string_or_null(place, document.sheet);
  place += R"(,"row":)";
  if (block.row > 0) {
    append_number(place, std::uint64_t{block.row});
  } else {
    place += "null";
  }
  place += R"(,"column":)";
  append_string_or_null(place, column);
  place += R"(,"line":)";

  std::string& person = parts.person;
  person = R"(,"paragraph":)";
  if (block.paragraph > 0) {
    append_number(person, std::uint64_t{block.paragraph});
  } else {
    person += "null";
  }
  person += R"(,"time":)";
  if (block.time >= 0) {
    append_number(person, block.time);
  } else {
    person += "null";
  }
  person += R"(},"respondent":)";
  append_string_or_null(person, block.respondent < document.respondents.size()
                                    ? std::string_view(document.respondents[block.respondent].id)
                                    : std::string_view());
  constexpr std::array<std::string_view, 3> kKeys{R"(,"group":)", R"(,"municipality":)",
                                                  R"(,"substudy":)"};
  for (std::size_t a = 0; a < kKeys.size(); ++a) {
    person += kKeys[a];
    append_string_or_null(person, attribute(document, block, a));
  }
  person += R"(,"speaker":)";
  append_string_or_null(person, block.speaker < document.speakers.size()
                                    ? std::string_view(document.speakers[block.speaker])
                                    : std::string_view());
  person += R"(,"item":)";
  append_string_or_null(person, question == nullptr ? std::string_view() : question->item);
  person += R"(,"question":)";
  append_string_or_null(person, question == nullptr ? std::string_view() : question->text);
  person += R"(,"kind":)";
  append_string_or_null(person, source == nullptr
                                    ? std::string_view()
                                    : kKindNames.at(static_cast<std::size_t>(source->kind)));
  person += R"(,"role":")";
  person += kRoleNames.at(static_cast<std::size_t>(block.role));
  person += R"(","interviewer":)";
  person += block.role == BlockRole::interviewer ? "true" : "false";
}

void append_reasons(std::string& out, const std::vector<Reason>& reasons) {
  out += R"(,"features":[)";
  for (std::size_t r = 0; r < reasons.size(); ++r) {
    out += r == 0 ? R"({"feature":)" : R"(,{"feature":)";
    append_string(out, reasons[r].feature);
    out += R"(,"weight":)";
    append_number(out, std::round(static_cast<double>(reasons[r].weight) * 100) / 100);
    out += '}';
  }
  out += ']';
}

/// The coders that judged a segment.
void append_judges(std::string& out, const HumanSlice& human, const Judged* judged) {
  out += R"(,"coders":[)";
  for (std::size_t j = 0; judged != nullptr && j < judged->judgements.size(); ++j) {
    if (j > 0) out += ',';
    append_string(out, human.coders[judged->judgements[j].coder]);
  }
  out += ']';
}

/// What humans gave a segment at these places.
void append_human_codes(std::string& out, const HumanSlice& human, const Judged& judged,
                        const Codebook& codebook, std::uint64_t start, std::uint64_t end,
                        bool is_first) {
  for (const Judgement& one : judged.judgements) {
    for (const HumanCode& code : one.codes) {
      if (!is_first) out += ',';
      is_first = false;
      out += R"({"code":)";
      append_string(out, codebook.codes[code.code].id);
      out += R"(,"stance":")";
      out += name_of(code.stance);
      out += R"(","coder":)";
      append_string(out, human.coders[one.coder]);
      const bool decides =
          std::find(judged.decided.begin(), judged.decided.end(), code) != judged.decided.end();
      out += decides ? R"(,"decides":true)" : R"(,"decides":false)";
      out += R"(,"rule":null,"confidence":1,"evidence":[{"start":)";
      append_number(out, start);
      out += R"(,"end":)";
      append_number(out, end);
      out += "}]}";
    }
  }
}

}  // namespace

void append_codings(std::string& out, const Study& study, const Codebook& codebook,
                    const Document& document, const NormDocument& text,
                    const std::vector<Segment>& segments, const std::vector<Coding>& codings,
                    const SegmentShow& show, const HumanSlice* human) {
  BlockParts parts;
  Ruler ruler{{}};
  std::uint32_t last_block = kNone;
  std::size_t next = 0;  // coding
  std::size_t next_judged = 0;
  for (std::uint32_t s = 0; s < segments.size(); ++s) {
    const Segment& segment = segments[s];
    const Judged* judged = nullptr;
    if (human != nullptr && next_judged < human->judged.size() &&
        human->judged[next_judged].segment == s) {
      judged = &human->judged[next_judged++];
    }
    const TaxonomyBits by_humans = judged == nullptr ? 0 : judged->taxonomies();
    const std::uint32_t index = text.first + segment.block;
    assert(segment.block < text.blocks.size() && index < document.blocks.size());
    const NormBlock& norm = text.blocks[segment.block];
    const Block& block = document.blocks[index];
    if (index != last_block) {
      fill(parts, study, document, block);
      ruler = Ruler(block.raw);
      last_block = index;
    }
    const RawSpan raw = norm.raw(segment.span);
    const std::uint32_t start = ruler.code_points_before(raw.begin);
    const std::uint32_t line = block.line + ruler.lines();
    const std::uint32_t end = ruler.code_points_before(raw.end);

    out += R"({"id":")";
    out += segment_id(document, index, raw.begin);
    out += parts.place;
    if (block.line > 0) {
      append_number(out, std::uint64_t{line});
    } else {
      out += "null";
    }
    out += parts.person;
    out += R"(,"answer":)";
    append_number(out, std::uint64_t{index} + 1);
    out += R"(,"start":)";
    append_number(out, std::uint64_t{block.offset} + start);
    out += R"(,"end":)";
    append_number(out, std::uint64_t{block.offset} + end);
    const SegmentText shown = show ? show(segment.block, raw, segment.span) : SegmentText{};
    out += R"(,"raw":)";
    append_string(out, show ? std::string_view(shown.raw) : raw.of(block.raw));
    out += R"(,"text":)";
    append_string(out, show ? std::string_view(shown.text) : segment.span.of(norm.text));
    if (human != nullptr) append_judges(out, *human, judged);
    out += R"(,"codes":[)";
    bool is_first = true;
    for (; next < codings.size() && codings[next].segment == s; ++next) {
      const Coding& coding = codings[next];
      if (!is_first) out += ',';
      is_first = false;
      out += R"({"code":)";
      append_string(out, codebook.codes[coding.code].id);
      out += R"(,"stance":")";
      out += name_of(coding.stance);
      out += R"(","coder":")";
      out += kCoderNames.at(static_cast<std::size_t>(coding.coder));
      out += '"';
      if (human != nullptr) {
        const bool decides = !has_taxonomy(by_humans, codebook.codes[coding.code].taxonomy);
        out += decides ? R"(,"decides":true)" : R"(,"decides":false)";
      }
      out += R"(,"rule":)";
      append_string_or_null(out, coding.rule < codebook.rules.size()
                                     ? std::string_view(codebook.rules[coding.rule].id)
                                     : std::string_view());
      out += R"(,"confidence":)";
      append_number(out, std::round(static_cast<double>(coding.confidence) * 1000) / 1000);
      out += R"(,"evidence":[)";
      for (std::size_t e = 0; e < coding.evidence.size(); ++e) {
        const RawSpan words = norm.raw(coding.evidence[e]);
        if (e > 0) out += ',';
        out += R"({"start":)";
        append_number(out, std::uint64_t{block.offset} +
                               points_near(block.raw, raw.begin, start, words.begin));
        out += R"(,"end":)";
        append_number(
            out, std::uint64_t{block.offset} + points_near(block.raw, raw.begin, start, words.end));
        out += '}';
      }
      out += ']';
      if (coding.coder == CoderKind::learned) append_reasons(out, coding.reasons);
      out += '}';
    }
    if (judged != nullptr) {
      append_human_codes(out, *human, *judged, codebook, std::uint64_t{block.offset} + start,
                         std::uint64_t{block.offset} + end, is_first);
    }
    out += "]}\n";
  }
}

}  // namespace samsyn::emit
