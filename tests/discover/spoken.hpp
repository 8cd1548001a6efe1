#pragma once
// A small corpus made of sentences whose words the test names: "parkering/noun plats- …".

#include <deque>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "stages/discover/terms.hpp"

namespace samsyn::discover::testing {

/// A lexicon without an analyser: every form is its own lemma, "stolplats" has the head "plats"
/// when it was said to have.
class SmallLexicon {
 public:
  WordId intern(const std::string& form, Pos pos = Pos::noun, const std::string& head = {}) {
    const auto [at, fresh] = ids_.try_emplace(form, static_cast<WordId>(words_.size()));
    if (fresh) {
      Word word;
      word.form = form;
      Reading reading;
      reading.lemma = form;
      reading.pos = pos;
      if (!head.empty()) reading.parts = {form.substr(0, form.size() - head.size()), head};
      word.readings.push_back(std::move(reading));
      words_.push_back(std::move(word));
    }
    return at->second;
  }
  WordOf word_of() const {
    return [this](WordId id) -> const Word& { return words_[id]; };
  }

 private:
  std::map<std::string, WordId> ids_;
  std::deque<Word> words_;
};

/// The key of a word with its first reading (heard.cpp packs five bits of reading behind the id).
inline WordKey key_of(WordId id) { return id << 5U; }

/// Lines of words with a voice each; `|` stands for a break, `x+y` for a compound with the head y.
struct SmallCorpus {
  void say(std::uint32_t voice, bool coded, const std::string& text) {
    Line line;
    line.voice = voice;
    line.coded = coded;
    line.begin = static_cast<std::uint32_t>(corpus.words.size());
    std::istringstream in(text);
    for (std::string word; in >> word;) {
      if (word == "|") {
        corpus.words.push_back(kBreak);
        continue;
      }
      const std::size_t plus = word.find('+');
      const std::string head = plus == std::string::npos ? "" : word.substr(plus + 1);
      if (plus != std::string::npos) word.erase(plus, 1);
      corpus.words.push_back(key_of(lexicon.intern(word, Pos::noun, head)));
      ++(coded ? corpus.coded_words : corpus.other_words);
    }
    line.end = static_cast<std::uint32_t>(corpus.words.size());
    corpus.lines.push_back(line);
  }

  SmallLexicon lexicon;
  Corpus corpus;
};

}  // namespace samsyn::discover::testing
