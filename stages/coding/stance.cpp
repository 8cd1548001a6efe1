#include "stages/coding/stance.hpp"

#include <algorithm>

namespace samsyn::coding {
namespace {

// Words between a sign and the negation that takes it back: «har ännu inte löst», «räcker ju inte».
constexpr std::uint32_t kBefore = 3;
constexpr std::uint32_t kBehind = 2;
// An answer of so few words names what was asked for: «Bristen på pengar.»
constexpr std::uint32_t kNaming = 4;

/// Is one of these words in [from, to)?
bool any_in(const std::vector<std::uint32_t>& words, std::uint32_t from, std::uint32_t to) {
  const auto at = std::lower_bound(words.begin(), words.end(), from);
  return at != words.end() && *at < to;
}

std::size_t how_many_in(const std::vector<std::uint32_t>& words, std::uint32_t from,
                        std::uint32_t to) {
  const auto begin = std::lower_bound(words.begin(), words.end(), from);
  return static_cast<std::size_t>(std::lower_bound(begin, words.end(), std::max(from, to)) - begin);
}

bool holds(const WordSet& set, std::uint32_t word) { return set.meets({word, 1}); }

/// Is one of these words in the set?
bool some_of(const std::vector<std::uint32_t>& words, const WordSet& set) {
  auto at = std::lower_bound(words.begin(), words.end(), set.first());
  while (at != words.end() && *at <= set.last() && !holds(set, *at)) ++at;
  return at != words.end() && *at <= set.last();
}

}  // namespace

StanceReader::StanceReader(const Rules::Body& rules) : rules_(rules) {
  constexpr std::uint32_t kLongest = 1U << 24U;  // words; no segment is that long
  for (const Cue& cue : rules.cues) {
    most_within_ = std::max(most_within_, std::min(cue.within, kLongest));
  }
}

void StanceReader::read(const FoundParts& found, std::span<const SeenWord> words,
                        const Manner& manner) {
  troubleless_ = manner.troubleless;
  words_ = static_cast<std::uint32_t>(words.size());
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
        seen_.push_back({&cue, set, clause, clause_of(set.last()), false});
      });
    }
  }
  sort_cues();
  cancel_cues();
  read_turns();
  const auto some = [&](Cue::Effect effect) {
    return std::any_of(seen_.begin(), seen_.end(), [&](const Seen& seen) {
      return seen.cue->effect == effect && !seen.cancelled;
    });
  };
  question_ = manner.question && (!manner.answer || some(Cue::Effect::ask));
  ironic_ = some(Cue::Effect::irony);
}

void StanceReader::sort_cues() {
  near_.clear();
  clause_.clear();
  negators_.clear();
  trouble_.clear();
  overcome_.clear();
  open_.clear();
  cancelling_.clear();
  not_only_.clear();
  spent_.clear();
  for (const Seen& seen : seen_) {
    if (seen.cue->effect != Cue::Effect::cancel) continue;
    cancelling_.mark(seen.words);
    if (seen.cue->reach == Cue::Reach::upon) not_only_.mark(seen.words);
  }
  for (std::uint32_t i = 0; i < seen_.size(); ++i) {
    Seen& seen = seen_[i];
    const Cue& cue = *seen.cue;
    seen.cancelled = cancelling_.meets(seen.words);
    if (cue.effect == Cue::Effect::trouble) trouble_.push_back(seen.words.last());
    if (cue.effect > Cue::Effect::suppose) continue;
    if (cue.effect == Cue::Effect::suppose) open_.push_back(seen.clause);
    // What turns troubles alone is a plain «inte», «ingen».
    if (cue.effect == Cue::Effect::negate && cue.reach == Cue::Reach::right &&
        cue.of == Cue::Of::trouble && !seen.cancelled) {
      negators_.push_back(seen.words.first());
    }
    const bool wide = cue.reach == Cue::Reach::clause || cue.reach == Cue::Reach::next;
    (wide ? clause_ : near_).push_back(i);
  }
  for (auto* list : {&negators_, &trouble_, &open_}) {
    std::sort(list->begin(), list->end());
    list->erase(std::unique(list->begin(), list->end()), list->end());
  }
  std::stable_sort(near_.begin(), near_.end(), [&](std::uint32_t a, std::uint32_t b) {
    return seen_[a].words.begin < seen_[b].words.begin;
  });
  std::stable_sort(clause_.begin(), clause_.end(), [&](std::uint32_t a, std::uint32_t b) {
    return seen_[a].clause < seen_[b].clause;
  });
}

