#pragma once
// An invented study in three documents, small enough to count by hand and built in any size.

#include <string>
#include <vector>

#include "pipeline/model/coding.hpp"
#include "pipeline/model/document.hpp"
#include "pipeline/model/segment.hpp"
#include "pipeline/model/study.hpp"

namespace samsyn::sample {

/// A slice as the stages before give it: every block is one text, cut at each ". ".
struct Slice {
  NormDocument text;
  std::vector<Segment> segments;
  std::vector<Coding> codings;
};

Study study();
Codebook codebook();

/// A survey with `people` respondents: open items "hinder" and "onskan", closed items of each type.
Document survey(std::uint32_t people);
Document interview();
Document notes();

/// Codes a slice by a few words ("språk" gives hinder.ind.sprak; "inte" makes it negated).
Slice code(const Document& document, std::uint32_t first, std::uint32_t count);

}  // namespace samsyn::sample
