#pragma once
// Tables in documents: typed in running text as rows of cells, and those of Word.

#include <cstdint>
#include <vector>

#include "pipeline/model/document.hpp"
#include "stages/figures/contradiction.hpp"

namespace samsyn::figures {

/// Totals in tables within the notes of a stretch of blocks that their rows or columns don't make
/// (table_sums.hpp).
///
/// A table is three lines or more, in one block or in blocks that follow each other, each with the
/// same number of cells, parted by a tab, `|`, `;` or two blanks; the line above may hold the
/// titles. The quote is the row of sums alone: other rows may name people.
///
/// Cost: linear in the bytes.
std::vector<Contradiction> table_clashes(const Document& document, std::uint32_t first,
                                         std::uint32_t count);

/// The same of Document::grids.
std::vector<Contradiction> grid_clashes(const Document& document);

}  // namespace samsyn::figures
