#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/segment.hpp"

namespace samsyn::figures {

/// One token of a sentence with what the words stage says of it; the texts belong to others.
struct Piece {
  NormSpan span;          ///< in the block's text
  std::string_view text;  ///< as it stands
  std::string_view form;  ///< case-folded
  std::string_view lemma;
  std::string_view head;  ///< lemma of a compound's last part; empty = simple
  Pos pos = Pos::other;
  bool personal = false;  ///< within personal data: neither counted nor a name of a unit
};

/// A sentence: pieces in order, all within one block's text.
using Pieces = std::vector<Piece>;

}  // namespace samsyn::figures
