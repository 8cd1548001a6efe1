#pragma once
// What a slice's notes say in figures, sentence by sentence.

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "pipeline/model/document.hpp"
#include "pipeline/model/segment.hpp"
#include "stages/figures/sentence.hpp"

namespace samsyn::figures {

/// The word behind an id. (words::Lexicon in the program.)
using WordOf = std::function<const Word&(WordId)>;

/// A sentence with figures, and where it stands.
struct Statement {
  std::uint32_t block = 0;    ///< index into Document::blocks
  std::uint32_t ordinal = 0;  ///< which sentence of its block it is
  RawSpan raw;
  NormSpan span;      ///< in the block's normalised text
  std::string shown;  ///< what outputs show of it. Set by the pipeline.
  Sentence sentence;
};

/// The statements of a slice; segments that a line's end has cut in the midst of a sentence are
/// one. Only what documents themselves say is read (BlockRole::note): reports, minutes, papers.
/// What people answer or tell in interviews are their own reckonings.
///
/// Shape: segments and tokens as segment::split and the Tokeniser give them; in their order.
/// Cost:  a look at each token of the notes; sentences with a number are read.
/// Any number of threads may read at once.
std::vector<Statement> statements_of(const Document& document, const NormDocument& text,
                                     const std::vector<Segment>& segments, const Tokens& tokens,
                                     const WordOf& word);

}  // namespace samsyn::figures
