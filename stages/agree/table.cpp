#include "stages/agree/table.hpp"

#include <iterator>
#include <set>

namespace samsyn::agree {

Table::Table(std::uint32_t coders, std::uint32_t categories) {
  ratings_.coders = coders;
  ratings_.categories = categories;
  for (std::uint32_t c = 0; c < categories; ++c) values_.push_back(c);
}

void Table::add(const std::vector<std::int32_t>& cells, std::uint32_t cluster) {
  const auto [place, added] =
      known_.emplace(cells, static_cast<std::uint32_t>(ratings_.counts.size()));
  if (added) {
    ratings_.cells.insert(ratings_.cells.end(), cells.begin(), cells.end());
    ratings_.counts.push_back(0);
  }
  ratings_.counts[place->second] += 1;
  entries_->row.push_back(place->second);
  entries_->cluster.push_back(cluster);
}

void Table::rank() {
  std::set<std::int32_t> numbers(ratings_.cells.begin(), ratings_.cells.end());
  numbers.erase(kMissing);
  numbers.insert(0);
  values_.assign(numbers.begin(), numbers.end());
  for (std::int32_t& cell : ratings_.cells) {
    if (cell == kMissing) continue;
    cell = static_cast<std::int32_t>(std::distance(numbers.begin(), numbers.find(cell)));
  }
  ratings_.categories = static_cast<std::uint32_t>(values_.size());
}

Sampled Table::sampled(std::function<std::vector<Number>(const Ratings&)> numbers) const {
  Sampled out;
  out.rows = static_cast<std::uint32_t>(ratings_.rows());
  out.entries = entries_;
  out.numbers = [ratings = ratings_,
                 numbers = std::move(numbers)](const std::vector<double>& counts) mutable {
    ratings.counts = counts;
    return numbers(ratings);
  };
  return out;
}

}  // namespace samsyn::agree