/// «har inte löst», «räcker inte», «påstås vara löst»: not overcome.
void StanceReader::cancel_cues() {
  for (Seen& seen : seen_) {
    const Cue::Effect effect = seen.cue->effect;
    if (effect != Cue::Effect::overcome && effect != Cue::Effect::gone) continue;
    const std::uint32_t first = seen.words.first();
    const std::uint32_t last = seen.words.last();
    const std::uint32_t from = std::max(clauses_[seen.clause], first - std::min(first, kBefore));
    const std::uint32_t to = std::min(end_of(clause_of(last)), last + 1 + kBehind);
    // «inte längre», «är inte sant att» are made with a negation.
    if (!some_of(negators_, seen.words)) {
      for (auto at = std::lower_bound(negators_.begin(), negators_.end(), from);
           at != negators_.end() && *at < to; ++at) {
        seen.cancelled = true;
        spent_.mark({*at, 1});
      }
    }
    seen.cancelled = seen.cancelled || std::binary_search(open_.begin(), open_.end(), seen.clause);
    if (!seen.cancelled) overcome_.push_back(last);
  }
  std::sort(overcome_.begin(), overcome_.end());
  // The negation that took it back is used up: «har inte löst bristen på tid».
  for (Seen& seen : seen_) {
    if (seen.cue->effect == Cue::Effect::negate && seen.cue->of == Cue::Of::trouble &&
        seen.words.size() == 1 && spent_.meets(seen.words)) {
      seen.cancelled = true;
    }
  }
}

void StanceReader::read_turns() {
  turns_.clear();
  for (const Seen& seen : seen_) {
    const Cue::Effect effect = seen.cue->effect;
    if (effect == Cue::Effect::past || effect == Cue::Effect::was ||
        effect == Cue::Effect::present) {
      turns_.push_back({seen.words, seen.clause, effect, false});
    }
  }
  std::stable_sort(turns_.begin(), turns_.end(),
                   [](const Turn& a, const Turn& b) { return a.words.begin < b.words.begin; });
  for (std::size_t t = 0; t < turns_.size(); ++t) {
    Turn& turn = turns_[t];
    if (!turn.present()) continue;
    const std::uint32_t from = turn.words.first();
    turn.clear = clear(from, end_of(turn.clause)) || clear(from, words_);
  }
}

/// Says this stretch of words no trouble? What is overcome in it is none; nor is a trouble denied.
bool StanceReader::clear(std::uint32_t from, std::uint32_t to) const {
  if (any_in(overcome_, from, to)) return true;
  const std::size_t troubles = how_many_in(trouble_, from, to);
  const std::size_t negations = how_many_in(negators_, from, to);
  return (troubles == 0 && negations == 0) || (negations > 0 && troubles > 0);
}

std::uint32_t StanceReader::clause_of(std::uint32_t word) const {
  const auto after = std::upper_bound(clauses_.begin(), clauses_.end(), word);
  return static_cast<std::uint32_t>(after - clauses_.begin()) - 1;
}

std::uint32_t StanceReader::end_of(std::uint32_t clause) const {
  return clause + 1 < clauses_.size() ? clauses_[clause + 1] : words_;
}

StanceReader::Clauses StanceReader::clauses_of(const WordSet& evidence) const {
  return {clause_of(evidence.first()), clause_of(evidence.last())};
}

StanceReader::Says StanceReader::says(const WordSet& evidence) const {
  Says out;
  const auto each = [&](const std::vector<std::uint32_t>& words, const auto& sink) {
    auto at = std::lower_bound(words.begin(), words.end(), evidence.first());
    for (; at != words.end() && *at <= evidence.last(); ++at) {
      if (holds(evidence, *at)) sink(*at);
    }
  };
  each(trouble_, [&](std::uint32_t) { out.trouble = true; });
  // «blev utan lön» is a trouble, not a denial.
  each(negators_, [&](std::uint32_t w) { out.no = out.no || !any_in(trouble_, w, w + 1); });
  return out;
}

bool StanceReader::names_topic(const WordSet& evidence) const {
  const Says said = says(evidence);
  return !said.trouble && !said.no;
}

