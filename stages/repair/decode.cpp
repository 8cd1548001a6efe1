#include "stages/repair/decode.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <deque>
#include <limits>
#include <string_view>
#include <unordered_map>

#include "stages/repair/letters.hpp"

namespace samsyn::repair {
namespace {

constexpr double kPairWeight = 0.6;   // of pairs beside single words
constexpr double kOneIsNumber = -10;  // ln: how often a word of running text is the number 1
constexpr double kGlued = -7.6;       // ln 0.0005: two words without a space, a word with one
constexpr double kBroken = 15;      // a hyphen at a line's end between small letters breaks a word
constexpr double kKeepKnown = 0.7;  // what a word of the language must be beaten by
constexpr double kKeepInWhole = 6;  // the same in a document whose å, ä and ö are all there
constexpr double kKeepUnknownInWhole = 4;
constexpr double kKeepName = 2.5;
constexpr double kKeepUnknownName = 8;
constexpr double kWhole = 0.12;  // damage of such a document at most
constexpr std::uint32_t kFrequent =
    4000;  // per Frequencies::kPer: short words that others stick to
constexpr std::uint32_t kListedPart = 20;  // the other word then is at least so frequent
constexpr double kGood = -24;              // ln: of a word and its damage
constexpr std::size_t kShown = 4;

/// A way to read one piece or two.
struct Arc {
  std::uint32_t first = 0;
  std::uint32_t pieces = 1;
  std::string_view word;        ///< as Choice::word; of the candidate, or kept by the Decoding
  std::string_view head, tail;  ///< first and last word of it
  double prior = 0;             ///< of head
  double rest = 0;              ///< of what follows head, and of being glued or broken
  bool listed = false;          ///< head is
  const Candidate* candidate =
      nullptr;  ///< what tells of the channel; none where parts were joined
  double channel = 0;
  double keep = 0;  ///< added to a reading that changes nothing
  bool same = false;
  double score = 0;        ///< of the best way here
  std::int32_t back = -1;  ///< arc before it
};

class Decoding {
 public:
  Decoding(const std::vector<Piece>& pieces, const Channel::Damage& damage,
           const Frequencies& frequencies, Channel& channel, CandidateSource& candidates)
      : pieces_(pieces), frequencies_(frequencies), channel_(channel), candidates_(candidates) {
    const double most = *std::max_element(damage.wrong.begin(), damage.wrong.end());
    whole_ = most <= kWhole;
    keep_ = whole_ ? kKeepInWhole : kKeepKnown;
    starting_.resize(pieces.size());
    ending_.resize(pieces.size() + 1);
    for (std::uint32_t i = 0; i < pieces.size(); ++i) read(i);
  }

  void learn() {
    Channel::Counts counts = channel_.no_counts();
    walk();
    for (const std::uint32_t a : best_) {
      const Arc& arc = arcs_[a];
      if (arc.candidate == nullptr || pieces_[arc.first].left) continue;
      const double sure = margin(a);
      for (const Channel::RuleId rule : arc.candidate->rules) counts.rules[rule] += sure;
      for (const char32_t c : arc.candidate->same) counts.same[c] += sure;
    }
    channel_.learn(counts);
  }

  std::vector<Choice> choices() {
    walk();
    std::vector<Choice> out;
    out.reserve(best_.size());
    for (const std::uint32_t a : best_) {
      const Arc& arc = arcs_[a];
      Choice choice;
      choice.first = arc.first;
      choice.pieces = arc.pieces;
      choice.word = std::string(arc.word);
      choice.changed = !arc.same;
      if (choice.changed) {
        choice.margin = static_cast<float>(margin(a));
        choice.candidates = shown(a);
      }
      out.push_back(std::move(choice));
    }
    return out;
  }

 private:
  // ---- arcs ---------------------------------------------------------------------------------
  Arc& add(std::uint32_t first, std::uint32_t count) {
    const auto index = static_cast<std::uint32_t>(arcs_.size());
    starting_[first].push_back(index);
    ending_[first + count].push_back(index);
    Arc& arc = arcs_.emplace_back();
    arc.first = first;
    arc.pieces = count;
    return arc;
  }

