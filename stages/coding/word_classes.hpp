#pragma once
// Sets of word tests, and which of them a word passes.

#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "pipeline/model/segment.hpp"
#include "stages/coding/pattern.hpp"

namespace samsyn::coding {

/// How often a word is thought to pass one of these tests, in any unit.
double often(const std::vector<Test>& tests);

/// Index of a set of tests; an element of a pattern asks whether a word passes any of them.
using ClassId = std::uint32_t;

/// All sets of tests, and how to find those that a word passes. Each distinct set is kept once.
class WordClasses {
 public:
  ClassId add(const TestSet& tests);
  /// The classes that the word is in, in order. Cost: some microseconds; asked once per distinct
  /// word and thread.
  std::vector<ClassId> of(const Word& word) const;
  std::size_t size() const { return often_.size(); }
  /// How often words in the class are thought to be met: see often(tests).
  double often(ClassId c) const { return often_[c]; }

 private:
  std::uint32_t test(const Test& test);

  std::vector<double> often_;                           ///< by class
  std::vector<std::vector<std::uint32_t>> classes_of_;  ///< test -> classes
  std::map<std::vector<Test>, ClassId> sets_;
  std::unordered_map<TestSet, ClassId> shared_;  ///< sets met, by place: most come again
  std::map<Test, std::uint32_t> tests_;
  /// Tests by what they look for, so that a word meets only those that can be true of it.
  std::unordered_multimap<std::string, std::uint32_t> lemmas_, wholes_, heads_, modifiers_, forms_;
  std::unordered_multimap<std::string, std::uint32_t> prefixes_;  ///< by the first three bytes
  std::vector<std::pair<std::string, std::uint32_t>> short_prefixes_, suffixes_, infixes_;
  std::vector<std::pair<std::string, std::uint32_t>> prefix_words_;
  std::vector<std::pair<std::pair<std::string, std::string>, std::uint32_t>> pairs_;
  std::vector<std::pair<Pos, std::uint32_t>> poses_;
  std::vector<std::uint32_t> anything_;
};

}  // namespace samsyn::coding
