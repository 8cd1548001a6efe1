#include <algorithm>
#include <array>
#include <cassert>
#include <memory_resource>
#include <new>
#include <optional>
#include <tuple>
#include <type_traits>
#include <utility>

#include "pipeline/model/repeats.hpp"
#include "stages/coding/outcome.hpp"
#include "stages/coding/rules.hpp"
#include "stages/coding/stance.hpp"

namespace samsyn::coding {
namespace {

constexpr float kGiven = 0.5F;  // combined confidence from which a code is given

// Confidence that a segment speaks of what the one before said: by «det löste sig»; by «nu» alone.
constexpr float kPlainly = 0.75F;
constexpr float kImplied = 0.6F;

// A segment of so few words and signs names a thing: «Bristen på tid?»
constexpr std::size_t kNaming = 5;

// Longer segments hardly come again; in tokens.
constexpr std::uint32_t kLongestRepeat = 40;

/// One rule's match in a segment.
struct Hit {
  std::uint32_t rule = 0;
  WordSets words;  ///< one for each part; empty = the whole segment
  Stance stance = Stance::affirmed;
  bool assumed = false;  ///< affirmed only because it names a topic of which nothing more is said

  bool meets(const Hit& other) const {
    for (const WordSet& a : words) {
      for (const WordSet& b : other.words) {
        if (a.meets(b)) return true;
      }
    }
    return false;
  }
  /// Do all its words stand among the other's?
  bool within(const Hit& other) const {
    return std::all_of(words.begin(), words.end(), [&](const WordSet& a) {
      return std::any_of(other.words.begin(), other.words.end(),
                         [&](const WordSet& b) { return a.within(b); });
    });
  }
  std::uint32_t size() const {
    std::uint32_t n = 0;
    for (const WordSet& w : words) n += w.size();
    return n;
  }
  /// All words together, where they stand no more than 64 words apart.
  WordSet joined() const {
    WordSet out = words.front();
    for (const WordSet& w : words) {
      if (w.begin < out.begin) {
        const std::uint32_t shift = out.begin - w.begin;
        out = {w.begin, w.words | (shift < 64 ? out.words << shift : 0)};
      } else if (w.begin - out.begin < 64) {
        out.words |= w.words << (w.begin - out.begin);
      }
    }
    return out;
  }
};

/// Quotation marks do not part words; all other punctuation does.
bool is_quote(std::string_view form) { return form == "”" || form == "’"; }

/// The parts of a trie that is entered by parts, looked for in the segment at hand when asked.
class Asked {
 public:
  Asked(const PartTrie& parts, const std::vector<SeenWord>& words, Positions& positions)
      : trie_(parts.trie), words_(words), positions_(positions), found_(parts.parts.size()) {}

  void clear() { found_.clear(); }
  const FoundParts& found() const { return found_; }

  /// Looks for parts [from, …) of a pattern; false when one is not there.
  bool ask(const Parts& parts, std::size_t from = 0) {
    for (std::size_t p = from; p < parts.size(); ++p) {
      if (found_.ask(parts[p])) trie_.find(parts[p], words_, positions_, found_);
      if (!found_.has(parts[p])) return false;
    }
    return true;
  }
  bool any(const std::vector<Parts>& patterns) {
    return std::any_of(patterns.begin(), patterns.end(), [&](const Parts& parts) {
      bool some = false;
      if (ask(parts)) found_.each(parts, found_, [&](const WordSets&) { some = true; });
      return some;
    });
  }

 private:
  const Trie& trie_;
  const std::vector<SeenWord>& words_;
  Positions& positions_;
  FoundParts found_;
};

}  // namespace

struct Matcher::Body {
  std::shared_ptr<const Rules> owner;
  const Rules::Body& rules;
  WordOf word;

