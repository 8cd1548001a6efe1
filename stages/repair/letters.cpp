#include "stages/repair/letters.hpp"

#include <unicode/uchar.h>

namespace samsyn::repair {

std::u32string points_of(std::string_view utf8) {
  std::u32string out;
  out.reserve(utf8.size());
  for (const char byte : utf8) {
    const auto c = static_cast<unsigned char>(byte);
    if (c < 0x80) {
      out.push_back(c);
    } else if (c >= 0xC0) {
      out.push_back(c < 0xE0 ? c & 0x1FU : c < 0xF0 ? c & 0x0FU : c & 0x07U);
    } else if (!out.empty()) {
      out.back() = (out.back() << 6U) | (c & 0x3FU);
    }
  }
  return out;
}

void append(std::string& utf8, char32_t point) {
  const auto tail = [&](unsigned shift) {
    utf8.push_back(static_cast<char>(0x80U | ((point >> shift) & 0x3FU)));
  };
  if (point < 0x80) {
    utf8.push_back(static_cast<char>(point));
  } else if (point < 0x800) {
    utf8.push_back(static_cast<char>(0xC0U | (point >> 6U)));
    tail(0);
  } else if (point < 0x10000) {
    utf8.push_back(static_cast<char>(0xE0U | (point >> 12U)));
    tail(6), tail(0);
  } else {
    utf8.push_back(static_cast<char>(0xF0U | (point >> 18U)));
    tail(12), tail(6), tail(0);
  }
}

std::string utf8_of(std::u32string_view points) {
  std::string out;
  out.reserve(points.size() + 4);
  for (const char32_t c : points) append(out, c);
  return out;
}

bool is_letter(char32_t c) {
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  return u_isUAlphabetic(static_cast<UChar32>(c)) != 0;
}

bool is_capital(char32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z';
  return u_isupper(static_cast<UChar32>(c)) != 0;
}

char32_t lower(char32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z' ? c + 0x20 : c;
  return static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
}

char32_t upper(char32_t c) {
  if (c < 0x80) return c >= 'a' && c <= 'z' ? c - 0x20 : c;
  return static_cast<char32_t>(u_toupper(static_cast<UChar32>(c)));
}

}  // namespace samsyn::repair
