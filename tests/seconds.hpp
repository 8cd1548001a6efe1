#pragma once

#include <chrono>
#include <ctime>

namespace samsyn::testing {

/// Processor time of this program, which other programs on the machine do not add to.
struct CpuClock {
  using duration = std::chrono::duration<double>;
  using rep = duration::rep;
  using period = duration::period;
  using time_point = std::chrono::time_point<CpuClock>;
  static constexpr bool is_steady = true;
  static time_point now() {
    return time_point(duration(static_cast<double>(std::clock()) / CLOCKS_PER_SEC));
  }
};

/// For tests that costs grow no faster than texts: their bounds are those of a release build, and
/// ten times as wide elsewhere.
inline double seconds_since(CpuClock::time_point start) {
  const CpuClock::duration passed = CpuClock::now() - start;
#ifdef NDEBUG
  return passed.count();
#else
  return passed.count() / 10;
#endif
}

}  // namespace samsyn::testing