  /// A word that was met.
  struct Known {
    bool quote = false;
    bool question = false;  ///< holds a question mark
    bool opener = false;    ///< among Rules::Body::openers
    Entry entry;
  };
  static_assert(std::is_trivially_destructible_v<Known>);
  std::pmr::monotonic_buffer_resource arena;  ///< holds them, common words close together
  std::vector<const Known*> known;            ///< by WordId

  // Kept between segments so that nothing is allocated for most of them.
  Positions positions;
  std::vector<SeenWord> words;
  std::vector<std::uint32_t> tokens;  ///< token index of each of `words`
  FoundParts wanted;
  Asked conditions, stances, questions;
  std::vector<Hit> hits;
  std::vector<const Hit*> counted;                             ///< of one code
  std::vector<std::pair<std::uint32_t, const Hit*>> by_place;  ///< of one code, by a set's begin
  StanceReader reader;
  std::vector<std::uint32_t> denied;  ///< clauses in which a code's hits are negated
  std::vector<std::uint32_t> tried;   ///< rule -> segment stamp
  std::uint32_t stamp = 0;
  bool question = false;
  /// A trouble that a segment affirms.
  struct Said {
    std::uint32_t code = 0;
    std::uint32_t rule = 0;
    float confidence = 0;
  };
  std::vector<Said> earlier;      ///< those of the segment before, by code
  std::size_t earlier_first = 0;  ///< index of the first of them among the codings
  bool earlier_past = false;      ///< did that segment tell of what was?
  bool earlier_named = false;     ///< did it only name them, asking?
  bool read = false;              ///< has `reader` read the segment?
  bool swayed = false;            ///< did the segment before change its outcome?
  std::uint32_t first_token = 0;  ///< of the segment
  Outcome made;                   ///< of the segment at hand
  Repeats<Outcome> repeats;
  Repeats<Outcome>::Key key;

  Body(std::shared_ptr<const Rules> r, WordOf w, std::size_t remembered)
      : owner(std::move(r)),
        rules(owner->body()),
        word(std::move(w)),
        positions(rules.places),
        wanted(rules.wanted.parts.size()),
        conditions(rules.conditions, words, positions),
        stances(rules.stance, words, positions),
        questions(rules.questions, words, positions),
        reader(rules),
        tried(rules.rules.size(), 0),
        repeats(remembered) {}

  template <class T>
  std::span<const T> kept(const std::vector<T>& values) {
    T* to = static_cast<T*>(arena.allocate(values.size() * sizeof(T), alignof(T)));
    std::uninitialized_copy(values.begin(), values.end(), to);
    return {to, values.size()};
  }

  const Known* met(const Word& w) {
    const std::vector<ClassId> classes = rules.classes.of(w);
    std::vector<std::uint32_t> parts;
    std::vector<Edge> ways;
    rules.wanted.trie.start(classes, parts, ways);
    std::vector<PlaceId> places;
    for (const ClassId c : classes) {
      if (rules.place_of[c] != kNone) places.push_back(rules.place_of[c]);
    }
    std::sort(places.begin(), places.end());
    auto* out = new (arena.allocate(sizeof(Known), alignof(Known))) Known;
    out->quote = is_quote(w.form);
    out->opener = rules.openers.count(w.form) != 0;
    out->question = w.form.find('?') != std::string::npos;
    out->entry = {kept(places), kept(parts), kept(ways)};
    return out;
  }

  const Known& look_up(WordId id) {
    if (known.size() <= id) known.resize(id + 1);
    if (known[id] == nullptr) known[id] = met(word(id));
    return *known[id];
  }

  static bool is_sign(const Token& token) {
    return token.kind == TokenKind::punctuation || token.kind == TokenKind::symbol;
  }

  /// Behind the openers and their signs that tokens [from, to) begin with, if more follows.
  std::uint32_t behind_openers(const Tokens& all, std::uint32_t from, std::uint32_t to) {
    while (from + 2 < to && look_up(all.all[from].word).opener && is_sign(all.all[from + 1])) {
      from += 2;
    }
    return from;
  }

