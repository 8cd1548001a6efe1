#pragma once

#include "pipeline/model/document.hpp"

namespace samsyn {

/// Does what stands in such a block count in tables? What interviewers say, headings and preambles
/// don't.
inline bool is_counted(BlockRole role) {
  return role == BlockRole::answer || role == BlockRole::turn || role == BlockRole::note;
}

}  // namespace samsyn
