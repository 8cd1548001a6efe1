#pragma once
// The human codings of a study in its documents.

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "pipeline/knowledge.hpp"
#include "pipeline/model/document.hpp"
#include "pipeline/model/human.hpp"
#include "pipeline/model/issue.hpp"
#include "pipeline/model/study.hpp"
#include "pipeline/slice.hpp"
#include "stages/human/codings.hpp"
#include "stages/human/decide.hpp"
#include "stages/human/refind.hpp"
#include "stages/repair/repair.hpp"

namespace samsyn {

/// Where the human codings of a study lie: beside its manifest, "study.kodningar.jsonl".
std::string human_codings_path(const Study& study);

/// Where the coder that was trained on them lies: "study.kodare.model".
std::string own_model_path(const Study& study);

/// The human codings that a study has; null when it has none. A file that can't be read is an
/// issue. `seen` gets its name and bytes. Issues: those of read_file and human::read_codings.
std::shared_ptr<const human::Codings> human_codings_of(
    const Study& study, const Codebook& codebook,
    const std::function<void(const std::string& name, const std::string& bytes)>& seen,
    Issues& issues);

/// Where in one document the judged segments are. Immutable.
class HumanSpots {
 public:
  /// Indices of judged segments that were found in the segment of this block (of the document) that
  /// begins at this byte of its normalised text; null = none.
  const std::vector<std::uint32_t>* at(std::uint32_t block, std::uint32_t begin) const;
  void add(std::uint32_t block, std::uint32_t begin, std::uint32_t judged);

 private:
  std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> spots_;
};

/// Finds judged segments again, document by document, on one thread: see human::refind.
class HumanFinder {
 public:
  /// What the finder is given must stay while it is there.
  HumanFinder(const human::Codings& codings, const Study& study, const Knowledge& knowledge);

  /// To be asked when the document's labels have their pseudonyms. Null when nobody judged anything
  /// of it. Cost: that of normalising and cutting the document, if somebody did.
  std::shared_ptr<const HumanSpots> find(const Document& document,
                                         const repair::Repaired* repaired);

  /// How each judged segment was found; nowhere also for those whose source was not read.
  const std::vector<human::FoundBy>& found() const { return found_; }

  /// Issues: human.not-found (a warning for each segment that is nowhere: place and quote),
  /// human.moved (a note: how many were found by what).
  void tell(Issues& issues) const;

 private:
  const human::Codings& codings_;
  const Study& study_;
  const Knowledge& knowledge_;
  std::map<std::pair<std::string, std::string>, std::vector<std::uint32_t>> by_source_;
  std::vector<human::FoundBy> found_;
};

/// What humans judged of a slice, decided. Empty `judged` where nobody did; the coders are named
/// all the same.
HumanSlice human_slice(const human::Codings& codings, const Slice& slice, const CodedSlice& coded,
                       const Codebook& codebook, std::uint32_t deciding,
                       human::Differences& differences);

/// The human codings of a study for a walk through it: read, found again in each document, and put
/// in the place of the machine's. All that shows codes goes by it, so that all show the same.
class Humans {
 public:
  /// `seen` as of human_codings_of. What it is given must stay while it is there.
  Humans(const Study& study, const Knowledge& knowledge,
         const std::function<void(const std::string& name, const std::string& bytes)>& seen,
         Issues& issues);

  const human::Codings* codings() const { return codings_.get(); }  ///< null: nobody judged any
  HumanFinder* finder() { return finder_ ? &*finder_ : nullptr; }   ///< for WalkNews::human
  std::uint32_t deciding() const { return kNone; }  ///< the coder that decides; none: the machine

  /// What was judged of a slice; on any thread.
  HumanSlice judged(const Slice& slice, const CodedSlice& coded,
                    human::Differences& differences) const;
  /// The slice's codings are those that count, from here on: see human::counted.
  void count(const HumanSlice& judged, CodedSlice& coded) const;
  /// Both, for those who ask no more.
  void count(const Slice& slice, CodedSlice& coded) const;
  /// See HumanFinder::tell.
  void tell(Issues& issues) const;

 private:
  const Codebook& codebook_;
  std::shared_ptr<const human::Codings> codings_;
  std::optional<HumanFinder> finder_;
};

/// The place of a judged segment as messages show it.
Where where_of(const human::Place& place);

}  // namespace samsyn
