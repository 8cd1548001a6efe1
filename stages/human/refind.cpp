#include "stages/human/refind.hpp"

#include <algorithm>
#include <bit>
#include <map>
#include <numeric>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace samsyn::human {
namespace {

constexpr char32_t kAny = 0xFDD0;           // a pseudonym
constexpr std::size_t kMostBeside = 200;    // spots of an answer that are looked at
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

/// Where a segment stands: what has the same key stands in the same place.
using PlaceKey = std::tuple<std::string_view, std::string_view, std::uint32_t, std::uint32_t,
                            std::uint32_t, std::uint32_t, double>;
PlaceKey key_of(const Place& place) {
  // The offsets of tables and texts tell a place alone; those of turns and paragraphs begin anew.
  const bool alone = place.row > 0 || place.line > 0;
  return {place.sheet,           place.column, place.row,
          place.start,           place.end,    alone ? 0 : place.paragraph,
          alone ? 0 : place.time};
}

/// Numbers answers, so that those of judged segments and of spots are looked up and not compared.
/// A cell of a table has several keys: its row or its person, with its item or its column.
class Answers {
 public:
  /// The answers that a spot lies in.
  std::vector<std::uint32_t> of_spot(const Place& is) {
    std::vector<std::uint32_t> out;
    if (is.row == 0) {
      if (is.time >= 0) out.push_back(number(key(is, 't', {}, time(is))));
      if (is.paragraph > 0) out.push_back(number(key(is, 'p', {}, std::to_string(is.paragraph))));
      if (is.line > 0) out.push_back(number(key(is, 'l', {}, std::to_string(is.line))));
      return out;
    }
    for (const bool item : {true, false}) {
      if (item && is.item.empty()) continue;
      const std::string& what = item ? is.item : is.column;
      out.push_back(number(key(is, item ? 'i' : 'c', what, std::to_string(is.row))));
      if (is.respondent.empty()) continue;
      out.push_back(number(key(is, item ? 'I' : 'C', what, person(is.respondent))));
    }
    return out;
  }

  /// Those that a judged segment may lie in: its item counts if it has one, else its column.
  std::vector<std::uint32_t> of_judged(const Place& was) const {
    std::vector<std::uint32_t> out;
    const auto add = [&](const std::string& key) {
      const auto found = numbers_.find(key);
      if (found != numbers_.end()) out.push_back(found->second);
    };
    if (was.row > 0) {
      const bool item = !was.item.empty();
      const std::string& what = item ? was.item : was.column;
      if (!was.respondent.empty()) add(key(was, item ? 'I' : 'C', what, person(was.respondent)));
      add(key(was, item ? 'i' : 'c', what, std::to_string(was.row)));
    } else if (was.time >= 0) {
      add(key(was, 't', {}, time(was)));
    } else if (was.paragraph > 0) {
      add(key(was, 'p', {}, std::to_string(was.paragraph)));
    } else if (was.line > 0) {
      add(key(was, 'l', {}, std::to_string(was.line)));
    }
    return out;
  }

 private:
  static std::string key(const Place& place, char kind, const std::string& what,
                         const std::string& which) {
    std::string out(1, kind);
    for (const std::string* part : {&place.sheet, &what, &which}) {
      out += *part;
      out += '\0';
    }
    return out;
  }
  static std::string time(const Place& place) {
    return std::to_string(std::bit_cast<std::uint64_t>(place.time + 0.0));  // -0 is 0
  }
  /// Respondents are the same when they are but for the numbers of pseudonyms.
  static std::string person(const std::string& respondent) {
    std::string out;
    for (const char32_t point : pattern_of(respondent)) append_point(out, point);
    return out;
  }
  std::uint32_t number(const std::string& key) {
    return numbers_.emplace(key, static_cast<std::uint32_t>(numbers_.size())).first->second;
  }

  std::unordered_map<std::string, std::uint32_t> numbers_;
};

class Search {
 public:
  Search(const std::vector<const JudgedSegment*>& judged, const std::vector<Spot>& spots)
      : judged_(judged), spots_(spots), out_(judged.size()), taken_by_(spots.size(), kNone) {
    for (const JudgedSegment* one : judged_) quotes_.push_back(pattern_of(one->text));
  }

