#pragma once
// Tables and shares of people who do not all weigh the same: the p-values and intervals of survey
// statistics, for a sample drawn with replacement, without strata or clusters (weights only).
//
// All that the formulas need of a cell is how many people it holds and the sums of their weights
// and of their squared weights: cost does not grow with the number of people.
//
// `sampled` everywhere: the size of the sample which the people are a part of (R: a subset() of the
// design); 0 when they are all of it.

#include <cstdint>
#include <vector>

#include "stages/summarise/statistics/outcome.hpp"

namespace samsyn::summarise {

/// People of one cell. Leave people of weight 0 out.
struct Mass {
  std::uint64_t people = 0;
  double weight = 0;   ///< sum of their weights
  double squares = 0;  ///< sum of their squared weights

  void add(double w) {
    ++people;
    weight += w;
    squares += w * w;
  }
  void add(const Mass& other) {
    people += other.people;
    weight += other.weight;
    squares += other.squares;
  }
  /// Kish's effective number of people; 0 for nobody.
  double effective() const { return squares > 0 ? weight * weight / squares : 0; }
};

/// Row by row, as CrossTable.
struct WeightedTable {
  std::size_t rows = 0;
  std::size_t columns = 0;
  std::vector<Mass> cells;
};

struct RaoScott {
  double statistic = 0;  ///< F
  double df1 = 0;        ///< not whole: Satterthwaite's
  double df2 = 0;
  double p = 1;
  double chi_square = 0;  ///< Pearson's, of the weighted table scaled to the number of people
  double cramers_v = 0;   ///< of that; 0..1
  std::uint64_t people = 0;
};

constexpr std::size_t kMostContrasts = 400;  // (rows - 1) x (columns - 1); cost grows by its cube

/// Independence of rows and columns, with Rao and Scott's second-order correction.
/// Source: Rao and Scott 1984 (Annals of Statistics 12:46). R: svychisq(~row + column, design),
/// statistic = "F". Rows and columns without people are dropped first.
/// Errors: bad_input, nobody, one_group, constant as for CrossTable; too_few (one person in all);
/// collinear (too many empty cells for the covariance), too_much_work (kMostContrasts).
Outcome<RaoScott> rao_scott(const WeightedTable& table, std::uint64_t sampled = 0);

struct WeightedShare {
  double share = 0;
  double error = 0;  ///< standard error; R: SE(svymean(~x, design))
  Bounds interval;
  bool wilson =
      false;  ///< the interval is Wilson's upon `effective_base`: the logit is infinite there
  double effective_base = 0;  ///< Kish; of all
  std::uint64_t base = 0;     ///< people
};

/// The weighted share of those who said it among them and the others, with the interval that is
/// symmetric on the logit scale. R: svyciprop(~x, design, method = "xlogit"), t with n - 1 degrees
/// of freedom. At shares of 0 and 1, where R gives none, and for one person, Wilson's with the
/// effective base. Errors: bad_input, nobody.
Outcome<WeightedShare> weighted_share(const Mass& said, const Mass& others,
                                      double level = kConfidence, std::uint64_t sampled = 0);

}  // namespace samsyn::summarise
