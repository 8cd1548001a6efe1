#include "stages/coding/trie.hpp"

#include <algorithm>
#include <bit>
#include <cassert>

namespace samsyn::coding {
namespace {

constexpr std::int32_t kReach = kWindow / 2;  // words from the first matched to the last

constexpr std::uint64_t bit(std::int32_t at) { return std::uint64_t{1} << at; }

/// The element of a row that is met least often.
std::size_t anchor_of(const Sequence& row, WordClasses& classes) {
  if (row.size() == 1) return 0;
  std::size_t anchor = row.size();
  double least = 0;
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (row[i].kind != Element::Kind::word) continue;
    const double met = classes.often(row[i].tests);
    if (anchor == row.size() || met < least) {
      least = met;
      anchor = i;
    }
  }
  assert(anchor < row.size());  // the parser refuses rows without words
  return anchor;
}

/// The bits from `at` upwards; `at` may lie outside on either side.
constexpr std::uint64_t from(std::int32_t at) {
  if (at <= 0) return ~std::uint64_t{0};
  return at >= static_cast<std::int32_t>(kWindow) ? 0 : ~std::uint64_t{0} << at;
}

}  // namespace

double often(const Alternatives& rows, WordClasses& classes) {
  double sum = 0;
  for (const Sequence& row : rows) sum += classes.often(row[anchor_of(row, classes)].tests);
  return sum;
}

void Positions::show(std::span<const SeenWord> words) {
  if (words.data() == shown_.data() && words.size() == shown_.size()) return;
  clear();
  shown_ = words;
  for (std::size_t w = 0; w < words.size(); ++w) {
    const std::uint64_t here = std::uint64_t{1} << w;
    if (words[w].barrier()) {
      barriers_ |= here;
    } else {
      for (const PlaceId p : words[w].entry->places) masks_[p] |= here;
    }
  }
}

void Positions::clear() {
  for (const SeenWord& word : shown_) {
    if (word.barrier()) continue;
    for (const PlaceId p : word.entry->places) masks_[p] = 0;
  }
  barriers_ = 0;
  shown_ = {};
}

std::uint32_t Trie::root(std::uint32_t part, ClassId label) {
  const std::uint32_t index = entered_ == Entered::by_words ? label : part;
  if (roots_.size() <= index) roots_.resize(index + 1);
  for (const Root& known : roots_[index]) {
    if (known.label == label) return known.to;
  }
  roots_[index].push_back({label, static_cast<std::uint32_t>(drafts_.size())});
  drafts_.emplace_back();
  return roots_[index].back().to;
}

std::uint32_t Trie::child(std::uint32_t node, Way way) {
  for (const Way& known : drafts_[node].ways) {
    if (known.reach == way.reach && known.border == way.border && known.label == way.label) {
      return known.to;
    }
  }
  way.to = static_cast<std::uint32_t>(drafts_.size());
  drafts_.emplace_back();
  drafts_[node].ways.push_back(way);
  return way.to;
}

void Trie::add(const Alternatives& rows, std::uint32_t part, WordClasses& classes) {
  for (const Sequence& row : rows) {
    const std::size_t anchor = anchor_of(row, classes);
    std::uint32_t node = root(part, classes.add(row[anchor].tests));
    Reach reach;
    const auto follow = [&](const Element& element) {
      if (element.kind == Element::Kind::gap) {
        const std::uint32_t most = reach.gap + element.most + (reach.gap == 0 ? 1U : 0U);
        reach.gap = static_cast<std::uint16_t>(std::min<std::uint32_t>(most, kWindow));
        return;
      }
      const bool word = element.kind == Element::Kind::word;
      node = child(node, {reach, !word, word ? classes.add(element.tests) : 0, 0});
      reach.gap = 0;
    };
    for (std::size_t i = anchor + 1; i < row.size(); ++i) follow(row[i]);
    reach = {true, 0};
    for (std::size_t i = anchor; i-- > 0;) follow(row[i]);
    std::vector<std::uint32_t>& accepts = drafts_[node].accepts;
    if (std::find(accepts.begin(), accepts.end(), part) == accepts.end()) accepts.push_back(part);
  }
}

void Trie::ask_for(std::vector<bool>& classes) const {
  for (const Draft& draft : drafts_) {
    for (const Way& way : draft.ways) {
      if (!way.border) classes[way.label] = true;
    }
  }
  if (entered_ == Entered::by_words) return;
  for (const std::vector<Root>& roots : roots_) {
    for (const Root& root : roots) classes[root.label] = true;
  }
}

void Trie::close(const std::vector<PlaceId>& place_of) {
  nodes_.reserve(drafts_.size());
  for (const Draft& draft : drafts_) {
    Node node;
    node.edges = static_cast<std::uint32_t>(edges_.size());
    for (const Way& way : draft.ways) {
      edges_.push_back({way.border ? kBorder : place_of[way.label], way.to, way.reach});
    }
    node.edges_end = static_cast<std::uint32_t>(edges_.size());
    node.accepts = static_cast<std::uint32_t>(accepts_.size());
    accepts_.insert(accepts_.end(), draft.accepts.begin(), draft.accepts.end());
    node.accepts_end = static_cast<std::uint32_t>(accepts_.size());
    nodes_.push_back(node);
  }
  drafts_.clear();
  drafts_.shrink_to_fit();
  if (entered_ == Entered::by_words) return;
  for (const std::vector<Root>& roots : roots_) {
    std::vector<Edge>& anchors = asked_.emplace_back();
    for (const Root& root : roots) anchors.push_back({place_of[root.label], root.to, {}});
  }
}