bool StanceReader::applies(const Seen& seen, const WordSet& evidence, const Says& said) const {
  if (seen.cancelled) return false;
  // Part of the evidence, unless it goes on: «[böner har aldrig] stört schemat».
  const bool upon = seen.cue->reach == Cue::Reach::upon;
  const bool goes_on = seen.cue->effect != Cue::Effect::suppose;
  if (!upon && seen.words.meets(evidence) && (!goes_on || holds(evidence, seen.words.last()))) {
    return false;
  }
  switch (seen.cue->of) {
    case Cue::Of::any:
      return true;
    case Cue::Of::topic:
      return !said.trouble && !said.no && !(ironic_ && seen.cue->effect == Cue::Effect::overcome);
    case Cue::Of::trouble:
      // «Vi har inte tid och inga pengar»: words that hold their own «inga» are not negated again.
      return said.trouble && !said.no;
  }
  return false;
}

bool StanceReader::reaches(const Seen& seen, const WordSet& evidence,
                           const Clauses& clauses) const {
  const std::uint32_t first = seen.words.first();
  const std::uint32_t last = seen.words.last();
  switch (seen.cue->reach) {
    case Cue::Reach::right:
      if (!clauses.hold(seen.last_clause) || evidence.last() <= last) return false;
      if (evidence.first() > last) return evidence.first() - last <= seen.cue->within;
      // «handledarna har inte tid» is a lack, «facket sätter inte stopp» is none: inside the
      // evidence it turns a trouble that stands behind it.
      if (seen.cue->of != Cue::Of::trouble) return true;
      for (auto at = std::upper_bound(trouble_.begin(), trouble_.end(), last);
           at != trouble_.end() && *at <= evidence.last(); ++at) {
        if (holds(evidence, *at)) return true;
      }
      return false;
    case Cue::Reach::left:
      return clauses.hold(seen.clause) && evidence.first() < first &&
             (evidence.last() > first || first - evidence.last() <= seen.cue->within);
    case Cue::Reach::clause:
      return clauses.hold(seen.clause);
    case Cue::Reach::next:
      return clauses.hold(seen.clause) || (seen.clause > 0 && clauses.hold(seen.clause - 1));
    case Cue::Reach::upon:
      return seen.words.meets(evidence);
  }
  return false;
}

/// «I början var svenskan tung, men nu går det bra»: told of the past, and a present without
/// trouble follows. «I dag vill alla ha dem, förr var det motstånd» is the same turned round.
bool StanceReader::passed(const WordSet& evidence, const Clauses& clauses) const {
  const auto before = [](const Turn& turn, std::uint32_t word) { return turn.words.begin < word; };
  const std::uint32_t end = end_of(clauses.last);
  const auto behind = std::lower_bound(turns_.begin(), turns_.end(), evidence.last() + 1, before);
  const auto told = std::lower_bound(turns_.begin(), turns_.end(), end, before);
  // The present that follows, and what the telling was in last before it.
  const auto present =
      std::find_if(behind, turns_.end(), [](const Turn& turn) { return turn.present(); });
  if (present != turns_.end() && present->clear) {
    const auto until = std::min(present, told);
    if (until != turns_.begin() && !(until - 1)->present()) {
      // «hade» alone tells of the past only where another clause tells of the present.
      return (until - 1)->effect == Cue::Effect::past || present->clause > clauses.last;
    }
  }
  // The past in whose clause the evidence stands, and the present before that.
  const auto here = std::lower_bound(turns_.begin(), turns_.end(), clauses_[clauses.first], before);
  return here != turns_.begin() && here < told && here->effect == Cue::Effect::past &&
         (here - 1)->present() && (here - 1)->clear && (here - 1)->clause < clauses.first;
}

/// Two cues on the same word are one negation; which one counts is told by the order of the cues.
bool StanceReader::odd_negations() {
  counted_.clear();
  bool odd = false;
  for (const std::uint32_t i : negations_) {
    if (counted_.meets(seen_[i].words)) continue;
    counted_.mark(seen_[i].words);
    odd = !odd;
  }
  return odd;
}

/// «har aldrig [saknat] medel», «inga [problem med] tid»: where the evidence holds the «inga», and
/// the words that it passed over the trouble.
bool StanceReader::denies_itself(const WordSet& evidence) const {
  auto no = std::lower_bound(negators_.begin(), negators_.end(), evidence.first());
  while (no != negators_.end() && *no < evidence.last() && !holds(evidence, *no)) ++no;
  if (no == negators_.end() || *no >= evidence.last()) return false;
  const auto at = std::upper_bound(trouble_.begin(), trouble_.end(), *no);
  return at != trouble_.end() && *at < evidence.last() && !holds(evidence, *at);
}