  /// Sets up the words of tokens [from, to) that answer what was asked: where hindrances are asked
  /// for, «Nej,» before the answer is none of it.
  void see_asked(const Tokens& all, std::uint32_t from, std::uint32_t to, Contexts asked) {
    see(all, (asked & rules.hinders) != 0 ? behind_openers(all, from, to) : from, to);
  }

  /// Sets up the words of tokens [from, to).
  void see(const Tokens& all, std::uint32_t from, std::uint32_t to) {
    positions.clear();
    words.clear();
    tokens.clear();
    question = read = false;
    for (std::uint32_t t = from; t < to; ++t) {
      const Token& token = all.all[t];
      if (token.repeated) continue;
      const Known& k = look_up(token.word);
      if (is_sign(token)) {
        question = question || k.question;
        if (k.quote) continue;
        words.push_back({});
      } else {
        words.push_back({&k.entry});
      }
      tokens.push_back(t);
    }
  }

  bool asked_for(const Rule& rule, Contexts asked) const {
    return (rule.items == 0 || (rule.items & asked) != 0) && (rule.not_items & asked) == 0;
  }

  void collect(Contexts asked) {
    hits.clear();
    wanted.clear();
    rules.wanted.trie.find(words, positions, wanted);
    conditions.clear();
    ++stamp;
    const auto allowed = [&](const Rule& rule) {
      return (rule.needs.empty() || conditions.any(rule.needs)) && !conditions.any(rule.hinders);
    };
    const auto consider = [&](std::uint32_t r) {
      if (tried[r] == stamp) return;
      tried[r] = stamp;
      const Rule& rule = rules.rules[r];
      if (!asked_for(rule, asked)) return;
      const std::size_t before = hits.size();
      if (rule.everything) hits.push_back({r, {}, rule.stance});
      for (const Parts& parts : rule.match) {
        if (!wanted.has(parts.front()) || !conditions.ask(parts, 1)) continue;
        wanted.each(parts, conditions.found(), [&](const WordSets& sets) {
          hits.push_back({r, sets, rule.stance});
        });
      }
      if (hits.size() > before && !allowed(rule)) hits.resize(before);
    };
    for (const std::uint32_t part : wanted.parts()) {
      for (const std::uint32_t r : rules.rules_of_part[part]) consider(r);
    }
    if (asked != 0) {
      for (const std::uint32_t r : rules.everywhere) consider(r);
    }
  }

  bool takes_stance(const Hit& hit) const {
    const Code& code = rules.codebook.codes[rules.rules[hit.rule].code];
    return rules.codebook.taxonomies[code.taxonomy].stance;
  }

  bool takes_stance(const Coding& coding) const {
    return rules.codebook.taxonomies[rules.codebook.codes[coding.code].taxonomy].stance;
  }

  void read_stance(StanceReader::Manner manner) {
    if (read) return;
    read = true;
    stances.clear();
    for (const Parts& parts : rules.clause_breaks) stances.ask(parts);
    for (const Cue& cue : rules.cues) {
      for (const Parts& parts : cue.match) stances.ask(parts);
    }
    manner.question = question;
    reader.read(stances.found(), words, manner);
  }

  void judge(const StanceReader::Manner& manner) {
    for (Hit& hit : hits) {
      if (!takes_stance(hit) || hit.words.empty()) continue;
      read_stance(manner);
      const Rule& rule = rules.rules[hit.rule];
      const WordSet words_of_hit = hit.joined();
      hit.stance = rule.stance_fixed ? reader.of_settled(words_of_hit, rule.stance)
                                     : reader.of(words_of_hit);
      hit.assumed =
          !rule.stance_fixed && hit.stance == Stance::affirmed && reader.names_topic(words_of_hit);
      // «Det var brist på datorer. Nu har alla en dator.»
      if (!hit.assumed) continue;
      made.assumed.push_back(rule.code);
      if (said_earlier(rule.code)) {
        swayed = true;
        const auto answer = reader.of_before();
        if (answer) hit.stance = answer->stance;
      }
    }
  }