void Trie::start(const std::vector<ClassId>& classes, std::vector<std::uint32_t>& parts,
                 std::vector<Edge>& ways) const {
  assert(entered_ == Entered::by_words);
  for (const ClassId c : classes) {
    if (c >= roots_.size()) continue;
    for (const Root& root : roots_[c]) {
      const Node& node = nodes_[root.to];
      parts.insert(parts.end(), accepts_.begin() + node.accepts,
                   accepts_.begin() + node.accepts_end);
      ways.insert(ways.end(), edges_.begin() + node.edges, edges_.begin() + node.edges_end);
    }
  }
}

/// What stays the same during the walks over one window; places are told as bits of the window.
struct Trie::Walk {
  const Positions& positions;
  FoundParts& out;
  std::uint32_t offset = 0;             ///< index of the window's first word in the segment
  std::int32_t first = 0, last = 0;     ///< the words without punctuation at the segment's ends
  bool at_start = true, at_end = true;  ///< does the window hold the segment's start and end?

  /// The words that may come next when `left` and `right` are those beside the words matched.
  std::uint64_t window(Reach reach, std::int32_t left, std::int32_t right) const {
    constexpr auto kEnd = static_cast<std::int32_t>(kWindow);
    if (reach.gap == 0) {
      const std::int32_t at = reach.left ? left : right;
      return at >= 0 && at < kEnd ? bit(at) : 0;
    }
    std::uint64_t open = ~positions.barriers() & from(first) & ~from(last);
    open &= reach.left ? ~from(left + 1) : from(right);
    std::uint64_t beyond = open;
    for (std::uint16_t i = 0; i < reach.gap && beyond != 0; ++i) {
      beyond &= reach.left ? ~bit(63 - std::countl_zero(beyond)) : beyond - 1;
    }
    return open ^ beyond;
  }

  /// Is the segment's start or end that near?
  bool border(Reach reach, std::int32_t left, std::int32_t right) const {
    if (reach.left ? !at_start : !at_end) return false;
    if (reach.gap == 0) return reach.left ? left < first : right >= last;
    std::uint64_t open = ~positions.barriers() & from(first) & ~from(last);
    open &= reach.left ? ~from(left + 1) : from(right);
    return std::popcount(open) < reach.gap;
  }
};

void Trie::step(const Walk& walk, std::uint32_t index, std::uint64_t matched, std::int32_t left,
                std::int32_t right) const {
  const Node& node = nodes_[index];
  if (node.accepts != node.accepts_end) {
    const std::int32_t begin = std::countr_zero(matched);
    if (63 - std::countl_zero(matched) - begin < kReach) {
      for (std::uint32_t a = node.accepts; a < node.accepts_end; ++a) {
        walk.out.add(accepts_[a],
                     {walk.offset + static_cast<std::uint32_t>(begin), matched >> begin});
      }
    }
  }
  for (std::uint32_t e = node.edges; e < node.edges_end; ++e) {
    follow(walk, edges_[e], matched, left, right);
  }
}

inline void Trie::follow(const Walk& walk, const Edge& edge, std::uint64_t matched,
                         std::int32_t left, std::int32_t right) const {
  const std::uint64_t there = walk.positions.mask(edge.place);
  if (there == 0) return;
  if (edge.place == kBorder) {
    if (walk.border(edge.reach, left, right)) step(walk, edge.to, matched, left, right);
    return;
  }
  for (std::uint64_t next = there & walk.window(edge.reach, left, right); next != 0;
       next &= next - 1) {
    const std::int32_t at = std::countr_zero(next);
    step(walk, edge.to, matched | bit(at), edge.reach.left ? at - 1 : left,
         edge.reach.left ? right : at + 1);
  }
}

template <class Visit>
void Trie::windows(std::span<const SeenWord> words, Positions& positions, FoundParts& out,
                   const Visit& visit) const {
  std::size_t first = 0;
  std::size_t last = words.size();
  while (first < last && words[first].barrier()) ++first;
  while (last > first && words[last - 1].barrier()) --last;
  out.start_walk();
  for (std::size_t offset = 0; offset < last; offset += kWindow / 2) {
    out.next_window();
    const std::size_t end = std::min(offset + kWindow, words.size());
    positions.show(words.subspan(offset, end - offset));
    Walk walk{positions, out, static_cast<std::uint32_t>(offset)};
    walk.first = static_cast<std::int32_t>(first > offset ? first - offset : 0);
    walk.last = static_cast<std::int32_t>(std::min(last, end) - offset);
    walk.at_start = offset == 0;
    walk.at_end = end == words.size();
    visit(walk);
    if (walk.at_end) break;
  }
}

void Trie::find(std::span<const SeenWord> words, Positions& positions, FoundParts& out) const {
  assert(entered_ == Entered::by_words);
  windows(words, positions, out, [&](const Walk& walk) {
    for (std::int32_t at = walk.first; at < walk.last; ++at) {
      const std::uint32_t index = walk.offset + static_cast<std::uint32_t>(at);
      if (words[index].barrier()) continue;
      for (const std::uint32_t part : words[index].entry->parts) out.add(part, {index, 1});
      for (const Edge& way : words[index].entry->ways) {
        follow(walk, way, bit(at), at - 1, at + 1);
      }
    }
  });
}

void Trie::find(std::uint32_t part, std::span<const SeenWord> words, Positions& positions,
                FoundParts& out) const {
  assert(entered_ == Entered::by_parts);
  windows(words, positions, out, [&](const Walk& walk) {
    for (const Edge& anchor : asked_[part]) {
      for (std::uint64_t there = positions.mask(anchor.place); there != 0; there &= there - 1) {
        const std::int32_t at = std::countr_zero(there);
        step(walk, anchor.to, bit(at), at - 1, at + 1);
      }
    }
  });
}

}  // namespace samsyn::coding
