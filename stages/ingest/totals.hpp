#pragma once
// Rows of a table that count the others: "Summa;;34", "Totalt", "Antal svar: 34".

#include <span>

#include "stages/ingest/reader.hpp"

namespace samsyn::ingest {

/// Does the row look like a sum, a count or a mean of those above? Its first filled cell must say
/// so (with the figure in it or not), and all its other filled cells must be numbers. Whether it is
/// one depends on its place too: a respondent may have answered so.
bool is_totals_row(std::span<const Cell> cells);

}  // namespace samsyn::ingest
