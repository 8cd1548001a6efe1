#pragma once
// What coders said of units, as numbers: the input of every coefficient.

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace samsyn::agree {

/// A coder did not judge the unit.
inline constexpr std::int32_t kMissing = -1;

/// Units x coders. Units that were judged alike stand together in one row with their number, so
/// that a coefficient costs as much as there are distinct rows, and a resample only changes the
/// counts.
struct Ratings {
  std::uint32_t coders = 0;
  std::uint32_t categories = 0;     ///< also those that nobody used
  std::vector<std::int32_t> cells;  ///< row after row: a category 0..categories-1, or kMissing
  std::vector<double> counts;       ///< by row: units, 0 or more

  std::size_t rows() const { return counts.size(); }
  std::int32_t at(std::size_t row, std::uint32_t coder) const {
    return cells[row * coders + coder];
  }
};

/// Only rows that the two coders have both judged, with these two columns, in this order.
Ratings pair_of(const Ratings& ratings, std::uint32_t first, std::uint32_t second);

/// What may be done with the values of categories (Stevens 1946).
enum class Scale : std::uint8_t { nominal, ordinal, interval, ratio };
inline constexpr std::array<std::string_view, 4> kScaleNames{"nominal", "ordinal", "interval",
                                                             "ratio"};

/// How much two categories agree: 1 on the diagonal, symmetrical, 0..1.
class Weights {
 public:
  /// Identity: only the same category agrees.
  explicit Weights(std::uint32_t categories);
  std::uint32_t size() const { return size_; }
  double operator()(std::size_t a, std::size_t b) const { return all_[a * size_ + b]; }
  /// Sets both (a, b) and (b, a).
  void set(std::size_t a, std::size_t b, double weight);

 private:
  std::uint32_t size_;
  std::vector<double> all_;
};

/// For values in ascending order, one for each category (Gwet 2014, chapter 3):
/// nominal: identity; ordinal: linear, 1 - |a-b|/(max-min); interval: quadratic,
/// 1 - (a-b)^2/(max-min)^2; ratio: 1 - ((a-b)/(a+b))^2 divided by its greatest value. Values of a
/// ratio scale are 0 or more.
Weights weights_for(Scale scale, const std::vector<double>& values);

/// The weights of Krippendorff's alpha: 1 - difference / greatest difference (Krippendorff 2011,
/// "Computing Krippendorff's Alpha-Reliability"). Those of an ordinal scale depend on how often
/// each category was used on units that two or more have judged. Cost: categories squared.
Weights alpha_weights(Scale scale, const std::vector<double>& values, const Ratings& ratings);

}  // namespace samsyn::agree
