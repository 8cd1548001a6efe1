#pragma once
// Headings, agenda lines and bullets of notes and minutes: what a line is by its looks.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "stages/ingest/lines.hpp"

namespace samsyn::ingest {

/// The bytes of a bullet sign and the blanks behind it at the start of a trimmed line; 0 = none.
/// Signs: - – — * + (with a blank behind), • ● ○ ◦ ▪ ■ · ‣ ➢ ✓ (with or without), "1." "1)" "a)".
/// "o" and "e" alone before a word, as character recognition renders round and square bullets: when
/// a capital, digit or quotation mark follows, or when the line before was a bullet or ended in a
/// colon.
std::size_t bullet_sign(std::string_view line, bool after_bullet);

/// A line of signs alone that separates or underlines: ----, ====, ****, ____.
bool ruler(std::string_view line);

/// A capital letter at the byte: A-Z, À-Þ.
bool capital_at(std::string_view text, std::size_t at);

/// Ends like a sentence or goes on in the next line: . , ; ! … or a hyphen.
bool ends_as_sentence(std::string_view line);

/// The level of headings that have nothing but their shortness; those that stand directly under
/// another such are one below.
inline constexpr std::uint8_t kWeak = 8;

struct Heading {
  std::size_t line = 0;    ///< index into the lines
  std::uint8_t level = 0;  ///< 1 = highest
  bool weak = false;       ///< by its shortness alone, no number, capitals or style
  std::string text;        ///< without #, final colon, outer blanks
};

/// The headings among the lines, in order. A line is one, by the first of these that holds:
/// - its style in a Word document says so, or "# " of Markdown, or a line of ==== or ---- under it;
/// - "§ 37 …"; "Fråga 2: …", "Tema 1 – …", "Punkt 3 …";
/// - a number ("2.", "3.2", "2" between blank lines) and a short text that begins with a capital
///   and does not end as a sentence; several such lines without blank lines between are a list
///   instead;
/// - capitals only, at least four letters (unless more than a third of all lines are so); behind an
///   outline's letter ("C.", "III.") and alone between blank lines also with a remark in brackets;
/// - at most nine words and 70 code points, begins with a capital, stands by itself, does not end
///   as a sentence, and a list or paragraph follows.
/// Cost: one pass, and a look at the next two lines of short ones.
std::vector<Heading> find_headings(const std::vector<Line>& lines);

}  // namespace samsyn::ingest
