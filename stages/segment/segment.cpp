#include "stages/segment/segment.hpp"

#include <algorithm>
#include <cassert>
#include <string_view>

#include "stages/segment/clauses.hpp"
#include "stages/segment/sentences.hpp"

namespace samsyn::segment {
namespace {

// A line shorter than this was not broken by a margin: its line break was meant.
constexpr std::uint32_t kWrappedLine = 50;  // characters

class BlockCutter {
 public:
  BlockCutter(const NormBlock& block, BlockRole role, std::uint32_t index,
              const Abbreviations& abbreviations, std::vector<Segment>& out)
      : block_(block),
        text_(block.text),
        role_(role),
        index_(index),
        abbreviations_(abbreviations),
        out_(out),
        first_(out.size()),
        one_line_(text_.find('\n') == std::string_view::npos) {}

  void cut() {
    const auto size = static_cast<std::uint32_t>(text_.size());
    if (role_ == BlockRole::heading || role_ == BlockRole::preamble) {
      put(0, size);
      return;
    }
    // Stretches between line breaks that mean something, then sentences within them.
    std::uint32_t start = 0;
    measure_lines();
    for (std::size_t at = text_.find('\n'); at != std::string_view::npos;
         at = text_.find('\n', at + 1)) {
      const auto here = static_cast<std::uint32_t>(at);
      if (here < start || !parts(start, here)) continue;
      sentences(start, here);
      start = here + 1;
    }
    sentences(start, size);
  }

 private:
  /// Does the line break at `at` start a new segment?
  bool parts(std::uint32_t start, std::uint32_t at) const {
    std::uint32_t next = at + 1;
    while (next < text_.size() && text_[next] == ' ') ++next;
    if (next >= text_.size() || text_[next] == '\n') return true;
    if (bullet_length(next) != 0 || marked_bullet(next)) return true;
    const std::size_t line = text_.rfind('\n', at == 0 ? 0 : at - 1);
    const std::uint32_t from = line == std::string_view::npos || line < start
                                   ? start
                                   : static_cast<std::uint32_t>(line) + 1;
    const bool small = is_lower(point_at(text_, next).value);
    if (role_ != BlockRole::answer) return !small && !full(from, at, next);
    if (wrapped_) return false;
    std::uint32_t last = at;
    while (last > from && text_[last - 1] == ' ') --last;
    const bool stopped =
        last > from && std::string_view(".!?:;").find(text_[last - 1]) != std::string_view::npos;
    return stopped || at - from < kWrappedLine || !small;
  }

  /// Would the next line's first word not have fitted on the line [from, at)? Then a margin broke
  /// it.
  bool full(std::uint32_t from, std::uint32_t at, std::uint32_t next) const {
    const std::size_t word = std::min(text_.size(), text_.find_first_of(" \n", next)) - next;
    return width_ >= kWrappedLine &&
           code_points(text_.substr(from, at - from)) + 1 + code_points(text_.substr(next, word)) >
               width_;
  }

  /// Finds the widest line, and whether a margin broke all lines of a text of three or more.
  void measure_lines() {
    width_ = 0;
    wrapped_ = false;
    if (one_line_) return;
    std::uint32_t lines = 0;
    const auto each = [&](const auto& use) {
      for (std::uint32_t from = 0; from <= text_.size();) {
        const auto end = static_cast<std::uint32_t>(std::min(text_.size(), text_.find('\n', from)));
        use(from, end);
        from = end + 1;
      }
    };
    each([&](std::uint32_t from, std::uint32_t end) {
      width_ = std::max(width_, code_points(text_.substr(from, end - from)));
      ++lines;
    });
    wrapped_ = lines > 2;
    each([&](std::uint32_t from, std::uint32_t end) {
      if (end < text_.size()) wrapped_ = wrapped_ && full(from, end, end + 1);
    });
  }

  /// Bytes of a bullet or list number with the blank behind it, at the start of a line; 0 = none.
  /// In a text of one line a number is the text's («7. Se vidare»).
  std::uint32_t bullet_length(std::uint32_t at) const {
    const CodePoint sign = point_at(text_, at);
    std::uint32_t end = at;
    if (is_bullet(sign.value)) {
      end = at + sign.size;
    } else {
      while (end < text_.size() && end < at + 2 && text_[end] >= '0' && text_[end] <= '9') ++end;
      if (end == at && ((sign.value >= 'a' && sign.value <= 'h'))) ++end;
      if (one_line_) return 0;
      if (end == at || end >= text_.size() || (text_[end] != ')' && text_[end] != '.')) return 0;
      if (text_[end] == '.' && !(text_[at] >= '0' && text_[at] <= '9')) return 0;
      ++end;
    }
    if (end < text_.size() && text_[end] != ' ') return 0;
    while (end < text_.size() && text_[end] == ' ') ++end;
    return end < text_.size() && text_[end] != '\n' ? end - at : 0;
  }

