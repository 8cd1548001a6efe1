#include "stages/human/refind.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

namespace samsyn::human {
namespace {

constexpr char32_t kAny = 0xFDD0;           // a pseudonym
constexpr std::size_t kLongestHidden = 60;  // code points that a pseudonym stands for

/// The length of a pseudonym that begins at the text's front: "[Namn 3]"; 0 = none.
std::size_t pseudonym_at(std::string_view text) {
  if (text.empty() || text.front() != '[') return 0;
  const std::size_t end = text.find(']');
  constexpr std::size_t kLongest = 40;  // bytes
  if (end == std::string_view::npos || end > kLongest) return 0;
  const std::string_view inside = text.substr(1, end - 1);
  const std::size_t blank = inside.rfind(' ');
  if (blank == std::string_view::npos || blank == 0 || blank + 1 == inside.size()) return 0;
  const std::string_view digits = inside.substr(blank + 1);
  if (digits.find_first_not_of("0123456789") != std::string_view::npos) return 0;
  if (inside.substr(0, blank).find_first_of("0123456789[(") != std::string_view::npos) return 0;
  return end + 1;
}

bool has_pseudonym(std::u32string_view pattern) {
  return pattern.find(kAny) != std::u32string_view::npos;
}

std::size_t changes_allowed(std::u32string_view quote) {
  return static_cast<std::size_t>(kMostChanged * static_cast<double>(quote.size()));
}

std::uint32_t apart(std::uint32_t a, std::uint32_t b) { return a > b ? a - b : b - a; }

/// Does the spot stand where the segment stood?
bool same_place(const Place& a, const Place& b) {
  const bool text = a.row > 0 || a.line > 0;
  return a.sheet == b.sheet && a.row == b.row && a.column == b.column && a.start == b.start &&
         a.end == b.end &&
         (text || (a.paragraph == b.paragraph && !(a.time < b.time) && !(b.time < a.time)));
}

bool alike(const std::string& a, const std::string& b) {
  return a == b || pattern_of(a) == pattern_of(b);
}

/// Does the spot lie in the answer that the segment lay in?
bool same_answer(const Place& was, const Place& is) {
  if (was.sheet != is.sheet) return false;
  if (was.row > 0) {
    if (is.row == 0) return false;
    const bool person = !was.respondent.empty() && alike(was.respondent, is.respondent);
    const bool item = !was.item.empty() ? was.item == is.item : was.column == is.column;
    return item && (person || was.row == is.row);
  }
  if (was.time >= 0) return !(is.time < was.time) && !(was.time < is.time);
  if (was.paragraph > 0) return was.paragraph == is.paragraph;
  return was.line > 0 && was.line == is.line;
}

class Search {
 public:
  Search(const std::vector<const JudgedSegment*>& judged, const std::vector<Spot>& spots)
      : judged_(judged), spots_(spots), out_(judged.size()), taken_by_(spots.size(), kNone) {
    for (const JudgedSegment* one : judged_) quotes_.push_back(pattern_of(one->text));
  }

  std::vector<Refound> run() {
    by_place();
    if (left() == 0) return std::move(out_);
    for (const Spot& spot : spots_) texts_.push_back(pattern_of(spot.text));
    by_answer(FoundBy::quote);
    by_answer(FoundBy::near);
    by_context();
    return std::move(out_);
  }

 private:
  std::size_t left() const {
    return static_cast<std::size_t>(std::count_if(
        out_.begin(), out_.end(), [](const Refound& one) { return one.by == FoundBy::nowhere; }));
  }

  bool matches(std::size_t j, std::u32string_view text) const {
    return quotes_[j] == text ||
           (has_pseudonym(quotes_[j]) && quote_distance(quotes_[j], text, 1) == 0);
  }

  bool is_taken(std::uint32_t spot) const { return taken_by_[spot] != kNone; }
  /// May this one have the spot? One that another has got only when both say the same: two coders'
  /// lines, or an older and a later one.
  bool is_free(std::size_t j, std::uint32_t spot) const {
    return !is_taken(spot) || quotes_[taken_by_[spot]] == quotes_[j];
  }

  void take(std::size_t j, std::uint32_t spot, FoundBy by) {
    out_[j] = {spot, by};
    if (taken_by_[spot] == kNone) taken_by_[spot] = static_cast<std::uint32_t>(j);
  }

  void by_place() {
    using Key = std::pair<std::uint32_t, std::uint32_t>;  // row or line, start
    std::multimap<Key, std::uint32_t> places;
    for (std::uint32_t s = 0; s < spots_.size(); ++s) {
      places.emplace(Key{spots_[s].place.row, spots_[s].place.start}, s);
    }
    for (std::size_t j = 0; j < judged_.size(); ++j) {
      const Place& was = judged_[j]->place;
      const auto [first, last] = places.equal_range({was.row, was.start});
      for (auto at = first; at != last && out_[j].spot == kNone; ++at) {
        const Spot& spot = spots_[at->second];
        if (same_place(was, spot.place) && matches(j, pattern_of(spot.text))) {
          take(j, at->second, FoundBy::place);
        }
      }
    }
  }

