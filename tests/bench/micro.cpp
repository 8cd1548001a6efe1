// Speed of the text stages on one core, against ICU's word iterator over the same text.
//
// bench_micro [--mb=N] [--rare=N] [Google Benchmark's options]
// "text" is normalise, segment, words and coding one after the other, all words met before;
// "coding anew" is coding without its memory of segments that come again; "all" has the search for
// personal data too. The last line is "ratio R": text's speed as a share of the iterator's. Bytes
// are those of the UTF-8 text in both, though the iterator walks it in UTF-16.

#include <benchmark/benchmark.h>
#include <unicode/brkiter.h>
#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <cstdio>
#include <cstdlib>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "pipeline/knowledge.hpp"
#include "pipeline/slice.hpp"
#include "pipeline/study/study.hpp"
#include "stages/normalise/normalise.hpp"
#include "stages/segment/segment.hpp"
#include "tests/bench/invented.hpp"

namespace samsyn::bench {
namespace {

/// The text and what each stage makes of it, in the slices in which the program works.
struct Material {
  std::unique_ptr<Knowledge> knowledge;
  std::shared_ptr<const Document> document;
  std::int64_t bytes = 0;
  std::vector<Slice> slices;
  std::vector<CodedSlice> coded;
  std::vector<std::vector<coding::Contexts>> asked;
  std::unique_ptr<Coder> coder;
  std::unique_ptr<words::Tokeniser> tokeniser;
  std::unique_ptr<coding::Matcher> matcher, forgetful;
  std::vector<icu::UnicodeString> utf16;  ///< one for each answer
};

Material prepare(std::size_t bytes, const Invented::Options& options) {
  Material m;
  Study study;
  study.taxonomies = built_in_taxonomies();
  Result<std::unique_ptr<Knowledge>> knowledge = Knowledge::load(source_folder(), study, {});
  if (!knowledge) give_up(render(knowledge.issue()));
  m.knowledge = std::move(*knowledge);
  const Knowledge& k = *m.knowledge;
  m.document = std::make_shared<const Document>(Invented(options).answers(bytes));
  m.slices = slices_of(m.document);
  m.coder = std::make_unique<Coder>(k);
  m.tokeniser = std::make_unique<words::Tokeniser>(*k.lexicon, k.abbreviations);
  m.matcher = std::make_unique<coding::Matcher>(
      k.rules, [&k](WordId id) -> const Word& { return (*k.lexicon)[id]; });
  m.forgetful = std::make_unique<coding::Matcher>(
      k.rules, [&k](WordId id) -> const Word& { return (*k.lexicon)[id]; }, 0);

  std::vector<coding::Contexts> of_question;
  for (const Question& question : m.document->questions) {
    if (!question.about.empty()) {
      of_question.push_back(m.matcher->contexts(question.about));
      continue;
    }
    Document wording;
    wording.blocks.emplace_back().raw = question.text;
    const NormDocument text = normalise::apply(wording, 0, 1);
    const std::vector<Segment> cut = segment::split(wording, text, k.abbreviations);
    of_question.push_back(m.matcher->contexts(cut, m.tokeniser->apply(text, cut)));
  }
  for (const Slice& slice : m.slices) {
    m.coded.push_back(m.coder->apply(slice));  // fills the lexicon
    m.coded.back().tokens = m.tokeniser->apply(m.coded.back().text, m.coded.back().segments);
    std::vector<coding::Contexts>& asked = m.asked.emplace_back();
    for (std::uint32_t b = 0; b < slice.count; ++b) {
      asked.push_back(of_question[m.document->blocks[slice.first + b].question]);
    }
    m.matcher->apply(*m.document, m.coded.back().text, m.coded.back().segments,
                     m.coded.back().tokens, asked);
  }
  for (const Block& block : m.document->blocks) {
    m.bytes += static_cast<std::int64_t>(block.raw.size());
    m.utf16.push_back(icu::UnicodeString::fromUTF8(block.raw));
  }
  return m;
}

void describe(const Material& m) {
  std::size_t segments = 0, tokens = 0, codings = 0;
  for (const CodedSlice& slice : m.coded) {
    segments += slice.segments.size();
    tokens += slice.tokens.all.size();
    codings += slice.codings.size();
  }
  std::printf("%.1f MB in %zu answers: %zu segments, %zu tokens, %zu distinct words, %zu codings\n",
              static_cast<double>(m.bytes) / 1e6, m.document->blocks.size(), segments, tokens,
              m.knowledge->lexicon->size(), codings);
}

/// Registers one measurement; `work` does the whole text once.
template <class Work>
void add(const char* name, const Material& m, Work work) {
  benchmark::RegisterBenchmark(name, [&m, work](benchmark::State& state) {
    for (auto _ : state) work(m);
    state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) * m.bytes);
  })->Unit(benchmark::kMillisecond);
}

