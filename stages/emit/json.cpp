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
  if (const auto* between = std::get_if<Interval>(&value)) {
    return {{"low", number(between->low)}, {"high", number(between->high)}};
  }
  return {};
}

Json base_of(double base) { return base < 0 ? Json() : number(base); }

Json count_or_null(std::uint32_t count) { return count == kWithheldCount ? Json() : Json(count); }

Json table_of(const Table& table) {
  Json out;
  out["id"] = table.id;
  out["sheet"] = table.sheet;
  out["title"] = table.title;
  out["base"] = {{"text", table.base}, {"count", base_of(table.base_count)}};
  if (table.base_count == kWithheldBase) out["base"]["withheld"] = true;
  out["notes"] = table.notes;
  out["columns"] = Json::array();
  for (const TableColumn& column : table.columns) {
    Json one{{"id", column.id},
             {"title", column.title},
             {"format", kFormats.at(static_cast<std::size_t>(column.format))}};
    one["base"] = base_of(column.base);
    if (column.base == kWithheldBase) one["base_withheld"] = true;
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
    Json withheld = Json::array();
    for (std::size_t c = 0; c < row.cells.size(); ++c) {
      one["cells"].push_back(cell(row.cells[c]));
      if (std::holds_alternative<Withheld>(row.cells[c])) withheld.push_back(c);
    }
    if (!withheld.empty()) one["withheld"] = std::move(withheld);
    out["rows"].push_back(std::move(one));
  }
  return out;
}

Json quotation_of(const Quotation& quotation) {
  Json out;
  out["code"] = quotation.code;
  out["text"] = quotation.text;
  out["stance"] = text_or_null(quotation.stance);
  out["kind"] = text_or_null(quotation.source_kind);
  out["group"] = text_or_null(quotation.group);
  out["municipality"] = text_or_null(quotation.municipality);
  out["substudy"] = text_or_null(quotation.substudy);
  out["item"] = text_or_null(quotation.item);
  out["respondent"] = text_or_null(quotation.respondent);
  out["segment"] = text_or_null(quotation.segment);
  out["source"] = text_or_null(quotation.source);
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
                            {"people", count_or_null(term.people)},
                            {"times", count_or_null(term.times)},
                            {"times_coded", count_or_null(term.times_coded)},
                            {"g2", rounded(term.g2)},
                            {"log_ratio", rounded(term.log_ratio)},
                            {"general_g2", rounded(term.general_g2)},
                            {"general_log_ratio", rounded(term.general_log_ratio)}});
  }
  out["respondents"] = count_or_null(candidate.respondents);
  out["interviewees"] = count_or_null(candidate.interviewees);
  out["voices"] = count_or_null(candidate.voices);
  out["segments"] = count_or_null(candidate.segments);
  out["items"] = Json::array();
  for (const auto& [item, segments] : candidate.items) {
    out["items"].push_back({{"item", item}, {"segments", count_or_null(segments)}});
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

Json disclosure_of(const Disclosure& disclosure) {
  Json out;
  out["least_cell"] = disclosure.least_cell;
  out["round"] = disclosure.round;
  out["quotations"] = disclosure.quotations;
  out["open"] = disclosure.open;
  out["broken"] = disclosure.broken;
  out["tables"] = Json::array();
  for (const Disclosure::OfTable& table : disclosure.tables) {
    out["tables"].push_back(
        {{"id", table.id}, {"numbers", table.numbers}, {"withheld", table.withheld}});
  }
  out["cells"] = Json::array();
  for (const Disclosure::Cell& one : disclosure.cells) {
    out["cells"].push_back({{"table", one.table},
                            {"row", text_or_null(one.row)},
                            {"column", text_or_null(one.column)}});
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
  out["disclosure"] = disclosure_of(summary.disclosure);
  return out.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace samsyn::emit
