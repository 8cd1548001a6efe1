#pragma once
// How alike two sentences and two figures are: can they tell of the same thing?

#include <cstdint>
#include <vector>

#include "stages/figures/sentence.hpp"

namespace samsyn::figures {

/// How many of all their content words both have, 0 to 1; 1 when neither has any. Sorted hashes.
double shared(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b);

/// Is there no number that both can be? «ca 500» and «512» do not differ.
bool differ(const Figure& a, const Figure& b);

/// Are both of the same months, and told, denied or planned alike?
bool same_kind(const Sentence& a, const Sentence& b);

/// Do both tell of the same doing? What was sought, got and lost are three figures.
bool same_done(const Sentence& a, const Sentence& b);

}  // namespace samsyn::figures
