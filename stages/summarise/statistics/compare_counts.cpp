#include "stages/summarise/statistics/compare_counts.hpp"

namespace samsyn::summarise {

Outcome<CountComparison> compare_counts(const CrossTable& table, const Effort& effort) {
  CountComparison out;
  const Outcome<ChiSquare> chi = chi_square(table);
  if (!chi) return chi.why();
  const Outcome<Association> strength = association(table);
  if (!strength) return strength.why();
  out.chi_square = *chi;
  out.association = *strength;
  if (expected_are_enough(out.chi_square)) {
    out.p = out.chi_square.p;
    return out;
  }
  const Number exact = fisher(table, effort.exact);
  if (exact) {
    out.test = CountTest::fisher;
    out.ground = Ground::few_expected;
    out.p = *exact;
    return out;
  }
  const Outcome<DrawnP> drawn = fisher_by_drawing(table, kDrawnTables, kDrawSeed, effort.enough);
  if (!drawn) return drawn.why();
  out.test = CountTest::drawn_fisher;
  out.ground = Ground::few_and_too_large;
  out.p = drawn->p;
  out.drawn = *drawn;
  return out;
}

}  // namespace samsyn::summarise
