#include "pipeline/model/edit_distance.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace samsyn {
namespace {

/// Rows over `a`, columns over the shorter `b`. A cell further than `bound` from the diagonal is
/// never less than it: each row is worked out between two such only.
template <class Text>
std::size_t distance(Text a, Text b, std::size_t bound) {
  if (a.size() < b.size()) std::swap(a, b);
  if (a.size() - b.size() >= bound) return bound;
  std::vector<std::size_t> before(b.size() + 1, bound);
  std::vector<std::size_t> last(b.size() + 1, bound);
  std::vector<std::size_t> row(b.size() + 1, bound);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = std::min(j, bound);
  std::size_t least_before = 0;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    const std::size_t first = i > bound ? i - bound : 1;
    const std::size_t end = i < b.size() && bound < b.size() - i ? i + bound : b.size();
    row[first - 1] = first == 1 ? std::min(i, bound) : bound;
    std::size_t least = row[first - 1];
    for (std::size_t j = first; j <= end; ++j) {
      const std::size_t changed = last[j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, changed, bound});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        row[j] = std::min(row[j], before[j - 2] + 1);
      }
      least = std::min(least, row[j]);
    }
    if (end < b.size()) row[end + 1] = bound;
    // Two rows without a lesser cell: a swap reaches over one of them.
    if (least >= bound && least_before >= bound) return bound;
    least_before = least;
    before.swap(last);
    last.swap(row);
  }
  return last[b.size()];
}

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t bound) {
  return distance(a, b, bound);
}

std::size_t edit_distance(std::u32string_view a, std::u32string_view b, std::size_t bound) {
  return distance(a, b, bound);
}

}  // namespace samsyn
