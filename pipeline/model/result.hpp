#pragma once

#include <cassert>
#include <utility>
#include <variant>

#include "pipeline/model/issue.hpp"

namespace samsyn {

/// A value, or the one issue that makes the value impossible (the file is unusable, the option
/// is wrong). What spoils only a part of a file goes to Issues instead.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Issue issue) : state_(std::in_place_index<1>, std::move(issue)) {}

  explicit operator bool() const { return state_.index() == 0; }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(value()); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  /// Only when there is no value.
  const Issue& issue() const {
    assert(state_.index() == 1);
    return *std::get_if<1>(&state_);
  }

 private:
  T& value() {
    assert(state_.index() == 0);
    return *std::get_if<0>(&state_);
  }
  const T& value() const {
    assert(state_.index() == 0);
    return *std::get_if<0>(&state_);
  }

  std::variant<T, Issue> state_;
};

/// The value of a function that only succeeds or fails.
struct Done {};

}  // namespace samsyn
