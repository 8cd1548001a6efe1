#pragma once
// Do coders cut the text in the same places?

#include <cstdint>
#include <vector>

#include "stages/agree/coefficients.hpp"

namespace samsyn::agree {

/// A half-open stretch [begin, end) of a text, in code points; begin < end.
struct Stretch {
  std::uint32_t begin = 0, end = 0;
  std::uint32_t size() const { return end - begin; }
};

/// A text and what each observer marked in it: in order, not overlapping, within [0, length).
struct Continuum {
  std::uint32_t length = 0;
  std::vector<std::vector<Stretch>> by_observer;
};

/// Krippendorff's alpha for unitising, as of 1995 ("On the reliability of unitizing continuous
/// data", Sociological Methodology 25) and 2004 ("Measuring the reliability of qualitative text
/// analysis data", Quality & Quantity 38), for one category of units over several texts, which are
/// counted as one long one.
class Unitiser {
 public:
  explicit Unitiser(const std::vector<Continuum>& texts);

  /// `counts`: how often each text counts. Undefined: one_coder (fewer than two observers),
  /// no_pairs (no text, or nothing marked), one_category (no disagreement is to be expected). Cost:
  /// linear in stretches and gaps.
  Number alpha(const std::vector<double>& counts) const;

  double observed(const std::vector<double>& counts) const;  ///< disagreement, 0 or more
  double expected(const std::vector<double>& counts) const;

 private:
  struct Unit {
    std::size_t text;
    double size;
    std::size_t first_gap;  ///< into gaps_: those as long or longer
  };
  struct Gap {
    std::size_t text;
    double size;
  };
  std::size_t observers_ = 0;
  std::vector<double> lengths_, differences_;  ///< by text; differences over unordered pairs
  std::vector<Unit> units_;
  std::vector<Gap> gaps_;  ///< ascending
};

}  // namespace samsyn::agree
