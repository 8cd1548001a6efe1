// Any bytes, read as transcript and as notes: every block stands where its offset says, marks lie
// within their block, and indices point at something.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "stages/ingest/encoding.hpp"
#include "stages/ingest/reader.hpp"
#include "tests/fuzz_text.hpp"

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
    fuzz::demand(static_cast<bool>(decoded));
    fuzz::demand_blocks(*document);
    const std::string_view text = decoded->text();
    std::size_t byte = 0;
    std::uint32_t point = 0;
    for (const Block& block : document->blocks) {
      while (point < block.offset) {
        fuzz::demand(byte < text.size());
        for (++byte;
             byte < text.size() && (static_cast<unsigned char>(text[byte]) & 0xC0U) == 0x80U;) {
          ++byte;
        }
        ++point;
      }
      fuzz::demand(text.substr(byte, block.raw.size()) == block.raw);
    }
  }
  return 0;
}
