#include "stages/repair/search.hpp"

#include <algorithm>

#include "stages/repair/letters.hpp"

namespace samsyn::repair {
namespace {

constexpr std::size_t kBeam = 12;       // rows of letters kept at each place of a word
constexpr std::size_t kProposals = 14;  // kept at the end
constexpr std::size_t kLostIn = 5;      // of the rows kept, those that a lost letter is tried in
// ln: a capital that stands after small letters is seldom just that.
constexpr double kInnerCapital = -2;

}  // namespace

const std::vector<std::int32_t>& Search::run(const std::u32string& seen) {
  nodes_.clear();
  if (at_.size() < seen.size() + 1) at_.resize(seen.size() + 1);
  for (std::size_t i = 0; i <= seen.size(); ++i) at_[i].clear();
  nodes_.emplace_back();
  at_[0].push_back(0);
  for (std::size_t i = 0; i <= seen.size(); ++i) {
    prune(at_[i], kBeam);
    const std::size_t whole = std::min(at_[i].size(), kLostIn);
    for (std::size_t k = 0; k < whole; ++k) put_in_lost(i, at_[i][k]);
    if (i == seen.size()) break;
    for (std::size_t k = 0; k < at_[i].size(); ++k) extend(seen, i, at_[i][k]);
  }
  std::vector<std::int32_t>& last = at_[seen.size()];
  for (const std::int32_t n : last) node(n).spelling += spelling_.end(node(n).context);
  prune(last, kProposals);
  return last;
}

Candidate Search::candidate(std::int32_t end) const {
  Candidate out;
  std::u32string meant;
  for (std::int32_t n = end; n > 0; n = node(n).parent) {
    if (node(n).rule == Channel::kSame) {
      meant.push_back(node(n).letter);
      out.same.push_back(node(n).letter);
    } else {
      const std::u32string& letters = channel_[node(n).rule].meant;
      meant.append(letters.rbegin(), letters.rend());
      out.rules.push_back(node(n).rule);
    }
  }
  std::reverse(meant.begin(), meant.end());
  out.word = utf8_of(meant);
  return out;
}

/// Leaves the best rows, each row of letters once.
void Search::prune(std::vector<std::int32_t>& row, std::size_t most) {
  std::sort(row.begin(), row.end(), [this](std::int32_t a, std::int32_t b) {
    const double x = node(a).score();
    const double y = node(b).score();
    return x > y || (x == y && a < b);
  });
  met_.clear();
  std::size_t kept = 0;
  for (std::size_t k = 0; k < row.size() && kept < most; ++k) {
    const std::uint64_t hash = node(row[k]).hash;
    if (std::find(met_.begin(), met_.end(), hash) != met_.end()) continue;
    met_.push_back(hash);
    row[kept++] = row[k];
  }
  row.resize(kept);
}

Search::Node Search::after(std::int32_t parent, Channel::RuleId rule) const {
  Node out = node(parent);
  out.parent = parent;
  out.rule = rule;
  out.channel += channel_[rule].log_share;
  for (const char32_t c : channel_[rule].meant) write(out, c);
  return out;
}

void Search::write(Node& to, char32_t letter) const {
  const Spelling::Step step = spelling_.next(to.context, letter);
  to.spelling += static_cast<double>(step.log);
  to.context = step.after;
  to.hash = (to.hash ^ letter) * 1099511628211ULL;
}

void Search::put_in_lost(std::size_t i, std::int32_t n) {
  if (node(n).lost) return;
  for (const Channel::RuleId rule : channel_.lost()) {
    Node put = after(n, rule);
    put.lost = true;
    add(i, put);
  }
}

void Search::extend(const std::u32string& seen, std::size_t i, std::int32_t n) {
  const char32_t c = seen[i];
  Node same = node(n);
  same.parent = n;
  same.rule = Channel::kSame;
  same.letter = lower(c);
  same.channel += is_capital(c) ? kInnerCapital : channel_.log_same(c);
  write(same, same.letter);
  add(i + 1, same);
  for (const Channel::RuleId rule : channel_.seen_as(c)) {
    const std::u32string& as = channel_[rule].seen;
    if (seen.compare(i, as.size(), as) == 0) add(i + as.size(), after(n, rule));
  }
}

void Search::add(std::size_t i, const Node& node) {
  at_[i].push_back(static_cast<std::int32_t>(nodes_.size()));
  nodes_.push_back(node);
}

}  // namespace samsyn::repair
