#include "stages/emit/settings.hpp"

#include <unicode/utf8.h>

#include <charconv>
#include <nlohmann/json.hpp>
#include <utility>

namespace samsyn::emit {
namespace {

using Json = nlohmann::json;

Issue fault(const char* id, const std::string& name, const std::string& part,
            const std::string& message) {
  return {Severity::error, id, {name, {}, part},
          message,         {}, "put back the file that came with the program, or correct it there"};
}

/// Takes values out of the layout, and remembers the first that was not as it should be.
class Taker {
 public:
  explicit Taker(const Json& root) : root_(root) {}

  double number(const std::string& pointer) {
    const Json* value = at(pointer);
    if (value != nullptr && value->is_number()) return value->get<double>();
    refuse(pointer, "a number");
    return 0;
  }
  std::string text(const std::string& pointer) {
    const Json* value = at(pointer);
    if (value != nullptr && value->is_string()) return value->get<std::string>();
    refuse(pointer, "a text");
    return {};
  }
  std::uint32_t colour(const std::string& pointer) {
    const std::string digits = text(pointer);
    std::uint32_t rgb = 0;
    const auto end = std::from_chars(digits.data(), digits.data() + digits.size(), rgb, 16);
    if (digits.size() != 6 || end.ptr != digits.data() + digits.size()) {
      refuse(pointer, "a colour in six hexadecimal digits");
    }
    return rgb;
  }
  std::size_t size(const std::string& pointer) {
    const Json* value = at(pointer);
    if (value != nullptr && value->is_array()) return value->size();
    refuse(pointer, "a list");
    return 0;
  }
  void refuse(const std::string& pointer, const std::string& expected) {
    if (where_.empty()) {
      where_ = pointer;
      expected_ = expected;
    }
  }
  const std::string& where() const { return where_; }
  const std::string& expected() const { return expected_; }

 private:
  const Json* at(const std::string& pointer) const {
    const Json::json_pointer place(pointer);
    return root_.contains(place) ? &root_.at(place) : nullptr;
  }

  const Json& root_;
  std::string where_, expected_;
};

std::string item(const std::string& list, std::size_t index, const std::string& key = {}) {
  return list + "/" + std::to_string(index) + (key.empty() ? "" : "/" + key);
}

}  // namespace

Result<Labels> read_labels(const std::string& name, std::string_view bytes) {
  const Json root = Json::parse(bytes, nullptr, false);
  if (!root.is_object()) {
    return fault("emit.bad-labels", name, {}, "this is not a JSON object of texts");
  }
  std::map<std::string, std::string, std::less<>> texts;
  for (const auto& [key, value] : root.items()) {
    if (!value.is_string()) {
      return fault("emit.bad-labels", name, "/" + key, "a text was expected here");
    }
    texts.emplace(key, value.get<std::string>());
  }
  return Labels(std::move(texts));
}

Result<Layout> read_layout(const std::string& name, std::string_view bytes) {
  const Json root = Json::parse(bytes, nullptr, false);
  if (!root.is_object()) return fault("emit.bad-layout", name, {}, "this is not a JSON object");
  Taker take(root);
  Layout layout;
  layout.font = take.text("/font/name");
  layout.size = take.number("/font/size");
  layout.title_size = take.number("/font/title_size");
  layout.heading_size = take.number("/font/heading_size");
  layout.note_size = take.number("/font/note_size");
  layout.bold_factor = take.number("/font/bold_factor");
  layout.other_width = take.number("/font/other_width");
  for (std::size_t i = 0, n = take.size("/font/widths"); i < n; ++i) {
    const double width = take.number(item("/font/widths", i, "width"));
    const std::string of = take.text(item("/font/widths", i, "of"));
    const auto* signs = reinterpret_cast<const std::uint8_t*>(of.data());
    for (std::size_t at = 0; at < of.size();) {
      UChar32 c = 0;
      U8_NEXT_OR_FFFD(signs, at, of.size(), c);
      layout.widths[static_cast<char32_t>(c)] = width;
    }
  }
  for (const char* colour : {"title", "heading_fill", "heading_text", "group_fill", "line", "note",
                             "link", "input", "heat_low", "heat_high"}) {
    layout.colours[colour] = take.colour(std::string("/colours/") + colour);
  }
  for (std::size_t i = 0, n = take.size("/colours/series"); i < n; ++i) {
    layout.series.push_back(take.colour(item("/colours/series", i)));
  }
  for (std::size_t i = 0, n = take.size("/colours/steps"); i < n; ++i) {
    layout.steps.push_back(take.colour(item("/colours/steps", i)));
  }
  if (layout.steps.size() < 2) take.refuse("/colours/steps", "at least two colours");
  if (layout.series.empty()) take.refuse("/colours/series", "at least one colour");
  layout.least_column = take.number("/columns/least");
  layout.most_column = take.number("/columns/most");
  layout.matrix_column = take.number("/columns/matrix");
  layout.text_column = take.number("/columns/text");
  for (std::size_t i = 0; i < 2; ++i) {
    layout.readme_columns.push_back(take.number(item("/columns/readme", i)));
  }
  layout.count_format = take.text("/numbers/count");
  layout.percent_format = take.text("/numbers/percent");
  layout.decimal_format = take.text("/numbers/decimal");
  layout.precise_format = take.text("/numbers/precise");
  layout.chart_width = take.number("/chart/width");
  layout.bar_height = take.number("/chart/bar_height");
  layout.frame_height = take.number("/chart/frame_height");
  layout.least_chart_height = take.number("/chart/least_height");
  layout.curve_height = take.number("/chart/curve_height");
  layout.left = take.number("/page/margins/left");
  layout.right = take.number("/page/margins/right");
  layout.top = take.number("/page/margins/top");
  layout.bottom = take.number("/page/margins/bottom");
  for (std::size_t i = 0, n = take.size("/sheets"); i < n; ++i) {
    layout.sheets.push_back(take.text(item("/sheets", i)));
  }
  if (!take.where().empty()) {
    return fault("emit.bad-layout", name, take.where(), take.expected() + " was expected here");
  }
  return layout;
}

}  // namespace samsyn::emit
