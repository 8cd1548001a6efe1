// Any bytes: texts come out as well-formed UTF-8, marks lie within their block, and indices point
// at something.

#include <cstddef>
#include <cstdint>

#include "stages/ingest/reader.hpp"
#include "tests/fuzz_text.hpp"

namespace samsyn::ingest {
extern const Reader vtt_reader;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace samsyn;
  const ingest::Input input{"fuzz.vtt", {reinterpret_cast<const char*>(data), size}};
  (void)ingest::vtt_reader.recognises(input.bytes);
  for (const SourceKind kind : {SourceKind::transcript}) {
    SourceSpec source;
    source.kind = kind;
    Issues issues;
    const auto document = ingest::vtt_reader.blocks(input, source, Study{}, issues);
    if (!document) continue;
    fuzz::demand_blocks(*document);
  }
  return 0;
}
