#pragma once
// Whose words notes hold: labels and headings that name municipalities or groups.

#include <string>
#include <string_view>

namespace samsyn::ingest {

struct Voice {
  std::string id;            ///< "Tibro", "Falköping/Skara", "Grupp 1 (Tibro)"; empty = no voice
  std::string municipality;  ///< "Tibro", "Falköping/Skara"; empty = none is named
  bool remark = false;       ///< a group with words of its own behind it: "Bord 3: chefer"
};

/// The voice that a label or a heading names as a whole; signs of Markdown, a number before it and
/// a colon behind it do not count:
/// - municipalities: "Tibro", "FALKÖPING", "Lerums kommun", "Falköping/Skara", "Skara, Tibro och
///   Götene", "Tibro (HR)", "Kommun: Tibro";
/// - groups: "Grupp 1", "Bord 3", "Grupp B – Tibro", "Bord 3 (chefer)", "Gröna gruppen",
///   "Respondent 4".
/// A text that merely holds such a name ("Möte i Skövde 3 maj", "Skövde (3 maj)") names none.
/// Municipalities are spelt as in the official list, so that all spellings are one voice.
/// Cost: a case folding and a hash look-up for each name; texts over 80 bytes are not looked at.
Voice voice_of(std::string_view text);

/// "Kommun: Tibro": what a document says of itself as a whole. Empty when the line does not.
Voice voice_of_file(std::string_view line);

/// Does the text name a month: "3 maj", "april 2024"?
bool names_month(std::string_view text);

}  // namespace samsyn::ingest
