#include "stages/privacy/letters.hpp"

namespace samsyn::privacy {

Letter wide_letter_at(std::string_view text, std::size_t i) {
  const auto byte = [&](std::size_t k) -> std::uint32_t {
    return k < text.size() ? static_cast<unsigned char>(text[k]) : 0;
  };
  constexpr Letter kBroken{0xFFFD, 0xFFFD, 1, false, false};
  const std::uint32_t a = byte(i);
  const std::uint32_t b = byte(i + 1);
  if ((b & 0xC0U) != 0x80U || a < 0xC2) return kBroken;
  if (a < 0xE0) {
    const std::uint32_t c = (a & 0x1FU) << 6U | (b & 0x3FU);
    if (c < 0xC0) return {c, c, 2, c == 0xAA || c == 0xB5 || c == 0xBA, false};
    if (c == 0xD7 || c == 0xF7) return {c, c, 2, false, false};
    if (c <= 0xDE) return {c, c + 0x20, 2, true, true};
    if (c < 0x100) return {c, c, 2, true, false};
    if (c == 0x130) return {c, 'i', 2, true, true};
    if (c == 0x131 || c == 0x138 || c == 0x149 || c >= 0x17F) return {c, c, 2, true, false};
    if (c == 0x178) return {c, 0xFF, 2, true, true};
    const bool odd_is_upper = (c >= 0x139 && c <= 0x148) || c >= 0x179;
    const bool upper = ((c & 1U) != 0) == odd_is_upper;
    return {c, upper ? c + 1 : c, 2, true, upper};
  }
  const std::uint32_t third = byte(i + 2);
  if ((third & 0xC0U) != 0x80U) return kBroken;
  if (a < 0xF0) {
    const std::uint32_t c = (a & 0x0FU) << 12U | (b & 0x3FU) << 6U | (third & 0x3FU);
    if (c >= 0x1E00 && c < 0x1F00) {
      const bool upper = (c & 1U) == 0 && (c < 0x1E96 || c >= 0x1EA0);
      return {c, upper ? c + 1 : c, 3, true, upper};
    }
    if (c == 0x2019) return {c, '\'', 3, false, false};
    return {c, c, 3, false, false};
  }
  if ((byte(i + 3) & 0xC0U) != 0x80U || a > 0xF4) return kBroken;
  const std::uint32_t c =
      (a & 0x07U) << 18U | (b & 0x3FU) << 12U | (third & 0x3FU) << 6U | (byte(i + 3) & 0x3FU);
  return {c, c, 4, false, false};
}

}  // namespace samsyn::privacy
