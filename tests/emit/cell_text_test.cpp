#include "stages/emit/cell_text.hpp"

#include <gtest/gtest.h>

namespace samsyn::emit {
namespace {

TEST(CellText, IsSafeForXmlAndExcel) {
  const struct {
    std::string_view text, safe;
  } kCases[] = {{"för lite tid", "för lite tid"},
                {"a\r\nb\rc\n", "a\nb\nc\n"},
                {"a\x01z", "a\xEF\xBF\xBDz"},
                {"\xC3", "\xEF\xBF\xBD"},
                {"\xEF\xBF\xBF", "\xEF\xBF\xBD"},
                {"_x0041_", "_x005F_x0041_"},
                {"_x00g1_", "_x00g1_"},
                {"__x000D_x000A_", "__x005F_x000D_x005F_x000A_"},
                {"=A1", "=A1"},
                {"", ""}};
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.text);
    EXPECT_EQ(cell_text(c.text, "…").text, c.safe);
    EXPECT_FALSE(cell_text(c.text, "…").is_cut);
  }
}

TEST(CellText, IsCutAtACharacterWithAMark) {
  EXPECT_FALSE(cell_text(std::string(kCellLimit, 'a'), "…").is_cut);
  std::string long_text;
  for (int i = 0; i < 20000; ++i) long_text += "😀";  // two units each
  const CellText cell = cell_text(long_text, " …");
  EXPECT_TRUE(cell.is_cut);
  EXPECT_TRUE(cell.text.ends_with("😀 …"));
  EXPECT_EQ(cell.text.size(), 16382U * 4 + 4);
}

TEST(SheetName, IsWhatExcelTakes) {
  const struct {
    std::string_view wished, name;
  } kCases[] = {
      {"Hinder", "Hinder"},
      {"Hinder: [alla]/*?\\", "Hinder- -alla-----"},
      {"'citat'", "citat"},
      {"", "Blad"},
      {"'''", "Blad"},
      {"History", "History-"},
      {"Kompetensförsörjning och kompetensutveckling", "Kompetensförsörjning och kompet"}};
  for (const auto& c : kCases) EXPECT_EQ(sheet_name(c.wished, {}, "Blad"), c.name);
}

TEST(SheetName, IsUniqueForSwedishLettersToo) {
  std::vector<std::string> taken;
  for (const char* expected : {"Åtgärder", "ÅTGÄRDER (2)"}) {
    taken.push_back(sheet_name(taken.empty() ? "Åtgärder" : "ÅTGÄRDER", taken, "Blad"));
    EXPECT_EQ(taken.back(), expected);
  }
  const std::string name(31, 'a');
  EXPECT_EQ(sheet_name(name, {name}, "Blad"), std::string(27, 'a') + " (2)");
}

}  // namespace
}  // namespace samsyn::emit
