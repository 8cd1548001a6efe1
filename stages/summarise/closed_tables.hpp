#pragma once
// What closed items say: distributions, measures, comparisons of groups, response rates.

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "stages/summarise/breakdown.hpp"
#include "stages/summarise/counts.hpp"

namespace samsyn::summarise {

/// What the makers of these tables are given.
struct ClosedDesk {
  const Desk& desk;
  std::span<const double> weights;  ///< by person; empty = everybody weighs 1
  bool weighted() const { return !weights.empty(); }
};

/// A difference between groups that was tested: a row of the table of differences.
struct Tested {
  std::string item;   ///< id
  std::string title;  ///< the item's wording, the option of a multiple choice after it
  std::uint32_t attribute = 0;
  std::string test;  ///< "chi-square", "fisher", "drawn-fisher", "mann-whitney", …: label keys
  std::string statistic;  ///< in words: "χ²(4) = 9,31"; empty for exact tests
  double base = 0;        ///< people
  double p = 1;
  double adjusted = 1;    ///< Holm, over all items compared by the attribute
  std::string effect;     ///< "cramers-v", "rank-biserial", "epsilon-squared"
  double size = 0;        ///< of the effect
  std::size_t table = 0;  ///< number in Summary::tables: whose notes tell the result
  RestsOn rests_on = {};  ///< the table with the counts that were tested
  Selection who = {};     ///< the people
};

/// A sheet for each closed item with its tables, a sheet with the measures of all scales and
/// numbers, one with all differences that were tested. Cost: items x attributes x (answers + values
/// x classes).
void add_closed(const ClosedDesk& desk, Summary& summary);

/// How many of those invited answered, by the attributes of Study::invited.
void add_response_rates(const Desk& desk, Summary& summary);

/// The item's tables by one attribute; false when there are not two groups to compare. A comparison
/// that could be tested is added to `tested`, without `adjusted`.
bool add_item_by(const ClosedDesk& desk, const ItemCounts& item, std::uint32_t attribute,
                 Summary& summary, std::vector<Tested>& tested);

/// Adjusts the p-values, writes the results as notes under their tables, and adds the sheet of
/// differences. "" for no test.
void add_differences(const ClosedDesk& desk, std::vector<Tested> tested, Summary& summary);

/// An index as a number item of its own: each person's mean of the items answered, where these are
/// at least half of them.
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
