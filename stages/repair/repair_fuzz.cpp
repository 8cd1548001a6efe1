// Any text, repaired as if it were damaged: the way back covers the raw text in order, marks lie in
// the text, each repair is where it says, and repairing again changes nothing.

#include <unicode/utf8.h>

#include <cstdlib>
#include <string>

#include "stages/repair/repair.hpp"

namespace {

using namespace samsyn;

/// The input as well-formed UTF-8: what is not is left out, as ingest would have refused it.
std::string well_formed(const std::uint8_t* data, std::size_t size) {
  std::string out;
  for (std::int32_t i = 0; i < static_cast<std::int32_t>(size);) {
    const std::int32_t start = i;
    UChar32 c = 0;
    U8_NEXT(data, i, static_cast<std::int32_t>(size), c);
    if (c >= 0)
      out.append(reinterpret_cast<const char*>(data) + start, static_cast<std::size_t>(i - start));
  }
  return out;
}

void require(bool condition) {
  if (!condition) std::abort();
}

/// A few words, so that every way through the code is open and a round is fast.
struct World {
  Frequencies frequencies{
      "och\t270000\ni\t268000\nför\t130000\när\t140000\nar\t3\nfor\t300\npå\t145000\ndet\t170000\n"
      "år\t29000\nfår\t15000\nfar\t400\nstår\t6500\nstöd\t3800\nmöjligheter\t1500\ntid\t5200\n"
      "arbets\t30\narbetsmarknad\t300\narbetsmarknaden\t600\nlösa\t550\nmån\t100\nman\t42000\nen\t1"
      "55000\n",
      "för det\t900\ndet är\t27000\noch i\t400\n"};
  Abbreviations abbreviations{"t.ex.\nm.m.+\n"};
  repair::Repairer repairer{
      "å\ta\t.3\nå\tä\t.2\nå\t\t.02\nä\td\t.2\nä\t&\t.1\nö\to\t.6\nö\t6\t.1\nl\t1\t.01\ni\t1\t."
      "01\nf\t{\t.01\nrn\tm\t.01\nå\tS\t.02\n",
      frequencies, abbreviations,
      [](const std::string& word) { return word.size() > 4 && word.size() % 3 == 0; }};
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > 20'000) return 0;
  static World world;  // what it remembers of words depends on the words alone
  const std::string raw = well_formed(data, size);
  NormDocument text;
  // A form feed starts a block.
  std::vector<std::string> raws(1);
  for (const char c : raw) {
    if (c == '\f')
      raws.emplace_back();
    else
      raws.back() += c;
  }
  for (const std::string& r : raws) text.blocks.push_back({r, {}, {}});
  world.repairer.decide(text);
  const repair::Repaired once = world.repairer.apply(text);
  require(once.text.blocks.size() == raws.size());
  for (std::size_t b = 0; b < raws.size(); ++b) {
    const NormBlock& block = once.text.blocks[b];
    std::uint32_t norm = 0;
    std::uint32_t from = 0;
    for (const Edit& edit : block.edits) {
      require(edit.norm.begin >= norm && edit.norm.begin <= edit.norm.end);
      require(edit.raw.begin >= from && edit.raw.begin <= edit.raw.end);
      require(edit.norm.begin - norm == edit.raw.begin - from);
      require(block.text.compare(norm, edit.norm.begin - norm, raws[b], from,
                                 edit.raw.begin - from) == 0);
      norm = edit.norm.end;
      from = edit.raw.end;
    }
    require(block.text.size() - norm == raws[b].size() - from);
    require(block.text.compare(norm, std::string::npos, raws[b], from, std::string::npos) == 0);
    std::uint32_t last = 0;
    for (const NormSpan& mark : block.marks) {
      require(mark.begin >= last && mark.begin < mark.end && mark.end <= block.text.size());
      last = mark.end;
    }
  }
  for (const repair::Repair& r : once.repairs) {
    require(r.block < raws.size() && r.raw.begin < r.raw.end && r.raw.end <= raws[r.block].size());
    require(r.margin >= 0 && r.margin <= 1);
  }
  NormDocument again;
  for (const NormBlock& block : once.text.blocks) again.blocks.push_back({block.text, {}, {}});
  const repair::Repaired twice = world.repairer.apply(again);
  for (std::size_t b = 0; b < raws.size(); ++b) {
    require(twice.text.blocks[b].text == once.text.blocks[b].text);
  }
  return 0;
}