  std::vector<Refound> run() {
    by_place();
    if (left() == 0) return std::move(out_);
    index();
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
    std::map<PlaceKey, std::vector<std::uint32_t>> places;
    for (std::uint32_t s = 0; s < spots_.size(); ++s) places[key_of(spots_[s].place)].push_back(s);
    for (std::size_t j = 0; j < judged_.size(); ++j) {
      const auto found = places.find(key_of(judged_[j]->place));
      if (found == places.end()) continue;
      for (const std::uint32_t s : found->second) {
        if (!matches(j, pattern_of(spots_[s].text))) continue;
        take(j, s, FoundBy::place);
        break;
      }
    }
  }

  /// Puts texts and answers in order.
  void index() {
    for (const Spot& spot : spots_) texts_.push_back(pattern_of(spot.text));
    sorted_.resize(spots_.size());
    std::iota(sorted_.begin(), sorted_.end(), 0U);
    const bool open = std::any_of(quotes_.begin(), quotes_.end(),
                                  [](const std::u32string& quote) { return has_pseudonym(quote); });
    if (open) reversed_ = sorted_;
    std::sort(sorted_.begin(), sorted_.end(), [&](std::uint32_t a, std::uint32_t b) {
      return std::tie(texts_[a], a) < std::tie(texts_[b], b);
    });
    std::sort(reversed_.begin(), reversed_.end(), [&](std::uint32_t a, std::uint32_t b) {
      return std::lexicographical_compare(texts_[a].rbegin(), texts_[a].rend(), texts_[b].rbegin(),
                                          texts_[b].rend());
    });
    for (std::uint32_t s = 0; s < spots_.size(); ++s) {
      for (const std::uint32_t answer : answers_.of_spot(spots_[s].place)) {
        if (within_.size() <= answer) within_.resize(answer + 1U);
        within_[answer].push_back(s);
      }
    }
    for (std::vector<std::uint32_t>& answer : within_) {
      std::stable_sort(answer.begin(), answer.end(), [&](std::uint32_t a, std::uint32_t b) {
        return spots_[a].place.start < spots_[b].place.start;
      });
    }
  }

  /// The spots of a judged segment's answer: of many those that stand nearest to where it stood.
  std::vector<std::uint32_t> spots_of_answer(std::size_t j) const {
    std::vector<std::uint32_t> out;
    for (const std::uint32_t answer : answers_.of_judged(judged_[j]->place)) {
      const std::vector<std::uint32_t>& all = within_[answer];
      const auto nearest = std::lower_bound(
          all.begin(), all.end(), judged_[j]->place.start,
          [&](std::uint32_t s, std::uint32_t start) { return spots_[s].place.start < start; });
      const auto at = static_cast<std::size_t>(nearest - all.begin());
      const std::size_t from = at - std::min(at, kMostBeside / 2);
      const std::size_t to = std::min(all.size(), from + kMostBeside);
      out.insert(out.end(), all.begin() + static_cast<std::ptrdiff_t>(from),
                 all.begin() + static_cast<std::ptrdiff_t>(to));
    }
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
  }

