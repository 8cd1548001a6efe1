#include "stages/ingest/running_heads.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <limits>
#include <string_view>
#include <utility>

#include "pipeline/model/edit_distance.hpp"
#include "pipeline/model/hashed.hpp"
#include "pipeline/model/text.hpp"
#include "stages/ingest/headings.hpp"
#include "stages/ingest/outline.hpp"

namespace samsyn::ingest {
namespace {

constexpr std::size_t kLongest = 100;        // bytes of a running head
constexpr std::size_t kLetters = 6;          // and at least so many letters
constexpr std::size_t kFigures = 4;          // of a page number
constexpr std::uint32_t kShortPage = 8;      // physical lines of a page at least
constexpr std::uint32_t kPage = 15;          // and of one that no number tells
constexpr int kMostStep = 3;                 // pages between two heads that were read
constexpr std::size_t kMostByDistance = 6;   // heads that nothing but their distance tells
constexpr std::size_t kEdge = 2;             // lines at the head or foot of a page
constexpr std::size_t kMostDifferent = 400;  // short lines that are all compared with each other
constexpr std::size_t kMostCompared = kMostDifferent * kMostDifferent;
constexpr std::size_t kLettersForASlip = 10;  // of these one may be misread

bool digit(char c) { return c >= '0' && c <= '9'; }

/// The letters of a line in lower case, without marks: what is left of å, ä and ö on a bad scan.
void letters_of(std::string_view text, std::string& out) {
  out.clear();
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = point_at(text, at);
    at += point.size;
    const char32_t c = point.value;
    if (c < 0x80) {
      if (c >= 'A' && c <= 'Z') out += static_cast<char>(c - 'A' + 'a');
      if (c >= 'a' && c <= 'z') out += static_cast<char>(c);
    } else if ((c >= 0xC0 && c <= 0xC6) || (c >= 0xE0 && c <= 0xE6)) {
      out += 'a';
    } else if ((c >= 0xC8 && c <= 0xCB) || (c >= 0xE8 && c <= 0xEB)) {
      out += 'e';
    } else if ((c >= 0xD2 && c <= 0xD8) || (c >= 0xF2 && c <= 0xF8)) {
      out += 'o';
    }
  }
}

/// A number at an end of a line that may be a page's; -1 = none.
int number_of(std::string_view figures) {
  if (figures.empty() || figures.size() > kFigures) return -1;
  int out = 0;
  for (const char c : figures) out = out * 10 + (c - '0');
  return out;
}

int first_number(std::string_view text) {
  const std::size_t end = std::min(text.find_first_not_of("0123456789"), text.size());
  // "2. Hinder" is numbered by its writer, "2 Rapport" by its page.
  return end < text.size() && text[end] == ' ' ? number_of(text.substr(0, end)) : -1;
}

int last_number(std::string_view text) {
  std::size_t begin = text.size();
  while (begin > 0 && digit(text[begin - 1])) --begin;
  return begin > 0 && text[begin - 1] == ' ' ? number_of(text.substr(begin)) : -1;
}

/// «1 Hinder», «Hinder 2», «3. Norrköping» without the number.
std::string_view without_number(std::string_view text) {
  constexpr std::string_view kNumber = "0123456789.) ";
  const std::size_t begin = std::min(text.find_first_not_of(kNumber), text.size());
  text.remove_prefix(begin);
  return text.substr(0, text.find_last_not_of(kNumber) + 1);
}

bool begins_small(std::string_view text) {
  const char32_t c = point_at(text, 0).value;
  return (c >= 'a' && c <= 'z') || (c >= 0xE0 && c <= 0xFE);
}

class Finder {
 public:
  explicit Finder(const std::vector<Line>& lines) : lines_(lines) {
    for (std::size_t i = 0; i < lines.size(); ++i)
      if (i == 0 || lines[i].page) pages_.push_back(i);
  }

