#pragma once
// A calculated figure, or the reason why there is none. No function here gives NaN or infinity.

#include <cassert>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

namespace samsyn::summarise {

/// Why a figure can't be calculated.
enum class Why : std::uint8_t {
  calculated,       ///< it could be: the figure is there
  bad_input,        ///< sizes that don't fit, a share above 1, numbers that aren't finite
  nobody,           ///< no people, or no weight
  too_few,          ///< fewer people, items or categories than the formula needs
  one_group,        ///< only one group has people: nothing to compare with
  constant,         ///< everybody gave the same: no variation to explain
  no_change,        ///< paired answers that are all the same at both times
  collinear,        ///< items or categories that follow exactly from the others
  not_converged,    ///< the iteration did not settle
  too_much_work,    ///< the exact way would take longer than its work limit
  empty_category,   ///< a margin wants people where there are none
  unwanted_people,  ///< a margin wants nobody where there are people
};

/// The stable English name that goes into data files, e.g. "too-few".
std::string_view name(Why why);

template <class T>
class [[nodiscard]] Outcome {
 public:
  Outcome(T value) : value_(std::move(value)) {}
  Outcome(Why why) : why_(why) { assert(why != Why::calculated); }

  explicit operator bool() const { return value_.has_value(); }
  /// Only when there is one.
  const T& operator*() const { return *value_; }
  const T* operator->() const { return &*value_; }
  const std::optional<T>& value() const { return value_; }
  Why why() const { return why_; }

 private:
  std::optional<T> value_;
  Why why_ = Why::calculated;
};

using Number = Outcome<double>;

/// An interval of confidence, low <= high.
struct Bounds {
  double low = 0;
  double high = 0;
};

constexpr double kConfidence = 0.95;  // of every interval, unless the caller says otherwise

}  // namespace samsyn::summarise
