// Any bytes: no crash, rows in rising order, cells that are well-formed UTF-8 and finite in number,
// columns within Excel's limit.

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "stages/ingest/encoding.hpp"
#include "stages/ingest/reader.hpp"

namespace samsyn::ingest {
extern const Reader xlsx_reader;
}

namespace {

void demand(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace samsyn;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const ingest::Input input{"fuzz.xlsx", bytes};
  ingest::xlsx_reader.recognises(bytes);
  const auto sheets = ingest::xlsx_reader.sheets(input);
  if (!sheets) {
    demand(!sheets.issue().id.empty() && !sheets.issue().remedy.empty());
    return 0;
  }
  for (const ingest::SheetInfo& sheet : *sheets) {
    Issues issues;
    std::uint32_t last = 0;
    const Result<Done> done = ingest::xlsx_reader.rows(
        input, {sheet.name, {}, {}},
        [&](const ingest::Row& row) {
          demand(row.number > last && row.cells.size() <= 16384);
          last = row.number;
          for (const ingest::Cell& cell : row.cells) {
            const std::string text = ingest::to_text(cell);
            demand(ingest::valid_utf8_prefix(text) == text.size());
            demand(cell.kind != ingest::CellKind::date || std::isfinite(cell.number));
          }
          return true;
        },
        issues);
    if (!done) demand(!done.issue().id.empty());
  }
  return 0;
}
