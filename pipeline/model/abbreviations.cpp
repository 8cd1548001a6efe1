#include "pipeline/model/abbreviations.hpp"

#include <algorithm>
#include <array>

namespace samsyn {
namespace {

// The longest abbreviation has far fewer bytes; longer words need no look-up.
constexpr std::size_t kLongest = 24;

}  // namespace

Abbreviations::Abbreviations(std::string_view file) {
  while (!file.empty()) {
    std::string_view line = file.substr(0, file.find('\n'));
    file.remove_prefix(std::min(file.size(), line.size() + 1));
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (line.empty() || line.front() == '#') continue;
    if (line.back() == '+') {
      may_be_last_.emplace(line.substr(0, line.size() - 1));
    } else {
      never_last_.emplace(line);
    }
  }
}

Abbreviation Abbreviations::operator()(std::string_view word) const {
  if (word.size() > kLongest) return Abbreviation::none;
  std::array<char, kLongest> folded{};
  for (std::size_t i = 0; i < word.size(); ++i) {
    const char c = word[i];
    // ASCII letters, and the second byte of À–Þ after 0xC3, which lies 0x20 below its small letter.
    const bool capital = c >= 'A' && c <= 'Z';
    const bool latin1 = i > 0 && word[i - 1] == '\xC3' && static_cast<unsigned char>(c) < 0x9F;
    folded[i] = capital || latin1 ? static_cast<char>(c + 0x20) : c;
  }
  const std::string_view key(folded.data(), word.size());
  if (never_last_.count(key) != 0) return Abbreviation::never_last;
  return may_be_last_.count(key) != 0 ? Abbreviation::may_be_last : Abbreviation::none;
}

}  // namespace samsyn
