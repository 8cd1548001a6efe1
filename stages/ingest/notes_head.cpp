#include "stages/ingest/notes_head.hpp"

#include <algorithm>
#include <string>
#include <string_view>

#include "stages/ingest/headings.hpp"
#include "stages/ingest/labels.hpp"

namespace samsyn::ingest {
namespace {

constexpr std::size_t kLookAhead = 12;  // paragraphs after a title in which its header must go on
constexpr std::size_t kTitleBytes = 160;
constexpr std::size_t kSignatureLines = 12;  // at the end of minutes

/// "2024-05-03", "den 3 maj 2024", "torsdag 18 april kl. 9-12".
bool date_line(std::string_view line) {
  if (line.size() > 60 || line.find_first_of("0123456789") == std::string_view::npos) return false;
  if (names_month(line)) return !ends_as_sentence(line);
  const std::string key = fold_label(line);
  return key.size() >= 10 && key.find_first_not_of("0123456789-/. :–kl") == std::string::npos &&
         std::count_if(key.begin(), key.end(), [](char c) { return c >= '0' && c <= '9'; }) >= 6;
}

/// A line of the header: "Plats: …", a date, a key that is followed by its value, or who led the
/// meeting.
bool header_line(const Line& line) {
  if (date_line(line.text)) return true;
  const Label label = colon_label(line.text, false);
  if (label.layout == Layout::none) return false;
  if (header_key(label.name)) return true;
  return interviewer_word(label.name) && label.body < line.text.size() &&
         name_shaped(line.text.substr(label.body));
}

bool digits_first(std::string_view text) {
  return (text.front() >= '0' && text.front() <= '9') || text.starts_with("§");
}

class Head {
 public:
  Head(const std::vector<Line>& lines, std::span<const CellLines> cells,
       const std::vector<Signpost>& posts, const std::function<bool(std::size_t)>& labelled)
      : lines_(lines), cells_(cells), posts_(posts), labelled_(labelled) {}

  std::size_t end() {
    std::size_t i = 0;
    while (i < lines_.size()) {
      if (cell_at(cells_, i) != nullptr) return i;
      const Signpost* post = post_at(i);
      if (lines_[i].style == LineStyle::contents || ruler(lines_[i].text) ||
          (post != nullptr && post->whole_file)) {
        ++i;
      } else if (post != nullptr) {
        if (!title(i, *post)) return i;
        ++i;
      } else if (header_line(lines_[i])) {
        i = value_end(i);
      } else if (const std::size_t end = paragraph_end(i); register_block(i, end)) {
        i = end;
      } else {
        const std::size_t over = i == 0 ? first_title_end(end) : end;
        if (!title_like(i, over) || !header_goes_on(over)) return i;
        i = over;
      }
    }
    return i;
  }

 private:
  /// The line after the paragraph that line i stands in. Asked of its lines from the first on: the
  /// end is looked for once.
  std::size_t paragraph_end(std::size_t i) {
    if (i < paragraph_ || i >= paragraph_end_) {
      paragraph_ = i;
      paragraph_end_ = i + 1;
      while (paragraph_end_ < lines_.size() && !lines_[paragraph_end_].paragraph) ++paragraph_end_;
    }
    return paragraph_end_;
  }

  const Signpost* post_at(std::size_t i) const {
    const auto at =
        std::lower_bound(posts_.begin(), posts_.end(), i,
                         [](const Signpost& p, std::size_t line) { return p.line < line; });
    return at != posts_.end() && at->line == i ? &*at : nullptr;
  }

  /// Up to the next blank line: wrapped values, and lists of participants.
  std::size_t value_end(std::size_t i) {
    const std::size_t end = paragraph_end(i);
    for (++i; i < end && post_at(i) == nullptr && !labelled_(i);) ++i;
    return i;
  }

  /// Only the first line can be a title, and only when a header or other headings follow it; a
  /// municipality's name is the place of the meeting only when the header goes on at once.
  bool title(std::size_t i, const Signpost& post) {
    if (i != 0 || digits_first(lines_[0].text) || lines_.size() < 2) return false;
    if (post.topic || one_of_several(post)) return false;
    return post.voice.id.empty() ? header_goes_on(1) : header_line(lines_[1]);
  }

  /// Inside the first paragraph the title may stand directly over the header lines.
  std::size_t first_title_end(std::size_t end) const {
    for (std::size_t k = 1; k < end; ++k) {
      if (header_line(lines_[k]) || post_at(k) != nullptr) return k;
    }
    return end;
  }

  /// A block of "key: value" or "key:" and value lines, as registers print them.
  bool register_block(std::size_t first, std::size_t end) const {
    std::size_t keys = 0;
    for (std::size_t i = first; i < end; ++i) {
      const std::string_view text = lines_[i].text;
      if (text.size() > 120) return false;
      if (text.ends_with(':')) ++keys;
    }
    return end - first >= 4 && keys * 3 >= end - first;
  }

  /// Is the paragraph a title or the like: short lines, no sentence?
  bool title_like(std::size_t first, std::size_t end) const {
    if (end - first > 3) return false;
    std::size_t bytes = 0;
    for (std::size_t i = first; i < end; ++i) {
      bytes += lines_[i].text.size();
      if (bullet_sign(lines_[i].text, false) != 0 || lines_[i].style == LineStyle::list ||
          labelled_(i) || (i != first && post_at(i) != nullptr) || cell_at(cells_, i) != nullptr) {
        return false;
      }
    }
    return bytes <= kTitleBytes && !ends_as_sentence(lines_[end - 1].text);
  }

  /// Do header lines, or another heading, follow before any content?
  bool header_goes_on(std::size_t i) const {
    for (std::size_t n = 0; i < lines_.size() && n < kLookAhead; ++n) {
      if (header_line(lines_[i]) || post_at(i) != nullptr) return true;
      std::size_t end = i + 1;
      while (end < lines_.size() && !lines_[end].paragraph) ++end;
      if (register_block(i, end)) return true;
      if (!title_like(i, end)) return false;
      i = end;
    }
    return false;
  }

  /// Is the heading one by its style, and not the only one of its level?
  bool one_of_several(const Signpost& post) const {
    const Line& line = lines_[post.line];
    if (line.style != LineStyle::heading || line.level == 0) return false;
    return std::any_of(posts_.begin(), posts_.end(), [&](const Signpost& other) {
      return other.line != post.line && lines_[other.line].style == LineStyle::heading &&
             lines_[other.line].level == line.level;
    });
  }

  const std::vector<Line>& lines_;
  std::span<const CellLines> cells_;
  const std::vector<Signpost>& posts_;
  const std::function<bool(std::size_t)>& labelled_;
  std::size_t paragraph_ = 0, paragraph_end_ = 0;  ///< the one at hand: lines [paragraph_, …)
};

}  // namespace

std::size_t head_end(const std::vector<Line>& lines, std::span<const CellLines> cells,
                     const std::vector<Signpost>& posts,
                     const std::function<bool(std::size_t)>& labelled) {
  return Head(lines, cells, posts, labelled).end();
}

bool Signatures::hold(std::size_t line) {
  if (lines_.size() - line > kSignatureLines) return false;
  if (begun_) return true;
  std::string_view text = lines_[line].text;
  if (text.size() > 40) return false;
  if (text.ends_with(':')) text.remove_suffix(1);
  const std::string key = fold_label(text);
  begun_ = key == "vid protokollet" || key == "justeras" || key == "justerat" ||
           key == "underskrifter" || key == "vid pennan" || key == "justerare";
  return begun_;
}

}  // namespace samsyn::ingest
