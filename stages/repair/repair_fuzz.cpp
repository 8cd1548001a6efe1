// Any text, repaired as if it were damaged: the way back covers the raw text in order, marks lie in
// the text, each repair is where it says, none overlaps another, and repairing again what has
// settled changes nothing.

#include <string>

#include "stages/repair/repair.hpp"
#include "tests/fuzz_text.hpp"

namespace {

using namespace samsyn;

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
  const std::string raw = fuzz::well_formed({reinterpret_cast<const char*>(data), size});
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
  fuzz::demand(once.text.blocks.size() == raws.size());
  for (std::size_t b = 0; b < raws.size(); ++b) {
    const NormBlock& block = once.text.blocks[b];
    std::uint32_t norm = 0;
    std::uint32_t from = 0;
    for (const Edit& edit : block.edits) {
      fuzz::demand(edit.norm.begin >= norm && edit.norm.begin <= edit.norm.end);
      fuzz::demand(edit.raw.begin >= from && edit.raw.begin <= edit.raw.end);
      fuzz::demand(edit.norm.begin - norm == edit.raw.begin - from);
      fuzz::demand(block.text.compare(norm, edit.norm.begin - norm, raws[b], from,
                                      edit.raw.begin - from) == 0);
      norm = edit.norm.end;
      from = edit.raw.end;
    }
    fuzz::demand(block.text.size() - norm == raws[b].size() - from);
    fuzz::demand(block.text.compare(norm, std::string::npos, raws[b], from, std::string::npos) ==
                 0);
    std::uint32_t last = 0;
    for (const NormSpan& mark : block.marks) {
      fuzz::demand(mark.begin >= last && mark.begin < mark.end && mark.end <= block.text.size());
      last = mark.end;
    }
  }
  std::uint32_t block = 0;
  std::uint32_t end = 0;
  for (const repair::Repair& r : once.repairs) {
    if (r.block != block) end = 0;
    fuzz::demand(r.block >= block && r.block < raws.size());
    fuzz::demand(r.raw.begin >= end && r.raw.begin < r.raw.end &&
                 r.raw.end <= raws[r.block].size());
    fuzz::demand(r.raw.of(raws[r.block]) == r.from && r.from != r.to);
    fuzz::demand(r.margin >= 0 && r.margin <= 1);
    block = r.block;
    end = r.raw.end;
  }
  if (!once.settled) return 0;
  NormDocument again = once.text;
  for (NormBlock& b : again.blocks) b.edits.clear();
  const repair::Repaired twice = world.repairer.apply(again);
  fuzz::demand(twice.settled && twice.repairs.empty());
  for (std::size_t b = 0; b < raws.size(); ++b) {
    fuzz::demand(twice.text.blocks[b].text == once.text.blocks[b].text);
  }
  return 0;
}
