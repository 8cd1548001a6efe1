#pragma once
// What a summary publishes, as variables and relations.

#include <cstdint>
#include <functional>
#include <vector>

#include "pipeline/model/summary.hpp"
#include "stages/disclose/system.hpp"

namespace samsyn::disclose {

inline constexpr Id kNoVariable = 0xFFFF'FFFFU;
/// A number in a column that is withheld with others as one: see read().
inline constexpr Id kMerged = 0xFFFF'FFFEU;
/// Means of partly withheld answers are rounded to so many steps in a unit.
inline constexpr double kMeanSteps = 10;

/// A table's numbers as variables; kNoVariable where a cell holds none, kMerged.
struct TableReading {
  std::vector<std::vector<Id>> cells;  ///< by row, then column
  std::vector<std::vector<Measure>> measures;
  std::vector<Id> bases;  ///< by column: what its shares rest on, if that is no number of the row
  Id base = kNoVariable;  ///< of the table
  std::vector<Id> notes;  ///< parallel to Table::number_notes
};

/// A way to show a number beside withheld ones.
struct Showing {
  std::uint32_t relation = kNoRelation;  ///< that it would tell
  double steps = kMeanSteps;             ///< so many to 1
};

/// A statistic: what it rests on can be too few, and it can tell what is withheld.
struct Statistic {
  std::uint32_t table = 0, row = 0, column = 0;
  Id base = kNoVariable;  ///< the people of its selection, where some table tells their number
  double people = -1;     ///< that it rests on; -1 = not known
  /// Numbers of those of its people who gave a certain answer: together they make the statistic.
  std::vector<Id> answers;
  /// The optional relations that it would tell, the first when it is shown most finely; none: what
  /// it tells is not known. Of a mean of answers that are known by number and of a weighted share:
  /// their sum; of a part: the sum that it is part of.
  std::vector<Showing> showings = {};
};

struct Reading {
  /// The variable of a selection; kNoVariable where nothing shows its number.
  std::function<Id(const Selection& who, Measure measure)> find;
  System system;
  std::vector<TableReading> tables;
  std::vector<Statistic> statistics;
  /// Values of attributes that are merged though it is seen that few people have each: see read().
  std::uint32_t told = 0;
  std::uint32_t disagreeing = 0;  ///< cells that tell another number than an equal one: our mistake
};

/// The same selection and measure is one variable, in whatever table it stands. A share is the
/// number of people that it tells: share times base. Bases are variables: those of the table and
/// the column without the row, or those that they name (base_who); shares of another number of
/// their row (base_column) have no other. Facts (Variable::fixed) are numbers of the study as a
/// whole: how many took part, were invited and answered; how many got an item, answered it or left
/// it out (Conditions::is_fact). That few left something out is not withheld.
///
/// Merged: the values of an attribute that fewer than `least` people have (group "Region": 3) are
/// taken together, with the smallest other value if they are too few still. All numbers of such a
/// column are withheld, its zeros and its base too, but for what nobody in the merged columns has;
/// the sums over them, which are easily worked out, are variables in their place. Nobody can tell
/// which of the columns has what: that one of them has all but a person in each of the others
/// agrees with all that is known, since every relation holds for sums of columns. Only values that
/// lie within the same values of other attributes are merged; but all values of an attribute are,
/// when they have so few people that their sum shows each to be few (eleven people from eleven
/// places): how many have each is then no secret, but which of them said what is.
///
/// Relations: the summary's partitions, for every selection in which one applies and one of its
/// values is published (values without a number there are none's: people, as their base tells;
/// mentions, since tables of them show every value that somebody with a mention has); "at most",
/// for each condition that can be left out (who was asked; the code above) and that is not part of
/// a partition; people at most their mentions; answers at most segments. Cost: about 1 us for each
/// number and partition that it is part of.
Reading read(const Summary& summary, double least);

}  // namespace samsyn::disclose