template <class Sink>
void StanceReader::each_near(const WordSet& evidence, const Clauses& clauses,
                             const Sink& sink) const {
  // A cue's words, and the way from them, are as long as this at most.
  const auto far = static_cast<std::uint32_t>(most_within_ + kWindow);
  const std::uint32_t from = evidence.first() - std::min(evidence.first(), far);
  const auto begins_before = [&](std::uint32_t i, std::uint32_t word) {
    return seen_[i].words.begin < word;
  };
  for (auto at = std::lower_bound(near_.begin(), near_.end(), from, begins_before);
       at != near_.end() && seen_[*at].words.begin <= evidence.last() + far; ++at) {
    sink(*at);
  }
  const auto opens_before = [&](std::uint32_t i, std::uint32_t clause) {
    return seen_[i].clause < clause;
  };
  for (auto at = std::lower_bound(clause_.begin(), clause_.end(), clauses.first, opens_before);
       at != clause_.end() && seen_[*at].clause <= clauses.last + 1; ++at) {
    sink(*at);
  }
}

/// In answer to «Vad är inget problem?»: is it named, and no more said of it?
bool StanceReader::only_named(const Says& said) const {
  if (!troubleless_) return false;
  if (words_ <= kNaming + 1) return true;  // with its full stop
  return breaks_.empty() && !said.trouble && !said.no;
}

Stance StanceReader::of(const WordSet& evidence) {
  const Clauses clauses = clauses_of(evidence);
  const Says said = says(evidence);
  bool overcome = passed(evidence, clauses);
  bool open = question_;
  bool denied_after = false;
  negations_.clear();
  each_near(evidence, clauses, [&](std::uint32_t i) {
    const Seen& seen = seen_[i];
    if (!applies(seen, evidence, said) || !reaches(seen, evidence, clauses)) return;
    if (seen.cue->effect == Cue::Effect::negate) {
      negations_.push_back(i);
      denied_after = denied_after || seen.clause > clauses.last;
    }
    if (seen.cue->effect == Cue::Effect::overcome) overcome = true;
    if (seen.cue->effect == Cue::Effect::suppose) open = true;
  });
  if (overcome) return Stance::negated;
  // «Om vi slapp kraven» leaves open; «det sägs …, men det har aldrig hänt» does not.
  if (open && !denied_after) return Stance::hypothetical;
  // Those of one clause come in their order; there may be many of them, and few near ones.
  if (!std::is_sorted(negations_.begin(), negations_.end())) {
    std::sort(negations_.begin(), negations_.end());
  }
  if (odd_negations() || (said.no && denies_itself(evidence))) return Stance::negated;
  if (only_named(said)) return Stance::negated;
  return open ? Stance::hypothetical : Stance::affirmed;
}

Stance StanceReader::of_settled(const WordSet& evidence, Stance settled) {
  if (settled == Stance::negated && (ironic_ || not_only_.meets(evidence)))
    settled = Stance::affirmed;
  const Clauses clauses = clauses_of(evidence);
  bool open = question_;
  bool needless = false;
  each_near(evidence, clauses, [&](std::uint32_t i) {
    const Seen& seen = seen_[i];
    if (seen.cancelled) return;
    const bool meets = seen.words.meets(evidence);
    if (seen.cue->effect == Cue::Effect::suppose && !meets && reaches(seen, evidence, clauses)) {
      open = true;
    }
    // «vi behöver inte fler handledare» is no wish.
    if (seen.cue->effect == Cue::Effect::negate && seen.cue->of == Cue::Of::any &&
        seen.cue->reach == Cue::Reach::right && meets) {
      needless = true;
    }
  });
  if (settled == Stance::hypothetical && needless && !open) return Stance::negated;
  return open ? Stance::hypothetical : settled;
}

bool StanceReader::tells_of_past() const {
  return std::any_of(turns_.begin(), turns_.end(),
                     [](const Turn& turn) { return !turn.present(); });
}

std::optional<StanceReader::Answer> StanceReader::of_before() const {
  if (question_) return std::nullopt;
  for (const Seen& seen : seen_) {
    if (seen.cancelled) continue;
    if (seen.cue->effect == Cue::Effect::gone) return Answer{Stance::negated, seen.words, true};
    if (seen.cue->effect == Cue::Effect::still) return Answer{Stance::affirmed, seen.words, true};
  }
  for (const Seen& seen : seen_) {
    if (seen.cue->effect == Cue::Effect::change && !seen.cancelled && clear(0, words_)) {
      return Answer{Stance::negated, seen.words, false};
    }
  }
  return std::nullopt;
}

}  // namespace samsyn::coding
