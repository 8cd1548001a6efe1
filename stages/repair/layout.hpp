#pragma once

#include "pipeline/model/segment.hpp"

namespace samsyn::repair {

/// Adds marks for what is no running text on scanned pages, so that it is neither coded nor quoted:
///   page numbers: lines that hold nothing but «3 (6)», «3/6», «Sida 3 av 6», «- 3 -»; bare numbers
///     when at least two of them count upwards by one;
///   running heads: a short line that stands at least three times (figures aside), mostly beside a
///     page number; where it stands first it is kept, as the title that it is;
///   bullets: o, e, * and other signs alone at the start of a line, before a word, when the
///   document has
///     at least two such lines.
/// The text itself stays. Cost: linear.
void mark_layout(NormDocument& text);

}  // namespace samsyn::repair
