#include "stages/disclose/suppress.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <string>

#include "tests/disclose/attacker.hpp"

namespace samsyn::disclose {
namespace {

using samsyn::testing::Attacker;

/// A table with margins in a system: rows x columns, then the margins.
struct Cross {
  std::vector<std::vector<Id>> cells;
  std::vector<Id> of_row, of_column;
  Id all = 0;
};

Id number(System& system, double value, bool fixed = false, double least = 5) {
  Variable variable;
  variable.value = value;
  variable.fixed = fixed;
  variable.few = !fixed && value > 0 && value < least;
  return system.add(variable);
}

Cross cross(System& system, const std::vector<std::vector<double>>& values) {
  Cross out;
  double all = 0;
  std::vector<double> columns(values.front().size());
  for (const std::vector<double>& row : values) {
    double sum = 0;
    std::vector<Id>& ids = out.cells.emplace_back();
    for (std::size_t c = 0; c < row.size(); ++c) {
      ids.push_back(number(system, row[c]));
      sum += row[c];
      columns[c] += row[c];
    }
    out.of_row.push_back(number(system, sum));
    system.relate(Law::equal, out.of_row.back(), ids, true);
    all += sum;
  }
  for (std::size_t c = 0; c < columns.size(); ++c) {
    out.of_column.push_back(number(system, columns[c]));
    std::vector<Id> ids;
    for (const std::vector<Id>& row : out.cells) ids.push_back(row[c]);
    system.relate(Law::equal, out.of_column.back(), ids, true);
  }
  out.all = number(system, all, true);
  system.relate(Law::equal, out.all, out.of_row, true);
  system.relate(Law::equal, out.all, out.of_column, true);
  return out;
}

/// What an attacker makes of a suppressed system, with a solver: by variable, the interval.
struct Attack {
  std::vector<Attacker::Interval> intervals;
  std::vector<Id> solved;  ///< withheld, but worked out or shown to be few
};

Attack attack(const System& system, const std::vector<Fate>& fates, double least) {
  Attacker attacker;
  std::vector<std::size_t> unknown(system.variables.size());
  std::vector<bool> whole(system.variables.size());
  for (const Relation& relation : system.relations) {
    if (!relation.together) continue;
    bool all = true;
    for (std::uint32_t t = 0; t < relation.count; ++t) {
      const Id term = system.terms[relation.first + t];
      all = all && (!system.variables[term].published || fates[term] != Fate::shown);
    }
    for (std::uint32_t t = 0; t < relation.count && all; ++t) {
      whole[system.terms[relation.first + t]] = true;
    }
  }
  for (Id v = 0; v < system.variables.size(); ++v) {
    const Variable& variable = system.variables[v];
    if (variable.published && fates[v] == Fate::shown) {
      unknown[v] = attacker.unknown(variable.value, variable.value);
    } else {
      unknown[v] = attacker.unknown(variable.published && !whole[v] ? 1 : 0);
    }
  }
  for (const Relation& relation : system.relations) {
    std::vector<Attacker::Term> terms{{unknown[relation.total], -1}};
    for (std::uint32_t t = 0; t < relation.count; ++t) {
      terms.push_back(
          {unknown[system.terms[relation.first + t]], system.times[relation.first + t]});
    }
    attacker.knows(terms, relation.law == Law::at_most ? -HUGE_VAL : 0,
                   relation.law == Law::at_least ? HUGE_VAL : 0);
  }
  Attack out;
  for (Id v = 0; v < system.variables.size(); ++v) {
    out.intervals.push_back({});
    if (!system.variables[v].published || fates[v] == Fate::shown) continue;
    const Attacker::Interval interval = attacker.interval(unknown[v]);
    EXPECT_TRUE(interval.possible);
    out.intervals.back() = interval;
    if (interval.high < least || interval.low == interval.high) out.solved.push_back(v);
  }
  return out;
}

std::size_t withheld(const Suppression& suppression) {
  std::size_t n = 0;
  for (const Fate fate : suppression.fates) n += fate != Fate::shown;
  return n;
}

TEST(Suppress, LeavesATableWithoutFewAsItIs) {
  System system;
  cross(system, {{20, 50, 10}, {8, 19, 22}, {0, 32, 12}});
  const Suppression out = suppress(system, {});
  EXPECT_EQ(withheld(out), 0U);
  EXPECT_TRUE(out.open.empty());
}

TEST(Suppress, ClosesTheFourCellsOfATableWithBothMargins) {
  // One number is few: it takes one more in its row, one in its column and one where they meet.
  System system;
  const Cross table = cross(system, {{20, 50, 10}, {8, 3, 22}, {17, 32, 12}});
  const Suppression out = suppress(system, {});
  EXPECT_EQ(withheld(out), 4U);
  EXPECT_EQ(out.fates[table.cells[1][1]], Fate::few);
  EXPECT_TRUE(out.open.empty());
  EXPECT_TRUE(attack(system, out.fates, 5).solved.empty());
}

TEST(Suppress, LetsTwoFewProtectEachOtherOnlyWhenTheyAreEnoughTogether) {
  const struct {
    std::vector<double> parts;
    std::size_t withheld;
  } kCases[] = {
      {{4, 3, 30}, 2},      // 7 together, each at least 1: up to 6
      {{2, 2, 30, 40}, 3},  // 4 together: each is below 5 for sure
      {{3, 30, 9}, 2},      // with the smallest that suffices
      {{1, 0, 30, 5}, 2},   // 6 together: up to 5
      {{4, 1, 0, 0}, 4},    // nothing else to hide behind: the zeros too
      {{7, 9}, 0},
  };
  for (const auto& c : kCases) {
    System system;
    std::vector<Id> ids;
    double sum = 0;
    for (const double part : c.parts) {
      ids.push_back(number(system, part));
      sum += part;
    }
    system.relate(Law::equal, number(system, sum, true), ids, true);
    const Suppression out = suppress(system, {});
    std::string name;
    for (const double part : c.parts) name += std::to_string(static_cast<int>(part)) + " ";
    SCOPED_TRACE(name);
    EXPECT_EQ(withheld(out), c.withheld);
    EXPECT_TRUE(out.open.empty());
    EXPECT_TRUE(attack(system, out.fates, 5).solved.empty());
  }
}

TEST(Suppress, GivesUpARowOfSmallGroupsRatherThanTheNumberOfAll) {
  // 9 of all said it, one or two in each of six towns and nobody in three: with the zeros shown
  // each of the six is below 5 for sure (9 - 5). Readers would rather know the 9.
  const auto withheld_total = [](double worth) {
    System system;
    std::vector<Id> towns;
    for (const double n : {2, 1, 2, 1, 2, 1, 0, 0, 0}) towns.push_back(number(system, n));
    const Id total = number(system, 9);
    system.variables[total].worth = worth;
    system.relate(Law::equal, total, towns, true);
    system.relate(Law::equal, number(system, 60, true), {total, number(system, 51)}, true);
    const Suppression out = suppress(system, {});
    EXPECT_TRUE(out.open.empty());
    const bool zeros = out.fates[towns[8]] != Fate::shown;
    const bool is_withheld = out.fates[total] != Fate::shown;
    EXPECT_NE(zeros, is_withheld) << "one of the two is enough";
    return is_withheld;
  };
  EXPECT_FALSE(withheld_total(1000));
  EXPECT_TRUE(withheld_total(0.01));
}

TEST(Suppress, IsConsistentOverTablesThatShareAMargin) {
  // The total stands above two tables; it is few itself, and both must hold their tongues.
  System system;
  const Id everyone = number(system, 60, true);
  const Id total = number(system, 3);
  const Id rest = number(system, 57);
  system.relate(Law::equal, everyone, {total, rest}, true);
  const Id first = number(system, 3);
  const Id zero = number(system, 0);
  system.relate(Law::equal, total, {first, zero}, true);
  const Id second = number(system, 1);
  const Id third = number(system, 2);
  system.relate(Law::equal, total, {second, third}, true);
  const Suppression out = suppress(system, {});
  EXPECT_EQ(out.fates[rest], Fate::derived);
  EXPECT_EQ(out.fates[zero], Fate::shown);
  EXPECT_TRUE(out.open.empty());
  EXPECT_TRUE(attack(system, out.fates, 5).solved.empty());
}

TEST(Suppress, SaysWhatFactsOfTheStudyTellAnyway) {
  System system;  // four people were interviewed, and everybody may know that
  const Id all = number(system, 4, true);
  const Id a = number(system, 3);
  const Id b = number(system, 1);
  system.relate(Law::equal, all, {a, b}, true);
  const Suppression out = suppress(system, {});
  EXPECT_NE(out.fates[a], Fate::shown);
  EXPECT_NE(out.fates[b], Fate::shown);
  const Attack known = attack(system, out.fates, 5);
  EXPECT_LT(known.intervals[a].low, known.intervals[a].high);
}

TEST(Suppress, KnowsThatCodesBelowACodeBoundIt) {
  // The parent has 9, its children cover it: 8 and 5. The child of 2 in group a can't be worked
  // out by way of the parent in that group.
  System system;
  const Id parent = number(system, 9);
  const Id child = number(system, 8);
  const Id other = number(system, 3);
  system.relate(Law::at_least, parent, {child, other});
  system.relate(Law::at_most, parent, {child});
  system.relate(Law::at_most, parent, {other});
  const Suppression out = suppress(system, {});
  EXPECT_EQ(withheld(out), 1U);
  EXPECT_TRUE(attack(system, out.fates, 5).solved.empty());
}

TEST(Suppress, KnowsHowPairsOfThreeSetsBoundEachOther) {
  // Of 20 with y, 14 have x too and 13 z: at least seven have x and z. Seven have, and three have
  // x and w; ten are shown for both together, which would tell that no more than three have w.
  System system;
  const Id y = number(system, 20);
  const Id xy = number(system, 14);
  const Id yz = number(system, 13);
  const Id xz = number(system, 7);
  const Id xw = number(system, 3);
  const Id both = number(system, 10);
  system.relate(Law::equal, both, {xz, xw}, true);
  system.bound(y, {xy, yz, xz}, {1, 1, -1});
  const Suppression out = suppress(system, {});
  EXPECT_TRUE(attack(system, out.fates, 5).solved.empty());
  EXPECT_TRUE(out.open.empty());
  EXPECT_NE(out.fates[xw], Fate::shown);
  EXPECT_EQ(out.fates[y], Fate::shown);
}

TEST(Suppress, SwitchesOffAtOne) {
  System system;
  cross(system, {{1, 2}, {3, 4}});
  EXPECT_EQ(withheld(suppress(system, {1, 1000})), 0U);
}

TEST(Suppress, DisregardsWhatTheNumbersContradict) {
  System system;
  const Id total = number(system, 10, true);
  const Id a = number(system, 2);
  const Id b = number(system, 9);
  system.relate(Law::equal, total, {a, b}, true);
  const Suppression out = suppress(system, {});
  EXPECT_EQ(out.broken.size(), 1U);
  EXPECT_EQ(withheld(out), 1U);
}

/// Two hidden numbers, their sum and the exact sum of their scores: two equations that have one
/// solution. Rounded to a tenth of the mean, they have several.
TEST(Suppress, LetsAMeanBeKnownOnlyWhereItGivesNothingAway) {
  for (const double slack : {0.0, 2.6}) {
    SCOPED_TRACE(slack);
    System system;
    std::vector<Id> answers;
    for (const double people : {2, 20, 30}) answers.push_back(number(system, people));
    system.relate(Law::equal, number(system, 52, true), answers, true);
    const Suppression without = suppress(system, {});
    EXPECT_EQ(withheld(without), 2U);
    system.weigh(number(system, 2 + 40 + 90, true), answers, {1, 2, 3}, slack);
    const Suppression with = suppress(system, {});
    EXPECT_EQ(with.refused, (std::vector<std::uint8_t>{0, slack == 0}));
    for (const Id v : answers) EXPECT_EQ(with.fates[v], without.fates[v]);
    EXPECT_TRUE(with.open.empty());
  }
}

TEST(Suppress, WithholdsEverythingAroundWhenTheStepsDoNotSuffice) {
  System system;
  const Cross table = cross(system, {{20, 50, 10}, {8, 3, 22}, {17, 32, 12}});
  const Suppression out = suppress(system, {5, 0});
  EXPECT_EQ(out.open.size(), withheld(out));
  for (std::size_t c = 0; c < 3; ++c) EXPECT_NE(out.fates[table.cells[1][c]], Fate::shown);
  for (std::size_t r = 0; r < 3; ++r) EXPECT_NE(out.fates[table.cells[r][1]], Fate::shown);
}

/// Random two- and three-way tables with all margins, from a fixed seed, attacked with a solver.
TEST(Suppress, HoldsAgainstASolverInRandomTables) {
  constexpr std::uint32_t kSeed = 20261122;
  SCOPED_TRACE(kSeed);
  std::mt19937 random(kSeed);
  const auto below = [&](std::uint32_t n) { return static_cast<std::uint32_t>(random() % n); };
  std::size_t attacked = 0, open = 0, numbers = 0;
  for (int study = 0; study < 60; ++study) {
    System system;
    const std::size_t depth = study % 3 == 0 ? 2 : 1;  // layers: a third dimension
    const std::size_t rows = 2 + below(4);
    const std::size_t columns = 2 + below(4);
    const std::uint32_t scale = 3 + below(20);
    std::vector<std::vector<std::vector<double>>> values(depth);
    std::vector<Cross> layers;
    std::vector<std::vector<double>> sums(rows, std::vector<double>(columns));
    for (auto& layer : values) {
      layer.assign(rows, std::vector<double>(columns));
      for (std::size_t r = 0; r < rows; ++r) {
        for (std::size_t c = 0; c < columns; ++c) {
          layer[r][c] = below(4) == 0 ? 0 : below(scale);
          sums[r][c] += layer[r][c];
        }
      }
    }
    if (depth == 1) {
      cross(system, sums);
    } else {
      const Cross all = cross(system, sums);
      for (const auto& layer : values) {
        // A layer's own total may be withheld: it is no fact.
        const Cross one = cross(system, layer);
        system.variables[one.all].fixed = false;
        system.variables[one.all].few =
            system.variables[one.all].value > 0 && system.variables[one.all].value < 5;
        layers.push_back(one);
      }
      for (std::size_t r = 0; r < rows; ++r) {
        for (std::size_t c = 0; c < columns; ++c) {
          system.relate(Law::equal, all.cells[r][c], {layers[0].cells[r][c], layers[1].cells[r][c]},
                        true);
        }
        system.relate(Law::equal, all.of_row[r], {layers[0].of_row[r], layers[1].of_row[r]}, true);
      }
      for (std::size_t c = 0; c < columns; ++c) {
        system.relate(Law::equal, all.of_column[c],
                      {layers[0].of_column[c], layers[1].of_column[c]}, true);
      }
      system.relate(Law::equal, all.all, {layers[0].all, layers[1].all}, true);
    }
    const Suppression out = suppress(system, {});
    const Attack found = attack(system, out.fates, 5);
    attacked += withheld(out);
    numbers += system.variables.size();
    open += out.open.size();
    for (const Id v : found.solved) {
      if (system.variables[v].value == 0) continue;  // nobody's secret
      EXPECT_TRUE(std::find(out.open.begin(), out.open.end(), v) != out.open.end())
          << "study " << study << ", variable " << v << ", value " << system.variables[v].value
          << " in [" << found.intervals[v].low << ", " << found.intervals[v].high << "]";
    }
  }
  RecordProperty("attacked", static_cast<int>(attacked));
  EXPECT_GT(attacked, 500U);
  EXPECT_LT(attacked, numbers / 2);
  EXPECT_EQ(open, 0U);
}

/// The attack itself: with the few alone withheld, it must get them back.
TEST(Suppress, AnAttackRecoversFewThatNothingElseHides) {
  System system;
  const Cross table = cross(system, {{20, 50, 10}, {8, 3, 22}, {17, 32, 12}});
  std::vector<Fate> fates(system.variables.size(), Fate::shown);
  fates[table.cells[1][1]] = Fate::few;
  const Attack found = attack(system, fates, 5);
  ASSERT_EQ(found.solved.size(), 1U);
  EXPECT_EQ(found.intervals[table.cells[1][1]].low, 3);
  EXPECT_EQ(found.intervals[table.cells[1][1]].high, 3);
}

}  // namespace
}  // namespace samsyn::disclose
