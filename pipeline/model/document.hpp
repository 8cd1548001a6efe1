#pragma once
// What a file said: respondents, what they were asked, and what they answered, exactly as it stood.

#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/model/study.hpp"
#include "pipeline/model/text.hpp"

namespace samsyn {

/// A person (or, in notes, a municipality or other label) who answered or spoke.
struct Respondent {
  std::string id;                       ///< as in the source; unique within it
  std::vector<std::string> attributes;  ///< parallel to Study::attributes; "" where not known
  std::uint32_t row = 0;  ///< the table's record that names it first; 0 outside tables
  /// Of studies with Occasions: the person's number over all documents, and which time this is.
  /// kNone = not known to be anybody else's; no time of its own.
  std::uint32_t person = kNone;
  std::uint32_t occasion = kNone;
};

/// What was asked: an item of a questionnaire in the wording of this form, an interviewer's
/// question, or the heading that stands over notes.
struct Question {
  std::string item;   ///< ItemSpec::id; empty for interview questions and headings
  std::string title;  ///< the column's title or the long table's question text; empty outside tables
  std::string text;   ///< the wording shown to people
  ItemType type = ItemType::open;
  std::vector<std::string> about;  ///< contexts given by the manifest; empty = to be told by the text
  std::uint32_t occasion = kNone;  ///< of the column, where a row holds several times
};

/// An answer to a closed item as it stood, or a number. Interned: a Response points at it.
struct Option {
  std::string label;
  double number = std::numeric_limits<double>::quiet_NaN();  ///< the label as a number or, for
                                                             ///< dates, days since 1970-01-01
};

/// "This respondent was asked this and chose that." A multiple choice gives one for each option
/// chosen. Being asked without answering is also a Response (option kNone); not being asked is none.
/// Open items have them too, so that every base can be counted; their answer then is kAnswered.
struct Response {
  static constexpr std::uint32_t kAnswered = kNone - 1;  ///< an open item with a text: see blocks
  std::uint32_t respondent = kNone;                      ///< index into Document::respondents
  std::uint32_t question = kNone;                        ///< index into Document::questions
  std::uint32_t option = kNone;  ///< index into Document::options, kAnswered, or kNone: left empty
};

enum class BlockRole : std::uint8_t {
  answer,       ///< an open answer of a questionnaire
  turn,         ///< what a speaker said
  interviewer,  ///< what an interviewer said: segmented and shown, coded like the rest but not counted
  note,         ///< a paragraph, bullet or statement of notes and minutes
  heading,      ///< a heading or agenda line: the question of what follows; not coded
  preamble,     ///< a transcript's or note's lines about itself (place, date, legend); not coded
};

/// One answer, turn, paragraph or bullet.
struct Block {
  std::string raw;           ///< UTF-8, otherwise untouched; quotations are cut from here
  std::uint32_t offset = 0;  ///< code points in the file's text before raw: for text files, where
                             ///< offsets count in the whole decoded file; 0 in cells and turns
  std::uint32_t row = 0;     ///< the table's record, from 1 with the header row; 0 outside tables
  std::uint32_t line = 0;    ///< physical line of a text file where raw starts; 0 elsewhere
  std::uint32_t paragraph = 0;  ///< paragraph of a Word document where raw starts, from 1; 0 elsewhere
  double time = -1;          ///< seconds from the start of the recording; -1 = none
  std::uint32_t question = kNone;    ///< index into Document::questions
  std::uint32_t respondent = kNone;  ///< index into Document::respondents
  std::uint32_t speaker = kNone;     ///< index into Document::speakers: the label as it stood
  std::uint32_t votes = 0;           ///< votes marked at a bullet (●●●, x3, (4)); 0 = none
  BlockRole role = BlockRole::answer;
  /// Marks in raw that were made by the transcriber ([paus], (skratt)) or are not speech (votes,
  /// a bullet sign, a label): kept in the text, not coded. In order, not overlapping.
  std::vector<RawSpan> marks;
};

/// A cell of a table of figures: so many of a measure in a unit and year. Nobody answered it.
struct DataFigure {
  std::string unit;     ///< as it stands in the first row that names it
  std::string measure;  ///< what is counted; empty = not said
  std::uint32_t year = 0;  ///< 0 = not said
  std::optional<double> value, target, baseline;
  bool total = false;  ///< of a row named Summa, Totalt …: stated, not to be added
  std::uint32_t row = 0;
  std::string column;  ///< title of the value's
};

/// A table among a Word document's paragraphs, as it stood: what its rows and columns add up to can
/// be checked. Its cells may be blocks as well.
struct WordGrid {
  struct Row {
    std::uint32_t paragraph = 0;     ///< where the row starts, from 1; 0 = all its cells are empty
    std::vector<std::string> cells;  ///< of every column; merged cells are empty but for the first
  };
  std::vector<Row> rows;
};

struct Document {
  std::string source;             ///< the file's path as the study gives it
  std::uint32_t spec = kNone;     ///< index into Study::sources
  std::string sheet;              ///< of a workbook; empty otherwise
  std::vector<Respondent> respondents;
  std::vector<Question> questions;
  std::vector<std::string> speakers;
  std::vector<std::string> persons;  ///< names that labels held before pseudonyms took their place
  std::vector<Option> options;
  std::vector<Response> responses;  ///< ordered by row
  std::vector<Block> blocks;        ///< in the order of the file
  std::vector<DataFigure> figures;  ///< of a source of that kind, in the order of rows and years
  std::vector<WordGrid> grids;      ///< of notes: tables with numbers, in the order of the file
  std::uint32_t rows = 0;           ///< records read, the skipped ones included; 0 outside tables
  std::uint32_t skipped = 0;        ///< records, cues or cells that were left out (see Issues)
};

}  // namespace samsyn
