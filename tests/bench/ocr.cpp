// Measures the repair of scanned text.
//
//   bench_ocr gold GOLD.tsv [TEXT]   words wrong before and after repair. GOLD.tsv: doc, index,
//   token as
//                                    read, token as it was, note; TEXT: the document itself, whose
//                                    words are those tokens (its lines matter for broken words)
//   bench_ocr noise FILE...          whole texts (.conllu or plain) damaged by invented engines
//   bench_ocr clean FILE...          words changed in whole texts, left to the gate and forced
//   bench_ocr short FILE...          what the gate says of 12, 25 and 40 words alone: whole,
//   without
//                                    å, ä and ö, damaged
//   bench_ocr words FILE...          the slowest single words, each repaired as a document of its
//   own -v                               prints each word that is still wrong
//
// Exit status: 0; 2 wrong use; 3 could not read.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iostream>
#include <iterator>
#include <sstream>

#include "stages/normalise/normalise.hpp"
#include "stages/repair/repair.hpp"
#include "stages/words/dictionary.hpp"
#include "tests/bench/conllu.hpp"
#include "tests/bench/noise.hpp"

namespace samsyn::bench {
namespace {

bool verbose = false;
double slowest_question = 0, question_time = 0;
std::size_t questions = 0;
std::string slowest_word;

[[noreturn]] void stop(const std::string& why) {
  std::cerr << why << '\n';
  std::exit(3);
}

std::string file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) stop("can't be read: " + path);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// Processor time: one thread works, and others on the machine do not count.
double seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

Document document_of(const std::string& text) {
  Document out;
  std::size_t at = 0;
  while (at < text.size()) {
    std::size_t end = text.find("\n\n", at);
    if (end == std::string::npos) end = text.size();
    if (end > at) out.blocks.emplace_back().raw = text.substr(at, end - at);
    at = end;
    while (at < text.size() && text[at] == '\n') ++at;
  }
  return out;
}

/// The repairer with the program's own data and dictionaries.
struct Bench {
  std::string root = std::string(SAMSYN_SOURCE_DIR) + "/corpus/";
  Frequencies frequencies{file(root + "lexicon/frequency.tsv"), file(root + "lexicon/pairs.tsv")};
  Abbreviations abbreviations{file(root + "lexicon/abbreviations.txt")};
  std::unique_ptr<words::Dictionary> dictionary;
  std::unique_ptr<repair::Repairer> repairer;

  Bench() {
    Result<std::unique_ptr<words::Dictionary>> loaded = words::Dictionary::load();
    if (!loaded) stop(render(loaded.issue()));
    dictionary = std::move(*loaded);
    fresh();
  }

  bool known(const std::string& word) const {
    const double start = seconds();
    const bool answer = dictionary->knows(word);
    const double time = seconds() - start;
    question_time += time, ++questions;
    if (time > slowest_question) slowest_question = time, slowest_word = word;
    return answer;
  }

