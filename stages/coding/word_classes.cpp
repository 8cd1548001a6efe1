#include "stages/coding/word_classes.hpp"

#include <algorithm>
#include <iterator>
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
void each(const Map& map, const std::string& key, const Sink& sink) {
  const auto [from, to] = map.equal_range(key);
  for (auto it = from; it != to; ++it) sink(it->second);
}

}  // namespace

/// By Zipf's law for the common words.
double often(const std::vector<Test>& tests) {
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
    often_.push_back(samsyn::coding::often(*tests));
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

}  // namespace samsyn::coding
