#include <unicode/bytestream.h>
#include <unicode/casemap.h>
#include <unicode/stringpiece.h>

#include <algorithm>

#include "stages/words/words.hpp"

namespace samsyn::words {

std::string fold(std::string_view text) {
  const bool latin1 = std::all_of(text.begin(), text.end(),
                                  [](char c) { return static_cast<unsigned char>(c) < 0xC4; });
  std::string out;
  if (!latin1) {
    UErrorCode status = U_ZERO_ERROR;
    icu::StringByteSink<std::string> sink(&out);
    icu::CaseMap::utf8ToLower("sv", 0,
                              icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())),
                              sink, nullptr, status);
    return U_SUCCESS(status) ? out : std::string(text);
  }
  out = text;
  for (std::size_t i = 0; i < out.size(); ++i) {
    const auto c = static_cast<unsigned char>(out[i]);
    if (c >= 'A' && c <= 'Z') {
      out[i] = static_cast<char>(c + 0x20);
    } else if (c == 0xC3 && i + 1 < out.size()) {
      // À–Þ stand 0x20 below à–þ; × (U+00D7, byte 0x97) is no letter.
      const auto second = static_cast<unsigned char>(out[++i]);
      if (second <= 0x9E && second != 0x97) out[i] = static_cast<char>(second + 0x20);
    }
  }
  return out;
}

std::string capitalised(std::string_view word) {
  std::string out(word);
  if (out.empty()) return out;
  const auto lead = static_cast<unsigned char>(out[0]);
  if (lead >= 'a' && lead <= 'z') out[0] = static_cast<char>(lead - 0x20);
  if (lead == 0xC3 && out.size() > 1) {
    // à–þ stand 0x20 above À–Þ; ÷ (U+00F7, byte 0xB7) is no letter, ÿ's capital lies elsewhere.
    const auto second = static_cast<unsigned char>(out[1]);
    const bool letter = second >= 0xA0 && second != 0xB7 && second != 0xBF;
    if (letter) out[1] = static_cast<char>(second - 0x20);
  }
  return out;
}

}  // namespace samsyn::words