  void fresh() {
    repairer = std::make_unique<repair::Repairer>(
        file(root + "ocr/confusions.tsv"), frequencies, abbreviations,
        [this](const std::string& w) { return known(w); });
    // The model of spelling is made when it is first needed: not part of what is timed.
    const Document warm = document_of("Fr&n");
    repairer->apply(normalise::apply(warm, 0, 1));
  }
};

std::vector<std::string> words_of(const std::string& text) {
  std::istringstream in(text);
  return {std::istream_iterator<std::string>(in), {}};
}

/// What became of each word between white space: where words were joined, the first has it all and
/// the others are empty.
std::vector<std::string> outcome(const Document& document, const repair::Repaired& repaired) {
  std::vector<std::string> out;
  for (std::uint32_t b = 0; b < document.blocks.size(); ++b) {
    const std::string& raw = document.blocks[b].raw;
    auto repair = std::find_if(repaired.repairs.begin(), repaired.repairs.end(),
                               [&](const repair::Repair& r) { return r.block >= b; });
    std::string word;
    bool open = false;
    const auto close = [&] {
      if (open) out.push_back(word);
      word.clear();
      open = false;
    };
    for (std::uint32_t i = 0; i < raw.size();) {
      if (repair != repaired.repairs.end() && repair->block == b && i == repair->raw.begin) {
        word += repair->to;
        open = true;
        for (; i < repair->raw.end; ++i) {
          if (raw[i] != ' ' && raw[i] != '\n') continue;
          close();
          open = true;
        }
        ++repair;
        continue;
      }
      if (static_cast<unsigned char>(raw[i]) <= ' ') {
        close();
      } else {
        word += raw[i];
        open = true;
      }
      ++i;
    }
    close();
  }
  return out;
}

struct Score {
  std::size_t words = 0, wrong_before = 0, wrong_after = 0, spoilt = 0;
  double time = 0;
  bool gate = false;
  std::vector<char> wrong;  ///< of each word, after
};

std::string letters(const std::string& word) {
  std::string out;
  for (const char c : word) {
    if (c != '-') out += c;
  }
  return out;
}

void told(const char* what, const std::string& seen, const std::string& got,
          const std::string& gold) {
  if (verbose)
    std::printf("    %-8s %-28s %-28s %s\n", what, seen.c_str(), got.c_str(), gold.c_str());
}

/// `seen` and `gold` word by word; `text` holds the words of `seen` in order.
Score score(Bench& bench, const std::string& text, const std::vector<std::string>& seen,
            const std::vector<std::string>& gold, repair::Mode mode) {
  const Document document = document_of(text);
  Score out;
  const double start = seconds();
  NormDocument norm =
      normalise::apply(document, 0, static_cast<std::uint32_t>(document.blocks.size()));
  const repair::Decision decision = bench.repairer->decide(norm, mode);
  if (verbose) {
    const auto& f = decision.figures;
    std::printf(
        "    gate: verdict %d; letters %u words %u å %.4f ä %.4f ö %.4f strange %.4f impossible "
        "%.4f repairable %.4f strangers %.3f\n",
        static_cast<int>(decision.verdict), f.letters, f.words, f.ring, f.dots, f.o_dots, f.strange,
        f.impossible, f.repairable, f.strangers);
  }
  out.gate = decision.verdict == repair::Verdict::damaged;
  repair::Repaired repaired;
  if (decision.repair) {
    repaired = bench.repairer->apply(std::move(norm));
  } else {
    repaired.text = std::move(norm);
  }
  out.time = seconds() - start;
  if (decision.repair) {
    NormDocument again;
    for (const NormBlock& block : repaired.text.blocks)
      again.blocks.push_back({block.text, {}, {}});
    const std::size_t more = bench.repairer->apply(std::move(again)).repairs.size();
    if (more != 0) std::printf("repairing again changed %zu words\n", more);
  }
  const std::vector<std::string> got = outcome(document, repaired);
  if (got.size() != seen.size())
    stop("the text's words are not the gold's tokens: " + std::to_string(got.size()) + " and " +
         std::to_string(seen.size()));
  for (std::size_t i = 0; i < seen.size(); ++i) {
    ++out.words;
    const bool before = seen[i] != gold[i];
    bool after = got[i] != gold[i];
    if (after && i + 1 < got.size() && got[i + 1].empty() &&
        letters(gold[i] + gold[i + 1]) == letters(got[i]))
      after = false;
    if (after && i > 0 && got[i].empty() && letters(gold[i - 1] + gold[i]) == letters(got[i - 1]))
      after = false;
    out.wrong_before += before;
    out.wrong_after += after;
    out.spoilt += !before && after;
    out.wrong.push_back(after);
    if (after)
      told(before ? (got[i] == seen[i] ? "missed" : "wrong") : "spoilt", seen[i], got[i], gold[i]);
  }
  return out;
}

/// 95 % interval of the share of wrong words, drawing stretches of 50 words, which damage may
/// share.
std::pair<double, double> interval(const std::vector<char>& wrong) {
  constexpr std::size_t kStretch = 50;
  std::vector<std::size_t> sums;
  for (std::size_t i = 0; i < wrong.size(); i += kStretch) {
    sums.push_back(static_cast<std::size_t>(std::count(
        wrong.begin() + static_cast<std::ptrdiff_t>(i),
        wrong.begin() + static_cast<std::ptrdiff_t>(std::min(wrong.size(), i + kStretch)), 1)));
  }
  std::uint64_t random = 20261122;
  std::vector<double> shares;
  for (int round = 0; round < 2000; ++round) {
    std::size_t sum = 0;
    for (std::size_t k = 0; k < sums.size(); ++k)
      sum += sums[static_cast<std::size_t>(uniform(random) * static_cast<double>(sums.size()))];
    shares.push_back(static_cast<double>(sum) / static_cast<double>(wrong.size()));
  }
  std::sort(shares.begin(), shares.end());
  return {shares[50], shares[1949]};
}

void print(const std::string& name, const Score& s) {
  const double n = static_cast<double>(s.words);
  const auto [low, high] = interval(s.wrong);
  std::printf("%-44s %7zu %7.2f %7.2f [%.2f, %.2f] %7.3f %9.0f  %s\n", name.c_str(), s.words,
              100 * static_cast<double>(s.wrong_before) / n,
              100 * static_cast<double>(s.wrong_after) / n, 100 * low, 100 * high,
              100 * static_cast<double>(s.spoilt) / n, n / s.time, s.gate ? "damaged" : "whole");
  std::fflush(stdout);
}

std::vector<std::string> columns(const std::string& line) {
  std::vector<std::string> out(1);
  for (const char c : line) {
    if (c == '\t')
      out.emplace_back();
    else
      out.back() += c;
  }
  return out;
}

void gold(Bench& bench, const std::string& path, const std::string& text_path) {
  std::istringstream in(file(path));
  std::vector<std::string> seen, meant;
  std::string text;
  for (std::string line; std::getline(in, line);) {
    const std::vector<std::string> c = columns(line);
    if (c.size() < 4 || c[1] == "index") continue;
    seen.push_back(c[2]);
    meant.push_back(c[3]);
    text += c[2] + (seen.size() % 12 == 0 ? "\n" : " ");
  }
  if (!text_path.empty()) text = file(text_path);
  print("gold, gate", score(bench, text, seen, meant, repair::Mode::automatic));
}

std::string whole_text(const std::string& path) {
  if (path.ends_with(".conllu")) return raw_text(read_conllu(file(path), path), 80);
  return file(path);
}

void noise(Bench& bench, const std::string& path) {
  const std::string text = whole_text(path);
  for (const Engine& engine : engines()) {
    std::uint64_t random = 88172645463325252ULL;
    std::string out;
    std::vector<std::string> seen, gold;
    // Line by line, so that lines stay; lost and new spaces change the number of words.
    std::istringstream in(text);
    for (std::string line; std::getline(in, line); out += '\n') {
      std::string pending, meant;
      for (const std::string& word : words_of(line)) {
        const std::string d = damaged(word, engine, random);
        const bool glue = !pending.empty() && uniform(random) < engine.glued;
        if (!pending.empty() && !glue) {
          seen.push_back(pending), gold.push_back(meant);
          out += pending + ' ';
          pending.clear(), meant.clear();
        }
        meant += (glue ? " " : "") + word;
        pending += d;
        if (const std::size_t blank = pending.find(' '); blank != std::string::npos) {
          // A word in two: the first holds what was meant, the second nothing.
          seen.push_back(pending.substr(0, blank)), gold.push_back(meant);
          out += seen.back() + ' ';
          pending = pending.substr(blank + 1);
          pending.erase(std::remove(pending.begin(), pending.end(), ' '), pending.end());
          meant.clear();
          if (pending.empty()) continue;
        }
      }
      if (!pending.empty()) seen.push_back(pending), gold.push_back(meant), out += pending;
    }
    print(path.substr(path.rfind('/') + 1) + ", " + std::string(engine.name),
          score(bench, out, seen, gold, repair::Mode::automatic));
  }
}

void clean(Bench& bench, const std::string& path) {
  const std::string text = whole_text(path);
  const std::vector<std::string> words = words_of(text);
  for (const auto& [name, mode] :
       {std::pair{"gate", repair::Mode::automatic}, std::pair{"forced", repair::Mode::on}}) {
    print(path.substr(path.rfind('/') + 1) + ", " + name, score(bench, text, words, words, mode));
  }
}

std::string without_dots(const std::string& word) {
  std::string out;
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (word[i] != '\xC3' || i + 1 == word.size()) {
      out += word[i];
      continue;
    }
    const char second = word[i + 1];
    const char* plain = second == '\xA5' || second == '\xA4'   ? "a"
                        : second == '\x85' || second == '\x84' ? "A"
                        : second == '\xB6'                     ? "o"
                        : second == '\x96'                     ? "O"
                                                               : nullptr;
    if (plain == nullptr) {
      out += word[i];
      continue;
    }
    out += plain;
    ++i;
  }
  return out;
}

