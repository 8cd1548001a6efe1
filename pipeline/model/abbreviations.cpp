#include "pipeline/model/abbreviations.hpp"

#include <array>

#include "pipeline/model/lines.hpp"

namespace samsyn {
namespace {

/// The letter before the last stop, as one of 32: capitals and small letters are the same.
std::uint32_t letter_bit(std::string_view word) {
  return word.size() < 2
             ? 1U
             : std::uint32_t{1} << (static_cast<unsigned char>(word[word.size() - 2]) & 0x1FU);
}

}  // namespace

Abbreviations::Abbreviations(std::string_view file) {
  each_line(file, [this](std::string_view line) {
    const bool may_be_last = line.back() == '+';
    if (may_be_last) line.remove_suffix(1);
    if (line.size() > kLongest) return;
    known_.emplace(line, may_be_last ? Abbreviation::may_be_last : Abbreviation::never_last);
    last_letters_[line.size()] |= letter_bit(line);
  });
}

Abbreviation Abbreviations::operator()(std::string_view word) const {
  if (word.size() > kLongest || (last_letters_[word.size()] & letter_bit(word)) == 0) {
    return Abbreviation::none;
  }
  std::array<char, kLongest> folded{};
  for (std::size_t i = 0; i < word.size(); ++i) {
    const char c = word[i];
    // ASCII letters, and the second byte of À–Þ after 0xC3, which lies 0x20 below its small letter.
    const bool capital = c >= 'A' && c <= 'Z';
    const bool latin1 = i > 0 && word[i - 1] == '\xC3' && static_cast<unsigned char>(c) < 0x9F;
    folded[i] = capital || latin1 ? static_cast<char>(c + 0x20) : c;
  }
  const std::string_view key(folded.data(), word.size());
  const auto found = known_.find(key);
  return found == known_.end() ? Abbreviation::none : found->second;
}

}  // namespace samsyn
