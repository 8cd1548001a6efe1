// Any text: the way back covers the raw text in order, and normalising twice equals once.

#include <unicode/utf8.h>

#include <cstdlib>
#include <string>

#include "stages/normalise/normalise.hpp"

namespace {

/// The input as well-formed UTF-8: what is not is left out, as ingest would have refused it.
std::string well_formed(const std::uint8_t* data, std::size_t size) {
  std::string out;
  for (std::int32_t i = 0; i < static_cast<std::int32_t>(size);) {
    const std::int32_t start = i;
    UChar32 c = 0;
    U8_NEXT(data, i, static_cast<std::int32_t>(size), c);
    if (c >= 0) out.append(reinterpret_cast<const char*>(data) + start, static_cast<std::size_t>(i - start));
  }
  return out;
}

void require(bool condition) {
  if (!condition) std::abort();
}

samsyn::NormBlock normalised(const std::string& raw) {
  samsyn::Document document;
  document.blocks.emplace_back().raw = raw;
  return samsyn::normalise::apply(document, 0, 1).blocks.front();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > 1'000'000) return 0;
  const std::string raw = well_formed(data, size);
  const samsyn::NormBlock block = normalised(raw);
  std::uint32_t norm = 0;
  std::uint32_t from = 0;
  for (const samsyn::Edit& edit : block.edits) {
    require(edit.norm.begin >= norm && edit.norm.begin <= edit.norm.end);
    require(edit.raw.begin >= from && edit.raw.begin <= edit.raw.end);
    require(edit.norm.begin - norm == edit.raw.begin - from);
    require(block.text.compare(norm, edit.norm.begin - norm, raw, from, edit.raw.begin - from) == 0);
    norm = edit.norm.end;
    from = edit.raw.end;
  }
  require(block.text.size() - norm == raw.size() - from);
  require(block.text.compare(norm, std::string::npos, raw, from, std::string::npos) == 0);
  require(normalised(block.text).text == block.text);
  return 0;
}
