// How well raw text is cut and read, against a treebank.
//
//   bench_ud [--half all|tune|held-out] [--wrap N] [--errors KIND] FILE.conllu...
//
// For each file a table: F1 of tokens and sentences from raw text, scored as the CoNLL 2018 shared
// task does; the share of gold words whose lemma, and whose part of speech, is found when the gold
// words are given. Without --half: the whole and both halves. --wrap 80 breaks the lines as the
// task's own files do. --errors tokens|sentences|lemmas|pos lists what differs, most frequent
// first.
//
// Parts of speech are those that the analysers can tell apart: AUX counts as VERB, SCONJ as CCONJ.

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>
#include <vector>

#include "tests/bench/conllu.hpp"
#include "tests/bench/language.hpp"
#include "tests/bench/spans.hpp"

namespace samsyn::bench {
namespace {

using Errors = std::map<std::string, std::size_t>;

struct Scores {
  F1 tokens, sentences;
  std::size_t words = 0, lemmas = 0, possible = 0, upos = 0;
};

struct Options {
  std::size_t wrap = 0;
  std::string errors;
};

struct Cut {
  std::vector<CharSpan> tokens, sentences;
};

Cut cut(const std::string& text, Language& language) {
  Cut out;
  const std::vector<std::size_t> places = solid_places(text);
  const Language::Text cut = language.cut(text);
  const auto span = [&](const Segment& segment, NormSpan s) {
    const RawSpan raw = cut.norm.blocks[segment.block].raw(s);
    const std::size_t from = cut.starts[segment.block];
    return CharSpan{places[from + raw.begin], places[from + raw.end]};
  };
  for (std::size_t s = 0; s < cut.segments.size(); ++s) {
    out.sentences.push_back(span(cut.segments[s], cut.segments[s].span));
    for (std::uint32_t t = cut.tokens.first[s]; t < cut.tokens.first[s + 1]; ++t) {
      out.tokens.push_back(span(cut.segments[s], cut.tokens.all[t].span));
    }
  }
  return out;
}

Cut gold_cut(const Treebank& treebank) {
  Cut out;
  std::size_t at = 0;
  for (const TreebankSentence& sentence : treebank) {
    const std::size_t begin = at;
    for (const TreebankToken& token : sentence.tokens) {
      const std::size_t size = solid_places(token.form).back();
      out.tokens.emplace_back(at, at + size);
      at += size;
    }
    out.sentences.emplace_back(begin, at);
  }
  return out;
}

/// What the system cut that the gold did not, with the place's neighbourhood.
void differences(const std::vector<CharSpan>& gold, const std::vector<CharSpan>& system,
                 std::string_view text, Errors& errors) {
  std::vector<std::size_t> bytes;  // character -> byte
  const std::vector<std::size_t> places = solid_places(text);
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (places[i] == bytes.size() && static_cast<unsigned char>(text[i]) > ' ' &&
        places[i + 1] >= places[i]) {
      bytes.push_back(i);
    }
  }
  bytes.push_back(text.size());
  const auto shown = [&](std::size_t begin, std::size_t end) {
    std::string out(
        text.substr(bytes[begin], bytes[std::min(end, bytes.size() - 1)] - bytes[begin]));
    std::replace(out.begin(), out.end(), '\n', '/');
    return out;
  };
  const auto tell = [&](const char* what, const std::vector<CharSpan>& list,
                        const std::vector<CharSpan>& other) {
    for (const CharSpan& span : list) {
      if (std::binary_search(other.begin(), other.end(), span)) continue;
      const bool is_long = span.second - span.first > 60;
      ++errors[what +
               (is_long ? shown(span.first, span.first + 25) + " … " +
                              shown(span.second - 25, span.second)
                        : shown(span.first, span.second)) +
               "|" + shown(span.second, span.second + 12)];
    }
  };
  tell("missed: ", gold, system);
  tell("made up: ", system, gold);
}

std::string_view coarse(std::string_view upos) {
  if (upos == "AUX") return "VERB";
  if (upos == "SCONJ") return "CCONJ";
  return upos;
}

/// Reads the gold words in their sentences.
void read_words(const Treebank& treebank, Language& language, const std::string& list,
                Scores& scores, Errors& errors) {
  for (const TreebankSentence& sentence : treebank) {
    std::string text;
    std::vector<NormSpan> spans;
    std::vector<const TreebankWord*> gold;
    for (const TreebankToken& token : sentence.tokens) {
      const auto begin = static_cast<std::uint32_t>(text.size());
      text += token.form;
      spans.push_back({begin, static_cast<std::uint32_t>(text.size())});
      gold.push_back(token.words.size() == 1 ? &token.words.front() : nullptr);
      if (token.space_after) text += ' ';
    }
    const std::vector<Token> tokens = language.tokeniser().read(text, spans);
    for (std::size_t t = 0; t < tokens.size(); ++t) {
      if (gold[t] == nullptr) continue;
      const std::string_view form = tokens[t].span.of(text);
      const Word& word = language.lexicon()[tokens[t].word];
      const std::string lemma = words::lemma_of(word, tokens[t], form);
      const std::string_view upos = coarse(words::upos_of(word, tokens[t]));
      ++scores.words;
      scores.lemmas += lemma == gold[t]->lemma;
      scores.upos += upos == coarse(gold[t]->upos);
      bool possible = lemma == gold[t]->lemma;
      for (std::size_t r = 0; r < word.readings.size() && !possible; ++r) {
        Token other = tokens[t];
        other.reading = static_cast<std::uint8_t>(r);
        possible = words::lemma_of(word, other, form) == gold[t]->lemma;
      }
      scores.possible += possible;
      if (list == "lemmas" && lemma != gold[t]->lemma) {
        ++errors[gold[t]->form + " " + gold[t]->upos + ": " + gold[t]->lemma + ", not " + lemma +
                 " " + std::string(upos) + (possible ? "" : "  (no such reading)")];
      }
      if (list == "pos" && upos != coarse(gold[t]->upos)) {
        ++errors[gold[t]->form + ": " + gold[t]->upos + ", not " + std::string(upos)];
      }
    }
  }
}

void show(const std::string& name, const char* part, const Scores& s) {
  const auto share = [&](std::size_t n) {
    return s.words == 0 ? 0 : 100.0 * static_cast<double>(n) / static_cast<double>(s.words);
  };
  std::printf(
      "%-28s %-9s tokens %6.2f (p %6.2f r %6.2f)  sentences %6.2f (p %6.2f r %6.2f)  "
      "lemmas %6.2f (of at most %6.2f)  pos %6.2f\n",
      name.c_str(), part, s.tokens.f1(), s.tokens.precision(), s.tokens.recall(), s.sentences.f1(),
      s.sentences.precision(), s.sentences.recall(), share(s.lemmas), share(s.possible),
      share(s.upos));
}

void measure(const std::string& name, const char* part, const Treebank& treebank,
             const Options& options, Language& language) {
  Scores scores;
  Errors errors;
  const std::string text = raw_text(treebank, options.wrap);
  const Cut gold = gold_cut(treebank);
  const Cut system = cut(text, language);
  scores.tokens = compare(gold.tokens, system.tokens);
  scores.sentences = compare(gold.sentences, system.sentences);
  if (options.errors == "tokens") differences(gold.tokens, system.tokens, text, errors);
  if (options.errors == "sentences") differences(gold.sentences, system.sentences, text, errors);
  read_words(treebank, language, options.errors, scores, errors);
  show(name, part, scores);
  std::vector<std::pair<std::size_t, std::string>> sorted;
  for (const auto& [what, times] : errors) sorted.emplace_back(times, what);
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  for (const auto& [times, what] : sorted) std::printf("%5zu %s\n", times, what.c_str());
}

void run(const std::vector<std::string>& files, const std::string& half, const Options& options) {
  Language language;
  for (const std::string& file : files) {
    const Treebank treebank = read_conllu(file_or_stop(file), file);
    const std::string name = file.substr(file.find_last_of('/') + 1);
    const auto part = [&](const char* title, const Treebank& some) {
      if (half.empty() || half == title) {
        measure(name, title, some, options, language);
      }
    };
    part("all", treebank);
    part("tune", half_of(treebank, Half::tune));
    part("held-out", half_of(treebank, Half::held_out));
  }
}

}  // namespace
}  // namespace samsyn::bench

int main(int argc, char** argv) {
  std::vector<std::string> files;
  std::string half;
  samsyn::bench::Options options;
  for (int i = 1; i < argc; ++i) {
    const std::string word = argv[i];
    const bool takes = word == "--half" || word == "--wrap" || word == "--errors";
    if (takes && i + 1 < argc) {
      const std::string value = argv[++i];
      if (word == "--half") half = value;
      if (word == "--wrap") options.wrap = std::strtoul(value.c_str(), nullptr, 10);
      if (word == "--errors") options.errors = value;
    } else if (word.starts_with("-")) {
      files.clear();
      break;
    } else {
      files.push_back(word);
    }
  }
  if (files.empty()) {
    std::fputs(
        "bench_ud [--half all|tune|held-out] [--wrap N] "
        "[--errors tokens|sentences|lemmas|pos] FILE.conllu...\n",
        stderr);
    return 2;
  }
  samsyn::bench::run(files, half, options);
  return 0;
}
