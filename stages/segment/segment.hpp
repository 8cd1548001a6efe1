#pragma once

#include <vector>

#include "pipeline/model/abbreviations.hpp"
#include "pipeline/model/document.hpp"
#include "pipeline/model/segment.hpp"

namespace samsyn::segment {

/// Cuts a slice into segments: sentences, short answers, bullets and headings.
///
/// Sentences follow Unicode UAX #29 (SB rules) with a Swedish layer: abbreviations, initials,
/// ordinals and list numbers end no sentence; ellipses and emoji end one before a capital; «?
/// undrade hon» and «Mina damer och herrar!» go on; a sentence that stands whole in quotes or
/// brackets ends with them; a full stop before a small letter ends one when a real word stands
/// before it (answers typed without capitals). Texts with letters of other scripts than Latin,
/// Greek and Cyrillic (Arabic, Hebrew, Chinese …) are cut by ICU's own rules.
///
/// A blank line or a line that opens with a bullet starts a new segment everywhere. In an answer a
/// line break was typed on purpose and starts one, unless a margin broke all lines (each next word
/// had no room) or a long line goes on with a small letter. In notes a line starts one when it
/// opens with a capital and its first word would have had room on the line before.
///
/// In a transcript, long speech without any sign is cut where clauses begin, see clauses.hpp.
///
/// Shape:  in order of blocks and text; not overlapping; never crossing a block. Headings and
///         preambles are one segment each (their role tells that they are not coded). Text between
///         segments is white space, bullet signs and marks only.
/// Cost:   linear: one scan for the signs that can end a sentence.
/// Errors: none.
std::vector<Segment> split(const Document& document, const NormDocument& text,
                           const Abbreviations& abbreviations);

}  // namespace samsyn::segment
