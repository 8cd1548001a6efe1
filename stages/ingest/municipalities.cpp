#include "stages/ingest/municipalities.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <numeric>
#include <string>
#include <unordered_map>
#include <vector>

#include "pipeline/model/text.hpp"
#include "stages/ingest/labels.hpp"

namespace samsyn::ingest {
namespace {

constexpr std::string_view kNames[] = {
#include "municipalities.inc"
};

/// Shorter names are too like ordinary words to be guessed from a misspelling.
constexpr std::size_t kGuessFrom = 5;      // letters
constexpr std::size_t kTwoOffFrom = 10;    // letters
constexpr std::size_t kLongestLabel = 30;  // letters; no name and suffix is longer

/// The code points of UTF-8 text, for edit distance.
std::u32string points_of(std::string_view text) {
  std::u32string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if ((c & 0xC0U) == 0x80U && !out.empty()) {
      out.back() = (out.back() << 6U) | (c & 0x3FU);
    } else {
      out += c < 0x80 ? c : c & (c < 0xE0 ? 0x1FU : c < 0xF0 ? 0x0FU : 0x07U);
    }
  }
  return out;
}

/// Optimal string alignment: insertions, deletions, changes, and swaps of neighbours.
std::size_t distance(const std::u32string& a, const std::u32string& b) {
  std::vector<std::size_t> before(b.size() + 1);
  std::vector<std::size_t> last(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(last.begin(), last.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] =
          std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        row[j] = std::min(row[j], before[j - 2] + 1);
      }
    }
    before.swap(last);
    last.swap(row);
  }
  return last[b.size()];
}

struct Table {
  std::unordered_map<std::string, std::string_view> by_key;
  std::vector<std::u32string> points;  ///< parallel to kNames

  Table() {
    for (const std::string_view name : kNames) {
      const std::string key = fold_label(name);
      by_key.emplace(key, name);
      // Genitives before "kommun" and "stad": Lerums, but Alingsås and Borås as they are.
      if (!key.ends_with('s')) by_key.emplace(key + "s", name);
      points.push_back(points_of(key));
    }
  }
};

const Table& the_table() {
  static const Table table;
  return table;
}

/// The label folded, without "kommun" or "stad"; `official` tells that it had it.
std::string key_of(std::string_view label, bool& official) {
  std::string key = fold_label(label);
  for (const std::string_view suffix : {" kommun", " stad"}) {
    if (key.ends_with(suffix)) {
      key.resize(key.size() - suffix.size());
      official = true;
    }
  }
  return key;
}

}  // namespace

Municipality find_municipality(std::string_view label) {
  if (label.empty() || code_points(label) > kLongestLabel) return {};
  const Table& table = the_table();
  bool official = false;
  const std::string key = key_of(label, official);
  if (const auto found = table.by_key.find(key); found != table.by_key.end()) {
    // "Marks:" alone is no municipality's name; "Marks kommun:" is.
    if (official || fold_label(found->second) == key) return {found->second, true};
  }
  return {};
}

Municipality guess_municipality(std::string_view label) {
  if (const Municipality exact = find_municipality(label); exact.exact) return exact;
  if (label.empty() || code_points(label) > kLongestLabel) return {};
  const Table& table = the_table();
  bool official = false;
  const std::string key = key_of(label, official);
  const std::u32string points = points_of(key);
  if (points.size() < kGuessFrom) return {};
  const std::size_t most = points.size() >= kTwoOffFrom ? 2 : 1;
  Municipality best;
  std::size_t least = most + 1;
  for (std::size_t i = 0; i < table.points.size(); ++i) {
    const std::u32string& name = table.points[i];
    if (name.size() < kGuessFrom || name.size() > points.size() + most ||
        points.size() > name.size() + most) {
      continue;
    }
    const std::size_t d = distance(points, name);
    if (d < least) {
      least = d;
      best = {kNames[i], false};
    } else if (d == least && d <= most) {
      best = {};
    }
  }
  return best;
}

}  // namespace samsyn::ingest
