#pragma once

#include <cstddef>
#include <cstdint>

#include "pipeline/knowledge.hpp"
#include "pipeline/model/study.hpp"
#include "pipeline/model/summary.hpp"

namespace samsyn {

/// What a run did that its summary does not tell. All of the whole study: none of them tells a
/// number of a group, a code or an item that disclosure control may have withheld.
struct Doings {
  std::uint32_t files = 0;    ///< read
  std::uint32_t refused = 0;  ///< could not be read
  std::uint64_t skipped = 0;  ///< rows, cues and cells left out
  std::uint32_t repaired_documents = 0;
  std::uint64_t repairs = 0;  ///< places where their texts were changed
  std::uint32_t masked = 0;   ///< different names, numbers and addresses that have a pseudonym
  /// Codes that the machine gave. Only their proportion is told: the sum of all codes' numbers
  /// would tell one that is withheld.
  std::uint64_t by_rules = 0, by_learned = 0;
  std::size_t weight_lines = 0;  ///< the first so many of Summary::method tell of weights
};

/// Adds the table "method", on a sheet of its own: a row for each step of the study, what was done
/// in this run in words. Statistics are told where a table of the summary uses them. To be asked
/// last, when the summary is as it will be shown.
void add_method(const Study& study, const Knowledge& knowledge, const Doings& doings,
                const Labels& labels, Summary& summary);

}  // namespace samsyn
