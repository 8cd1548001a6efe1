#include "stages/ingest/totals.hpp"

#include <algorithm>
#include <iterator>
#include <string>

#include "stages/ingest/columns.hpp"
#include "stages/ingest/spellings.hpp"
#include "stages/ingest/values.hpp"

namespace samsyn::ingest {
namespace {

/// First names and short words are left out: "Max" and "Min" may be people and answers.
constexpr std::string_view kTotals[] = {"summa",
                                        "summa totalt",
                                        "summa svar",
                                        "summa antal",
                                        "totalt",
                                        "total",
                                        "totalsumma",
                                        "totalt antal",
                                        "totalt antal svar",
                                        "antal",
                                        "antal svar",
                                        "antal svarande",
                                        "antal respondenter",
                                        "antal inkomna svar",
                                        "svar totalt",
                                        "svarande totalt",
                                        "delsumma",
                                        "medel",
                                        "medelvärde",
                                        "medeltal",
                                        "genomsnitt",
                                        "median",
                                        "standardavvikelse",
                                        "svarsfrekvens",
                                        "n =",
                                        "grand total",
                                        "sum",
                                        "subtotal",
                                        "average",
                                        "mean",
                                        "count",
                                        "total responses",
                                        "number of responses"};

bool is_number(const Cell& cell) {
  if (cell.kind == CellKind::number || cell.kind == CellKind::duration) return true;
  if (cell.kind != CellKind::text) return false;
  std::string text(trimmed(cell.text));
  while (!text.empty() && (text.back() == '%' || text.back() == ' ')) text.pop_back();
  if (text.starts_with("n=")) text.erase(0, 2);
  return parse_number(text, true).has_value();
}

/// What is said without the figure: "antal svar" of "Antal svar: 34 st".
std::string without_figures(std::string_view text) {
  std::string key = spelling_key(text);
  const std::size_t figure = key.find_first_of("0123456789");
  if (figure != std::string::npos) {
    std::string_view rest = std::string_view(key).substr(figure);
    const std::size_t after = rest.find_first_not_of("0123456789 .,%");
    const std::string_view unit =
        after == std::string_view::npos ? std::string_view() : rest.substr(after);
    if (!unit.empty() && unit != "st" && unit != "svar" && unit != "svarande") return {};
    key.erase(figure);
  }
  while (!key.empty() && std::string_view(" :(–-").find(key.back()) != std::string_view::npos)
    key.pop_back();
  return key;
}

}  // namespace

bool is_totals_row(std::span<const Cell> cells) {
  const auto first = std::find_if_not(cells.begin(), cells.end(), is_blank);
  if (first == cells.end() || first->kind != CellKind::text || first->text.size() > 60)
    return false;
  const std::string said = without_figures(first->text);
  if (std::find(std::begin(kTotals), std::end(kTotals), said) == std::end(kTotals)) return false;
  return std::all_of(first + 1, cells.end(),
                     [](const Cell& cell) { return is_blank(cell) || is_number(cell); });
}

}  // namespace samsyn::ingest
