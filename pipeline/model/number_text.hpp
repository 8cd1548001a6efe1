#pragma once

#include <charconv>
#include <string>
#include <string_view>

namespace samsyn {

/// "3,5" in Swedish, "3.5" in English; trailing zeros left out; at most `decimals` of them.
inline std::string number_text(double number, int decimals, std::string_view language) {
  char buffer[352];  // the longest double in fixed notation has 309 digits before the point
  const auto end =
      std::to_chars(buffer, buffer + sizeof buffer, number, std::chars_format::fixed, decimals);
  std::string text(buffer, end.ptr);
  if (text.find('.') != std::string::npos) {
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
  }
  if (text == "-0") text = "0";
  if (language == "sv") {
    const std::size_t point = text.find('.');
    if (point != std::string::npos) text[point] = ',';
  }
  return text;
}

}  // namespace samsyn
