#include "stages/emit/json.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>
#include <string_view>

namespace samsyn::emit {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::array<std::string_view, 5> kFormats{"text", "count", "percent", "decimal",
                                                    "precise"};

Json text_or_null(const std::string& text) { return text.empty() ? Json() : Json(text); }

/// Whole numbers without a decimal point; null for NaN and infinity.
Json number(double value) {
  constexpr double kExact = 9007199254740992.0;  // 2^53: whole numbers up to here are exact
  if (!std::isfinite(value)) return {};
  if (std::trunc(value) == value && std::abs(value) <= kExact) {
    return static_cast<std::int64_t>(value);
  }
  return value;
}

Json cell(const TableCell& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* n = std::get_if<double>(&value)) return number(*n);
  return {};
}

Json table_of(const Table& table) {
  Json out;
  out["id"] = table.id;
  out["sheet"] = table.sheet;
  out["title"] = table.title;
  out["base"] = {{"text", table.base}, {"count", number(table.base_count)}};
  out["notes"] = table.notes;
  out["columns"] = Json::array();
  for (const TableColumn& column : table.columns) {
    Json one{{"id", column.id},
             {"title", column.title},
             {"format", kFormats.at(static_cast<std::size_t>(column.format))}};
    one["base"] = column.base < 0 ? Json() : number(column.base);
    out["columns"].push_back(std::move(one));
  }
  out["rows"] = Json::array();
  for (const TableRow& row : table.rows) {
    Json one{{"id", row.id}, {"total", row.emphasis}, {"level", row.level}};
    if (!row.weak.empty()) one["weak"] = row.weak;
    if (std::any_of(row.marks.begin(), row.marks.end(), [](int mark) { return mark != 0; })) {
      one["marks"] = row.marks;
    }
    one["cells"] = Json::array();
    for (const TableCell& value : row.cells) one["cells"].push_back(cell(value));
    out["rows"].push_back(std::move(one));
  }
  return out;
}

Json quotation_of(const Quotation& quotation) {
  Json out;
  out["code"] = quotation.code;
  out["text"] = quotation.text;
  out["stance"] = text_or_null(quotation.stance);
  out["kind"] = quotation.source_kind;
  out["group"] = text_or_null(quotation.group);
  out["municipality"] = text_or_null(quotation.municipality);
  out["substudy"] = text_or_null(quotation.substudy);
  out["item"] = text_or_null(quotation.item);
  out["respondent"] = text_or_null(quotation.respondent);
  out["segment"] = quotation.segment;
  out["source"] = quotation.source;
  out["row"] = quotation.row == 0 ? Json() : Json(quotation.row);
  out["line"] = quotation.line == 0 ? Json() : Json(quotation.line);
  out["time"] = quotation.time < 0 ? Json() : number(quotation.time);
  out["rule"] = text_or_null(quotation.rule);
  out["confidence"] = number(std::round(static_cast<double>(quotation.confidence) * 1000) / 1000);
  out["evidence"] = Json::array();
  for (const auto& [start, end] : quotation.evidence) {
    out["evidence"].push_back({{"start", start}, {"end", end}});
  }
  return out;
}

Json candidate_of(const CodeCandidate& candidate) {
  const auto rounded = [](double value) { return number(std::round(value * 100) / 100); };
  Json out;
  out["id"] = candidate.id;
  out["terms"] = Json::array();
  for (const SharedTerm& term : candidate.terms) {
    out["terms"].push_back({{"kind", term.kind},
                            {"text", term.text},
                            {"people", term.people},
                            {"times", term.times},
                            {"times_coded", term.times_coded},
                            {"g2", rounded(term.g2)},
                            {"log_ratio", rounded(term.log_ratio)},
                            {"general_g2", rounded(term.general_g2)},
                            {"general_log_ratio", rounded(term.general_log_ratio)}});
  }
  out["respondents"] = candidate.respondents;
  out["interviewees"] = candidate.interviewees;
  out["voices"] = candidate.voices;
  out["segments"] = candidate.segments;
  out["items"] = Json::array();
  for (const auto& [item, segments] : candidate.items) {
    out["items"].push_back({{"item", item}, {"segments", segments}});
  }
  out["quotations"] = Json::array();
  for (const Quotation& quotation : candidate.quotations) {
    out["quotations"].push_back(quotation_of(quotation));
  }
  return out;
}

Json or_null(const std::optional<double>& value) { return value ? number(*value) : Json(); }

/// Six decimals, as agreement has everywhere; null when nobody coded the same.
Json agreement_of(const HumanAgreement& agreement) {
  if (agreement.coders.empty()) return {};
  const auto rounded = [](std::optional<double> value) {
    if (value) value = std::round(*value * 1e6) / 1e6;
    return or_null(value);
  };
  Json out;
  out["coders"] = agreement.coders;
  out["codes"] = Json::array();
  for (const CodeAgreement& one : agreement.codes) {
    out["codes"].push_back({{"code", one.code},
                            {"units", number(one.units)},
                            {"given", number(one.given)},
                            {"alpha", rounded(one.alpha)},
                            {"low", rounded(one.low)},
                            {"high", rounded(one.high)},
                            {"weak", text_or_null(one.weak)}});
  }
  return out;
}

}  // namespace

std::string write_json(const Summary& summary, const std::string& program) {
  Json out;
  out["schema"] = kSummarySchema;
  out["program"] = program;
  out["study"] = summary.study;
  out["language"] = summary.language;
  out["facts"] = Json::array();
  for (const auto& [label, value] : summary.facts) {
    out["facts"].push_back({{"label", label}, {"value", value}});
  }
  out["tables"] = Json::array();
  for (const Table& table : summary.tables) out["tables"].push_back(table_of(table));
  out["method"] = summary.method;
  out["agreement"] = agreement_of(summary.agreement);
  out["quotation_rule"] = summary.quotation_rule;
  out["quotations"] = Json::array();
  for (const Quotation& quotation : summary.quotations) {
    out["quotations"].push_back(quotation_of(quotation));
  }
  out["candidates"] = Json::array();
  for (const CodeCandidate& candidate : summary.candidates) {
    out["candidates"].push_back(candidate_of(candidate));
  }
  return out.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace samsyn::emit
