#include "stages/repair/gate.hpp"

#include <algorithm>

#include "stages/repair/letters.hpp"

namespace samsyn::repair {
namespace {

// Shares of å, ä and ö among the letters of Swedish prose, rounded down: counted over the statutes
// and the example study.
constexpr double kRing = 0.014, kDots = 0.016, kODots = 0.013;

// A short text lacks one of the letters by chance: more of its words must be damaged.
constexpr std::uint32_t kShortLetters = 250, kShortWords = 45;
constexpr std::uint32_t kLeastWords = 8;              // fewer tell nothing
constexpr double kThreeWords = 2.5, kTwoWords = 1.5;  // in a short text; two beside strange ones
constexpr double kRepairableInShort = 0.05;           // of its words
constexpr double kMissing = 0.5;                      // of the usual share: less is odd
constexpr double kStrange = 0.004;                    // words with signs inside: more is odd
constexpr double kRepairable = 0.02;      // impossible words near a frequent one: more is damage
constexpr double kStrangers = 0.12;       // of them: fewer, and it was typed without å, ä, ö
constexpr std::size_t kSample = 1500;     // pieces looked up
constexpr std::uint32_t kFrequent = 300;  // per Frequencies::kPer

bool only_dots_lost(const Channel& channel, const Candidate& candidate) {
  return std::all_of(candidate.rules.begin(), candidate.rules.end(), [&](Channel::RuleId id) {
    const Channel::Rule& rule = channel[id];
    return ((rule.meant == U"å" || rule.meant == U"ä") && rule.seen == U"a") ||
           (rule.meant == U"ö" && rule.seen == U"o");
  });
}

bool is_short(const Figures& f) { return f.letters < kShortLetters || f.words < kShortWords; }

/// Words enough that can be repaired?
bool is_repairable(const Figures& f) {
  if (!is_short(f)) return f.repairable >= kRepairable;
  return f.repairable >= kRepairableInShort &&
         f.repairable * f.words >= (f.strange > kStrange ? kTwoWords : kThreeWords);
}

}  // namespace

Figures letters_of(const NormDocument& text) {
  Figures out;
  std::uint32_t ring = 0, dots = 0, o_dots = 0, strange = 0;
  for (const NormBlock& block : text.blocks) {
    bool in_word = false;  // a word has begun
    bool sign = false;     // a digit or sign came after a letter of it
    bool counted = false;
    for (std::size_t i = 0; i < block.text.size(); ++i) {
      const auto c = static_cast<unsigned char>(block.text[i]);
      const bool tail = (c & 0xC0U) == 0x80U;
      if (c == 0xC3 && i + 1 < block.text.size()) {
        const auto second = static_cast<unsigned char>(block.text[i + 1]) | 0x20U;
        ring += second == 0xA5 ? 1U : 0U;
        dots += second == 0xA4 ? 1U : 0U;
        o_dots += second == 0xB6 ? 1U : 0U;
      }
      const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0xC3;
      if (letter) {
        ++out.letters;
        if (!in_word) ++out.words;
        // é is a letter of Swedish only at the end of words (kafé, idé, idéer).
        const bool acute = c == 0xC3 && i + 2 < block.text.size() && block.text[i + 1] == '\xA9' &&
                           block.text[i + 2] >= 'a' && block.text[i + 2] <= 'z' &&
                           block.text.compare(i + 2, 2, "er") != 0 && block.text[i + 2] != 'n' &&
                           block.text[i + 2] != 's';
        if ((sign || acute) && !counted) {
          ++strange;
          counted = true;
        }
        in_word = true;
      } else if (c == '&' || c == '{' || c == '}' || c == '|' || (c >= '0' && c <= '9')) {
        sign = in_word && block.text[i - 1] >= 'a' && block.text[i - 1] <= 'z';
      } else if (!tail) {
        in_word = sign = counted = false;
      }
    }
  }
  const double letters = std::max(1U, out.letters);
  out.ring = ring / letters;
  out.dots = dots / letters;
  out.o_dots = o_dots / letters;
  out.strange = static_cast<double>(strange) / std::max(1U, out.words);
  return out;
}

bool is_odd(const Figures& f) {
  if (f.words < kLeastWords) return false;
  return f.ring < kMissing * kRing || f.dots < kMissing * kDots || f.o_dots < kMissing * kODots ||
         f.strange > kStrange;
}

void look_up(Figures& figures, const std::vector<Piece>& pieces, const Frequencies& frequencies,
             const Channel& channel, CandidateSource& candidates) {
  const std::size_t stride = pieces.size() / kSample + 1;
  std::uint32_t all = 0, impossible = 0, repairable = 0, strangers = 0;
  for (std::size_t i = 0; i < pieces.size(); i += stride) {
    const Piece& piece = pieces[i];
    if (piece.left || piece.seen.size() < 2) continue;
    ++all;
    const std::vector<Candidate>& found = candidates.of(piece.seen);
    if (found.front().known) continue;
    ++impossible;
    const auto near = std::find_if(found.begin() + 1, found.end(), [&](const Candidate& c) {
      return frequencies.word(c.word) >= kFrequent;
    });
    if (near == found.end()) continue;
    ++repairable;
    strangers += only_dots_lost(channel, *near) ? 0U : 1U;
  }
  const double n = std::max(1U, all);
  figures.impossible = impossible / n;
  figures.repairable = repairable / n;
  figures.strangers = static_cast<double>(strangers) / std::max(1U, repairable);
}

Verdict verdict_of(const Figures& f) {
  if (!is_odd(f) || !is_repairable(f)) return Verdict::whole;
  return f.strangers < kStrangers && f.strange <= kStrange ? Verdict::doubted : Verdict::damaged;
}

Channel::Damage damage_of(const Figures& f) {
  const auto missing = [](double share, double usual) {
    return std::clamp(1 - share / usual, 0.02, 0.95);
  };
  return {{missing(f.ring, kRing), missing(f.dots, kDots), missing(f.o_dots, kODots)}};
}

}  // namespace samsyn::repair
