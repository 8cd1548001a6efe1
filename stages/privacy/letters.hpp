#pragma once
// Letters of the Latin scripts that Swedish survey text has, without a library call per letter.

#include <cstdint>
#include <string>
#include <string_view>

namespace samsyn::privacy {

struct Letter {
  std::uint32_t code_point = 0;
  std::uint32_t folded = 0;  ///< lower case; of the apostrophe U+2019 the one of keyboards
  std::uint8_t size = 1;     ///< bytes
  bool is_letter = false;
  bool is_upper = false;
};

/// What letter_at says of a byte that is not ASCII.
Letter wide_letter_at(std::string_view text, std::size_t i);

/// The code point that starts at a byte of well-formed UTF-8; a broken sequence counts as one byte
/// that is no letter. Latin-1, Latin Extended-A and Latin Extended Additional (Vietnamese) are
/// folded; all other two-byte scripts count as letters without case.
inline Letter letter_at(std::string_view text, std::size_t i) {
  const std::uint32_t a = static_cast<unsigned char>(text[i]);
  if (a >= 0x80) return wide_letter_at(text, i);
  const bool upper = a >= 'A' && a <= 'Z';
  return {a, upper ? a + 0x20 : a, 1, upper || (a >= 'a' && a <= 'z'), upper};
}

inline void append_utf8(std::string& out, std::uint32_t c) {
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0U | c >> 6U);
    out += static_cast<char>(0x80U | (c & 0x3FU));
  } else {
    out += static_cast<char>(0xE0U | c >> 12U);
    out += static_cast<char>(0x80U | (c >> 6U & 0x3FU));
    out += static_cast<char>(0x80U | (c & 0x3FU));
  }
}

/// The ASCII letter under a marked one of Latin-1 or Latin Extended-A, in lower case; 0 = none.
inline char base_letter(std::uint32_t c) {
  constexpr std::string_view kLatin1 = "aaaaaaaceeeeiiiidnooooo.ouuuuy.y";  // U+00E0 to U+00FF
  constexpr std::string_view kExtended =                                    // U+0100 to U+017F
      "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii..jjkk.llllllllllnnnnnn...oooooo.."
      "rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzz.";
  char base = 0;
  if (c >= 0xE0 && c <= 0xFF) base = kLatin1[c - 0xE0];
  if (c >= 0x100 && c < 0x100 + kExtended.size()) base = kExtended[c - 0x100];
  return base == '.' ? '\0' : base;
}

}  // namespace samsyn::privacy
