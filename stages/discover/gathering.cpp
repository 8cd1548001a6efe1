#include "stages/discover/gathering.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

namespace samsyn::discover {

Gathering::Gathering(const Study& study, const Codebook& codebook, IdOf id_of)
    : study_(study),
      codebook_(codebook),
      id_of_(std::move(id_of)),
      items_(1),
      respondents_(static_cast<std::uint32_t>(codebook.codes.size())),
      documents_(static_cast<std::uint32_t>(codebook.codes.size())) {}

std::uint32_t Gathering::add_document(const Document& document) {
  const auto number = static_cast<std::uint32_t>(sources_.size());
  const SourceKind kind = document.spec < study_.sources.size() ? study_.sources[document.spec].kind
                                                                : SourceKind::survey;
  first_person_.push_back(static_cast<std::uint32_t>(people_.size()));
  for (const Respondent& respondent : document.respondents) {
    const auto attribute = [&](std::size_t a) {
      return a < respondent.attributes.size() ? respondent.attributes[a] : std::string();
    };
    people_.push_back({respondent.id, attribute(kGroup), attribute(kMunicipality),
                       attribute(kSubstudy), kind, true, kind != SourceKind::survey, number, kNone,
                       kNone});
    if (respondent.person == kNone) continue;
    if (respondent.person >= measured_.size())
      measured_.resize(respondent.person + std::size_t{1}, kNone);
    std::uint32_t& first = measured_[respondent.person];
    const auto entry = static_cast<std::uint32_t>(people_.size() - 1);
    if (first == kNone) {
      first = entry;
    } else {
      people_[entry].same = first;
    }
  }
  for (const Response& response : document.responses) {
    if (response.respondent < document.respondents.size() &&
        response.question < document.questions.size() &&
        document.questions[response.question].type == ItemType::open) {
      const std::uint32_t entry = first_person_.back() + response.respondent;
      people_[people_[entry].same == kNone ? entry : people_[entry].same].asked = true;
    }
  }
  count_crowds(document, kind);
  Person nobody;
  nobody.kind = kind;
  nobody.document = number;
  people_.push_back(std::move(nobody));
  sources_.push_back(document.sheet.empty() ? document.source
                                            : document.source + ", " + document.sheet);
  unit_of_.push_back(kNone);
  return number;
}

/// The document's people stand at the end of people_.
void Gathering::count_crowds(const Document& document, SourceKind kind) {
  constexpr std::array<const char*, 3> kKindNames{"survey", "transcript", "notes"};
  std::vector<std::vector<std::uint32_t>> asked(document.respondents.size());
  for (const Response& response : document.responses) {
    if (response.respondent < asked.size() && response.question < document.questions.size() &&
        document.questions[response.question].type == ItemType::open) {
      asked[response.respondent].push_back(response.question);
    }
  }
  for (std::size_t r = 0; r < asked.size(); ++r) {
    const Person& person = people_[first_person_.back() + r];
    if (!person.asked) continue;
    std::vector<std::string> items;
    for (const std::uint32_t question : asked[r]) {
      items.push_back(document.questions[question].item);
    }
    std::sort(items.begin(), items.end());
    items.erase(std::unique(items.begin(), items.end()), items.end());
    std::array<std::string, 5> shown{kKindNames.at(static_cast<std::size_t>(kind)),
                                     document.source, person.group, person.municipality,
                                     person.substudy};
    ++crowds_[{std::move(shown), std::move(items)}];
  }
}

std::vector<Crowd> Gathering::crowds() const {
  std::vector<Crowd> out;
  for (const auto& [key, people] : crowds_) {
    const auto& [shown, items] = key;
    out.push_back({shown[0], shown[1], shown[2], shown[3], shown[4], items, people});
  }
  return out;
}

std::uint32_t Gathering::voice(std::uint32_t number, std::uint32_t respondent) const {
  const std::uint32_t next = number + 1 < first_person_.size()
                                 ? first_person_[number + 1]
                                 : static_cast<std::uint32_t>(people_.size());
  const std::uint32_t nobody = next - 1;
  const std::uint32_t first = first_person_[number];
  if (respondent >= nobody - first) return nobody;
  const std::uint32_t entry = first + respondent;
  return people_[entry].same == kNone ? entry : people_[entry].same;
}

std::uint32_t Gathering::item_number(const Document& document, std::uint32_t question) {
  if (question >= document.questions.size()) return 0;
  const std::string& item = document.questions[question].item;
  // Items are few, and mostly that of the segment before.
  const auto at = std::find(items_.begin(), items_.end(), item);
  if (at != items_.end()) return static_cast<std::uint32_t>(at - items_.begin());
  items_.push_back(item);
  return static_cast<std::uint32_t>(items_.size() - 1);
}

void Gathering::keep_text(std::uint32_t number, const Document& document, const Said& said,
                          std::uint32_t line) {
  const Block& block = document.blocks[said.block];
  Quotable kept;
  kept.line = line;
  kept.length = said.length;
  kept.text = said.shown.empty() ? std::string(said.raw.of(block.raw)) : said.shown;
  kept.segment = id_of_ ? id_of_(document, said.block, said.raw.begin) : std::string();
  kept.row = block.row;
  if (block.line > 0) {
    // Counted on from the segment before: a block may hold the whole file.
    const bool on =
        kept_.document == number && kept_.block == said.block && kept_.begin <= said.raw.begin;
    if (!on) kept_ = {number, said.block, 0, 0};
    const auto at = [&](std::uint32_t byte) {
      return block.raw.begin() + static_cast<std::ptrdiff_t>(byte);
    };
    kept_.breaks +=
        static_cast<std::uint32_t>(std::count(at(kept_.begin), at(said.raw.begin), '\n'));
    kept_.begin = said.raw.begin;
    kept.line_in_file = block.line + kept_.breaks;
  }
  kept.time = block.time;
  quotable_.push_back(std::move(kept));
}

void Gathering::mark_units(std::uint32_t number, const Heard& heard) {
  const auto unit_of = [&](std::uint32_t respondent) {
    Person& person = people_[voice(number, respondent)];
    if (person.kind != SourceKind::survey) {
      std::uint32_t& unit = unit_of_[number];
      if (unit == kNone) {
        unit = documents_.codes.add_unit();
        documents_.names.push_back(sources_[number]);
      }
      return std::pair{&documents_.codes, unit};
    }
    if (person.unit == kNone) person.unit = respondents_.codes.add_unit();
    return std::pair{&respondents_.codes, person.unit};
  };
  for (const std::uint32_t respondent : heard.spoke) unit_of(respondent);
  for (const Given& given : heard.given) {
    const auto [units, unit] = unit_of(given.respondent);
    units->mark(unit, given.code);
  }
}

void Gathering::add(std::uint32_t number, const Document& document, const Heard& heard) {
  assert(number < sources_.size());
  corpus_.coded_words += heard.coded_words;
  corpus_.other_words += heard.other_words;
  const auto base = static_cast<std::uint32_t>(corpus_.words.size());
  corpus_.words.insert(corpus_.words.end(), heard.words.begin(), heard.words.end());
  std::uint32_t begin = 0;
  for (const Said& said : heard.segments) {
    ++segments_;
    without_code_ += !said.coded;
    if (said.words == begin) continue;
    const Block& block = document.blocks[said.block];
    const auto line = static_cast<std::uint32_t>(corpus_.lines.size());
    corpus_.lines.push_back(
        {voice(number, block.respondent), base + begin, base + said.words, said.coded});
    item_of_.push_back(item_number(document, block.question));
    begin = said.words;
    if (!said.coded && !has_quotable()) keep_text(number, document, said, line);
  }
  mark_units(number, heard);
}

}  // namespace samsyn::discover
