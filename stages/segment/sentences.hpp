#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "pipeline/model/abbreviations.hpp"

namespace samsyn::segment {

/// The code point at `at` (0 at the text's end) and its length in bytes. Well-formed UTF-8 only.
struct Point {
  char32_t value = 0;
  std::uint32_t size = 0;
};
Point point_at(std::string_view text, std::uint32_t at);

/// A sign that opens a bullet: - – — * • ○ ▪ · ‣ > + and the like.
bool is_bullet(char32_t c);

/// The places (bytes, in order) in [begin, end) of `text` where a sentence ends and another begins:
/// each is the place behind the last sign of the sentence, before the white space. Line breaks count
/// as blanks here; split() has dealt with those that mean something.
std::vector<std::uint32_t> sentence_ends(std::string_view text, std::uint32_t begin,
                                         std::uint32_t end, const Abbreviations& abbreviations);

}  // namespace samsyn::segment
