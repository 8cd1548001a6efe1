#pragma once
// The text of a Word document as lines with styles.

#include <memory>
#include <string>
#include <vector>

#include "pipeline/model/result.hpp"
#include "stages/ingest/lines.hpp"
#include "stages/ingest/zip_part.hpp"

namespace samsyn::ingest {

struct WordCell {
  std::uint32_t row = 0;     ///< from 0
  std::uint32_t column = 0;  ///< from 0, merged ones counted
  std::size_t first = 0;     ///< lines [first, next); none in an empty cell
  std::size_t next = 0;
  bool wide = false;  ///< goes over several columns
};

/// A table that stands in no other; what is in tables inside belongs to the cell around them.
struct WordTable {
  std::vector<WordCell> cells;  ///< in reading order
  std::uint32_t rows = 0;
  std::uint32_t columns = 0;
  std::uint32_t heading_rows = 0;  ///< so many at the top are marked to be repeated on each page
};

struct WordText {
  std::unique_ptr<const std::string> text;  ///< lines joined by LF
  std::vector<Line> lines;                  ///< point into text; Line::number is the paragraph
  std::vector<WordTable> tables;            ///< in reading order
};

/// Largest main part that is read, inflated. A thousand pages are 10 MB.
inline constexpr std::uint64_t kWordPartLimit = 64U << 20U;  // bytes
/// Most elements; each costs the tree some 100 bytes.
inline constexpr std::size_t kWordElementLimit = 3'000'000;
/// Deepest nesting of elements; tables in tables and text boxes stay below 60.
inline constexpr unsigned kWordDepthLimit = 200;

/// Reads the main part (the officeDocument relationship of _rels/.rels, else word/document.xml) and
/// word/styles.xml beside it. ECMA-376 part 1, chapter 17 (WordprocessingML), Transitional and
/// Strict; prefixes are looked up, not taken for granted.
///
/// Kept: runs joined; w:ins; tabs, breaks, hyphens; tables cell by cell in reading order; text
/// boxes once, after the paragraph that anchors them. Left out: w:del, w:moveFrom, field codes,
/// mc:Fallback, footnotes and comments (they are other parts), headers and footers.
/// Indentation: that of list levels, two columns each.
/// Styles: headings by outline level, by the style's name "heading n" (the same in every language
/// of Word) along basedOn, or by a short paragraph all in bold; lists by numbering; titles and
/// tables of contents by the style's name.
///
/// Errors: those of Container; docx.broken-xml, docx.too-large (elements), docx.too-deep,
/// docx.bad-text (not UTF-8).
Result<WordText> read_word_text(const Container& container);

}  // namespace samsyn::ingest
