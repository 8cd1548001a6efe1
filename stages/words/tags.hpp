#pragma once
// What the choice among a word's readings rests on: parts of speech finer than UD's, and which of
// them stand well beside each other.

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "pipeline/model/segment.hpp"

namespace samsyn::words {

/// A part of speech with the forms that neighbours agree on. The names in corpus/lexicon/ are
/// these.
enum class Tag : std::uint8_t {
  edge,  ///< before the first and behind the last word of a segment
  comma,
  stop,  ///< , and the like; : ; . ? !
  nn_u,
  nn_n,
  nn_p,
  nn_d,
  nn_g,  ///< noun: common, neuter, plural; definite; genitive
  nm,
  nm_g,  ///< name, in the genitive
  jj_u,
  jj_n,
  jj_e,
  jj_c,  ///< adjective: common, neuter, plural or definite, compared
  rg,    ///< numeral
  vb_i,
  vb_f,
  vb_s,
  vb_m,  ///< verb: infinitive, present or past, supine, imperative
  ax_f,
  ax_i,
  ax_s,  ///< that takes a bare infinitive (kan, ska): finite, infinitive, supine
  ha_f,
  ha_i,
  ha_s,  ///< ha
  co_f,
  co_i,
  co_s,  ///< vara, bli
  pn_s,
  pn_o,
  pn_n,  ///< pronoun: subject, object, both
  ps,    ///< possessive: min, deras
  dt_u,
  dt_n,
  dt_p,  ///< determiner: common, neuter, plural or definite
  hp,    ///< relative or asking: som, vilken, vad
  ab,
  pp,
  kn,
  sn,
  ie,  ///< adverb, preposition, och, subjunction, att before infinitives
  in,
  xx,  ///< interjection; anything else
  count
};

/// The tag of that name, Tag::count when there is none.
Tag tag_of(std::string_view name);
Pos pos_of(Tag tag);

/// A tag's place in Reading::tags.
constexpr std::uint64_t bit(Tag tag) { return std::uint64_t{1} << static_cast<unsigned>(tag); }

/// One reading of a word under one tag, with how likely it is before its neighbours are seen
/// (base-2 logarithm; 0 for the likeliest).
struct Candidate {
  Tag tag = Tag::xx;
  std::uint8_t reading = 0;
  std::int8_t weight = 0;
};
/// What a token may be; kept small, since it is read for each token.
struct Candidates {
  static constexpr std::size_t kMost = 7;
  std::array<Candidate, kMost> all{};
  std::uint8_t size = 0;
  bool capital = false;  ///< written with a capital: likelier a name where no sentence begins
};

/// How well two tags stand beside each other. Data: corpus/lexicon/neighbours.tsv.
class Neighbours {
 public:
  Neighbours() = default;
  /// Lines "tags<tab>tags<tab>score": any of the left tags before any of the right ones, base-2
  /// logarithm of how much likelier that is than by chance; later lines replace earlier ones. A
  /// tag's first letters and * stand for all that begin so. Lines of `governs` are read as what a
  /// verb or att asks of the next verb in its clause, words between them aside.
  explicit Neighbours(std::string_view file);

  int beside(Tag left, Tag right) const {
    return beside_[static_cast<std::size_t>(left)][static_cast<std::size_t>(right)];
  }
  int governed(Tag by, Tag verb) const {
    return governed_[static_cast<std::size_t>(by)][static_cast<std::size_t>(verb)];
  }

 private:
  static constexpr std::size_t kTags = static_cast<std::size_t>(Tag::count);
  using Table = std::array<std::array<std::int8_t, kTags>, kTags>;
  Table beside_{};
  Table governed_{};
};

/// Chooses a reading for each token of a segment: the way through the candidates whose weights and
/// neighbours add up to most (Viterbi's algorithm). Signs that part nothing (quotation marks,
/// brackets) are not asked about.
/// Cost: linear in the tokens, quadratic in a token's candidates (seven at most).
class Chooser {
 public:
  struct Asked {
    std::uint32_t token = 0;  ///< index
    const Candidates* candidates = nullptr;
  };
  explicit Chooser(const Neighbours& neighbours) : neighbours_(neighbours) {}
  void choose(std::vector<Token>& tokens, const std::vector<Asked>& asked);

 private:
  struct Way {
    int score = 0;
    std::uint8_t from = 0;     ///< candidate of the token before
    Tag governor = Tag::edge;  ///< the verb or att that waits for a verb; edge = none yet
  };
  const Neighbours& neighbours_;
  std::vector<std::array<Way, Candidates::kMost>> ways_;
};

}  // namespace samsyn::words
