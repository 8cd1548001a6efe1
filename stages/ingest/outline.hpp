#pragma once
// The outline of notes: which lines say what follows, and which say whose words follow.

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "stages/ingest/lines.hpp"
#include "stages/ingest/voices.hpp"

namespace samsyn::ingest {

/// A line that is no content: a heading (the question of what follows) or a voice.
struct Signpost {
  std::size_t line = 0;  ///< index into the lines
  /// Smaller is higher. It closes what stands above it at its own level and below.
  int level = 0;
  /// It also ends before a line that is indented no deeper than this; -1 = it does not.
  int indent = -1;
  Voice voice;              ///< id empty = a heading
  std::string text;         ///< of a heading, without numbering signs
  bool topic = false;       ///< a heading by its word («Hinder»), which is no document's title
  bool closing = false;     ///< a heading by its word that ends the voices («Sammanfattning»)
  bool whole_file = false;  ///< "Kommun: Tibro": holds to the end of the file
};

/// Are the notes an outline by indentation alone, as programs for mind maps export them: short
/// lines without bullets, most of them indented? Then each line is an item of its own.
bool indented_outline(const std::vector<Line>& lines);

/// Is the text a word that notes put over lists («Hinder», «Förslag») or at their end («Nästa
/// steg»), and nothing else?
bool topic_word(std::string_view text);

/// The headings (headings.hpp) and voices (voices.hpp) among the lines, in order. A voice stands
/// - in a heading of any kind, as its whole text;
/// - alone on a plain line, with or without colon, unless the line goes on from a wrapped one or
///   stands in a list of such names (participants), and with words of its own ("Bord 3: chefer")
///   only over bullets;
/// - in a bullet or a line of an indented outline over lines that are indented deeper.
/// Short lines directly under a voice and over bullets, and words that notes put over lists
/// («Hinder», «Förslag», «Sammanfattning») alone on a line, are headings too.
/// `named`: keys (fold_label) of labels that the source calls speakers.
/// Cost: that of find_headings, and voice_of for short lines.
std::vector<Signpost> find_signposts(const std::vector<Line>& lines,
                                     const std::unordered_set<std::string>& named);

/// Settles which of headings and voices of one level stand over the other, by what follows what
/// and what recurs: "TIBRO, HINDER, FÖRSLAG, SKARA, HINDER, …" against "HINDER, TIBRO, SKARA, …".
/// A closing heading ("Sammanfattning") is under no voice. Signposts above `first` are the
/// document's own head and tell nothing.
void nest(std::vector<Signpost>& posts, std::size_t first);

}  // namespace samsyn::ingest