  void by_answer(FoundBy by) {
    for (std::size_t j = 0; j < judged_.size(); ++j) {
      if (out_[j].by != FoundBy::nowhere) continue;
      const std::u32string& quote = quotes_[j];
      std::size_t least = by == FoundBy::quote ? 1 : changes_allowed(quote) + 1;
      std::uint32_t best = kNone;
      for (std::uint32_t s = 0; s < spots_.size(); ++s) {
        if (!same_answer(judged_[j]->place, spots_[s].place) || !is_free(j, s)) continue;
        const std::size_t changes = quote_distance(quote, texts_[s], least + 1);
        if (changes > least || (best == kNone && changes >= least)) continue;
        // Among equals one that nobody has, then the nearest.
        const auto rank = [&](std::uint32_t spot) {
          return std::make_pair(is_taken(spot),
                                apart(spots_[spot].place.start, judged_[j]->place.start));
        };
        if (best != kNone && changes == least && rank(s) >= rank(best)) continue;
        least = changes;
        best = s;
      }
      if (best != kNone) take(j, best, by);
    }
  }

  bool has_context(std::size_t j, std::uint32_t s) const {
    const auto like = [&](const std::string& quote, std::uint32_t neighbour, bool is_there) {
      if (quote.empty()) return !is_there;
      if (!is_there) return false;
      return quote_distance(pattern_of(quote), texts_[neighbour], 1) == 0;
    };
    const bool first = s == 0 || !beside(s - 1, s);
    const bool last = s + 1 == spots_.size() || !beside(s, s + 1);
    return like(judged_[j]->before, s - 1, !first) && like(judged_[j]->after, s + 1, !last);
  }

  /// Are they each other's context? Those of one table are only within an answer.
  bool beside(std::uint32_t a, std::uint32_t b) const {
    return spots_[a].place.row == 0 || spots_[a].answer == spots_[b].answer;
  }

  void by_context() {
    std::unordered_multimap<std::u32string_view, std::uint32_t> by_text;
    for (std::uint32_t s = 0; s < spots_.size(); ++s) by_text.emplace(texts_[s], s);
    for (std::size_t j = 0; j < judged_.size(); ++j) {
      if (out_[j].by != FoundBy::nowhere) continue;
      std::set<std::uint32_t> like;
      const auto look = [&](std::uint32_t s) {
        // An answer of one sentence has no neighbours to tell it by: its item must be the same.
        const Place& was = judged_[j]->place;
        const bool alone = judged_[j]->before.empty() && judged_[j]->after.empty();
        if (is_free(j, s) && (!alone || was.item == spots_[s].place.item) && has_context(j, s)) {
          like.insert(s);
        }
      };
      if (has_pseudonym(quotes_[j])) {
        for (std::uint32_t s = 0; s < spots_.size(); ++s) {
          if (matches(j, texts_[s])) look(s);
        }
      } else {
        const auto [first, last] = by_text.equal_range(quotes_[j]);
        for (auto at = first; at != last; ++at) look(at->second);
      }
      if (like.size() == 1) take(j, *like.begin(), FoundBy::context);
    }
  }

  const std::vector<const JudgedSegment*>& judged_;
  const std::vector<Spot>& spots_;
  std::vector<Refound> out_;
  std::vector<std::uint32_t> taken_by_;  ///< by spot: the first judged segment that has it
  std::vector<std::u32string> quotes_, texts_;
};

}  // namespace

std::u32string pattern_of(std::string_view text) {
  std::u32string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    if (const std::size_t hidden = pseudonym_at(text.substr(at)); hidden > 0) {
      out.push_back(kAny);
      at += hidden;
      continue;
    }
    const CodePoint point = point_at(text, at);
    out.push_back(point.value);
    at += point.size;
  }
  return out;
}

std::size_t quote_distance(std::u32string_view quote, std::u32string_view text, std::size_t bound) {
  if (quote == text) return 0;
  const bool open = has_pseudonym(quote);
  if (!open && apart(static_cast<std::uint32_t>(quote.size()),
                     static_cast<std::uint32_t>(text.size())) >= bound) {
    return bound;
  }
  // Rows of the table of Wagner & Fischer (1974), with one more way to go: a pseudonym takes in as
  // many letters as it may hide.
  std::vector<std::size_t> above(text.size() + 1), row(text.size() + 1);
  for (std::size_t t = 0; t <= text.size(); ++t) above[t] = t;
  for (std::size_t q = 0; q < quote.size(); ++q) {
    row[0] = above[0] + 1;
    for (std::size_t t = 0; t < text.size(); ++t) {
      if (quote[q] == kAny) {
        std::size_t least = std::min(above[t + 1], row[t]) + 1;
        const std::size_t most = std::min(kLongestHidden, t + 1);
        for (std::size_t hidden = 1; hidden <= most; ++hidden) {
          least = std::min(least, above[t + 1 - hidden]);
        }
        row[t + 1] = least;
        continue;
      }
      row[t + 1] =
          std::min({above[t] + (quote[q] == text[t] ? 0U : 1U), above[t + 1] + 1, row[t] + 1});
    }
    std::swap(above, row);
    if (*std::min_element(above.begin(), above.end()) >= bound) return bound;
  }
  return std::min(bound, above[text.size()]);
}

std::vector<Refound> refind(const std::vector<const JudgedSegment*>& judged,
                            const std::vector<Spot>& spots) {
  return Search(judged, spots).run();
}

}  // namespace samsyn::human
