#include "stages/emit/json_text.hpp"

#include <unicode/utf8.h>

#include <array>
#include <charconv>
#include <cmath>

namespace samsyn::emit {
namespace {

enum class Byte : std::uint8_t { plain, escape, high };

constexpr std::array<Byte, 256> kBytes = [] {
  std::array<Byte, 256> table{};
  for (std::size_t b = 0; b < 0x20; ++b) table[b] = Byte::escape;
  table['"'] = table['\\'] = table[0x7F] = Byte::escape;
  for (std::size_t b = 0x80; b < 0x100; ++b) table[b] = Byte::high;
  return table;
}();

void append_escape(std::string& out, unsigned char byte) {
  constexpr std::string_view kHex = "0123456789abcdef";
  switch (byte) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\b':
      out += "\\b";
      return;
    case '\f':
      out += "\\f";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    default:
      out += "\\u00";
      out += kHex[byte >> 4];
      out += kHex[byte & 0xF];
  }
}

}  // namespace

void append_string(std::string& out, std::string_view text) {
  out += '"';
  std::size_t copied = 0;
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  for (std::size_t i = 0; i < text.size();) {
    const Byte kind = kBytes[bytes[i]];
    if (kind == Byte::plain) {
      ++i;
      continue;
    }
    // Two-byte characters are å ä ö and their like: checked here, the rest by ICU.
    if (kind == Byte::high) {
      if (bytes[i] >= 0xC2 && bytes[i] <= 0xDF && i + 1 < text.size() &&
          (bytes[i + 1] & 0xC0) == 0x80) {
        i += 2;
        continue;
      }
      std::size_t next = i;
      UChar32 c = 0;
      U8_NEXT(bytes, next, text.size(), c);
      if (c >= 0) {
        i = next;
        continue;
      }
      out.append(text, copied, i - copied);
      out += "\xEF\xBF\xBD";
      i = copied = next;
      continue;
    }
    out.append(text, copied, i - copied);
    append_escape(out, bytes[i]);
    copied = ++i;
  }
  out.append(text, copied, text.size() - copied);
  out += '"';
}

void append_string_or_null(std::string& out, std::string_view text) {
  if (text.empty()) {
    out += "null";
  } else {
    append_string(out, text);
  }
}

void append_number(std::string& out, std::uint64_t number) {
  char buffer[20];  // digits of 2^64
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, number);
  out.append(buffer, end.ptr);
}

void append_number(std::string& out, double number) {
  if (!std::isfinite(number)) {
    out += "null";
    return;
  }
  char buffer[32];  // the shortest form of a double has at most 24 characters
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, number);
  out.append(buffer, end.ptr);
}

}  // namespace samsyn::emit
