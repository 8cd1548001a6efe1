#include "stages/words/signs.hpp"

#include <unicode/uchar.h>

namespace samsyn::words {

Sign sign_of(char32_t c) {
  if (c < 0x80) return kAscii[c];
  if (c >= 0xC0 && c < 0x250) return c == 0xD7 || c == 0xF7 ? Sign::symbol : Sign::letter;
  if (c == 0x200D || c == 0xFE0F) return Sign::symbol;
  const auto point = static_cast<UChar32>(c);
  if (u_isUAlphabetic(point) != 0) return Sign::letter;
  if (u_isdigit(point) != 0) return Sign::digit;
  if (u_isUWhiteSpace(point) != 0) return Sign::blank;
  const std::int8_t type = u_charType(point);
  if (type == U_NON_SPACING_MARK || type == U_COMBINING_SPACING_MARK || type == U_ENCLOSING_MARK) {
    return Sign::letter;
  }
  return u_ispunct(point) != 0 ? Sign::punctuation : Sign::symbol;
}

}  // namespace samsyn::words
