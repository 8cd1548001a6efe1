#include <cmath>
#include <nlohmann/json.hpp>

#include "pipeline/agreement.hpp"
#include "pipeline/version.hpp"

namespace samsyn {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kSchema = "samsyn-agreement-1";

Json text_or_null(const std::string& text) { return text.empty() ? Json() : Json(text); }

/// Six decimals, whole numbers without a point.
Json number(double value) {
  const double rounded = std::round(value * 1e6) / 1e6;
  if (std::trunc(rounded) == rounded) return static_cast<std::int64_t>(rounded);
  return rounded;
}

class Writer {
 public:
  Writer(const agree::Agreement& agreement, std::string_view language)
      : all_(agreement), language_(language) {}

  Json document() const {
    Json out;
    out["schema"] = kSchema;
    out["program"] = program_and_version();
    out["language"] = language_;
    out["unit"] = agree::kUnitNames.at(static_cast<std::size_t>(all_.unit));
    out["stance"] = agree::kStanceUseNames.at(static_cast<std::size_t>(all_.stance));
    out["scale"] = agree::kScaleNames.at(static_cast<std::size_t>(all_.scale));
    out["files"] = all_.files;
    out["coders"] = all_.coders;
    out["reference"] = all_.reference == kNone ? Json() : Json(all_.coders[all_.reference]);
    out["gold"] = all_.gold;
    out["units"] = {{"judged", number(all_.units)},
                    {"judged_by_two", number(all_.shared_units)},
                    {"judged_in_part", number(all_.partly_judged)},
                    {"segments_without_person", number(all_.without_person)}};
    out["intervals"] = {{"level", 0.95},
                        {"resamples", all_.resampling.resamples},
                        {"seed", all_.resampling.seed},
                        {"drawn", all_.clusters_are_answers ? "answers" : "persons"},
                        {"clusters", all_.clusters}};
    out["least_alpha"] = agree::kLeastAlpha;
    out["weak_codes"] = agree::weak_codes(all_);
    out["rows"] = Json::array();
    for (const agree::Row& row : all_.rows) out["rows"].push_back(row_of(row));
    out["cuts"] = cuts();
    out["disagreements"] = Json::array();
    for (const agree::Disagreement& one : all_.disagreements) {
      out["disagreements"].push_back(disagreement(one));
    }
    return out;
  }

 private:
  Json estimate(const agree::Estimate& one) const {
    Json out;
    if (!one.value) {
      out["value"] = nullptr;
      out["why"] = id_of(one.why);
      out["text"] = (language_ == "en" ? "can't be calculated: " : "går inte att beräkna: ") +
                    std::string(words_of(one.why, language_));
      return out;
    }
    out["value"] = number(*one.value);
    out["low"] = one.interval ? number(one.interval->low) : Json();
    out["high"] = one.interval ? number(one.interval->high) : Json();
    if (!one.interval) {
      out["why_no_interval"] = id_of(one.why_no_interval);
    }
    if (one.standard_error) out["standard_error"] = number(*one.standard_error);
    if (one.analytic) {
      out["analytic"] = {number(one.analytic->low), number(one.analytic->high)};
    }
    return out;
  }

  Json row_of(const agree::Row& row) const {
    Json out;
    out["kind"] = agree::kRowKindNames.at(static_cast<std::size_t>(row.kind));
    out["id"] = text_or_null(row.id);
    if (row.kind == agree::RowKind::pair) {
      out["coders"] = {all_.coders[row.first], all_.coders[row.second]};
    }
    out["units"] = number(row.units);
    out["prevalence"] = number(row.prevalence);
    out["judged"] = Json::array();
    out["given"] = Json::array();
    for (const double n : row.judged) out["judged"].push_back(number(n));
    for (const double n : row.given) out["given"].push_back(number(n));
    for (std::size_t m = 0; m < agree::kMeasures; ++m) {
      if (row.measures[m].why == agree::Undefined::not_for_sets) continue;
      out["measures"][std::string(agree::kMeasureNames[m])] = estimate(row.measures[m]);
    }
    if (row.masi) out["masi_alpha"] = estimate(*row.masi);
    out["found"] = Json::array();
    for (const agree::Found& found : row.found) {
      out["found"].push_back({{"coder", all_.coders[found.coder]},
                              {"right", number(found.right)},
                              {"extra", number(found.extra)},
                              {"missed", number(found.missed)},
                              {"precision", estimate(found.precision)},
                              {"recall", estimate(found.recall)},
                              {"f1", estimate(found.f1)}});
    }
    out["weak"] = row.weak == agree::Weak::no
                      ? Json()
                      : Json(agree::kWeakNames.at(static_cast<std::size_t>(row.weak)));
    if (row.weak != agree::Weak::no) out["weak_text"] = words_of(row.weak, language_);
    return out;
  }

  Json cuts() const {
    Json out{{"same", all_.cuts.same},
             {"segments", number(all_.cuts.segments)},
             {"shared", number(all_.cuts.shared)}};
    if (!all_.cuts.same) out["alpha"] = estimate(all_.cuts.alpha);
    return out;
  }

  Json disagreement(const agree::Disagreement& one) const {
    const agree::Place& place = one.place;
    const auto at = [](std::uint32_t n) { return n == 0 ? Json() : Json(n); };
    Json out{{"source", place.source},
             {"where",
              {{"sheet", text_or_null(place.sheet)},
               {"row", at(place.row)},
               {"column", text_or_null(place.column)},
               {"line", at(place.line)},
               {"paragraph", at(place.paragraph)},
               {"time", place.time < 0 ? Json() : number(place.time)}}},
             {"respondent", text_or_null(one.respondent)},
             {"speaker", text_or_null(one.speaker)},
             {"item", text_or_null(one.item)}};
    if (all_.unit != agree::Unit::respondent) {
      out["start"] = place.start;
      out["end"] = place.end;
    }
    out["text"] = text_or_null(one.text);
    out["codes"] = Json::array();
    for (const agree::Disagreement::Code& code : one.codes) {
      Json said = Json::array();
      for (const agree::Said& s : code.said) {
        said.push_back({{"coder", all_.coders[s.coder]},
                        {"given", s.counts},
                        {"segments", s.segments},
                        {"stance", s.stance ? Json(name_of(*s.stance)) : Json()}});
      }
      out["codes"].push_back({{"code", all_.codes[code.code]}, {"said", std::move(said)}});
    }
    return out;
  }

  const agree::Agreement& all_;
  std::string_view language_;
};

}  // namespace

std::string render_json(const agree::Agreement& agreement, std::string_view language) {
  return Writer(agreement, language)
             .document()
             .dump(2, ' ', false, Json::error_handler_t::replace) +
         "\n";
}

}  // namespace samsyn
