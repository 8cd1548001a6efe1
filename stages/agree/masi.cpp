#include "stages/agree/masi.hpp"

namespace samsyn::agree {

double masi_distance(const CodeSet& a, const CodeSet& b) {
  std::size_t shared = 0;
  for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
    if (*i == *j) {
      ++shared;
      ++i;
      ++j;
    } else if (*i < *j) {
      ++i;
    } else {
      ++j;
    }
  }
  if (shared == a.size() && shared == b.size()) return 0;
  if (shared == 0) return 1;
  const double whole = shared == a.size() || shared == b.size() ? 2.0 / 3 : 1.0 / 3;
  return 1 -
         whole * static_cast<double>(shared) / static_cast<double>(a.size() + b.size() - shared);
}

Weights masi_weights(const std::vector<CodeSet>& sets) {
  Weights out(static_cast<std::uint32_t>(sets.size()));
  for (std::size_t a = 0; a < sets.size(); ++a) {
    for (std::size_t b = 0; b < a; ++b) out.set(a, b, 1 - masi_distance(sets[a], sets[b]));
  }
  return out;
}

}  // namespace samsyn::agree
