#pragma once
// Weights that make a sample's margins those of the population.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "stages/summarise/statistics/describe.hpp"
#include "stages/summarise/statistics/outcome.hpp"

namespace samsyn::summarise {

/// A person whose category isn't known: the margin's step leaves their weight alone, and its
/// targets hold for the others.
constexpr std::uint32_t kNoCategory = 0xFFFFFFFF;

/// What is known of the population by one attribute, e.g. staff by municipality.
struct RakeMargin {
  std::span<const std::uint32_t> categories;  ///< by person: number of the target, or kNoCategory
  std::span<const double> targets;            ///< people or shares: only their proportions count
};

/// A category for which weights can't make up.
struct RakeFault {
  Why why = Why::empty_category;  ///< or unwanted_people
  std::size_t margin = 0;
  std::size_t category = 0;
  std::uint64_t people = 0;  ///< there are in it
  double target = 0;
};

/// All of them, by margin and category, so that they can be shown and categories be joined. Nothing
/// is guessed. Cost: linear. A margin of the wrong size or with a bad number has none: rake()
/// refuses it.
std::vector<RakeFault> rake_faults(std::span<const RakeMargin> margins);

struct RakeOptions {
  /// Base weights, by person; empty = all 1.
  std::span<const double> weights;
  /// The largest weight allowed, as a multiple of the mean; more than 1. What is cut off goes to
  /// the others in proportion, round by round. Margins are then only met as nearly as that allows.
  std::optional<double> cap;
  double tolerance = 1e-10;  ///< of the shares of categories; with a cap, of weights between rounds
  int rounds = 1000;
};

struct Raked {
  std::vector<double> weights;  ///< by person; their mean is 1
  int rounds = 0;
  double largest_miss = 0;  ///< of a category: its weighted share less its target's share
  Effective effective;
  double least = 0, most = 0;  ///< weight
  std::size_t capped = 0;      ///< people at the cap
};

/// Iterative proportional fitting: Deming and Stephan 1940 (Annals of Mathematical Statistics
/// 11:427). R: rake(design, margins, populations, control = list(maxit = 1000, epsilon = 1e-12)),
/// weights divided by their mean.
///
/// Cost: rounds x margins x people. Errors: bad_input (sizes, weights and targets that aren't
/// positive or zero, categories without a target, a cap of 1 or less), nobody, empty_category and
/// unwanted_people (rake_faults() says where), not_converged (margins that contradict each other
/// given who there is, or too few rounds).
Outcome<Raked> rake(std::span<const RakeMargin> margins, const RakeOptions& options = {});

}  // namespace samsyn::summarise
