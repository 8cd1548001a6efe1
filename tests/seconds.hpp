#pragma once

#include <chrono>

namespace samsyn::testing {

/// For tests that costs grow no faster than texts: their bounds are those of a release build, and
/// ten times as wide elsewhere.
inline double seconds_since(std::chrono::steady_clock::time_point start) {
  const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - start;
#ifdef NDEBUG
  return passed.count();
#else
  return passed.count() / 10;
#endif
}

}  // namespace samsyn::testing
