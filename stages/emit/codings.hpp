#pragma once

#include <functional>
#include <string>
#include <vector>

#include "pipeline/model/coding.hpp"
#include "pipeline/model/document.hpp"
#include "pipeline/model/human.hpp"
#include "pipeline/model/segment.hpp"
#include "pipeline/model/study.hpp"

namespace samsyn::emit {

/// What is shown of a segment instead of its raw and its normalised text.
struct SegmentText {
  std::string raw, text;
};
using SegmentShow = std::function<SegmentText(std::uint32_t block, RawSpan raw, NormSpan span)>;

/// Appends one line of codings.jsonl for each segment of a slice, coded or not, in order; headings
/// and preambles too: "role" tells. The keys are those of templates/schema/codings.schema.json.
///
/// Units:  start, end and evidence are half-open, in Unicode code points of the block's raw text
///         plus Block::offset; line is physical, where the segment starts; time is in seconds.
///         "answer" numbers the blocks of a source's sheet, or of the source: from 1.
///         What is not known is null. Confidence is rounded to thousandths.
/// Shape:  codings ordered by segment, as coding::apply gives them. `show` is asked for the texts
/// of
///         each segment (`block` counts in the slice); without it they are shown as they stand.
///         With `human` every line has "coders", those who judged it, and every code "decides":
///         does it count in tables? Humans' codes stand behind the machine's, with the whole
///         segment as evidence.
/// Cost:   one pass over each block for the code points, however many segments it has; about
///         200 MB of output a second.
/// Errors: none; the texts are UTF-8 by the contract of ingest.
void append_codings(std::string& out, const Study& study, const Codebook& codebook,
                    const Document& document, const NormDocument& text,
                    const std::vector<Segment>& segments, const std::vector<Coding>& codings,
                    const SegmentShow& show = {}, const HumanSlice* human = nullptr);

}  // namespace samsyn::emit
