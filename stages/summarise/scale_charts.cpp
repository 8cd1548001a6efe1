#include "stages/summarise/scale_charts.hpp"

#include <string_view>
#include <utility>

#include "stages/summarise/closed_tables.hpp"

namespace samsyn::summarise {

void add_scale_charts(const Desk& desk, Summary& summary) {
  for (const ItemCounts& item : desk.counts.items.all()) {
    if (item.type != ItemType::scale) continue;
    for (Table& table : summary.tables) {
      const bool is_shares = std::string_view(table.id).ends_with(".share");
      if (table.sheet != "closed." + item.id || !is_shares || table.rows.empty()) continue;
      // The title names what is shown: «…: andel av giltiga svar».
      Chart chart{table.title, 0, {}};
      for (std::uint32_t c = 1; c < table.columns.size(); ++c) chart.series.push_back(c);
      chart.stacked = chart.lines = chart.base = true;
      table.charts.push_back(std::move(chart));
    }
  }
}

}  // namespace samsyn::summarise
