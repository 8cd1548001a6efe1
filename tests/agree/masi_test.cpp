#include "stages/agree/masi.hpp"

#include <gtest/gtest.h>

#include "stages/agree/coefficients.hpp"

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
  const Number alpha = krippendorff(ratings, masi_weights(sets));
  ASSERT_TRUE(alpha.value);
  EXPECT_NEAR(*alpha.value, 2.0 / 3, 1e-12);
}

}  // namespace
}  // namespace samsyn::agree
