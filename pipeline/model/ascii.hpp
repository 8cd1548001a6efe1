#pragma once
// ASCII letters and figures: names of files, options and columns; for Swedish words see ICU.

#include <string>
#include <string_view>

namespace samsyn {

/// A to Z as a to z; all other bytes are left alone.
inline std::string lower_ascii(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
  return out;
}

/// 0 to 9 and nothing else, one at least.
inline bool all_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace samsyn
