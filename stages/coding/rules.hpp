#pragma once
// The compiled form of taxonomies: what load.cpp makes and the Matcher applies.

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "pipeline/model/coding.hpp"
#include "stages/coding/coding.hpp"
#include "stages/coding/trie.hpp"

namespace samsyn::coding {

/// A pattern as numbers of parts; all must be found near each other.
using Parts = std::vector<std::uint32_t>;

struct Rule {
  std::uint32_t code = 0;
  float weight = 0.8F;
  bool everything = false;  ///< matches every segment of the items asked
  bool stance_fixed = false;
  Stance stance = Stance::affirmed;
  Contexts items = 0, not_items = 0;  ///< 0 = no condition
  std::vector<Parts> match;           ///< any of them
  std::vector<Parts> hinders, needs;  ///< parts of the second trie
};

/// A sign of stance, stance.json.
struct Cue {
  enum class Effect : std::uint8_t { negate, overcome, suppose, cancel, past };
  enum class Reach : std::uint8_t {
    right,   ///< matches that begin within `within` words behind it, in its clause
    left,    ///< matches that end within `within` words before it, in its clause
    clause,  ///< matches in its clause
    next,    ///< matches in its clause or the one before
    past,    ///< matches in a clause that also holds a cue of the effect `past`
  };
  std::string id;
  Effect effect = Effect::negate;
  Reach reach = Reach::clause;
  std::uint32_t within = 0;
  bool clause_start = false;  ///< only where it opens a clause
  std::vector<Parts> match;   ///< parts of the third trie
};

struct Context {
  std::string name;
  std::vector<Parts> match;  ///< parts of the fourth trie
};

/// Parts of patterns, each kept once, in one trie.
struct PartTrie {
  Trie trie;
  std::map<Alternatives, std::uint32_t> parts;
  std::uint32_t add(const Alternatives& rows, WordClasses& classes);
};

struct Rules::Body {
  Codebook codebook;
  std::vector<Rule> rules;  ///< parallel to codebook.rules
  std::vector<Context> contexts;
  std::vector<Cue> cues;
  std::vector<Parts> clause_breaks;
  WordClasses classes;
  PartTrie wanted;      ///< what rules look for
  PartTrie conditions;  ///< what rules need or must not meet; asked only when a rule matched
  PartTrie questions;   ///< what contexts look for; asked of questions only
  PartTrie stance;      ///< cues and clause breaks; asked only when a code with stance matched
  std::vector<std::vector<std::uint32_t>> rules_of_part;  ///< wanted part -> rules it opens
  std::vector<std::uint32_t> everywhere;                  ///< rules with `*`
};

/// At most this many contexts: the bits of Contexts.
inline constexpr std::size_t kMostContexts = 64;

}  // namespace samsyn::coding
