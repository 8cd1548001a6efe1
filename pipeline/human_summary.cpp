#include "pipeline/human_summary.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

#include "pipeline/model/human.hpp"
#include "pipeline/model/number_text.hpp"
#include "stages/agree/agreement.hpp"
#include "stages/human/judgements.hpp"
#include "stages/summarise/weak.hpp"
#include "stages/summarise/words.hpp"

namespace samsyn {
namespace {

std::string without_prefix(const std::string& coder) {
  return coder.substr(std::min(coder.size(), kHumanPrefix.size()));
}

agree::Place place_of(const human::Place& place) {
  agree::Place out;
  out.source = place.source;
  out.sheet = place.sheet;
  out.column = place.column;
  out.row = place.row;
  out.line = place.line;
  out.paragraph = place.paragraph;
  out.time = place.time;
  out.start = place.start;
  out.end = place.end;
  return out;
}

/// The codings with one line for each place, the later judgement of a coder counting as in a run.
human::Codings by_place(const human::Codings& codings, const Codebook& codebook) {
  human::Codings out;
  out.name = codings.name;
  out.coders = codings.coders;
  std::vector<std::uint32_t> order(codings.segments.size());
  std::iota(order.begin(), order.end(), 0U);
  const auto said = [&](std::uint32_t j) {
    return std::tie(codings.segments[j].place, codings.segments[j].text);
  };
  std::stable_sort(order.begin(), order.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return said(a) < said(b); });
  for (std::size_t o = 0; o < order.size(); ++o) {
    const human::JudgedSegment& segment = codings.segments[order[o]];
    if (o == 0 || said(order[o - 1]) != said(order[o])) {
      out.segments.push_back(segment);
      continue;
    }
    for (const Judgement& one : segment.judgements) {
      human::add_judgement(out.segments.back().judgements, one, codebook);
    }
  }
  std::sort(out.segments.begin(), out.segments.end(),
            [](const human::JudgedSegment& a, const human::JudgedSegment& b) {
              return a.number < b.number;
            });
  return out;
}

/// The segments that two or more judged with a taxonomy in mind, and its codes that they gave.
agree::CodingsFile shared_of(const human::Codings& codings, const Codebook& codebook,
                             std::uint32_t taxonomy) {
  agree::CodingsFile out;
  out.name = codings.name;
  out.coders = codings.coders;
  std::vector<std::uint32_t> number(codebook.codes.size(), kNone);
  for (std::uint32_t c = 0; c < codebook.codes.size(); ++c) {
    if (codebook.codes[c].taxonomy != taxonomy || !codebook.codes[c].leaf) continue;
    number[c] = static_cast<std::uint32_t>(out.codes.size());
    out.codes.push_back(codebook.codes[c].id);
  }
  for (const human::JudgedSegment& segment : codings.segments) {
    agree::CodedSegment coded;
    coded.line = segment.number;
    coded.place = place_of(segment.place);
    coded.respondent = segment.place.respondent;
    coded.speaker = segment.place.speaker;
    coded.item = segment.place.item;
    coded.raw = coded.text = segment.text;
    coded.judges_listed = true;
    for (const Judgement& one : segment.judgements) {
      if (!has_taxonomy(one.taxonomies, taxonomy)) continue;
      coded.judges.push_back(one.coder);
      for (const HumanCode& code : one.codes) {
        if (number[code.code] == kNone) continue;
        coded.given.push_back({one.coder, number[code.code], code.stance});
      }
    }
    if (coded.judges.size() > 1) out.segments.push_back(std::move(coded));
  }
  return out;
}

/// False when the files can't be compared: to issues.
bool add_codes(const agree::CodingsFile& shared, const Codebook& codebook, std::uint32_t taxonomy,
               HumanAgreement& out, Issues& issues) {
  const Result<agree::Pool> pool = agree::pool({{shared, {}}}, {}, issues);
  if (!pool) {
    Issue issue = pool.issue();
    issue.severity = Severity::warning;  // the tables stand without it
    if (issue.where.file.empty()) issue.where.file = shared.name;
    issues.add(std::move(issue));
    return false;
  }
  const agree::Agreement agreement = agree::compare(*pool, {});
  for (const Code& code : codebook.codes) {
    if (code.taxonomy != taxonomy || !code.leaf) continue;
    CodeAgreement& one = out.codes.emplace_back();
    one.code = code.id;
    one.units = static_cast<double>(shared.segments.size());
    one.weak = agree::kWeakNames.at(static_cast<std::size_t>(agree::Weak::untested));
    const auto row = std::find_if(
        agreement.rows.begin(), agreement.rows.end(), [&](const agree::Row& candidate) {
          return candidate.kind == agree::RowKind::code && candidate.id == code.id;
        });
    if (row == agreement.rows.end()) continue;
    one.units = row->units;
    for (const double given : row->given) one.given += given;
    const agree::Estimate& alpha = (*row)[agree::Measure::alpha];
    if (!alpha.value) continue;
    one.alpha = alpha.value;
    if (alpha.interval) {
      one.low = alpha.interval->low;
      one.high = alpha.interval->high;
    }
    one.weak = row->weak == agree::Weak::no
                   ? std::string()
                   : std::string(agree::kWeakNames.at(static_cast<std::size_t>(row->weak)));
  }
  return true;
}

Table agreement_table(const HumanAgreement& agreement, const Codebook& codebook,
                      const Labels& labels, const std::string& language) {
  Table table;
  table.id = "agreement";
  table.sheet = "agreement";
  table.title = labels("title.agreement");
  double most = 0;
  for (const CodeAgreement& one : agreement.codes) most = std::max(most, one.units);
  table.base = labels("base.agreement", {number_text(most, 0, language)});
  table.base_count = most;
  table.columns = {{"code", labels("column.code")},
                   {"units", labels("column.agreement-units"), CellFormat::count},
                   {"given", labels("column.agreement-given"), CellFormat::count},
                   {"alpha", labels("column.agreement-alpha"), CellFormat::text},
                   {"low", labels("column.agreement-low"), CellFormat::text},
                   {"high", labels("column.agreement-high"), CellFormat::text},
                   {"verdict", labels("column.agreement-verdict")}};
  const auto number = [&](const std::optional<double>& value) {
    return value ? TableCell{number_text(*value, 2, language)} : TableCell{};
  };
  for (const CodeAgreement& one : agreement.codes) {
    const auto code = std::find_if(codebook.codes.begin(), codebook.codes.end(),
                                   [&](const Code& c) { return c.id == one.code; });
    table.rows.push_back(
        {one.code,
         {code == codebook.codes.end() ? one.code : summarise::name_of(*code, language), one.units,
          one.given, number(one.alpha), number(one.low), number(one.high),
          labels(one.weak.empty() ? "weak.no" : "weak." + one.weak)}});
  }
  table.notes = {labels("note.agreement"), labels("note.agreement-weak")};
  return table;
}

}  // namespace