  void read(std::uint32_t i) {
    const Piece& piece = pieces_[i];
    if (piece.left) {
      std::string word;
      for (const char32_t c : piece.seen) append_point(word, lower(c));
      Arc& arc = add(i, 1);
      arc.word = arc.head = arc.tail = made_.emplace_back(std::move(word));
      arc.same = true;
      return;
    }
    const std::vector<Candidate>& found = candidates_.of(piece.seen);
    for (const Candidate& candidate : found) {
      const bool same = &candidate == &found.front();
      Arc& arc = add(i, 1);
      arc.word = arc.head = arc.tail = candidate.word;
      arc.prior = candidate.log_prior;
      arc.listed = candidate.listed;
      arc.candidate = &candidate;
      arc.same = same;
      if (same) {
        const bool known = candidate.known || known_before_hyphen(piece, candidate.word);
        arc.keep = known ? keep_ : whole_ ? kKeepUnknownInWhole : 0;
        // A capital within a sentence: a name, which is seldom in any list.
        if (piece.shape == Case::first_capital && !piece.begins && !piece.strange) {
          arc.keep += known ? kKeepName : kKeepUnknownName;
        }
        if (candidate.word == "1") number(arc, i);
      }
    }
    if (!found.front().known && !good(found)) split(i);
    if (i + 1 < pieces_.size()) join(i);
  }

  /// arbetsmarknads- och ...: the form before a hyphen may carry its linking s.
  bool known_before_hyphen(const Piece& piece, const std::string& word) {
    return piece.hyphen_after && word.size() > 3 && word.ends_with('s') &&
           candidates_.known(word.substr(0, word.size() - 1));
  }

  /// A lone 1 is a number, or i: where numbers or signs stand near it, it is a number.
  void number(Arc& arc, std::uint32_t i) const {
    arc.prior = kOneIsNumber;
    const auto figure = [&](std::uint32_t k) {
      return k < pieces_.size() && pieces_[k].block == pieces_[i].block &&
             is_digit(pieces_[k].seen.front()) && is_digit(pieces_[k].seen.back());
    };
    bool near = pieces_[i].apart || (i + 1 < pieces_.size() && pieces_[i + 1].apart);
    for (std::uint32_t k = i < 2 ? 0 : i - 2; k <= i + 2; ++k) near = near || (k != i && figure(k));
    if (near || i + 1 >= pieces_.size()) arc.keep = 12;
  }

  /// Is there a reading as one word that is likely enough not to look for others?
  bool good(const std::vector<Candidate>& found) const {
    const Candidate* const best = likeliest(found);
    return best != nullptr && best->log_prior + weigh(*best) > kGood;
  }

  /// Words that were written together: a frequent short word at the beginning or the end.
  void split(std::uint32_t i) {
    const Piece& piece = pieces_[i];
    const std::u32string& seen = piece.seen;
    if (seen.size() < 5 || seen.size() > 24 || piece.shape == Case::capitals) return;
    if (piece.shape == Case::first_capital && !piece.begins) return;  // a name
    Arc best;
    std::string row;  ///< of best's words
    best.rest = -std::numeric_limits<double>::infinity();
    const auto offer = [&](const std::vector<const Candidate*>& words) {
      double rest = kGlued * static_cast<double>(words.size() - 1);
      for (std::size_t k = 1; k < words.size(); ++k) rest += words[k]->log_prior;
      for (const Candidate* part : words) rest += weigh(*part);
      if (rest + words.front()->log_prior <= best.rest + best.prior) return;
      best.rest = rest;
      best.prior = words.front()->log_prior;
      best.head = words.front()->word;
      best.tail = words.back()->word;
      row.clear();
      for (const Candidate* part : words) row += (row.empty() ? "" : " ") + part->word;
    };
    for (std::size_t at = 1; at <= 4 && at + 3 <= seen.size(); ++at) {
      const Candidate* const left = frequent(seen.substr(0, at));
      if (left == nullptr) continue;
      const std::u32string right = seen.substr(at);
      if (const Candidate* word = listed(right); word != nullptr) offer({left, word});
      for (std::size_t next = 1; next <= 3 && next + 4 <= right.size(); ++next) {
        const Candidate* const middle = frequent(right.substr(0, next));
        if (middle == nullptr) continue;
        if (const Candidate* word = listed(right.substr(next)); word != nullptr) {
          offer({left, middle, word});
        }
      }
    }
    for (std::size_t size = 2; size <= 4 && size + 4 <= seen.size(); ++size) {
      const Candidate* const right = frequent(seen.substr(seen.size() - size));
      if (right == nullptr) continue;
      if (const Candidate* word = listed(seen.substr(0, seen.size() - size)); word != nullptr) {
        offer({word, right});
      }
    }
    if (row.empty()) return;
    Arc& arc = add(i, 1);
    arc.word = made_.emplace_back(std::move(row));
    arc.head = best.head;
    arc.tail = best.tail;
    arc.prior = best.prior;
    arc.rest = best.rest;
    arc.listed = true;
  }

