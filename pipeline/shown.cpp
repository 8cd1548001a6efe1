#include "pipeline/shown.hpp"

#include <algorithm>

namespace samsyn {
namespace {

/// Places of bytes [begin, end) of a text, counted in code points from byte `from`.
std::pair<std::uint32_t, std::uint32_t> points(std::string_view text, std::uint32_t from,
                                               std::uint32_t begin, std::uint32_t end) {
  const std::uint32_t start = code_points(text.substr(from, begin - from));
  return {start, start + code_points(text.substr(begin, end - begin))};
}

/// Those that reach into bytes [begin, end): blanks are in order and don't overlap.
std::vector<privacy::Blank> within(const std::vector<privacy::Blank>& blanks, std::uint32_t begin,
                                   std::uint32_t end) {
  const auto first =
      std::partition_point(blanks.begin(), blanks.end(),
                           [&](const privacy::Blank& blank) { return blank.end <= begin; });
  const auto last = std::partition_point(
      first, blanks.end(), [&](const privacy::Blank& blank) { return blank.begin < end; });
  return {first, last};
}

}  // namespace

void Shown::take(std::uint32_t block) {
  if (block_ == block) return;
  block_ = block;
  raw_ = privacy::raw_blanks(coded_.masks, block, coded_.text.blocks[block]);
  norm_ = privacy::blanks(coded_.masks, block);
}

emit::SegmentShow Shown::segments() {
  if (coded_.masks.all.empty()) return {};
  return [this](std::uint32_t block, RawSpan raw, NormSpan span) -> emit::SegmentText {
    const std::string& whole = slice_.document->blocks[slice_.first + block].raw;
    const NormBlock& norm = coded_.text.blocks[block];
    take(block);
    return {privacy::cut(whole, raw.begin, raw.end, within(raw_, raw.begin, raw.end)),
            privacy::cut(norm.text, span.begin, span.end, within(norm_, span.begin, span.end))};
  };
}

void Shown::quotations(std::vector<summarise::Candidate>& candidates) {
  const bool repaired = slice_.repaired != nullptr;
  if (coded_.masks.all.empty() && !repaired) return;
  for (summarise::Candidate& candidate : candidates) {
    const std::uint32_t block = candidate.block - slice_.first;
    take(block);
    if (norm_.empty() && !repaired) continue;
    const NormBlock& norm = coded_.text.blocks[block];
    const std::string& raw = slice_.document->blocks[candidate.block].raw;
    // A repaired text is quoted as repaired, another one as it stood.
    const std::string_view text = repaired ? std::string_view(norm.text) : raw;
    const std::uint32_t begin = repaired ? candidate.span.begin : candidate.raw.begin;
    const std::uint32_t end = repaired ? candidate.span.end : candidate.raw.end;
    const std::vector<privacy::Blank> hidden = within(repaired ? norm_ : raw_, begin, end);
    candidate.shown = privacy::cut(text, begin, end, hidden);
    for (std::size_t e = 0; e < candidate.evidence.size(); ++e) {
      const std::uint32_t from = repaired ? candidate.words[e].begin : candidate.evidence[e].begin;
      const std::uint32_t to = repaired ? candidate.words[e].end : candidate.evidence[e].end;
      if (from < begin || to > end || from >= to) continue;  // outside: see quotation_of
      candidate.places.push_back(points(text, begin, from, to));
    }
    privacy::follow(candidate.places, text, begin, end, hidden);
  }
}

}  // namespace samsyn
