#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "pipeline/knowledge.hpp"
#include "pipeline/model/coding.hpp"
#include "pipeline/model/document.hpp"
#include "pipeline/model/human.hpp"
#include "pipeline/model/segment.hpp"
#include "pipeline/names_told.hpp"
#include "stages/learn/scene.hpp"
#include "stages/repair/repair.hpp"

namespace samsyn {

class HumanSpots;

/// Some consecutive blocks of a document: what one thread works on at a time.
struct Slice {
  std::shared_ptr<const Document> document;
  std::uint32_t first = 0;  ///< block
  std::uint32_t count = 0;
  std::shared_ptr<const repair::Repaired> repaired;  ///< of the whole document; null: left as it is
  std::shared_ptr<NamesTold> told;  ///< of all slices of the document; null: this is its only one
  /// Names that labels of persons in earlier documents were; null = none.
  std::shared_ptr<const privacy::Learned> known;
  /// Where segments are that humans judged; null: nobody judged any of the document.
  std::shared_ptr<const HumanSpots> human;
};

/// The text of some blocks of a document, normalised and repaired. `repaired`: null = as it is.
NormDocument text_of(const Document& document, const repair::Repaired* repaired,
                     std::uint32_t first, std::uint32_t count);

/// Cuts a document so that a slice is large enough to be worth a thread's while and small enough to
/// keep memory and waiting low: about 128 kB of text. A document without blocks is one empty slice.
std::vector<Slice> slices_of(std::shared_ptr<const Document> document,
                             std::shared_ptr<const repair::Repaired> repaired = nullptr,
                             std::shared_ptr<const privacy::Learned> known = nullptr);

/// A slice, normalised, repaired, looked through for personal data, segmented, cut in words and
/// coded.
struct CodedSlice {
  NormDocument text;
  privacy::Masks masks;
  std::vector<Segment> segments;
  Tokens tokens;
  std::vector<Coding> codings;
  std::vector<float> sureness;  ///< by segment, if it was asked for: see learn::Doubt
};

/// The stages from text to codings, for one thread.
class Coder {
 public:
  /// `sureness_of`: fill CodedSlice::sureness with regard to these taxonomies; 0 = don't. The
  /// knowledge must have a learned coder then. `codes` false: nobody asks for codings, and there
  /// are none.
  explicit Coder(const Knowledge& knowledge, TaxonomyBits sureness_of = 0, bool codes = true);
  ~Coder();
  Coder(Coder&&) noexcept;

  CodedSlice apply(const Slice& slice);
  /// What the items of the slice's blocks ask, by block; null = nothing. Stays while its document
  /// is at hand.
  std::vector<const learn::Asked*> asked(const Slice& slice);

 private:
  struct Body;
  std::unique_ptr<Body> body_;
};

}  // namespace samsyn
