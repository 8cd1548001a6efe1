#pragma once

#include "pipeline/model/segment.hpp"

namespace samsyn::repair {

/// Adds marks for what is no running text on scanned pages, so that it is neither coded nor quoted:
///   page numbers: lines that hold nothing but «3 (6)», «3/6», «Sida 3 av 6», «- 3 -»; bare numbers
///     when one counts upwards by one from the bare number before it;
///   running heads: a line of at most 80 bytes that stands at least three times (figures and blanks
///     aside), two thirds of them beside a page number; where it stands first it is kept, as the
///     title that it is;
///   bullets: o, e, * and other signs alone at the start of a line, before a letter, when the
///     document has at least two such lines.
/// What touches a mark that was there is left. The text itself stays; marking twice equals once.
/// Cost: n log n in the lines.
void mark_layout(NormDocument& text);

}  // namespace samsyn::repair
