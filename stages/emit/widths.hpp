#pragma once
// How much room texts need, measured with the layout's table of character widths.

#include <cstdint>
#include <string_view>

#include "stages/emit/settings.hpp"

namespace samsyn::emit {

inline constexpr double kPixelsPerPoint = 96.0 / 72.0;
/// Columns are measured in the widest digit of the workbook's default font, Calibri 11: 7 pixels,
/// with 5 of padding beside the text (ECMA-376 part 1, 18.3.1.13).
inline constexpr double kPixelsPerCharacter = 7;
inline constexpr double kColumnPadding = 5;

struct Face {
  double size = 10;  ///< points
  bool bold = false;
};

/// Pixels of the widest line of the text.
double text_width(std::string_view text, const Layout& layout, Face face);

/// Pixels of the widest word: a column this wide breaks no word.
double word_width(std::string_view text, const Layout& layout, Face face);

/// Lines that the text takes when wrapped into so many pixels; at least 1.
std::uint32_t wrapped_lines(std::string_view text, double width, const Layout& layout, Face face);

/// A column's width in characters for so many pixels of text, and back.
double characters(double pixels);
double pixels(double characters);

/// A row's height in points for so many lines; Excel's limit is 409.
double row_height(std::uint32_t lines, Face face);

}  // namespace samsyn::emit
