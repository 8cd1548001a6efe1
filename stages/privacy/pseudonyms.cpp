#include "stages/privacy/pseudonyms.hpp"

#include <algorithm>
#include <cassert>
#include <nlohmann/json.hpp>

namespace samsyn::privacy {
namespace {

constexpr std::string_view kOpen = "\xEF\xB7\x90";   // U+FDD0
constexpr std::string_view kClose = "\xEF\xB7\x91";  // U+FDD1
constexpr std::size_t kDigits = 9;                   // of an index

struct Mark {
  std::size_t begin = 0, end = 0;
  std::size_t index = 0;
};

/// The next mark from a byte on; begin = npos: none.
Mark next_mark(std::string_view text, std::size_t from) {
  while (true) {
    const std::size_t open = text.find(kOpen, from);
    if (open == std::string_view::npos) return {open, open, 0};
    std::size_t i = open + kOpen.size();
    std::size_t index = 0;
    const std::size_t first = i;
    while (i < text.size() && i - first < kDigits && text[i] >= '0' && text[i] <= '9') {
      index = index * 10 + static_cast<std::size_t>(text[i++] - '0');
    }
    if (i > first && text.substr(i, kClose.size()) == kClose)
      return {open, i + kClose.size(), index};
    from = open + kOpen.size();
  }
}

std::string mark_of(std::uint32_t index) {
  std::string mark(kOpen);
  mark += std::to_string(index);
  mark += kClose;
  return mark;
}

/// Replaces stretches of a text, and moves places: one that touches a stretch takes in all of what
/// came for it. Cost: a place looks for its stretches by halving.
class Mover {
 public:
  /// Old code points [begin, end) became `size` new ones; stretches come in order.
  void replaced(std::uint32_t begin, std::uint32_t end, std::uint32_t size) {
    stretches_.push_back({begin, end, shift_, size});
    shift_ += static_cast<std::int64_t>(size) - (end - begin);
  }
  void move(Places& places) const {
    for (auto& [from, to] : places) {
      from = moved(from, false);
      to = moved(to, true);
    }
  }

