#pragma once
// Whether groups differ: one test for each thing compared, adjusted over its family, told as notes
// under the tables and as rows of the sheet of differences.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "stages/summarise/closed_tables.hpp"
#include "stages/summarise/statistics/compare_counts.hpp"
#include "stages/summarise/statistics/weighted.hpp"

namespace samsyn::summarise {

inline constexpr double kSure = 0.05;  // of p after Holm

/// Of a condition: any value but none. No value of a study is this one.
inline constexpr std::string_view kKnown = "\x01known";

/// A difference between groups that was tested: a row of the table of differences.
struct Tested {
  /// Beside the attribute: what is adjusted together. Empty = all closed items; else a taxonomy.
  std::string family = {};
  std::string item = {};   ///< id; of codes that of their table ("codes.barriers")
  std::string title = {};  ///< the item's wording, the option of a multiple choice after it; a code
  std::string name = {};   ///< the option or code alone, where its table holds several tests
  std::uint32_t attribute = 0;
  /// "chi-square", "fisher", "drawn-fisher", "mann-whitney", …: label keys; empty = no test could
  /// be made (too many empty cells for weights, too much work).
  std::string test = {};
  std::string statistic = {};  ///< in words: "χ²(4) = 9,31"; empty for exact tests
  double base = 0;             ///< people
  std::optional<double> p = {};
  std::optional<double> adjusted = {};  ///< Holm, over the family
  std::string effect = {};              ///< "cramers-v", "rank-biserial", "epsilon-squared"
  double size = 0;                      ///< of the effect
  std::size_t table = 0;                ///< number in Summary::tables: whose notes tell the result
  RestsOn rests_on = {};                ///< the table with the counts that were tested, and its row
  Selection who = {};                   ///< the people
  /// Parallel to the cells of that row: which stand out, to be marked if the difference is sure.
  std::vector<std::int8_t> marks = {};
};

/// The counts of those who said something (first row) and of those who did not, by group, as one of
/// several tests of one table. Cochran's rule chooses the test (compare_counts()); with weights it
/// is Rao and Scott's. Without `test` where none can be made; nothing where nobody or everybody
/// said it, or only one group has people: there is nothing to test. Quick (kQuick): there is one
/// for each code and option.
std::optional<Tested> test_said(const Desk& desk, const CrossTable& people);
std::optional<Tested> test_said(const Desk& desk, const WeightedTable& people);
/// A test of counts: answers by groups.
std::optional<Tested> test_counts(const Desk& desk, const CrossTable& table,
                                  const Effort& effort = {});
std::optional<Tested> test_weighted(const Desk& desk, const WeightedTable& table);

/// Which cells stand out, row by row as the table's, by adjusted residuals (Holm over the table):
/// 1 = more than without a difference, -1 = less. All 0 where expected counts are too small.
std::vector<std::int8_t> marks_of(const CrossTable& table);

/// Sets `adjusted`: Holm over each family by each attribute.
void adjust(std::vector<Tested>& tested);

/// "p < 0,001", "p = 0,013".
std::string p_text(double p, const std::string& language);

/// Adjusts the p-values, marks what stands out, writes the results as notes under their tables, and
/// adds the sheet of differences. Nothing for no test.
///
/// Every test has its row, also of what few people said: which rows are missing would tell. What
/// rests on numbers that disclosure control withholds is withheld with them, the test's name too:
/// that expected counts suffice tells how many people there are at least.
void add_differences(const ClosedDesk& desk, std::vector<Tested> tested, Summary& summary);

}  // namespace samsyn::summarise
