#pragma once
// Segments put together to what is compared.

#include <cstdint>
#include <vector>

#include "stages/agree/agreement.hpp"

namespace samsyn::agree {

/// A code in a unit by one coder.
struct CodeUse {
  std::uint32_t coder = 0, code = 0;
  std::array<std::uint32_t, kStanceNames.size()> segments{};  ///< by stance
};

struct ComparedUnit {
  std::vector<std::uint32_t> segments;  ///< of the pool, in order
  std::uint32_t cluster = 0;
  std::uint64_t judged = 0;   ///< bit c: coder c judged all of it
  std::vector<CodeUse> uses;  ///< by code, then coder; only of those who judged it
};

struct Units {
  Unit unit = Unit::segment;
  std::vector<ComparedUnit> all;  ///< in the pool's order, each judged by somebody
  std::uint32_t clusters = 0;
  double partly_judged = 0, without_person = 0;
};

/// A person is the cluster of what they said, and an answer that of what nobody is known to have
/// said; with `by_answer` always the answer.
Units units_of(const Pool& pool, Unit unit, bool by_answer);

/// In how many segments a code counts as given; `apart`: in how many it has any stance.
std::uint32_t times(const CodeUse& use, StanceUse stance);

/// The stance of a code in a unit: affirmed before negated before hypothetical.
Stance stance_of(const CodeUse& use);

/// What a coder said of a code, as a category or number: 0 where it does not count as given (null:
/// was not given). Nominal: 1, with stances apart 1 and the stance; else in how many segments.
std::uint32_t category_of(const CodeUse* use, StanceUse stance, Scale scale);

inline bool has(std::uint64_t bits, std::uint32_t bit) { return (bits >> bit & 1U) != 0; }

}  // namespace samsyn::agree
