#include "stages/repair/channel.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

#include "pipeline/model/lines.hpp"
#include "stages/repair/letters.hpp"

namespace samsyn::repair {
namespace {

// Letters of a document that the first guess weighs as much as.
constexpr double kGuessStrength = 12;
constexpr double kLeastSame = 1e-3;  // no letter is always damaged
const std::vector<Channel::RuleId> kNoRules{};

/// Index into Damage::wrong; 3 = none of them.
std::size_t umlaut(const std::u32string& meant) {
  if (meant == U"å") return 0;
  if (meant == U"ä") return 1;
  return meant == U"ö" ? 2 : 3;
}

}  // namespace

Channel::Channel(std::string_view confusions) {
  each_line(confusions, [this](std::string_view line) {
    const std::u32string meant = points_of(next_field(line, '\t'));
    const std::u32string seen = points_of(next_field(line, '\t'));
    double share = 0;
    const bool number =
        std::from_chars(line.data(), line.data() + line.size(), share).ec == std::errc{};
    if (meant.empty() || !number || share <= 0 || rules_.size() + 1 == kSame) return;
    const auto id = static_cast<RuleId>(rules_.size());
    rules_.push_back({meant, seen, 0});
    written_.push_back(share);
    if (seen.empty()) {
      lost_.push_back(id);
    } else {
      by_seen_[seen.front()].push_back(id);
    }
  });
  reset({});
}

void Channel::reset(const Damage& damage) {
  std::array<double, 3> sums{};
  for (std::size_t i = 0; i < rules_.size(); ++i) {
    if (const std::size_t u = umlaut(rules_[i].meant); u < 3) sums[u] += written_[i];
  }
  const double most = *std::max_element(damage.wrong.begin(), damage.wrong.end());
  guess_ = written_;
  for (std::size_t i = 0; i < rules_.size(); ++i) {
    const std::size_t u = umlaut(rules_[i].meant);
    // Other letters are damaged where these are: a document that is whole here is whole there.
    guess_[i] *= u < 3 ? damage.wrong[u] / sums[u] : most;
  }
  share_ = guess_;
  settle();
}

void Channel::settle() {
  std::unordered_map<char32_t, double> wrong;
  for (std::size_t i = 0; i < rules_.size(); ++i) {
    rules_[i].log_share = std::log(std::max(share_[i], 1e-12));
    if (rules_[i].meant.size() == 1) wrong[rules_[i].meant.front()] += share_[i];
  }
  log_same_.clear();
  for (const auto& [letter, share] : wrong) {
    log_same_[letter] = std::log(std::max(1 - share, kLeastSame));
  }
}

const std::vector<Channel::RuleId>& Channel::seen_as(char32_t first) const {
  const auto found = by_seen_.find(first);
  return found == by_seen_.end() ? kNoRules : found->second;
}

double Channel::log_same(char32_t meant) const {
  const auto found = log_same_.find(meant);
  return found == log_same_.end() ? 0 : found->second;
}

void Channel::learn(const Counts& counts) {
  std::unordered_map<char32_t, double> total;
  for (const auto& [letter, n] : counts.same) total[letter] += n;
  for (std::size_t i = 0; i < rules_.size(); ++i) {
    if (rules_[i].meant.size() == 1) total[rules_[i].meant.front()] += counts.rules[i];
  }
  for (std::size_t i = 0; i < rules_.size(); ++i) {
    if (rules_[i].meant.size() != 1) continue;  // letter pairs have no count of being whole
    const auto n = total.find(rules_[i].meant.front());
    const double all = n == total.end() ? 0 : n->second;
    // Common letters are whole so often that the guess has to weigh as much.
    const double strength = umlaut(rules_[i].meant) < 3 ? kGuessStrength : kGuessStrength * 20;
    share_[i] = (strength * guess_[i] + counts.rules[i]) / (strength + all);
  }
  settle();
}

}  // namespace samsyn::repair
