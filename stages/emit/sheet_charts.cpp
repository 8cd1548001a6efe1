// Native charts.

#include <xlsxwriter.h>

#include <algorithm>
#include <cmath>

#include "stages/emit/cell_text.hpp"
#include "stages/emit/sheet.hpp"

namespace samsyn::emit {
namespace {

constexpr double kDefaultWidth = 480;   // pixels of an unscaled chart
constexpr double kDefaultHeight = 288;  // likewise

/// The library takes 0 for "none", and has a number of its own for black.
lxw_color_t library_colour(std::uint32_t rgb) {
  return rgb == 0 ? lxw_color_t{LXW_COLOR_BLACK} : rgb;
}

/// The fonts of a chart. The library copies what it is given.
struct Fonts {
  explicit Fonts(const Layout& layout) : name(layout.font) {
    small.name = name.data();
    small.size = 9;
    large = small;
    large.size = 11;
    large.bold = LXW_TRUE;
  }
  Fonts(const Fonts&) = delete;
  Fonts& operator=(const Fonts&) = delete;
  std::string name;
  lxw_chart_font small{}, large{};
};

/// In the chart's own copy of texts nothing is escaped: they must be safe before.
std::string safe(const std::string& text) { return cell_text(text, {}).text; }

double luminance(std::uint32_t rgb) {
  const auto part = [&](unsigned shift) { return static_cast<double>((rgb >> shift) & 0xFFU); };
  return 0.299 * part(16) + 0.587 * part(8) + 0.114 * part(0);  // ITU-R BT.601, 0..255
}

/// The colour of step `s` of `n`: evenly from the first of the layout's colours to the last.
std::uint32_t step_colour(const std::vector<std::uint32_t>& steps, std::size_t s, std::size_t n) {
  const double at = n < 2 ? 0
                          : static_cast<double>(s) * static_cast<double>(steps.size() - 1) /
                                static_cast<double>(n - 1);
  const auto below = std::min(static_cast<std::size_t>(at), steps.size() - 1);
  const std::uint32_t from = steps[below];
  const std::uint32_t to = steps[std::min(below + 1, steps.size() - 1)];
  const double share = at - static_cast<double>(below);
  std::uint32_t out = 0;
  for (const unsigned shift : {16U, 8U, 0U}) {
    const auto a = static_cast<double>((from >> shift) & 0xFFU);
    const auto b = static_cast<double>((to >> shift) & 0xFFU);
    out |= static_cast<std::uint32_t>(std::lround(a + (b - a) * share)) << shift;
  }
  return out;
}

/// A series with its name, categories and values; null when there is no memory.
lxw_chart_series* add_series(lxw_chart* chart, const std::string& sheet, const Range& categories,
                             const BarSeries& one) {
  lxw_chart_series* series = chart_add_series(chart, nullptr, nullptr);
  if (series == nullptr) return nullptr;
  chart_series_set_name(series, safe(one.name).c_str());
  chart_series_set_categories(series, sheet.c_str(), categories.first_row, categories.first_column,
                              categories.last_row, categories.last_column);
  chart_series_set_values(series, sheet.c_str(), one.values.first_row, one.values.first_column,
                          one.values.last_row, one.values.last_column);
  return series;
}

/// Bars without a number would be labelled as zero.
void label_gaps(lxw_chart_series* series, const std::vector<std::uint32_t>& gaps) {
  std::string mark = "..";
  std::vector<lxw_chart_data_label> labels(gaps.back() + 1U);
  for (const std::uint32_t gap : gaps) labels[gap].value = mark.data();
  std::vector<lxw_chart_data_label*> list;
  for (lxw_chart_data_label& label : labels) list.push_back(&label);
  list.push_back(nullptr);
  chart_series_set_labels_custom(series, list.data());  // copies them
}

lxw_error insert(void* sheet, std::uint32_t row, std::uint16_t column, lxw_chart* chart,
                 const std::string& described, double width, double height) {
  std::string alternative = safe(described);
  lxw_chart_options options{};
  options.x_scale = width / kDefaultWidth;
  options.y_scale = height / kDefaultHeight;
  options.object_position = LXW_OBJECT_MOVE_DONT_SIZE;
  options.description = alternative.data();
  return worksheet_insert_chart_opt(static_cast<lxw_worksheet*>(sheet), row, column, chart,
                                    &options);
}

}  // namespace

void Sheet::chart(std::uint32_t row, std::uint16_t column, const BarChart& bars) {
  if (book_.failed_ != 0) return;
  const auto kind_of = [&] {
    if (!bars.stacked) return bars.upright ? LXW_CHART_COLUMN : LXW_CHART_BAR;
    if (bars.as_it_is) return bars.upright ? LXW_CHART_COLUMN_STACKED : LXW_CHART_BAR_STACKED;
    return bars.upright ? LXW_CHART_COLUMN_STACKED_PERCENT : LXW_CHART_BAR_STACKED_PERCENT;
  };
  const auto kind = kind_of();
  lxw_chart* chart = workbook_add_chart(static_cast<lxw_workbook*>(book_.book_), kind);
  if (chart == nullptr) {
    book_.check(LXW_ERROR_MEMORY_MALLOC_FAILED, "chart");
    return;
  }
  const Layout& layout = book_.layout_;
  Fonts fonts(layout);
  chart_title_set_name(chart, safe(bars.title).c_str());
  chart_title_set_name_font(chart, &fonts.large);
  for (std::size_t s = 0; s < bars.series.size(); ++s) {
    const BarSeries& one = bars.series[s];
    lxw_chart_series* series = add_series(chart, name_, bars.categories, one);
    if (series == nullptr) {
      book_.check(LXW_ERROR_MEMORY_MALLOC_FAILED, "series");
      return;
    }
    const std::uint32_t colour = bars.ordered ? step_colour(layout.steps, s, bars.series.size())
                                              : layout.series[s % layout.series.size()];
    lxw_chart_fill fill{};
    fill.color = library_colour(colour);
    chart_series_set_fill(series, &fill);
    if (bars.stacked) {
      // A thin edge keeps neighbours apart in grey print.
      lxw_chart_line edge{};
      edge.color = LXW_COLOR_WHITE;
      edge.width = 0.75;
      chart_series_set_line(series, &edge);
    }
    if (!one.labelled) continue;
    chart_series_set_labels(series);
    chart_series_set_labels_num_format(series, one.number.c_str());
    lxw_chart_font font = fonts.small;
    constexpr double kDark = 140;  // luminance below which black is hard to read
    if (bars.stacked && luminance(colour) < kDark) font.color = LXW_COLOR_WHITE;
    chart_series_set_labels_font(series, &font);
    if (!one.gaps.empty()) label_gaps(series, one.gaps);
  }
  // In bar charts the library's y axis holds the categories, in column charts its x axis.
  lxw_chart_axis* names = bars.upright ? chart->x_axis : chart->y_axis;
  lxw_chart_axis* values = bars.upright ? chart->y_axis : chart->x_axis;
  if (!bars.upright) chart_axis_set_reverse(names);  // the first row of the table on top
  chart_axis_set_num_font(names, &fonts.small);
  chart_axis_major_gridlines_set_visible(values, LXW_FALSE);
  chart_axis_major_gridlines_set_visible(names, LXW_FALSE);
  chart_axis_set_min(values, 0);
  if (bars.shares) chart_axis_set_max(values, 1);
  chart_axis_off(values);  // every bar has its figure
  if (bars.series.size() > 1) {
    chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
    chart_legend_set_font(chart, &fonts.small);
  } else {
    chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
  }
  chart_set_series_gap(chart, 45);
  book_.check(insert(sheet_, row, column, chart, bars.alternative, bars.width, bars.height),
              "chart");
}

void Sheet::chart(std::uint32_t row, std::uint16_t column, const CurveChart& curves) {
  if (book_.failed_ != 0) return;
  // Points where their numbers are: the rows of a long table are not equally far apart.
  lxw_chart* chart =
      workbook_add_chart(static_cast<lxw_workbook*>(book_.book_),
                         curves.by_name ? LXW_CHART_LINE : LXW_CHART_SCATTER_STRAIGHT_WITH_MARKERS);
  if (chart == nullptr) {
    book_.check(LXW_ERROR_MEMORY_MALLOC_FAILED, "chart");
    return;
  }
  const Layout& layout = book_.layout_;
  Fonts fonts(layout);
  chart_title_set_name(chart, safe(curves.title).c_str());
  chart_title_set_name_font(chart, &fonts.large);
  for (std::size_t s = 0; s < curves.series.size(); ++s) {
    lxw_chart_series* series = add_series(chart, name_, curves.categories, curves.series[s]);
    if (series == nullptr) {
      book_.check(LXW_ERROR_MEMORY_MALLOC_FAILED, "series");
      return;
    }
    const lxw_color_t colour = library_colour(layout.series[s % layout.series.size()]);
    lxw_chart_line line{};
    line.color = colour;
    line.width = 1.75;
    chart_series_set_line(series, &line);
    const bool marked = curves.by_name || s == 0;
    chart_series_set_marker_type(series, marked ? LXW_CHART_MARKER_CIRCLE : LXW_CHART_MARKER_NONE);
    chart_series_set_marker_size(series, curves.by_name ? 6 : 4);
    lxw_chart_fill fill{};
    fill.color = colour;
    chart_series_set_marker_fill(series, &fill);
    lxw_chart_line border{};
    border.color = colour;
    chart_series_set_marker_line(series, &border);
    if (!curves.by_name) continue;
    chart_series_set_labels(series);
    chart_series_set_labels_num_format(series, curves.series[s].number.c_str());
    chart_series_set_labels_position(series, LXW_CHART_LABEL_POSITION_ABOVE);
    chart_series_set_labels_font(series, &fonts.small);
  }
  if (!curves.across.empty()) {
    chart_axis_set_name(chart->x_axis, safe(curves.across).c_str());
    chart_axis_set_name_font(chart->x_axis, &fonts.small);
  }
  for (lxw_chart_axis* axis : {chart->x_axis, chart->y_axis}) {
    chart_axis_set_num_font(axis, &fonts.small);
    chart_axis_set_num_format(axis, layout.count_format.c_str());
    if (!curves.by_name) chart_axis_set_min(axis, 0);
  }
  if (curves.by_name) {
    chart_axis_set_min(chart->y_axis, 0);
    chart_axis_off(chart->y_axis);  // every point has its figure
    chart_axis_major_gridlines_set_visible(chart->y_axis, LXW_FALSE);
  }
  chart_axis_major_gridlines_set_visible(chart->x_axis, LXW_FALSE);
  lxw_chart_line grid{};
  grid.color = book_.colour("line");
  grid.width = 0.5;
  if (!curves.by_name) chart_axis_major_gridlines_set_line(chart->y_axis, &grid);
  chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
  chart_legend_set_font(chart, &fonts.small);
  book_.check(insert(sheet_, row, column, chart, curves.alternative, curves.width, curves.height),
              "chart");
}

}  // namespace samsyn::emit
