#pragma once

#include <string>

#include "pipeline/model/summary.hpp"

namespace samsyn::emit {

/// The schema of summary.json, as written in it.
inline constexpr const char* kSummarySchema = "samsyn-summary-1";

/// summary.json: every table of the workbook with its base, notes, columns and rows, and the
/// quotations (templates/schema/summary.schema.json). Keys in a fixed order, two spaces of
/// indentation, numbers in the shortest form that reads back, null for empty cells and for numbers
/// that are not finite; bytes that are not UTF-8 become U+FFFD. Ends in a line break.
/// The second argument is the program and its version: "samsyn 0.1.0".
std::string write_json(const Summary& summary, const std::string& program);

}  // namespace samsyn::emit
