#include "pipeline/export.hpp"

#include <algorithm>
#include <cmath>
#include <ctime>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>

#include "pipeline/files.hpp"
#include "pipeline/outputs.hpp"
#include "pipeline/segments.hpp"
#include "pipeline/version.hpp"
#include "stages/emit/coding_sheet.hpp"
#include "stages/emit/hash.hpp"
#include "stages/emit/output_folder.hpp"
#include "stages/emit/settings.hpp"

namespace samsyn {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

// 2000-01-01 00:00 UTC: the workbooks' date of creation, so that the same call gives the same
// bytes.
constexpr std::time_t kCreated = 946684800;

bool is_drawn_from(BlockRole role) {
  return role == BlockRole::answer || role == BlockRole::turn || role == BlockRole::note;
}

std::string text_of(const Json& json, const char* key) {
  const auto found = json.find(key);
  return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// The study's taxonomies that are asked for, as bits.
Result<TaxonomyBits> chosen_taxonomies(const std::vector<std::string>& ids,
                                       const Codebook& codebook, const std::string& study) {
  TaxonomyBits out = 0;
  const std::size_t all = std::min(codebook.taxonomies.size(), kMostTaxonomies);
  for (std::size_t t = 0; t < all && ids.empty(); ++t) out |= TaxonomyBits{1} << t;
  for (const std::string& id : ids) {
    std::vector<std::string> names;
    bool found = false;
    for (std::size_t t = 0; t < all; ++t) {
      names.push_back(codebook.taxonomies[t].id);
      if (names.back() != id) continue;
      out |= TaxonomyBits{1} << t;
      found = true;
    }
    if (found) continue;
    const std::string near = nearest(id, names);
    return Issue{
        Severity::error,
        "export.unknown-taxonomy",
        {study},
        "the study has no taxonomy «" + id + "»",
        id,
        near.empty() ? "name one of the manifest's taxonomies" : "did you mean " + near + "?"};
  }
  return out;
}

/// What a segment's stratum is told by.
class Strata {
 public:
  static Result<Strata> of(const Study& study, const std::string& by) {
    Strata out;
    if (by == "item" || by == "source") {
      out.key_ = by;
      return out;
    }
    std::vector<std::string> names{"item", "source"};
    for (std::size_t a = 0; a < study.attributes.size(); ++a) {
      if (study.attributes[a].id == by) {
        out.attribute_ = a;
        return out;
      }
      names.push_back(study.attributes[a].id);
    }
    const std::string near = nearest(by, names);
    return Issue{Severity::error,
                 "export.unknown-attribute",
                 {study.path},
                 "the study has no attribute «" + by + "» to draw by",
                 by,
                 near.empty() ? "name group, municipality, substudy, item, source, or an attribute "
                                "of the manifest"
                              : "did you mean " + near + "?"};
  }

  std::uint32_t number(const ShownSegment& segment) {
    std::string value;
    if (key_.empty()) {
      value = segment.attributes[attribute_];
    } else {
      const Json json = Json::parse(segment.line, nullptr, false);
      value = text_of(json, key_.c_str());
    }
    const auto next = static_cast<std::uint32_t>(numbers_.size());
    return numbers_.emplace(std::move(value), next).first->second;
  }

 private:
  std::string key_;
  std::size_t attribute_ = 0;
  std::map<std::string, std::uint32_t> numbers_;
};

std::string place_text(const Json& json, const Labels& labels) {
  const std::string source = text_of(json, "source");
  const auto where = json.find("where");
  if (where == json.end() || !where->is_object()) return source;
  const auto number = [&](const char* key) {
    const auto found = where->find(key);
    return found != where->end() && found->is_number() ? found->get<double>() : -1;
  };
  const auto whole = [](double n) { return std::to_string(static_cast<std::uint64_t>(n)); };
  if (number("row") > 0) return labels("form.place-row", {source, whole(number("row"))});
  if (number("line") > 0) return labels("form.place-line", {source, whole(number("line"))});
  if (number("paragraph") > 0) {
    return labels("form.place-paragraph", {source, whole(number("paragraph"))});
  }
  if (number("time") < 0) return source;
  human::Place place;
  place.time = number("time");
  return labels("form.place-time", {source, where_of(place).part});
}

SheetRow row_of(const ShownSegment& segment, TaxonomyBits taxonomies, const Codebook& codebook,
                const Labels& labels) {
  Json json = Json::parse(segment.line, nullptr, false);
  SheetRow out;
  out.id = segment.id;
  out.place = place_text(json, labels);
  out.question = text_of(json, "question");
  out.before = segment.before;
  out.text = segment.text;
  out.after = segment.after;
  const auto codes = json.find("codes");
  for (const Json& one : codes == json.end() ? Json::array() : *codes) {
    const std::string id = text_of(one, "code");
    for (const Code& code : codebook.codes) {
      if (code.id != id || !has_taxonomy(taxonomies, code.taxonomy)) continue;
      out.suggested.emplace_back(id, text_of(one, "stance"));
    }
  }
  json.erase("codes");
  json.erase("text");
  json.erase("raw");
  out.record = json.dump(-1, ' ', false, Json::error_handler_t::replace);
  return out;
}

/// What all sheets of an export share.
CodingSheet frame_of(const Study& study, const ExportRequest& request, TaxonomyBits taxonomies,
                     const Codebook& codebook, const Labels& labels) {
  CodingSheet out;
  out.study = study.name;
  out.language = request.language;
  out.blind = request.blind;
  const bool english = request.language == "en";
  for (std::uint32_t t = 0; t < codebook.taxonomies.size(); ++t) {
    if (has_taxonomy(taxonomies, t)) out.taxonomies.push_back(codebook.taxonomies[t].id);
  }
  for (const Code& code : codebook.codes) {
    if (!code.leaf || !has_taxonomy(taxonomies, code.taxonomy)) continue;
    const std::string& name = english && !code.name_en.empty() ? code.name_en : code.name_sv;
    out.codes.push_back({code.id, name + " · " + code.id});
  }
  for (const std::string_view stance : kStanceNames) {
    out.stances.push_back({std::string(stance), labels("stance." + std::string(stance))});
  }
  return out;
}

Result<emit::Layout> layout_of(const std::string& data) {
  const std::string name = "templates/workbook.json";
  const Result<std::string> text = read_file(data + "/" + name, name);
  if (!text) return text.issue();
  return emit::read_layout(name, *text);
}

/// Where each coder's sheet goes: the folder, and the files' names in it.
std::pair<std::string, std::vector<std::string>> places_of(const ExportRequest& request) {
  const fs::path to(request.to);
  if (to.extension() == ".xlsx") {
    return {to.parent_path().empty() ? "." : to.parent_path().string(), {to.filename().string()}};
  }
  std::vector<std::string> names;
  for (const std::string& coder : request.coders) names.push_back("kodning-" + coder + ".xlsx");
  return {request.to, names};
}

}  // namespace

void Fingerprint::see(const std::string& name, const std::string& bytes) {
  all_ += name + "\n" + emit::sha256_hex(bytes) + "\n";
}

std::string Fingerprint::text() const { return emit::sha256_hex(all_).substr(0, 12); }

Result<ExportReport> export_sheets(const Study& study, const ExportRequest& request,
                                   const std::string& data, const Knowledge& knowledge,
                                   Issues& issues) {
  const Codebook& codebook = knowledge.rules->codebook();
  const Result<TaxonomyBits> taxonomies =
      chosen_taxonomies(request.taxonomies, codebook, study.path);
  if (!taxonomies) return taxonomies.issue();
  const bool uncertain = request.draw.draw == human::Draw::uncertain;
  if (uncertain && knowledge.learned == nullptr) {
    return Issue{Severity::error,
                 "export.no-learned",
                 {study.path, {}, "/learned"},
                 "a draw by uncertainty needs the learned coder, which the study leaves out",
                 {},
                 "take \"learned\": false out of the manifest, or draw at random"};
  }
  const bool strata = request.draw.draw == human::Draw::stratified;
  Result<Strata> by = Strata::of(study, request.by.empty() ? "group" : request.by);
  if (!by) return by.issue();
  const Result<Labels> labels = labels_of(request.language, data);
  if (!labels) return labels.issue();
  const Result<emit::Layout> layout = layout_of(data);
  if (!layout) return layout.issue();
  const auto [folder_path, names] = places_of(request);
  for (const std::string& name : names) {
    const fs::path path = fs::path(folder_path) / name;
    std::error_code error;
    if (request.force || !fs::exists(path, error)) continue;
    return Issue{Severity::error,
                 "export.exists",
                 {path.string()},
                 "there is a sheet already, and what is filled in there would be lost",
                 {},
                 "choose another place with --sheets, or --force to write over it"};
  }

  // What there is.
  Fingerprint fingerprint(study.name);
  std::vector<human::Candidate> candidates;
  SegmentsWish wish;
  wish.language = request.language;
  wish.jobs = request.jobs;
  wish.sureness_of = uncertain ? *taxonomies : 0;
  wish.seen = [&](const std::string& name, const std::string& bytes) {
    fingerprint.see(name, bytes);
  };
  each_segment(
      study, knowledge, wish,
      [&](const ShownSegment& segment) {
        if (!is_drawn_from(segment.role)) return;
        candidates.push_back({strata ? by->number(segment) : 0, segment.sureness});
      },
      issues);
  if (candidates.empty()) {
    return Issue{Severity::error,
                 "export.nothing-to-draw",
                 {study.path},
                 "the study has no open text to judge",
                 {},
                 "`samsyn check` explains what is read of each file"};
  }
  human::DrawOptions options = request.draw;
  options.coders = static_cast<std::uint32_t>(request.coders.size());
  if (request.share > 0) {
    const double wanted = std::ceil(request.share * static_cast<double>(candidates.size()));
    if (wanted > kMostDrawn) {
      return Issue{Severity::error,
                   "export.too-many",
                   {study.path},
                   "this share is " + std::to_string(static_cast<std::uint64_t>(wanted)) +
                       " segments, more than the " + std::to_string(kMostDrawn) +
                       " that sheets may have",
                   {},
                   "give a smaller --share, or --size"};
    }
    options.size = static_cast<std::uint32_t>(std::max(1.0, wanted));
  }
  const human::Drawn drawn = human::draw(candidates, options);
  if (drawn.strata_left_out > 0) {
    issues.add({Severity::note,
                "export.strata-left-out",
                {study.path},
                std::to_string(drawn.strata_left_out) +
                    " values have no segment in the draw, since there are more values than places",
                {},
                "draw more with --size"});
  }

  // What was drawn.
  std::map<std::uint32_t, SheetRow> rows;
  for (const std::vector<std::uint32_t>& own : drawn.by_coder) {
    for (const std::uint32_t c : own) rows.emplace(c, SheetRow{});
  }
  std::uint32_t number = 0;
  Issues again;
  wish.sureness_of = 0;
  Fingerprint second(study.name);
  wish.seen = [&](const std::string& name, const std::string& bytes) { second.see(name, bytes); };
  each_segment(
      study, knowledge, wish,
      [&](const ShownSegment& segment) {
        if (!is_drawn_from(segment.role)) return;
        const auto row = rows.find(number++);
        if (row != rows.end()) row->second = row_of(segment, *taxonomies, codebook, *labels);
      },
      again);

  if (second.text() != fingerprint.text()) {
    return Issue{Severity::error,
                 "export.files-changed",
                 {study.path},
                 "files of the study were changed while segments were drawn from them",
                 {},
                 "wait until nobody writes them, and export again"};
  }

  ExportReport report;
  report.candidates = static_cast<std::uint32_t>(candidates.size());
  report.chosen = static_cast<std::uint32_t>(rows.size());
  report.shared = drawn.shared;
  report.fingerprint = fingerprint.text();
  Result<emit::OutputFolder> folder = emit::OutputFolder::open(folder_path);
  if (!folder) return folder.issue();
  CodingSheet sheet = frame_of(study, request, *taxonomies, codebook, *labels);
  sheet.fingerprint = report.fingerprint;
  for (std::size_t c = 0; c < request.coders.size(); ++c) {
    sheet.coder = request.coders[c];
    sheet.rows.clear();
    for (const std::uint32_t one : drawn.by_coder[c]) sheet.rows.push_back(rows.at(one));
    if (sheet.blind) {
      for (SheetRow& row : sheet.rows) row.suggested.clear();
    }
    const Result<Done> written = emit::write_coding_sheet(
        {sheet, codebook, *labels, *layout, program_and_version(), kCreated},
        folder->path_for(names[c]), issues);
    if (!written) return written.issue();
    report.sheets.push_back({request.coders[c], (fs::path(folder_path) / names[c]).string(),
                             static_cast<std::uint32_t>(sheet.rows.size())});
  }
  const Result<Done> done = folder->commit();
  if (!done) return done.issue();
  return report;
}

std::string render(const ExportReport& report, const std::string& language) {
  const bool swedish = language != "en";
  std::string out =
      swedish ? std::to_string(report.chosen) + " av " + std::to_string(report.candidates) +
                    " segment drogs; " + std::to_string(report.shared) + " får alla kodare.\n"
              : std::to_string(report.chosen) + " of " + std::to_string(report.candidates) +
                    " segments were drawn; every coder gets " + std::to_string(report.shared) +
                    " of them.\n";
  for (const ExportReport::Sheet& sheet : report.sheets) {
    out += "  " + sheet.path + ": " + sheet.coder + ", " + std::to_string(sheet.rows) +
           (swedish ? " rader\n" : " rows\n");
  }
  out += swedish ? "Underlagets märke: " + report.fingerprint +
                       "\nLäs in ifyllda blad med: samsyn import STUDIE FIL.xlsx …\n"
                 : "Mark of the material: " + report.fingerprint +
                       "\nRead filled sheets with: samsyn import STUDY FILE.xlsx …\n";
  return out;
}

}  // namespace samsyn
