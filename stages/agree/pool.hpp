#pragma once
// The codings of several files laid upon each other: who judged which segment, and said what.

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/result.hpp"
#include "pipeline/model/text.hpp"
#include "stages/agree/codings_file.hpp"

namespace samsyn::agree {

struct Input {
  CodingsFile file;
  /// The whole file is the work of one coder called this; empty: of those that it names.
  std::string coder;
};

struct PoolChoice {
  std::vector<std::string> codes;  ///< codes, or groups of them ("hinder.org"); empty = all
  /// Only these, as the pool of all of them calls them; empty = all. Files that then have no coder
  /// are left out, with their cuts.
  std::vector<std::string> coders;
  /// The order of codes; empty: that of their bytes.
  std::function<bool(std::string_view, std::string_view)> before;
};

/// A segment as at least one file has it.
struct PooledSegment {
  Place place;
  std::string respondent, speaker, item, text;
  std::uint32_t answer = 0;      ///< number of the cell, turn or bullets in a row that it lies in
  std::uint32_t person = kNone;  ///< number of the respondent or voice; kNone = nobody known
  std::uint64_t files = 0;       ///< bit f: file f has it
  std::uint64_t judged = 0;      ///< bit c: coder c judged it
  std::vector<Given> given;      ///< by coders that judged it; indices into Pool
};

struct Pool {
  std::vector<std::string> files, coders;
  std::vector<std::string> codes;  ///< that these coders gave
  /// By source in the order of first mention, then by place, so that answers stand together.
  std::vector<PooledSegment> segments;
  std::uint32_t answers = 0, persons = 0;
  bool same_cuts = true;  ///< no two segments overlap without being the same
};

/// The program as a coder.
inline constexpr std::string_view kOwnCoder = "samsyn";

/// What a coder of a file is called in the pool (when no other file has one of this name):
/// "samsyn" for the program's own, else as the file calls them.
std::string_view name_in_pool(std::string_view coder);

inline constexpr std::size_t kMostCoders = 64;  // bits of PooledSegment::judged
inline constexpr std::size_t kMostFiles = 64;   // bits of PooledSegment::files

/// Lays files upon each other.
///
/// Segments are the same when source, sheet, row, column (of a table), paragraph and time (of a
/// turn), start and end are. An answer is a cell; a turn of captions or a Word file; in other texts
/// what one speaker says in a row to one question. A person is a respondent of one source; a
/// pseudonym ("[Namn 3]") is numbered by each run, and is who has it in the same place of another
/// file. Who
/// judged a segment: those whom its key "coders" lists and those who gave it a code; without that
/// key every coder of the file. What the program itself said ("rules", "learned") is the work of
/// one coder, "samsyn": a code stands under one of the two names, and whether the other found it
/// too is not told, so that they can't be held against each other. It judges all of a file. A coder
/// whom several files name is one coder where the files do not overlap (a sheet in parts), and else
/// one for each file: "samsyn (ut/codings.jsonl)"; but a human who says the same in both is one. A
/// whole file that the program coded is the program's coding without that of humans in it.
/// Errors: agree.too-many (files or coders), agree.unknown-coder, agree.unknown-code. To issues:
/// agree.duplicate-segment and agree.text-differs (the segment of the later file is left out),
/// agree.nothing-shared (a file that has no answer in common with another).
/// Cost: n log n in the segments.
Result<Pool> pool(const std::vector<Input>& inputs, const PoolChoice& choice, Issues& issues);

}  // namespace samsyn::agree
