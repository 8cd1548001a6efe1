#include "stages/human/names.hpp"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>

#include <algorithm>
#include <cstdint>

namespace samsyn::human {

std::string name_key(std::string_view name) {
  UErrorCode status = U_ZERO_ERROR;
  std::string folded;
  const icu::Normalizer2* fold = icu::Normalizer2::getNFKCCasefoldInstance(status);
  if (U_SUCCESS(status)) {
    icu::StringByteSink<std::string> sink(&folded);
    fold->normalizeUTF8(0, icu::StringPiece(name.data(), static_cast<std::int32_t>(name.size())),
                        sink, nullptr, status);
  }
  if (U_FAILURE(status)) folded = name;
  std::string out;
  for (const char c : folded) {  // NFKC has made U+00A0 and its like a space
    const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (blank && (out.empty() || out.back() == ' ')) continue;
    out += blank ? ' ' : c;
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

bool is_coder_name(std::string_view name) {
  const bool bad = std::any_of(name.begin(), name.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == '\x7F' ||
           std::string_view("/\\:*?\"<>|=,").find(c) != std::string_view::npos;
  });
  return !bad && !name.empty() && name.size() <= kLongestCoderName && name.front() != '.' &&
         !name_key(name).empty();
}

}  // namespace samsyn::human
