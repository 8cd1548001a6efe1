#pragma once

#include "pipeline/model/text.hpp"

namespace samsyn::repair {

bool is_letter(char32_t c);
bool is_capital(char32_t c);
inline bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }
inline bool is_umlaut(char32_t c) { return c == U'å' || c == U'ä' || c == U'ö'; }
char32_t lower(char32_t c);  ///< simple case mapping
char32_t upper(char32_t c);

}  // namespace samsyn::repair
