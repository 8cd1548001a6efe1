#include "pipeline/study/occasions.hpp"

#include <algorithm>
#include <set>

#include "pipeline/model/text.hpp"
#include "stages/ingest/times.hpp"

namespace samsyn {
namespace {

/// Faults of one kind: how many, and where the first is.
struct Doubt {
  std::size_t count = 0;
  std::uint32_t row = 0;
  std::string text;   ///< what stands there
  std::string other;  ///< what was expected

  void add(std::uint32_t at, const std::string& found, const std::string& instead = {}) {
    if (count++ > 0) return;
    row = at;
    text = found;
    other = instead;
  }
};

bool tells_time(const SourceSpec& source, std::uint32_t attribute) {
  return std::any_of(source.attributes.begin(), source.attributes.end(),
                     [&](const AttributeSource& a) { return a.attribute == attribute; });
}

bool has_times(const SourceSpec& source) {
  return std::any_of(source.items.begin(), source.items.end(),
                     [](const ItemSpec& item) { return !item.occasion.empty(); });
}

/// Do the forms ask the same at one time? Then one of two rows is one too many.
bool share_items(const SourceSpec& a, const SourceSpec& b) {
  std::set<std::pair<std::string_view, std::string_view>> first;
  for (const ItemSpec& item : a.items) first.emplace(item.id, item.occasion);
  return std::any_of(b.items.begin(), b.items.end(), [&](const ItemSpec& item) {
    return first.contains({item.id, item.occasion});
  });
}

}  // namespace

struct OccasionLedger::Doubts {
  Doubt unknown, repeated;
  std::map<std::uint32_t, Doubt> changed;  ///< by attribute
};

std::uint32_t OccasionLedger::time_of(Respondent& respondent, Doubts& doubts) const {
  const Occasions& occasions = study_.occasions;
  std::string& value = respondent.attributes[occasions.attribute];
  const std::uint32_t time = ingest::time_of(occasions, value);
  if (time != kNone) {
    value = occasions.order[time];
  } else {
    doubts.unknown.add(respondent.row, value, nearest(value, occasions.order));
  }
  return time;
}

bool OccasionLedger::taken(std::uint32_t person, std::uint32_t time,
                           const Document& document) const {
  const std::uint32_t before = measured_[person * study_.occasions.order.size() + time];
  if (before == kNone) return false;
  return specs_[before] == document.spec ||
         share_items(study_.sources[specs_[before]], study_.sources[document.spec]);
}

void OccasionLedger::settle_attributes(Respondent& respondent, Doubts& doubts) {
  const std::size_t attributes = study_.attributes.size();
  for (std::uint32_t a = 0; a < attributes && a < respondent.attributes.size(); ++a) {
    if (a == study_.occasions.attribute) continue;
    std::string& value = respondent.attributes[a];
    std::uint32_t& first = attributes_[respondent.person * attributes + a];
    if (first == kNone) {
      if (value.empty()) continue;
      const auto [at, fresh] =
          values_[a].emplace(value, static_cast<std::uint32_t>(spelt_[a].size()));
      if (fresh) spelt_[a].push_back(value);
      first = at->second;
    } else if (const std::string& kept = spelt_[a][first]; value != kept) {
      if (!value.empty()) doubts.changed[a].add(respondent.row, value, kept);
      value = kept;
    }
  }
}

void OccasionLedger::place(Document& document, Issues& issues) {
  const Occasions& occasions = study_.occasions;
  specs_.push_back(document.spec);
  if (occasions.empty() || document.spec >= study_.sources.size()) return;
  const SourceSpec& source = study_.sources[document.spec];
  if (source.kind != SourceKind::survey) return;
  const bool by_row = tells_time(source, occasions.attribute);
  if (!by_row && !has_times(source)) return;

  const auto number = static_cast<std::uint32_t>(specs_.size() - 1);
  const std::size_t times = occasions.order.size();
  std::vector<bool> tells(times);  // which times the rows of this document have
  for (const ItemSpec& item : source.items) {
    if (!by_row && !item.occasion.empty()) tells[occasions.number(item.occasion)] = true;
  }
  Doubts doubts;
  for (Respondent& respondent : document.respondents) {
    const std::uint32_t time = by_row ? time_of(respondent, doubts) : kNone;
    // Named by its row because it has no id: nobody can say who it was the other times.
    if (respondent.id == "rad " + std::to_string(respondent.row)) {
      respondent.occasion = time;
      respondent.person = kNone;
      continue;
    }
    const auto [at, fresh] = persons_.emplace(respondent.id, known_);
    if (fresh) {
      ++known_;
      measured_.resize(known_ * times, kNone);
      attributes_.resize(known_ * study_.attributes.size(), kNone);
    }
    const std::uint32_t person = at->second;
    bool again = time != kNone && taken(person, time, document);
    for (std::uint32_t o = 0; o < times; ++o)
      again = again || (tells[o] && taken(person, o, document));
    if (again) {
      doubts.repeated.add(respondent.row, respondent.id);
      continue;
    }
    respondent.person = person;
    respondent.occasion = time;
    for (std::uint32_t o = 0; o < times; ++o) {
      if (o == time || tells[o]) measured_[person * times + o] = number;
    }
    settle_attributes(respondent, doubts);
  }

  const auto tell = [&](const char* id, const Doubt& doubt, std::string message,
                        std::string remedy) {
    Where where{document.source};
    where.sheet = document.sheet;
    where.row = doubt.row;
    issues.add({Severity::warning, id, std::move(where), std::move(message), excerpt_of(doubt.text),
                std::move(remedy)});
  };
  if (doubts.unknown.count > 0) {
    const Doubt& doubt = doubts.unknown;
    tell("occasion.unknown-value", doubt,
         "rows that tell no time of the measurements: " + std::to_string(doubt.count) + " (here «" +
             excerpt_of(doubt.text) + "»); their closed answers count nowhere",
         doubt.other.empty() ? "correct the rows, or add the time to \"order\" under \"occasions\""
                             : "correct the rows (did you mean «" + doubt.other +
                                   "»?), or add the time to \"order\" under \"occasions\"");
  }
  if (doubts.repeated.count > 0) {
    const Doubt& doubt = doubts.repeated;
    tell("occasion.repeated-respondent", doubt,
         "rows whose id was measured at that time before, in this file or another: " +
             std::to_string(doubt.count) + " (here " + excerpt_of(doubt.text) +
             "); they count as other people, at no time of the measurements",
         "take one of the rows out, or give the people different ids");
  }
  for (const auto& [attribute, doubt] : doubts.changed) {
    tell("occasion.changed-attribute", doubt,
         "rows with another «" + study_.attributes[attribute].name +
             "» than the same person had before: " + std::to_string(doubt.count) + " (here «" +
             excerpt_of(doubt.text) + "» instead of «" + excerpt_of(doubt.other) +
             "»); the earlier one was kept",
         "nothing, if it changed; else correct the rows, or give different people different ids");
  }
}

}  // namespace samsyn
