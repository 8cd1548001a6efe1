#pragma once
// What outputs look like and say: templates/workbook.json and templates/labels/LANG.json.

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/result.hpp"
#include "pipeline/model/summary.hpp"

namespace samsyn::emit {

/// Reads a file of labels: one object of texts. `name` is what messages call the file.
/// Errors: emit.bad-labels (not JSON, a value that is not a text).
Result<Labels> read_labels(const std::string& name, std::string_view bytes);

/// How the workbook looks. Colours are 0xRRGGBB; lengths of columns in characters of Excel's
/// default font, of charts in pixels, of margins in inches.
struct Layout {
  std::string font;
  double size = 10, title_size = 14, heading_size = 10, note_size = 9;  ///< points
  double bold_factor = 1;                                               ///< how much wider bold is
  double other_width = 0;  ///< thousandths of the font's size, for characters not in the table
  std::map<char32_t, double> widths;  ///< likewise
  std::map<std::string, std::uint32_t, std::less<>> colours;
  std::vector<std::uint32_t> series;  ///< colours of a chart's series
  std::vector<std::uint32_t> steps;   ///< of series that are steps, light to dark: at least two
  double least_column = 0, most_column = 0, matrix_column = 0, text_column = 0;
  std::vector<double> readme_columns;
  std::string count_format, percent_format, decimal_format, precise_format;
  double chart_width = 0, bar_height = 0, frame_height = 0, least_chart_height = 0,
         curve_height = 0;
  double left = 0, right = 0, top = 0, bottom = 0;  ///< margins
  std::vector<std::string> sheets;  ///< order: a sheet belongs to the word its key begins with
};

/// Errors: emit.bad-layout with the JSON pointer of what is missing or of the wrong kind.
Result<Layout> read_layout(const std::string& name, std::string_view bytes);

}  // namespace samsyn::emit
