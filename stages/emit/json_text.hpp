#pragma once
// JSON written by appending: for lines that are made by the hundred thousand.

#include <cstdint>
#include <string>
#include <string_view>

namespace samsyn::emit {

/// Appends the text as a JSON string with its quotes (RFC 8259 section 7). Bytes that are not
/// well-formed UTF-8 become U+FFFD, so that the line can always be read.
/// Cost: a table look-up a byte.
void append_string(std::string& out, std::string_view text);

/// As append_string, but null for an empty text.
void append_string_or_null(std::string& out, std::string_view text);

void append_number(std::string& out, std::uint64_t number);

/// Appends the shortest form that reads back as the same number; null for NaN and infinity.
void append_number(std::string& out, double number);

}  // namespace samsyn::emit
