#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "pipeline/crew.hpp"
#include "pipeline/human.hpp"
#include "pipeline/inputs.hpp"
#include "pipeline/knowledge.hpp"
#include "pipeline/masker.hpp"
#include "pipeline/mender.hpp"
#include "pipeline/slice.hpp"

namespace samsyn {

/// What became of a study's files.
struct Walked {
  std::uint32_t files = 0;    ///< read
  std::uint32_t refused = 0;  ///< could not be read
  std::uint64_t skipped = 0;  ///< rows, cues and cells left out
};

/// What a walk tells of on its way, and what it looks for besides; each may be left out.
struct WalkNews {
  std::function<void(const Inputs::File&)> begins, ends;
  Inputs::Seen seen;             ///< see Inputs::read
  HumanFinder* human = nullptr;  ///< finds what humans judged: Slice::human
  TaxonomyBits sureness_of = 0;  ///< see Coder
  bool codes = true;             ///< likewise
};

/// Whose work it is to make something of a slice.
struct Hand {
  unsigned worker;  ///< below the number of jobs, never in use twice at once
  Coder& coder;     ///< that has coded the slice
};

/// Takes every file of a study through ingest, repair and the masking of labels, and its slices
/// through the stages up to the codings.
///
/// `make` makes what the caller wants of a slice, on any thread: Made(const Hand&, const Slice&,
/// CodedSlice).
/// `take` gets it on this thread, in input order: void(const Slice&, Made). It is to ask the masker
/// to number the slice. The result does not depend on `jobs`. Issues are those of Inputs::read and
/// of repair.
template <class Made, class Make, class Take>
Walked walk(Inputs& inputs, unsigned jobs, const Knowledge& knowledge, Masker& masker,
            Issues& issues, const Make& make, const Take& take, const WalkNews& news = {}) {
  std::vector<Coder> coders;
  for (unsigned j = 0; j < jobs; ++j) coders.emplace_back(knowledge, news.sureness_of, news.codes);
  Mender mender(knowledge);
  Crew<Slice, Made> crew(
      jobs,
      [&](unsigned worker, const Slice& slice) {
        Coder& coder = coders[worker];
        return make(Hand{worker, coder}, slice, coder.apply(slice));
      },
      take);
  const Inputs::Seen nobody = [](const std::string&, const std::string&) {};
  Walked out;
  for (const Inputs::File& file : inputs.files()) {
    if (news.begins) news.begins(file);
    Result<Document> document = inputs.read(file, news.seen ? news.seen : nobody);
    if (document) {
      ++out.files;
      out.skipped += document->skipped;
      const auto whole = std::make_shared<Document>(std::move(*document));
      const std::shared_ptr<const repair::Repaired> repaired =
          mender.apply(*whole, file.source->repair, issues);
      const std::vector<Masker::Label> labels = masker.look(*whole);
      if (!labels.empty()) crew.finish();  // so that pseudonyms are numbered in input order
      masker.replace(labels, *whole);
      const std::shared_ptr<const HumanSpots> human =
          news.human == nullptr ? nullptr : news.human->find(*whole, repaired.get());
      for (Slice& slice : slices_of(whole, repaired, masker.known())) {
        slice.human = human;
        crew.push(std::move(slice));
      }
    } else {
      ++out.refused;
    }
    if (news.ends) news.ends(file);
  }
  crew.finish();
  return out;
}

}  // namespace samsyn
