#include "stages/human/codings.hpp"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "pipeline/model/json_keys.hpp"
#include "pipeline/model/lines.hpp"
#include "stages/human/names.hpp"

namespace samsyn::human {
namespace {

using Json = nlohmann::ordered_json;
using Keys = JsonKeys<Json>;

/// Do brackets lie in brackets deeper than any line needs? What copies or writes JSON goes down
/// into it, and a line from outside may hold millions.
bool is_deep(std::string_view json) {
  std::uint32_t depth = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < json.size(); ++i) {
    const char c = json[i];
    if (c == '\\') {
      ++i;
    } else if (c == '"') {
      quoted = !quoted;
    } else if (!quoted && (c == '[' || c == '{')) {
      if (++depth > kDeepest) return true;
    } else if (!quoted && depth > 0 && (c == ']' || c == '}')) {
      --depth;
    }
  }
  return false;
}

/// What has an object's "source" and "where" to tell; faults go to `fault`.
void read_place(const Json& json, JudgedSegment& out, std::string& fault) {
  const Keys keys(json, fault);
  Place& place = out.place;
  place.source = keys.text("source");
  if (place.source.empty()) keys.wrong("source", "is empty or missing");
  const Json* where = keys.find("where");
  if (where == nullptr || !where->is_object()) return keys.wrong("where", "is no object");
  const Keys at(*where, fault);
  place.sheet = at.text("sheet");
  place.column = at.text("column");
  place.row = at.number("row");
  place.line = at.number("line");
  place.paragraph = at.number("paragraph");
  place.time = at.seconds("time");
  place.respondent = keys.text("respondent");
  place.item = keys.text("item");
  place.speaker = keys.text("speaker");
  place.start = keys.number("start");
  place.end = keys.number("end");
  if (place.start >= place.end) keys.wrong("end", "is not behind \"start\"");
  out.id = keys.text("id");
  out.text = keys.text("text");
  out.raw = keys.text("raw");
  for (std::size_t k = 0; k < kAboutKeys.size(); ++k) {
    const Json* found = keys.find(kAboutKeys.at(k));
    if (found != nullptr && found->is_string()) out.about.at(k) = found->get<std::string>();
  }
  const Json* context = keys.find("context");
  if (context == nullptr) return;
  if (!context->is_object()) return keys.wrong("context", "is no object");
  const Keys around(*context, fault);
  out.before = around.text("before");
  out.after = around.text("after");
}

/// One file being read.
class Reading {
 public:
  Reading(const std::string& name, const Codebook& codebook, Issues& issues)
      : codebook_(codebook), issues_(issues) {
    out_.name = name;
    const std::size_t all = std::min(codebook.taxonomies.size(), kMostTaxonomies);
    for (std::size_t t = 0; t < all; ++t) everything_ |= TaxonomyBits{1} << t;
  }

  void add(std::string_view line, std::uint32_t number) {
    std::string fault;
    JudgedSegment segment;
    segment.number = number;
    segment.line = line;
    const bool deep = is_deep(line);
    const Json json = deep ? Json() : Json::parse(line, nullptr, false);
    if (deep) {
      fault = "its brackets lie too deep in each other";
    } else if (!json.is_object()) {
      fault = "the line is no JSON object";
    } else {
      read_place(json, segment, fault);
      if (fault.empty() && segment.text.empty()) fault = "\"text\" is empty or missing";
      if (fault.empty()) read_judgements(json, segment, fault);
    }
    if (fault.empty() && segment.judgements.empty()) fault = "no human coder has judged it";
    if (fault.empty()) {
      out_.segments.push_back(std::move(segment));
      return;
    }
    issues_.add({Severity::warning, "human.bad-line", where(number),
                 "this line is no segment that a human judged: " + fault, excerpt_of(line),
                 "put the line back as samsyn import wrote it, or take it away"});
  }

  Codings take() { return std::move(out_); }

 private:
  Where where(std::uint32_t number) const {
    Where out{out_.name};
    out.line = number;
    return out;
  }

