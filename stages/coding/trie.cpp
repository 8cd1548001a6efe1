#include "stages/coding/trie.hpp"

#include <algorithm>
#include <cassert>

namespace samsyn::coding {
namespace {

constexpr std::uint32_t kReach = 64;  // words: the bits of Found::words
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
    std::uint32_t node = 0;
    for (const Element& element : row) node = child(node, element, classes);
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

struct Trie::Walk {
  std::span<const SeenWord> words;
  const Presence& present;
  std::vector<Found>& out;
  std::uint32_t begin = 0;
  std::uint64_t matched = 0;
  std::uint32_t last = 0;  ///< index behind the last real word: what follows is punctuation
};

void Trie::words_from(Walk& walk, const Node& node, std::uint32_t at) const {
  if (at >= walk.words.size() || at - walk.begin >= kReach) return;
  const SeenWord& word = walk.words[at];
  for (const Edge& edge : node.edges) {
    if (!walk.present.has(edge.label) ||
        !std::binary_search(word.classes.begin(), word.classes.end(), edge.label)) {
      continue;
    }
    const std::uint64_t before = walk.matched;
    walk.matched |= std::uint64_t{1} << (at - walk.begin);
    step(walk, edge.to, at + 1);
    walk.matched = before;
  }
}

void Trie::step(Walk& walk, std::uint32_t index, std::uint32_t at) const {
  const Node& node = nodes_[index];
  for (const std::uint32_t part : node.accepts) {
    walk.out.push_back({part, walk.begin, walk.matched});
  }
  if (node.at_end != 0 && at >= walk.last) step(walk, node.at_end, at);
  words_from(walk, node, at);
  for (const Gap& gap : node.gaps) {
    const Node& behind = nodes_[gap.to];
    const bool possible =
        behind.at_end != 0 || !behind.gaps.empty() ||
        std::any_of(behind.edges.begin(), behind.edges.end(),
                    [&](const Edge& edge) { return walk.present.has(edge.label); });
    if (!possible) continue;
    std::uint32_t skipped = 0;
    for (std::uint32_t p = at; p <= walk.last; ++p) {
      if (p >= walk.last) {
        if (behind.at_end != 0) step(walk, behind.at_end, p);
        break;
      }
      if (walk.words[p].barrier) continue;  // a gap passes punctuation, free of charge
      words_from(walk, behind, p);
      if (skipped++ == gap.most) break;
    }
  }
}

void Trie::find(std::span<const SeenWord> words, const Presence& present,
                std::vector<Found>& out) const {
  Walk walk{words, present, out};
  std::uint32_t first = 0;
  while (first < words.size() && words[first].barrier) ++first;
  walk.last = static_cast<std::uint32_t>(words.size());
  while (walk.last > 0 && words[walk.last - 1].barrier) --walk.last;
  if (nodes_[0].at_start != 0 && first < words.size()) {
    walk.begin = first;
    step(walk, nodes_[0].at_start, first);
  }
  for (std::uint32_t at = first; at < walk.last; ++at) {
    walk.begin = at;
    for (const std::uint32_t node : words[at].starts) {
      walk.matched = 1;
      step(walk, node, at + 1);
    }
  }
}

}  // namespace samsyn::coding
