#include "pipeline/shown.hpp"

#include <gtest/gtest.h>

#include <chrono>

#include "stages/normalise/normalise.hpp"

namespace samsyn {
namespace {

/// One block of a sentence many times over, with a finding in each.
struct Repeated {
  static constexpr std::string_view kSentence = "Ring 0701234567. ";
  static constexpr std::uint32_t kFrom = 5, kTo = 15;  // the number's bytes

  explicit Repeated(std::uint32_t times) {
    auto document = std::make_shared<Document>();
    std::string& raw = document->blocks.emplace_back().raw;
    coded.masks.first = {0, times};
    for (std::uint32_t i = 0; i < times; ++i) {
      const auto at = static_cast<std::uint32_t>(raw.size());
      raw += kSentence;
      privacy::Found found;
      found.span = {at + kFrom, at + kTo};
      coded.masks.all.push_back(std::move(found));
      Segment segment;
      segment.span = {at, at + static_cast<std::uint32_t>(kSentence.size()) - 1};
      coded.segments.push_back(segment);
    }
    coded.text = normalise::apply(*document, 0, 1);
    slice = {document, 0, 1, nullptr, nullptr, nullptr, nullptr};
  }

  Slice slice;
  CodedSlice coded;
};

TEST(Shown, MarksEachSegmentsOwnFindingsWhateverTheOrder) {
  const Repeated texts(5);
  Shown shown(texts.slice, texts.coded);
  const emit::SegmentShow show = shown.segments();
  for (const std::uint32_t s : {0U, 4U, 2U}) {
    const NormSpan span = texts.coded.segments[s].span;
    const std::string expected = "Ring \uFDD0" + std::to_string(s) + "\uFDD1.";
    const emit::SegmentText text = show(0, {span.begin, span.end}, span);
    EXPECT_EQ(text.raw, expected);
    EXPECT_EQ(text.text, expected);
    // A finding that the border cuts is marked on both sides.
    EXPECT_EQ(show(0, {span.begin, span.begin + 8}, {span.begin, span.begin + 8}).raw,
              "Ring \uFDD0" + std::to_string(s) + "\uFDD1");
  }
}

TEST(Shown, TakesTimeInProportionToTheText) {
  const Repeated texts(40'000);
  const auto start = std::chrono::steady_clock::now();
  Shown shown(texts.slice, texts.coded);
  const emit::SegmentShow show = shown.segments();
  std::size_t bytes = 0;
  for (const Segment& segment : texts.coded.segments) {
    bytes += show(0, {segment.span.begin, segment.span.end}, segment.span).raw.size();
  }
  std::vector<summarise::Candidate> candidates(1000);
  for (std::size_t c = 0; c < candidates.size(); ++c) {
    candidates[c].span = texts.coded.segments[c * 40].span;
    candidates[c].raw = {candidates[c].span.begin, candidates[c].span.end};
  }
  shown.quotations(candidates);
  EXPECT_GT(bytes, 40'000U * 12);
  EXPECT_EQ(candidates.back().shown,
            "Ring \uFDD0"
            "39960\uFDD1.");
  // It took forty seconds when each segment looked at all findings; now it is some milliseconds.
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5));
}

}  // namespace
}  // namespace samsyn
