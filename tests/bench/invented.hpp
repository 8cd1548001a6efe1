#pragma once
// Invented Swedish answers without end, made from those of the example study.

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "pipeline/model/document.hpp"

namespace samsyn::bench {

/// The same numbers on every machine: the standard's distributions may differ, its engines may not.
class Chance {
 public:
  explicit Chance(std::uint64_t seed) : engine_(seed) {}
  /// 0..n-1; n > 0.
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(engine_() % n); }
  /// 0..n-1, small numbers far likelier, as words are in a text (Zipf's law: density as 1/x).
  std::size_t zipf(std::size_t n);

 private:
  std::mt19937_64 engine_;
};

/// Makes answers, paragraphs and cells by shuffling the sentences of corpus/connect/.
///
/// Text is clean: sentences are taken as the program normalised them, so that little is left to
/// normalise. Some words are replaced by compounds joined from words of the same material
/// («handledartidsplanering»), so that the text has a long tail of rare words as real text has.
class Invented {
 public:
  struct Options {
    std::uint64_t seed = 20250311;
    std::uint32_t rare_every = 25;    ///< one word in so many is a compound; 0 = none
    std::uint32_t rare_words = 8000;  ///< distinct compounds
  };
  /// Reads the study and the sentences of its sources, all but interviewers' words.
  /// Stops the program with a message when that is not possible: a benchmark has no way on.
  explicit Invented(const Options& options);

  /// Some sentences (1..`most`) that answer the question.
  std::string answer(std::size_t question, std::size_t most = 5);
  const std::vector<Question>& questions() const { return questions_; }
  Chance& chance() { return chance_; }

  /// Open answers of `bytes` of text or a little more, with the questions of the study.
  Document answers(std::size_t bytes);

 private:
  std::string compound();
  std::string sentence(std::size_t question);

  Options options_;
  Chance chance_;
  std::vector<Question> questions_;
  std::vector<std::vector<std::string>> sentences_;  ///< by question; never empty
  std::vector<std::string> stems_;                   ///< words that compounds are made of
  std::vector<std::string> compounds_;
};

/// The source tree, which holds corpus/ and templates/.
std::string source_folder();

/// A value or a message and the end of the program.
[[noreturn]] void give_up(const std::string& why);

}  // namespace samsyn::bench
