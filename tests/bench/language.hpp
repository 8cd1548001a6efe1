#pragma once

#include <memory>
#include <string>
#include <vector>

#include "pipeline/model/abbreviations.hpp"
#include "pipeline/model/document.hpp"
#include "pipeline/model/frequency.hpp"
#include "pipeline/model/segment.hpp"
#include "stages/words/words.hpp"

namespace samsyn::bench {

/// The whole file; stops the program with a message when it can't be read.
std::string file_or_stop(const std::string& path);

/// The text stages with the shipped data, and nothing of coding.
class Language {
 public:
  Language();

  /// A text cut: a block for each paragraph (stretches between blank lines), as notes are.
  struct Text {
    std::vector<std::size_t> starts;  ///< bytes in the text, one for each block
    NormDocument norm;
    std::vector<Segment> segments;
    Tokens tokens;
  };
  Text cut(const std::string& text);
  words::Tokeniser& tokeniser() { return *tokeniser_; }
  words::Lexicon& lexicon() { return *lexicon_; }

 private:
  Abbreviations abbreviations_;
  Frequencies frequencies_;
  std::unique_ptr<words::Lexicon> lexicon_;
  std::unique_ptr<words::Tokeniser> tokeniser_;
};

}  // namespace samsyn::bench
