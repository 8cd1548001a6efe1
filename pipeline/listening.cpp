#include "pipeline/listening.hpp"

#include "stages/privacy/pseudonyms.hpp"
#include "stages/summarise/slice.hpp"

namespace samsyn {

discover::Heard heard_in(const Slice& slice, const CodedSlice& coded, const Knowledge& knowledge,
                         Shown* shown) {
  discover::Heard heard =
      discover::listen(*slice.document, coded.text, coded.segments, coded.tokens, coded.codings,
                       knowledge.rules->codebook(),
                       [&](WordId id) -> const Word& { return (*knowledge.lexicon)[id]; });
  if (shown == nullptr) return heard;
  std::vector<summarise::Candidate> candidates;
  std::vector<discover::Said*> of;
  for (discover::Said& said : heard.segments) {
    if (said.length == 0) continue;
    summarise::Candidate& candidate = candidates.emplace_back();
    candidate.block = said.block;
    candidate.raw = said.raw;
    candidate.span = said.span;
    of.push_back(&said);
  }
  shown->quotations(candidates);
  for (std::size_t i = 0; i < of.size(); ++i) of[i]->shown = std::move(candidates[i].shown);
  return heard;
}

void resolve(discover::Heard& heard, const std::vector<std::string>& names) {
  if (names.empty()) return;
  for (discover::Said& said : heard.segments) {
    if (!said.shown.empty()) privacy::resolve(said.shown, names);
  }
}

}  // namespace samsyn
