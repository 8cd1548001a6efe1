#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "pipeline/model/coding.hpp"
#include "stages/coding/found.hpp"
#include "stages/coding/rules.hpp"

namespace samsyn::coding {

/// What a segment says about stance: its clauses and the cues in them. Asked only for segments with
/// a code that takes a stance, and those after them; kept between them.
///
/// The principle (corpus/taxonomies/README.md tells it to writers of rules): the words that a rule
/// matched say the trouble themselves («brist på tid», «kan inte svenska», «höga krav»), or they
/// only name a topic («svenska», «handledare», «facket»). A negation outside them turns the first;
/// of the second it is the lack itself («ingen handledare», «inte tid»), unless it denies the topic
/// («det är inte svenskan», «svenskan är inget problem»).
class StanceReader {
 public:
  explicit StanceReader(const Rules::Body& rules);

  /// How a segment is meant, by the signs around it.
  struct Manner {
    bool question = false;     ///< it ends in a question mark
    bool answer = false;       ///< a respondent says it, who may ask to complain («Vem hinner?»)
    bool troubleless = false;  ///< it answers what does not hinder
  };
  /// `found` are the places of the stance trie's parts; `words` are the segment's.
  void read(const FoundParts& found, std::span<const SeenWord> words, const Manner& manner);

  /// The stance towards what these words say. Overcome, or set in a past that a present without
  /// trouble follows: negated. A condition, wish, question or report leaves it open. Else an odd
  /// number of negations in reach negates. A cue that shares words with the evidence is part of it.
  /// Cost: linear in the cues near the evidence and those in its clauses that reach over them.
  Stance of(const WordSet& evidence);

  /// The same for words of a rule that settles their stance itself: a condition, wish or question
  /// still leaves it open («om vi tog bort kravet»), «inte bara» is no denial, and
  /// irony no praise.
  Stance of_settled(const WordSet& evidence, Stance settled);

  /// What the segment says of the trouble that the one before spoke of, without naming it: that it
  /// is over («Det löste sig», «Nu klarar alla det»), or that it stands («Så är det än»).
  struct Answer {
    Stance stance = Stance::negated;
    WordSet words;       ///< the sign
    bool plain = false;  ///< said outright; else only told by a present without trouble
  };
  std::optional<Answer> of_before() const;
  /// Does it tell of what was? Only then is a present without trouble in the next one an answer.
  bool tells_of_past() const;

  /// Do these words only name a topic, and say no trouble themselves?
  bool names_topic(const WordSet& evidence) const;

  /// The number of the clause in which a word stands.
  std::uint32_t clause_of(std::uint32_t word) const;

 private:
  struct Seen {
    const Cue* cue = nullptr;
    WordSet words;
    std::uint32_t clause = 0;       ///< in which it begins
    std::uint32_t last_clause = 0;  ///< in which it ends
    bool cancelled = false;
  };
  /// Indices into seen_, in order.
  using Order = std::vector<std::uint32_t>;
  /// Clauses [first, last].
  struct Clauses {
    std::uint32_t first = 0, last = 0;
    bool hold(std::uint32_t clause) const { return first <= clause && clause <= last; }
  };
  /// A place where the telling moves to the past or to the present.
  struct Turn {
    WordSet words;
    std::uint32_t clause = 0;
    Cue::Effect effect = Cue::Effect::present;
    bool clear = false;  ///< of a present: no trouble is told in it
    bool present() const { return effect == Cue::Effect::present; }
  };
  /// What a segment's words say by themselves.
  struct Says {
    bool trouble = false;  ///< «brist», «svår»
    bool no = false;       ///< «inte», «ingen»
  };

  std::uint32_t end_of(std::uint32_t clause) const;
  Clauses clauses_of(const WordSet& evidence) const;
  void sort_cues();
  void cancel_cues();
  void read_turns();
  bool clear(std::uint32_t from, std::uint32_t to) const;
  bool passed(const WordSet& evidence, const Clauses& clauses) const;
  Says says(const WordSet& evidence) const;
  bool applies(const Seen& seen, const WordSet& evidence, const Says& says) const;
  bool reaches(const Seen& seen, const WordSet& evidence, const Clauses& clauses) const;
  bool odd_negations();
  bool denies_itself(const WordSet& evidence) const;
  bool only_named(const Says& said) const;
  template <class Sink>
  void each_near(const WordSet& evidence, const Clauses& clauses, const Sink& sink) const;

  const Rules::Body& rules_;
  std::vector<std::uint32_t> clauses_;  ///< first word of each clause
  std::vector<std::uint32_t> breaks_;   ///< words that open a clause (men, eftersom), in order
  std::vector<Seen> seen_;
  Order near_;       ///< those that reach some words to the right or left, by where they begin
  Order clause_;     ///< those that reach over their clause or its neighbour, by clause
  Order negations_;  ///< of the evidence at hand
  std::vector<Turn> turns_;  ///< in order
  MarkedWords cancelling_, not_only_, spent_, counted_;
  std::vector<std::uint32_t> trouble_;   ///< words that say a trouble (the last of a row), in order
  std::vector<std::uint32_t> negators_;  ///< plain «inte», «ingen», in order
  std::vector<std::uint32_t> overcome_;  ///< words that say that something is over, in order
  std::vector<std::uint32_t> open_;      ///< clauses with a condition or report, in order
  std::uint32_t words_ = 0;              ///< of the segment
  std::uint32_t most_within_ = 0;        ///< of the cues in near_
  bool question_ = false;
  bool ironic_ = false;
  bool troubleless_ = false;
};

}  // namespace samsyn::coding
