#pragma once
// Running text as lines: the common ground of text files and Word documents.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/result.hpp"

namespace samsyn::ingest {

/// What the file format itself says of a line; text files say nothing.
enum class LineStyle : std::uint8_t {
  plain,
  heading,   ///< a heading style, or a short paragraph in bold alone; see Line::level
  list,      ///< an item of a numbered or bulleted list
  contents,  ///< a line of the table of contents, or the title of the document
};

/// A line that is not blank, without the white space around it.
struct Line {
  std::string_view text;
  std::size_t begin = 0;     ///< byte in the whole text where `text` starts
  std::uint32_t number = 0;  ///< physical line, or paragraph of a Word document; from 1
  std::uint16_t indent =
      0;  ///< columns of white space before it; a tab goes to the next multiple of 4
  LineStyle style = LineStyle::plain;
  std::uint8_t level = 0;  ///< of a heading: 1 = highest; 0 = not said
  bool page = false;       ///< a form feed stands before it
  bool gap = false;        ///< a blank line, a form feed or the start of the file stands before it
  bool paragraph = false;  ///< starts a new paragraph: gap, or a new one in a Word document
  std::size_t end() const { return begin + text.size(); }
};

/// What a table of a Word document says of some lines, by their row and column.
struct CellLines {
  enum class Role : std::uint8_t {
    content,  ///< said by `who` about `asked`
    label,    ///< shown elsewhere: it is the `who`, `asked`, `time` or `votes` of other cells
    title,    ///< of a column, or of the rows below
    aside,    ///< about the document or the row; not said
  };
  std::size_t first = 0;  ///< lines [first, next)
  std::size_t next = 0;
  Role role = Role::content;
  std::string who;    ///< empty = not told
  std::string asked;  ///< empty = what stands over the table
  std::uint32_t votes = 0;
  double time = -1;  ///< seconds; -1 = not told
};

/// Longest line of a text file that is read, in bytes. Transcripts with a whole interview in one
/// line are 100 kB; beyond this it is no text written by people.
inline constexpr std::size_t kLineLimit = 16U << 20U;
/// Longest text, in bytes: offsets in blocks are 32 bits.
inline constexpr std::size_t kTextLimit = 0xFFFF'FFFEU;

struct LineLimits {
  std::size_t line = kLineLimit;
  std::size_t text = kTextLimit;
};

/// White space for our purpose: ASCII blanks, form feed, and U+00A0, U+2003, U+200B, U+FEFF
/// (written by word processors). Gives the number of bytes of the one at `at`; 0 = none there.
std::size_t white_space_at(std::string_view text, std::size_t at);

/// Without white space at either end.
std::string_view trim(std::string_view text);

/// White space runs, line breaks included, as one space; none at the ends.
std::string collapse(std::string_view text);

/// The place behind the white space that stands at `at`.
std::size_t skip_blanks(std::string_view text, std::size_t at);

/// A line that is only a page number: "3 (12)", "3(12)", "Sida 3", "Sida 3 av 12", "- 3 -". A bare
/// number counts where a blank line or page break stands before it.
bool page_number(const Line& line);

/// The table's cell that the line stands in; null = in none. `cells` in order.
const CellLines* cell_at(std::span<const CellLines> cells, std::size_t line);

/// Cuts text into lines at LF and CR LF; at CR alone when the text has no LF (old Mac files).
///
/// `text` is well-formed UTF-8 and must outlive the lines. `file` is what messages call it.
/// Cost:   one pass; 48 bytes for each line that is not blank.
/// Errors: txt.line-too-long (names the line), txt.too-large.
Result<std::vector<Line>> split_lines(std::string_view text, std::string_view file,
                                      const LineLimits& limits = {});

/// Counts code points up to growing places of one text: linear in all calls together.
class PointCounter {
 public:
  explicit PointCounter(std::string_view text) : text_(text) {}
  /// Code points before the byte; `byte` must not be less than in the call before.
  std::uint32_t at(std::size_t byte);

 private:
  std::string_view text_;
  std::size_t byte_ = 0;
  std::uint32_t points_ = 0;
};

}  // namespace samsyn::ingest