void of_short(Bench& bench, const std::string& path) {
  const std::vector<std::string> words = words_of(whole_text(path));
  std::vector<std::pair<std::string, std::vector<std::string>>> kinds{{"whole", words}};
  kinds.emplace_back("typed without", words);
  for (std::string& word : kinds.back().second) word = without_dots(word);
  for (const Engine& engine : engines()) {
    std::uint64_t random = 88172645463325252ULL;
    kinds.emplace_back(engine.name, words);
    for (std::string& word : kinds.back().second) word = damaged(word, engine, random);
  }
  for (const auto& [name, texts] : kinds) {
    for (const std::size_t length : {12U, 25U, 40U}) {
      std::size_t all = 0, doubted = 0, called = 0;
      for (std::size_t at = 0; at + length <= texts.size(); at += length) {
        std::string text;
        for (std::size_t i = at; i < at + length; ++i) text += texts[i] + ' ';
        const repair::Verdict verdict =
            bench.repairer->decide(normalise::apply(document_of(text), 0, 1)).verdict;
        ++all;
        doubted += verdict == repair::Verdict::doubted ? 1 : 0;
        called += verdict == repair::Verdict::damaged ? 1 : 0;
        if (verbose && name == "whole" && verdict != repair::Verdict::whole)
          std::printf("    %s\n", text.c_str());
      }
      const double n = static_cast<double>(std::max<std::size_t>(all, 1));
      std::printf("%-24s %-24s %2zu words: of %5zu texts %6.2f %% damaged, %6.2f %% doubted\n",
                  path.substr(path.rfind('/') + 1).c_str(), name.c_str(), length, all,
                  100 * static_cast<double>(called) / n, 100 * static_cast<double>(doubted) / n);
    }
  }
}

