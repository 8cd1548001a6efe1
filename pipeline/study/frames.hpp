#pragma once
// Lists of people beside the surveys: a sampling frame, an address list, a register extract.

#include <set>
#include <string>
#include <vector>

#include "pipeline/study/guess.hpp"
#include "pipeline/study/sample.hpp"

namespace samsyn::guess {

/// A survey's respondents, by source.
struct Respondents {
  std::string id;          ///< of the source
  std::size_t source = 0;  ///< index into Study::sources
  std::set<std::string> ids;
};

/// A table that may be such a list.
struct Frame {
  SourceSpec source;                      ///< as it was guessed, as if it were a survey
  std::vector<AttributeSpec> attributes;  ///< parallel to source.attributes
  std::set<std::string> ids;
  std::vector<GuessLine> lines;   ///< of its columns
  std::set<std::string> remarks;  ///< titles of columns that few rows fill
  bool named = false;             ///< the file's name or its addresses say that it is a list
};

/// The ids in the respondent's column, as ingest reads them.
std::set<std::string> ids_of(const Sample& sample, const SourceSpec& source);

/// Titles of items that are filled in at most a quarter of the rows: notes of who keeps the list.
std::set<std::string> remarks_of(const Sample& sample, const SourceSpec& source);

/// Could the guessed survey be a list of people? It has one row with titles, an id for each row,
/// and nothing that was asked: no scale, no several choices, no question in any title; free text in
/// a few rows at most.
bool looks_like_frame(const Sample& sample, const SourceSpec& source,
                      const std::set<std::string>& ids);

/// Gives the frame to each survey of which 60 % of the respondents are in it, as its attribute
/// table; what the survey itself tells is left to it. Numbers counted from 1 agree between any two
/// files: they are believed only when the frame is `named`, and of the one survey that fits best,
/// with 95 % of its respondents. Items become attributes of the study, and the lines say so. False:
/// no survey's ids agree, and nothing was changed.
bool attach(const Frame& frame, const std::vector<Respondents>& surveys, Study& study,
            std::vector<GuessLine>& lines);

}  // namespace samsyn::guess
