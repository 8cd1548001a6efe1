#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/human.hpp"
#include "pipeline/knowledge.hpp"
#include "pipeline/model/document.hpp"
#include "pipeline/model/issue.hpp"
#include "pipeline/model/study.hpp"
#include "pipeline/walk.hpp"

namespace samsyn {

/// A segment of a study as outputs show it, in its context.
struct ShownSegment {
  std::string line;  ///< of codings.jsonl, with pseudonyms, without its line break
  std::string id, text;
  std::string before, after;  ///< the segments beside it: of a table only those of the same answer
  BlockRole role = BlockRole::answer;
  std::uint32_t answer = 0;             ///< number of the cell, turn or paragraph over the study
  std::vector<std::string> attributes;  ///< of who said it, parallel to Study::attributes
  float sureness = 1;                   ///< see learn::Doubt
  std::vector<std::uint32_t> judged;    ///< indices of human::Codings::segments that it is
};

struct SegmentsWish {
  std::string language = "sv";  ///< of pseudonyms
  unsigned jobs = 1;
  TaxonomyBits sureness_of = 0;  ///< of whose codes it is asked; 0 = none
  HumanFinder* human = nullptr;  ///< finds judged segments on the way
  Inputs::Seen seen{};           ///< files that were read
};

/// Reads, masks and codes the whole study as a run does, and hands over each segment in input
/// order, those of headings and interviewers too. Issues: those of walk(). Memory: as a run's.
Walked each_segment(const Study& study, const Knowledge& knowledge, const SegmentsWish& wish,
                    const std::function<void(const ShownSegment&)>& use, Issues& issues);

}  // namespace samsyn
