// Any bytes: texts come out as well-formed UTF-8, marks lie within their block, and indices point
// at something.

#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "stages/ingest/encoding.hpp"
#include "stages/ingest/reader.hpp"

namespace samsyn::ingest {
extern const Reader docx_reader;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace samsyn;
  const ingest::Input input{"fuzz.docx", {reinterpret_cast<const char*>(data), size}};
  (void)ingest::docx_reader.recognises(input.bytes);
  for (const SourceKind kind : {SourceKind::transcript, SourceKind::notes}) {
    SourceSpec source;
    source.kind = kind;
    Issues issues;
    const auto document = ingest::docx_reader.blocks(input, source, Study{}, issues);
    if (!document) continue;
    for (const Block& block : document->blocks) {
      if (block.raw.empty()) std::abort();
      if (ingest::valid_utf8_prefix(block.raw) != block.raw.size()) std::abort();
      std::uint32_t end = 0;
      for (const RawSpan& mark : block.marks) {
        if (mark.begin < end || mark.end <= mark.begin || mark.end > block.raw.size()) std::abort();
        end = mark.end;
      }
      if (block.question != kNone && block.question >= document->questions.size()) std::abort();
      if (block.speaker != kNone && block.speaker >= document->speakers.size()) std::abort();
      if (block.respondent != kNone && block.respondent >= document->respondents.size())
        std::abort();
    }
  }
  return 0;
}
