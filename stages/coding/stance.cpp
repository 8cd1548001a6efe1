#include "stages/coding/stance.hpp"

#include <algorithm>

namespace samsyn::coding {

StanceReader::StanceReader(const Rules::Body& rules) : rules_(rules) {
  constexpr std::uint32_t kLongest = 1U << 24U;  // words; no segment is that long
  for (const Cue& cue : rules.cues) {
    most_within_ = std::max(most_within_, std::min(cue.within, kLongest));
  }
}

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
        const std::uint32_t clause = clause_of(set.first());
        const std::uint32_t start = clauses_[clause];
        // «om …» or «men om …», but not «beslutet om …».
        const bool after_break = std::binary_search(breaks_.begin(), breaks_.end(), start);
        if (cue.clause_start && set.first() > start + (after_break ? 1 : 0)) return;
        seen_.push_back({&cue, set, clause, false});
      });
    }
  }
  sort_cues();
}

void StanceReader::sort_cues() {
  near_.clear();
  clause_.clear();
  past_.clear();
  pasts_.clear();
  cancelling_.clear();
  for (const Seen& seen : seen_) {
    if (seen.cue->effect == Cue::Effect::cancel) cancelling_.mark(seen.words);
    if (seen.cue->effect == Cue::Effect::past) pasts_.push_back(seen.clause);
  }
  for (std::uint32_t i = 0; i < seen_.size(); ++i) {
    Seen& seen = seen_[i];
    seen.cancelled = cancelling_.meets(seen.words);
    const Cue::Reach reach = seen.cue->reach;
    const bool sideways = reach == Cue::Reach::right || reach == Cue::Reach::left;
    (sideways ? near_ : reach == Cue::Reach::past ? past_ : clause_).push_back(i);
  }
  std::sort(pasts_.begin(), pasts_.end());
  std::stable_sort(near_.begin(), near_.end(), [&](std::uint32_t a, std::uint32_t b) {
    return seen_[a].words.begin < seen_[b].words.begin;
  });
  for (Order* order : {&clause_, &past_}) {
    std::stable_sort(order->begin(), order->end(), [&](std::uint32_t a, std::uint32_t b) {
      return seen_[a].clause < seen_[b].clause;
    });
  }
}

std::uint32_t StanceReader::clause_of(std::uint32_t word) const {
  const auto after = std::upper_bound(clauses_.begin(), clauses_.end(), word);
  return static_cast<std::uint32_t>(after - clauses_.begin()) - 1;
}

bool StanceReader::reaches(const Seen& seen, const WordSet& evidence,
                           const Clauses& clauses) const {
  switch (seen.cue->reach) {
    case Cue::Reach::right:
      return clauses.hold(seen.clause) && evidence.last() > seen.words.last() &&
             (evidence.first() < seen.words.last() ||
              evidence.first() - seen.words.last() <= seen.cue->within);
    case Cue::Reach::left:
      return clauses.hold(seen.clause) && evidence.first() < seen.words.first() &&
             (evidence.last() > seen.words.first() ||
              seen.words.first() - evidence.last() <= seen.cue->within);
    case Cue::Reach::clause:
      return clauses.hold(seen.clause);
    case Cue::Reach::next:
      return clauses.hold(seen.clause) || (seen.clause > 0 && clauses.hold(seen.clause - 1));
    case Cue::Reach::past: {
      const auto past = std::lower_bound(pasts_.begin(), pasts_.end(), clauses.first);
      return past != pasts_.end() && *past <= std::min(clauses.last, seen.clause);
    }
  }
  return false;
}

/// Two cues on the same word are one negation; which one counts is told by the order of the cues.
bool StanceReader::odd_negations(bool says_no_itself) {
  counted_.clear();
  bool odd = false;
  for (const std::uint32_t i : negations_) {
    const Seen& seen = seen_[i];
    if (says_no_itself && seen.cue->reach == Cue::Reach::right) continue;
    if (counted_.meets(seen.words)) continue;
    counted_.mark(seen.words);
    odd = !odd;
  }
  return odd;
}

Stance StanceReader::of(const WordSet& evidence) {
  const Clauses clauses{clause_of(evidence.first()), clause_of(evidence.last())};
  // «Vi har inte tid och inga pengar»: words that hold their own «inga» are not negated again.
  bool says_no_itself = false;
  bool overcome = false;
  bool open = question_;
  negations_.clear();
  const auto weigh = [&](std::uint32_t i) {
    const Seen& seen = seen_[i];
    if (seen.words.meets(evidence)) {
      says_no_itself = says_no_itself || (seen.cue->effect == Cue::Effect::negate &&
                                          seen.cue->reach == Cue::Reach::right);
      return;
    }
    if (!reaches(seen, evidence, clauses)) return;
    switch (seen.cue->effect) {
      case Cue::Effect::negate:
        if (!seen.cancelled) negations_.push_back(i);
        break;
      case Cue::Effect::overcome:
        overcome = overcome || !seen.cancelled;
        break;
      case Cue::Effect::suppose:
        open = true;
        break;
      case Cue::Effect::cancel:
      case Cue::Effect::past:
        break;
    }
  };
  // A cue's words, and the way from them, are as long as this at most.
  const auto far = static_cast<std::uint32_t>(most_within_ + kWindow);
  const std::uint32_t from = evidence.first() - std::min(evidence.first(), far);
  const auto begins_before = [&](std::uint32_t i, std::uint32_t word) {
    return seen_[i].words.begin < word;
  };
  for (auto at = std::lower_bound(near_.begin(), near_.end(), from, begins_before);
       at != near_.end() && seen_[*at].words.begin <= evidence.last() + far; ++at) {
    weigh(*at);
  }
  std::sort(negations_.begin(), negations_.end());
  const auto near_ones = static_cast<std::ptrdiff_t>(negations_.size());
  const auto opens_before = [&](std::uint32_t i, std::uint32_t clause) {
    return seen_[i].clause < clause;
  };
  for (auto at = std::lower_bound(clause_.begin(), clause_.end(), clauses.first, opens_before);
       at != clause_.end() && seen_[*at].clause <= clauses.last + 1 && !overcome; ++at) {
    weigh(*at);
  }
  if (!past_.empty() && !pasts_.empty()) {
    for (auto at = std::lower_bound(past_.begin(), past_.end(), clauses.first, opens_before);
         at != past_.end() && !overcome; ++at) {
      weigh(*at);
    }
  }
  if (overcome) return Stance::negated;
  // Those of one clause come in their order; there may be many of them, and few near ones.
  const auto wide = negations_.begin() + near_ones;
  if (!std::is_sorted(wide, negations_.end())) std::sort(wide, negations_.end());
  std::inplace_merge(negations_.begin(), wide, negations_.end());
  if (odd_negations(says_no_itself)) return Stance::negated;
  return open ? Stance::hypothetical : Stance::affirmed;
}

}  // namespace samsyn::coding
