#pragma once
// What a slice tells of what its codes don't catch: the words of its segments, and who said them.

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "pipeline/model/coding.hpp"
#include "pipeline/model/document.hpp"
#include "pipeline/model/segment.hpp"

namespace samsyn::discover {

/// The word behind an id. (words::Lexicon in the program.)
using WordOf = std::function<const Word&(WordId)>;

/// A word with the reading chosen for it, in 32 bits: so a study's words fit in memory. Which
/// number a word has depends on the order of threads; nothing that is written out may.
using WordKey = std::uint32_t;
/// Stands between words that have something between them.
inline constexpr WordKey kBreak = kNone;

/// What the analyser says of a key's word.
struct Meaning {
  std::string lemma;  ///< names with their capital
  std::string form;   ///< case-folded, as it stood
  std::string head;   ///< lemma of a compound's head; empty = simple
  Pos pos = Pos::name;
};
Meaning meaning_of(WordKey key, const WordOf& word);

/// A segment of respondents' own words.
struct Said {
  std::uint32_t block = 0;  ///< index into Document::blocks
  RawSpan raw;
  NormSpan span;             ///< in the block's normalised text
  std::uint32_t length = 0;  ///< code points of raw
  std::uint32_t words = 0;   ///< index behind its last word in Heard::words
  bool coded = false;        ///< has at least one code, whatever the stance
  /// Of one without a code that has words: what outputs show of it. Set by the pipeline.
  std::string shown;
};

/// "This one affirms this code here."
struct Given {
  std::uint32_t respondent = kNone;  ///< index into Document::respondents
  std::uint32_t code = 0;            ///< index into Codebook::codes
  auto operator<=>(const Given&) const = default;
};

/// What one slice gave.
struct Heard {
  std::vector<Said> segments;  ///< in order
  /// Nouns, verbs, adjectives and names of all segments, in order.
  std::vector<WordKey> words;
  std::uint64_t coded_words = 0, other_words = 0;  ///< all words, of both kinds of segments
  std::vector<Given> given;                        ///< sorted, each once
  std::vector<std::uint32_t>
      spoke;  ///< respondents who said anything, as they first did, each once
};

/// Listens to a slice. What interviewers say, headings and preambles are passed over (is_counted),
/// and words said twice count once. Words of other parts of speech (function words, adverbs,
/// figures) and those of personal data are left out, as breaks.
///
/// Shape: segments and codings as segment::split and coding::apply give them: in order.
/// Cost:  linear; about 10 ns a word. Any number of threads may listen at once.
Heard listen(const Document& document, const NormDocument& text,
             const std::vector<Segment>& segments, const Tokens& tokens,
             const std::vector<Coding>& codings, const Codebook& codebook, const WordOf& word);

}  // namespace samsyn::discover
