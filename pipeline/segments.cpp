#include "pipeline/segments.hpp"

#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "pipeline/model/lines.hpp"
#include "pipeline/shown.hpp"
#include "stages/emit/codings.hpp"

namespace samsyn {
namespace {

/// What a thread makes of a slice.
struct Made {
  std::string lines;
  privacy::Masks masks;
  std::vector<std::uint32_t> blocks;  ///< by segment, in the document
  std::vector<std::uint32_t> begins;  ///< likewise, in the normalised text
  std::vector<float> sureness;
};

/// Hands segments on one later, when what stands behind them is known.
class Line {
 public:
  explicit Line(const std::function<void(const ShownSegment&)>& use) : use_(use) {}

  void add(const std::shared_ptr<const Document>& document, std::uint32_t block,
           ShownSegment segment) {
    const bool follows =
        at_ != nullptr && at_ == document && (document->blocks[block].row == 0 || block == block_);
    if (follows) {
      segment.before = held_->text;
      held_->after = segment.text;
    }
    flush();
    if (at_ != document || block_ != block) ++answer_;
    segment.answer = answer_;
    at_ = document;
    block_ = block;
    held_ = std::move(segment);
  }

  void flush() {
    if (held_) use_(*held_);
    held_.reset();
  }

 private:
  const std::function<void(const ShownSegment&)>& use_;
  std::optional<ShownSegment> held_;
  std::shared_ptr<const Document> at_;
  std::uint32_t block_ = kNone;
  std::uint32_t answer_ = 0;
};

}  // namespace

Walked each_segment(const Study& study, const Knowledge& knowledge, const SegmentsWish& wish,
                    const std::function<void(const ShownSegment&)>& use, Issues& issues) {
  Inputs inputs(study, issues);
  Masker masker(knowledge, study, wish.language);
  masker.masked(study);  // numbers what its items declare, as a run does
  const Codebook& codebook = knowledge.rules->codebook();
  Line line(use);

  WalkNews news;
  news.seen = wish.seen;
  news.human = wish.human;
  news.sureness_of = wish.sureness_of;
  const Walked walked = walk<Made>(
      inputs, wish.jobs, knowledge, masker, issues,
      [&](const Hand&, const Slice& slice, CodedSlice coded) {  // on any thread
        Shown shown(slice, coded);
        Made made;
        emit::append_codings(made.lines, study, codebook, *slice.document, coded.text,
                             coded.segments, coded.codings, shown.segments());
        for (const Segment& segment : coded.segments) {
          made.blocks.push_back(slice.first + segment.block);
          made.begins.push_back(segment.span.begin);
        }
        made.sureness = std::move(coded.sureness);
        made.masks = std::move(coded.masks);
        return made;
      },
      [&](const Slice& slice, Made made) {  // on this thread, in input order
        std::vector<summarise::Candidate> none;
        masker.number(made.masks, slice, made.lines, none);
        const Document& document = *slice.document;
        std::string_view rest = made.lines;
        for (std::size_t s = 0; s < made.blocks.size(); ++s) {
          ShownSegment segment;
          segment.line = next_field(rest, '\n');
          const nlohmann::json json = nlohmann::json::parse(segment.line, nullptr, false);
          segment.id = json.value("id", "");
          segment.text = json.value("text", "");
          const Block& block = document.blocks[made.blocks[s]];
          segment.role = block.role;
          segment.attributes.resize(study.attributes.size());
          if (block.respondent < document.respondents.size()) {
            segment.attributes = document.respondents[block.respondent].attributes;
            segment.attributes.resize(study.attributes.size());
          }
          if (s < made.sureness.size()) segment.sureness = made.sureness[s];
          if (slice.human != nullptr) {
            const auto* found = slice.human->at(made.blocks[s], made.begins[s]);
            if (found != nullptr) segment.judged = *found;
          }
          line.add(slice.document, made.blocks[s], std::move(segment));
        }
      },
      news);
  line.flush();
  return walked;
}

}  // namespace samsyn