  bool said_earlier(std::uint32_t code) const {
    return std::any_of(earlier.begin(), earlier.end(),
                       [&](const Said& said) { return said.code == code; });
  }

  /// «Det löste sig.»: gives the codes of the segment before to one that speaks of them without
  /// naming them and that has none of its own. `given` are the segment's codings, and begin at
  /// `first` of `out`.
  void refer_back(const Outcome& outcome, std::uint32_t segment, std::size_t first,
                  const Tokens& all, std::vector<Coding>& out) {
    if (earlier.empty() || outcome.barrier || !outcome.answers) return;
    const Outcome::Answer& answer = outcome.answer;
    // What «nu» alone refers to must be plain.
    if (!answer.plain && (earlier.size() > 1 || !earlier_past)) return;
    // «Bristen på tid? Det löste sig.»: what was only named is as little there.
    if (earlier_named && answer.plain && answer.stance == Stance::negated) {
      for (std::size_t i = earlier_first; i < first; ++i) {
        if (takes_stance(out[i])) out[i].stance = answer.stance;
      }
    }
    for (const Said& said : earlier) {
      Coding coding;
      coding.segment = segment;
      coding.code = said.code;
      coding.rule = said.rule;
      coding.stance = answer.stance;
      coding.confidence = std::min(said.confidence, answer.plain ? kPlainly : kImplied);
      coding.evidence = {span_of(answer.words, all.all.data() + all.first[segment])};
      out.push_back(std::move(coding));
    }
    std::sort(out.begin() + static_cast<std::ptrdiff_t>(first), out.end(),
              [](const Coding& a, const Coding& b) { return a.code < b.code; });
  }

  /// Keeps what the segment affirms for the one after it.
  void remember(const Outcome& outcome, std::size_t first, const std::vector<Coding>& out) {
    earlier.clear();
    earlier_past = outcome.past;
    earlier_named = outcome.named;
    earlier_first = first;
    for (std::size_t i = first; i < out.size(); ++i) {
      if (takes_stance(out[i]) && out[i].stance != Stance::negated) {
        earlier.push_back({out[i].code, out[i].rule, out[i].confidence});
      }
    }
  }

  static NormSpan span_of(const TokenRange& range, const Token* first) {
    return {first[range.first].span.begin, first[range.second].span.end};
  }

  /// A stretch of `words` in tokens of the segment.
  TokenRange range_of(const WordSet& set) const {
    return {tokens[set.first()] - first_token, tokens[set.last()] - first_token};
  }

  /// All that the outcome of a segment depends on, but for what the one before said.
  void make_key(BlockRole role, Contexts asked, const Token* from, const Token* to) {
    key.clear();
    key.push_back(static_cast<std::uint32_t>(role));
    key.push_back(static_cast<std::uint32_t>(asked));
    key.push_back(static_cast<std::uint32_t>(asked >> 32U));
    for (const Token* token = from; token != to; ++token) {
      key.push_back(token->word);
      // Rare, and then the numbers are more than the tokens: no two lists of tokens are alike.
      if (token->repeated) key.push_back(kNone);
      if (is_sign(*token)) key.push_back(kNone - 1);
    }
  }

  /// May the outcome stand with what the segment before said?
  bool holds(const Outcome& outcome) const {
    if (earlier.empty() || outcome.silent) return true;
    if (!outcome.barrier && !outcome.looked_back) return false;
    return std::none_of(outcome.assumed.begin(), outcome.assumed.end(),
                        [&](std::uint32_t code) { return said_earlier(code); });
  }

