#pragma once
// Tables typed in running text: rows of cells parted by tabs, bars or blanks.

#include <string>
#include <vector>

#include "pipeline/model/document.hpp"
#include "stages/figures/contradiction.hpp"

namespace samsyn::figures {

/// Totals in tables within the notes of a stretch of blocks that their rows or columns don't make.
///
/// A table is three lines or more, in one block or in blocks that follow each other, each with a
/// first cell of text or a year and the same number of cells behind it, parted by a tab, `|`, `;`
/// or two blanks; the line above may hold the titles. Compared: a row named Summa or Totalt with
/// the rows since the last such row, or all above it; a column titled so with the cells before it
/// in each row. Goals, shares, differences («Mål», «Andel») and rows «varav …» are no parts. Money
/// and decimals may be rounded. The quote is the row of sums alone: other rows may name people.
///
/// Cost: linear in the bytes; lines without figures end at the first look.
std::vector<Contradiction> table_clashes(const Document& document, std::uint32_t first,
                                         std::uint32_t count);

/// Is a row or column of this name the sum of the others?
bool names_total(std::string_view title);

}  // namespace samsyn::figures
