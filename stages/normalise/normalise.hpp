#pragma once

#include <cstdint>

#include "pipeline/model/document.hpp"
#include "pipeline/model/segment.hpp"

namespace samsyn::normalise {

/// Makes texts comparable, and remembers where every byte came from.
///
/// In this order: no-break and other blanks (U+00A0, U+202F, U+2000–U+200A, tab) to space; soft
/// hyphen, zero-width characters and direction marks (U+00AD, U+200B, U+200C, U+200E, U+200F,
/// U+2060, U+FEFF; U+200D joins emoji and stays) removed; line ends CR LF and CR to LF; runs of
/// spaces to one; quotation marks " “ „ « » ‟ to U+201D and ' ‘ ‚ to U+2019; hyphens U+2010 and
/// U+2011 to the ASCII one; last NFC (Unicode UAX #15), since what was removed may have kept a
/// letter and its mark apart. Case, digits and å ä ö are left alone; line breaks stay (segment
/// decides what they mean).
///
/// Shape:  one NormBlock per Block in [first, first + count), same order; a block may become empty
///         but is never dropped. Marks are carried over.
/// Units:  offsets are bytes in UTF-8.
/// Cost:   linear; a block that needs no change costs one scan and one copy.
/// Errors: none; bytes that are not UTF-8 were refused by ingest.
NormDocument apply(const Document& document, std::uint32_t first, std::uint32_t count);

}  // namespace samsyn::normalise
