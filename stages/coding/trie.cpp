#include "stages/coding/trie.hpp"

#include <algorithm>
#include <bit>
#include <cassert>
#include <iterator>

namespace samsyn::coding {
namespace {

constexpr std::int32_t kReach = 64;  // words: the bits of Found::words

// The words met most often in answers and interviews, most frequent first (counted in
// corpus/connect). They make poor anchors.
constexpr std::string_view kCommon[] = {
    "en", "vi", "jag", "det", "och", "i", "den", "är", "på", "de", "som", "man", "att", "har",
    "ingen", "inte", "hon", "med", "år", "ha", "om", "för", "till", "av", "ett", "få", "han",
    "vara", "men", "så", "någon", "bli", "var", "ta", "skola", "jobb", "får", "kunna", "två",
    "dom", "när", "säga", "tid", "då", "från", "handledare", "alla", "ska", "kan", "vad", "där",
    "oss", "går", "hade", "person", "tre", "gå", "deltagare", "fick", "nu", "sig", "du",
    "finns", "in", "göra", "samma", "annan", "bra", "folk", "sen", "fyra", "ja", "än", "upp",
    "efter", "hur", "vill", "dem", "sin", "mycket", "här", "kommer", "projekt", "dag", "arbete",
    "säger", "chef", "utan", "hos", "skulle", "allt", "ut", "nej", "vet", "gör", "mig", "sedan",
    "tar", "andra", "kommunen", "gick", "sa", "inget", "bara", "eller", "åt", "blir", "fem",
    "kvar", "nån", "över", "varje", "emot", "god", "mer", "blev", "nåt", "kom", "själv", "tog",
    "första", "vem", "komma", "gång", "vilja", "ju", "ame", "sitter", "gått", "hr", "å", "sex",
    "haft", "kommun", "aldrig", "vid", "vår", "våra", "timmar", "inga", "många", "af", "rätt",
    "tror", "personal", "veta", "liten", "behöva", "stor", "finnas", "all", "finna", "mången"};

/// How often a word is thought to pass one of these tests, by Zipf's law for the common words.
double frequency(const std::vector<Test>& tests) {
  constexpr double kAny = 1e9, kPos = 1e8, kStar = 40, kRare = 1, kMost = 1e5;
  double sum = 0;
  for (const Test& test : tests) {
    switch (test.kind) {
      case Test::Kind::any:
        sum += kAny;
        break;
      case Test::Kind::pos:
        sum += kPos;
        break;
      case Test::Kind::prefix:
      case Test::Kind::suffix:
      case Test::Kind::infix:
        sum += kStar;
        break;
      default: {
        const auto* found = std::find(std::begin(kCommon), std::end(kCommon), test.word);
        sum += found == std::end(kCommon) || test.kind == Test::Kind::head ||
                       test.kind == Test::Kind::modifier
                   ? kRare
                   : kMost / static_cast<double>(found - std::begin(kCommon) + 1);
      }
    }
  }
  return sum;
}
constexpr std::size_t kPrefixKey = 3; // bytes

template <class Map, class Sink>
void each(const Map& map, const std::string& key, const Sink& sink) {
  const auto [from, to] = map.equal_range(key);
  for (auto it = from; it != to; ++it) sink(it->second);
}

}  // namespace

std::uint32_t WordClasses::test(const Test& test) {
  const auto [found, fresh] = tests_.emplace(test, static_cast<std::uint32_t>(tests_.size()));
  const std::uint32_t id = found->second;
  if (!fresh) return id;
  classes_of_.emplace_back();
  switch (test.kind) {
    case Test::Kind::lemma:
      lemmas_.emplace(test.word, id);
      forms_.emplace(test.word, id);  // «inga» finds inga, though its lemma is ingen
      break;
    case Test::Kind::whole:
      wholes_.emplace(test.word, id);
      break;
    case Test::Kind::head:
      if (test.modifier.empty()) {
        heads_.emplace(test.word, id);
      } else {
        pairs_.push_back({{test.modifier, test.word}, id});
      }
      break;
    case Test::Kind::modifier:
      modifiers_.emplace(test.word, id);
      break;
    case Test::Kind::form:
      forms_.emplace(test.word, id);
      break;
    case Test::Kind::prefix:
      if (test.word.size() < kPrefixKey) {
        short_prefixes_.emplace_back(test.word, id);
      } else {
        prefixes_.emplace(test.word.substr(0, kPrefixKey),
                          static_cast<std::uint32_t>(prefix_words_.size()));
        prefix_words_.emplace_back(test.word, id);
      }
      break;
    case Test::Kind::suffix:
      suffixes_.emplace_back(test.word, id);
      break;
    case Test::Kind::infix:
      infixes_.emplace_back(test.word, id);
      break;
    case Test::Kind::pos:
      poses_.emplace_back(test.pos, id);
      break;
    case Test::Kind::any:
      anything_.push_back(id);
      break;
  }
  return id;
}

ClassId WordClasses::add(const TestSet& tests) {
  if (const auto known = shared_.find(tests); known != shared_.end()) return known->second;
  const auto [found, fresh] = sets_.emplace(*tests, static_cast<ClassId>(sets_.size()));
  if (fresh) {
    for (const Test& t : *tests) classes_of_[test(t)].push_back(found->second);
  }
  shared_.emplace(tests, found->second);
  return found->second;
}

std::vector<ClassId> WordClasses::of(const Word& word) const {
  std::vector<ClassId> out;
  const auto passes = [&](std::uint32_t id) {
    out.insert(out.end(), classes_of_[id].begin(), classes_of_[id].end());
  };
  for (const std::uint32_t id : anything_) passes(id);
  each(forms_, word.form, passes);
  for (const auto& [text, id] : short_prefixes_) {
    if (std::string_view(word.form).starts_with(text)) passes(id);
  }
  if (word.form.size() >= kPrefixKey) {
    each(prefixes_, word.form.substr(0, kPrefixKey), [&](std::uint32_t i) {
      if (std::string_view(word.form).starts_with(prefix_words_[i].first)) {
        passes(prefix_words_[i].second);
      }
    });
  }
  for (const auto& [text, id] : suffixes_) {
    if (std::string_view(word.form).ends_with(text)) passes(id);
  }
  for (const auto& [text, id] : infixes_) {
    if (word.form.find(text) != std::string::npos) passes(id);
  }
  // Lemmas of names and initialisms are capitalised; rules are not.
  const auto lower = [](std::string text) {
    for (char& c : text) {
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 0x20);
    }
    const std::string_view capitals[] = {"Å", "Ä", "Ö"};
    const std::string_view small[] = {"å", "ä", "ö"};
    for (std::size_t i = 0; i < 3; ++i) {
      if (text.starts_with(capitals[i])) text.replace(0, capitals[i].size(), small[i]);
    }
    return text;
  };
  for (const Reading& reading : word.readings) {
    const std::string lemma = lower(reading.lemma);
    each(lemmas_, lemma, passes);
    each(wholes_, lemma, passes);
    for (const auto& [pos, id] : poses_) {
      if (pos == reading.pos) passes(id);
    }
    if (reading.parts.empty()) continue;
    const std::string head = lower(reading.parts.back());
    each(lemmas_, head, passes);
    each(heads_, head, passes);
    for (std::size_t p = 0; p + 1 < reading.parts.size(); ++p) {
      const std::string modifier = lower(reading.parts[p]);
      each(modifiers_, modifier, passes);
      for (const auto& [pair, id] : pairs_) {
        if (pair.first == modifier && pair.second == head) passes(id);
      }
    }
    // språkutveckling+s+insats: the modifiers joined may be the word that a rule names.
    if (reading.parts.size() > 2) {
      const std::string joined = reading.parts[reading.parts.size() - 2] + head;
      each(lemmas_, joined, passes);
      each(heads_, joined, passes);
    }
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

std::uint32_t Trie::child(std::uint32_t node, const Element& element, WordClasses& classes) {
  const auto fresh = [&] {
    nodes_.emplace_back();
    return static_cast<std::uint32_t>(nodes_.size() - 1);
  };
  switch (element.kind) {
    case Element::Kind::start:
      if (nodes_[node].at_start == 0) {
        const std::uint32_t to = fresh();
        nodes_[node].at_start = to;
      }
      return nodes_[node].at_start;
    case Element::Kind::end:
      if (nodes_[node].at_end == 0) {
        const std::uint32_t to = fresh();
        nodes_[node].at_end = to;
      }
      return nodes_[node].at_end;
    case Element::Kind::gap: {
      for (const Gap& gap : nodes_[node].gaps) {
        if (gap.most == element.most) return gap.to;
      }
      const std::uint32_t to = fresh();
      nodes_[node].gaps.push_back({element.most, to});
      return to;
    }
    case Element::Kind::word:
      break;
  }
  const ClassId label = classes.add(element.tests);
  if (node == 0) {
    const auto found = roots_.find(label);
    if (found != roots_.end()) return found->second;
    const std::uint32_t to = fresh();
    roots_.emplace(label, to);
    return to;
  }
  for (const Edge& edge : nodes_[node].edges) {
    if (edge.label == label) return edge.to;
  }
  const std::uint32_t to = fresh();
  nodes_[node].edges.push_back({label, to});
  return to;
}

void Trie::add(const Alternatives& rows, std::uint32_t part, WordClasses& classes) {
  for (const Sequence& row : rows) {
    std::size_t anchor = row.size();
    double least = 0;
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (row[i].kind != Element::Kind::word) continue;
      const double often = frequency(*row[i].tests);
      if (anchor == row.size() || often < least) {
        least = often;
        anchor = i;
      }
    }
    assert(anchor < row.size());  // the parser refuses rows without words
    std::uint32_t node = 0;
    for (std::size_t i = anchor; i < row.size(); ++i) node = child(node, row[i], classes);
    if (anchor > 0) {
      if (nodes_[node].turned == 0) {
        nodes_.emplace_back();
        nodes_[node].turned = static_cast<std::uint32_t>(nodes_.size() - 1);
      }
      node = nodes_[node].turned;
      for (std::size_t i = anchor; i-- > 0;) node = child(node, row[i], classes);
    }
    std::vector<std::uint32_t>& accepts = nodes_[node].accepts;
    if (std::find(accepts.begin(), accepts.end(), part) == accepts.end()) accepts.push_back(part);
  }
}

std::vector<std::uint32_t> Trie::starts(std::span<const ClassId> classes) const {
  std::vector<std::uint32_t> out;
  for (const ClassId c : classes) {
    const auto found = roots_.find(c);
    if (found != roots_.end()) out.push_back(found->second);
  }
  return out;
}

/// Where a walk stands. `at` is the next word to look at: to the right of what was matched, or,
/// once turned, to the left of the anchor.
struct Trie::Walk {
  std::span<const SeenWord> words;
  const Presence& present;
  std::vector<Found>& out;
  std::int32_t first = 0, last = 0;  ///< the real words: what lies outside is punctuation
  std::int32_t anchor = 0;
  std::int32_t at = 0;
  std::int32_t way = 1;       ///< 1 to the right, -1 to the left
  std::uint64_t right = 0;    ///< words matched: bit i is word anchor + i
  std::uint64_t left = 0;     ///< bit i is word anchor - i
};

void Trie::words_at(Walk& walk, const Node& node, std::int32_t at) const {
  const std::int32_t away = at > walk.anchor ? at - walk.anchor : walk.anchor - at;
  if (at < walk.first || at >= walk.last || away >= kReach) return;
  const SeenWord& word = walk.words[static_cast<std::size_t>(at)];
  for (const Edge& edge : node.edges) {
    if (!walk.present.has(edge.label) ||
        !std::binary_search(word.classes.begin(), word.classes.end(), edge.label)) {
      continue;
    }
    const Walk before = walk;
    (walk.way > 0 ? walk.right : walk.left) |= std::uint64_t{1} << away;
    walk.at = at + walk.way;
    step(walk, edge.to);
    walk.at = before.at;
    walk.right = before.right;
    walk.left = before.left;
  }
}

void Trie::step(Walk& walk, std::uint32_t index) const {
  const Node& node = nodes_[index];
  if (!node.accepts.empty()) {
    // The leftmost word matched is the highest bit of `left`; all bits are told from there.
    const std::int32_t back = walk.left == 0 ? 0 : 63 - std::countl_zero(walk.left);
    std::uint64_t matched = 0;
    for (std::int32_t i = 0; i <= back; ++i) {
      if (((walk.left >> i) & 1U) != 0) matched |= std::uint64_t{1} << (back - i);
    }
    const std::int32_t reach = 63 - std::countl_zero(walk.right | 1U);
    if (back + reach < kReach) {
      matched |= walk.right << back;
      for (const std::uint32_t part : node.accepts) {
        walk.out.push_back({part, static_cast<std::uint32_t>(walk.anchor - back), matched});
      }
    }
  }
  if (node.turned != 0) {
    const Walk before = walk;
    walk.way = -1;
    walk.at = walk.anchor - 1;
    step(walk, node.turned);
    walk.way = before.way;
    walk.at = before.at;
  }
  if (node.at_end != 0 && walk.way > 0 && walk.at >= walk.last) step(walk, node.at_end);
  if (node.at_start != 0 && walk.way < 0 && walk.at < walk.first) step(walk, node.at_start);
  if (!node.edges.empty()) words_at(walk, node, walk.at);
  for (const Gap& gap : node.gaps) {
    const Node& behind = nodes_[gap.to];
    const bool anchored = behind.at_end != 0 || behind.at_start != 0;
    const bool possible = anchored || !behind.gaps.empty() || behind.turned != 0 ||
                          std::any_of(behind.edges.begin(), behind.edges.end(), [&](const Edge& edge) {
                            return walk.present.has(edge.label);
                          });
    if (!possible) continue;
    const std::int32_t from = walk.at;
    std::uint32_t skipped = 0;
    for (std::int32_t p = from;; p += walk.way) {
      const bool outside = p < walk.first || p >= walk.last;
      if (outside) {
        walk.at = p;
        if (walk.way > 0 && behind.at_end != 0) step(walk, behind.at_end);
        if (walk.way < 0 && behind.at_start != 0) step(walk, behind.at_start);
        break;
      }
      if (walk.words[static_cast<std::size_t>(p)].barrier) continue;  // free of charge
      words_at(walk, behind, p);
      if (skipped++ == gap.most) break;
    }
    walk.at = from;
  }
}

void Trie::find(std::span<const SeenWord> words, const Presence& present,
                std::vector<Found>& out) const {
  Walk walk{words, present, out};
  walk.last = static_cast<std::int32_t>(words.size());
  const auto barrier = [&](std::int32_t at) { return words[static_cast<std::size_t>(at)].barrier; };
  while (walk.first < walk.last && barrier(walk.first)) ++walk.first;
  while (walk.last > walk.first && barrier(walk.last - 1)) --walk.last;
  for (std::int32_t at = walk.first; at < walk.last; ++at) {
    for (const std::uint32_t node : words[static_cast<std::size_t>(at)].starts) {
      walk.anchor = at;
      walk.at = at + 1;
      walk.way = 1;
      walk.right = 1;
      walk.left = 1;
      step(walk, node);
    }
  }
}

}  // namespace samsyn::coding
