#pragma once
// Which numbers are withheld, so that no number of few people can be worked out from the others.

#include <cstdint>
#include <vector>

#include "stages/disclose/system.hpp"

namespace samsyn::disclose {

/// What becomes of a variable.
enum class Fate : std::uint8_t {
  shown,
  few,      ///< withheld because few people stand behind it
  derived,  ///< withheld because one of the few could be worked out from it
  whole,    ///< withheld, zeros too, with all that it stands together with: nothing less helps
};

struct Rule {
  double least = 5;                  ///< people
  std::uint64_t steps = 20'000'000;  ///< of search, over the whole system: about 2 s
};

struct Suppression {
  std::vector<Fate> fates;  ///< parallel to System::variables
  /// Withheld, but could still be worked out or shown to be few: by facts that are never withheld,
  /// or because the steps did not suffice. Zeros are never among them.
  std::vector<Id> open;
  std::vector<std::uint32_t> broken;  ///< relations that the true numbers contradict: disregarded
  /// Parallel to System::relations: optional ones that would give numbers away.
  std::vector<std::uint8_t> refused;
};

/// Withholds the variables that are `few`, and as many more as it takes.
///
/// What an attacker knows: every number that is shown, every relation, that a withheld number is at
/// least 1 – or 0, when everything that it stands together with is withheld too – and the least
/// number. What is made sure of: for each withheld number there is a world, in whole numbers, that
/// agrees with all of this and in which it is another number, and one in which it is not below
/// the least. The true numbers are one world; the others are found by changing a withheld number
/// and mending the relations that the change hurts, one after another, by changing other withheld
/// numbers. Where none is found, numbers that are still shown are withheld along the way: the
/// smallest that suffice, rather parts than totals, rather those whose other sums have gaps
/// already; then whole rows, with their zeros, that are worth less than their total; then totals;
/// last of all whatever hangs together. At the end, what turned out not
/// to be needed is shown again.
///
/// Optional relations come last: one that tells some withheld number is refused, rather than that
/// more is withheld for its sake. Beside those that are not, a withheld number can be another one
/// still, but it may be seen that it is below the least.
///
/// That two worlds suffice, and that numbers are withheld along the path of a changed number,
/// is the idea of L. Cox, "Suppression methodology and statistical disclosure control", JASA 75
/// (1980), 377-385, for tables with sums; what the attacker's interval must hold is that of
/// Fischetti and Salazar-González, "Solving the cell suppression problem on tabular data with
/// linear constraints", Management Science 47 (2001), 1008-1027, with the lower and upper
/// protection of this rule. Zeros are not withheld (Hundepool et al., Statistical Disclosure
/// Control, 2012, ch. 4).
///
/// Order: variables are protected in theirs; the same system gives the same suppression.
/// Cost: some microseconds for each variable that is few in tables with plain margins; where many
/// tables hang together and gaps are rare, some milliseconds for those that take a linear program
/// (a study of 170 people with 2,900 numbers of few: 1 s), up to Rule::steps.
/// Errors: none; what can't be protected is in `open`.
Suppression suppress(const System& system, const Rule& rule);

}  // namespace samsyn::disclose