  /// Works out what the rules make of tokens [from, to): fills `made`.
  void work_out(BlockRole role, Contexts asked, const Tokens& all, std::uint32_t from,
                std::uint32_t to) {
    made.clear();
    swayed = false;
    first_token = from;
    see_asked(all, from, to, asked);
    // «-», «?» and «…» answer nothing, whatever was asked.
    made.silent = std::all_of(words.begin(), words.end(),
                              [](const SeenWord& seen) { return seen.barrier(); });
    if (made.silent) return;
    collect(role == BlockRole::interviewer ? 0 : asked);
    StanceReader::Manner manner;
    manner.answer = role == BlockRole::answer;
    manner.troubleless = (asked & rules.troubleless) != 0;
    judge(manner);
    order();
    for (std::size_t at = 0; at < hits.size();) {
      std::size_t end = at;
      const std::uint32_t code = rules.rules[hits[at].rule].code;
      while (end < hits.size() && rules.rules[hits[end].rule].code == code) ++end;
      decide(std::span(std::as_const(hits)).subspan(at, end - at));
      at = end;
    }
    if (!earlier.empty() && !made.barrier) {
      read_stance(manner);
      made.looked_back = true;
      if (const std::optional<StanceReader::Answer> answer = reader.of_before()) {
        made.answers = true;
        made.answer = {answer->stance, range_of(answer->words), answer->plain};
      }
    }
    made.past = read && reader.tells_of_past();
    made.named = question && words.size() <= kNaming;
  }

  /// The same, from memory where the segment was met before.
  const Outcome& outcome(BlockRole role, Contexts asked, const Tokens& all, std::uint32_t from,
                         std::uint32_t to) {
    const bool short_enough = to - from <= kLongestRepeat;
    if (short_enough) {
      make_key(role, asked, all.all.data() + from, all.all.data() + to);
      const Outcome* met_before = repeats.find(key);
      if (met_before != nullptr && holds(*met_before)) return *met_before;
    }
    work_out(role, asked, all, from, to);
    if (short_enough && !swayed && repeats.came_before()) repeats.keep(made, made.bytes());
    return made;
  }

  /// Adds the codings of an outcome.
  void give(const Outcome& outcome, std::uint32_t segment, const NormSpan& span, const Token* first,
            std::vector<Coding>& out) const {
    for (const Outcome::Given& given : outcome.given) {
      Coding& coding = out.emplace_back();
      coding.segment = segment;
      coding.code = given.code;
      coding.rule = given.rule;
      coding.stance = given.stance;
      coding.confidence = given.confidence;
      coding.evidence.reserve(std::max<std::size_t>(given.evidence.size(), 1));
      for (const TokenRange& range : given.evidence) {
        coding.evidence.push_back(span_of(range, first));
      }
      if (coding.evidence.empty()) coding.evidence.push_back(span);
    }
  }

  /// By code; the weightiest hit of a code first, then the longest.
  void order() {
    std::sort(hits.begin(), hits.end(), [&](const Hit& a, const Hit& b) {
      const Rule& ra = rules.rules[a.rule];
      const Rule& rb = rules.rules[b.rule];
      if (ra.code != rb.code) return ra.code < rb.code;
      if (ra.weight != rb.weight) return ra.weight > rb.weight;
      if (a.size() != b.size()) return a.size() > b.size();
      if (a.rule != b.rule) return a.rule < b.rule;
      return std::lexicographical_compare(a.words.begin(), a.words.end(), b.words.begin(),
                                          b.words.end(), [](const WordSet& x, const WordSet& y) {
                                            return std::tie(x.begin, x.words) <
                                                   std::tie(y.begin, y.words);
                                          });
    });
  }

