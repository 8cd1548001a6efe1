#pragma once

#include <memory>
#include <string>

#include "pipeline/knowledge.hpp"
#include "pipeline/model/document.hpp"
#include "pipeline/model/result.hpp"

namespace samsyn {

/// A text for `samsyn try` as a document: a transcript's turns when it clearly is one, else its
/// paragraphs (divided by blank lines), each taken as an answer to `question` (may be empty).
/// Block::offset counts in the whole decoded text.
/// Errors: ingest.empty, ingest.undecodable.
Result<std::shared_ptr<const Document>> text_to_try(const std::string& name,
                                                    const std::string& bytes,
                                                    const std::string& question);

/// For people: each segment with its words (lemma, part of speech, compound parts), its codes with
/// the rule, the words behind them and the stance.
std::string render_try(const std::shared_ptr<const Document>& document,
                       const Knowledge& knowledge);

/// For programs: one JSON object a line for each block, as design says of `try --json`: start, end,
/// raw, text, sentences, tokens, repairs, masked, codes. All offsets are half-open code points in
/// the whole decoded text.
std::string render_try_json(const std::shared_ptr<const Document>& document,
                            const Knowledge& knowledge);

}  // namespace samsyn
