#include "stages/coding/word_classes.hpp"

#include <algorithm>
#include <functional>
#include <string_view>

namespace samsyn::coding {
namespace {

// The words met most often in answers and interviews, most frequent first (counted in
// corpus/connect). They make poor anchors.
constexpr std::string_view kCommon[] = {
    "en",         "vi",      "jag",   "det",       "och",   "i",      "den",   "är",     "på",
    "de",         "som",     "man",   "att",       "har",   "ingen",  "inte",  "hon",    "med",
    "år",         "ha",      "om",    "för",       "till",  "av",     "ett",   "få",     "han",
    "vara",       "men",     "så",    "någon",     "bli",   "var",    "ta",    "skola",  "jobb",
    "får",        "kunna",   "två",   "dom",       "när",   "säga",   "tid",   "då",     "från",
    "handledare", "alla",    "ska",   "kan",       "vad",   "där",    "oss",   "går",    "hade",
    "person",     "tre",     "gå",    "deltagare", "fick",  "nu",     "sig",   "du",     "finns",
    "in",         "göra",    "samma", "annan",     "bra",   "folk",   "sen",   "fyra",   "ja",
    "än",         "upp",     "efter", "hur",       "vill",  "dem",    "sin",   "mycket", "här",
    "kommer",     "projekt", "dag",   "arbete",    "säger", "chef",   "utan",  "hos",    "skulle",
    "allt",       "ut",      "nej",   "vet",       "gör",   "mig",    "sedan", "tar",    "andra",
    "kommunen",   "gick",    "sa",    "inget",     "bara",  "eller",  "åt",    "blir",   "fem",
    "kvar",       "nån",     "över",  "varje",     "emot",  "god",    "mer",   "blev",   "nåt",
    "kom",        "själv",   "tog",   "första",    "vem",   "komma",  "gång",  "vilja",  "ju",
    "ame",        "sitter",  "gått",  "hr",        "å",     "sex",    "haft",  "kommun", "aldrig",
    "vid",        "vår",     "våra",  "timmar",    "inga",  "många",  "af",    "rätt",   "tror",
    "personal",   "veta",    "liten", "behöva",    "stor",  "finnas", "all",   "finna",  "mången"};

constexpr std::size_t kPrefixKey = 3;  // bytes

template <class Map, class Sink>
void each(const Map& map, std::string_view key, const Sink& sink) {
  const auto found = map.find(key);
  if (found == map.end()) return;
  for (const std::uint32_t id : found->second) sink(id);
}

/// A modifier and a head as one key.
std::string both_of(const std::string& modifier, const std::string& head) {
  return modifier + '\n' + head;
}

/// Place of a word in kCommon, from 1; 0 = none.
std::size_t rank_of(std::string_view word) {
  static const ByTextView<std::size_t> ranks = [] {
    ByTextView<std::size_t> out;
    for (const std::string_view common : kCommon) out.emplace(common, out.size() + 1);
    return out;
  }();
  const auto found = ranks.find(word);
  return found == ranks.end() ? 0 : found->second;
}

/// By Zipf's law for the common words.
double often_passed(const Test& test) {
  constexpr double kAny = 1e9, kPos = 1e8, kStar = 40, kRare = 1, kMost = 1e5;
  switch (test.kind) {
    case Test::Kind::any:
      return kAny;
    case Test::Kind::pos:
      return kPos;
    case Test::Kind::prefix:
    case Test::Kind::suffix:
    case Test::Kind::infix:
      return kStar;
    case Test::Kind::head:
    case Test::Kind::modifier:
      return kRare;
    default:
      break;
  }
  const std::size_t rank = rank_of(test.word);
  return rank == 0 ? kRare : kMost / static_cast<double>(rank);
}

void mix(std::size_t& hash, std::size_t more) {
  hash = (hash ^ more) * 0x9E37'79B9'7F4A'7C15U;
  hash ^= hash >> 32U;
}

}  // namespace

std::size_t WordClasses::HashTest::operator()(const Test& test) const {
  const std::hash<std::string_view> hash_of;
  std::size_t hash = hash_of(test.word);
  if (!test.modifier.empty()) mix(hash, hash_of(test.modifier));
  mix(hash, static_cast<std::size_t>(test.kind) * 256 + static_cast<std::size_t>(test.pos));
  return hash;
}

std::uint32_t WordClasses::test(const Test& test) {
  const auto [found, fresh] = tests_.emplace(test, static_cast<std::uint32_t>(tests_.size()));
  const std::uint32_t id = found->second;
  if (!fresh) return id;
  classes_of_.emplace_back();
  switch (test.kind) {
    case Test::Kind::lemma:
      lemmas_[test.word].push_back(id);
      forms_[test.word].push_back(id);  // «inga» finds inga, though its lemma is ingen
      break;
    case Test::Kind::whole:
      wholes_[test.word].push_back(id);
      break;
    case Test::Kind::head:
      if (test.modifier.empty()) {
        heads_[test.word].push_back(id);
      } else {
        pairs_[both_of(test.modifier, test.word)].push_back(id);
      }
      break;
    case Test::Kind::modifier:
      modifiers_[test.word].push_back(id);
      break;
    case Test::Kind::form:
      forms_[test.word].push_back(id);
      break;
    case Test::Kind::prefix:
      if (test.word.size() < kPrefixKey) {
        short_prefixes_.emplace_back(test.word, id);
      } else {
        prefixes_[test.word.substr(0, kPrefixKey)].push_back(
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

SetId WordClasses::set_of(const TestSet& tests) {
  if (const auto known = shared_.find(tests); known != shared_.end()) return known->second;
  std::vector<std::uint32_t>& ids = ids_;
  ids.clear();
  double often = 0;
  for (const Test& t : *tests) {
    ids.push_back(test(t));
    often += often_passed(t);
  }
  auto known = by_tests_.find(ids);
  if (known == by_tests_.end()) {
    known = by_tests_.emplace(ids, static_cast<SetId>(sets_.size())).first;
    sets_.push_back({kNone, often});
  }
  shared_.emplace(tests, known->second);
  return known->second;
}

ClassId WordClasses::add(const TestSet& tests) {
  const SetId set = set_of(tests);
  ClassId& id = sets_[set].of;
  if (id == kNone) {
    id = static_cast<ClassId>(set_of_class_.size());
    set_of_class_.push_back(set);
    for (const Test& t : *tests) classes_of_[test(t)].push_back(id);
  }
  return id;
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
    each(prefixes_, std::string_view(word.form).substr(0, kPrefixKey), [&](std::uint32_t i) {
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
  for (const Reading& reading : word.readings) {
    const std::string lemma = lowered(reading.lemma);
    each(lemmas_, lemma, passes);
    each(wholes_, lemma, passes);
    for (const auto& [pos, id] : poses_) {
      if (pos == reading.pos) passes(id);
    }
    if (reading.parts.empty()) continue;
    const std::string head = lowered(reading.parts.back());
    each(lemmas_, head, passes);
    each(heads_, head, passes);
    for (std::size_t p = 0; p + 1 < reading.parts.size(); ++p) {
      const std::string modifier = lowered(reading.parts[p]);
      each(modifiers_, modifier, passes);
      each(pairs_, both_of(modifier, head), passes);
    }
    // språkutveckling+s+insats: the modifiers joined may be the word that a rule names.
    if (reading.parts.size() > 2) {
      const std::string joined = lowered(reading.parts[reading.parts.size() - 2]) + head;
      each(lemmas_, joined, passes);
      each(heads_, joined, passes);
    }
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

}  // namespace samsyn::coding
