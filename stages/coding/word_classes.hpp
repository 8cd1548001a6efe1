#pragma once
// Sets of word tests, and which of them a word passes.

#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "pipeline/model/hashed.hpp"
#include "pipeline/model/segment.hpp"
#include "pipeline/model/text.hpp"
#include "stages/coding/pattern.hpp"

namespace samsyn::coding {

/// Index of a distinct set of tests.
using SetId = std::uint32_t;

/// Index of a set of tests; an element of a pattern asks whether a word passes any of them.
using ClassId = std::uint32_t;

/// All sets of tests, and how to find those that a word passes. Each distinct set is kept once.
class WordClasses {
 public:
  /// The number of the set. Cost: a look-up by place for a TestSet met before.
  SetId set_of(const TestSet& tests);
  /// Makes a class of the set, numbered in order of adding.
  ClassId add(const TestSet& tests);
  /// How often a word is thought to pass one of these tests, in any unit.
  double often(const TestSet& tests) { return sets_[set_of(tests)].often; }
  /// The classes that the word is in, in order. Cost: some microseconds; asked once per distinct
  /// word and thread.
  std::vector<ClassId> of(const Word& word) const;
  std::size_t size() const { return set_of_class_.size(); }
  /// How often words in the class are thought to be met.
  double often_met(ClassId c) const { return sets_[set_of_class_[c]].often; }

 private:
  struct HashTest {
    std::size_t operator()(const Test& test) const;
  };
  struct Set {
    ClassId of = kNone;
    double often = 0;
  };
  std::uint32_t test(const Test& test);

  std::vector<std::uint32_t> ids_;  ///< of the set at hand: known sets allocate nothing
  std::vector<Set> sets_;
  std::vector<SetId> set_of_class_;
  std::vector<std::vector<std::uint32_t>> classes_of_;  ///< test -> classes
  tsl::robin_map<std::vector<std::uint32_t>, SetId, HashNumbers> by_tests_;
  std::unordered_map<TestSet, SetId> shared_;  ///< sets met, by place: most come again
  std::unordered_map<Test, std::uint32_t, HashTest> tests_;
  /// Tests by what they look for, so that a word meets only those that can be true of it.
  using Index = ByText<std::vector<std::uint32_t>>;
  Index lemmas_, wholes_, heads_, modifiers_, forms_;
  Index pairs_;     ///< by both_of()
  Index prefixes_;  ///< by the first three bytes
  std::vector<std::pair<std::string, std::uint32_t>> short_prefixes_, suffixes_, infixes_;
  std::vector<std::pair<std::string, std::uint32_t>> prefix_words_;
  std::vector<std::pair<Pos, std::uint32_t>> poses_;
  std::vector<std::uint32_t> anything_;
};

}  // namespace samsyn::coding
