// Any text: the way back covers the raw text in order, and normalising twice equals once.

#include <cstddef>
#include <cstdint>
#include <string>

#include "stages/normalise/normalise.hpp"
#include "tests/fuzz_text.hpp"

namespace {

samsyn::NormBlock normalised(const std::string& raw) {
  samsyn::Document document;
  document.blocks.emplace_back().raw = raw;
  return samsyn::normalise::apply(document, 0, 1).blocks.front();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > 1'000'000) return 0;
  const std::string raw =
      samsyn::fuzz::well_formed({reinterpret_cast<const char*>(data), size});
  const samsyn::NormBlock block = normalised(raw);
  std::uint32_t norm = 0;
  std::uint32_t from = 0;
  for (const samsyn::Edit& edit : block.edits) {
    samsyn::fuzz::demand(edit.norm.begin >= norm && edit.norm.begin <= edit.norm.end);
    samsyn::fuzz::demand(edit.raw.begin >= from && edit.raw.begin <= edit.raw.end);
    samsyn::fuzz::demand(edit.norm.begin - norm == edit.raw.begin - from);
    samsyn::fuzz::demand(block.text.compare(norm, edit.norm.begin - norm, raw, from, edit.raw.begin - from) == 0);
    norm = edit.norm.end;
    from = edit.raw.end;
  }
  samsyn::fuzz::demand(block.text.size() - norm == raw.size() - from);
  samsyn::fuzz::demand(block.text.compare(norm, std::string::npos, raw, from, std::string::npos) == 0);
  samsyn::fuzz::demand(normalised(block.text).text == block.text);
  return 0;
}