  std::uint32_t coder(const std::string& name) {
    const auto number = static_cast<std::uint32_t>(out_.coders.size());
    const auto [at, is_new] = numbers_.emplace(name_key(name), number);
    if (is_new) out_.coders.push_back(name);
    return at->second;
  }

  Judgement& judgement(JudgedSegment& segment, const std::string& name) {
    const std::uint32_t number = coder(name);
    for (Judgement& one : segment.judgements) {
      if (one.coder == number) return one;
    }
    segment.judgements.push_back({number, everything_, {}, {}});
    return segment.judgements.back();
  }

  void read_judgements(const Json& json, JudgedSegment& segment, std::string& fault) {
    const Keys keys(json, fault);
    const Json* judges = keys.list("coders");
    const Json* details = keys.list("judged");
    const Json* codes = keys.list("codes");
    if (!fault.empty()) return;
    if (judges != nullptr) {
      for (const Json& one : *judges) {
        if (!one.is_string()) return keys.wrong("coders", "holds what is no text");
        const std::string name = one.get<std::string>();
        if (is_human(name)) judgement(segment, name);
      }
    }
    if (details != nullptr) {
      for (const Json& one : *details) {
        if (!one.is_object()) return keys.wrong("judged", "holds what is no object");
        read_detail(one, segment, fault);
        if (!fault.empty()) return;
      }
    }
    if (codes == nullptr) return;
    for (const Json& one : *codes) {
      if (!one.is_object()) return keys.wrong("codes", "holds what is no object");
      read_code(one, segment, fault);
      if (!fault.empty()) return;
    }
    for (Judgement& one : segment.judgements) {
      std::stable_sort(one.codes.begin(), one.codes.end(),
                       [](const HumanCode& a, const HumanCode& b) { return a.code < b.code; });
      one.codes.erase(
          std::unique(one.codes.begin(), one.codes.end(),
                      [](const HumanCode& a, const HumanCode& b) { return a.code == b.code; }),
          one.codes.end());
    }
  }

  void read_detail(const Json& json, JudgedSegment& segment, std::string& fault) {
    const Keys keys(json, fault);
    const std::string name = keys.text("coder");
    const Json* taxonomies = keys.list("taxonomies");
    const std::string comment = keys.text("comment");
    if (!fault.empty() || !is_human(name)) return;
    Judgement& one = judgement(segment, name);
    one.comment = comment;
    if (taxonomies == nullptr) return;
    one.taxonomies = 0;
    for (const Json& id : *taxonomies) {
      if (!id.is_string()) return keys.wrong("taxonomies", "holds what is no text");
      const std::string name_of = id.get<std::string>();
      bool known = false;
      for (std::size_t t = 0; t < std::min(codebook_.taxonomies.size(), kMostTaxonomies); ++t) {
        if (codebook_.taxonomies[t].id != name_of) continue;
        one.taxonomies |= TaxonomyBits{1} << t;
        known = true;
      }
      if (!known) one.other_taxonomies.push_back(name_of);
    }
  }

  void read_code(const Json& json, JudgedSegment& segment, std::string& fault) {
    const Keys keys(json, fault);
    const std::string name = keys.text("coder");
    const std::string id = keys.text("code");
    const Stance stance = keys.stance("stance");
    if (!fault.empty() || !is_human(name)) return;
    Judgement& one = judgement(segment, name);
    const auto code = std::find_if(codebook_.codes.begin(), codebook_.codes.end(),
                                   [&](const Code& c) { return c.id == id && c.leaf; });
    if (code != codebook_.codes.end()) {
      one.codes.push_back({static_cast<std::uint32_t>(code - codebook_.codes.begin()), stance});
      return;
    }
    one.other_codes.push_back(json.dump(-1, ' ', false, Json::error_handler_t::replace));
    unknown_code(id, segment.number);
  }

  /// A code that went out of the codebook, or was misspelt: told once for each id.
  void unknown_code(const std::string& id, std::uint32_t number) {
    if (std::find(unknown_.begin(), unknown_.end(), id) != unknown_.end()) return;
    unknown_.push_back(id);
    std::vector<std::string> names;
    for (const Code& code : codebook_.codes) names.push_back(code.id);
    const std::string near = nearest(id, names);
    issues_.add({Severity::warning, "human.unknown-code", where(number),
                 "a human gave the code «" + id + "», which no taxonomy of the study has", id,
                 near.empty() ? "name the taxonomy that has it in the manifest, or recode"
                              : "did you mean " + near + "? Correct the line, or recode"});
  }

