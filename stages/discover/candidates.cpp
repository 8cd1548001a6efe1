#include "stages/discover/candidates.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <tuple>

#include "pipeline/model/number_text.hpp"
#include "stages/discover/groups.hpp"

namespace samsyn::discover {
namespace {

constexpr std::uint32_t kShortQuotation = 40;  // code points, as in stages/summarise/quotations.hpp
constexpr std::uint32_t kLongQuotation = 240;

std::string_view name_of(SourceKind kind) {
  constexpr std::array<std::string_view, 3> kNames{"survey", "transcript", "notes"};
  return kNames.at(static_cast<std::size_t>(kind));
}

/// What a group's choice of quotations knows of each segment that can be quoted.
struct Offer {
  const Quotable* text = nullptr;
  std::uint32_t voice = 0;
  std::uint32_t terms = 0;  ///< of the group's, that stand in it
};

std::vector<Offer> offers_of(const Gathering& gathering, const Group& group,
                             const std::vector<KeyTerm>& terms) {
  std::map<std::uint32_t, std::uint32_t> hits;  // by line
  for (const std::uint32_t line : group.lines) hits[line] = 0;
  for (const std::uint32_t t : group.terms) {
    for (const std::uint32_t line : terms[t].lines) {
      const auto at = hits.find(line);
      if (at != hits.end()) ++at->second;
    }
  }
  std::vector<Offer> out;
  for (const auto& [line, n] : hits) {
    const auto& all = gathering.quotable();
    const auto at = std::lower_bound(
        all.begin(), all.end(), line,
        [](const Quotable& one, std::uint32_t wanted) { return one.line < wanted; });
    if (at != all.end() && at->line == line) {
      out.push_back({&*at, gathering.corpus().lines[line].voice, n});
    }
  }
  return out;
}

Quotation quotation_of(const Gathering& gathering, const Offer& offer, const std::string& code) {
  const Person& person = gathering.people()[offer.voice];
  Quotation out;
  out.code = code;
  out.text = offer.text->text;
  out.source_kind = name_of(person.kind);
  out.respondent = person.id;
  out.group = person.group;
  out.municipality = person.municipality;
  out.substudy = person.substudy;
  out.item = gathering.item(offer.text->line);
  out.segment = offer.text->segment;
  out.source = gathering.sources()[person.document];
  out.row = offer.text->row;
  out.line = offer.text->line_in_file;
  out.time = offer.text->time;
  return out;
}

std::vector<Quotation> chosen(const Gathering& gathering, std::vector<Offer> left,
                              const std::string& code) {
  std::set<std::uint32_t> voices;
  std::map<std::string_view, std::uint32_t> groups, municipalities;
  std::vector<Quotation> out;
  while (out.size() < gathering.study().outputs.quotations && !left.empty()) {
    const auto key = [&](const Offer& offer) {
      const Person& person = gathering.people()[offer.voice];
      const std::uint32_t length = offer.text->length;
      return std::make_tuple(voices.contains(offer.voice),
                             length < kShortQuotation || length > kLongQuotation,
                             groups[person.group], municipalities[person.municipality],
                             -static_cast<std::int64_t>(offer.terms), offer.text->line);
    };
    const auto best = std::min_element(
        left.begin(), left.end(), [&](const Offer& a, const Offer& b) { return key(a) < key(b); });
    const Person& person = gathering.people()[best->voice];
    voices.insert(best->voice);
    ++groups[person.group];
    ++municipalities[person.municipality];
    out.push_back(quotation_of(gathering, *best, code));
    left.erase(best);
  }
  return out;
}

void count_people(const Gathering& gathering, const Group& group, CodeCandidate& candidate) {
  std::set<std::uint32_t> voices;
  std::map<std::string, std::uint32_t> items;
  std::map<std::string, std::set<std::uint32_t>> item_voices;
  for (const std::uint32_t line : group.lines) {
    const std::uint32_t voice = gathering.corpus().lines[line].voice;
    voices.insert(voice);
    if (gathering.item(line).empty()) continue;
    ++items[gathering.item(line)];
    item_voices[gathering.item(line)].insert(voice);
  }
  for (const std::uint32_t voice : voices) {
    const Person& person = gathering.people()[voice];
    if (!person.known) continue;
    if (person.kind == SourceKind::survey) candidate.respondents += person.asked;
    if (person.kind == SourceKind::transcript) ++candidate.interviewees;
    if (person.kind == SourceKind::notes) ++candidate.voices;
  }
  candidate.segments = static_cast<std::uint32_t>(group.lines.size());
  candidate.items.assign(items.begin(), items.end());
  std::stable_sort(candidate.items.begin(), candidate.items.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  for (const auto& item : candidate.items) {
    candidate.item_people.push_back(static_cast<std::uint32_t>(item_voices[item.first].size()));
  }
}

std::string joined(const std::vector<SharedTerm>& terms) {
  std::string out;
  for (const SharedTerm& term : terms) out += (out.empty() ? "" : ", ") + term.text;
  return out;
}

std::string joined(const std::vector<std::pair<std::string, std::uint32_t>>& items) {
  std::string out;
  for (const auto& [item, n] : items) {
    out += (out.empty() ? "" : ", ") + item + " (" + std::to_string(n) + ")";
  }
  return out;
}

Table table_of(const Gathering& gathering, const Labels& labels, const Summary& summary) {
  std::array<double, 3> asked{};  // by kind
  for (const Person& person : gathering.people()) {
    if (person.known && person.asked) ++asked.at(static_cast<std::size_t>(person.kind));
  }
  const std::string& language = gathering.study().outputs.language;
  const auto number = [&](double n) { return number_text(n, 0, language); };
  Table table;
  table.id = "uncoded";
  table.sheet = "uncoded";
  table.title = labels("title.uncoded");
  table.base_count = asked[0];
  table.ranked_by = 1;
  table.base = labels("uncoded.base", {number(static_cast<double>(gathering.without_code())),
                                       number(static_cast<double>(gathering.segments()))});
  table.columns = {{"terms", labels("uncoded.terms")}};
  std::vector<std::size_t> kinds;  // that there are people of
  for (const SourceKind kind : {SourceKind::survey, SourceKind::transcript, SourceKind::notes}) {
    const auto k = static_cast<std::size_t>(kind);
    if (asked.at(k) == 0) continue;
    kinds.push_back(k);
    const std::string name(name_of(kind));
    const auto add = [&](TableColumn column, Measure measure, Selection who) {
      column.measure = measure;
      column.who = std::move(who);
      table.columns.push_back(std::move(column));
    };
    add({name, labels("column.people." + name), CellFormat::count, asked.at(k)}, Measure::people,
        {{"kind", name}});
    if (kind != SourceKind::survey) continue;
    add({"share", labels("column.share.survey"), CellFormat::percent}, Measure::share,
        {{"kind", name}});
  }
  const auto add = [&](const char* id, const char* label, CellFormat format, Measure measure) {
    table.columns.push_back({id, labels(label), format});
    table.columns.back().measure = measure;
  };
  add("segments", "column.segments", CellFormat::count, Measure::mentions);
  table.columns.back().who = {{"unit", "segments"}};
  add("g2", "uncoded.g2", CellFormat::decimal, Measure::statistic);
  add("ratio", "uncoded.ratio", CellFormat::decimal, Measure::statistic);
  add("general", "uncoded.general", CellFormat::decimal, Measure::statistic);
  table.columns.push_back({"items", labels("uncoded.items")});
  for (const CodeCandidate& candidate : summary.candidates) {
    TableRow row{candidate.id, {joined(candidate.terms)}};
    const std::array<std::uint32_t, 3> people{candidate.respondents, candidate.interviewees,
                                              candidate.voices};
    for (const std::size_t k : kinds) {
      row.cells.emplace_back(static_cast<double>(people.at(k)));
      if (k == 0) row.cells.emplace_back(people.at(k) / asked.at(k));
    }
    row.who = {{"candidate", candidate.id}};
    row.people.resize(row.cells.size(), -1);
    row.cells.emplace_back(static_cast<double>(candidate.segments));
    row.people.push_back(candidate.respondents + candidate.interviewees + candidate.voices);
    const SharedTerm& first = candidate.terms.front();
    // The measures come from how often the term stands in segments with and without a code.
    row.people.resize(row.people.size() + 3, first.times_coded > 0
                                                 ? std::min(first.people, first.times_coded)
                                                 : first.people);
    row.cells.emplace_back(first.g2);
    row.cells.emplace_back(first.log_ratio);
    row.cells.emplace_back(first.general_log_ratio);
    row.cells.emplace_back(joined(candidate.items));
    table.rows.push_back(std::move(row));
  }
  const Sieve sieve;
  table.notes = {labels("uncoded.note-1"),
                 labels("uncoded.note-2",
                        {std::to_string(sieve.people), number_text(sieve.rest_g2, 2, language),
                         number_text(sieve.general_g2, 2, language)}),
                 labels("uncoded.note-3"), labels("uncoded.note-4")};
  return table;
}

}  // namespace

void add_candidates(const Gathering& gathering, const WordOf& word, const Frequencies& frequencies,
                    const Labels& labels, Summary& summary) {
  const Corpus& corpus = gathering.corpus();
  const std::vector<KeyTerm> terms = key_terms(corpus, word, frequencies);
  std::vector<Group> groups = group(terms, corpus.lines);
  if (groups.size() > kMostCandidates) groups.resize(kMostCandidates);
  for (const Group& one : groups) {
    CodeCandidate candidate;
    candidate.id = "candidate." + std::to_string(summary.candidates.size() + 1);
    for (const std::uint32_t t : one.terms) {
      if (candidate.terms.size() == kMostTerms) break;
      const KeyTerm& term = terms[t];
      candidate.terms.push_back(
          {std::string(kTermKindNames.at(static_cast<std::size_t>(term.kind))), term.text,
           term.people, term.times, term.times_coded, term.rest.g2, term.rest.log_ratio,
           term.general.g2, term.general.log_ratio});
    }
    count_people(gathering, one, candidate);
    candidate.quotations = chosen(gathering, offers_of(gathering, one, terms), candidate.id);
    summary.candidates.push_back(std::move(candidate));
  }
  if (summary.candidates.empty()) return;
  summary.sheets.push_back({"uncoded", labels("sheet.uncoded")});
  summary.tables.push_back(table_of(gathering, labels, summary));
}

}  // namespace samsyn::discover
