#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>

#include "stages/words/words.hpp"

namespace samsyn::testing {

inline std::string corpus_file(const std::string& name) {
  std::ifstream file(std::string(SAMSYN_SOURCE_DIR) + "/corpus/lexicon/" + name, std::ios::binary);
  EXPECT_TRUE(file) << name;
  return {std::istreambuf_iterator<char>(file), {}};
}

/// What the shipped lexicon is made of.
inline words::Lexicon::Data lexicon_data() {
  static const Frequencies frequencies(corpus_file("frequency.tsv"), {});
  return {corpus_file("spoken.tsv"), corpus_file("combining.tsv"), corpus_file("readings.tsv"),
          corpus_file("neighbours.tsv"), &frequencies};
}

/// The shipped lexicon, loaded once for all tests.
inline words::Lexicon& lexicon() {
  static const std::unique_ptr<words::Lexicon> all = [] {
    auto loaded = words::Lexicon::load(lexicon_data());
    EXPECT_TRUE(loaded);
    return std::move(*loaded);
  }();
  return *all;
}

}  // namespace samsyn::testing
