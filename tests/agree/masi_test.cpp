#include "stages/agree/masi.hpp"

#include <gtest/gtest.h>

#include <random>
#include <set>

#include "stages/agree/coefficients.hpp"
#include "stages/agree/resample.hpp"

namespace samsyn::agree {
namespace {

// By hand from the definition of Passonneau 2006.
TEST(Masi, TellsTheSameAPartAnOverlapAndNothingApart) {
  const struct {
    CodeSet a, b;
    double distance;
  } kCases[] = {{{}, {}, 0},
                {{1}, {}, 1},
                {{1}, {1}, 0},
                {{1}, {2}, 1},
                {{1}, {1, 2}, 1 - 2.0 / 3 * 1 / 2},
                {{1, 2, 3}, {2}, 1 - 2.0 / 3 * 1 / 3},
                {{1, 2}, {2, 3}, 1 - 1.0 / 3 * 1 / 3},
                {{1, 2, 3}, {2, 3, 4}, 1 - 1.0 / 3 * 2 / 4},
                {{1, 2, 3}, {1, 2, 3}, 0}};
  for (const auto& c : kCases) {
    EXPECT_NEAR(masi_distance(c.a, c.b), c.distance, 1e-12);
    EXPECT_NEAR(masi_distance(c.b, c.a), c.distance, 1e-12);
  }
}

// By hand: three units, two coders: {1}{1}, {1}{1,2}, {}{}. Agreement within units 1, 1/3, 1:
// observed disagreement (0 + 2/3 + 0) / 3 = 2/9. Of the six sets {1} stands three times, {1,2}
// once, {} twice; of the 30 ordered pairs 6 are {1},{1,2} at 2/3 and 16 hold one {} (12 with {1}, 4
// with {1,2}) at 1: expected (6 x 2/3 + 16) / 30 = 2/3. Alpha = 1 - (2/9) / (2/3) = 2/3.
TEST(Masi, GivesAlphaForSets) {
  const std::vector<CodeSet> sets{{1}, {1, 2}, {}};
  const Ratings ratings{2, 3, {0, 0, 0, 1, 2, 2}, {1, 1, 1}};
  const Number alpha = SetAlpha(ratings, sets).of(ratings.counts);
  ASSERT_TRUE(alpha.value);
  EXPECT_NEAR(*alpha.value, 2.0 / 3, 1e-12);
}

/// Alpha with a weight for every pair of sets.
double pair_by_pair(Ratings ratings, const std::vector<CodeSet>& sets,
                    const std::vector<double>& counts) {
  Weights weights(ratings.categories);
  for (std::size_t a = 0; a < sets.size(); ++a) {
    for (std::size_t b = 0; b < a; ++b) weights.set(a, b, 1 - masi_distance(sets[a], sets[b]));
  }
  ratings.counts = counts;
  return krippendorff(ratings, weights).value.value_or(-99);
}

// Few sets are met pair by pair in resamples too; many by the sets that share a code, and in
// resamples nearly so.
TEST(Masi, GivesTheSameAlphaByWhatIsShared) {
  std::mt19937 random(77);
  for (const std::size_t number : {std::size_t{60}, 2 * kPairedSets}) {
    SCOPED_TRACE(number);
    std::vector<CodeSet> sets{{}};
    std::set<CodeSet> known{{}};
    while (sets.size() < number) {
      CodeSet one;
      for (std::uint32_t code = 0; code < 25; ++code) {
        if (random() % 6 == 0) one.push_back(code);
      }
      if (known.insert(one).second) sets.push_back(one);
    }
    Ratings ratings{3, static_cast<std::uint32_t>(number), {}, {}};
    const auto any = [&] { return static_cast<std::int32_t>(random() % number); };
    for (std::size_t row = 0; row < 2 * number; ++row) {
      const std::int32_t one = any();
      ratings.cells.insert(ratings.cells.end(), {one, random() % 3 == 0 ? any() : one,
                                                 random() % 4 == 0 ? kMissing : one});
      ratings.counts.push_back(1);
    }
    const SetAlpha alpha(ratings, sets);
    EXPECT_NEAR(alpha.of(ratings.counts).value.value_or(-9),
                pair_by_pair(ratings, sets, ratings.counts), 1e-9);
    for (std::uint32_t r = 0; r < 3; ++r) {
      const std::vector<std::uint32_t> drawn =
          draw(static_cast<std::uint32_t>(ratings.rows()), 1, r);
      const std::vector<double> counts(drawn.begin(), drawn.end());
      EXPECT_NEAR(alpha.of(counts).value.value_or(-9), pair_by_pair(ratings, sets, counts),
                  number > kPairedSets ? 5e-4 : 1e-9);
    }
  }
}

}  // namespace
}  // namespace samsyn::agree
