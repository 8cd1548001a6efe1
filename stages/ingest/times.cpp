#include "stages/ingest/times.hpp"

#include "stages/ingest/spellings.hpp"
#include "stages/ingest/values.hpp"

namespace samsyn::ingest {
namespace {

std::optional<double> day_of(std::string_view text) {
  DateOrder seen = DateOrder::unknown;
  const std::optional<DateGuess> date = parse_date(text, seen);
  if (!date) return std::nullopt;
  return date->open ? date->day_first : date->days;
}

}  // namespace

std::uint32_t time_of(const Occasions& occasions, std::string_view text) {
  const std::string key = spelling_key(text);
  for (std::uint32_t o = 0; o < occasions.order.size(); ++o) {
    if (spelling_key(occasions.order[o]) == key) return o;
  }
  if (occasions.begins.empty()) return kNone;
  const std::optional<double> day = day_of(text);
  std::uint32_t out = kNone;
  for (std::uint32_t o = 0; day && o < occasions.begins.size(); ++o) {
    const std::optional<double> begin = day_of(occasions.begins[o]);
    if (begin && *begin <= *day) out = o;
  }
  return out;
}

}  // namespace samsyn::ingest
