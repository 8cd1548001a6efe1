#pragma once
// One cell (or the cells of one multiple choice) to responses, options and blocks.

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "pipeline/model/document.hpp"
#include "stages/ingest/columns.hpp"
#include "stages/ingest/values.hpp"

namespace samsyn::ingest {

/// Turns cells into what a document holds, by the type of the item:
///
/// open      a block with the cell's text exactly, and a response kAnswered; kNone when blank.
/// single    the option. A label that is a declared one but for white space gives that one.
/// scale     likewise; a bare number gives the declared label that begins with it ("4" is
///           "4 – ofta") when there is exactly one.
/// multiple  one response for each option. In one cell: parted by the item's separator (";" if
///           none), also at the end; declared options are matched first, longest first, since they
///           may hold the separator. One column per option: ja, yes, y, x, 1, sant, true, vald,
///           or the option itself (undeclared: what the title has in its last brackets) means
///           chosen; nej, no, n, 0, falskt, false, "-" and blank mean not; other text ("Annat, ange
///           vad") is an option of its own.
/// number    the label as it stood, and its number (values.hpp).
/// date      likewise; where a column's dates have day and month in doubt, the column's certain
///           dates decide, else the day comes first.
///
/// Issues: ingest.not-a-number, ingest.not-a-date (the response is then empty),
/// ingest.about-number (a note: «cirka 10» was taken as 10), ingest.guessed-date-order (a note).
class Answers {
 public:
  Answers(Document& document, const SourceSpec& source, Where place, Faults& faults);

  /// The responses of one respondent to one question. `cells` are parallel to `columns`, which
  /// index the table's titles; more than one only for a multiple choice by columns.
  void add(std::uint32_t respondent, std::uint32_t question, const ItemSpec& item,
           std::span<const Cell> cells, std::span<const std::size_t> columns, const Columns& titles,
           std::uint32_t row);
  /// Settles the dates in doubt. Call once, at the end.
  void finish();

 private:
  struct Pending {
    std::uint32_t option;
    double day_first, month_first;
  };
  struct Dates {
    DateOrder order = DateOrder::unknown;
    std::vector<Pending> open;
    std::string title;
  };

  void respond(std::uint32_t respondent, std::uint32_t question, std::uint32_t option);
  std::uint32_t option_of(std::string_view label, double number, ItemType type,
                          std::uint32_t question);
  std::string declared(const ItemSpec& item, const std::string& label) const;
  std::vector<std::string> chosen_in(const ItemSpec& item, const std::string& text) const;
  std::vector<std::string> chosen_by_column(const ItemSpec& item, std::span<const Cell> cells,
                                            std::span<const std::size_t> columns,
                                            const Columns& titles) const;
  std::uint32_t number_option(const Cell& cell, std::uint32_t question);
  std::uint32_t date_option(const Cell& cell, std::uint32_t question, const std::string& title);

  Document& document_;
  const SourceSpec& source_;
  Where place_;
  Faults& faults_;
  std::unordered_map<std::string, std::uint32_t> options_;
  std::unordered_map<std::uint32_t, Dates> dates_;  // by question
};

}  // namespace samsyn::ingest
