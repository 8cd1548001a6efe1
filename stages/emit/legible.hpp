#pragma once
// What of the tables the workbook shows.

#include "pipeline/model/summary.hpp"

namespace samsyn::emit {

/// The summary without what nobody could read anything from, where numbers are withheld: columns of
/// figures of which nothing but zeros is shown, and, in tables of measures, rows of groups of which
/// nothing is; then tables that compare groups of people, of which fewer than two are left. A note
/// of the table names columns and rows; tables are named in a note of the first table left on their
/// sheet. What is left out depends only on what is shown, and so tells nothing more.
/// Cost: a copy.
Summary legible(const Summary& summary, const Labels& labels);

}  // namespace samsyn::emit
