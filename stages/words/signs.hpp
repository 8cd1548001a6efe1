#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "pipeline/model/text.hpp"

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

/// What a code point is to words.
Sign sign_of(char32_t c);

struct Point : CodePoint {
  Sign sign = Sign::blank;
};

/// The code point at `i`, which is before the end of `text`. Well-formed UTF-8 only.
inline Point point_at(std::string_view text, std::uint32_t i) {
  const auto lead = static_cast<unsigned char>(text[i]);
  if (lead < 0x80) return {{lead, 1}, kAscii[lead]};
  const CodePoint point = samsyn::point_at(text, i);
  return {point, sign_of(point.value)};
}

inline bool wordlike(Sign s) { return s == Sign::letter || s == Sign::digit; }

}  // namespace samsyn::words
