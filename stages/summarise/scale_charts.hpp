#pragma once

#include "stages/summarise/counts.hpp"

namespace samsyn::summarise {

/// Gives the tables of scales by group (those of add_item_by that show shares) a chart: a bar for
/// each group, parted by answers in the order of the scale. To be asked when they have been added.
void add_scale_charts(const Desk& desk, Summary& summary);

}  // namespace samsyn::summarise
