#include "pipeline/messages.hpp"

#include <unistd.h>

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>
#include <vector>

#include "pipeline/model/text.hpp"

namespace samsyn {
namespace {

constexpr std::size_t kTold = 5;      // issues of one id
constexpr std::size_t kPlaces = 4;    // places of one message
constexpr std::size_t kColumns = 80;  // of a terminal
constexpr std::size_t kHanging = 4;   // where a message goes on

/// What was found at one place or several.
struct Told {
  Issue issue;
  std::vector<std::string> places;  ///< after the first
};

/// Each message once, in order of the first place.
std::vector<Told> without_repeats(const Issues& issues) {
  std::vector<Told> out;
  std::map<std::tuple<std::string, std::string, std::string, std::string>, std::size_t> at;
  for (const Issue& issue : issues.all()) {
    if (issue.severity == Severity::note) continue;
    const auto [found, fresh] =
        at.try_emplace({issue.id, issue.message, issue.excerpt, issue.remedy}, out.size());
    if (fresh) {
      out.push_back({issue, {}});
      continue;
    }
    Told& told = out[found->second];
    std::string place = render(issue.where);
    const bool known =
        issue.where == told.issue.where ||
        std::find(told.places.begin(), told.places.end(), place) != told.places.end();
    if (!known) told.places.push_back(std::move(place));
  }
  return out;
}

std::string told(const Told& one, const Telling& how) {
  const Issue issue = how.translation(one.issue);
  std::string out = render(issue.where);
  if (!out.empty()) out += ": ";
  out = wrapped(out + issue.message + " [" + issue.id + "]", how.width, kHanging);
  if (!issue.excerpt.empty()) out += "\n    " + excerpt_of(issue.excerpt);
  if (!one.places.empty()) {
    std::string places = how.swedish ? "  också: " : "  also: ";
    for (std::size_t p = 0; p < std::min(one.places.size(), kPlaces); ++p)
      places += (p == 0 ? "" : ", ") + one.places[p];
    if (one.places.size() > kPlaces)
      places += (how.swedish ? " och " : " and ") + std::to_string(one.places.size() - kPlaces) +
                (how.swedish ? " ställen till" : " more");
    out += "\n" + wrapped(places, how.width, kHanging);
  }
  if (!issue.remedy.empty())
    out += "\n" +
           wrapped((how.swedish ? "  åtgärd: " : "  fix: ") + issue.remedy, how.width, kHanging);
  return out + "\n";
}

}  // namespace

std::string tell(const Issue& issue, const Telling& how) { return told({issue, {}}, how); }

std::string tell(const Issues& issues, const Telling& how) {
  std::string out;
  std::vector<std::pair<std::string, std::size_t>> seen;  // in the order of the first
  for (const Told& one : without_repeats(issues)) {
    auto found = std::find_if(seen.begin(), seen.end(),
                              [&](const auto& entry) { return entry.first == one.issue.id; });
    if (found == seen.end()) found = seen.insert(seen.end(), {one.issue.id, 0});
    if (++found->second <= kTold) out += told(one, how);
  }
  for (const auto& [id, count] : seen) {
    if (count <= kTold) continue;
    const std::string more = std::to_string(count - kTold);
    out += how.swedish ? "… och " + more + " till av [" + id + "]"
                       : "… and " + more + " more of [" + id + "]";
    if (!how.whole.empty()) out += (how.swedish ? ": se " : ": see ") + std::string(how.whole);
    out += "\n";
  }
  return out;
}

std::size_t width_of_terminal() { return ::isatty(STDERR_FILENO) == 1 ? kColumns : 0; }

std::string wrapped(std::string_view text, std::size_t width, std::size_t indent,
                    std::size_t most_lines) {
  if (width == 0) return std::string(text);
  std::string out;
  std::size_t column = 0;
  std::size_t lines = 1;
  std::size_t last_word = 0;  // where it begins in `out`, with its blanks
  bool line_has_word = false;
  for (std::size_t at = 0; at < text.size();) {
    // A word with the blanks before it.
    const std::size_t word = text.find_first_not_of(' ', at);
    if (word == std::string_view::npos) break;
    const std::size_t end = std::min(text.find(' ', word), text.size());
    const std::size_t blanks = word - at;
    const std::size_t letters = code_points(text.substr(word, end - word));
    const bool goes_on = line_has_word && column + blanks + letters > width;
    if (goes_on && lines == most_lines) {
      if (column + 2 > width) out.erase(last_word);  // room for what comes
      return out + " …";
    }
    last_word = out.size();
    if (goes_on) {
      ++lines;
      out += "\n" + std::string(indent, ' ');
      column = indent;
      last_word = out.size();
    } else {
      out.append(blanks, ' ');
      column += blanks;
    }
    out += text.substr(word, end - word);
    column += letters;
    line_has_word = true;
    at = end;
  }
  return out;
}

}  // namespace samsyn
