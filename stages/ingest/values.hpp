#pragma once
// Numbers and dates as people and survey tools write them.

#include <optional>
#include <string_view>

namespace samsyn::ingest {

/// "1 250", "0,5", "-3", "45 %" (45), "1.250,5". Blanks (U+0020, U+00A0, U+2009, U+202F) part
/// thousands; comma and point are both taken for the decimal mark, except that the one that
/// `decimal_comma` does not name parts thousands when exactly three digits follow each and no zero
/// leads ("1.250" is 1250 where the comma is decimal). Empty when anything else stands there.
std::optional<double> parse_number(std::string_view text, bool decimal_comma);

/// The text without a word that says "about" before the number (ca, c:a, cirka, ungefär, omkring,
/// runt, drygt, knappt, ~): "ca 290" is "290". Unchanged when there is none.
std::string_view without_about(std::string_view text);

/// A date read from text. Day and month may be told apart only by the whole column.
struct DateGuess {
  double days = 0;         ///< since 1970-01-01, with the time of day, if not open
  bool open = false;       ///< day and month could change places: see the two readings
  double day_first = 0;    ///< 12/1/2026 is the 12th of January
  double month_first = 0;  ///< 12/1/2026 is the 1st of December
};
enum class DateOrder { unknown, day_first, month_first };

/// "2026-01-12", "2026/01/12 09:01:22", "2026-01-12T09:01", "20260112", "12/1/2026 9:01",
/// "12.1.2026", "1/12/2026 9:01 PM", "12 januari 2026". `seen` gets the order when this text proves
/// it (13/1/2026). Empty when it is no date.
std::optional<DateGuess> parse_date(std::string_view text, DateOrder& seen);

}  // namespace samsyn::ingest
