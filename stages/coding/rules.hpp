#pragma once
// The compiled form of taxonomies: what load.cpp makes and the Matcher applies.

#include <cstdint>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "pipeline/model/coding.hpp"
#include "stages/coding/coding.hpp"
#include "stages/coding/found.hpp"
#include "stages/coding/trie.hpp"

namespace samsyn::coding {

struct Rule {
  std::uint32_t code = 0;
  float weight = 0.8F;
  bool everything = false;  ///< matches every segment of the items asked
  bool stance_fixed = false;
  Stance stance = Stance::affirmed;
  Contexts items = 0, not_items = 0;  ///< 0 = no condition
  std::vector<Parts> match;           ///< any of them; see Rules::Body::wanted
  std::vector<Parts> hinders, needs;  ///< parts of the trie `conditions`
};

/// A sign of stance, stance.json; what each means stands in corpus/taxonomies/README.md.
struct Cue {
  enum class Effect : std::uint8_t {
    negate,    ///< turns what it reaches; two of them undo each other
    overcome,  ///< what it reaches is no more, or denied outright
    suppose,   ///< what it reaches is a condition, wish, question or report
    cancel,    ///< the cues that it shares words with do not count
    past,      ///< what is told was once so: «förut»
    was,       ///< what is told is over or may go on: «hade», «ville»
    present,   ///< what is told is so now
    trouble,   ///< words that say a lack or an obstacle themselves
    still,     ///< what the segment before said stands
    gone,      ///< what the segment before said is no more
    change,    ///< something is otherwise since the segment before
    ask,       ///< a sentence with a question mark is a real question
    irony,     ///< praise is none
  };
  enum class Reach : std::uint8_t {
    right,   ///< matches that begin within `within` words behind it, in its clause
    left,    ///< matches that end within `within` words before it, in its clause
    clause,  ///< matches in its clause
    next,    ///< matches in its clause or the one before
    upon,    ///< matches that it shares words with
  };
  enum class Of : std::uint8_t { any, trouble, topic };
  std::string id;
  Effect effect = Effect::negate;
  Reach reach = Reach::clause;
  Of of = Of::any;  ///< which matches it speaks of: by what their words say themselves
  std::uint32_t within = 0;
  bool clause_start = false;  ///< only where it opens a clause
  std::vector<Parts> match;   ///< parts of the trie `stance`
};

struct Context {
  std::string name;
  std::vector<Parts> match;  ///< parts of the trie `questions`
};

/// Parts of patterns, each kept once, in one trie.
struct PartTrie {
  explicit PartTrie(Trie::Entered entered) : trie(entered) {}
  Trie trie;
  /// By the numbers that tell their rows (add()).
  tsl::robin_map<std::vector<std::uint32_t>, std::uint32_t, HashNumbers> parts;
  std::uint32_t add(const Alternatives& rows, WordClasses& classes);

 private:
  std::vector<std::uint32_t> numbers_;  ///< kept so that nothing is allocated for known parts
};

struct Rules::Body {
  Codebook codebook;
  std::vector<Rule> rules;  ///< parallel to codebook.rules
  std::vector<Context> contexts;
  Contexts troubleless = 0;  ///< what asks for things that hinder nobody: kTroubleless, or none
  Contexts hinders = 0;      ///< what asks for things that do: kHinders, or none
  std::set<std::string, std::less<>> openers;  ///< «nej», «tja»: see kHinders
  std::vector<Cue> cues;
  std::vector<Parts> clause_breaks;
  WordClasses classes;
  std::vector<PlaceId> place_of;  ///< class -> place, kNone
  PlaceId places = kBorder + 1;
  PartTrie wanted{Trie::Entered::by_words};  ///< the first parts of what rules look for
  /// Their other parts, and what rules need or must not meet; asked for as rules come to them.
  PartTrie conditions{Trie::Entered::by_parts};
  PartTrie stance{Trie::Entered::by_parts};     ///< cues and clause breaks
  PartTrie questions{Trie::Entered::by_parts};  ///< what contexts look for; asked of questions only
  std::vector<std::vector<std::uint32_t>> rules_of_part;  ///< wanted part -> rules it opens
  std::vector<std::uint32_t> everywhere;                  ///< rules with `*`
};

/// The context of questions such as «Vad är inte längre ett problem?».
inline constexpr const char* kTroubleless = "utan_hinder";
/// The context of questions such as «Vad hindrar er?». An answer may open with words that only take
/// up the talk, before a sign: «Nej, tiden.» says what «Tiden.» says.
inline constexpr const char* kHinders = "hinder";

/// At most this many contexts: the bits of Contexts.
inline constexpr std::size_t kMostContexts = 64;

}  // namespace samsyn::coding
