#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/result.hpp"
#include "pipeline/model/segment.hpp"
#include "stages/words/words.hpp"

namespace samsyn::words {

/// What a case-folded word form may be. The order in which sources are asked: the list of everyday
/// words; Apertium; the parts round hyphens and colons; the written form of a spoken one; own
/// compound splitting; Hunspell; last what a misspelt word was meant to be, and a rule on endings.
/// Not thread-safe; remembers what it looked up for compounds, some 20,000 words at most.
class Analysis {
 public:
  static Result<std::unique_ptr<Analysis>> load(const Lexicon::Data& data);
  ~Analysis();

  /// Never empty. Likeliest reading first.
  std::vector<Reading> operator()(const std::string& form);
  /// The second word's readings and, for matching, those of the two written as one («kompetens
  /// utveckling»). The same as the second's when they make no word.
  std::vector<Reading> as_one(const Word& first, const Word& second);
  const Lexicon::Parts& parts() const;
  std::size_t remembered() const;  ///< words
  void forget(std::size_t most);   ///< all, when more are remembered; answers stay the same

 private:
  struct Body;
  explicit Analysis(std::unique_ptr<Body> body);
  std::unique_ptr<Body> body_;
};

}  // namespace samsyn::words
