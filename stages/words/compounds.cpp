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

bool can_be_modifier(const std::vector<Reading>& readings) {
  return std::any_of(readings.begin(), readings.end(), [](const Reading& r) {
    return r.pos == Pos::noun || r.pos == Pos::verb || r.pos == Pos::adj || r.pos == Pos::name ||
           r.pos == Pos::num || r.pos == Pos::adv;
  });
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
std::string Compounds::modifier(std::string_view part) const {
  const std::string whole(part);
  if (const auto found = combining_.find(whole); found != combining_.end()) return found->second;
  const auto lemma = [&](const std::string& word) -> std::string {
    if (code_points(word) < kShortestPart) return {};
    const std::vector<Reading>& readings = known_(word);
    if (!can_be_modifier(readings)) return {};
    const auto noun = std::find_if(readings.begin(), readings.end(),
                                   [](const Reading& r) { return r.pos == Pos::noun; });
    return noun == readings.end() ? readings.front().lemma : noun->lemma;
  };
  if (std::string found = lemma(whole); !found.empty()) return found;
  const std::string shorter = whole.substr(0, whole.size() - 1);
  switch (whole.back()) {
    case 's':
      return lemma(shorter);
    case 'e': case 'o': case 'u':  // undersköterske-, vecko-, gatu-
      return lemma(shorter + "a");
    case '-':
      return lemma(shorter).empty() ? shorter : lemma(shorter);
    default:  // flick-, skol-
      return lemma(whole + "a");
  }
}

std::optional<Reading> Compounds::split(const std::string& word) const {
  if (code_points(word) < 2 * kShortestPart || word.size() > 2 * kLongestWord) return std::nullopt;
  std::uint32_t letters = 0;
  for (std::size_t at = 1; at < word.size(); ++at) {
    if (!begins_point(word, at)) continue;
    if (++letters < 2) continue;
    const std::string right = word.substr(at);
    if (code_points(right) < kShortestPart) break;
    const std::vector<Reading>& heads = known_(right);
    const Reading* head = head_of(heads);
    if (head == nullptr) continue;
    const std::string left = modifier(word.substr(0, at));
    Reading reading;
    if (!left.empty()) {
      reading.parts.push_back(left);
    } else if (const std::optional<Reading> inner = split(word.substr(0, at)); inner) {
      reading.parts = inner->parts;  // the modifier is itself a compound
    } else {
      continue;
    }
    reading.pos = head->pos;
    if (head->parts.empty()) {
      reading.parts.push_back(head->lemma);
    } else {
      reading.parts.insert(reading.parts.end(), head->parts.begin(), head->parts.end());
    }
    reading.lemma = word.substr(0, at) + head->lemma;
    return reading;
  }
  return std::nullopt;
}

}  // namespace samsyn::words
