#include "stages/words/compounds.hpp"

#include <algorithm>
#include <array>

#include "pipeline/model/lines.hpp"
#include "pipeline/model/text.hpp"
#include "stages/words/apertium.hpp"

namespace samsyn::words {
namespace {

constexpr std::uint32_t kShortestPart = 3;  // letters: bo, id, ö are too many accidents
constexpr std::uint32_t kLongestWord = 60;  // letters: longer ones are no Swedish words

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

Compounds::Compounds(std::string_view combining, const Frequencies* frequencies, Known sure,
                     Known known)
    : sure_(std::move(sure)), known_(std::move(known)), frequencies_(frequencies) {
  each_line(combining, [this](std::string_view line) {
    const bool simple = line.find('\t') == std::string_view::npos;
    const std::string_view form = next_field(line, '\t');
    if (simple) {
      simple_.emplace(form);
    } else {
      combining_.emplace(form, line);
    }
  });
}

/// The same as modifier() where that is sure of its answer without asking Hunspell; else empty.
std::string Compounds::sure_modifier(const std::string& part) const {
  if (const auto found = combining_.find(part); found != combining_.end()) return found->second;
  const auto lemma = [&](const std::string& word) -> std::string {
    if (code_points(word) < kShortestPart) return {};
    const Reading* reading = modifier_of(sure_(word).readings, word);
    return reading == nullptr ? std::string{} : reading->lemma;
  };
  std::string whole = lemma(part);
  if (!whole.empty() || part.back() != 's') return whole;
  return lemma(part.substr(0, part.size() - 1));
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
  const std::string shorter = whole.substr(0, whole.size() - 1);
  if (std::string found = lemma(whole); !found.empty()) {
    if (sure || whole.back() != 's') return found;
    // Hunspell spells friskvårds as well as friskvård.
    std::string bare = lemma(shorter);
    return bare.empty() ? found : bare;
  }
  switch (whole.back()) {
    case 's':
      return lemma(shorter);
    case 'e':
    case 'o':
    case 'u':  // undersköterske-, vecko-, gatu-
      return lemma(shorter + "a");
    case '-': {
      std::string found = lemma(shorter);
      return found.empty() ? shorter : found;
    }
    case 'r':  // läkar-, användar-
      if (whole.ends_with("ar")) {
        if (std::string found = lemma(whole + "e"); !found.empty()) return found;
      }
      return lemma(whole + "a");
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
  if (word.size() > 2 * kLongestWord) return std::nullopt;
  Table table(word.size() + 1);
  Cheapest found = cheapest(word, 0, table);
  const int parts = found.reading ? static_cast<int>(found.reading->parts.size()) : 0;
  doubtful = found.reading && found.cost > kEach + 10 * (parts - 1);
  return std::move(found.reading);
}

const Compounds::Cheapest& Compounds::cheapest(std::string_view word, std::size_t depth,
                                               Table& table) const {
  Cheapest& out = table[word.size()][depth];
  if (out.known) return out;
  out.known = true;
  if (code_points(word) < 2 * kShortestPart) return out;
  // What both are surely words is cheapest by far, and costs nothing to ask: it is looked for first,
  // so that Hunspell is asked only for parts that could still be cheaper.
  for (const bool all : {false, true}) {
    std::uint32_t letters = 0;
    for (std::size_t at = 1; at < word.size(); ++at) {
      if (!begins_point(word, at)) continue;
      if (++letters < 2) continue;
      if (code_points(word.substr(at)) < kShortestPart) break;
      try_split(word, at, depth, all, table, out);
    }
  }
  return out;
}

/// Takes the split at a letter if it is cheaper than what was found. Unless `all`, both parts are
/// words that are surely known.
void Compounds::try_split(std::string_view word, std::size_t at, std::size_t depth, bool all,
                          Table& table, Cheapest& out) const {
  constexpr int kUnsure = 6;  // may be two parts
  // Hunspell glues words by itself: barnskötar+vikariat, not barn+skötarvikariat.
  constexpr int kGlued = 5;
  constexpr int kVerb = 8;    // as a head: seldom
  constexpr int kListed = 6;  // a part of the list of combining forms is surely one
  const std::string before(word.substr(0, at));
  const std::string right(word.substr(at));
  // At the same cost the longer head stays.
  const auto cheaper = [&](int rank) {
    return !out.reading || rank < out.rank || (rank == out.rank && at < out.at);
  };
  const Part surely = sure_(right);
  const bool asks = surely.readings.empty();
  if (asks && (!all || !cheaper(cost_of(right) + kUnsure + kListed + kGlued))) return;
  const Part known = asks ? known_(right) : surely;
  const Reading* head = head_of(known.readings);
  if (head == nullptr) return;
  int here =
      cost_of(right) + 10 * (head->parts.empty() ? 0 : static_cast<int>(head->parts.size()) - 1);
  if (head->pos == Pos::verb) here += kVerb;
  if (!known.sure) here += kUnsure;
  if (!cheaper(here + kListed + (known.sure ? 0 : kGlued))) return;
  bool sure = true;
  Reading reading;
  if (std::string left = all ? modifier(before, sure) : sure_modifier(before); !left.empty()) {
    if (!sure) here += kUnsure;
    here += combining_.count(before) != 0 ? kListed : cost_of(left);
    reading.parts.push_back(std::move(left));
  } else {
    if (!all || depth + 1 == kDepths) return;
    const Cheapest& inner = cheapest(before, depth + 1, table);
    if (!inner.reading) return;
    here += inner.cost;
    reading.parts = inner.reading->parts;  // the modifier is itself a compound
  }
  const int rank = here + (known.sure ? 0 : kGlued);
  if (!cheaper(rank)) return;
  out.rank = rank;
  out.cost = here;
  out.at = at;
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
  out.reading = std::move(reading);
}

namespace {

/// What stands before a verb and what is made of it: utbildning, samarbete, återkoppling are words
/// derived from utbilda …, not compounds of two nouns.
constexpr std::array<std::string_view, 43> kPrefixes{
    "an",      "av",    "be",   "bi",     "bort",  "efter",    "emot",  "ent",   "fort",
    "fram",    "från",  "för",  "före",   "förbi", "genom",    "hop",   "in",    "inne",
    "isär",    "kring", "med",  "miss",   "mot",   "ned",      "ner",   "nere",  "om",
    "omkring", "på",    "sam",  "samman", "till",  "tillbaka", "under", "undan", "upp",
    "uppe",    "ut",    "utan", "ute",    "vid",   "åter",     "över"};

/// Endings that are words too, or that the analyser takes for words: sjukdom, storlek, handling,
/// lärande, ledarskap (ledar+s+kap) have no parts.
constexpr std::array<std::string_view, 19> kEndings{
    "and", "ande", "are", "bar",    "dom",  "else",   "ende", "het", "inna", "kap",
    "lek", "ling", "lös", "löshet", "ning", "ration", "ring", "sam", "skap"};

template <std::size_t n>
bool one_of(const std::array<std::string_view, n>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

}  // namespace

bool Compounds::well_known(const std::string& lemma) const {
  // How often in ten million words; short ones are in others by accident (kont+akt, sup+port).
  const std::uint32_t letters = code_points(lemma);
  const std::uint32_t least = letters < 4 ? 40 : letters < 5 ? 5 : 0;
  return frequencies_->word(lemma) >= least;
}

bool Compounds::derived(const std::string& lemma, std::string_view head) const {
  constexpr std::uint32_t kUsualVerb = 5;  // in ten million words
  for (const std::string_view ending : {"ning", "ing", "are", "ande", "an"}) {
    if (!head.ends_with(ending)) continue;
    const std::string verb = lemma.substr(0, lemma.size() - ending.size()) + "a";
    if (frequencies_->word(verb) >= kUsualVerb) return true;
  }
  return false;
}

std::vector<std::string> Compounds::within(const std::string& lemma, Pos pos) const {
  constexpr std::uint32_t kSureHead = 4;           // letters
  constexpr std::uint32_t kShortestAdjective = 6;  // letters: -full, -fri, -rik, -vis are endings
  if (frequencies_ == nullptr || (pos != Pos::noun && pos != Pos::adj) ||
      simple_.count(lemma) != 0 || code_points(lemma) < 2 * kShortestPart ||
      lemma.size() > 2 * kLongestWord) {
    return {};
  }
  std::vector<std::string> best;
  int cost = 0;
  std::uint32_t letters = 0;
  for (std::size_t at = 1; at < lemma.size(); ++at) {
    if (!begins_point(lemma, at) || ++letters < 2) continue;
    const std::string right = lemma.substr(at);
    const std::uint32_t size = code_points(right);
    if (size < kShortestPart || (pos == Pos::adj && size < kShortestAdjective)) break;
    if (one_of(kEndings, right) || !well_known(right)) continue;
    const std::vector<Reading>& heads = known_(right).readings;
    const bool head = std::any_of(heads.begin(), heads.end(), [&](const Reading& r) {
      const bool same = r.pos == pos || (r.pos == Pos::noun && right.ends_with("ande"));
      return same && r.lemma == right && r.parts.empty();  // arbetssökande is both
    });
    if (!head) continue;
    const std::string before = lemma.substr(0, at);
    const bool listed = combining_.count(before) != 0;
    const std::string unlinked = before.ends_with('s') ? before.substr(0, at - 1) : before;
    if (one_of(kPrefixes, before) || one_of(kPrefixes, unlinked)) continue;  // från+varo, för+s+lag
    if (!listed && letters < kShortestPart) continue;
    bool sure = true;
    std::string left = modifier(before, sure);
    if (left.empty() || !sure || (!listed && !well_known(left))) continue;
    // A word oftener met than the short one that it ends in, behind a stem: ångest is not of ånga.
    if (size < kSureHead && left != unlinked &&
        frequencies_->word(lemma) > frequencies_->word(right))
      continue;
    if (right == "enhet" && left != unlinked) continue;  // erfar+enhet
    if (derived(lemma, right)) continue;
    const int here = cost_of(right) + (listed ? 0 : cost_of(left));
    if (!best.empty() && here >= cost) continue;
    cost = here;
    best = {std::move(left), right};
  }
  return all_the_way(best);
}

bool Compounds::is_derived(const std::vector<std::string>& parts) {
  return parts.size() == 2 && (one_of(kPrefixes, parts[0]) || one_of(kEndings, parts[1]));
}

std::vector<std::string> Compounds::all_the_way(const std::vector<std::string>& parts) const {
  std::vector<std::string> out;
  for (std::size_t p = 0; p < parts.size(); ++p) {
    std::vector<std::string> inner = within(parts[p], Pos::noun);
    if (inner.empty()) inner.push_back(parts[p]);
    out.insert(out.end(), inner.begin(), inner.end());
  }
  return out;
}

}  // namespace samsyn::words
