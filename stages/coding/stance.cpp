#include "stages/coding/stance.hpp"

#include <algorithm>
#include <bit>
#include <tuple>

namespace samsyn::coding {

std::uint32_t WordSet::last() const {
  return begin + 63U - static_cast<std::uint32_t>(std::countl_zero(words | 1U));
}

bool WordSet::has(std::uint32_t word) const {
  return word >= begin && word - begin < 64 && ((words >> (word - begin)) & 1U) != 0;
}

bool WordSet::meets(const WordSet& other) const {
  if (begin > other.begin) return other.meets(*this);
  const std::uint32_t shift = other.begin - begin;
  return shift < 64 && ((words >> shift) & other.words) != 0;
}

bool WordSet::within(const WordSet& other) const {
  if (begin < other.begin) return false;
  const std::uint32_t shift = begin - other.begin;
  return shift < 64 && ((other.words >> shift) & words) == words;
}

FoundParts::FoundParts(std::vector<Found>& found) : found_(found) {
  std::sort(found.begin(), found.end(), [](const Found& a, const Found& b) {
    return std::tie(a.part, a.begin, a.words) < std::tie(b.part, b.begin, b.words);
  });
  const auto same = [](const Found& a, const Found& b) {
    return a.part == b.part && a.begin == b.begin && a.words == b.words;
  };
  found.erase(std::unique(found.begin(), found.end(), same), found.end());
}

std::span<const Found> FoundParts::of(std::uint32_t part) const {
  const auto [from, to] = std::equal_range(
      found_.begin(), found_.end(), Found{part, 0, 0},
      [](const Found& a, const Found& b) { return a.part < b.part; });
  return {from, to};
}

bool FoundParts::any(const std::vector<Parts>& patterns) const {
  return std::any_of(patterns.begin(), patterns.end(), [&](const Parts& parts) {
    bool some = false;
    each(parts, [&](std::span<const WordSet>) { some = true; });
    return some;
  });
}

StanceReader::StanceReader(const Rules::Body& rules, const FoundParts& found,
                           std::span<const SeenWord> words, bool question)
    : words_(words), question_(question) {
  clauses_.push_back(0);
  for (std::uint32_t w = 0; w < words.size(); ++w) {
    if (words[w].barrier) clauses_.push_back(w + 1);
  }
  for (const Parts& parts : rules.clause_breaks) {
    found.each(parts, [&](std::span<const WordSet> sets) { breaks_.push_back(sets[0].first()); });
  }
  std::sort(breaks_.begin(), breaks_.end());
  clauses_.insert(clauses_.end(), breaks_.begin(), breaks_.end());
  std::sort(clauses_.begin(), clauses_.end());
  clauses_.erase(std::unique(clauses_.begin(), clauses_.end()), clauses_.end());
  for (const Cue& cue : rules.cues) {
    for (const Parts& parts : cue.match) {
      found.each(parts, [&](std::span<const WordSet> sets) {
        // The parts of a joined cue are one sign; its place is that of the last part.
        const WordSet& set = sets.back();
        const std::uint32_t start = clauses_[clause_of(set.first())];
        // «om …» or «men om …», but not «beslutet om …».
        const bool after_break = std::binary_search(breaks_.begin(), breaks_.end(), start);
        if (cue.clause_start && set.first() > start + (after_break ? 1 : 0)) return;
        seen_.push_back({&cue, set});
      });
    }
  }
}

std::uint32_t StanceReader::clause_of(std::uint32_t word) const {
  const auto after = std::upper_bound(clauses_.begin(), clauses_.end(), word);
  return static_cast<std::uint32_t>(after - clauses_.begin()) - 1;
}

bool StanceReader::cancelled(const Seen& seen) const {
  return std::any_of(seen_.begin(), seen_.end(), [&](const Seen& other) {
    return other.cue->effect == Cue::Effect::cancel && other.words.meets(seen.words);
  });
}

bool StanceReader::reaches(const Seen& seen, const WordSet& evidence) const {
  const std::uint32_t own = clause_of(seen.words.first());
  const std::uint32_t first = clause_of(evidence.first());
  const std::uint32_t last = clause_of(evidence.last());
  const auto in = [&](std::uint32_t clause) { return first <= clause && clause <= last; };
  switch (seen.cue->reach) {
    case Cue::Reach::right:
      return in(own) && evidence.last() > seen.words.last() &&
             (evidence.first() < seen.words.last() ||
              evidence.first() - seen.words.last() <= seen.cue->within);
    case Cue::Reach::left:
      return in(own) && evidence.first() < seen.words.first() &&
             (evidence.last() > seen.words.first() ||
              seen.words.first() - evidence.last() <= seen.cue->within);
    case Cue::Reach::clause:
      return in(own);
    case Cue::Reach::next:
      return in(own) || (own > 0 && in(own - 1));
    case Cue::Reach::past:
      return std::any_of(seen_.begin(), seen_.end(), [&](const Seen& other) {
        return other.cue->effect == Cue::Effect::past && in(clause_of(other.words.first())) &&
               clause_of(other.words.first()) <= own;
      });
  }
  return false;
}

Stance StanceReader::of(const WordSet& evidence) const {
  std::uint64_t negations = 0;
  // «Vi har inte tid och inga pengar»: words that hold their own «inga» are not negated again.
  const bool says_no_itself = std::any_of(seen_.begin(), seen_.end(), [&](const Seen& seen) {
    return seen.cue->effect == Cue::Effect::negate && seen.cue->reach == Cue::Reach::right &&
           seen.words.meets(evidence);
  });
  bool overcome = false;
  bool open = question_;
  std::vector<WordSet> counted;
  for (const Seen& seen : seen_) {
    if (seen.words.meets(evidence) || !reaches(seen, evidence)) continue;
    switch (seen.cue->effect) {
      case Cue::Effect::negate: {
        if (cancelled(seen)) break;
        if (says_no_itself && seen.cue->reach == Cue::Reach::right) break;
        // Two cues on the same word are one negation.
        const bool again = std::any_of(counted.begin(), counted.end(),
                                       [&](const WordSet& w) { return w.meets(seen.words); });
        if (again) break;
        counted.push_back(seen.words);
        ++negations;
        break;
      }
      case Cue::Effect::overcome:
        overcome = overcome || !cancelled(seen);
        break;
      case Cue::Effect::suppose:
        open = true;
        break;
      case Cue::Effect::cancel:
      case Cue::Effect::past:
        break;
    }
  }
  if (overcome || negations % 2 == 1) return Stance::negated;
  return open ? Stance::hypothetical : Stance::affirmed;
}

}  // namespace samsyn::coding