  std::vector<RunningHead> run() {
    gather();
    std::vector<RunningHead> out;
    std::vector<std::string> keys;
    std::size_t by_distance = 0;
    std::vector<Sign> signs;
    for (const auto& group : groups_) {
      signs.push_back(told_by(group.second));
      by_distance += signs.back() == Sign::distance;
    }
    for (std::size_t g = 0; g < groups_.size(); ++g) {
      const auto& [key, lines] = groups_[g];
      const Sign sign = signs[g];
      // A text that often says the same again has no more heads for that.
      if (sign == Sign::none || (sign == Sign::distance && by_distance > kMostByDistance)) continue;
      keys.push_back(key);
      out.push_back({lines, {}});
    }
    // What was misread on one page alone. A text with many heads is too long to look.
    if (keys.size() * groups_.size() > kMostCompared) groups_.clear();
    for (const auto& [key, lines] : groups_) {
      for (std::size_t k = 0; k < keys.size(); ++k) {
        if (key == keys[k] || !alike(key, keys[k])) continue;
        std::vector<std::size_t> all = out[k].lines;
        all.insert(all.end(), lines.begin(), lines.end());
        std::sort(all.begin(), all.end());
        if (told_by(all) != Sign::none) out[k].lines = std::move(all);
        break;
      }
    }
    for (RunningHead& head : out) {
      head.text = std::string(lines_[head.lines.front()].text);
      // The document's title, where it stands first.
      const std::size_t first = head.lines.front();
      if (first < kEdge && first_number(head.text) < 0 && last_number(head.text) < 0 &&
          !beside_number(first))
        head.lines.erase(head.lines.begin());
    }
    std::sort(out.begin(), out.end(), [](const RunningHead& a, const RunningHead& b) {
      return a.lines.front() < b.lines.front();
    });
    return out;
  }

 private:
  bool may_be(std::size_t i) const {
    const Line& line = lines_[i];
    if (line.style != LineStyle::plain || line.text.size() > kLongest) return false;
    const char last = line.text.back();
    if (last == '.' || last == '?' || last == '!' || last == ':' || last == ',') return false;
    // Pages begin and end at blank lines, or their heads have a number.
    if (!line.gap && !line.page && i + 1 < lines_.size() && !lines_[i + 1].gap &&
        !digit(line.text.front()) && !digit(last)) {
      return false;
    }
    return bullet_sign(line.text, false) == 0 && !ruler(line.text) && !page_number(line);
  }

  /// The short lines by their letters; those that differ by misread letters together, if they are
  /// few enough to be compared.
  void gather() {
    std::vector<std::pair<std::string, std::vector<std::size_t>>> all;
    ByText<std::size_t> at;
    std::string letters;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (!may_be(i)) continue;
      letters_of(lines_[i].text, letters);
      if (letters.size() < kLetters) continue;
      const auto [found, fresh] = at.try_emplace(letters, all.size());
      if (fresh) all.emplace_back(letters, std::vector<std::size_t>());
      all[found->second].second.push_back(i);
    }
    if (all.size() > kMostDifferent) {
      groups_ = std::move(all);
      return;
    }
    for (auto& [key, lines] : all) {
      const auto near = std::find_if(groups_.begin(), groups_.end(),
                                     [&](const auto& group) { return alike(key, group.first); });
      if (near == groups_.end()) {
        groups_.emplace_back(key, std::move(lines));
      } else {
        near->second.insert(near->second.end(), lines.begin(), lines.end());
        std::sort(near->second.begin(), near->second.end());
      }
    }
  }

  static bool alike(const std::string& a, const std::string& b) {
    if (a == b) return true;
    const std::size_t slips = std::min(a.size(), b.size()) / kLettersForASlip;
    const std::size_t apart = std::max(a.size(), b.size()) - std::min(a.size(), b.size());
    return slips > 0 && apart <= slips && edit_distance(a, b, slips + 1) <= slips;
  }

  /// What tells a head: figures or form feeds, or only that it comes back at the distance of pages.
  enum class Sign { none, pages, distance };

