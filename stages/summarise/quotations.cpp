#include "stages/summarise/quotations.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace samsyn::summarise {
namespace {

constexpr std::size_t kPlaces = 512;  // group and municipality combinations kept apart for a code
constexpr std::pair<std::uint32_t, std::uint32_t> kElsewhere{kNone - 1, kNone - 1};

bool fits(const Candidate& candidate) {
  return candidate.length >= kShortQuotation && candidate.length <= kLongQuotation;
}

/// Smaller is better: stance, then length, then clearness.
std::uint32_t quality(const Candidate& candidate) {
  return static_cast<std::uint32_t>(candidate.stance) * 4 + (fits(candidate) ? 0 : 2) +
         (candidate.confidence < kClearConfidence ? 1 : 0);
}

}  // namespace

bool is_better(const Candidate& a, const Candidate& b) {
  const auto key = [](const Candidate& c) {
    return std::make_tuple(quality(c), -c.confidence, c.block, c.raw.begin);
  };
  return key(a) < key(b);
}

Shelf::Shelf(std::size_t codes, std::uint32_t quotations)
    : quotations_(quotations), codes_(codes) {}

Shelf::Rank Shelf::rank_of(const Candidate& candidate, std::uint32_t document) {
  return {quality(candidate), -candidate.confidence, document, candidate.block,
          candidate.raw.begin};
}

/// The place of this voice, made when it is new.
Shelf::Head& Shelf::head_of(OfCode& code, const Voice& voice) {
  const auto find = [&](const Place& place) {
    return std::lower_bound(code.heads.begin(), code.heads.end(), place,
                            [](const Head& head, const Place& p) { return head.place < p; });
  };
  Place place{voice.group, voice.municipality};
  auto at = find(place);
  if (at != code.heads.end() && at->place == place) return *at;
  if (code.heads.size() >= kPlaces) {
    place = kElsewhere;
    at = find(place);
    if (at != code.heads.end() && at->place == place) return *at;
  }
  code.entries.emplace_back();
  const auto entries = static_cast<std::uint32_t>(code.entries.size() - 1);
  return *code.heads.insert(at, {place, false, {}, entries});
}

bool Shelf::is_kept(const std::vector<Entry>& entries, std::size_t index,
                    const Voice& voice) const {
  if (index < quotations_) return true;
  const auto same = [](const Voice& a, const Voice& b) {
    return a.document == b.document && a.respondent == b.respondent;
  };
  // The lists are a handful long: comparing each with each is cheaper than a set.
  std::uint32_t people = 0;
  for (std::size_t i = 0; i < index && people < quotations_; ++i) {
    if (same(entries[i].voice, voice)) return false;
    bool is_first = true;
    for (std::size_t j = 0; j < i && is_first; ++j) {
      is_first = !same(entries[j].voice, entries[i].voice);
    }
    people += is_first;
  }
  return people < quotations_;
}

void Shelf::offer(const Candidate& candidate, const Voice& voice, const Cut& cut) {
  if (quotations_ == 0) return;
  OfCode& code = codes_[candidate.code];
  Head& head = head_of(code, voice);
  const Rank rank = rank_of(candidate, voice.document);
  if (head.is_full && head.worst < rank) return;
  std::vector<Entry>& entries = code.entries[head.entries];
  std::size_t at = entries.size();
  while (at > 0 && rank < rank_of(entries[at - 1].candidate, entries[at - 1].voice.document)) --at;
  if (!is_kept(entries, at, voice)) return;
  Quotation quotation = cut(candidate);
  // The same words add nothing: the better of the two stays.
  const auto same = std::find_if(entries.begin(), entries.end(), [&](const Entry& one) {
    return one.quotation.text == quotation.text;
  });
  if (same != entries.end()) {
    if (same - entries.begin() < static_cast<std::ptrdiff_t>(at)) return;
    entries.erase(same);
  }
  entries.insert(entries.begin() + static_cast<std::ptrdiff_t>(at),
                 {candidate, voice, std::move(quotation)});
  // Those behind it may have lost their reason to be kept.
  for (std::size_t i = at + 1; i < entries.size();) {
    if (is_kept(entries, i, entries[i].voice)) {
      ++i;
    } else {
      entries.erase(entries.begin() + static_cast<std::ptrdiff_t>(i));
    }
  }
  // With people enough, one more at the end is neither among the best nor the first of a person.
  head.is_full = !is_kept(entries, entries.size(), {kNone, kNone, kNone, kNone});
  head.worst = rank_of(entries.back().candidate, entries.back().voice.document);
}

std::vector<Quotation> Shelf::choose(std::uint32_t code, std::uint32_t most) const {
  std::vector<const Entry*> left;
  for (const std::vector<Entry>& entries : codes_[code].entries) {
    for (const Entry& entry : entries) left.push_back(&entry);
  }
  std::set<std::pair<std::uint32_t, std::uint32_t>> people;
  std::map<std::uint32_t, std::uint32_t> groups, municipalities;
  std::vector<Quotation> chosen;
  while (chosen.size() < most && !left.empty()) {
    const auto key = [&](const Entry* e) {
      return std::make_tuple(people.contains({e->voice.document, e->voice.respondent}),
                             quality(e->candidate), groups[e->voice.group],
                             municipalities[e->voice.municipality], -e->candidate.confidence,
                             e->voice.document, e->candidate.block, e->candidate.raw.begin);
    };
    const auto best = std::min_element(
        left.begin(), left.end(), [&](const Entry* a, const Entry* b) { return key(a) < key(b); });
    const Entry& entry = **best;
    left.erase(best);
    people.emplace(entry.voice.document, entry.voice.respondent);
    ++groups[entry.voice.group];
    ++municipalities[entry.voice.municipality];
    chosen.push_back(entry.quotation);
    // The same words of others add nothing.
    std::erase_if(left, [&](const Entry* e) { return e->quotation.text == chosen.back().text; });
  }
  return chosen;
}

}  // namespace samsyn::summarise
