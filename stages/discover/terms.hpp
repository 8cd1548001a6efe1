#pragma once
// Which words, compound heads and pairs of words are typical of segments that no code reaches.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/frequency.hpp"
#include "stages/discover/heard.hpp"
#include "stages/discover/keyness.hpp"

namespace samsyn::discover {

/// The words of one segment.
struct Line {
  std::uint32_t voice = 0;           ///< who said it: a number for each person
  std::uint32_t begin = 0, end = 0;  ///< in Corpus::words
  bool coded = false;
};

/// A study's words, in input order. Memory: 4 bytes for each noun, verb, adjective and name, 16 for
/// each segment.
struct Corpus {
  std::vector<WordKey> words;
  std::vector<Line> lines;
  std::uint64_t coded_words = 0, other_words = 0;  ///< all words of both kinds of lines
};

enum class TermKind : std::uint8_t {
  word,   ///< a lemma: parkering
  head,   ///< -plats: the word and the compounds with it as head, when there are several
  phrase  ///< two words beside each other, no verbs (which would be «tid vara»): kollegial tid
};
inline constexpr std::array<std::string_view, 3> kTermKindNames{"word", "head", "phrase"};

/// A term that the lines without a code have oftener than the others and than Swedish at large.
struct KeyTerm {
  TermKind kind = TermKind::word;
  std::string text;                  ///< as shown
  std::uint32_t people = 0;          ///< voices that said it in lines without a code
  std::uint32_t times = 0;           ///< in lines without a code
  std::uint32_t times_coded = 0;     ///< in the others
  Keyness rest;                      ///< against the lines with a code
  Keyness general;                   ///< against general Swedish
  std::vector<std::uint32_t> lines;  ///< without a code, that have it, in order
};

struct Sieve {
  std::uint32_t people = 3;   ///< least number of voices: what one says often is theirs alone
  double rest_g2 = 3.84;      ///< 5 %; not asked of what no line with a code has
  double general_g2 = 6.63;   ///< 1 %
  double log_ratio = 1;       ///< at least twice as common, in both comparisons
  std::uint32_t terms = 300;  ///< at most: the weightiest
};

/// Ordered by people, then G2 against the rest, then text: the same whatever the numbers of words
/// are.
///
/// Function words have been left out by their part of speech (heard.hpp). General Swedish is
/// `frequencies`: the expected number of the forms in which the term stands in the study, summed,
/// out of Frequencies::kPer words; of a head those of its compounds too. A form that is not in the
/// list is rarer than its rarest entry, and counts as 0. Where no line has a code, or all have one,
/// there is no rest to compare with, and only general Swedish counts.
///
/// Cost: linear in the words, but for some sorting.
std::vector<KeyTerm> key_terms(const Corpus& corpus, const WordOf& word,
                               const Frequencies& frequencies, const Sieve& sieve = {});

}  // namespace samsyn::discover
