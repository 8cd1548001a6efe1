#include "stages/agree/table.hpp"

#include <iterator>
#include <set>
#include <utility>

namespace samsyn::agree {

BlankUnits::BlankUnits(const Units& units, std::uint32_t coders_in_all) : coders(coders_in_all) {
  std::map<std::uint64_t, std::uint32_t> known;  // by who judged
  blanks.clusters = units.clusters;
  for (const ComparedUnit& unit : units.all) {
    const auto [place, added] = known.emplace(unit.judged, blanks.rows);
    if (added) {
      ++blanks.rows;
      for (std::uint32_t c = 0; c < coders; ++c) {
        cells.push_back(has(unit.judged, c) ? 0 : kMissing);
      }
    }
    blanks.row.push_back(place->second);
    blanks.cluster.push_back(unit.cluster);
  }
}

std::vector<std::int32_t> BlankUnits::of(std::uint32_t unit) const {
  const auto begin = cells.begin() + static_cast<std::ptrdiff_t>(blanks.row[unit] * coders);
  return {begin, begin + coders};
}

Table::Table(const BlankUnits& units, std::uint32_t categories, std::uint32_t times)
    : units_(units), times_(times) {
  ratings_.coders = units.coders;
  ratings_.categories = categories;
  ratings_.cells = units.cells;
  ratings_.counts.assign(units.blanks.rows, 0);
  for (const std::uint32_t row : units.blanks.row) ratings_.counts[row] += times_;
  for (std::uint32_t c = 0; c < categories; ++c) values_.push_back(c);
  for (std::uint32_t row = 0; row < units.blanks.rows; ++row) {
    const auto begin = units.cells.begin() + static_cast<std::ptrdiff_t>(row * units.coders);
    known_.emplace(std::vector<std::int32_t>(begin, begin + units.coders), row);
  }
}

void Table::put(std::uint32_t unit, const std::vector<std::int32_t>& cells) {
  const auto [place, added] =
      known_.emplace(cells, static_cast<std::uint32_t>(ratings_.counts.size()));
  if (added) {
    ratings_.cells.insert(ratings_.cells.end(), cells.begin(), cells.end());
    ratings_.counts.push_back(0);
  }
  const Move move{units_.blanks.cluster[unit], units_.blanks.row[unit], place->second};
  if (move.from == move.to) return;
  ratings_.counts[move.from] -= 1;
  ratings_.counts[move.to] += 1;
  moves_.push_back(move);
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
  return sampled_counts([ratings = ratings_,
                         numbers = std::move(numbers)](const std::vector<double>& counts) mutable {
    ratings.counts = counts;
    return numbers(ratings);
  });
}

Sampled Table::sampled_counts(
    std::function<std::vector<Number>(const std::vector<double>&)> numbers) const {
  return {static_cast<std::uint32_t>(ratings_.rows()), times_, moves_, std::move(numbers)};
}

}  // namespace samsyn::agree
