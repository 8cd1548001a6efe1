#pragma once
// What notes and minutes say of themselves: title, date, place and participants at the top, and who
// signed at the end.

#include <cstddef>
#include <functional>
#include <span>
#include <vector>

#include "stages/ingest/lines.hpp"
#include "stages/ingest/outline.hpp"

namespace samsyn::ingest {

/// The line after the title, date, place and participants; 0 = the notes have none.
///
/// The head is made of lines with a header's key and their wrapped values (labels.hpp), dates, a
/// table of contents, rulers, blocks as registers print them («Närvarande:» and names below), and
/// of short paragraphs when such a line follows within a few. It ends before a cell of a table, and
/// before a heading that is no title.
///
/// `posts`: the signposts of these lines, in order. `labelled`: does a speaker's label stand at the
/// start of the line? Cost: linear in the head.
std::size_t head_end(const std::vector<Line>& lines, std::span<const CellLines> cells,
                     const std::vector<Signpost>& posts,
                     const std::function<bool(std::size_t)>& labelled);

/// The last lines of minutes, from «Vid protokollet» or «Justeras» on.
class Signatures {
 public:
  explicit Signatures(const std::vector<Line>& lines) : lines_(lines) {}
  /// Is the line one of them? To be asked of lines that begin something, in their order.
  bool hold(std::size_t line);

 private:
  const std::vector<Line>& lines_;
  bool begun_ = false;
};

}  // namespace samsyn::ingest
