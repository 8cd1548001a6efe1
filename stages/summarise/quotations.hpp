#pragma once
// Which segments are quoted for a code. The rule is stated in words by the label "quotations.rule".

#include <cstdint>
#include <functional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "pipeline/model/summary.hpp"
#include "stages/summarise/slice.hpp"

namespace samsyn::summarise {

inline constexpr std::uint32_t kShortQuotation = 40;  // code points; shorter says too little
inline constexpr std::uint32_t kLongQuotation = 240;  // code points; longer is hard to place
inline constexpr float kClearConfidence = 0.75F;      // from here up the evidence is called clear

/// Affirmed before negated before supposed; of fitting length; clear; surer; earlier in the
/// document. A total order of the candidates of one code and document.
bool is_better(const Candidate& a, const Candidate& b);

/// Who said it, as far as the choice spreads over people.
struct Voice {
  std::uint32_t document = 0;  ///< in input order
  std::uint32_t respondent = kNone;
  std::uint32_t group = kNone;         ///< number of the value; kNone = unknown
  std::uint32_t municipality = kNone;  ///< likewise
};

/// Keeps, for each code, what the choice can need: for each group and municipality the best
/// candidates and the best of different people. What is kept does not depend on how the input was
/// sliced, as long as slices are offered in input order.
///
/// Memory: at most 2 x quotations for each code, group and municipality that occur together; the
/// combinations after the first 512 of a code share one place.
class Shelf {
 public:
  Shelf(std::size_t codes, std::uint32_t quotations);

  /// Makes the quotation of a candidate; called only for those that are kept.
  using Cut = std::function<Quotation(const Candidate&)>;
  void offer(const Candidate& candidate, const Voice& voice, const Cut& cut);

  /// The chosen quotations of one code, best first: one after another, people not yet quoted
  /// first, then affirmed, fitting, clear, the group and then the municipality quoted least, surer,
  /// earlier. The same words once. At most `most`; each of the first is chosen whatever `most` is.
  std::vector<Quotation> choose(std::uint32_t code, std::uint32_t most) const;

 private:
  struct Entry {
    Candidate candidate;
    Voice voice;
    Quotation quotation;
  };
  using Place = std::pair<std::uint32_t, std::uint32_t>;  ///< group and municipality
  /// Stance, length and clearness, confidence, and where in the input: smaller is better.
  using Rank = std::tuple<std::uint32_t, float, std::uint32_t, std::uint32_t, std::uint32_t>;
  /// What is known of a place without looking at its entries: most offers end here.
  struct Head {
    Place place;
    bool is_full = false;  ///< as many people as quotations: nothing after `worst` gets in
    Rank worst;
    std::uint32_t entries = 0;  ///< index into OfCode::entries
  };
  struct OfCode {
    std::vector<Head> heads;                  ///< ordered by place
    std::vector<std::vector<Entry>> entries;  ///< each best first
  };
  static Rank rank_of(const Candidate& candidate, std::uint32_t document);
  static Head& head_of(OfCode& code, const Voice& voice);
  /// Is what stands, or would stand, at this index among the best of all, or the best one of each
  /// of the first so many people?
  bool is_kept(const std::vector<Entry>& entries, std::size_t index, const Voice& voice) const;

  std::uint32_t quotations_;
  std::vector<OfCode> codes_;
};

}  // namespace samsyn::summarise