  void by_answer(FoundBy by) {
    for (std::size_t j = 0; j < judged_.size(); ++j) {
      if (out_[j].by != FoundBy::nowhere) continue;
      const std::u32string& quote = quotes_[j];
      std::size_t least = by == FoundBy::quote ? 1 : changes_allowed(quote) + 1;
      std::uint32_t best = kNone;
      for (const std::uint32_t s : spots_of_answer(j)) {
        if (!is_free(j, s)) continue;
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

  /// A stretch of an order of spots, and how many spots further on the one that is meant stands.
  struct Stretch {
    std::vector<std::uint32_t>::const_iterator first, last;
    std::ptrdiff_t on = 0;
    std::ptrdiff_t size() const { return last - first; }
  };

  /// Those of an order that lie between the ones that `compare` finds too small and too large.
  template <class Compare>
  static Stretch stretch_of(const std::vector<std::uint32_t>& order, const Compare& compare,
                            std::ptrdiff_t on) {
    const auto first = std::partition_point(order.begin(), order.end(),
                                            [&](std::uint32_t s) { return compare(s) < 0; });
    const auto last =
        std::partition_point(first, order.end(), [&](std::uint32_t s) { return compare(s) == 0; });
    return {first, last, on};
  }

  Stretch with_text(const std::u32string& text, std::ptrdiff_t on) const {
    return stretch_of(
        sorted_, [&](std::uint32_t s) { return texts_[s].compare(text); }, on);
  }
  Stretch with_beginning(std::u32string_view front) const {
    return stretch_of(
        sorted_, [&](std::uint32_t s) { return texts_[s].compare(0, front.size(), front); }, 0);
  }
  Stretch with_end(std::u32string_view back) const {
    const auto compare = [&](std::uint32_t s) {  // letters from the end on, as `reversed_` has them
      const std::u32string& text = texts_[s];
      for (std::size_t i = 1; i <= back.size(); ++i) {
        if (i > text.size()) return -1;
        const char32_t a = text[text.size() - i], b = back[back.size() - i];
        if (a != b) return a < b ? -1 : 1;
      }
      return 0;
    };
    return stretch_of(reversed_, compare, 0);
  }

  /// The fewest spots among which a judged segment's must be, by the letters of its own or of a
  /// neighbour's that no pseudonym hides. Nothing but pseudonyms is not looked for.
  Stretch candidates(std::size_t j) const {
    Stretch out{sorted_.end(), sorted_.end(), 0};
    bool any = false;
    const auto offer = [&](const Stretch& one) {
      if (!any || one.size() < out.size()) out = one;
      any = true;
    };
    const std::u32string_view quote = quotes_[j];
    if (!has_pseudonym(quote)) {
      offer(with_text(quotes_[j], 0));
    } else {
      const std::size_t first = quote.find(kAny), last = quote.rfind(kAny);
      if (first > 0) offer(with_beginning(quote.substr(0, first)));
      if (last + 1 < quote.size()) offer(with_end(quote.substr(last + 1)));
    }
    const std::u32string before = pattern_of(judged_[j]->before);
    if (!before.empty() && !has_pseudonym(before)) offer(with_text(before, 1));
    const std::u32string after = pattern_of(judged_[j]->after);
    if (!after.empty() && !has_pseudonym(after)) offer(with_text(after, -1));
    return out;
  }

  void by_context() {
    for (std::size_t j = 0; j < judged_.size(); ++j) {
      if (out_[j].by != FoundBy::nowhere) continue;
      // An answer of one sentence has no neighbours to tell it by: its item must be the same.
      const Place& was = judged_[j]->place;
      const bool alone = judged_[j]->before.empty() && judged_[j]->after.empty();
      std::uint32_t like = kNone;
      bool more = false;
      const Stretch stretch = candidates(j);
      for (auto at = stretch.first; at != stretch.last && !more; ++at) {
        const std::ptrdiff_t place = static_cast<std::ptrdiff_t>(*at) + stretch.on;
        if (place < 0 || place >= static_cast<std::ptrdiff_t>(spots_.size())) continue;
        const auto s = static_cast<std::uint32_t>(place);
        if (!matches(j, texts_[s]) || !is_free(j, s)) continue;
        if ((alone && was.item != spots_[s].place.item) || !has_context(j, s)) continue;
        more = like != kNone;
        like = s;
      }
      if (like != kNone && !more) take(j, like, FoundBy::context);
    }
  }

  const std::vector<const JudgedSegment*>& judged_;
  const std::vector<Spot>& spots_;
  std::vector<Refound> out_;
  std::vector<std::uint32_t> taken_by_;  ///< by spot: the first judged segment that has it
  std::vector<std::u32string> quotes_, texts_;
  Answers answers_;
  std::vector<std::vector<std::uint32_t>> within_;  ///< by answer: its spots, by start
  /// Spots by text, and by text from the end on (only where a quote has pseudonyms).
  std::vector<std::uint32_t> sorted_, reversed_;
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