HumanAgreement human_agreement(const human::Codings& codings, const Codebook& codebook,
                               Issues& issues) {
  HumanAgreement out;
  const human::Codings together = by_place(codings, codebook);
  std::vector<bool> shares(codings.coders.size());
  for (std::uint32_t t = 0; t < std::min(codebook.taxonomies.size(), kMostTaxonomies); ++t) {
    const agree::CodingsFile shared = shared_of(together, codebook, t);
    if (shared.segments.empty()) continue;
    for (const agree::CodedSegment& segment : shared.segments) {
      for (const std::uint32_t judge : segment.judges) shares[judge] = true;
    }
    if (!add_codes(shared, codebook, t, out, issues)) return {};
  }
  for (std::size_t c = 0; c < shares.size(); ++c) {
    if (shares[c]) out.coders.push_back(without_prefix(codings.coders[c]));
  }
  return out;
}

void tell_humans(const human::Codings* codings, const human::Differences& differences,
                 std::uint32_t deciding, const Codebook& codebook, const Labels& labels,
                 Summary& summary, Issues& issues) {
  if (codings == nullptr) {
    summary.method.push_back(labels("method.agreement-none"));
    return;
  }
  const auto count = [&](std::uint64_t n) {
    return number_text(static_cast<double>(n), 0, summary.language);
  };
  std::string coders;
  for (std::size_t c = 0; c < codings->coders.size(); ++c) {
    const std::uint64_t own = c < differences.by_coder.size() ? differences.by_coder[c] : 0;
    coders += (coders.empty() ? "" : ", ") + without_prefix(codings->coders[c]) + " " + count(own);
  }
  summary.facts.emplace_back(
      labels("fact.human"),
      labels("fact.human-of", {count(differences.segments), coders, count(differences.shared),
                               count(differences.differing)}));
  const std::string decides =
      deciding < codings->coders.size()
          ? labels("method.human-decider", {without_prefix(codings->coders[deciding])})
          : labels("method.human-machine");
  summary.method.push_back(labels("method.human", {decides}));
  if (differences.differing > 0) {
    const std::string even =
        deciding < codings->coders.size()
            ? without_prefix(codings->coders[deciding]) + " or else the machine"
            : "the machine";
    issues.add({Severity::note,
                "human.differing",
                {codings->name},
                "human coders differ in " + std::to_string(differences.differing) + " of " +
                    std::to_string(differences.shared) +
                    " segments that several judged: the majority decided on " +
                    std::to_string(differences.majority) + " codes, " + even + " on " +
                    std::to_string(differences.ties) + " where they were even",
                {},
                "`samsyn agree` lists where they differ; a third coder on these segments settles "
                "them"});
  }
  summary.agreement = human_agreement(*codings, codebook, issues);
  if (summary.agreement.coders.empty()) {
    summary.method.push_back(labels("method.agreement-none"));
    return;
  }
  double units = 0;
  for (const CodeAgreement& one : summary.agreement.codes) units = std::max(units, one.units);
  const auto weak = static_cast<std::uint64_t>(
      std::count_if(summary.agreement.codes.begin(), summary.agreement.codes.end(),
                    [](const CodeAgreement& one) { return !one.weak.empty(); }));
  std::string names;
  for (const std::string& coder : summary.agreement.coders) {
    names += (names.empty() ? "" : ", ") + coder;
  }
  summary.method.push_back(
      labels("method.agreement", {names, count(static_cast<std::uint64_t>(units)), count(weak),
                                  count(summary.agreement.codes.size())}));
  summarise::mark_weak(summary, labels);
  summary.sheets.push_back({"agreement", labels("sheet.agreement")});
  summary.tables.push_back(agreement_table(summary.agreement, codebook, labels, summary.language));
}

}  // namespace samsyn
