#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace samsyn {

enum class Severity : std::uint8_t {
  note,     ///< a guess or a repair that went well; nothing is lost
  warning,  ///< a row, cell or cue was skipped or doubted; the rest goes on
  error,    ///< a file could not be used, or the work cannot go on
};
std::string_view name_of(Severity severity);  ///< "note", "warning", "error"

/// A place as the user sees it. What a format does not have stays empty or 0.
struct Where {
  std::string file{};          ///< as the user gave it
  std::string sheet{};         ///< a workbook's sheet
  std::string part{};          ///< "stycke 12", "00:12:03.200", a JSON pointer
  std::uint32_t row = 0;       ///< record of a table, counted from 1 with the header row
  std::uint32_t line = 0;      ///< physical line of a text file, from 1
  std::uint32_t column = 0;    ///< field of a table or code point in a line, from 1
  std::string column_title{};  ///< the field's heading, when it is known
  bool operator==(const Where&) const = default;
};

/// Five parts, always: the place, what was found, a stable id, the text itself, what to do.
struct Issue {
  Severity severity = Severity::warning;
  std::string id;  ///< "csv.unclosed-quote"; format or stage, then the fault; listed in README.md
  Where where;
  std::string message;  ///< what was found, and what was expected
  std::string
      excerpt;         ///< the offending text; people's answers: for the terminal, never for a file
  std::string remedy;  ///< what the user can do
};

/// The issues of a run, in input order.
class Issues {
 public:
  void add(Issue issue) { all_.push_back(std::move(issue)); }
  /// Appends the other's issues after these.
  void add(Issues other);
  const std::vector<Issue>& all() const { return all_; }
  bool empty() const { return all_.empty(); }
  std::size_t count(Severity severity) const;

 private:
  std::vector<Issue> all_;
};

/// "1 row", "3 rows": how messages count.
std::string counted(std::size_t n, std::string_view one, std::string_view many);

/// At most 60 code points of the text on one line, control characters shown as ␊ and the like.
std::string excerpt_of(std::string_view text);

/// "svar.csv:17:4: message [id]", the excerpt indented below, then "  fix: remedy". No final line
/// break after the last line.
std::string render(const Issue& issue);

/// The place alone: "svar.csv, blad Svar, rad 17, kolumn 4 «Berätta»" is for people reading
/// tables; this is the compact "svar.csv:Svar:17:4 «Berätta»" of messages.
std::string render(const Where& where);

/// The candidate nearest to the word by edit distance (case ignored), for "did you mean …?";
/// empty when none is within a third of the word's length, or the word is longer than any name.
/// Cost: that of edit_distance.hpp for the candidates of about the word's length.
std::string nearest(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace samsyn
