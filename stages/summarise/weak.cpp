#include "stages/summarise/weak.hpp"

#include <algorithm>

namespace samsyn::summarise {
namespace {

/// Of a pair ("a+b") the first that is weak.
std::string weakness_of_row(const Summary& summary, const std::string& id) {
  const std::size_t plus = id.find('+');
  if (plus == std::string::npos) return weakness_of(summary, id);
  const std::string first = weakness_of(summary, id.substr(0, plus));
  return first.empty() ? weakness_of(summary, id.substr(plus + 1)) : first;
}

/// Tables whose rows are codes.
bool shows_codes(const Table& table) {
  return table.id.starts_with("codes.") || table.id.starts_with("cooccurrence") ||
         table.id.starts_with("stance.") || table.id.starts_with("evidence.") ||
         table.id.starts_with("substudies.");
}

}  // namespace

std::string weakness_of(const Summary& summary, const std::string& code) {
  const auto found = std::find_if(summary.agreement.codes.begin(), summary.agreement.codes.end(),
                                  [&](const CodeAgreement& one) { return one.code == code; });
  return found == summary.agreement.codes.end() ? std::string() : found->weak;
}

void mark_weak(Summary& summary, const Labels& labels) {
  for (Table& table : summary.tables) {
    if (!shows_codes(table)) continue;
    bool marked = false;
    for (TableRow& row : table.rows) {
      row.weak = weakness_of_row(summary, row.id);
      if (row.weak.empty() || row.cells.empty()) continue;
      if (auto* name = std::get_if<std::string>(&row.cells.front())) {
        *name = labels("weak.mark", {*name});
      }
      marked = true;
    }
    if (table.layout == TableLayout::matrix) {
      for (TableColumn& column : table.columns) {
        if (weakness_of(summary, column.id).empty()) continue;
        column.title = labels("weak.mark", {column.title});
        marked = true;
      }
    }
    if (marked) table.notes.push_back(labels("note.weak"));
  }
}

}  // namespace samsyn::summarise
