#pragma once
// Do groups differ in which codes they speak of?

#include <cstddef>
#include <string>
#include <vector>

#include "stages/summarise/code_lines.hpp"
#include "stages/summarise/differences.hpp"

namespace samsyn::summarise {

/// What is tested: the lines of one taxonomy by one attribute.
struct CodeComparison {
  const ClosedDesk& desk;
  std::uint32_t taxonomy = 0;
  std::uint32_t attribute = 0;
  const std::vector<Line>& lines;
  const CodeGroups& groups;
};

/// One test for each line that somebody in the known groups has and somebody has not: who has the
/// code among those asked, by group. Of weighted surveys with the weights (who weighs nothing is
/// left out), else as counts. No test with fewer than two known groups, or more than 30.
///
/// `table` is the number in Summary::tables of the shares by the groups, `first` the column of the
/// first of them. Adds the partition that tells how many people have a known value.
/// Cost: that of the tests.
std::vector<Tested> test_codes(const CodeComparison& comparison, std::size_t table,
                               std::size_t first, Summary& summary);

}  // namespace samsyn::summarise
