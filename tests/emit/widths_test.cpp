#include "stages/emit/widths.hpp"

#include <gtest/gtest.h>

namespace samsyn::emit {
namespace {

Layout simple() {
  Layout layout;
  layout.other_width = 500;  // at 12 points: 8 pixels
  layout.bold_factor = 2;
  layout.widths[U'ö'] = 1000;
  return layout;
}

TEST(Widths, AddUpCharacters) {
  const Layout layout = simple();
  EXPECT_DOUBLE_EQ(text_width("abc", layout, {12, false}), 24);
  EXPECT_DOUBLE_EQ(text_width("abö", layout, {12, false}), 32);
  EXPECT_DOUBLE_EQ(text_width("abc", layout, {12, true}), 48);
  EXPECT_DOUBLE_EQ(text_width("a\nabcd", layout, {12, false}), 32);
  EXPECT_DOUBLE_EQ(word_width("a abcd ab", layout, {12, false}), 32);
}

TEST(Widths, WrapWordByWord) {
  const Layout layout = simple();
  const struct {
    std::string_view text;
    double width;
    std::uint32_t lines;
  } kCases[] = {{"", 100, 1},     {"abc def", 100, 1},   {"abc def", 40, 2},
                {"a\nb", 100, 2}, {"abcdefghij", 40, 2}, {"ab cd ef", 24, 3}};
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.text);
    EXPECT_EQ(wrapped_lines(c.text, c.width, layout, {12, false}), c.lines);
  }
}

TEST(Widths, StayUnderTheHighestRow) { EXPECT_EQ(row_height(1000, {10, false}), 409); }

}  // namespace
}  // namespace samsyn::emit
