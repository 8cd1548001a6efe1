#include "pipeline/slice.hpp"

#include <algorithm>
#include <optional>

#include "stages/normalise/normalise.hpp"
#include "stages/segment/segment.hpp"

namespace samsyn {
namespace {

constexpr std::size_t kSliceBytes = std::size_t{128} << 10U;

}  // namespace

std::vector<Slice> slices_of(std::shared_ptr<const Document> document,
                             std::shared_ptr<const repair::Repaired> repaired) {
  std::vector<Slice> out;
  const auto blocks = static_cast<std::uint32_t>(document->blocks.size());
  std::uint32_t first = 0;
  std::size_t bytes = 0;
  for (std::uint32_t b = 0; b < blocks; ++b) {
    bytes += document->blocks[b].raw.size();
    if (bytes < kSliceBytes) continue;
    out.push_back({document, first, b + 1 - first, repaired});
    first = b + 1;
    bytes = 0;
  }
  if (first < blocks || out.empty()) out.push_back({std::move(document), first, blocks - first, std::move(repaired)});
  return out;
}

struct Coder::Body {
  const Knowledge& knowledge;
  words::Tokeniser tokeniser;
  coding::Matcher matcher;
  /// What the questions of the document at hand ask about, found the first time each is met. Held
  /// by the document itself: its address might come back for another.
  std::shared_ptr<const Document> document;
  std::vector<std::optional<coding::Contexts>> asked;

  explicit Body(const Knowledge& k)
      : knowledge(k),
        tokeniser(*k.lexicon, k.abbreviations),
        matcher(k.rules, [&k](WordId id) -> const Word& { return (*k.lexicon)[id]; }) {}

  coding::Contexts asks(std::uint32_t question) {
    if (question == kNone) return 0;
    std::optional<coding::Contexts>& known = asked[question];
    if (!known) known = contexts(document->questions[question]);
    return *known;
  }

  coding::Contexts contexts(const Question& question) {
    if (!question.about.empty()) return matcher.contexts(question.about);
    Document wording;
    wording.blocks.emplace_back().raw = question.text;
    const NormDocument text = normalise::apply(wording, 0, 1);
    const std::vector<Segment> segments = segment::split(wording, text, knowledge.abbreviations);
    return matcher.contexts(segments, tokeniser.apply(text, segments));
  }
};

Coder::Coder(const Knowledge& knowledge) : body_(std::make_unique<Body>(knowledge)) {}
Coder::~Coder() = default;
Coder::Coder(Coder&&) noexcept = default;

CodedSlice Coder::apply(const Slice& slice) {
  const Document& document = *slice.document;
  if (body_->document != slice.document) {
    body_->document = slice.document;
    body_->asked.assign(document.questions.size(), std::nullopt);
  }
  CodedSlice out;
  if (slice.repaired == nullptr) {
    out.text = normalise::apply(document, slice.first, slice.count);
  } else {
    const auto from = slice.repaired->text.blocks.begin() + slice.first;
    out.text = {slice.first, {from, from + slice.count}};
  }
  const privacy::Finder* finder = body_->knowledge.finder.get();
  if (finder != nullptr) out.masks = finder->find(document, out.text);
  out.segments = segment::split(document, out.text, body_->knowledge.abbreviations);
  out.tokens = body_->tokeniser.apply(out.text, out.segments);
  std::vector<coding::Contexts> asked;
  asked.reserve(slice.count);
  for (std::uint32_t b = 0; b < slice.count; ++b) {
    asked.push_back(body_->asks(document.blocks[slice.first + b].question));
  }
  out.codings = body_->matcher.apply(document, out.text, out.segments, out.tokens, asked);
  return out;
}

}  // namespace samsyn
