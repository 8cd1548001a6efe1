#include "pipeline/model/issue.hpp"

#include <algorithm>
#include <array>
#include <iterator>

#include "pipeline/model/ascii.hpp"
#include "pipeline/model/edit_distance.hpp"
#include "pipeline/model/plain_text.hpp"
#include "pipeline/model/text.hpp"

namespace samsyn {
namespace {

constexpr std::size_t kExcerptPoints = 60;

std::size_t point_length(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead < 0xE0) return 2;
  return lead < 0xF0 ? 3 : 4;
}

/// Longer words are answers, not names of columns or options.
constexpr std::size_t kLongestName = 1024;  // bytes

}  // namespace

std::string_view name_of(Severity severity) {
  constexpr std::array<std::string_view, 3> kNames{"note", "warning", "error"};
  return kNames.at(static_cast<std::size_t>(severity));
}

void Issues::add(Issues other) {
  std::move(other.all_.begin(), other.all_.end(), std::back_inserter(all_));
}

std::size_t Issues::count(Severity severity) const {
  return static_cast<std::size_t>(std::count_if(
      all_.begin(), all_.end(), [&](const Issue& i) { return i.severity == severity; }));
}

std::string counted(std::size_t n, std::string_view one, std::string_view many) {
  return std::to_string(n) + " " + std::string(n == 1 ? one : many);
}

std::string excerpt_of(std::string_view text) {
  std::string out;
  std::size_t points = 0;
  for (std::size_t i = 0; i < text.size(); ++points) {
    if (points == kExcerptPoints) return out + "…";
    const std::size_t n =
        std::min(point_length(static_cast<unsigned char>(text[i])), text.size() - i);
    out += plain_text(text.substr(i, n));  // a line break is seen and breaks nothing
    i += n;
  }
  return out;
}

std::string render(const Where& where) {
  std::string out = where.file;
  if (!where.sheet.empty()) out += ":" + where.sheet;
  if (where.row != 0) out += ":" + std::to_string(where.row);
  if (where.line != 0) out += ":" + std::to_string(where.line);
  if (where.column != 0) out += ":" + std::to_string(where.column);
  if (!where.column_title.empty()) out += " «" + excerpt_of(where.column_title) + "»";
  if (!where.part.empty()) out += " (" + where.part + ")";
  return out;
}

std::string render(const Issue& issue) {
  std::string out = render(issue.where);
  if (!out.empty()) out += ": ";
  out += issue.message + " [" + issue.id + "]";
  if (!issue.excerpt.empty()) out += "\n    " + excerpt_of(issue.excerpt);
  if (!issue.remedy.empty()) out += "\n  fix: " + issue.remedy;
  return out;
}

std::string nearest(std::string_view word, const std::vector<std::string>& candidates) {
  std::string best;
  if (word.size() > kLongestName) return best;
  const std::string lower = lower_ascii(word);
  std::size_t least = std::max<std::size_t>(1, word.size() / 3) + 1;
  for (const std::string& candidate : candidates) {
    const std::size_t d = edit_distance(lower, lower_ascii(candidate), least);
    if (d < least) {
      least = d;
      best = candidate;
    }
  }
  return best;
}

}  // namespace samsyn
