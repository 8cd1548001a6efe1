#pragma once
// Precision, recall and F1 of a coder against a reference.

#include "stages/agree/coefficients.hpp"

namespace samsyn::agree {

struct Retrieval {
  double right = 0, extra = 0, missed = 0;
  Number precision, recall, f1;
};

/// Over the units that both have judged. A category other than 0 means that the code is there; with
/// several such categories (stances) only the same one is right, and another is both extra and
/// missed. Precision is undefined (never_given) where the coder never gives the code, recall
/// (never_in_gold) where the reference never has it, F1 (never_in_gold) where neither does.
Retrieval retrieval(const Ratings& ratings, std::uint32_t reference, std::uint32_t coder);

}  // namespace samsyn::agree
