#include "stages/coding/stance.hpp"

#include <algorithm>

namespace samsyn::coding {

void StanceReader::read(const FoundParts& found, std::span<const SeenWord> words, bool question) {
  question_ = question;
  clauses_.clear();
  breaks_.clear();
  seen_.clear();
  clauses_.push_back(0);
  for (std::uint32_t w = 0; w < words.size(); ++w) {
    if (words[w].barrier()) clauses_.push_back(w + 1);
  }
  for (const Parts& parts : rules_.clause_breaks) {
    found.each(parts, found, [&](const WordSets& sets) { breaks_.push_back(sets[0].first()); });
  }
  std::sort(breaks_.begin(), breaks_.end());
  clauses_.insert(clauses_.end(), breaks_.begin(), breaks_.end());
  std::sort(clauses_.begin(), clauses_.end());
  clauses_.erase(std::unique(clauses_.begin(), clauses_.end()), clauses_.end());
  for (const Cue& cue : rules_.cues) {
    for (const Parts& parts : cue.match) {
      found.each(parts, found, [&](const WordSets& sets) {
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
