#include "tests/bench/invented.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <set>

#include "pipeline/files.hpp"
#include "pipeline/inputs.hpp"
#include "pipeline/model/abbreviations.hpp"
#include "pipeline/study/study.hpp"
#include "stages/normalise/normalise.hpp"
#include "stages/segment/segment.hpp"

namespace samsyn::bench {
namespace {

std::string read_or_stop(const std::string& path) {
  Result<std::string> bytes = read_file(path, path);
  if (!bytes) give_up(render(bytes.issue()));
  return std::move(*bytes);
}

/// A word that compounds may be made of: five small letters or more (å, ä, ö are two bytes).
bool is_stem(std::string_view word) {
  if (word.size() < 5 || word.size() > 14) return false;
  return std::all_of(word.begin(), word.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
  });
}

bool is_spoken_or_written(BlockRole role) {
  return role == BlockRole::answer || role == BlockRole::turn || role == BlockRole::note;
}

}  // namespace

void give_up(const std::string& why) {
  std::fprintf(stderr, "%s\n", why.c_str());
  std::exit(1);
}

std::string source_folder() { return SAMSYN_SOURCE_DIR; }

std::size_t Chance::zipf(std::size_t n) {
  constexpr double kFull = 9007199254740992.0;  // 2^53: the numbers a double can hold
  const double u = static_cast<double>(engine_() >> 11U) / kFull;
  const double x = std::exp(u * std::log(static_cast<double>(n) + 1)) - 1;
  return std::min(n - 1, static_cast<std::size_t>(x));
}

Invented::Invented(const Options& options) : options_(options), chance_(options.seed) {
  const std::string path = source_folder() + "/corpus/connect/study.json";
  const Abbreviations abbreviations(
      read_or_stop(source_folder() + "/corpus/lexicon/abbreviations.txt"));
  Issues issues;
  const Result<Study> study = load_study(read_or_stop(path), path, issues);
  if (!study) give_up(render(study.issue()));
  Inputs inputs(*study, issues);
  std::set<std::string> stems;
  for (const Inputs::File& file : inputs.files()) {
    const Result<Document> document =
        inputs.read(file, [](const std::string&, const std::string&) {});
    if (!document) continue;  // the material that can be read is enough
    const std::size_t first = questions_.size();
    for (const Question& question : document->questions) questions_.push_back(question);
    questions_.emplace_back();  // of what answers no question
    sentences_.resize(questions_.size());
    const auto blocks = static_cast<std::uint32_t>(document->blocks.size());
    const NormDocument text = normalise::apply(*document, 0, blocks);
    for (const Segment& segment : segment::split(*document, text, abbreviations)) {
      const Block& block = document->blocks[segment.block];
      if (!is_spoken_or_written(block.role)) continue;
      std::string sentence(segment.span.of(text.blocks[segment.block].text));
      std::replace(sentence.begin(), sentence.end(), '\n', ' ');
      for (std::size_t from = 0; from < sentence.size();) {
        const std::size_t to = std::min(sentence.find(' ', from), sentence.size());
        std::string word = sentence.substr(from, to - from);
        if (is_stem(word)) stems.insert(std::move(word));
        from = to + 1;
      }
      const std::size_t question =
          block.question == kNone ? questions_.size() - 1 : first + block.question;
      sentences_[question].push_back(std::move(sentence));
    }
  }
  // Questions that nobody answered in words are of no use here.
  for (std::size_t q = questions_.size(); q-- > 0;) {
    if (!sentences_[q].empty()) continue;
    questions_.erase(questions_.begin() + static_cast<std::ptrdiff_t>(q));
    sentences_.erase(sentences_.begin() + static_cast<std::ptrdiff_t>(q));
  }
  if (questions_.empty()) give_up(path + ": no answers to make texts from");
  stems_.assign(stems.begin(), stems.end());
  for (std::uint32_t i = 0; i < options_.rare_words; ++i) compounds_.push_back(compound());
}

std::string Invented::compound() {
  return stems_[chance_.below(stems_.size())] + stems_[chance_.below(stems_.size())];
}

std::string Invented::sentence(std::size_t question) {
  const std::vector<std::string>& known = sentences_[question];
  const std::string& base = known[chance_.below(known.size())];
  if (options_.rare_every == 0 || compounds_.empty()) return base;
  std::string out;
  out.reserve(base.size() + 16);
  for (std::size_t from = 0; from < base.size();) {
    const std::size_t to = std::min(base.find(' ', from), base.size());
    const std::string_view word = std::string_view(base).substr(from, to - from);
    // Counted among the words that may be replaced, so that rates are a little lower.
    const bool rare = is_stem(word) && chance_.below(options_.rare_every) == 0;
    out += rare ? std::string_view(compounds_[chance_.zipf(compounds_.size())]) : word;
    if (to < base.size()) out += ' ';
    from = to + 1;
  }
  return out;
}

std::string Invented::answer(std::size_t question, std::size_t most) {
  std::string out;
  for (std::size_t n = 1 + chance_.below(most); n > 0; --n) {
    if (!out.empty()) out += ' ';
    out += sentence(question);
    if (std::string_view(".!?").find(out.back()) == std::string_view::npos) out += '.';
  }
  return out;
}

Document Invented::answers(std::size_t bytes) {
  Document out;
  out.source = "invented";
  out.questions = questions_;
  for (std::size_t size = 0; size < bytes;) {
    Block& block = out.blocks.emplace_back();
    const std::size_t question = chance_.below(questions_.size());
    block.question = static_cast<std::uint32_t>(question);
    block.raw = answer(question);
    block.row = static_cast<std::uint32_t>(out.blocks.size() + 1);
    size += block.raw.size();
  }
  return out;
}

}  // namespace samsyn::bench
