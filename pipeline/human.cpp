#include "pipeline/human.hpp"

#include <algorithm>
#include <filesystem>

#include "pipeline/files.hpp"
#include "pipeline/model/lines.hpp"
#include "stages/emit/codings.hpp"
#include "stages/human/judgements.hpp"
#include "stages/segment/segment.hpp"

namespace samsyn {
namespace {

constexpr std::uint32_t kBlocksAtOnce = 1000;

std::uint64_t key_of(std::uint32_t block, std::uint32_t begin) {
  return std::uint64_t{block} << 32U | begin;
}

/// A file beside the manifest that is called as it.
std::string beside(const Study& study, const char* ending) {
  const std::filesystem::path manifest(study.path);
  return (manifest.parent_path() / (manifest.stem().string() + ending)).string();
}

}  // namespace

std::string human_codings_path(const Study& study) { return beside(study, ".kodningar.jsonl"); }

std::string own_model_path(const Study& study) { return beside(study, ".kodare.model"); }

std::shared_ptr<const human::Codings> human_codings_of(
    const Study& study, const Codebook& codebook,
    const std::function<void(const std::string& name, const std::string& bytes)>& seen,
    Issues& issues) {
  const std::string path = human_codings_path(study);
  std::error_code error;
  if (!std::filesystem::exists(path, error)) return nullptr;
  const std::string name = std::filesystem::path(path).filename().string();
  const Result<std::string> bytes = read_file(path, name);
  if (!bytes) {
    issues.add(bytes.issue());
    return nullptr;
  }
  seen(name, *bytes);
  auto codings =
      std::make_shared<human::Codings>(human::read_codings(name, *bytes, codebook, issues));
  return codings->segments.empty() ? nullptr : std::move(codings);
}

const std::vector<std::uint32_t>* HumanSpots::at(std::uint32_t block, std::uint32_t begin) const {
  const auto found = spots_.find(key_of(block, begin));
  return found == spots_.end() ? nullptr : &found->second;
}

void HumanSpots::add(std::uint32_t block, std::uint32_t begin, std::uint32_t judged) {
  spots_[key_of(block, begin)].push_back(judged);
}

HumanFinder::HumanFinder(const human::Codings& codings, const Study& study,
                         const Knowledge& knowledge)
    : codings_(codings),
      study_(study),
      knowledge_(knowledge),
      found_(codings.segments.size(), human::FoundBy::nowhere) {
  for (std::uint32_t j = 0; j < codings.segments.size(); ++j) {
    const human::Place& place = codings.segments[j].place;
    by_source_[{place.source, place.sheet}].push_back(j);
  }
}

std::shared_ptr<const HumanSpots> HumanFinder::find(const Document& document,
                                                    const repair::Repaired* repaired) {
  const auto own = by_source_.find({document.source, document.sheet});
  if (own == by_source_.end()) return nullptr;
  // The document's segments as its lines of codings.jsonl tell them, so that places are the same.
  std::vector<human::Spot> spots;
  std::vector<Segment> all;
  const auto blocks = static_cast<std::uint32_t>(document.blocks.size());
  std::string lines;
  for (std::uint32_t first = 0; first < blocks; first += kBlocksAtOnce) {
    const std::uint32_t count = std::min(kBlocksAtOnce, blocks - first);
    const NormDocument text = text_of(document, repaired, first, count);
    const std::vector<Segment> segments = segment::split(document, text, knowledge_.abbreviations);
    lines.clear();
    emit::append_codings(lines, study_, knowledge_.rules->codebook(), document, text, segments, {});
    std::string_view rest = lines;
    for (const Segment& segment : segments) {
      human::JudgedSegment told;
      human::read_place(next_field(rest, '\n'), told);
      spots.push_back({std::move(told.place), first + segment.block, std::move(told.text)});
      all.push_back({first + segment.block, segment.span});
    }
  }
  std::vector<const human::JudgedSegment*> judged;
  for (const std::uint32_t j : own->second) judged.push_back(&codings_.segments[j]);
  const std::vector<human::Refound> refound = human::refind(judged, spots);
  auto out = std::make_shared<HumanSpots>();
  for (std::size_t j = 0; j < refound.size(); ++j) {
    const std::uint32_t number = own->second[j];
    if (refound[j].by >= found_[number]) continue;  // another sheet of the file had it already
    found_[number] = refound[j].by;
    const Segment& segment = all[refound[j].spot];
    out->add(segment.block, segment.span.begin, number);
  }
  return out;
}

Where where_of(const human::Place& place) {
  Where out{place.source, place.sheet};
  out.row = place.row;
  out.line = place.line;
  out.column_title = place.column;
  if (place.paragraph > 0) out.part = "stycke " + std::to_string(place.paragraph);
  if (place.time >= 0) {
    const auto seconds = static_cast<std::uint64_t>(place.time);
    const auto two = [](std::uint64_t n) { return (n < 10 ? "0" : "") + std::to_string(n); };
    out.part = two(seconds / 3600) + ":" + two(seconds / 60 % 60) + ":" + two(seconds % 60);
  }
  return out;
}

void HumanFinder::tell(Issues& issues) const {
  std::array<std::size_t, human::kFoundByNames.size()> by{};
  for (std::size_t j = 0; j < found_.size(); ++j) {
    ++by.at(static_cast<std::size_t>(found_[j]));
    if (found_[j] != human::FoundBy::nowhere) continue;
    const human::JudgedSegment& segment = codings_.segments[j];
    issues.add(
        {Severity::warning, "human.not-found", where_of(segment.place),
         "a segment that humans coded can't be found again, so its codes don't count (line " +
             std::to_string(segment.number) + " of " + codings_.name + ")",
         excerpt_of(segment.text),
         "correct the quote in that line to what the source says now, or code it anew"});
  }
  const std::size_t moved = by[1] + by[2] + by[3];
  if (moved == 0) return;
  issues.add({Severity::note,
              "human.moved",
              {codings_.name},
              std::to_string(moved) +
                  " coded segments were found again in another place or wording: the same words in "
                  "the same answer " +
                  std::to_string(by[1]) + ", nearly the same there " + std::to_string(by[2]) +
                  ", by their context elsewhere " + std::to_string(by[3]),
              {},
              "nothing, if texts were corrected; `samsyn import` brings their lines up to date"});
}

HumanSlice human_slice(const human::Codings& codings, const Slice& slice, const CodedSlice& coded,
                       const Codebook& codebook, std::uint32_t deciding,
                       human::Differences& differences) {
  HumanSlice out;
  out.coders = codings.coders;
  if (slice.human == nullptr) return out;
  std::size_t next = 0;  // coding
  for (std::uint32_t s = 0; s < coded.segments.size(); ++s) {
    const std::size_t from = next;
    while (next < coded.codings.size() && coded.codings[next].segment == s) ++next;
    const Segment& segment = coded.segments[s];
    const auto* found = slice.human->at(slice.first + segment.block, segment.span.begin);
    if (found == nullptr) continue;
    Judged& judged = out.judged.emplace_back();
    judged.segment = s;
    for (const std::uint32_t j : *found) {
      for (const Judgement& one : codings.segments[j].judgements) {
        human::add_judgement(judged.judgements, one, codebook);
      }
    }
    const std::vector<Coding> own(coded.codings.begin() + static_cast<std::ptrdiff_t>(from),
                                  coded.codings.begin() + static_cast<std::ptrdiff_t>(next));
    human::decide(judged, own, codebook, deciding, differences);
  }
  return out;
}

Humans::Humans(const Study& study, const Knowledge& knowledge,
               const std::function<void(const std::string& name, const std::string& bytes)>& seen,
               Issues& issues)
    : codebook_(knowledge.rules->codebook()),
      codings_(human_codings_of(study, codebook_, seen, issues)) {
  if (codings_ != nullptr) finder_.emplace(*codings_, study, knowledge);
}

HumanSlice Humans::judged(const Slice& slice, const CodedSlice& coded,
                          human::Differences& differences) const {
  if (codings_ == nullptr) return {};
  return human_slice(*codings_, slice, coded, codebook_, deciding(), differences);
}

void Humans::count(const HumanSlice& judged, CodedSlice& coded) const {
  if (judged.judged.empty()) return;
  coded.codings = human::counted(coded.codings, judged, coded.segments, codebook_);
}

void Humans::count(const Slice& slice, CodedSlice& coded) const {
  human::Differences differences;
  count(judged(slice, coded, differences), coded);
}

void Humans::tell(Issues& issues) const {
  if (finder_) finder_->tell(issues);
}

}  // namespace samsyn
