#pragma once
// Segments without a code, put together by what they share.

#include <cstdint>
#include <vector>

#include "stages/discover/terms.hpp"

namespace samsyn::discover {

/// A candidate for a new code.
struct Group {
  std::vector<std::uint32_t> terms;  ///< indices of key terms, the strongest first
  std::vector<std::uint32_t> lines;  ///< indices into Corpus::lines, in order
  std::uint32_t people = 0;          ///< voices behind the lines
};

struct GroupRule {
  std::uint32_t people = 3;  ///< least number of voices
  /// A term joins a group when it shares at least this part of the smaller one's lines with the
  /// group's first term (Szymkiewicz and Simpson's overlap coefficient).
  double overlap = 0.5;
};

/// Terms in their order (key_terms) each join the first group whose first term they share lines
/// enough with, else they begin one: so no chain of terms ties things together that have nothing
/// in common, and «öppen förskola» joins «förskola» however common the latter is. Each line then
/// belongs to the group of the strongest term in it. Terms that stand in just the lines of a
/// stronger one of their group tell nothing more and are left out.
///
/// Shape: ordered by people, lines, first term; no line stands in two groups.
/// Cost:  the lines of all terms x the groups that a line could belong to.
std::vector<Group> group(const std::vector<KeyTerm>& terms, const std::vector<Line>& lines,
                         const GroupRule& rule = {});

}  // namespace samsyn::discover
