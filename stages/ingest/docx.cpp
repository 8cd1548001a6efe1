// Word documents: transcripts (own ones, and those of Teams in its three layouts) and notes. The
// container and its XML are docx_text.cpp's, its tables docx_table.cpp's; what lines mean stands in
// transcript.hpp and notes.hpp.

#include <array>
#include <string>
#include <utility>

#include "stages/ingest/docx_grids.hpp"
#include "stages/ingest/docx_table.hpp"
#include "stages/ingest/docx_text.hpp"
#include "stages/ingest/reader.hpp"
#include "stages/ingest/transcript.hpp"
#include "stages/ingest/zip_part.hpp"

namespace samsyn::ingest {
namespace {

constexpr std::array<std::string_view, 2> kSuffixes{".docx", ".docm"};

bool recognises(std::string_view bytes) { return zip_holds(bytes, "word/"); }

Result<Document> blocks(const Input& input, const SourceSpec& source, const Study& study,
                        Issues& issues) {
  const Result<Container> container = Container::open(input, "docx");
  if (!container) return container.issue();
  const Result<WordText> word = read_word_text(*container);
  if (!word) return word.issue();
  Issues found;
  Result<Document> document =
      read_running_text(input, *word->text, word->lines, source, study, found,
                        arrange_tables(*word, source.kind));
  for (Issue issue : found.all()) {
    if (issue.where.line != 0 && issue.where.part.empty()) {
      issue.where.part = "stycke " + std::to_string(issue.where.line);
      issue.where.line = 0;
    }
    issues.add(std::move(issue));
  }
  if (!document) return document;
  for (Block& block : document->blocks) {
    block.paragraph = block.line;
    block.line = 0;
    block.offset = 0;
  }
  if (source.kind == SourceKind::notes) document->grids = number_grids(*word);
  return document;
}

}  // namespace

extern const Reader docx_reader;
const Reader docx_reader{"docx", kSuffixes, recognises, nullptr, nullptr, blocks};

}  // namespace samsyn::ingest