  Sign told_by(const std::vector<std::size_t>& lines) const {
    const std::string_view text = lines_[lines.front()].text;
    const std::size_t n = lines.size();
    const std::string_view words = without_number(text);
    if (n < 2 || topic_word(words) || !voice_of(words).id.empty()) return Sign::none;
    const auto count = [&](auto holds) {
      return static_cast<std::size_t>(std::count_if(lines.begin(), lines.end(), holds));
    };
    const std::size_t inside = count([&](std::size_t i) { return in_sentence(i); });
    if (text.find(' ') != std::string_view::npos) {
      if (go_up(lines, first_number)) return Sign::pages;
      if (inside > 0 && go_up(lines, last_number)) return Sign::pages;
    }
    if (count([&](std::size_t i) { return beside_number(i); }) * 3 >= n * 2) return Sign::pages;
    if (n < 3 || same_numbers(lines)) return Sign::none;
    if (pages_.size() >= 3 && n * 2 >= pages_.size() &&
        count([&](std::size_t i) { return at_edge(i); }) * 5 >= n * 4)
      return Sign::pages;
    return inside * 3 >= n && apart(lines, kPage) && evenly(lines) ? Sign::distance : Sign::none;
  }

  /// Pages are about as long as each other; one or two may have lost their head.
  bool evenly(const std::vector<std::size_t>& lines) const {
    std::uint32_t least = std::numeric_limits<std::uint32_t>::max();
    std::uint32_t most = 0;
    for (std::size_t k = 1; k < lines.size(); ++k) {
      const std::uint32_t between = lines_[lines[k]].number - lines_[lines[k - 1]].number;
      least = std::min(least, between);
      most = std::max(most, between);
    }
    return most <= 3 * least;
  }

  /// Does the number that `of` finds go up from page to page?
  bool go_up(const std::vector<std::size_t>& lines, int (*of)(std::string_view)) const {
    int before = -1;
    std::size_t steps = 0;
    for (const std::size_t i : lines) {
      const int number = of(lines_[i].text);
      // The first page has none, or a misread one.
      if (number < 0) continue;
      if (before >= 0 && (number <= before || number > before + kMostStep)) return false;
      steps += before >= 0 ? 1U : 0U;
      before = number;
    }
    return steps > 0 && (steps + 1) * 3 >= lines.size() * 2 && apart(lines, kShortPage);
  }

  /// Votes, prices, times: figures that stand with a text and don't count pages.
  bool same_numbers(const std::vector<std::size_t>& lines) const {
    return std::any_of(lines.begin(), lines.end(), [&](std::size_t i) {
      return last_number(lines_[i].text) >= 0 || first_number(lines_[i].text) >= 0;
    });
  }

  bool apart(const std::vector<std::size_t>& lines, std::uint32_t least) const {
    for (std::size_t k = 1; k < lines.size(); ++k)
      if (lines_[lines[k]].number < lines_[lines[k - 1]].number + least) return false;
    return true;
  }

  bool beside_number(std::size_t i) const {
    return (i > 0 && page_number(lines_[i - 1])) ||
           (i + 1 < lines_.size() && page_number(lines_[i + 1]));
  }

  /// Among the first or last lines between two form feeds?
  bool at_edge(std::size_t i) const {
    const auto next = std::upper_bound(pages_.begin(), pages_.end(), i);
    const std::size_t end = next == pages_.end() ? lines_.size() : *next;
    return i < *std::prev(next) + kEdge || i + kEdge >= end;
  }

  /// Does the text go on from the line above in the line below?
  bool in_sentence(std::size_t i) const {
    if (i == 0 || i + 1 >= lines_.size()) return false;
    std::size_t above = i - 1;
    std::size_t below = i + 1;
    if (above > 0 && page_number(lines_[above])) --above;
    if (below + 1 < lines_.size() && page_number(lines_[below])) ++below;
    const char last = lines_[above].text.back();
    return last != '.' && last != '!' && last != '?' && last != ':' &&
           begins_small(lines_[below].text) && bullet_sign(lines_[below].text, false) == 0;
  }

  const std::vector<Line>& lines_;
  std::vector<std::size_t> pages_;  ///< first lines, the text's own included
  std::vector<std::pair<std::string, std::vector<std::size_t>>> groups_;  ///< by their letters
};

}  // namespace

std::vector<RunningHead> find_running_heads(const std::vector<Line>& lines) {
  return Finder(lines).run();
}

}  // namespace samsyn::ingest
