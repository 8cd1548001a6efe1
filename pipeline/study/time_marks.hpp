#pragma once
// What titles, values and names of files say of the time of a repeated measurement.

#include <optional>
#include <string>
#include <string_view>

namespace samsyn::guess {

/// A time that stands at the beginning or the end of a text, or in brackets at its end.
struct TimeMark {
  std::string base;  ///< the text without it: "Steg" of "Steg (start)"; may be empty
  std::string name;  ///< in lower case: "start", "mätning 1", "t0", "6 mån"
  double order = 0;  ///< later times have a greater one
  /// Nothing else is likely to be meant: a number, brackets or a sign tells it ("Steg (start)",
  /// "steg_t1", "Mätning 1: Steg"), not a mere word ("Steg start").
  bool sure = false;
};

/// Known: mätning, tillfälle, omgång, uppföljning … with a number; t0, t1 …; start, före, halvtid,
/// slut, efter …; 6 mån, efter 2 år. Empty when the text tells no time.
std::optional<TimeMark> find_time(std::string_view text);

}  // namespace samsyn::guess
