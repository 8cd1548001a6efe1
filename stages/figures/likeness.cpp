#include "stages/figures/likeness.hpp"

#include <algorithm>

namespace samsyn::figures {
namespace {

constexpr double kSlack = 1e-9;

}  // namespace

double shared(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
  std::size_t both = 0;
  for (std::size_t i = 0, k = 0; i < a.size() && k < b.size();) {
    if (a[i] == b[k]) ++both;
    if (a[i] < b[k]) {
      ++i;
    } else if (b[k] < a[i]) {
      ++k;
    } else {
      ++i;
      ++k;
    }
  }
  const std::size_t all = a.size() + b.size() - both;
  return all == 0 ? 1 : static_cast<double>(both) / static_cast<double>(all);
}

bool differ(const Figure& a, const Figure& b) {
  return a.low > b.high + kSlack || b.low > a.high + kSlack;
}

bool same_kind(const Sentence& a, const Sentence& b) {
  constexpr Senses kTells =
      static_cast<Senses>(Sense::negation) | static_cast<Senses>(Sense::planned);
  return (a.senses & kTells) == (b.senses & kTells) && a.months == b.months;
}

bool same_done(const Sentence& a, const Sentence& b) {
  return (a.verbs.empty() && b.verbs.empty()) ||
         std::find_first_of(a.verbs.begin(), a.verbs.end(), b.verbs.begin(), b.verbs.end()) !=
             a.verbs.end();
}

}  // namespace samsyn::figures
