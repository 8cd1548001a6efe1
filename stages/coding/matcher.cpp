#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <deque>
#include <optional>

#include "stages/coding/rules.hpp"
#include "stages/coding/stance.hpp"

namespace samsyn::coding {
namespace {

constexpr float kGiven = 0.5F;  // combined confidence from which a code is given

/// One rule's match in a segment.
struct Hit {
  std::uint32_t rule = 0;
  std::vector<WordSet> words;  ///< one for each part; empty = the whole segment
  Stance stance = Stance::affirmed;

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
    for (const WordSet& w : words) n += static_cast<std::uint32_t>(std::popcount(w.words));
    return n;
  }
};

/// Quotation marks do not part words; all other punctuation does.
bool is_quote(std::string_view form) { return form == "”" || form == "’"; }

}  // namespace

struct Matcher::Body {
  std::shared_ptr<const Rules> owner;
  const Rules::Body& rules;
  WordOf word;

  /// What the engine knows of a word; filled the first time the word is met.
  struct Known {
    bool filled = false;
    bool quote = false;
    std::vector<ClassId> classes;
    std::vector<std::uint32_t> starts[4];  ///< of the tries wanted, conditions, stance, questions
  };
  std::deque<Known> known;  ///< by WordId; entries stay where they are

  // Kept between segments so that nothing is allocated for most of them.
  Presence present;
  std::vector<SeenWord> words;
  std::vector<std::uint32_t> tokens;  ///< token index of each of `words`
  std::vector<std::uint8_t> kinds;
  std::vector<Found> found, conditions, stances;
  std::vector<Hit> hits;
  std::vector<std::uint32_t> tried;  ///< rule -> segment stamp
  std::uint32_t stamp = 0;
  bool question = false;

  Body(std::shared_ptr<const Rules> r, WordOf w)
      : owner(std::move(r)), rules(owner->body()), word(std::move(w)),
        present(rules.classes.size()), tried(rules.rules.size(), 0) {}

  const Known& look_up(WordId id) {
    while (known.size() <= id) known.emplace_back();
    Known& k = known[id];
    if (!k.filled) {
      const Word& w = word(id);
      k.filled = true;
      k.quote = is_quote(w.form);
      k.classes = rules.classes.of(w);
      k.starts[0] = rules.wanted.trie.starts(k.classes);
      k.starts[1] = rules.conditions.trie.starts(k.classes);
      k.starts[2] = rules.stance.trie.starts(k.classes);
      k.starts[3] = rules.questions.trie.starts(k.classes);
    }
    return k;
  }

  /// Sets up the words of tokens [from, to).
  void see(const Tokens& all, std::uint32_t from, std::uint32_t to, std::string_view text) {
    words.clear();
    tokens.clear();
    present.clear();
    question = false;
    for (std::uint32_t t = from; t < to; ++t) {
      const Token& token = all.all[t];
      const Known& k = look_up(token.word);
      const bool sign = token.kind == TokenKind::punctuation || token.kind == TokenKind::symbol;
      if (sign) {
        question = question || token.span.of(text).find('?') != std::string_view::npos;
        if (k.quote) continue;
        words.push_back({{}, {}, true});
      } else {
        words.push_back({k.classes, k.starts[0], false});
        present.add(k.classes);
      }
      tokens.push_back(t);
    }
  }

  /// Runs another trie over the words set up.
  void find(int which, const Tokens& all, const PartTrie& trie, std::vector<Found>& out) {
    out.clear();
    for (std::size_t w = 0; w < words.size(); ++w) {
      if (!words[w].barrier) words[w].starts = known[all.all[tokens[w]].word].starts[which];
    }
    trie.trie.find(words, present, out);
  }

  bool asked_for(const Rule& rule, Contexts asked) const {
    return (rule.items == 0 || (rule.items & asked) != 0) && (rule.not_items & asked) == 0;
  }

  void collect(const Tokens& all, Contexts asked) {
    hits.clear();
    found.clear();
    rules.wanted.trie.find(words, present, found);
    if (found.empty() && asked == 0) return;
    const FoundParts places(found);
    ++stamp;
    std::optional<FoundParts> met;  // found when the first rule asks
    const auto allowed = [&](const Rule& rule) {
      if (rule.hinders.empty() && rule.needs.empty()) return true;
      if (!met) {
        find(1, all, rules.conditions, conditions);
        met.emplace(conditions);
      }
      return !met->any(rule.hinders) && (rule.needs.empty() || met->any(rule.needs));
    };
    const auto consider = [&](std::uint32_t r) {
      if (tried[r] == stamp) return;
      tried[r] = stamp;
      const Rule& rule = rules.rules[r];
      if (!asked_for(rule, asked)) return;
      const std::size_t before = hits.size();
      if (rule.everything) hits.push_back({r, {}, rule.stance});
      for (const Parts& parts : rule.match) {
        places.each(parts, [&](std::span<const WordSet> sets) {
          hits.push_back({r, {sets.begin(), sets.end()}, rule.stance});
        });
      }
      if (hits.size() > before && !allowed(rule)) hits.resize(before);
    };
    for (const Found& f : found) {
      for (const std::uint32_t r : rules.rules_of_part[f.part]) consider(r);
    }
    if (asked != 0) {
      for (const std::uint32_t r : rules.everywhere) consider(r);
    }
  }

  bool takes_stance(const Hit& hit) const {
    const Code& code = rules.codebook.codes[rules.rules[hit.rule].code];
    return rules.codebook.taxonomies[code.taxonomy].stance;
  }

