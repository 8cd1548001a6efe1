#pragma once
// What closed items say: distributions, measures, comparisons of groups, response rates.

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "stages/summarise/breakdown.hpp"
#include "stages/summarise/counts.hpp"

namespace samsyn::summarise {

struct Tested;

/// What the makers of these tables are given.
struct ClosedDesk {
  const Desk& desk;
  std::span<const double> weights;  ///< by person; empty = everybody weighs 1
  bool weighted() const { return !weights.empty(); }
};

/// A sheet for each closed item with its tables, a sheet with the measures of all scales and
/// numbers. What was tested is added to `tested`: see differences.hpp. Cost: items x attributes x
/// (answers + values x classes).
void add_closed(const ClosedDesk& desk, Summary& summary, std::vector<Tested>& tested);

/// How many of those invited answered, by the attributes of Study::invited.
void add_response_rates(const Desk& desk, Summary& summary);

/// The item's tables by one attribute; false when there are not two groups to compare. A comparison
/// that could be tested is added to `tested`, without `adjusted`.
bool add_item_by(const ClosedDesk& desk, const ItemCounts& item, std::uint32_t attribute,
                 Summary& summary, std::vector<Tested>& tested);

/// An index as a number item of its own: each person's mean of the items answered, where these are
/// at least half of them; likewise at each time of repeated measurements.
ItemCounts index_item(const Counts& counts, const ScaleIndex& index);
/// Do the items of each index measure one thing? Listwise, without weights.
void add_reliability(const ClosedDesk& desk, Summary& summary);

/// What is shown of an item.
std::string wording_of(const ItemCounts& item);
/// The same without the sign at its end, to be part of a heading.
std::string heading_of(const ItemCounts& item);
/// The other wordings in which it was asked, as notes.
void add_wordings(const ClosedDesk& desk, const ItemCounts& item, Table& table);

/// Measures of numbers: n, mean with its interval, median, spread.
std::vector<TableColumn> measure_columns(const Labels& labels);
/// The cells of these columns, and the people behind them.
void add_measures(const std::vector<Step>& steps, TableRow& row);

}  // namespace samsyn::summarise
