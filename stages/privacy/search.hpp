#pragma once

#include <string_view>
#include <vector>

#include "stages/privacy/names.hpp"

namespace samsyn::privacy {

/// Everything personal in a text, all kinds, without a first look and whatever the study keeps, in
/// the order of the finders. `names`: look for names too.
std::vector<Found> search(std::string_view text, const Dictionary& dictionary,
                          const NameSettings& settings, const Learned& learned, Learned* told,
                          bool names);

}  // namespace samsyn::privacy
