// Human codings, byte by byte: what is read keeps to its contract, what is written reads back as
// the same, and quotes are found in themselves.

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "stages/human/codings.hpp"
#include "stages/human/refind.hpp"

namespace {

void must(bool holds) {
  if (!holds) std::abort();
}

samsyn::Codebook codebook() {
  samsyn::Codebook out;
  out.taxonomies = {{"barriers", "Hinder", "Barriers", true}, {"themes", "Teman", "Themes", false}};
  for (const char* id : {"hinder", "hinder.tid", "hinder.sprak", "tema", "tema.samverkan"}) {
    samsyn::Code& code = out.codes.emplace_back();
    code.id = id;
    code.taxonomy = code.id.starts_with("tema") ? 1 : 0;
    code.leaf = code.id.find('.') != std::string::npos;
  }
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace samsyn;
  static const Codebook kCodebook = codebook();
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  Issues issues;
  const human::Codings read = human::read_codings("k.jsonl", bytes, kCodebook, issues);
  std::string written;
  for (const human::JudgedSegment& one : read.segments) {
    must(!one.text.empty() && one.place.start < one.place.end && !one.judgements.empty());
    for (const Judgement& judgement : one.judgements) {
      must(judgement.coder < read.coders.size());
      for (const HumanCode& code : judgement.codes) must(kCodebook.codes[code.code].leaf);
    }
    written += human::write_line(one, read.coders, kCodebook);
    const std::vector<human::Spot> spots{{one.place, 0, one.text}};
    must(human::refind({&one}, spots).front().spot == 0);
  }
  Issues again;
  const human::Codings back = human::read_codings("k.jsonl", written, kCodebook, again);
  must(back.segments.size() == read.segments.size());
  for (const Issue& issue : again.all()) must(issue.id == "human.unknown-code");
  for (std::size_t s = 0; s < back.segments.size(); ++s) {
    must(back.segments[s].place == read.segments[s].place);
    must(back.segments[s].text == read.segments[s].text);
    const std::vector<Judgement>&was = read.segments[s].judgements,
          &is = back.segments[s].judgements;
    must(is.size() == was.size());
    for (std::size_t j = 0; j < is.size(); ++j) {
      must(is[j].codes == was[j].codes && is[j].taxonomies == was[j].taxonomies);
      must(is[j].other_codes.size() == was[j].other_codes.size());
      must(is[j].other_taxonomies == was[j].other_taxonomies);
    }
  }
  return 0;
}
