#pragma once
// The parts of the workbook; used by xlsx.cpp only.

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "stages/emit/sheet.hpp"
#include "stages/emit/xlsx.hpp"

namespace samsyn::emit {

inline constexpr std::uint32_t kNotData = 0xFFFF'FFFFU;

/// Where a table stands.
struct Placed {
  const Table* table = nullptr;
  std::string label;    ///< "Tabell 3"; empty = not numbered
  std::string caption;  ///< with the title: "Tabell 3. Hinder per grupp"
  std::string sheet;    ///< name
  /// Of the title, and the first below the headings; 0 = a sentence stands in the table's place.
  std::uint32_t row = 0, first_row = 0;
  std::vector<std::string> charts{};  ///< their titles, numbered too
  /// By row of the table: where its first number stands as data; kNotData = nowhere.
  std::vector<std::uint32_t> data{};
};

/// Numbers tables and charts in the order in which they are written, and remembers where. The
/// tables must stay where they are.
class Register {
 public:
  /// What the workbook itself adds (quotations, codebook, …) is no finding and has no number.
  Placed& add(const Table& table, const Sheet& sheet, std::uint32_t row, const Labels& labels);
  /// The title of a chart of a table that has been added.
  std::string add(const Table& table, const Chart& chart, const Labels& labels);
  /// Null: it is not there.
  const Placed* find(std::string_view id) const;

  std::vector<Placed> tables;
  std::string data_sheet;  ///< name

 private:
  std::uint32_t numbered_ = 0, charts_ = 0;
};

/// Writes tables below each other, with their charts beside them, or below where a page has no room
/// beside.
void write_tables(const WorkbookInput& input, Sheet& sheet, const std::vector<const Table*>& tables,
                  Register& placed);

const std::string& number_format(const Layout& layout, CellFormat format);

/// Is there anything to see in the chart: a number that is not 0 and not withheld, and, of bars
/// that part a scale, one of which nothing is withheld?
bool draws(const Table& table, const Chart& chart);
/// The charts as the sheet wants them; `first`: the table's first row below the headings. A number
/// that is withheld is a gap, marked as one; then stacked bars are as long as what is shown.
BarChart bar_chart(const WorkbookInput& input, const Table& table, const Chart& chart,
                   std::uint32_t first, const std::string& title);
CurveChart curve_chart(const WorkbookInput& input, const Table& table, const Chart& chart,
                       std::uint32_t first, const std::string& title);

/// The quotations of codes and the codebook as tables of their own.
Table quotation_table(const WorkbookInput& input);
Table codebook_table(const WorkbookInput& input);

/// What is withheld: the rule, and how many numbers of each table.
Table disclosure_table(const WorkbookInput& input);

/// The quotations of the candidates for new codes.
Table candidate_table(const WorkbookInput& input);

/// All numbered tables and charts, where they stand, and their bases; empty ids of rows.
Table table_of_tables(const WorkbookInput& input, const Register& placed);

/// Links between what has been written: the list's numbers to tables, names of codes to their first
/// quotation, those of all other rows to their numbers as data, and quotations back to the first
/// table of their code. `sheets`: by name.
void link_sheets(const WorkbookInput& input, const Register& placed,
                 const std::map<std::string, Sheet*>& sheets);

/// The sheet of the table "method" of the summary: headings, and what was done.
void write_method(const WorkbookInput& input, Sheet& sheet, const Table& table, Register& placed);

/// Every number of the numbered tables that is shown, a row each, to be filtered. It has no rows of
/// people: who filtered them could count what the tables withhold. On paper only its top is
/// printed. Sets Placed::data; the first number of a table leads back to it.
void write_data(const WorkbookInput& input, Sheet& sheet, Register& placed);

/// A line of the table of contents.
struct Content {
  std::string sheet;  ///< name
  std::string shows;
};
void write_readme(const WorkbookInput& input, Sheet& sheet, const std::vector<Content>& contents);

/// Page set-up that all sheets share.
PageSetup page_setup(const WorkbookInput& input);

}  // namespace samsyn::emit
