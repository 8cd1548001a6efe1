#pragma once

#include <memory>
#include <string>

#include "pipeline/model/result.hpp"

namespace samsyn::words {

/// Is it a word? Apertium's Swedish analyser and Hunspell, without the guesses that the Lexicon
/// makes for words that neither knows. Either will do. Not thread-safe. Cost of a question: about
/// 50 µs; long words that are none up to a few ms.
class Dictionary {
 public:
  /// Loads the analysers from Debian's places (apertium-swe-nor, hunspell-sv): 0.2 s.
  /// Errors: words.no-analyser.
  static Result<std::unique_ptr<Dictionary>> load();
  ~Dictionary();
  Dictionary(const Dictionary&) = delete;
  Dictionary& operator=(const Dictionary&) = delete;

  /// The case-folded form is a word or a compound of words; names count.
  bool knows(const std::string& form);

 private:
  struct Body;
  explicit Dictionary(std::unique_ptr<Body> body);
  std::unique_ptr<Body> body_;
};

}  // namespace samsyn::words
