#include "stages/summarise/slice.hpp"

#include <algorithm>
#include <cassert>

#include "stages/summarise/quotations.hpp"

namespace samsyn::summarise {
namespace {

/// How many of a block's segments have each row and stance, and which slots are not zero.
class BlockCounts {
 public:
  explicit BlockCounts(std::size_t slots) : counts_(slots), last_(slots, kNone) {}

  /// Counts the slot once for this segment.
  void add(std::uint32_t slot, std::uint32_t segment) {
    if (last_[slot] == segment) return;
    last_[slot] = segment;
    if (counts_[slot]++ == 0) touched_.push_back(slot);
  }
  const std::vector<std::uint32_t>& touched() {
    std::sort(touched_.begin(), touched_.end());
    return touched_;
  }
  std::uint32_t operator[](std::uint32_t slot) const { return counts_[slot]; }
  void clear() {
    for (const std::uint32_t slot : touched_) counts_[slot] = 0;
    touched_.clear();
  }

 private:
  std::vector<std::uint32_t> counts_;
  std::vector<std::uint32_t> last_;  ///< the segment that was counted last
  std::vector<std::uint32_t> touched_;
};

/// What stands in or beside the segments of one block that speak of a code.
class Neighbours {
 public:
  void add(std::uint32_t segment, std::uint32_t code, bool has_stance, bool has_role) {
    if (has_stance) spoken_.push_back({segment, code});
    if (has_role) said_.push_back({segment, code});
  }
  /// Each pair once, ordered; then forgets the block. Cost: spoken of x said with a role.
  void tell(std::uint32_t respondent, std::vector<Near>& out) {
    pairs_.clear();
    for (const Place& said : said_) {
      for (const Place& spoken : spoken_) {
        const std::uint32_t apart = said.segment < spoken.segment ? spoken.segment - said.segment
                                                                  : said.segment - spoken.segment;
        if (apart <= 1) pairs_.emplace_back(spoken.code, said.code);
      }
    }
    std::sort(pairs_.begin(), pairs_.end());
    pairs_.erase(std::unique(pairs_.begin(), pairs_.end()), pairs_.end());
    for (const auto& [code, said] : pairs_) out.push_back({code, said, respondent});
    spoken_.clear();
    said_.clear();
  }

 private:
  struct Place {
    std::uint32_t segment, code;
  };
  std::vector<Place> spoken_, said_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs_;
};

/// The best few of each code and respondent, with their evidence in the raw text. `coding[d]` is
/// the coding behind drafts[d].
std::vector<Candidate> best_of(std::vector<Candidate> drafts,
                               const std::vector<std::uint32_t>& coding, std::uint32_t quotations,
                               const NormDocument& text, const std::vector<Coding>& codings) {
  const auto same = [&](std::uint32_t a, std::uint32_t b) {
    return drafts[a].code == drafts[b].code && drafts[a].respondent == drafts[b].respondent;
  };
  std::vector<std::uint32_t> order(drafts.size());
  for (std::uint32_t d = 0; d < order.size(); ++d) order[d] = d;
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    if (drafts[a].code != drafts[b].code) return drafts[a].code < drafts[b].code;
    if (!same(a, b)) return drafts[a].respondent < drafts[b].respondent;
    return is_better(drafts[a], drafts[b]);
  });
  std::vector<Candidate> kept;
  std::uint32_t of_this = 0;
  for (std::size_t i = 0; i < order.size(); ++i) {
    of_this = i > 0 && same(order[i - 1], order[i]) ? of_this + 1 : 1;
    if (of_this > quotations) continue;
    Candidate candidate = drafts[order[i]];
    const NormBlock& block = text.blocks[candidate.block - text.first];
    for (const NormSpan span : codings[coding[order[i]]].evidence) {
      candidate.evidence.push_back(block.raw(span));
      candidate.words.push_back(span);
    }
    kept.push_back(std::move(candidate));
  }
  return kept;
}

}  // namespace

Counter::Counter(const Codebook& codebook, std::uint32_t quotations)
    : codes_(static_cast<std::uint32_t>(codebook.codes.size())), quotations_(quotations) {
  for (const Code& code : codebook.codes) {
    parent_.push_back(code.parent == kNone ? any_row(code.taxonomy) : code.parent);
    stance_.push_back(codebook.taxonomies[code.taxonomy].stance);
    leaf_.push_back(code.leaf);
    role_.push_back(code.role != CodeRole::none);
  }
  parent_.resize(parent_.size() + codebook.taxonomies.size(), kNone);
  leaf_.resize(parent_.size(), false);
}

Partial Counter::count(const Document& document, const NormDocument& text,
                       const std::vector<Segment>& segments,
                       const std::vector<Coding>& codings) const {
  Partial partial;
  BlockCounts counts(kStanceNames.size() * rows());
  std::vector<Candidate> drafts;
  std::vector<std::uint32_t> draft_coding;
  std::vector<std::uint32_t> leaves;
  Neighbours neighbours;
  std::size_t next = 0;  // coding
  for (std::uint32_t s = 0; s < segments.size();) {
    const std::uint32_t in_slice = segments[s].block;
    const std::uint32_t index = text.first + in_slice;
    assert(in_slice < text.blocks.size() && index < document.blocks.size());
    const Block& block = document.blocks[index];
    std::uint32_t end = s;
    while (end < segments.size() && segments[end].block == in_slice) ++end;
    if (!is_counted(block.role)) {
      while (next < codings.size() && codings[next].segment < end) ++next;
      s = end;
      continue;
    }
    ++partial.answers;
    partial.segments += end - s;
    for (; s < end; ++s) {
      if (next == codings.size() || codings[next].segment != s) continue;
      ++partial.coded;
      const RawSpan raw = text.blocks[in_slice].raw(segments[s].span);
      const std::uint32_t length = code_points(raw.of(block.raw));
      for (; next < codings.size() && codings[next].segment == s; ++next) {
        const Coding& coding = codings[next];
        assert(coding.code < codes_);
        const Stance stance = stance_[coding.code] ? coding.stance : Stance::affirmed;
        const std::uint32_t base = static_cast<std::uint32_t>(stance) * rows();
        for (std::uint32_t row = coding.code; row != kNone; row = parent_[row]) {
          counts.add(base + row, s);
        }
        if (leaf_[coding.code]) {
          const bool affirmed = stance == Stance::affirmed;
          neighbours.add(s, coding.code, stance_[coding.code], role_[coding.code] && affirmed);
        }
        drafts.push_back({coding.code,
                          block.respondent,
                          index,
                          raw,
                          segments[s].span,
                          length,
                          coding.rule,
                          stance,
                          coding.confidence,
                          {},
                          {},
                          {},
                          {}});
        draft_coding.push_back(static_cast<std::uint32_t>(next));
      }
    }
    leaves.clear();
    for (const std::uint32_t slot : counts.touched()) {
      const std::uint32_t row = slot % rows();
      const Stance stance{static_cast<std::uint8_t>(slot / rows())};
      partial.hits.push_back({block.respondent, block.question, row, stance, counts[slot]});
      if (stance == Stance::affirmed && leaf_[row]) leaves.push_back(row);
    }
    counts.clear();
    for (std::size_t a = 0; a < leaves.size(); ++a) {
      for (std::size_t b = a; b < leaves.size(); ++b)
        partial.pairs.push_back({leaves[a], leaves[b], block.respondent});
    }
    neighbours.tell(block.respondent, partial.near);
  }
  partial.candidates = best_of(std::move(drafts), draft_coding, quotations_, text, codings);
  return partial;
}

}  // namespace samsyn::summarise
