#pragma once
// How fast the material stops giving new codes.

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace samsyn::discover {

/// Which codes each unit (a respondent, a document) has, as bits.
class UnitCodes {
 public:
  explicit UnitCodes(std::uint32_t codes) : words_((codes + 63) / 64) {}
  std::uint32_t add_unit() {
    bits_.resize(bits_.size() + words_);
    return size_++;
  }
  void mark(std::uint32_t unit, std::uint32_t code) {
    bits_[unit * words_ + code / 64] |= std::uint64_t{1} << (code % 64);
  }
  std::uint32_t size() const { return size_; }  ///< units
  std::size_t words() const { return words_; }  ///< of 64 codes each
  const std::uint64_t* of(std::uint32_t unit) const { return bits_.data() + unit * words_; }

 private:
  std::size_t words_;
  std::vector<std::uint64_t> bits_;
  std::uint32_t size_ = 0;
};

/// The rule of Guest, Namey and Chen (A simple method to assess and report thematic saturation in
/// qualitative research, PLoS ONE 15(5), 2020: e0232076): the codes found in the first `kBaseSize`
/// units are the base. Saturation is reached after n >= kBaseSize units when the `run` units after
/// them give new codes of at most `kThreshold` percent of the base's number together. Runs overlap:
/// after units 5 and 6 come 6 and 7. The result is told as "6+2": after six units, as the two next
/// show.
inline constexpr std::uint32_t kBaseSize = 4;
inline constexpr std::uint32_t kThreshold = 5;  // percent
inline constexpr std::array<std::uint32_t, 2> kRuns{2, 3};

/// Units after which it is reached; nothing when it is not, when there are too few units, or when
/// the base holds no code. `fresh[i]`: new codes that unit i gave.
std::optional<std::uint32_t> saturated_after(const std::vector<std::uint32_t>& fresh,
                                             std::uint32_t run);

struct Curve {
  std::vector<std::uint32_t> fresh;  ///< new codes that each unit gave, in input order
  std::vector<double> mean;          ///< codes found in so many units, mean over random orders
  std::uint32_t codes = 0;           ///< found in all
  std::uint32_t last_new = 0;  ///< the unit, from 1, that gave the last new code; 0 = none did
  struct Point {
    std::uint32_t run = 0;
    std::optional<std::uint32_t> after;  ///< in input order
    double reached = 0;                  ///< share of the random orders that reach it
    std::optional<double> median;        ///< of those orders: units after which; nothing = none do
  };
  std::array<Point, kRuns.size()> points;
  std::uint32_t orders = 0;  ///< random orders
};

/// Random orders are Fisher and Yates's of a Mersenne Twister with this seed: the same units give
/// the same figures everywhere. There are 200 of them, fewer from 5,000 units up (units x orders is
/// a million then), at least 20.
/// Cost: units x orders x codes / 64.
Curve saturation(const UnitCodes& units, std::uint64_t seed = 1);

}  // namespace samsyn::discover
