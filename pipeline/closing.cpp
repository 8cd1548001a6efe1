#include "pipeline/closing.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>


namespace samsyn {
namespace {

constexpr std::size_t kFindings = 6;  // of each ranked table

/// "  34  21 %  Hög arbetsbelastning"
std::string finding(const TableRow& row, bool swedish) {
  const auto number = [&](std::size_t cell) {
    const double* value = cell < row.cells.size() ? std::get_if<double>(&row.cells[cell]) : nullptr;
    return value == nullptr ? 0.0 : *value;
  };
  const auto right = [](std::string text, std::size_t width) {
    return text.size() < width ? std::string(width - text.size(), ' ') + text : text;
  };
  const std::string* name = row.cells.empty() ? nullptr : std::get_if<std::string>(&row.cells[0]);
  const auto is_withheld = [&](std::size_t cell) {
    return cell < row.cells.size() && std::holds_alternative<Withheld>(row.cells[cell]);
  };
  const std::string people = is_withheld(1) ? ".." : std::to_string(std::lround(number(1)));
  const std::string share = is_withheld(2) ? ".." : std::to_string(std::lround(number(2) * 100));
  return "  " + right(people, 6) + right(share, 5) + (swedish ? " %  " : "%  ") +
         (name == nullptr ? row.id : *name) + "\n";
}

}  // namespace

std::string closing_words(const RunReport& report, const Labels& labels, const Issues& issues,
                          const RunOptions& options) {
  std::string out;
  // The rankings that rest on the largest number of people for each taxonomy come first in the
  // summary: those of questionnaires where there are any.
  std::string last;
  for (const Table& table : report.summary.tables) {
    if (!table.id.ends_with(".ranked") || table.rows.empty() || table.sheet == last) continue;
    last = table.sheet;
    out += table.title + "\n" + table.base + "\n";
    for (std::size_t r = 0; r < std::min(kFindings, table.rows.size()); ++r) {
      out += finding(table.rows[r], report.summary.language == "sv");
    }
    out += '\n';
  }
  out += labels("closing.read", {std::to_string(report.files), std::to_string(report.refused),
                                 std::to_string(report.skipped)}) +
         "\n";
  const std::size_t warnings = issues.count(Severity::warning);
  const std::size_t errors = issues.count(Severity::error);
  if (warnings + errors > 0) {
    out += labels("closing.issues", {std::to_string(warnings), std::to_string(errors)}) + "\n";
  }
  const std::filesystem::path workbook = std::filesystem::path(options.out) / "tables.xlsx";
  return out + labels("closing.workbook", {workbook.string()}) + "\n";
}

}  // namespace samsyn
