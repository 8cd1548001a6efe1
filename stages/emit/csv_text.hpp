#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace samsyn::emit {

/// A byte order mark: Excel takes a CSV for UTF-8 only with it.
inline constexpr std::string_view kCsvMark = "\xEF\xBB\xBF";

/// Appends a record after RFC 4180 with `;` between fields, as Swedish spreadsheets read it. Fields
/// with `;`, quotes or line breaks are quoted. A field that a spreadsheet would take for a formula
/// (it begins with = + - @, a tab or a carriage return) gets an apostrophe before it: it is
/// somebody's answer, and nothing that is to be calculated. Negative numbers are left as they are.
void append_csv(std::string& out, const std::vector<std::string>& fields);

}  // namespace samsyn::emit
