// Any bytes as a table of figures, wide and long, with and without decimal commas: refused with an
// issue, or figures in the order of rows that each have a unit, a year and a finite number, and
// each unit, measure and year once.

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <set>
#include <string_view>
#include <tuple>

#include "stages/ingest/figure_table.hpp"
#include "tests/fuzz_text.hpp"

namespace {

samsyn::SourceSpec wide() {
  samsyn::SourceSpec source;
  source.kind = samsyn::SourceKind::figures;
  source.figures.unit = "Enhet";
  source.figures.years = {{2022, "2022"}, {2023, "2023"}};
  source.figures.target = "Mål";
  source.figures.baseline = "Start";
  return source;
}

samsyn::SourceSpec long_() {
  samsyn::SourceSpec source;
  source.kind = samsyn::SourceKind::figures;
  source.decimal_comma = true;
  source.figures.unit = "Enhet";
  source.figures.year = "År";
  source.figures.value = "Antal";
  source.figures.measure = "Mått";
  return source;
}

void demand_figures(const samsyn::SourceSpec& source, std::string_view bytes) {
  using namespace samsyn;
  using fuzz::demand;
  Issues issues;
  const Result<Document> document =
      ingest::read_document({"fuzz.csv", bytes}, source, Study{}, issues);
  if (!document) {
    demand(!document.issue().id.empty() && !document.issue().remedy.empty());
    return;
  }
  demand(document->respondents.empty() && document->blocks.empty());
  std::uint32_t row = 1;
  std::set<std::tuple<std::string, std::uint32_t, std::string>> seen;
  for (const DataFigure& figure : document->figures) {
    demand(figure.row > 1 && figure.row >= row);
    row = figure.row;
    demand(!figure.unit.empty() && figure.year > 0);
    demand(figure.total == ingest::names_sum(figure.unit));
    demand(figure.value || figure.target || figure.baseline);
    for (const auto& number : {figure.value, figure.target, figure.baseline}) {
      demand(!number || std::isfinite(*number));
    }
    demand(seen.emplace(figure.unit, figure.year, figure.measure).second);
  }
  for (const Issue& issue : issues.all()) demand(!issue.id.empty() && !issue.remedy.empty());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  demand_figures(wide(), bytes);
  demand_figures(long_(), bytes);
  return 0;
}
