#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/knowledge.hpp"
#include "pipeline/model/document.hpp"
#include "pipeline/model/result.hpp"
#include "pipeline/model/study.hpp"
#include "pipeline/slice.hpp"
#include "stages/repair/repair.hpp"

namespace samsyn {

/// A text for `samsyn try` as a document: a transcript's turns when it clearly is one, else its
/// paragraphs (divided by blank lines): answers to `question`, or notes when it is empty.
/// Block::offset counts in the whole decoded text.
/// Errors: ingest.empty, ingest.undecodable.
Result<std::shared_ptr<const Document>> text_to_try(const std::string& name,
                                                    const std::string& bytes,
                                                    const std::string& question);

/// What all stages made of a text.
struct Tried {
  std::shared_ptr<const Document> document;
  std::shared_ptr<const repair::Repaired> repaired;  ///< null: left as it was read
  std::vector<CodedSlice> slices;
};
Tried try_stages(std::shared_ptr<const Document> document, RepairMode repair,
                 const Knowledge& knowledge);

/// For people: each segment with its repairs, what is masked, its words (lemma, part of speech,
/// compound parts), its codes with the rule, the words behind them and the stance. In "sv" or "en".
std::string render_try(const Tried& tried, const Knowledge& knowledge, std::string_view language);

/// For programs: one JSON object a line for each block, as design says of `try --json`: start, end,
/// raw, text, sentences, tokens, repairs, masked, codes. All offsets are half-open code points in
/// the whole decoded text. Personal data are shown, since the text is the caller's own: `masked`
/// tells where pseudonyms would stand.
std::string render_try_json(const Tried& tried, const Knowledge& knowledge);

}  // namespace samsyn