  const Codebook& codebook_;
  Issues& issues_;
  Codings out_;
  TaxonomyBits everything_ = 0;
  std::map<std::string, std::uint32_t> numbers_;  ///< of coders, by their names' keys
  std::vector<std::string> unknown_;
};

}  // namespace

Codings read_codings(const std::string& name, std::string_view bytes, const Codebook& codebook,
                     Issues& issues) {
  Reading reading(name, codebook, issues);
  std::uint32_t number = 0;
  while (!bytes.empty()) {
    std::string_view line = next_field(bytes, '\n');
    ++number;
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (!line.empty()) reading.add(line, number);
  }
  return reading.take();
}

bool read_place(std::string_view line, JudgedSegment& out) {
  if (is_deep(line)) return false;
  const Json json = Json::parse(line, nullptr, false);
  if (!json.is_object()) return false;
  std::string fault;
  read_place(json, out, fault);
  out.line = line;
  return fault.empty();
}

std::string write_line(const JudgedSegment& segment, const std::vector<std::string>& coders,
                       const Codebook& codebook) {
  const auto text = [](const std::string& value) { return value.empty() ? Json() : Json(value); };
  const auto number = [](std::uint32_t value) { return value == 0 ? Json() : Json(value); };
  const Place& place = segment.place;
  Json json;
  if (!segment.id.empty()) json["id"] = segment.id;
  json["source"] = place.source;
  json["where"] = {
      {"sheet", text(place.sheet)},           {"row", number(place.row)},
      {"column", text(place.column)},         {"line", number(place.line)},
      {"paragraph", number(place.paragraph)}, {"time", place.time < 0 ? Json() : Json(place.time)}};
  json["respondent"] = text(place.respondent);
  json["speaker"] = text(place.speaker);
  json["item"] = text(place.item);
  for (std::size_t k = 0; k < kAboutKeys.size(); ++k) {
    if (!segment.about.at(k).empty()) json[kAboutKeys.at(k)] = segment.about.at(k);
  }
  if (const std::string& role = segment.about.back(); !role.empty()) {
    json["interviewer"] = role == "interviewer";
  }
  json["start"] = place.start;
  json["end"] = place.end;
  if (!segment.raw.empty()) json["raw"] = segment.raw;
  json["text"] = segment.text;
  json["context"] = {{"before", segment.before}, {"after", segment.after}};
  json["coders"] = Json::array();
  json["judged"] = Json::array();
  json["codes"] = Json::array();
  for (const Judgement& one : segment.judgements) {
    json["coders"].push_back(coders[one.coder]);
    Json detail{{"coder", coders[one.coder]}, {"taxonomies", Json::array()}};
    for (std::uint32_t t = 0; t < codebook.taxonomies.size(); ++t) {
      if (has_taxonomy(one.taxonomies, t)) {
        detail["taxonomies"].push_back(codebook.taxonomies[t].id);
      }
    }
    for (const std::string& id : one.other_taxonomies) detail["taxonomies"].push_back(id);
    if (!one.comment.empty()) detail["comment"] = one.comment;
    json["judged"].push_back(std::move(detail));
    for (const HumanCode& code : one.codes) {
      json["codes"].push_back(
          {{"code", codebook.codes[code.code].id},
           {"stance", name_of(code.stance)},
           {"coder", coders[one.coder]},
           {"rule", nullptr},
           {"confidence", 1},
           {"evidence", Json::array({{{"start", place.start}, {"end", place.end}}})}});
    }
    for (const std::string& code : one.other_codes) {
      Json kept = Json::parse(code, nullptr, false);
      if (!kept.is_object()) continue;
      kept["coder"] = coders[one.coder];  // the same person, as the others of the line have it
      json["codes"].push_back(std::move(kept));
    }
  }
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace samsyn::human
