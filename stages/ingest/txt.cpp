// Plain text: transcripts and notes. Any encoding that encoding.hpp tells; lines as lines.hpp cuts
// them; what the lines mean stands in transcript.hpp and notes.hpp.

#include <array>

#include "stages/ingest/encoding.hpp"
#include "stages/ingest/lines.hpp"
#include "stages/ingest/reader.hpp"
#include "stages/ingest/transcript.hpp"

namespace samsyn::ingest {
namespace {

constexpr std::array<std::string_view, 3> kSuffixes{".txt", ".text", ".md"};
constexpr std::size_t kHead = 4096;  // bytes; enough to tell text from a binary file

/// Text of any kind, without control characters other than white space and escapes.
bool recognises(std::string_view bytes) {
  const Decoded head = decode_head(bytes, kHead);
  const std::string_view text = head.text();
  if (text.empty()) return false;
  for (const char c : text) {
    const auto u = static_cast<unsigned char>(c);
    if (u < 0x20 && !(u >= '\t' && u <= '\r') && u != 0x1B && u != 0x1A) return false;
  }
  return true;
}

Result<Document> blocks(const Input& input, const SourceSpec& source, const Study& study,
                        Issues& issues) {
  const Result<Decoded> decoded = decode(input, source.encoding);
  if (!decoded) return decoded.issue();
  const std::string_view text = decoded->text();
  const Result<std::vector<Line>> lines = split_lines(text, input.name);
  if (!lines) return lines.issue();
  return read_running_text(input, text, *lines, source, study, issues);
}

}  // namespace

extern const Reader txt_reader;
const Reader txt_reader{"txt", kSuffixes, recognises, nullptr, nullptr, blocks};

}  // namespace samsyn::ingest
