// Any bytes, read as transcript and as notes: every block stands where its offset says, marks lie
// within their block, and indices point at something.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "stages/ingest/encoding.hpp"
#include "stages/ingest/reader.hpp"

namespace samsyn::ingest {
extern const Reader txt_reader;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace samsyn;
  const ingest::Input input{"fuzz.txt", {reinterpret_cast<const char*>(data), size}};
  const auto decoded = ingest::decode(input, "");
  for (const SourceKind kind : {SourceKind::transcript, SourceKind::notes}) {
    SourceSpec source;
    source.kind = kind;
    Issues issues;
    const auto document = ingest::txt_reader.blocks(input, source, Study{}, issues);
    if (!document) continue;
    if (!decoded) std::abort();
    const std::string_view text = decoded->text();
    std::size_t byte = 0;
    std::uint32_t point = 0;
    for (const Block& block : document->blocks) {
      while (point < block.offset) {
        if (byte >= text.size()) std::abort();
        for (++byte;
             byte < text.size() && (static_cast<unsigned char>(text[byte]) & 0xC0U) == 0x80U;) {
          ++byte;
        }
        ++point;
      }
      if (block.raw.empty() || text.substr(byte, block.raw.size()) != block.raw) std::abort();
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