 private:
  struct Stretch {
    std::uint32_t begin = 0, end = 0;
    std::int64_t shift = 0;  ///< by all before it
    std::uint32_t size = 0;
  };
  std::uint32_t moved(std::uint32_t place, bool is_end) const {
    const auto behind = std::partition_point(stretches_.begin(), stretches_.end(),
                                             [&](const Stretch& s) { return s.begin < place; });
    if (behind == stretches_.begin()) return place;
    const Stretch& last = *(behind - 1);
    const std::int64_t start = last.begin + last.shift;
    const std::int64_t at = place >= last.end ? start + last.size + (place - last.end)
                            : is_end          ? start + last.size
                                              : start;
    return static_cast<std::uint32_t>(std::max<std::int64_t>(0, at));
  }
  std::vector<Stretch> stretches_;
  std::int64_t shift_ = 0;
};

std::pair<std::string, std::string> parts_of(const std::string& key) {
  const std::size_t bar = key.find('|');
  if (bar == std::string::npos) return {key, {}};
  return {key.substr(0, bar), key.substr(bar + 1)};
}

bool is_initial(std::string_view part) { return !part.empty() && part.back() == '.'; }

/// Is a part of a name the same, an initial of it, or not said?
bool fits(std::string_view part, std::string_view whole) {
  if (part.empty() || part == whole) return true;
  return is_initial(part) && part.find('-') == std::string_view::npos &&
         whole.substr(0, part.size() - 1) == part.substr(0, part.size() - 1);
}

}  // namespace

std::vector<Blank> blanks(const Masks& masks, std::uint32_t block) {
  std::vector<Blank> out;
  if (masks.all.empty()) return out;  // then there may be no places either
  for (std::uint32_t i = masks.first[block]; i < masks.first[block + 1]; ++i) {
    out.push_back({masks.all[i].span.begin, masks.all[i].span.end, i});
  }
  return out;
}

std::vector<Blank> raw_blanks(const Masks& masks, std::uint32_t block, const NormBlock& norm) {
  std::vector<Blank> out;
  if (masks.all.empty()) return out;  // then there may be no places either
  for (std::uint32_t i = masks.first[block]; i < masks.first[block + 1]; ++i) {
    const RawSpan raw = norm.raw(masks.all[i].span);
    // Where one edit covers two findings, both are within the first one's mark.
    if (!out.empty() && raw.begin < out.back().end) {
      out.back().end = std::max(out.back().end, raw.end);
      continue;
    }
    out.push_back({raw.begin, raw.end, i});
  }
  return out;
}

std::string cut(std::string_view text, std::uint32_t begin, std::uint32_t end,
                const std::vector<Blank>& blanks) {
  std::string out;
  std::uint32_t at = begin;
  auto next = std::partition_point(blanks.begin(), blanks.end(),
                                   [&](const Blank& blank) { return blank.end <= begin; });
  for (; next != blanks.end() && next->begin < end; ++next) {
    const Blank& blank = *next;
    const std::uint32_t from = std::max(blank.begin, begin);
    assert(from >= at);
    out.append(text.substr(at, from - at));
    out += mark_of(blank.index);
    at = std::min(blank.end, end);
  }
  out.append(text.substr(at, end - at));
  return out;
}

void follow(Places& places, std::string_view text, std::uint32_t begin, std::uint32_t end,
            const std::vector<Blank>& blanks) {
  Mover mover;
  std::uint32_t at = begin;
  std::uint32_t points = 0;  // code points before `at`
  for (const Blank& blank : blanks) {
    if (blank.end <= begin || blank.begin >= end) continue;
    const std::uint32_t from = std::max(blank.begin, at);
    const std::uint32_t to = std::min(blank.end, end);
    points += code_points(text.substr(at, from - at));
    const std::uint32_t size = code_points(text.substr(from, to - from));
    mover.replaced(points, points + size, code_points(mark_of(blank.index)));
    points += size;
    at = to;
  }
  mover.move(places);
}

void resolve(std::string& text, const std::vector<std::string>& names) {
  Places none;
  resolve(text, none, names);
}

void resolve(std::string& text, Places& places, const std::vector<std::string>& names) {
  Mark mark = next_mark(text, 0);
  if (mark.begin == std::string::npos) return;
  std::string out;
  out.reserve(text.size());
  Mover mover;
  std::size_t at = 0;
  std::uint32_t points = 0;  // code points before `at`
  for (; mark.begin != std::string::npos; mark = next_mark(text, mark.end)) {
    if (mark.index >= names.size()) continue;
    const std::string_view before = std::string_view(text).substr(at, mark.begin - at);
    out += before;
    out += names[mark.index];
    if (!places.empty()) {
      points += code_points(before);
      const std::uint32_t size =
          code_points(std::string_view(text).substr(mark.begin, mark.end - mark.begin));
      mover.replaced(points, points + size, code_points(names[mark.index]));
      points += size;
    }
    at = mark.end;
  }
  out.append(text, at, std::string::npos);
  text = std::move(out);
  mover.move(places);
}

Pseudonyms::Pseudonyms(std::string_view language, bool keeps)
    : english_(language == "en"), keeps_(keeps) {}

std::vector<std::string> Pseudonyms::number(
    const std::vector<Found>& found, const std::function<Where(std::uint32_t block)>& where) {
  Masks masks;
  masks.all = found;
  masks.first = {0, static_cast<std::uint32_t>(found.size())};
  return number(masks, where);
}

std::vector<std::string> Pseudonyms::number(
    const Masks& masks, const std::function<Where(std::uint32_t block)>& where) {
  std::vector<std::string> names;
  names.reserve(masks.all.size());
  std::uint32_t block = 0;
  for (std::uint32_t i = 0; i < masks.all.size(); ++i) {
    while (block + 2 < masks.first.size() && masks.first[block + 1] <= i) ++block;
    const Found& found = masks.all[i];
    Entry& entry = entries_[entry_of(found)];
    if (keeps_) {
      if (entry.times == 0 && where) entry.first = where(block);
      ++entry.times;
      if (std::find(entry.forms.begin(), entry.forms.end(), found.text) == entry.forms.end())
        entry.forms.push_back(found.text);
    }
    const KindNames& kind = names_of(found.kind);
    std::string name = "[";
    name += english_ ? kind.en : kind.sv;
    name += ' ';
    name += std::to_string(entry.number);
    name += ']';
    if (found.genitive) name += english_ ? "\xE2\x80\x99s" : "s";
    names.push_back(std::move(name));
  }
  return names;
}

void Pseudonyms::next_document() {
  ++document_;
  by_given_.clear();
  by_surname_.clear();
}

std::size_t Pseudonyms::add(Kind kind) {
  entries_.push_back({kind, ++counts_.at(static_cast<std::size_t>(kind)), 0, {}, {}, 0});
  whole_.emplace_back();
  return entries_.size() - 1;
}

std::size_t Pseudonyms::entry_of(const Found& found) {
  if (found.kind == Kind::name) return name_entry(found.key);
  auto& known = by_key_.at(static_cast<std::size_t>(found.kind));
  const auto it = known.find(found.key);
  if (it != known.end()) return it->second;
  const std::size_t entry = add(found.kind);
  known.emplace(found.key, entry);
  return entry;
}

std::size_t Pseudonyms::name_entry(const std::string& key) {
  const auto [given, surname] = parts_of(key);
  const bool is_whole =
      !given.empty() && !surname.empty() && !is_initial(given) && !is_initial(surname);
  if (!is_whole) return part_entry(key, given, surname);
  auto& known = by_key_.at(static_cast<std::size_t>(Kind::name));
  auto it = known.find(key);
  if (it == known.end()) {
    it = known.emplace(key, add(Kind::name)).first;
    whole_[it->second] = {given, surname};
  }
  Entry& entry = entries_[it->second];
  if (entry.document != document_) {
    entry.document = document_;
    by_given_.emplace(given, it->second);
    by_surname_.emplace(surname, it->second);
  }
  return it->second;
}

std::size_t Pseudonyms::part_entry(const std::string& key, const std::string& given,
                                   const std::string& surname) {
  auto& known = by_key_.at(static_cast<std::size_t>(Kind::name));
  const auto own = known.find(key);
  // Once it had its own number in a document, it keeps it there.
  if (own != known.end() && entries_[own->second].document == document_) return own->second;
  // «Anna L.» comes as given names "anna-l."
  std::string first = given;
  std::string last = surname;
  const std::size_t dash = given.rfind('-');
  if (last.empty() && dash != std::string::npos && is_initial(given)) {
    first = given.substr(0, dash);
    last = given.substr(dash + 1);
  }
  const bool by_surname = first.empty() || is_initial(first);
  const auto& index = by_surname ? by_surname_ : by_given_;
  const auto [begin, end] = index.equal_range(by_surname ? last : first);
  std::size_t only = entries_.size();
  for (auto it = begin; it != end; ++it) {
    const auto& [whole_given, whole_surname] = whole_[it->second];
    if (!fits(first, whole_given) || !fits(last, whole_surname)) continue;
    if (only != entries_.size()) {
      only = entries_.size();
      break;
    }
    only = it->second;
  }
  // Not remembered under this key: a second name that fits may come.
  if (only != entries_.size()) return only;
  const std::size_t entry = own != known.end() ? own->second : add(Kind::name);
  if (own == known.end()) known.emplace(key, entry);
  entries_[entry].document = document_;
  return entry;
}

std::string Pseudonyms::key_file() const {
  using Json = nlohmann::ordered_json;
  Json all = Json::array();
  for (const Entry& entry : entries_) {
    const KindNames& kind = names_of(entry.kind);
    Json one;
    one["pseudonym"] =
        "[" + std::string(english_ ? kind.en : kind.sv) + " " + std::to_string(entry.number) + "]";
    one["kind"] = std::string(kind.id);
    one["forms"] = entry.forms;
    one["times"] = entry.times;
    one["first"] = {{"file", entry.first.file}, {"sheet", entry.first.sheet},
                    {"row", entry.first.row},   {"line", entry.first.line},
                    {"part", entry.first.part}, {"column", entry.first.column_title}};
    all.push_back(std::move(one));
  }
  const Json file{{"schema", "samsyn/pseudonyms-1"}, {"pseudonyms", std::move(all)}};
  return file.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string masked(std::string_view text, const std::vector<Found>& found,
                   const std::vector<std::string>& names) {
  std::string out;
  std::uint32_t at = 0;
  for (std::size_t f = 0; f < found.size(); ++f) {
    assert(found[f].span.begin >= at);
    out.append(text.substr(at, found[f].span.begin - at));
    out += names[f];
    at = found[f].span.end;
  }
  out.append(text.substr(at));
  return out;
}

}  // namespace samsyn::privacy
