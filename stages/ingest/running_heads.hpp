#pragma once
// What pages repeat at their head or foot: «2 Rapport från träffen», the title over every page.

#include <cstddef>
#include <string>
#include <vector>

#include "stages/ingest/lines.hpp"

namespace samsyn::ingest {

/// One text that pages repeat.
struct RunningHead {
  std::vector<std::size_t> lines;  ///< indices, in order; two or more
  std::string text;                ///< as it stands the first time
};

/// The running heads and feet among the lines.
///
/// A line is compared by its letters alone, å ä ö without marks, so that page numbers and a few
/// misread letters make no difference. Short plain lines that stand two times or more are one, when
/// - a number at their start goes up from page to page, by three at most, pages being eight lines
///   or more; or a number at their end does, and the text goes on in mid-sentence around one of
///   them («Bord 2», «Grupp 3» are headings and stay);
/// - or two thirds stand beside a line that is only a page number;
/// - or four fifths stand in the first or last two lines between form feeds, on at least half of
///   the pages, three or more of them;
/// - or a third of them, three or more, stand in mid-sentence, at distances as pages have (the
///   longest at most three times the shortest);
///   where more than six texts do so, the text only repeats itself, and none is a head for that.
/// Lines that ask, bullets, statements with a full stop, votes, and words that notes put over lists
/// or that name who speaks («1 Hinder», «2 Norrköping») stay. So does the first without a number at
/// the very top: it is the document's title.
///
/// Cost: linear in the short lines; those that differ by misread letters are looked for around what
/// was found, and in texts of at most 400 different short lines: 160,000 comparisons at most.
std::vector<RunningHead> find_running_heads(const std::vector<Line>& lines);

}  // namespace samsyn::ingest