  const Candidate* frequent(const std::u32string& seen) {
    const std::vector<Candidate>& found = candidates_.listed(seen);
    const auto often = [&](const Candidate& c) { return frequencies_.word(c.word) >= kFrequent; };
    if (often(found.front())) return &found.front();
    const Candidate* const best = likeliest(found);
    return best != nullptr && often(*best) ? best : nullptr;
  }

  const Candidate* listed(const std::u32string& seen) {
    if (seen.size() < 3) return nullptr;
    const Candidate* const best = likeliest(candidates_.listed(seen));
    return best != nullptr && frequencies_.word(best->word) >= kListedPart ? best : nullptr;
  }

  const Candidate* likeliest(const std::vector<Candidate>& found) const {
    const Candidate* best = nullptr;
    double score = 0;
    for (const Candidate& c : found) {
      if (!c.known) continue;
      const double s = c.log_prior + weigh(c);
      if (best == nullptr || s > score) best = &c, score = s;
    }
    return best;
  }

  /// Two pieces that were one word: broken at a line's end, or parted by a blank.
  void join(std::uint32_t i) {
    const Piece& a = pieces_[i];
    const Piece& b = pieces_[i + 1];
    if (b.left || a.block != b.block || b.shape != Case::small || a.shape == Case::capitals) return;
    if (a.seen.size() < 2 || b.seen.size() < 2) return;
    double bonus = kGlued;
    if (a.breaks) {
      for (const std::u32string_view word : {U"och", U"eller", U"samt", U"respektive", U"men"}) {
        if (b.seen == word) return;
      }
      bonus = kBroken;
    } else {
      if (b.apart || b.strange || a.strange) return;
      const std::vector<Candidate>& left = candidates_.of(a.seen);
      const std::vector<Candidate>& right = candidates_.of(b.seen);
      if (left.front().known && right.front().known) return;
      if ((left.front().known || good(left)) && (right.front().known || good(right))) return;
    }
    const std::u32string joined = a.seen + b.seen;
    const std::vector<Candidate>& found =
        a.breaks ? candidates_.of(joined) : candidates_.listed(joined);
    for (const Candidate& candidate : found) {
      if (!candidate.known) continue;
      Arc& arc = add(i, 2);
      arc.word = arc.head = arc.tail = candidate.word;
      arc.prior = candidate.log_prior;
      arc.rest = bonus;
      arc.listed = candidate.listed;
      arc.candidate = &candidate;
    }
  }

  // ---- weights ------------------------------------------------------------------------------
  double weigh(const Candidate& candidate) const {
    double sum = 0;
    for (const Channel::RuleId rule : candidate.rules) sum += channel_[rule].log_share;
    for (const char32_t c : candidate.same) sum += channel_.log_same(c);
    return sum;
  }

  /// ln P(the arc's words | the word before).
  double step(const Arc* before, const Arc& arc) const {
    double p = arc.prior;
    if (before != nullptr && arc.listed && !pieces_[arc.first].apart) {
      const std::uint32_t pairs = frequencies_.pairs_of(before->tail);
      if (pairs != 0) {
        const double all = std::max(pairs, frequencies_.word(before->tail));
        const double pair = frequencies_.pair(before->tail, arc.head);
        p = std::log(kPairWeight * pair / all + (1 - kPairWeight) * std::exp(arc.prior));
      }
    }
    return p + arc.rest + arc.channel + arc.keep;
  }

