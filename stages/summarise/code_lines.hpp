#pragma once
// The rows of tables of codes, and who has which code.

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "stages/summarise/closed_tables.hpp"
#include "stages/summarise/counts.hpp"
#include "stages/summarise/statistics/weighted.hpp"

namespace samsyn::summarise {

/// A row of a table of codes: a code, or "any code of the taxonomy".
struct Line {
  std::uint32_t row = 0;  ///< of the Counter
  std::string id, name;
  bool emphasis = false;  ///< of a group of codes
  std::uint8_t level = 0;
};

/// The taxonomy's codes, depth first; "any" last.
std::vector<Line> lines_of(const Desk& desk, std::uint32_t taxonomy);

/// People counted row by row and class by class; a class is a kind, a value, or an item.
class Grid {
 public:
  Grid(std::size_t rows, std::size_t classes) : classes_(classes), n_(rows * classes) {}
  double& at(std::size_t row, std::size_t cls) { return n_[row * classes_ + cls]; }
  double at(std::size_t row, std::size_t cls) const { return n_[row * classes_ + cls]; }

 private:
  std::size_t classes_;
  std::vector<double> n_;
};

/// Who was asked and who affirmed which code, by class: in people, and in what they weigh.
///
/// Weights are those of surveys; people of other kinds weigh 1. Who weighs nothing counts among the
/// people, not in the shares. Memory: rows x classes x 32 bytes.
class Said {
 public:
  Said(const ClosedDesk& desk, std::size_t classes);
  /// Counts the person, who was asked. Cost: lines.
  void add(std::uint32_t person, std::size_t cls, const std::vector<Line>& lines);

  double people(std::size_t row, std::size_t cls) const { return said_.at(row, cls); }
  double asked(std::size_t cls) const { return asked_[cls]; }
  /// Of those asked, by weight; nothing where there are none.
  TableCell share(std::size_t row, std::size_t cls) const;
  /// Its 95 % bounds: wilson(), with weights weighted_share(). Errors: nobody.
  Outcome<Bounds> bounds(std::size_t row, std::size_t cls) const;
  const Mass& mass(std::size_t row, std::size_t cls) const { return mass_[row * classes_ + cls]; }
  const Mass& base(std::size_t cls) const { return base_[cls]; }

 private:
  const ClosedDesk& desk_;
  std::size_t classes_;
  Grid said_;
  std::vector<double> asked_;
  std::vector<Mass> mass_, base_;
  std::vector<bool> weighs_;  ///< by class
};

/// Those who were asked, of the main kind, by their value of an attribute.
struct CodeGroups {
  std::vector<std::uint32_t> values;  ///< numbers in People::values, in order, none known last
  std::vector<std::size_t> known;     ///< places in `values` of those that are not empty
  Said said;                          ///< by place in `values`
};

/// Cost: people x lines.
CodeGroups groups_of(const ClosedDesk& desk, std::size_t attribute, const std::vector<Line>& lines);
/// Those who were asked, by kind of source (number_of()).
Said said_by_kind(const ClosedDesk& desk, const std::vector<Line>& lines);
/// How the shares of people of this kind were made: with weights or without.
Measure share_measure(const ClosedDesk& desk, SourceKind kind);

}  // namespace samsyn::summarise
