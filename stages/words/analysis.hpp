#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/result.hpp"
#include "pipeline/model/segment.hpp"
#include "stages/words/words.hpp"

namespace samsyn::words {

/// What a case-folded word form may be. The order in which sources are asked: Apertium; the parts
/// round hyphens and colons; the written form of a spoken one; own compound splitting; Hunspell;
/// last a rule on endings. Not thread-safe; remembers what it looked up for compounds.
class Analysis {
 public:
  static Result<std::unique_ptr<Analysis>> load(const Lexicon::Data& data);
  ~Analysis();

  /// Never empty. Likeliest reading first.
  std::vector<Reading> operator()(const std::string& form);
  const Lexicon::Parts& parts() const;

 private:
  struct Body;
  explicit Analysis(std::unique_ptr<Body> body);
  std::unique_ptr<Body> body_;
};

}  // namespace samsyn::words
