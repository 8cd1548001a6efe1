#pragma once
// Which segments humans are asked to judge.

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace samsyn::human {

enum class Draw : std::uint8_t {
  random,      ///< each segment is as likely as another
  uncertain,   ///< those that the learned coder is least sure of
  stratified,  ///< from every stratum its share, at least one
};
inline constexpr std::array<std::string_view, 3> kDrawNames{"random", "uncertain", "stratified"};

struct Candidate {
  std::uint32_t stratum = 0;
  float sureness = 1;  ///< of the learned coder: 0 = no telling
};

struct DrawOptions {
  Draw draw = Draw::random;
  std::uint32_t size = 200;  ///< different segments, over all coders; more than there are: all
  double overlap = 0.3;      ///< share of them that every coder gets, for agreement
  std::uint32_t coders = 1;
  std::uint64_t seed = 1;
};

struct Drawn {
  /// By coder: indices of candidates, ascending.
  std::vector<std::vector<std::uint32_t>> by_coder;
  std::uint32_t shared = 0;  ///< that every coder got
  std::uint32_t strata_left_out =
      0;  ///< stratified: strata without a segment, size being too small
};

/// Draws. The same candidates, options and seed give the same draw on every machine (Mersenne
/// Twister 64, ISO C++ 29.5.4, Fisher–Yates with rejection).
///
/// Stratified: places are shared out by largest remainders (Hamilton), after one for each stratum;
/// where there are fewer places than strata the largest strata get them. Those that all coders get
/// are drawn from what was chosen; the rest are dealt out in turn.
/// Cost: n log n in the candidates.
Drawn draw(const std::vector<Candidate>& candidates, const DrawOptions& options);

}  // namespace samsyn::human