  /// Is there a longer reading of another stance around it? Looks at those alone that hold the
  /// first of its words, which `by_place` finds.
  bool outdone(const Hit& hit) const {
    if (hit.words.empty()) return false;
    const std::uint32_t begin = hit.words.front().begin;
    const auto before = [](const auto& at_place, std::uint32_t w) { return at_place.first < w; };
    const auto end =
        std::upper_bound(by_place.begin(), by_place.end(), begin,
                         [](std::uint32_t w, const auto& at_place) { return w < at_place.first; });
    auto at = std::lower_bound(by_place.begin(), end,
                               begin - std::min<std::uint32_t>(begin, kWindow), before);
    return std::any_of(at, end, [&](const auto& at_place) {
      const Hit& other = *at_place.second;
      return other.stance != hit.stance && other.size() > hit.size() && hit.within(other);
    });
  }

  /// Sorts the places of a code's hits, unless all say the same.
  void place(std::span<const Hit> of_code) {
    by_place.clear();
    if (std::all_of(of_code.begin(), of_code.end(),
                    [&](const Hit& hit) { return hit.stance == of_code.front().stance; })) {
      return;
    }
    for (const Hit& hit : of_code) {
      for (const WordSet& set : hit.words) by_place.emplace_back(set.begin, &hit);
    }
    std::sort(by_place.begin(), by_place.end(),
              [](const auto& a, const auto& b) { return a.first < b.first; });
  }

  std::uint32_t clause_of(const Hit& hit) const {
    return reader.clause_of(hit.words.front().first());
  }

