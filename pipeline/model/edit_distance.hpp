#pragma once

#include <cstddef>
#include <string_view>

namespace samsyn {

/// How far apart two words are: the least number of letters put in, left out, changed, or swapped
/// with their neighbour (optimal string alignment: no stretch is changed twice).
///
/// `bound`: distances from it upwards are not told apart and come as `bound`.
/// Cost:    the longer word's length times `bound`; three rows of the shorter one's length.
std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t bound);
std::size_t edit_distance(std::u32string_view a, std::u32string_view b, std::size_t bound);

}  // namespace samsyn
