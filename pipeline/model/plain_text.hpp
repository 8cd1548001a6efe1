#pragma once
// Texts from outside, made harmless for a terminal.

#include <string>
#include <string_view>

namespace samsyn {

/// The text with what a terminal would obey shown as signs: control characters as their pictures
/// (U+2400–2421; those of U+0080–009F as U+FFFD), and what turns the direction of writing
/// (U+061C, U+200E, U+200F, U+202A–202E, U+2066–2069; UAX #9) as U+FFFD. Line breaks and tabs are
/// control characters too: see one_line. Expects UTF-8.
std::string plain_text(std::string_view text);

/// The same, where line breaks are our own: they stay.
std::string plain_lines(std::string_view text);

/// The text with a blank for each line break and tab.
std::string one_line(std::string text);

}  // namespace samsyn
