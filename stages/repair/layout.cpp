#include "stages/repair/layout.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <string_view>

#include "stages/repair/letters.hpp"

namespace samsyn::repair {
namespace {

constexpr std::size_t kHead = 80;        // bytes of a running head at most
constexpr std::size_t kHeadLetters = 4;  // and at least
constexpr std::size_t kRepeated = 3;
constexpr std::size_t kPageFigures = 4;

struct Line {
  std::uint32_t block = 0;
  NormSpan span;  ///< without blanks at its ends
  bool page = false;
  NormSpan mark{};  ///< what is no running text of it; empty = nothing
};

bool digit(char c) { return c >= '0' && c <= '9'; }

std::string_view trimmed(std::string_view text, std::string_view of) {
  const std::size_t begin = text.find_first_not_of(of);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(of) - begin + 1);
}

std::string_view figures(std::string_view& text) {
  std::size_t n = 0;
  while (n < text.size() && digit(text[n])) ++n;
  const std::string_view out = text.substr(0, n);
  text.remove_prefix(n);
  return out.size() <= kPageFigures ? out : std::string_view{};
}

/// A page number that tells itself: with the number of pages, a word, or dashes round it.
bool is_page_number(std::string_view line) {
  bool told = false;
  for (const std::string_view word : {"Sida ", "sida ", "Sid ", "sid ", "S. ", "s. "}) {
    if (!line.starts_with(word)) continue;
    line.remove_prefix(word.size());
    told = true;
  }
  for (const std::string_view dash : {"- ", "– ", "— "}) {
    if (line.starts_with(dash) && line.ends_with(trimmed(dash, " "))) {
      line = trimmed(line.substr(dash.size()), " -\xE2\x80\x93\x94");
      told = true;
    }
  }
  if (figures(line).empty()) return false;
  line = trimmed(line, " ");
  if (line.empty()) return told;
  for (const auto& [open, close] :
       {std::pair<std::string_view, std::string_view>{"(", ")"}, {"/", ""}, {"av ", ""}}) {
    if (!line.starts_with(open) || !line.ends_with(close)) continue;
    std::string_view rest = line.substr(open.size(), line.size() - open.size() - close.size());
    return !figures(rest).empty() && rest.empty();
  }
  return false;
}

std::vector<Line> lines_of(const NormDocument& text) {
  std::vector<Line> out;
  for (std::uint32_t b = 0; b < text.blocks.size(); ++b) {
    const std::string_view all = text.blocks[b].text;
    for (std::size_t begin = 0; begin < all.size();) {
      const std::size_t end = std::min(all.find('\n', begin), all.size());
      const std::string_view line = trimmed(all.substr(begin, end - begin), " ");
      if (!line.empty()) {
        const auto at = static_cast<std::uint32_t>(line.data() - all.data());
        out.push_back(
            {b, {at, at + static_cast<std::uint32_t>(line.size())}, is_page_number(line), {}});
      }
      begin = end + 1;
    }
  }
  return out;
}

bool marked(const NormBlock& block, NormSpan span) {
  const auto mark = mark_behind(block.marks, span.begin);
  return mark != block.marks.end() && mark->begin < span.end;
}

class Marking {
 public:
  explicit Marking(NormDocument& text) : text_(text), lines_(lines_of(text)) {}

  void run() {
    count_upwards();
    for (Line& line : lines_) {
      if (line.page) line.mark = line.span;
    }
    heads();
    bullets();
    for (auto line = lines_.begin(); line != lines_.end();) {
      NormBlock& block = text_.blocks[line->block];
      std::vector<NormSpan> added;
      for (const std::uint32_t b = line->block; line != lines_.end() && line->block == b; ++line) {
        if (line->mark.size() > 0 && !marked(block, line->mark)) added.push_back(line->mark);
      }
      const auto old = static_cast<std::ptrdiff_t>(block.marks.size());
      block.marks.insert(block.marks.end(), added.begin(), added.end());
      std::inplace_merge(block.marks.begin(), block.marks.begin() + old, block.marks.end(),
                         [](NormSpan a, NormSpan b) { return a.begin < b.begin; });
    }
  }

 private:
  std::string_view of(const Line& line) const {
    return line.span.of(text_.blocks[line.block].text);
  }

  void count_upwards() {
    std::vector<std::size_t> bare;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const std::string_view line = of(lines_[i]);
      if (line.size() <= kPageFigures && std::all_of(line.begin(), line.end(), digit))
        bare.push_back(i);
    }
    const auto number = [&](std::size_t k) { return std::stoi(std::string(of(lines_[bare[k]]))); };
    for (std::size_t k = 0; k + 1 < bare.size(); ++k) {
      if (number(k + 1) == number(k) + 1) lines_[bare[k]].page = lines_[bare[k + 1]].page = true;
    }
  }

  void heads() {
    std::map<std::string, std::vector<std::size_t>> same;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const std::string_view line = of(lines_[i]);
      if (lines_[i].page || line.size() > kHead) continue;
      std::string key;
      for (const char c : line) {
        if (!digit(c) && c != ' ') key += c;
      }
      if (key.size() >= kHeadLetters) same[key].push_back(i);
    }
    for (const auto& [key, places] : same) {
      if (places.size() < kRepeated) continue;
      std::size_t beside = 0;
      for (const std::size_t i : places) {
        const bool near =
            (i > 0 && lines_[i - 1].page) || (i + 1 < lines_.size() && lines_[i + 1].page);
        beside += near ? 1U : 0U;
      }
      if (beside * 3 < places.size() * 2) continue;
      for (std::size_t k = 1; k < places.size(); ++k) {
        lines_[places[k]].mark = lines_[places[k]].span;
      }
    }
  }

  void bullets() {
    constexpr std::array<std::string_view, 11> kSigns{"o ", "e ", "* ", "• ", "· ", "¢ ",
                                                      "® ", "° ", "» ", "○ ", "▪ "};
    std::vector<std::pair<Line*, std::uint32_t>> found;  ///< with the sign's bytes
    for (Line& line : lines_) {
      const std::string_view all = of(line);
      for (const std::string_view sign : kSigns) {
        if (!all.starts_with(sign) || !is_letter(point_at(all, sign.size()).value)) continue;
        found.emplace_back(&line, static_cast<std::uint32_t>(sign.size() - 1));
        break;
      }
    }
    if (found.size() < 2) return;
    for (const auto& [line, size] : found) {
      if (line->mark.size() == 0) line->mark = {line->span.begin, line->span.begin + size};
    }
  }

  NormDocument& text_;
  std::vector<Line> lines_;
};

}  // namespace

void mark_layout(NormDocument& text) { Marking(text).run(); }

}  // namespace samsyn::repair
