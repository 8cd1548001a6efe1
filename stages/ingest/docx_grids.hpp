#pragma once
// The tables of numbers in a Word document.

#include <vector>

#include "pipeline/model/document.hpp"
#include "stages/ingest/docx_text.hpp"

namespace samsyn::ingest {

/// The tables in whose rows numbers stand, as they are: rows of cells, for summing. Texts in cells
/// are read as notes too; this leaves them as they are.
///
/// Shape: a grid of three rows and two columns or more; in at least half of its rows a cell behind
///        the first begins with a figure. A cell's lines are joined by blanks; a merged cell stands
///        in its first column, the others are empty. Rows and columns beyond kMostGridRows and
///        kMostGridColumns make the whole table be left out: it is no table for people to read.
/// Cost:  linear in the tables.
std::vector<WordGrid> number_grids(const WordText& word);

inline constexpr std::uint32_t kMostGridRows = 2000;
inline constexpr std::uint32_t kMostGridColumns = 64;

}  // namespace samsyn::ingest
