#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

namespace samsyn::discover {

/// How many different numbers there are.
inline std::uint32_t different(std::vector<std::uint32_t> numbers) {
  std::sort(numbers.begin(), numbers.end());
  return static_cast<std::uint32_t>(std::unique(numbers.begin(), numbers.end()) - numbers.begin());
}

}  // namespace samsyn::discover