  void walk() {
    std::unordered_map<const Candidate*, double> weighed;
    for (Arc& arc : arcs_) {
      if (arc.candidate == nullptr) continue;
      const auto [at, fresh] = weighed.emplace(arc.candidate, 0);
      if (fresh) at->second = weigh(*arc.candidate);
      arc.channel = at->second;
    }
    for (std::uint32_t i = 0; i < pieces_.size(); ++i) {
      for (const std::uint32_t a : starting_[i]) {
        Arc& arc = arcs_[a];
        arc.back = -1;
        if (i == 0) {
          arc.score = step(nullptr, arc);
          continue;
        }
        arc.score = -std::numeric_limits<double>::infinity();
        for (const std::uint32_t b : ending_[i]) {
          const double score = arcs_[b].score + step(&arcs_[b], arc);
          if (score > arc.score) {
            arc.score = score;
            arc.back = static_cast<std::int32_t>(b);
          }
        }
      }
    }
    best_.clear();
    if (pieces_.empty()) return;
    std::int32_t last = -1;
    for (const std::uint32_t a : ending_.back()) {
      if (last < 0 || arcs_[a].score > arcs_[static_cast<std::size_t>(last)].score) {
        last = static_cast<std::int32_t>(a);
      }
    }
    for (; last >= 0; last = arcs_[static_cast<std::size_t>(last)].back) {
      best_.push_back(static_cast<std::uint32_t>(last));
    }
    std::reverse(best_.begin(), best_.end());
    place_.assign(arcs_.size(), 0);
    for (std::uint32_t k = 0; k < best_.size(); ++k) place_[best_[k]] = k;
  }

  /// ln of how likely the arc is between the chosen neighbours of the chosen arc at its place.
  double in_place(std::uint32_t k, const Arc& arc) const {
    double score = step(k == 0 ? nullptr : &arcs_[best_[k - 1]], arc);
    if (k + 1 < best_.size()) score += step(&arc, arcs_[best_[k + 1]]);
    return score;
  }

  double margin(std::uint32_t chosen) const {
    const std::uint32_t k = place_[chosen];
    const Arc& arc = arcs_[chosen];
    const double own = in_place(k, arc);
    double next = -std::numeric_limits<double>::infinity();
    for (const std::uint32_t a : starting_[arc.first]) {
      if (a != chosen && arcs_[a].pieces == arc.pieces)
        next = std::max(next, in_place(k, arcs_[a]));
    }
    return std::clamp(1 - std::exp(next - own), 0.0, 1.0);
  }

  std::vector<std::string> shown(std::uint32_t chosen) const {
    const std::uint32_t k = place_[chosen];
    const Arc& arc = arcs_[chosen];
    std::vector<std::pair<double, std::string_view>> all;
    for (const std::uint32_t a : starting_[arc.first]) {
      if (arcs_[a].pieces == arc.pieces) all.emplace_back(in_place(k, arcs_[a]), arcs_[a].word);
    }
    std::stable_sort(all.begin(), all.end(),
                     [](const auto& x, const auto& y) { return x.first > y.first; });
    std::vector<std::string> out;
    for (const auto& [score, word] : all) {
      if (out.size() == kShown) break;
      if (std::find(out.begin(), out.end(), word) == out.end()) out.emplace_back(word);
    }
    return out;
  }

  const std::vector<Piece>& pieces_;
  const Frequencies& frequencies_;
  Channel& channel_;
  CandidateSource& candidates_;
  bool whole_ = false;
  double keep_ = kKeepKnown;
  std::vector<Arc> arcs_;
  std::deque<std::string> made_;  ///< words of arcs without a candidate; they stay where they are
  std::vector<std::vector<std::uint32_t>> starting_, ending_;
  std::vector<std::uint32_t> best_;
  std::vector<std::uint32_t> place_;
};

}  // namespace

std::vector<Choice> decode(const std::vector<Piece>& pieces, const Channel::Damage& damage,
                           const Frequencies& frequencies, Channel& channel,
                           CandidateSource& candidates) {
  channel.reset(damage);
  Decoding decoding(pieces, damage, frequencies, channel, candidates);
  decoding.learn();
  return decoding.choices();
}

}  // namespace samsyn::repair