  /// A bullet that was read as a letter («o», «e») and marked as no text: a sign and a blank.
  bool marked_bullet(std::uint32_t at) const {
    constexpr std::uint32_t kLongestSign = 3;  // bytes
    const auto mark = mark_behind(block_.marks, at);
    return mark != block_.marks.end() && mark->begin == at && mark->size() <= kLongestSign &&
           mark->end < text_.size() && text_[mark->end] == ' ' &&
           !(text_[at] >= '0' && text_[at] <= '9');
  }

  void sentences(std::uint32_t begin, std::uint32_t end) {
    while (begin < end && (text_[begin] == ' ' || text_[begin] == '\n')) ++begin;
    if (begin < end) begin += bullet_length(begin);
    if (begin >= end) return;
    for (const std::uint32_t stop : sentence_ends(text_, begin, end, abbreviations_)) {
      clauses(begin, stop);
      begin = stop;
    }
    clauses(begin, end);
  }

  /// A sentence; in a transcript, its clauses when nobody set signs.
  void clauses(std::uint32_t begin, std::uint32_t end) {
    if (role_ == BlockRole::turn || role_ == BlockRole::interviewer) {
      for (const std::uint32_t start : clause_starts(text_, begin, end)) {
        put(begin, start);
        begin = start;
      }
    }
    put(begin, end);
  }

  /// Adds [begin, end) without the blanks and marks around it. Signs alone («!!!», «:-)») belong to
  /// the segment before them on the same line.
  void put(std::uint32_t begin, std::uint32_t end) {
    for (bool again = true; again;) {
      again = false;
      while (begin < end && (text_[begin] == ' ' || text_[begin] == '\n')) ++begin;
      while (begin < end && (text_[end - 1] == ' ' || text_[end - 1] == '\n')) --end;
      if (begin >= end) return;
      const auto first = mark_behind(block_.marks, begin);
      if (first != block_.marks.end() && first->begin <= begin) {
        begin = std::min(first->end, end);
        again = true;
      }
      const auto last = mark_behind(block_.marks, end - 1);
      if (begin < end && last != block_.marks.end() && last->begin < end) {
        end = std::max(last->begin, begin);
        again = true;
      }
    }
    if (out_.size() > first_ && !has_word(begin, end)) {
      Segment& before = out_.back();
      const std::string_view between = text_.substr(before.span.end, begin - before.span.end);
      if (between.find('\n') == std::string_view::npos) {
        before.span.end = end;
        return;
      }
    }
    out_.push_back({index_, {begin, end}});
  }

  bool has_word(std::uint32_t begin, std::uint32_t end) const {
    for (std::uint32_t at = begin; at < end;) {
      const CodePoint point = point_at(text_, at);
      at += point.size;
      const char32_t c = point.value;
      if ((c >= '0' && c <= '9') || ((c | 0x20U) >= 'a' && (c | 0x20U) <= 'z')) return true;
      if (c >= 0xC0 && (c < 0x2000 || c > 0x2BFF)) return true;  // letters of all scripts, emoji
    }
    return false;
  }

  const NormBlock& block_;
  std::string_view text_;
  BlockRole role_;
  std::uint32_t index_;
  const Abbreviations& abbreviations_;
  std::vector<Segment>& out_;
  std::size_t first_;
  bool one_line_;
  std::uint32_t width_ = 0;  ///< characters of the widest line
  bool wrapped_ = false;     ///< a margin broke all lines
};

}  // namespace

std::vector<Segment> split(const Document& document, const NormDocument& text,
                           const Abbreviations& abbreviations) {
  std::vector<Segment> out;
  out.reserve(text.blocks.size() * 2);
  for (std::uint32_t b = 0; b < text.blocks.size(); ++b) {
    assert(text.first + b < document.blocks.size());
    BlockCutter(text.blocks[b], document.blocks[text.first + b].role, b, abbreviations, out).cut();
  }
  return out;
}

}  // namespace samsyn::segment
