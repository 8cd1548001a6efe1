#pragma once
// How transcripts say who speaks and when: labels and time stamps at the start of a line.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace samsyn::ingest {

/// A clock time in text, with its brackets.
struct Stamp {
  std::size_t size = 0;  ///< bytes, brackets included; 0 = none here
  double seconds = -1;
  bool bracketed = false;
};

/// The time stamp at the start of the text, in the shapes that transcribers write: 4:12, 00:04:12,
/// 00:04:12.300 (or a comma), and the same within [ ], ( ), { } or # # ("#00:04:12-3#": tenths, as
/// f4transkript writes). Hours 0-99, minutes and seconds 0-59. A time that runs on into letters or
/// more digits is none.
Stamp stamp_at(std::string_view text);

/// A time in words that is the whole text, as Teams on the web writes it: "0 minuter 3 sekunder",
/// "1 timme 2 minuter 3 sekunder", "3 seconds".
Stamp worded_stamp(std::string_view text);

/// Where a line tells its speaker.
enum class Layout : std::uint8_t {
  none,
  colon,      ///< "Anna Ek: text", a stamp before or after the label
  name_time,  ///< "Anna Ek   0:03", the text after it or on the lines below; or the name on a
              ///< line and the time on the next (Teams, Word, Otter)
  time_name,  ///< a line with a time, then a line with a name, then the text (Teams, older)
  alone,      ///< a line that is a label that is known beforehand
};

struct Label {
  Layout layout = Layout::none;
  std::string_view name;  ///< as it stands, without colon and stamp
  double time = -1;       ///< seconds; -1 = no stamp
  std::size_t body = 0;   ///< byte in the line where the speech starts; the line's size = nothing
};

/// Longest label, in code points. Names in exports of meetings reach it; sentences pass it.
inline constexpr std::uint32_t kLabelLimit = 63;

/// Begins with a capital letter (Å Ä Ö É and the rest of Latin-1 and Latin Extended-A included), at
/// most kLabelLimit code points, no sentence signs (, ; ! ? : quotation marks), no web address, no
/// clock time.
bool label_shaped(std::string_view text);

/// Label-shaped, at most five words, and each begins with a capital or digit, or is a particle of
/// names (af, von, de, och ...) or a remark in brackets: "Anna-Lena Berg", "IP 1", "Ek, Anna" not.
bool name_shaped(std::string_view text);

/// "Anna Ek: text" at the start of a trimmed line; Layout::none when there is no label. With
/// `stamps`, time stamps before the label, after it or after the colon belong to it; without, a
/// line that begins with a time has no label. Whether it is a speaker is for the whole text to tell
/// (it must recur).
Label colon_label(std::string_view line, bool stamps);

/// "Anna Ek   0:03" at the start of a trimmed line.
Label name_time_label(std::string_view line);

/// Is this what transcripts call the one who asks: Intervjuare, I, Int, Moderator, Samtalsledare,
/// Forskare, with or without number ("Moderator 2"), or a whole word of these beside a name:
/// "Anna (moderator)", "Intervjuare Karin Ek", "Karin - intervjuare"?
bool interviewer_word(std::string_view label);

/// Is this what transcripts call the one who answers: R, IP, Informant, Respondent 2, D3, S?
bool respondent_word(std::string_view label);

/// Is this a line of a document about itself: Datum, Plats, Deltagare, Närvarande, Diarienummer?
bool header_key(std::string_view label);

/// Case-folded, white space collapsed: the key by which labels are one.
std::string fold_label(std::string_view label);

}  // namespace samsyn::ingest