  void judge(const Tokens& all, bool open_question) {
    const bool needed = std::any_of(hits.begin(), hits.end(), [&](const Hit& hit) {
      return takes_stance(hit) && !rules.rules[hit.rule].stance_fixed;
    });
    if (!needed) return;
    find(2, all, rules.stance, stances);
    const FoundParts met(stances);
    const StanceReader reader(rules, met, words, question && open_question);
    for (Hit& hit : hits) {
      if (!takes_stance(hit) || rules.rules[hit.rule].stance_fixed || hit.words.empty()) continue;
      // Evidence of several parts: the first that is not simply affirmed decides.
      WordSet joined = hit.words.front();
      for (const WordSet& w : hit.words) {
        if (w.begin < joined.begin) {
          const std::uint32_t shift = joined.begin - w.begin;
          joined = {w.begin, w.words | (shift < 64 ? joined.words << shift : 0)};
        } else if (w.begin - joined.begin < 64) {
          joined.words |= w.words << (w.begin - joined.begin);
        }
      }
      hit.stance = reader.of(joined);
    }
  }

  /// Hits of one code -> at most one coding.
  void decide(std::span<Hit> of_code, const Tokens& all, std::uint32_t segment,
              const NormSpan& span, std::vector<Coding>& out) {
    std::sort(of_code.begin(), of_code.end(), [&](const Hit& a, const Hit& b) {
      const float wa = rules.rules[a.rule].weight;
      const float wb = rules.rules[b.rule].weight;
      if (wa != wb) return wa > wb;
      if (a.size() != b.size()) return a.size() > b.size();
      return a.rule < b.rule;
    });
    std::array<float, 3> doubt{1, 1, 1};
    std::array<const Hit*, 3> best{};
    std::vector<const Hit*> counted;
    for (const Hit& hit : of_code) {
      // «svenskan räcker» inside «svenskan räcker inte»: the longer reading holds.
      const bool outdone = std::any_of(of_code.begin(), of_code.end(), [&](const Hit& other) {
        return other.stance != hit.stance && other.size() > hit.size() && !hit.words.empty() &&
               hit.within(other);
      });
      if (outdone) continue;
      const bool again = std::any_of(counted.begin(), counted.end(), [&](const Hit* other) {
        return other->stance == hit.stance &&
               (other->rule == hit.rule || other->words.empty() == hit.words.empty()) &&
               (other->rule == hit.rule || hit.words.empty() || hit.meets(*other));
      });
      if (again) continue;
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
    Coding coding;
    coding.segment = segment;
    coding.code = rules.rules[hit.rule].code;
    coding.rule = hit.rule;
    coding.stance = hit.stance;
    coding.confidence = confidence;
    for (const WordSet& w : hit.words) {
      coding.evidence.push_back({all.all[tokens[w.first()]].span.begin,
                                 all.all[tokens[w.last()]].span.end});
    }
    if (coding.evidence.empty()) coding.evidence.push_back(span);
    std::sort(coding.evidence.begin(), coding.evidence.end(),
              [](const NormSpan& a, const NormSpan& b) { return a.begin < b.begin; });
    out.push_back(std::move(coding));
  }
};

Matcher::Matcher(std::shared_ptr<const Rules> rules, WordOf word)
    : body_(std::make_unique<Body>(std::move(rules), std::move(word))) {}
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

Contexts Matcher::contexts(const NormDocument& question, const std::vector<Segment>& segments,
                           const Tokens& tokens) {
  Contexts out = 0;
  for (std::uint32_t s = 0; s < segments.size(); ++s) {
    body_->see(tokens, tokens.first[s], tokens.first[s + 1],
               question.blocks[segments[s].block].text);
    body_->find(3, tokens, body_->rules.questions, body_->found);
    const FoundParts places(body_->found);
    for (std::size_t c = 0; c < body_->rules.contexts.size(); ++c) {
      if (places.any(body_->rules.contexts[c].match)) out |= Contexts{1} << c;
    }
  }
  return out;
}

std::vector<Coding> Matcher::apply(const Document& document, const NormDocument& text,
                                   const std::vector<Segment>& segments, const Tokens& tokens,
                                   const std::vector<Contexts>& asked) {
  assert(asked.size() == text.blocks.size());
  std::vector<Coding> out;
  for (std::uint32_t s = 0; s < segments.size(); ++s) {
    const std::uint32_t b = segments[s].block;
    const BlockRole role = document.blocks[text.first + b].role;
    if (role == BlockRole::heading || role == BlockRole::preamble) continue;
    body_->see(tokens, tokens.first[s], tokens.first[s + 1], text.blocks[b].text);
    body_->collect(tokens, role == BlockRole::interviewer ? 0 : asked[b]);
    std::vector<Hit>& hits = body_->hits;
    if (hits.empty()) continue;
    // A question in an answer to «What hinders?» says that the thing hinders («Vem ska hinna?»).
    body_->judge(tokens, role != BlockRole::answer);
    std::stable_sort(hits.begin(), hits.end(), [&](const Hit& a, const Hit& c) {
      return body_->rules.rules[a.rule].code < body_->rules.rules[c.rule].code;
    });
    for (std::size_t from = 0; from < hits.size();) {
      std::size_t to = from;
      const std::uint32_t code = body_->rules.rules[hits[from].rule].code;
      while (to < hits.size() && body_->rules.rules[hits[to].rule].code == code) ++to;
      body_->decide(std::span(hits).subspan(from, to - from), tokens, s, segments[s].span, out);
      from = to;
    }
  }
  return out;
}

}  // namespace samsyn::coding
