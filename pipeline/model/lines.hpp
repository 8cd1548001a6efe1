#pragma once
// Tables of text: corpus/lexicon/ and its like.

#include <algorithm>
#include <string_view>

namespace samsyn {

/// Cuts the next field off the front of `text`, up to the separator or the end.
inline std::string_view next_field(std::string_view& text, char separator) {
  const std::string_view field = text.substr(0, text.find(separator));
  text.remove_prefix(std::min(text.size(), field.size() + 1));
  return field;
}

/// Calls use(line) for each line without its end (LF or CR LF); empty lines and comments, which
/// begin with #, are passed over.
template <class Use>
void each_line(std::string_view text, const Use& use) {
  while (!text.empty()) {
    std::string_view line = next_field(text, '\n');
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (!line.empty() && line.front() != '#') use(line);
  }
}

}  // namespace samsyn
