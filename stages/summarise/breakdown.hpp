#pragma once
// One closed item's answers, counted by classes of people.

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/summary.hpp"
#include "stages/summarise/closed.hpp"
#include "stages/summarise/statistics/cross_table.hpp"
#include "stages/summarise/statistics/describe.hpp"
#include "stages/summarise/statistics/weighted.hpp"

namespace samsyn::summarise {

/// Which class each person is in; kNone = in none.
struct Classes {
  std::vector<std::uint32_t> of;
  std::size_t count = 0;
};

/// The people of `all` that are not in `part`.
Mass without(const Mass& all, const Mass& part);

/// The 95 % bounds of the share that part is of all: wilson(), of people who do not weigh the same
/// weighted_share(). Errors: nobody.
Outcome<Bounds> bounds_of_share(const Mass& part, const Mass& all, bool weighs);
/// The bounds in one cell; nothing where there are none.
TableCell interval_cell(const Outcome<Bounds>& bounds);

/// Everybody in one class.
Classes everybody(std::uint32_t people);

/// How many people of each class gave which answer.
///
/// A person is asked, and then either valid (gave at least one answer that is not "don't know"),
/// unsure (gave only such) or silent. A multiple choice counts a person for each option, and once
/// as valid. `weights` by person; empty = everybody weighs 1. A person of weight 0 counts as asked
/// only.
class Breakdown {
 public:
  /// Cost: linear in the answers. Memory: values x classes x 24 bytes.
  Breakdown(const ItemCounts& item, const Classes& classes, std::span<const double> weights);

  std::size_t classes() const { return asked_.size(); }
  const Mass& asked(std::size_t cls) const { return asked_[cls]; }
  const Mass& valid(std::size_t cls) const { return valid_[cls]; }
  const Mass& unsure(std::size_t cls) const { return unsure_[cls]; }
  const Mass& silent(std::size_t cls) const { return silent_[cls]; }
  const Mass& of(std::size_t value, std::size_t cls) const { return at_[value * classes() + cls]; }
  /// All values of this label ("don't know" ones or valid ones) together.
  Mass of(std::string_view label, std::size_t cls) const;
  /// Valid answers that have no score: numbers and dates that could not be read.
  Mass unread(std::size_t cls) const;
  /// The scores of a class's valid answers, low to high.
  std::vector<Step> steps(std::size_t cls) const;
  /// The same with weights.
  WeightedTable weighted(const std::vector<std::string>& options,
                         const std::vector<std::size_t>& chosen) const;
  /// Options x classes, in people; only the classes named.
  CrossTable table(const std::vector<std::string>& options,
                   const std::vector<std::size_t>& chosen) const;

 private:
  const ItemCounts& item_;
  std::map<std::string_view, std::vector<std::uint32_t>> values_;  ///< by label
  std::vector<Mass> asked_, valid_, unsure_, silent_, at_;
};

}  // namespace samsyn::summarise
