#pragma once

#include "stages/agree/agreement.hpp"

namespace samsyn::agree {

/// How alike the files cut the answers that they share. Alpha for unitising is over the answers
/// that stand in all files, with an interval by drawing answers, and only where the cuts differ.
Cuts cuts_of(const Pool& pool, const Resampling& how);

}  // namespace samsyn::agree
