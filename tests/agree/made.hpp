#pragma once
// Ratings written down by hand.

#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <vector>

#include "stages/agree/coefficients.hpp"
#include "stages/agree/ratings.hpp"

namespace samsyn::agree::testing {

/// One text for each coder, a digit 1..9 for each unit, '.' where it was not judged.
inline Ratings by_coder(std::initializer_list<std::string_view> coders, std::uint32_t categories) {
  Ratings out{static_cast<std::uint32_t>(coders.size()), categories, {}, {}};
  for (std::size_t unit = 0; unit < coders.begin()->size(); ++unit) {
    for (const std::string_view coder : coders) {
      out.cells.push_back(coder[unit] == '.' ? kMissing : coder[unit] - '1');
    }
    out.counts.push_back(1);
  }
  return out;
}

/// How often the first coder said the row and the second the column.
inline Ratings table(const std::vector<std::vector<double>>& counts) {
  Ratings out{2, static_cast<std::uint32_t>(counts.size()), {}, {}};
  for (std::size_t a = 0; a < counts.size(); ++a) {
    for (std::size_t b = 0; b < counts.size(); ++b) {
      out.cells.push_back(static_cast<std::int32_t>(a));
      out.cells.push_back(static_cast<std::int32_t>(b));
      out.counts.push_back(counts[a][b]);
    }
  }
  return out;
}

inline Coefficients nominal(const Ratings& ratings) {
  const Weights identity(ratings.categories);
  return coefficients(ratings, identity, identity);
}

inline double value(const Coefficients& all, Measure measure) {
  return all[static_cast<std::size_t>(measure)].value.value_or(-99);
}

/// Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability", example C: four observers,
/// twelve units. Also cac.raw4raters of the R package irrCAC.
inline Ratings four_observers() {
  return by_coder({"123321412...", "1233224125..", ".33323422513", "12332441251."}, 5);
}

}  // namespace samsyn::agree::testing
