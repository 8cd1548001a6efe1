#include "stages/summarise/statistics/outcome.hpp"

#include <array>

namespace samsyn::summarise {

std::string_view name(Why why) {
  constexpr std::array<std::string_view, 12> kNames{
      "calculated",    "bad-input",     "nobody",         "too-few",
      "one-group",     "constant",      "no-change",      "collinear",
      "not-converged", "too-much-work", "empty-category", "unwanted-people"};
  return kNames[static_cast<std::size_t>(why)];
}

}  // namespace samsyn::summarise
