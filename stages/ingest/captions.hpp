#pragma once
// The text of one caption: tags, entities and voices of WebVTT (W3C, WebVTT: The Web Video Text
// Tracks Format, section 4.2 "cue payload text").

#include <string>
#include <string_view>
#include <vector>

namespace samsyn::ingest {

/// What one voice says within a cue.
struct CueVoice {
  std::string name;  ///< of a <v> tag, entities decoded; empty = none
  std::string text;  ///< without tags, entities decoded, line breaks as one space
};

/// Takes a cue's payload apart. Tags <c> <i> <b> <u> <ruby> <rt> <lang> and time stamps are
/// dropped, <v Name> starts a voice, a missing closing tag ends with the cue. Other angle brackets
/// (<skrattar>) and ampersands that begin no entity stay as they are. Voices without text are left
/// out. Cost: linear.
std::vector<CueVoice> voices_of(std::string_view payload);

}  // namespace samsyn::ingest
