#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace samsyn::repair {

/// What a reader of scanned pages makes of letters: how likely a letter that was meant is seen as
/// something else. Begins with the shares of corpus/ocr/confusions.tsv, and is told by each
/// document what its own reader did.
class Channel {
 public:
  struct Rule {
    std::u32string meant, seen;  ///< seen is empty for letters that were lost
    double log_share = 0;        ///< ln P(seen | meant)
  };
  using RuleId = std::uint16_t;
  static constexpr RuleId kSame = 0xFFFF;  ///< a letter seen as it was meant

  /// How many of å, ä, ö are damaged, 0..1, before anything is known of the document.
  struct Damage {
    std::array<double, 3> wrong{0.5, 0.5, 0.5};
    bool operator==(const Damage&) const = default;
  };

  /// `confusions`: lines "meant<tab>seen<tab>share", `#` starts a comment; lines of another shape
  /// are left out.
  explicit Channel(std::string_view confusions);

  void reset(const Damage& damage);  ///< back to the first guess

  const Rule& operator[](RuleId id) const { return rules_[id]; }
  const std::vector<RuleId>& seen_as(char32_t first) const;  ///< rules whose seen begins so
  const std::vector<RuleId>& lost() const { return lost_; }  ///< rules with nothing seen
  double log_same(char32_t meant) const;                     ///< ln P(seen as it was meant)
  /// Is the sign (no letter) one that a letter may be seen as?
  bool may_be_letter(char32_t sign) const { return !is_unseen(sign); }

  /// What was found in a document: how often each rule, and how often a letter was left whole.
  struct Counts {
    std::vector<double> rules;
    std::unordered_map<char32_t, double> same;
  };
  Counts no_counts() const { return {std::vector<double>(rules_.size()), {}}; }
  /// Shares become (prior strength · first guess + counts) / (prior strength + total).
  void learn(const Counts& counts);

 private:
  bool is_unseen(char32_t sign) const { return seen_as(sign).empty(); }
  void settle();

  std::vector<Rule> rules_;
  std::vector<double> written_;  ///< shares as in the file
  std::vector<double> guess_;    ///< shares of the first guess for this document
  std::vector<double> share_;    ///< shares now
  std::unordered_map<char32_t, std::vector<RuleId>> by_seen_;
  std::vector<RuleId> lost_;
  std::unordered_map<char32_t, double> log_same_;  ///< only of letters that have rules
};

}  // namespace samsyn::repair
