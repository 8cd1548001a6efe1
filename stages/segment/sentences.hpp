#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "pipeline/model/abbreviations.hpp"

namespace samsyn::segment {

/// A sign that opens a bullet: - – — * • ○ ▪ · ‣ > + and the like.
bool is_bullet(char32_t c);

/// A small letter of any alphabet.
bool is_lower(char32_t c);

/// The places (bytes, in order) in [begin, end) of `text` where a sentence ends and another begins:
/// behind the last sign of the sentence, or, in texts that ICU cuts, behind the white space after
/// it. Line breaks count as blanks here; split() has dealt with those that mean something. Cost:
/// linear.
std::vector<std::uint32_t> sentence_ends(std::string_view text, std::uint32_t begin,
                                         std::uint32_t end, const Abbreviations& abbreviations);

}  // namespace samsyn::segment
