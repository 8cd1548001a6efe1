#include "stages/words/compounds.hpp"

#include <algorithm>

#include "pipeline/model/text.hpp"
#include "stages/words/apertium.hpp"

namespace samsyn::words {
namespace {

constexpr std::uint32_t kShortestPart = 3;  // letters: bo, id, ö are too many accidents
constexpr std::uint32_t kLongestWord = 60;  // letters: longer ones are no Swedish words

bool begins_point(std::string_view text, std::size_t at) {
  return (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U;
}

/// The reading under which a form can stand first in a compound: as nouns and adjectives are in
/// dictionaries (tid, hög), verbs without their a (kör+kort).
const Reading* modifier_of(const std::vector<Reading>& readings, std::string_view form) {
  const auto bare = [&](const Reading& r) {
    const std::string_view lemma = r.lemma;
    switch (r.pos) {
      case Pos::noun:
      case Pos::adj:
      case Pos::num:
      case Pos::adv:
        return lemma == form || !r.parts.empty();
      case Pos::verb:
        return lemma.size() == form.size() + 1 && lemma.ends_with('a') && lemma.starts_with(form);
      case Pos::name:
        return lemma.size() == form.size();
      default:
        return false;
    }
  };
  for (const Pos pos : {Pos::noun, Pos::adj, Pos::verb, Pos::adv, Pos::num, Pos::name}) {
    for (const Reading& reading : readings) {
      if (reading.pos == pos && bare(reading)) return &reading;
    }
  }
  return nullptr;
}

const Reading* head_of(const std::vector<Reading>& readings) {
  // Compounds are nouns far more often than adjectives, and those more often than verbs.
  for (const Pos pos : {Pos::noun, Pos::adj, Pos::verb}) {
    const auto found = std::find_if(readings.begin(), readings.end(),
                                    [&](const Reading& r) { return r.pos == pos; });
    if (found != readings.end()) return &*found;
  }
  return nullptr;
}

}  // namespace

Compounds::Compounds(std::string_view combining, Known known) : known_(std::move(known)) {
  while (!combining.empty()) {
    const std::string_view line = combining.substr(0, combining.find('\n'));
    combining.remove_prefix(std::min(combining.size(), line.size() + 1));
    const std::size_t tab = line.find('\t');
    if (line.empty() || line.front() == '#' || tab == std::string_view::npos) continue;
    combining_.emplace(line.substr(0, tab), line.substr(tab + 1));
  }
}

/// The lemma of a compound's first part; empty when it is none.
std::string Compounds::modifier(std::string_view part, bool& sure) const {
  const std::string whole(part);
  if (const auto found = combining_.find(whole); found != combining_.end()) return found->second;
  const auto lemma = [&](const std::string& word) -> std::string {
    if (code_points(word) < kShortestPart) return {};
    const Part found = known_(word);
    const Reading* reading = modifier_of(found.readings, word);
    sure = found.sure;
    return reading == nullptr ? std::string{} : reading->lemma;
  };
  if (std::string found = lemma(whole); !found.empty()) return found;
  const std::string shorter = whole.substr(0, whole.size() - 1);
  switch (whole.back()) {
    case 's':
      return lemma(shorter);
    case 'e':
    case 'o':
    case 'u':  // undersköterske-, vecko-, gatu-
      return lemma(shorter + "a");
    case '-':
      return lemma(shorter).empty() ? shorter : lemma(shorter);
    default:  // flick-, skol-
      return lemma(whole + "a");
  }
}

namespace {

/// How unlikely a part is: short words are too often accidents.
int cost_of(std::string_view part) {
  const std::uint32_t letters = code_points(part);
  return 10 + (letters < 4 ? 9 : letters < 5 ? 4 : 0);
}

}  // namespace

std::optional<Reading> Compounds::split(const std::string& word, bool& doubtful) const {
  constexpr int kEach = 14;  // a part may cost so much: one letter too few, for one of them
  int cost = 0;
  std::optional<Reading> out = cheapest(word, 0, cost);
  doubtful = out && cost > kEach + 10 * (static_cast<int>(out->parts.size()) - 1);
  return out;
}

std::optional<Reading> Compounds::cheapest(const std::string& word, int depth, int& cost) const {
  constexpr int kDeepest = 3;  // modifiers of modifiers
  constexpr int kUnsure = 6;   // may be two parts
  constexpr int kVerb = 8;     // as a head: seldom
  constexpr int kListed = 6;   // a part of the list of combining forms is surely one
  if (code_points(word) < 2 * kShortestPart || word.size() > 2 * kLongestWord || depth > kDeepest) {
    return std::nullopt;
  }
  std::optional<Reading> best;
  std::uint32_t letters = 0;
  for (std::size_t at = 1; at < word.size(); ++at) {
    if (!begins_point(word, at)) continue;
    if (++letters < 2) continue;
    const std::string right = word.substr(at);
    if (code_points(right) < kShortestPart) break;
    const Part known = known_(right);
    const Reading* head = head_of(known.readings);
    if (head == nullptr) continue;
    const std::string before = word.substr(0, at);
    int here =
        cost_of(right) + 10 * (head->parts.empty() ? 0 : static_cast<int>(head->parts.size()) - 1);
    if (head->pos == Pos::verb) here += kVerb;
    if (!known.sure) here += kUnsure;
    bool sure = true;
    Reading reading;
    if (std::string left = modifier(before, sure); !left.empty()) {
      if (!sure) here += kUnsure;
      here += combining_.count(before) != 0 ? kListed : cost_of(left);
      reading.parts.push_back(std::move(left));
    } else {
      int left_cost = 0;
      std::optional<Reading> inner = cheapest(before, depth + 1, left_cost);
      if (!inner) continue;
      here += left_cost;
      reading.parts = std::move(inner->parts);  // the modifier is itself a compound
    }
    // At the same cost the longer head, which was met first, stays.
    if (best && here >= cost) continue;
    cost = here;
    reading.pos = head->pos;
    reading.tags = head->tags;
    reading.weight = head->weight;
    if (head->parts.empty()) {
      reading.parts.push_back(head->lemma);
    } else {
      reading.parts.insert(reading.parts.end(), head->parts.begin(), head->parts.end());
    }
    reading.lemma =
        before + (head->parts.empty() ? head->lemma : compound_lemma(right, head->parts.back()));
    best = std::move(reading);
  }
  return best;
}

std::vector<std::string> Compounds::with_link(const std::string& lemma) const {
  constexpr std::uint32_t kHead = 5;  // letters: «kap» is in landskap by accident
  for (std::size_t link = lemma.find('s', 3); link != std::string::npos;
       link = lemma.find('s', link + 1)) {
    const std::string right = lemma.substr(link + 1);
    if (code_points(right) < kHead) break;
    const auto noun = [&](const std::string& word) -> const Reading* {
      for (const Reading& reading : known_(word).readings) {
        if (reading.pos == Pos::noun && reading.parts.empty()) return &reading;
      }
      return nullptr;
    };
    const Reading* head = noun(right);
    if (head == nullptr || head->lemma != right) continue;
    const std::string with_s = lemma.substr(0, link + 1);
    if (const auto found = combining_.find(with_s); found != combining_.end())
      return {found->second, right};
    const Reading* left = noun(lemma.substr(0, link));
    if (left != nullptr && left->lemma.size() == link) return {left->lemma, right};
  }
  return {};
}

}  // namespace samsyn::words
