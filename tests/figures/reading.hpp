#pragma once
// Paragraphs read as the program reads them, and what clashes in them.

#include <string>
#include <string_view>
#include <vector>

#include "stages/figures/contradiction.hpp"

namespace samsyn::testing {

/// The statements of a document: paragraphs parted by " | ", headings begin with "# ".
std::vector<figures::Statement> statements_in(std::string_view text);

/// All clashes of the document, those of sums first.
std::vector<figures::Clash> clashes_in(const std::vector<figures::Statement>& statements);

/// "plain 120 plats (omsorg) 2019" for each figure, parted by "; ".
std::string told(const figures::Sentence& sentence);

}  // namespace samsyn::testing
