#pragma once
// What somebody who knows all that is published can find out: with a solver, by another way than
// the program's own.

#include <cstddef>
#include <memory>
#include <vector>

namespace samsyn::testing {

/// Linear facts over whole, unknown numbers. Facts first, then intervals.
class Attacker {
 public:
  Attacker();
  ~Attacker();

  /// A new unknown number, from `least` (to `most`, when that is not negative).
  std::size_t unknown(double least, double most = -1);
  struct Term {
    std::size_t unknown = 0;
    double times = 1;
  };
  /// low <= the sum of the terms <= high; HUGE_VAL is no bound.
  void knows(const std::vector<Term>& terms, double low, double high);
  /// The same of facts that are many and seldom matter: thought of when a world contradicts them.
  void knows_if_asked(const std::vector<Term>& terms, double low, double high);

  struct Interval {
    double low = 0, high = 0;
    bool possible = true;  ///< is there any world at all?
  };
  /// The least and the most that the unknown can be, in whole numbers. Cost: two linear programs
  /// over what hangs together with it, and integer ones where their solution is no whole world.
  Interval interval(std::size_t unknown);

 private:
  struct Body;
  std::unique_ptr<Body> body_;
};

}  // namespace samsyn::testing
