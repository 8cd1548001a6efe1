#pragma once

#include <string>
#include <string_view>

namespace samsyn::repair {

std::u32string points_of(std::string_view utf8);  ///< of well-formed UTF-8
std::string utf8_of(std::u32string_view points);
void append(std::string& utf8, char32_t point);

bool is_letter(char32_t c);
bool is_capital(char32_t c);
inline bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }
inline bool is_umlaut(char32_t c) { return c == U'å' || c == U'ä' || c == U'ö'; }
char32_t lower(char32_t c);  ///< simple case mapping
char32_t upper(char32_t c);

}  // namespace samsyn::repair
