#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace samsyn::words {

enum class Sign : std::uint8_t { blank, letter, digit, punctuation, symbol };

constexpr std::array<Sign, 128> ascii_signs() {
  std::array<Sign, 128> table{};
  for (std::size_t c = 0; c < table.size(); ++c) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    const bool symbol = c == '+' || c == '<' || c == '=' || c == '>' || c == '$' || c == '^' ||
                        c == '`' || c == '|' || c == '~';
    table[c] = c <= ' '               ? Sign::blank
               : letter               ? Sign::letter
               : c >= '0' && c <= '9' ? Sign::digit
               : symbol               ? Sign::symbol
                                      : Sign::punctuation;
  }
  return table;
}
inline constexpr std::array<Sign, 128> kAscii = ascii_signs();

struct Point {
  char32_t value = 0;
  std::uint32_t size = 0;
  Sign sign = Sign::blank;
};

/// What a code point is to words.
Sign sign_of(char32_t c);

/// The code point at `i`, which is before the end of `text`. Well-formed UTF-8 only.
inline Point point_at(std::string_view text, std::uint32_t i) {
  const auto lead = static_cast<unsigned char>(text[i]);
  if (lead < 0x80) return {lead, 1, kAscii[lead]};
  const auto tail = [&](std::uint32_t k) {
    return static_cast<char32_t>(static_cast<unsigned char>(text[i + k])) & 0x3FU;
  };
  Point p;
  if (lead < 0xE0) {
    p = {((lead & 0x1FU) << 6U) | tail(1), 2, Sign::letter};
  } else if (lead < 0xF0) {
    p = {((lead & 0x0FU) << 12U) | (tail(1) << 6U) | tail(2), 3, Sign::letter};
  } else {
    p = {((lead & 0x07U) << 18U) | (tail(1) << 12U) | (tail(2) << 6U) | tail(3), 4, Sign::letter};
  }
  p.sign = sign_of(p.value);
  return p;
}

inline bool wordlike(Sign s) { return s == Sign::letter || s == Sign::digit; }

}  // namespace samsyn::words
