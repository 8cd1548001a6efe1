// The sheet that tells how the study was made.

#include "stages/emit/widths.hpp"
#include "stages/emit/xlsx_sheets.hpp"

namespace samsyn::emit {

void write_method(const WorkbookInput& input, Sheet& sheet, const Table& table, Register& placed) {
  const Layout& layout = input.layout;
  sheet.column_width(0, layout.readme_columns[0]);
  sheet.column_width(1, layout.readme_columns[1]);
  Placed& place = placed.add(table, sheet, 0, input.labels);
  std::uint32_t row = 0;
  Style title{layout.title_size, true};
  title.colour = "title";
  sheet.text(row, 0, place.caption, title);
  sheet.row_height(row, row_height(1, {layout.title_size, true}));
  ++row;
  Style base{layout.note_size};
  base.italic = true;
  base.colour = "note";
  sheet.text(row, 0, table.base, base);
  ++row;
  place.first_row = row;
  Style topic;
  topic.bold = true;
  topic.wrap = true;
  topic.line_below = true;
  Style said = topic;
  said.bold = false;
  for (const TableRow& one : table.rows) {
    double height = 0;
    for (std::uint16_t c = 0; c < one.cells.size() && c < 2; ++c) {
      const auto* text = std::get_if<std::string>(&one.cells[c]);
      const std::string shown = text == nullptr ? std::string() : *text;
      const Face face{layout.size, c == 0};
      constexpr double kMargin = 8;  // pixels beside the text
      height = std::max(
          height,
          row_height(wrapped_lines(shown, pixels(layout.readme_columns[c]) - kMargin, layout, face),
                     face));
      sheet.text(row, c, shown, c == 0 ? topic : said);
    }
    sheet.row_height(row, height + 3);
    ++row;
  }
  sheet.page(page_setup(input));
}

}  // namespace samsyn::emit
