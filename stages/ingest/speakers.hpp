#pragma once
// Who speaks: interviewers and respondents of a transcript, and the look that `init` takes.

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/document.hpp"
#include "stages/ingest/reader.hpp"

namespace samsyn::ingest {

/// A speaker label as a first look finds it.
struct SpeakerGuess {
  std::string label;
  std::uint32_t turns = 0;
  std::uint32_t questions = 0;        ///< turns that end in a question mark
  bool interviewer = false;           ///< by its word, or because it asks clearly the most
  std::vector<std::string> examples;  ///< the first turns, at most three, one line each
};

struct TextGuess {
  SourceKind kind = SourceKind::notes;  ///< transcript or notes
  double certainty = 0;                 ///< 0.5..1
  std::vector<SpeakerGuess> speakers;   ///< in order of appearance; of notes: the labels found
  std::vector<std::string> headings;    ///< of notes, at most ten
};

/// Looks into a file of running text (any format with Reader::blocks): reads it both ways and
/// weighs time stamps, interviewers' words and recurring labels against headings and
/// municipalities.
/// Errors: those of reader_for and the format; ingest.not-a-text (the file is a table).
Result<TextGuess> guess_text(const Input& input);

/// The values parallel to Study::attributes that do not depend on the respondent: constants of the
/// source, and the file's name without folder and suffix. "" where nothing is said.
std::vector<std::string> source_attributes(const std::string& file, const SourceSpec& source,
                                           const Study& study);
/// The same, put into `values`; attributes beyond its size are left out.
void set_source_attributes(std::vector<std::string>& values, const std::string& file,
                           const SourceSpec& source);

/// Completes a document whose blocks are turns with speakers: tells interviewers (those of the
/// source, by label or by name as in named_interviewers.hpp; else labels that are an interviewer's
/// word, as a whole or beside a name, and those whom the head names: «Intervjuare: Kristina Palm»,
/// a line that is nobody's turn then; else "F" or "M"
/// where the others are "R" or "IP"; else the speaker whose turns end in a question mark clearly
/// the most often), gives their blocks the role, makes each interviewer's turn the Question of the
/// turns that follow, and one Respondent of every other speaker, with the municipality that its
/// label names. Turns that have the role interviewer already keep it (dialogue.hpp). A short turn
/// of the interviewer without a question mark ("Mm.", "Okej.") asks nothing new.
///
/// Issues: transcript.guessed-interviewer (note), transcript.no-interviewer (note: two or more
/// speakers and none asks clearly the most), transcript.unknown-interviewer (warning: the source
/// names interviewers and none of them speaks; the nearest label).
void assign_speakers(Document& document, const SourceSpec& source, const Study& study,
                     Issues& issues);

/// Does the text end in a question mark, closing quotation marks, brackets and stops apart?
bool asks(std::string_view text);

/// Finds or adds the label in Document::speakers; labels that differ in case or white space only
/// are one.
class SpeakerIndex {
 public:
  explicit SpeakerIndex(Document& document);
  ~SpeakerIndex();
  std::uint32_t of(std::string_view label);

 private:
  struct Body;
  std::unique_ptr<Body> body_;
};

}  // namespace samsyn::ingest
