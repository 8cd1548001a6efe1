#include "stages/emit/widths.hpp"

#include <unicode/utf8.h>

#include <algorithm>
#include <cmath>

namespace samsyn::emit {
namespace {

double advance(UChar32 c, const Layout& layout, Face face) {
  const auto found = layout.widths.find(static_cast<char32_t>(c));
  const double thousandths = found == layout.widths.end() ? layout.other_width : found->second;
  return thousandths / 1000 * face.size * kPixelsPerPoint * (face.bold ? layout.bold_factor : 1);
}

/// Calls `word(width, then)` for each word; `then` is the character after it, 0 at the end.
template <class F>
void each_word(std::string_view text, const Layout& layout, Face face, const F& word) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  double width = 0;
  for (std::size_t at = 0; at < text.size();) {
    UChar32 c = 0;
    U8_NEXT_OR_FFFD(bytes, at, text.size(), c);
    if (c == ' ' || c == '\n') {
      word(width, c);
      width = 0;
    } else {
      width += advance(c, layout, face);
    }
  }
  word(width, UChar32{0});
}

}  // namespace

double text_width(std::string_view text, const Layout& layout, Face face) {
  const double space = advance(' ', layout, face);
  double widest = 0;
  double line = 0;
  each_word(text, layout, face, [&](double word, UChar32 then) {
    line += word;
    widest = std::max(widest, line);
    line = then == '\n' ? 0 : line + space;
  });
  return widest;
}

double word_width(std::string_view text, const Layout& layout, Face face) {
  double widest = 0;
  each_word(text, layout, face, [&](double word, UChar32) { widest = std::max(widest, word); });
  return widest;
}

std::uint32_t wrapped_lines(std::string_view text, double width, const Layout& layout, Face face) {
  const double space = advance(' ', layout, face);
  const double room = std::max(width, 10.0);
  double lines = 1;
  double line = 0;
  each_word(text, layout, face, [&](double word, UChar32 then) {
    if (line > 0 && line + word > room) {
      ++lines;
      line = 0;
    }
    if (word > room) {  // a word wider than the column is broken
      const double extra = std::ceil(word / room) - 1;
      lines += extra;
      word -= extra * room;
    }
    line += word + space;
    if (then == '\n') {
      ++lines;
      line = 0;
    }
  });
  constexpr double kMostLines = 1000;  // far beyond any row
  return static_cast<std::uint32_t>(std::min(lines, kMostLines));
}

double characters(double width) { return width / kPixelsPerCharacter; }
double pixels(double width) { return width * kPixelsPerCharacter; }

double row_height(std::uint32_t lines, Face face) {
  constexpr double kLineSpacing = 1.28;  // of the font's size, measured on Arial
  constexpr double kHighest = 409;       // points, Excel's limit
  return std::min(kHighest, std::ceil(lines * face.size * kLineSpacing + 3));
}

}  // namespace samsyn::emit