  /// Hits of one code, ordered -> at most one code given.
  void decide(std::span<const Hit> of_code) {
    std::array<float, 3> doubt{1, 1, 1};
    std::array<const Hit*, 3> best{};
    counted.clear();
    place(of_code);
    denied.clear();
    for (const Hit& hit : of_code) {
      if (hit.stance == Stance::negated && !hit.words.empty()) denied.push_back(clause_of(hit));
    }
    std::sort(denied.begin(), denied.end());
    for (const Hit& hit : of_code) {
      // One of each rule and stance is counted at most.
      const bool again = std::any_of(counted.begin(), counted.end(), [&](const Hit* other) {
        return other->stance == hit.stance &&
               (other->rule == hit.rule || other->words.empty() == hit.words.empty()) &&
               (other->rule == hit.rule || hit.words.empty() || hit.meets(*other));
      });
      // «svenskan räcker» inside «svenskan räcker inte»: the longer reading holds.
      if (again || outdone(hit)) continue;
      // «Inga krav på körkort»: «körkort» alone says nothing against it.
      if (hit.assumed && std::binary_search(denied.begin(), denied.end(), clause_of(hit))) {
        continue;
      }
      counted.push_back(&hit);
      const auto s = static_cast<std::size_t>(hit.stance);
      doubt.at(s) *= 1 - rules.rules[hit.rule].weight;
      if (best.at(s) == nullptr) best.at(s) = &hit;
    }
    // A rule that settles the stance itself («svenskan kommer med tiden») knows better than what
    // was worked out from signs around other rules' words; else the surest stance.
    std::size_t chosen = 0;
    const auto settled = [&](std::size_t s) {
      return s != 0 && best.at(s) != nullptr && rules.rules[best.at(s)->rule].stance_fixed &&
             1 - doubt.at(s) + 1e-6F >= kGiven;
    };
    for (std::size_t s = 1; s < doubt.size(); ++s) {
      if (settled(s) == settled(chosen) ? doubt.at(s) < doubt.at(chosen) : settled(s)) chosen = s;
    }
    const float confidence = 1 - doubt.at(chosen);
    // Slack for rounding: 1 − 0.5 must count as 0.5.
    if (best.at(chosen) == nullptr || confidence + 1e-6F < kGiven) return;
    const Hit& hit = *best.at(chosen);
    Outcome::Given& given = made.given.emplace_back();
    given.code = rules.rules[hit.rule].code;
    given.rule = hit.rule;
    given.stance = hit.stance;
    given.confidence = confidence;
    for (const WordSet& w : hit.words) given.evidence.push_back(range_of(w));
    std::sort(given.evidence.begin(), given.evidence.end(),
              [](const TokenRange& a, const TokenRange& b) { return a.first < b.first; });
    made.barrier = made.barrier || takes_stance(hit);
  }
};

Matcher::Matcher(std::shared_ptr<const Rules> rules, WordOf word, std::size_t remembered)
    : body_(std::make_unique<Body>(std::move(rules), std::move(word), remembered)) {}
Matcher::~Matcher() = default;

Contexts Matcher::contexts(const std::vector<std::string>& about) const {
  Contexts out = 0;
  const std::vector<Context>& all = body_->rules.contexts;
  for (std::size_t c = 0; c < all.size(); ++c) {
    for (const std::string& name : about) {
      // About hinder.org.tid is also about hinder.org and hinder.
      const bool same = name == all[c].name;
      const bool below = name.size() > all[c].name.size() && name.starts_with(all[c].name) &&
                         name[all[c].name.size()] == '.';
      if (same || below) out |= Contexts{1} << c;
    }
  }
  return out;
}

Contexts Matcher::contexts(const std::vector<Segment>& segments, const Tokens& tokens) {
  Contexts out = 0;
  for (std::uint32_t s = 0; s < segments.size(); ++s) {
    body_->see(tokens, tokens.first[s], tokens.first[s + 1]);
    body_->questions.clear();
    for (std::size_t c = 0; c < body_->rules.contexts.size(); ++c) {
      if (body_->questions.any(body_->rules.contexts[c].match)) out |= Contexts{1} << c;
    }
  }
  return out;
}

std::vector<std::string> Matcher::names(Contexts contexts) const {
  std::vector<std::string> out;
  for (std::size_t c = 0; c < body_->rules.contexts.size(); ++c) {
    if ((contexts >> c & 1U) != 0) out.push_back(body_->rules.contexts[c].name);
  }
  return out;
}

std::vector<Coding> Matcher::apply(const Document& document, const NormDocument& text,
                                   const std::vector<Segment>& segments, const Tokens& tokens,
                                   const std::vector<Contexts>& asked) {
  assert(asked.size() == text.blocks.size());
  std::vector<Coding> out;
  body_->earlier.clear();
  for (std::uint32_t s = 0; s < segments.size(); ++s) {
    const std::uint32_t b = segments[s].block;
    if (s == 0 || segments[s - 1].block != b) body_->earlier.clear();
    const BlockRole role = document.blocks[text.first + b].role;
    if (role == BlockRole::heading || role == BlockRole::preamble) continue;
    const std::uint32_t from = tokens.first[s];
    const Outcome& outcome = body_->outcome(role, asked[b], tokens, from, tokens.first[s + 1]);
    if (outcome.silent) continue;
    const std::size_t first = out.size();
    body_->give(outcome, s, segments[s].span, tokens.all.data() + from, out);
    body_->refer_back(outcome, s, first, tokens, out);
    body_->remember(outcome, first, out);
  }
  return out;
}

std::vector<Matcher::Match> Matcher::matches(const Tokens& tokens, std::uint32_t segment,
                                             Contexts asked) {
  body_->see_asked(tokens, tokens.first[segment], tokens.first[segment + 1], asked);
  body_->collect(asked);
  std::vector<Match> out;
  for (const Hit& hit : body_->hits) {
    if (hit.words.empty()) continue;
    std::uint32_t first = kNone;
    std::uint32_t last = 0;
    for (const WordSet& words : hit.words) {
      first = std::min(first, words.first());
      last = std::max(last, words.last());
    }
    out.push_back(
        {hit.rule,
         {tokens.all[body_->tokens[first]].span.begin, tokens.all[body_->tokens[last]].span.end}});
  }
  std::sort(out.begin(), out.end(), [](const Match& a, const Match& b) {
    return std::tie(a.span.begin, a.span.end, a.rule) < std::tie(b.span.begin, b.span.end, b.rule);
  });
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

}  // namespace samsyn::coding
