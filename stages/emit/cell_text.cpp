#include "stages/emit/cell_text.hpp"

#include <unicode/uchar.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>

namespace samsyn::emit {
namespace {

constexpr UChar32 kReplacement = 0xFFFD;

void append(std::string& out, UChar32 c) {
  std::uint8_t bytes[U8_MAX_LENGTH];
  std::size_t length = 0;
  U8_APPEND_UNSAFE(bytes, length, static_cast<std::uint32_t>(c));
  out.append(reinterpret_cast<const char*>(bytes), length);
}

/// The next character; what is not UTF-8 is U+FFFD.
UChar32 next(std::string_view text, std::size_t& at) {
  UChar32 c = 0;
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  U8_NEXT_OR_FFFD(bytes, at, text.size(), c);
  return c;
}

/// Is it a Char of XML 1.0 (section 2.2) that a cell shows?
bool is_allowed(UChar32 c) {
  return c == '\t' || c == '\n' || (c >= 0x20 && c != 0x7F && c != 0xFFFE && c != 0xFFFF);
}

bool is_hex(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

bool is_escape(std::string_view text) {
  return text.size() >= 7 && text[0] == '_' && text[1] == 'x' && text[6] == '_' &&
         std::all_of(text.begin() + 2, text.begin() + 6, is_hex);
}

std::size_t units(std::string_view text) {
  std::size_t n = 0;
  for (std::size_t at = 0; at < text.size();)
    n += static_cast<std::size_t>(U16_LENGTH(next(text, at)));
  return n;
}

std::string folded(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    append(out, u_foldCase(next(text, at), U_FOLD_CASE_DEFAULT));
  }
  return out;
}

/// The text's first units, whole characters only.
std::string first_units(std::string_view text, std::size_t limit) {
  std::size_t n = 0;
  std::size_t end = 0;
  for (std::size_t at = 0; at < text.size(); end = at) {
    n += static_cast<std::size_t>(U16_LENGTH(next(text, at)));
    if (n > limit) break;
  }
  return std::string(text.substr(0, end));
}

}  // namespace

CellText cell_text(std::string_view text, std::string_view mark) {
  CellText cell;
  std::string& out = cell.text;
  out.reserve(text.size());
  std::size_t used = 0;      // UTF-16 units
  std::size_t safe_end = 0;  // bytes of out that leave room for the mark
  const std::size_t mark_units = units(mark);
  for (std::size_t at = 0; at < text.size();) {
    std::string piece;
    if (is_escape(text.substr(at))) {
      piece = "_x005F_";
      ++at;
    } else {
      const std::size_t from = at;
      const UChar32 c = next(text, at);
      if (c == '\r') {
        if (at < text.size() && text[at] == '\n') ++at;
        piece = "\n";
      } else if (!is_allowed(c)) {
        append(piece, kReplacement);
      } else if (c == kReplacement) {
        append(piece, c);
      } else {
        piece = text.substr(from, at - from);
      }
    }
    used += units(piece);
    if (used > kCellLimit) {
      out.resize(safe_end);
      out += mark;
      cell.is_cut = true;
      return cell;
    }
    out += piece;
    if (used + mark_units <= kCellLimit) safe_end = out.size();
  }
  return cell;
}

std::string sheet_name(std::string_view wished, const std::vector<std::string>& taken,
                       std::string_view unnamed) {
  std::string name;
  for (std::size_t at = 0; at < wished.size();) {
    const UChar32 c = next(wished, at);
    const bool is_barred =
        c < 0x20 || c == 0x7F || !is_allowed(c) ||
        std::string_view("[]:*?/\\").find(static_cast<char>(c < 0x80 ? c : 'a')) !=
            std::string_view::npos;
    append(name, is_barred ? '-' : c);
  }
  const auto trimmed = [](std::string text) {
    const std::size_t begin = text.find_first_not_of("' ");
    if (begin == std::string::npos) return std::string();
    return text.substr(begin, text.find_last_not_of("' ") + 1 - begin);
  };
  name = trimmed(first_units(trimmed(std::move(name)), kSheetNameLimit));
  if (name.empty()) name = unnamed;
  if (folded(name) == "history") name += "-";  // Excel keeps that name for itself
  const auto is_taken = [&](const std::string& one) {
    return std::any_of(taken.begin(), taken.end(),
                       [&](const std::string& other) { return folded(other) == folded(one); });
  };
  std::string unique = name;
  for (std::size_t n = 2; is_taken(unique); ++n) {
    const std::string suffix = " (" + std::to_string(n) + ")";
    unique = first_units(name, kSheetNameLimit - suffix.size()) + suffix;
  }
  return unique;
}

}  // namespace samsyn::emit
