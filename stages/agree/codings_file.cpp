#include "stages/agree/codings_file.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <unordered_map>

#include "pipeline/model/json_keys.hpp"
#include "pipeline/model/lines.hpp"

namespace samsyn::agree {
namespace {

using Json = nlohmann::json;
using Keys = JsonKeys<Json>;

/// Names that get numbers in the order of first mention.
class Numbers {
 public:
  explicit Numbers(std::vector<std::string>& names) : names_(names) {}
  std::uint32_t of(const std::string& name) {
    const auto [entry, added] = number_.emplace(name, static_cast<std::uint32_t>(names_.size()));
    if (added) names_.push_back(name);
    return entry->second;
  }

 private:
  std::vector<std::string>& names_;
  std::unordered_map<std::string, std::uint32_t> number_;
};

/// One file being read.
struct Reading {
  explicit Reading(CodingsFile& read_into) : file(read_into) {}

  CodingsFile& file;
  Numbers coders{file.coders};
  Numbers codes{file.codes};
  std::string fault;  ///< of the line at hand

  void read_given(const Json& codes_of_line, CodedSegment& out) {
    for (const Json& one : codes_of_line) {
      if (!one.is_object()) return fault_at("an entry of \"codes\" is no object");
      const Keys keys(one, fault);
      const std::string code = keys.needed_text("code");
      const std::string coder = keys.needed_text("coder");
      const Stance stance = keys.stance("stance");
      if (!fault.empty()) return;
      out.given.push_back({coders.of(coder), codes.of(code), stance});
    }
  }

  void read_judges(const Json& judges, CodedSegment& out) {
    out.judges_listed = true;
    for (const Json& one : judges) {
      if (!one.is_string()) return fault_at("an entry of \"coders\" is no text");
      if (one.get_ref<const std::string&>().empty()) {
        return fault_at("an entry of \"coders\" is empty");
      }
      out.judges.push_back(coders.of(one.get_ref<const std::string&>()));
    }
  }

  /// The segment; nothing when the line is not counted, or when `fault` says what is wrong.
  std::optional<CodedSegment> segment(const Json& json) {
    if (!json.is_object()) return fault_at("the line is no JSON object"), std::nullopt;
    CodedSegment out;
    const Keys keys(json, fault);
    Place& place = out.place;
    place.source = keys.needed_text("source");
    const Json* where = keys.need("where");
    if (where != nullptr && !where->is_object()) keys.wrong("where", "is no object");
    for (const char* key : {"start", "end"}) keys.need(key);
    place.start = keys.number("start");
    place.end = keys.number("end");
    if (place.start >= place.end) keys.wrong("end", "is not behind \"start\"");
    const Json* codes_of_line = keys.need("codes");
    if (codes_of_line != nullptr && !codes_of_line->is_array()) keys.wrong("codes", "is no list");
    const Json* judges = keys.find("coders");
    if (judges != nullptr && !judges->is_array()) keys.wrong("coders", "is no list");
    if (!fault.empty()) return std::nullopt;
    const Keys at(*where, fault);
    place.sheet = at.text("sheet");
    place.column = at.text("column");
    place.row = at.number("row");
    place.line = at.number("line");
    place.paragraph = at.number("paragraph");
    place.time = at.seconds("time");
    out.respondent = keys.text("respondent");
    out.speaker = keys.text("speaker");
    out.item = keys.text("item");
    out.question = keys.text("question");
    out.role = keys.text("role");
    out.raw = keys.text("raw");
    out.text = keys.text("text");
    if (!fault.empty()) return std::nullopt;
    if (out.role == "interviewer") return std::nullopt;
    if ((out.role == "heading" || out.role == "preamble") && codes_of_line->empty()) {
      return std::nullopt;
    }
    read_given(*codes_of_line, out);
    if (judges != nullptr && fault.empty()) read_judges(*judges, out);
    if (!fault.empty()) return std::nullopt;
    return out;
  }

  void fault_at(const char* what) { fault = what; }
};

Issue bad_line(const std::string& name, std::uint32_t line, const std::string& fault,
               std::string_view text) {
  Where where{name};
  where.line = line;
  return {
      Severity::warning,
      "agree.bad-line",
      std::move(where),
      "this line is no segment with its codes: " + fault,
      excerpt_of(text),
      "give codings.jsonl as samsyn wrote it; a line that was edited must stay one JSON object"};
}

}  // namespace

Result<CodingsFile> read_codings(const std::string& name, std::string_view bytes, Issues& issues) {
  CodingsFile out;
  out.name = name;
  Reading reading(out);
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  std::optional<Issue> first;
  std::size_t bad = 0;
  for (std::uint32_t number = 1; !bytes.empty(); ++number) {
    const std::string_view line = next_field(bytes, '\n');
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    reading.fault.clear();
    const Json json = Json::parse(line, nullptr, false);
    if (json.is_discarded()) reading.fault = "it is not JSON";
    std::optional<CodedSegment> segment;
    if (reading.fault.empty()) segment = reading.segment(json);
    if (segment) {
      segment->line = number;
      out.segments.push_back(std::move(*segment));
    } else if (!reading.fault.empty() && bad++ == 0) {
      first = bad_line(name, number, reading.fault, line);
    }
  }
  if (out.segments.empty()) {
    return Issue{Severity::error,
                 "agree.no-segments",
                 first ? first->where : Where{name},
                 first ? "no line of the file could be used; the first: " +
                             first->message.substr(first->message.find(": ") + 2)
                       : "the file holds no segment that counts",
                 first ? first->excerpt : std::string(),
                 "name a codings.jsonl, which `samsyn run` writes to the study's out folder"};
  }
  if (first) {
    if (bad > 1) {
      first->message += "; " + counted(bad - 1, "more line is", "more lines are") + " left out too";
    }
    issues.add(std::move(*first));
  }
  return out;
}

}  // namespace samsyn::agree
