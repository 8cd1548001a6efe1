// Any bytes, cut at signs as a sentence: figures lie within it, in order, and what they can be
// holds what they are; comparing sentences with each other ends. Read as tables they end too.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "stages/figures/contradiction.hpp"
#include "stages/figures/text_table.hpp"
#include "tests/fuzz_text.hpp"

namespace {

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         static_cast<unsigned char>(c) >= 0x80;
}

/// Runs of letters and figures, and single signs; every third word is a noun, every fifth a name.
samsyn::figures::Pieces cut(std::string_view text) {
  samsyn::figures::Pieces out;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at + 1;
    while (is_word(text[at]) && end < text.size() && is_word(text[end])) ++end;
    if (text[at] != ' ' && text[at] != '\n') {
      samsyn::figures::Piece piece;
      piece.span = {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)};
      piece.text = piece.form = piece.lemma = text.substr(at, end - at);
      piece.pos = out.size() % 3 == 0   ? samsyn::Pos::noun
                  : out.size() % 5 == 0 ? samsyn::Pos::name
                  : out.size() % 7 == 0 ? samsyn::Pos::verb
                                        : samsyn::Pos::other;
      out.push_back(piece);
    }
    at = end;
  }
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace samsyn;
  const std::string_view all(reinterpret_cast<const char*>(data), size);
  std::vector<figures::Statement> statements;
  for (std::size_t at = 0; at < all.size();) {
    const std::size_t end = std::min(all.find('\n', at), all.size());
    const std::string_view text = all.substr(at, end - at);
    const figures::Pieces pieces = cut(text);
    figures::Statement statement;
    statement.ordinal = static_cast<std::uint32_t>(statements.size());
    statement.sentence = figures::read_sentence(text, pieces);
    std::uint32_t last = 0;
    for (const figures::Figure& figure : statement.sentence.figures) {
      fuzz::demand(figure.first >= last && figure.first < figure.last);
      fuzz::demand(figure.last <= pieces.size());
      fuzz::demand(figure.span.begin < figure.span.end && figure.span.end <= text.size());
      fuzz::demand(figure.low <= figure.value && figure.value <= figure.high);
      last = figure.first + 1;
    }
    if (!statement.sentence.figures.empty()) statements.push_back(std::move(statement));
    at = end + 1;
  }
  for (const figures::Clash& clash : figures::clashing_sums(statements)) {
    fuzz::demand(clash.stated_at < statements.size() && clash.against < statements.size());
    fuzz::demand(clash.figure < statements[clash.stated_at].sentence.figures.size());
    fuzz::demand(clash.parts.size() >= 2);
  }
  const std::vector<std::string> scope(statements.size());
  for (const figures::Clash& clash : figures::clashing_repeats(statements, scope)) {
    fuzz::demand(clash.stated_at != clash.against && !clash.parts.empty());
  }
  Document document;
  Block& block = document.blocks.emplace_back();
  block.raw = all;
  block.role = BlockRole::note;
  block.line = 1;
  for (const figures::Contradiction& one : figures::table_clashes(document, 0, 1)) {
    fuzz::demand(one.stated != one.sum && one.parts.size() >= 2);
    fuzz::demand(one.against.line >= 1 && one.against.line <= one.stated_at.line);
  }
  return 0;
}
