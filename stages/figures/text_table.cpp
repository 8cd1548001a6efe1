#include "stages/figures/text_table.hpp"

#include <string_view>
#include <utility>

#include "pipeline/model/lines.hpp"
#include "stages/figures/table_sums.hpp"

namespace samsyn::figures {

std::vector<Contradiction> table_clashes(const Document& document, std::uint32_t first,
                                         std::uint32_t count) {
  TableSums tables(document.source, false);
  for (std::uint32_t b = first; b < first + count; ++b) {
    const Block& block = document.blocks[b];
    if (block.role != BlockRole::note) {
      if (block.role != BlockRole::preamble) tables.finish();
      continue;
    }
    std::string_view rest = block.raw;
    for (std::uint32_t line = 0; !rest.empty(); ++line) {
      SumRow row;
      row.line = block.line > 0 ? block.line + line : 0;
      row.paragraph = block.paragraph;
      row.cells = cells_of(next_field(rest, '\n'));
      tables.take(std::move(row));
    }
  }
  return tables.found();
}

std::vector<Contradiction> grid_clashes(const Document& document) {
  TableSums tables(document.source, true);
  for (const WordGrid& grid : document.grids) {
    for (const WordGrid::Row& row : grid.rows) {
      SumRow taken;
      taken.paragraph = row.paragraph;
      taken.cells.assign(row.cells.begin(), row.cells.end());
      tables.take(std::move(taken));
    }
    tables.finish();
  }
  return tables.found();
}

}  // namespace samsyn::figures
