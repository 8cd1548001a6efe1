#include "stages/ingest/municipalities.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <unordered_map>
#include <vector>

#include "pipeline/model/edit_distance.hpp"
#include "pipeline/model/text.hpp"
#include "stages/ingest/columns.hpp"
#include "stages/ingest/labels.hpp"
#include "stages/ingest/voices.hpp"

namespace samsyn::ingest {
namespace {

constexpr std::string_view kNames[] = {
#include "municipalities.inc"
};

constexpr std::string_view kRegions[] = {
#include "regions.inc"
};

/// Shorter names are too like ordinary words to be guessed from a misspelling.
constexpr std::size_t kGuessFrom = 5;      // letters
constexpr std::size_t kTwoOffFrom = 10;    // letters
constexpr std::size_t kLongestLabel = 30;  // letters; no name and suffix is longer

/// "upplands väsby" of "Upplands-Väsby".
std::string key_of_name(std::string_view name) {
  std::string key = fold_label(name);
  std::replace(key.begin(), key.end(), '-', ' ');
  return key;
}

/// As typed on a keyboard without Swedish letters.
std::u32string unmarked(std::u32string points) {
  for (char32_t& c : points) {
    if (c == U'å' || c == U'ä') c = U'a';
    if (c == U'ö') c = U'o';
    if (c == U'é') c = U'e';
  }
  return points;
}

/// A name in the forms that it is compared in.
struct Name {
  std::string_view shown;
  std::u32string points;  ///< of the key
  std::u32string bare;    ///< unmarked
};

struct Table {
  std::unordered_map<std::string, std::string_view> by_key;
  std::unordered_map<std::string, std::string_view> regions;
  std::vector<Name> names;  ///< the municipalities, then the regions

  Table() {
    for (const std::string_view name : kNames) {
      const std::string key = key_of_name(name);
      by_key.emplace(key, name);
      // Genitives before "kommun" and "stad": Lerums, but Alingsås and Borås as they are.
      if (!key.ends_with('s')) by_key.emplace(key + "s", name);
      add(name, key);
    }
    municipalities = names.size();
    for (const std::string_view name : kRegions) {
      const std::string key = key_of_name(name);
      if (regions.emplace(key, name).second) add(name, key);
    }
  }
  void add(std::string_view name, const std::string& key) {
    std::u32string points = points_of(key);
    std::u32string bare = unmarked(points);
    names.push_back({name, std::move(points), std::move(bare)});
  }
  std::size_t municipalities = 0;  ///< of names
};

const Table& the_table() {
  static const Table table;
  return table;
}

/// The label folded, without "kommun", "stad" or "kn"; `official` tells that it had it.
std::string key_of(std::string_view label, bool& official) {
  std::string key = key_of_name(label);
  for (const std::string_view suffix : {" kommun", " stad", " kn"}) {
    if (key.ends_with(suffix)) {
      key.erase(key.size() - suffix.size());
      official = true;
    }
  }
  return key;
}

/// The best of several candidates; none when two are equally good.
class Best {
 public:
  explicit Best(std::size_t most) : least_(most + 1) {}
  void offer(std::string_view name, std::size_t off) {
    if (off < least_) {
      least_ = off;
      name_ = name;
    } else if (off == least_ && name != name_) {
      name_ = {};
    }
  }
  std::string_view name() const { return name_; }

 private:
  std::size_t least_;
  std::string_view name_;
};

std::size_t most_off(std::size_t letters) { return letters >= kTwoOffFrom ? 2 : 1; }

/// Offers the names [0, count) that are at most so far off.
void offer_near(Best& best, const std::u32string& points, std::size_t count) {
  if (points.size() < kGuessFrom) return;
  const std::size_t most = most_off(points.size());
  for (std::size_t i = 0; i < count; ++i) {
    const Name& name = the_table().names[i];
    if (name.points.size() < kGuessFrom) continue;
    if (const std::size_t off = edit_distance(points, name.points, most + 1); off <= most) {
      best.offer(name.shown, off);
    }
  }
}

}  // namespace

Municipality find_municipality(std::string_view label) {
  // No name is longer in bytes either: most labels and lines need no folding.
  if (label.empty() || label.size() > 2 * kLongestLabel || code_points(label) > kLongestLabel) {
    return {};
  }
  const Table& table = the_table();
  bool official = false;
  const std::string key = key_of(label, official);
  if (const auto found = table.by_key.find(key); found != table.by_key.end()) {
    // "Marks:" alone is no municipality's name; "Marks kommun:" is.
    if (official || key_of_name(found->second) == key) return {found->second, true};
  }
  return {};
}

Municipality guess_municipality(std::string_view label) {
  if (const Municipality exact = find_municipality(label); exact.exact) return exact;
  if (label.empty() || code_points(label) > kLongestLabel) return {};
  bool official = false;
  const std::u32string points = points_of(key_of(label, official));
  Best best(most_off(points.size()));
  offer_near(best, points, the_table().municipalities);
  return {best.name(), false};
}

Place find_place(std::string_view value) {
  const std::string plain = collapsed(value);
  if (plain.empty() || code_points(plain) > kLongestLabel) {
    // A list of municipalities may be longer than any name.
    return {voice_of(plain).municipality.empty() ? Place::Kind::unknown : Place::Kind::exact, {}};
  }
  if (const Municipality found = find_municipality(plain); found.exact) {
    return {Place::Kind::exact, found.name};
  }
  const Table& table = the_table();
  if (const auto region = table.regions.find(key_of_name(plain)); region != table.regions.end()) {
    return {Place::Kind::exact, region->second};
  }
  if (!voice_of(plain).municipality.empty()) return {Place::Kind::exact, {}};

  bool official = false;
  const std::string key = key_of(plain, official);
  std::vector<std::u32string> forms{points_of(key)};
  if (official && key.ends_with('s')) {
    forms.push_back(forms.front());
    forms.back().pop_back();
  }
  const std::size_t count = official ? table.municipalities : table.names.size();
  Best same(0);
  for (const std::u32string& form : forms) {
    const std::u32string bare = unmarked(form);
    for (std::size_t i = 0; i < count; ++i) {
      if (table.names[i].bare == bare) same.offer(table.names[i].shown, 0);
    }
  }
  if (!same.name().empty()) return {Place::Kind::near, same.name()};
  Best best(most_off(forms.front().size()));
  for (const std::u32string& form : forms) offer_near(best, form, count);
  if (best.name().empty()) return {};
  return {Place::Kind::near, best.name()};
}

}  // namespace samsyn::ingest