/// Times each distinct word alone, and rows of letters that lead everywhere.
void slowest(Bench& bench, const std::vector<std::string>& paths) {
  std::vector<std::string> words;
  for (const std::string& path : paths) {
    for (const std::string& word : words_of(whole_text(path))) {
      for (const Engine& engine : engines()) {
        std::uint64_t random = 88172645463325252ULL;
        words.push_back(damaged(word, engine, random));
      }
    }
  }
  for (const char* row : {"adéi", "fororaldrarada", "stirskaparaldaa", "mmrnnrnimiinli"}) {
    std::string word;
    while (word.size() < 44) word += row;
    words.push_back(word.substr(0, 44));
  }
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  std::vector<std::pair<double, std::string>> times;
  for (const std::string& word : words) {
    const Document document = document_of(word);
    NormDocument norm = normalise::apply(document, 0, 1);
    const double start = seconds();
    bench.repairer->apply(std::move(norm));
    times.emplace_back(seconds() - start, word);
  }
  std::sort(times.rbegin(), times.rend());
  std::printf("%zu distinct words; the slowest:\n", words.size());
  for (std::size_t i = 0; i < std::min<std::size_t>(5, times.size()); ++i) {
    std::printf("  %6.2f ms  %s\n", times[i].first * 1e3, times[i].second.c_str());
  }
}

int run(std::vector<std::string> args) {
  if (const auto v = std::find(args.begin(), args.end(), "-v"); v != args.end()) {
    verbose = true;
    args.erase(v);
  }
  if (args.size() < 2) return 2;
  Bench bench;
  if (args[0] == "words") {
    slowest(bench, {args.begin() + 1, args.end()});
    return 0;
  }
  if (args[0] == "short") {
    for (std::size_t i = 1; i < args.size(); ++i) of_short(bench, args[i]);
    return 0;
  }
  std::printf("%-44s %7s %7s %22s %7s %9s  %s\n", "text", "words", "before%", "wrong after% [95%]",
              "spoilt%", "words/s", "gate");
  if (args[0] == "gold") {
    gold(bench, args[1], args.size() > 2 ? args[2] : "");
  } else {
    for (std::size_t i = 1; i < args.size(); ++i)
      args[0] == "noise" ? noise(bench, args[i]) : clean(bench, args[i]);
  }
  std::printf("dictionary: %zu questions, %.2f s; the slowest, %s, %.2f ms\n", questions,
              question_time, slowest_word.c_str(), slowest_question * 1e3);
  return 0;
}

}  // namespace
}  // namespace samsyn::bench

int main(int argc, char** argv) {
  const int status = samsyn::bench::run({argv + 1, argv + argc});
  if (status == 2)
    std::cerr << "usage: bench_ocr gold GOLD.tsv [TEXT] | noise FILE... | clean FILE... | short "
                 "FILE... | words FILE...  [-v]\n";
  return status;
}
