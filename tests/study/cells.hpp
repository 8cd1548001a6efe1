#pragma once
// Invented columns for the guessing tests.

#include <cstddef>
#include <string>
#include <vector>

namespace samsyn::guess {

using Cells = std::vector<std::string>;

/// n times all the values, in turn.
inline Cells times(std::size_t n, const Cells& values) {
  Cells out;
  for (std::size_t i = 0; i < n; ++i) out.insert(out.end(), values.begin(), values.end());
  return out;
}
inline Cells joined(Cells a, const Cells& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

}  // namespace samsyn::guess