void add_all(const Material& m) {
  add("normalise", m, [](const Material& x) {
    for (const Slice& s : x.slices) {
      benchmark::DoNotOptimize(normalise::apply(*x.document, s.first, s.count));
    }
  });
  add("segment", m, [](const Material& x) {
    for (const CodedSlice& s : x.coded) {
      benchmark::DoNotOptimize(segment::split(*x.document, s.text, x.knowledge->abbreviations));
    }
  });
  add("words", m, [](const Material& x) {
    for (const CodedSlice& s : x.coded) {
      benchmark::DoNotOptimize(x.tokeniser->apply(s.text, s.segments));
    }
  });
  add("coding", m, [](const Material& x) {
    for (std::size_t i = 0; i < x.coded.size(); ++i) {
      const CodedSlice& s = x.coded[i];
      benchmark::DoNotOptimize(
          x.matcher->apply(*x.document, s.text, s.segments, s.tokens, x.asked[i]));
    }
  });
  add("coding_anew", m, [](const Material& x) {
    for (std::size_t i = 0; i < x.coded.size(); ++i) {
      const CodedSlice& s = x.coded[i];
      benchmark::DoNotOptimize(
          x.forgetful->apply(*x.document, s.text, s.segments, s.tokens, x.asked[i]));
    }
  });
  add("text", m, [](const Material& x) {
    for (std::size_t i = 0; i < x.slices.size(); ++i) {
      const Slice& s = x.slices[i];
      const NormDocument text = normalise::apply(*x.document, s.first, s.count);
      const std::vector<Segment> segments =
          segment::split(*x.document, text, x.knowledge->abbreviations);
      const Tokens tokens = x.tokeniser->apply(text, segments);
      benchmark::DoNotOptimize(x.matcher->apply(*x.document, text, segments, tokens, x.asked[i]));
    }
  });
  add("all", m, [](const Material& x) {
    for (const Slice& s : x.slices) benchmark::DoNotOptimize(x.coder->apply(s));
  });
  add("icu", m, [](const Material& x) {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::BreakIterator> words(
        icu::BreakIterator::createWordInstance(icu::Locale("sv"), status));
    if (U_FAILURE(status) != 0) give_up("ICU has no word iterator");
    std::size_t found = 0;
    for (const icu::UnicodeString& text : x.utf16) {
      words->setText(text);
      while (words->next() != icu::BreakIterator::DONE) ++found;
    }
    benchmark::DoNotOptimize(found);
  });
}

/// Shows results as usual and keeps the medians.
class Medians : public benchmark::ConsoleReporter {
 public:
  Medians() : ConsoleReporter(OO_None) {}
  void ReportRuns(const std::vector<Run>& runs) override {
    ConsoleReporter::ReportRuns(runs);
    for (const Run& run : runs) {
      if (run.run_type == Run::RT_Aggregate && run.aggregate_name != "median") continue;
      const auto found = run.counters.find("bytes_per_second");
      if (found != run.counters.end()) speeds_[run.run_name.function_name] = found->second / 1e6;
    }
  }
  void print() const {
    std::puts("");
    for (const char* name :
         {"normalise", "segment", "words", "coding", "coding_anew", "text", "all", "icu"}) {
      if (speeds_.count(name) == 0) return;  // --benchmark_filter left it out
      const double speed = speeds_.at(name);
      std::printf("%-10s %7.1f MB/s\n", name, speed);
    }
    std::printf("ratio %.3f\n", speeds_.at("text") / speeds_.at("icu"));
  }

 private:
  std::map<std::string, double> speeds_;  ///< MB/s
};

}  // namespace
}  // namespace samsyn::bench

int main(int argc, char** argv) {
  using namespace samsyn::bench;
  std::size_t bytes = 8'000'000;
  Invented::Options options;
  std::vector<char*> left;
  for (int i = 0; i < argc; ++i) {
    const std::string word = argv[i];
    if (word.starts_with("--mb=")) {
      bytes = static_cast<std::size_t>(std::strtod(word.c_str() + 5, nullptr) * 1e6);
    } else if (word.starts_with("--rare=")) {
      options.rare_words = static_cast<std::uint32_t>(std::strtoul(word.c_str() + 7, nullptr, 10));
    } else {
      left.push_back(argv[i]);
    }
  }
  // Repetitions of different measurements take turns, so that a busy machine troubles all alike.
  std::string turns = "--benchmark_enable_random_interleaving=true";
  std::string times = "--benchmark_repetitions=5";
  std::string aggregates = "--benchmark_report_aggregates_only=true";
  left.insert(left.begin() + 1, {turns.data(), times.data(), aggregates.data()});
  int count = static_cast<int>(left.size());
  benchmark::Initialize(&count, left.data());
  if (benchmark::ReportUnrecognizedArguments(count, left.data())) return 2;

  const Material material = prepare(bytes, options);
  describe(material);
  add_all(material);
  Medians medians;
  benchmark::RunSpecifiedBenchmarks(&medians);
  medians.print();
  return 0;
}
