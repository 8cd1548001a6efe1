#pragma once
// Text made comparable, cut into segments and tokens. Everything here is for a slice of a
// document: blocks [first, first + blocks.size()) of it.

#include <cstdint>
#include <string>
#include <vector>

#include "pipeline/model/text.hpp"

namespace samsyn {

/// Where a stretch of the normalised text stands for another stretch of the raw one.
struct Edit {
  NormSpan norm;
  RawSpan raw;
};

/// One Block's text made comparable, with the way back. Between edits the two texts are the same
/// bytes, so that the map costs nothing where nothing was changed.
struct NormBlock {
  std::string text;
  std::vector<Edit> edits;      ///< in order, not overlapping
  std::vector<NormSpan> marks;  ///< Block::marks carried over, in order: not coded

  /// The raw place of a byte in text (0..text.size()). Inside an edit: the edit's start when it
  /// opens a span, its end when it closes one. Cost: logarithmic in the number of edits.
  RawSpan raw(NormSpan span) const;
};

/// Where a raw place stands in the text after `edits`; inside an edit: the edit's end. Cost:
/// logarithmic.
std::uint32_t norm_place(const std::vector<Edit>& edits, std::uint32_t raw);

/// The first mark that ends behind `at`, or marks.end(). Cost: logarithmic.
std::vector<NormSpan>::const_iterator mark_behind(const std::vector<NormSpan>& marks,
                                                  std::uint32_t at);

/// The edits from a text to a third one, by way of a second: `first` is the second text with its
/// edits from the first one, `second` are edits made on first.text (their `raw` are places in it).
/// Where both touch the same place they become one edit. Cost: linear in the number of edits.
std::vector<Edit> compose(const NormBlock& first, const std::vector<Edit>& second);

struct NormDocument {
  std::uint32_t first = 0;  ///< index of the first block in the Document
  std::vector<NormBlock> blocks;
};

/// A sentence, bullet, heading or short answer: the unit that is coded and quoted. Never empty,
/// never crosses a block, no leading or trailing white space.
struct Segment {
  std::uint32_t block = 0;  ///< index into NormDocument::blocks
  NormSpan span;            ///< in that block's text
};

enum class TokenKind : std::uint8_t { word, number, punctuation, symbol };

/// Index of a distinct word in the Lexicon.
using WordId = std::uint32_t;

struct Token {
  NormSpan span;  ///< in the block's text
  WordId word = kNone;
  TokenKind kind = TokenKind::word;
  std::uint8_t reading = 0;  ///< the reading chosen among the word's readings, or kAsWritten
  /// Said again right behind («vi vi har»): rules pass over it.
  bool repeated = false;
  /// Within personal data: what the word is must not be told, nor be learned from.
  bool personal = false;
  /// None of the word's readings: a name that no dictionary has, capital and all.
  static constexpr std::uint8_t kAsWritten = 255;
};

/// The tokens of a slice, in order; segment s has tokens [first[s], first[s + 1]).
struct Tokens {
  std::vector<Token> all;
  std::vector<std::uint32_t> first;
};

/// Universal Dependencies' parts of speech (universaldependencies.org/u/pos), those that the
/// analysers can tell apart.
enum class Pos : std::uint8_t {
  noun,
  verb,
  adj,
  adv,
  pron,
  det,
  adp,
  num,
  name,
  conj,
  intj,
  part,
  punct,
  other
};

/// One way to read a word.
struct Reading {
  std::string lemma;  ///< dictionary form, lower case but for names
  Pos pos = Pos::other;
  std::vector<std::string> parts;  ///< lemmas of a compound's parts, the head last; empty = simple
  /// For the choice in context, which words/ makes: the finer parts of speech that the form can be
  /// with this lemma (bit i = words::Tag i), and how likely that is before the neighbours are seen
  /// (base-2 logarithm). kForMatching: found by rules, never chosen.
  std::uint64_t tags = 0;
  std::int8_t weight = 0;
  static constexpr std::int8_t kForMatching = -128;
};

/// A distinct word form, looked up once.
struct Word {
  std::string form;               ///< case-folded, NFC
  std::vector<Reading> readings;  ///< likeliest first; never empty
};

}  // namespace samsyn
