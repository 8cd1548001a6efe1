#pragma once

#include <string>

#include "pipeline/slice.hpp"
#include "stages/emit/codings.hpp"
#include "stages/summarise/slice.hpp"

namespace samsyn {

/// What leaves the program of a slice's texts: marks stand for personal data until the Masker has
/// numbered them, and quotations of repaired texts show the repaired wording.
class Shown {
 public:
  Shown(const Slice& slice, const CodedSlice& coded) : slice_(slice), coded_(coded) {}

  /// For emit::append_codings; empty when everything is shown as it stands.
  emit::SegmentShow segments() const;
  /// Sets Candidate::shown where a quotation is not the raw text.
  void quotations(std::vector<summarise::Candidate>& candidates) const;

 private:
  const Slice& slice_;
  const CodedSlice& coded_;
};

}  // namespace samsyn
