#pragma once
// The titles of a table's columns, and finding a column by the title that a manifest gives.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "stages/ingest/reader.hpp"

namespace samsyn::ingest {

/// White space at both ends left out: ASCII's, no-break spaces, U+2007, U+202F, U+200B, U+FEFF.
std::string_view trimmed(std::string_view text);
/// A throw-away key for comparing titles and labels: NFC, runs of white space as one space, none at
/// the ends. Case counts.
std::string collapsed(std::string_view text);
/// Does the text hold a letter or figure of any script? A dot or dash («.», «–», «− −», «·») says
/// that there is no id.
bool names_somebody(std::string_view text);
/// Empty, or nothing but white space. A cell that shows 0 is not blank.
bool is_blank(const Cell& cell);

/// The columns of a table: distinct titles with their places.
class Columns {
 public:
  Columns() = default;
  /// A title that occurred before gets " (2)", " (3)", …; untitled columns stay untitled.
  explicit Columns(std::vector<std::string> titles);

  const std::vector<std::string>& titles() const { return titles_; }
  /// The column's index: the very title, otherwise the one that is the same but for white space
  /// and Unicode normalisation.
  std::optional<std::size_t> find(std::string_view title) const;
  /// What to say when there is none: names the nearest title and lists them all.
  Issue missing(const Where& where, std::string_view title) const;

 private:
  std::vector<std::string> titles_;
  std::map<std::string, std::size_t, std::less<>> exact_;
  std::map<std::string, std::size_t, std::less<>> by_key_;
};

/// Gathers the heading rows of a table and tells its columns.
///
/// With two heading rows (SurveyMonkey: the question above, the option below, blank above where the
/// question goes on) a title is "question [option]"; only "question" where it covers one column or
/// nothing stands below; only the lower one where nothing stands above.
class TableHead {
 public:
  /// `first` is the record with the titles, `count` 1 or 2.
  TableHead(std::uint32_t first, std::uint32_t count) : first_(first), count_(count < 2 ? 1 : 2) {}

  /// Takes the row when it belongs to the heading or stands above it; false: it is a data row.
  bool take(const Row& row);
  /// Was the row with the titles there?
  bool found() const { return found_; }
  Columns columns() const;

 private:
  std::uint32_t first_;
  std::uint32_t count_;
  bool found_ = false;
  std::vector<std::string> upper_, lower_;
};

/// The cell of the row in that column; an empty one where the row ends before it.
const Cell& field_of(const Row& row, std::size_t column);

/// The place of a row of the table, and of the cell in one of its columns.
Where in_row(Where table, std::uint32_t row);
Where in_cell(Where table, std::uint32_t row, std::size_t column, std::string title);

/// A warning about what stands there.
Issue doubt(Where where, std::string id, std::string message, std::string remedy,
            std::string excerpt = {});

/// Issues of which the same may come in every row: the first ten of an id in a column are passed
/// on, the rest is counted in one note (ingest.more-of-the-same).
class Faults {
 public:
  explicit Faults(Issues& issues) : issues_(issues) {}
  void add(Issue issue);
  /// Would add() pass one of this id in the place's column on? Else what it says needs no work.
  bool tells(const std::string& id, const Where& where) const;
  void finish();

 private:
  struct Seen {
    std::uint32_t count = 0;
    Where last;
  };
  Issues& issues_;
  std::map<std::pair<std::string, std::uint32_t>, Seen> seen_;
};

}  // namespace samsyn::ingest
