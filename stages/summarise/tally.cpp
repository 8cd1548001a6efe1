#include "stages/summarise/tally.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

#include "stages/summarise/closed_tables.hpp"
#include "stages/summarise/counts.hpp"
#include "stages/summarise/differences.hpp"
#include "stages/summarise/panel.hpp"
#include "stages/summarise/scale_charts.hpp"
#include "stages/summarise/weights.hpp"
#include "stages/summarise/whom.hpp"
#include "stages/summarise/words.hpp"

namespace samsyn::summarise {
namespace {

constexpr std::uint32_t kSpare = 3;  // times as many quotations as are shown

/// The segment as it is shown, with the places of its evidence in code points of the shown text.
Quotation quotation_of(const Counts& counts, const Document& document, SourceKind kind,
                       const Candidate& candidate, const IdOf& id_of) {
  const Block& block = document.blocks[candidate.block];
  Quotation quotation;
  quotation.code = counts.codebook.codes[candidate.code].id;
  quotation.text =
      candidate.shown.empty() ? std::string(candidate.raw.of(block.raw)) : candidate.shown;
  if (counts.counter.has_stance(candidate.code)) quotation.stance = name_of(candidate.stance);
  quotation.source_kind = name_of(kind);
  if (candidate.respondent < document.respondents.size()) {
    const Respondent& respondent = document.respondents[candidate.respondent];
    const auto attribute = [&](std::size_t a) {
      return a < respondent.attributes.size() ? respondent.attributes[a] : std::string();
    };
    quotation.respondent = respondent.id;
    quotation.group = attribute(kGroup);
    quotation.municipality = attribute(kMunicipality);
    quotation.substudy = attribute(kSubstudy);
  }
  if (block.question < document.questions.size()) {
    quotation.item = document.questions[block.question].item;
  }
  quotation.segment = id_of ? id_of(document, candidate.block, candidate.raw.begin) : std::string();
  quotation.source = document.source;
  quotation.row = block.row;
  if (block.line > 0) {
    const std::string_view ahead = std::string_view(block.raw).substr(0, candidate.raw.begin);
    quotation.line =
        block.line + static_cast<std::uint32_t>(std::count(ahead.begin(), ahead.end(), '\n'));
  }
  quotation.time = block.time;
  if (candidate.rule < counts.codebook.rules.size()) {
    quotation.rule = counts.codebook.rules[candidate.rule].id;
  }
  quotation.confidence = candidate.confidence;
  if (!candidate.shown.empty()) {
    quotation.evidence = candidate.places;
    return quotation;
  }
  for (const RawSpan span : candidate.evidence) {
    // A repair at the edge can carry evidence a little outside the segment's own raw span.
    const std::uint32_t begin = std::clamp(span.begin, candidate.raw.begin, candidate.raw.end);
    const std::uint32_t end = std::clamp(span.end, begin, candidate.raw.end);
    if (begin == end) continue;
    const std::string_view raw = block.raw;
    const std::uint32_t start =
        code_points(raw.substr(candidate.raw.begin, begin - candidate.raw.begin));
    quotation.evidence.emplace_back(start, start + code_points(raw.substr(begin, end - begin)));
  }
  return quotation;
}

}  // namespace

struct Tally::Body {
  Body(const Study& study, const Codebook& codebook, IdOf id)
      : counts(study, codebook), id_of(std::move(id)) {}
  Counts counts;
  IdOf id_of;
};

Tally::Tally(const Study& study, const Codebook& codebook, IdOf id_of)
    : body_(std::make_unique<Body>(study, codebook, std::move(id_of))) {}
Tally::~Tally() = default;
Tally::Tally(Tally&&) noexcept = default;
Tally& Tally::operator=(Tally&&) noexcept = default;

const Counter& Tally::counter() const { return body_->counts.counter; }

std::uint32_t Tally::add_document(const Document& document) {
  Counts& counts = body_->counts;
  SourceCounts source;
  source.source = document.source;
  source.sheet = document.sheet;
  if (document.spec < counts.study.sources.size()) {
    source.kind = counts.study.sources[document.spec].kind;
  }
  source.people = static_cast<std::uint32_t>(document.respondents.size());
  source.rows = document.rows;
  source.skipped = document.skipped;

  std::vector<bool> asked(document.respondents.size(), source.kind != SourceKind::survey);
  for (const Response& response : document.responses) {
    if (response.respondent < asked.size() && response.question < document.questions.size() &&
        document.questions[response.question].type == ItemType::open) {
      asked[response.respondent] = true;
    }
  }
  for (std::size_t r = 0; r < document.respondents.size(); ++r) {
    const Respondent& respondent = document.respondents[r];
    // The time of a measurement is nothing that parts people into groups.
    std::vector<std::string> own;
    const Occasions& occasions = counts.study.occasions;
    const bool timed = !occasions.empty() && occasions.attribute < respondent.attributes.size();
    if (timed) {
      own = respondent.attributes;
      own[occasions.attribute].clear();
    }
    const std::vector<std::string>& values = timed ? own : respondent.attributes;
    std::uint32_t person = counts.people.size();
    if (respondent.person != kNone) {
      if (respondent.person >= counts.measured.size()) {
        counts.measured.resize(respondent.person + std::size_t{1}, kNone);
      }
      std::uint32_t& known = counts.measured[respondent.person];
      if (known == kNone) known = person;
      person = known;
    }
    source.persons.push_back(person);
    if (person == counts.people.size()) {
      counts.people.add(source.kind, asked[r], values);
    } else {
      counts.people.meet(person, asked[r], values);
    }
  }
  counts.items.add(document, source.persons);
  for (const Question& question : document.questions) {
    source.items.push_back(question.item.empty() ? kNone : counts.items.find(question.item));
  }
  counts.sources.push_back(std::move(source));
  return static_cast<std::uint32_t>(counts.sources.size() - 1);
}

void Tally::add(std::uint32_t number, const Document& document, const Partial& partial) {
  Counts& counts = body_->counts;
  assert(number < counts.sources.size());
  SourceCounts& source = counts.sources[number];
  const std::uint32_t rows = counts.counter.rows();
  source.answers += partial.answers;
  source.segments += partial.segments;
  source.coded += partial.coded;
  const std::size_t attributes = counts.study.attributes.size();
  std::vector<std::uint32_t> unknown(attributes);
  for (std::size_t a = 0; a < attributes; ++a) unknown[a] = counts.people.number(a, {});

  for (const Hit& hit : partial.hits) {
    const std::size_t of_kind =
        number_of(source.kind) * kStances + static_cast<std::size_t>(hit.stance);
    Mentions& mentions = counts.mentions[of_kind * rows + hit.code];
    mentions.segments += hit.segments;
    ++mentions.answers;
    const bool known = hit.respondent < source.people;
    const std::uint32_t person = known ? source.persons[hit.respondent] : kNone;
    if (known) counts.people.mark(person, hit.code, hit.stance);
    if (hit.stance != Stance::affirmed) continue;
    for (std::size_t a = 0; a < attributes; ++a) {
      const std::uint32_t value = known ? counts.people.value(person, a) : unknown[a];
      auto& segments = counts.by_value[a];
      if (segments.size() < (value + 1) * std::size_t{rows}) {
        segments.resize(counts.people.values(a).all().size() * rows);
      }
      segments[value * std::size_t{rows} + hit.code] += hit.segments;
    }
    const std::uint32_t item =
        hit.question < source.items.size() ? source.items[hit.question] : kNone;
    if (item == kNone) continue;
    if (known) counts.item_hits.push_back({item, hit.code, person});
    if (counts.item_segments.size() <= item) counts.item_segments.resize(item + 1);
    counts.item_segments[item].resize(rows);
    counts.item_segments[item][hit.code] += hit.segments;
  }
  const std::size_t codes = counts.codebook.codes.size();
  // Of the people only so many as tell whether they are few.
  const auto meet = [&](std::uint32_t respondent, std::vector<std::uint32_t>& people) {
    if (respondent >= source.people || people.size() >= counts.study.privacy.least_cell) return;
    const std::uint32_t person = source.persons[respondent];
    if (std::find(people.begin(), people.end(), person) == people.end()) people.push_back(person);
  };
  for (const Pair& pair : partial.pairs) {
    const std::size_t at = pair.first * codes + pair.second;
    ++counts.pairs[at];
    meet(pair.respondent, counts.pair_people[at]);
  }
  for (const Near& near : partial.near) {
    const std::size_t at = near.code * codes + near.said;
    ++counts.near[at];
    meet(near.respondent, counts.near_people[at]);
  }

  const auto cut = [&](const Candidate& candidate) {
    return quotation_of(counts, document, source.kind, candidate, body_->id_of);
  };
  for (const Candidate& candidate : partial.candidates) {
    Voice voice{number, candidate.respondent, kNone, kNone};
    if (candidate.respondent < source.people) {
      const std::uint32_t person = source.persons[candidate.respondent];
      if (attributes > kGroup) voice.group = counts.people.value(person, kGroup);
      if (attributes > kMunicipality) {
        voice.municipality = counts.people.value(person, kMunicipality);
      }
    }
    counts.shelf.offer(candidate, voice, cut);
  }
}

namespace {

/// Where anybody can tell what people weigh, by their value of an attribute.
void tell_weights(const PeopleWeights& weights, const Study& study, Summary& summary) {
  if (weights.attribute == kNone) return;
  for (Partition& one : summary.partitions) {
    if (one.dimension != study.attributes[weights.attribute].id) continue;
    for (const std::string& value : one.values) {
      const auto at = weights.by_value.find(value);
      one.weights.push_back(at == weights.by_value.end() ? 0 : at->second);
    }
  }
}

}  // namespace

Summary Tally::finish(const Labels& labels) const {
  Counts& counts = body_->counts;
  counts.items.settle(counts.study.privacy.least_cell, labels("closed.others"));
  const Before before = order_of(counts.study.outputs.language);
  SourceKind main = SourceKind::survey;
  for (const SourceKind kind : kKinds) {
    if (asked(counts, kind) == 0) continue;
    main = kind;
    break;
  }
  const Desk desk{counts, labels, before, main};
  Summary summary;
  summary.study = counts.study.name;
  summary.language = counts.study.outputs.language;
  add_overview(desk, summary);
  add_response_rates(desk, summary);
  PeopleWeights weights = weights_of(desk);
  for (std::string& line : weights.method) summary.method.push_back(std::move(line));
  const ClosedDesk closed{desk, weights.of};
  std::vector<Tested> tested;
  add_code_tables(closed, summary, tested);
  add_pair_tables(desk, summary);
  add_evidence(closed, summary);
  add_substudies(closed, summary);
  add_closed(closed, summary, tested);
  add_differences(closed, std::move(tested), summary);
  add_scale_charts(desk, summary);
  add_panel(closed, summary);
  add_source_table(desk, summary);
  add_partitions(desk, summary);
  tell_weights(weights, counts.study, summary);
  // More than are asked for, since disclosure control takes some: it leaves as many as are.
  const std::uint32_t most =
      counts.study.outputs.quotations * (counts.study.privacy.least_cell > 1 ? kSpare : 1);
  for (std::uint32_t code = 0; code < counts.codebook.codes.size(); ++code) {
    for (Quotation& quotation : counts.shelf.choose(code, most)) {
      summary.quotations.push_back(std::move(quotation));
    }
  }
  summary.quotation_rule = labels(
      "quotations.rule", {std::to_string(counts.study.outputs.quotations),
                          std::to_string(kShortQuotation), std::to_string(kLongQuotation),
                          number_text(static_cast<double>(kClearConfidence), 2, desk.language())});
  return summary;
}

}  // namespace samsyn::summarise
