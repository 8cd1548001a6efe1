#pragma once
// The rows of tables of codes, and who has which code.

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "stages/summarise/counts.hpp"

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

/// Those who were asked, of the main kind, by their value of an attribute.
struct CodeGroups {
  std::vector<std::uint32_t> values;  ///< numbers in People::values, in order, none known last
  std::vector<std::size_t> known;     ///< places in `values` of those that are not empty
  std::vector<double> bases;          ///< parallel to values: people
  Grid people;                        ///< rows of the Counter x values: who affirmed it
};

/// Cost: people x lines.
CodeGroups groups_of(const Desk& desk, std::size_t attribute, const std::vector<Line>& lines);

}  // namespace samsyn::summarise
