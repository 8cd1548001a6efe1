#pragma once
// A repairer that knows few words, so that tests need no dictionaries.

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>

#include "stages/repair/repair.hpp"

namespace samsyn::testing {

inline std::string data(const std::string& name) {
  std::ifstream in(std::string(SAMSYN_SOURCE_DIR) + "/corpus/" + name, std::ios::binary);
  EXPECT_TRUE(in) << name;
  return {std::istreambuf_iterator<char>(in), {}};
}

/// The shipped lists, and no dictionary beside them.
struct SmallWorld {
  Frequencies frequencies{data("lexicon/frequency.tsv"), data("lexicon/pairs.tsv")};
  Abbreviations abbreviations{data("lexicon/abbreviations.txt")};
  repair::Repairer repairer{data("ocr/confusions.tsv"), frequencies, abbreviations,
                            [](const std::string&) { return false; }};
};

/// Edits in order, not overlapping, and the same bytes between them.
inline void check_way_back(const NormBlock& block, const std::string& raw) {
  std::uint32_t norm = 0;
  std::uint32_t from = 0;
  for (const Edit& edit : block.edits) {
    ASSERT_GE(edit.norm.begin, norm);
    ASSERT_LE(edit.norm.begin, edit.norm.end);
    ASSERT_GE(edit.raw.begin, from);
    ASSERT_LE(edit.raw.begin, edit.raw.end);
    ASSERT_EQ(edit.norm.begin - norm, edit.raw.begin - from);
    ASSERT_EQ(block.text.substr(norm, edit.norm.begin - norm),
              raw.substr(from, edit.raw.begin - from));
    norm = edit.norm.end;
    from = edit.raw.end;
  }
  EXPECT_EQ(block.text.substr(norm), raw.substr(from));
}

}  // namespace samsyn::testing
