#pragma once
// Damage of scanned pages, made on whole text.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace samsyn::bench {

/// An optical reader that knows no Swedish letters, or confuses them.
struct Engine {
  std::string_view name;
  struct Row {
    std::string_view meant;                                 ///< one letter, small
    double wrong;                                           ///< share of its occurrences
    std::vector<std::pair<std::string_view, double>> seen;  ///< what of, by weight
  };
  std::vector<Row> rows;
  double glued = 0;   ///< share of spaces that are lost
  double parted = 0;  ///< share of places inside words where a space comes in
};

/// The engines that the figures are taken over. Weights after the project's task: of 6,685 wrong å
/// 5,489 became ä, 701 a, 121 S, 68 8; of 939 wrong ä 382 a, 162 å, 53 d; of 537 wrong ö 219 o, 47
/// i, 33 v (one reader); å and ä mostly a, é, d or &, ö mostly o, 6 or & (another).
const std::vector<Engine>& engines();

/// The word as the engine reads it. `random` is a state that the caller seeds; the same everywhere.
std::string damaged(std::string_view word, const Engine& engine, std::uint64_t& random);

double uniform(std::uint64_t& random);  ///< [0, 1)

}  // namespace samsyn::bench
