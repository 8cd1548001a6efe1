#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "pipeline/slice.hpp"
#include "stages/emit/codings.hpp"
#include "stages/privacy/pseudonyms.hpp"
#include "stages/summarise/slice.hpp"

namespace samsyn {

/// What leaves the program of a slice's texts: marks stand for personal data until the Masker has
/// numbered them, and quotations of repaired texts show the repaired wording.
///
/// Cost: a block's blanks are worked out once as long as its segments come one after the other, and
/// each segment looks at its own ones only.
class Shown {
 public:
  Shown(const Slice& slice, const CodedSlice& coded) : slice_(slice), coded_(coded) {}
  Shown(const Shown&) = delete;
  Shown& operator=(const Shown&) = delete;

  /// For emit::append_codings, while this object is there; empty when everything is shown as it
  /// stands.
  emit::SegmentShow segments();
  /// Sets Candidate::shown where a quotation is not the raw text.
  void quotations(std::vector<summarise::Candidate>& candidates);

 private:
  void take(std::uint32_t block);

  const Slice& slice_;
  const CodedSlice& coded_;
  std::uint32_t block_ = kNone;  ///< in the slice: whose blanks are at hand
  std::vector<privacy::Blank> raw_, norm_;
};

}  // namespace samsyn
