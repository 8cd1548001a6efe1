#include "stages/repair/pieces.hpp"

#include <algorithm>
#include <string_view>

#include "stages/repair/letters.hpp"

namespace samsyn::repair {
namespace {

constexpr std::size_t kInitialism = 5;  // capitals: longer ones are words of a heading in capitals

bool is_blank(char32_t c) { return c == ' ' || c == '\n' || c == '\t' || c == 0xA0; }

/// A text with the byte place of each code point.
struct Points {
  std::u32string all;
  std::vector<std::uint32_t> place;

  explicit Points(const std::string& text) : all(points_of(text)) {
    place.reserve(all.size() + 1);
    for (std::uint32_t i = 0; i < text.size(); ++i) {
      if (begins_point(text, i)) place.push_back(i);
    }
    place.push_back(static_cast<std::uint32_t>(text.size()));
  }
};

class Cutter {
 public:
  Cutter(const NormBlock& block, std::uint32_t index, const Channel& channel,
         const Abbreviations& abbreviations, std::vector<Piece>& out)
      : block_(block),
        index_(index),
        channel_(channel),
        abbreviations_(abbreviations),
        out_(out),
        text_(block.text) {}

  void cut() {
    const std::u32string& all = text_.all;
    apart_ = begins_ = true;
    for (std::size_t i = 0; i < all.size();) {
      if (is_blank(all[i])) {
        if (all[i] == '\n') line_ = i + 1;
        ++i;
        continue;
      }
      std::size_t end = i;
      while (end < all.size() && !is_blank(all[end])) ++end;
      chunk(i, end);
      i = end;
    }
  }

 private:
  void chunk(std::size_t begin, std::size_t end) {
    const std::u32string_view chunk = std::u32string_view(text_.all).substr(begin, end - begin);
    if (is_address(chunk)) {
      apart_ = true;
      return;
    }
    hyphen_ = false;
    for (std::size_t i = begin; i < end;) {
      if (!in_word(i, begin, end)) {
        separator(i, begin, end);
        ++i;
        continue;
      }
      std::size_t stop = i;
      while (stop < end && in_word(stop, begin, end)) ++stop;
      piece(i, stop, begin, end);
      i = stop;
    }
  }

  /// Addresses of mail and web.
  static bool is_address(std::u32string_view chunk) {
    const std::size_t at = chunk.find(U'@');
    return (at != std::u32string_view::npos && chunk.find(U'.', at) != std::u32string_view::npos) ||
           chunk.find(U"://") != std::u32string_view::npos || chunk.starts_with(U"www.");
  }

  bool in_word(std::size_t i, std::size_t begin, std::size_t end) const {
    const char32_t c = text_.all[i];
    if (is_letter(c) || is_digit(c)) return true;
    if (!channel_.may_be_letter(c)) return false;
    const auto wordlike = [&](std::size_t k) {
      return is_letter(text_.all[k]) || is_digit(text_.all[k]);
    };
    if (i + 1 < end && is_letter(text_.all[i + 1])) return true;
    // d& for då; other signs that end a word are what they are.
    return c == U'&' && i > begin && is_letter(text_.all[i - 1]) &&
           (i + 1 == end || !wordlike(i + 1)) && !is_capital(text_.all[i - 1]);
  }

  void separator(std::size_t i, std::size_t begin, std::size_t end) {
    const char32_t c = text_.all[i];
    if (c == '-' && i > begin && i + 1 < end) {
      hyphen_ = true;
      apart_ = true;
      return;
    }
    if (c == '-' && i > begin && i + 1 == end) {
      // The piece before keeps its hyphen; at a line's end it may be a broken word.
      if (!out_.empty() && out_.back().block == index_) out_.back().hyphen_after = true;
      apart_ = true;
      if (end < text_.all.size() && text_.all[end] == '\n' && !out_.empty() &&
          out_.back().block == index_ && out_.back().span.end == text_.place[i]) {
        out_.back().breaks = true;
      }
      return;
    }
    hyphen_ = false;
    apart_ = true;
    if (c == '.' || c == '!' || c == '?' || c == ':' || c == 0x2022) begins_ = true;
  }

  void piece(std::size_t i, std::size_t stop, std::size_t begin, std::size_t end) {
    Piece piece;
    piece.block = index_;
    piece.span = {text_.place[i], text_.place[stop]};
    piece.apart = apart_;
    piece.begins = begins_;
    piece.hyphen_before = hyphen_;
    if (hyphen_ && !out_.empty()) out_.back().hyphen_after = true;
    const std::u32string_view all = std::u32string_view(text_.all).substr(i, stop - i);
    std::size_t letters = 0;
    std::size_t capitals = 0;
    for (std::size_t k = 0; k < all.size(); ++k) {
      const char32_t c = all[k];
      letters += is_letter(c) ? 1U : 0U;
      const bool capital = is_capital(c);
      capitals += capital ? 1U : 0U;
      const bool inner = capital && k > 0 && is_letter(all[k - 1]) && !is_capital(all[k - 1]) &&
                         channel_.may_be_letter(c);
      piece.seen.push_back(inner ? c : lower(c));
      piece.strange = piece.strange || !is_letter(c);
    }
    if (capitals == letters && capitals > 1) {
      piece.shape = Case::capitals;
    } else if (is_capital(all.front())) {
      piece.shape = Case::first_capital;
    }
    piece.left = is_left(piece, all, i, stop, begin, end, letters, capitals);
    // A mark is no part of the sentence: what follows a bullet begins one.
    apart_ = begins_ = marked(piece.span);
    hyphen_ = false;
    out_.push_back(std::move(piece));
  }

  /// At a line's start: is it within a sentence, and no number of a list or heading?
  bool goes_on(std::size_t stop) const {
    const std::u32string& all = text_.all;
    return line_ > 0 && stop + 1 < all.size() && all[stop] == ' ' && is_letter(all[stop + 1]) &&
           !is_capital(all[stop + 1]);
  }

  bool marked(NormSpan span) const {
    const auto mark = mark_behind(block_.marks, span.begin);
    return mark != block_.marks.end() && mark->begin < span.end;
  }

  bool is_left(const Piece& piece, std::u32string_view all, std::size_t i, std::size_t stop,
               std::size_t begin, std::size_t end, std::size_t letters,
               std::size_t capitals) const {
    if (marked(piece.span)) return true;
    const bool alone = i == begin && stop == end;
    const bool lone = alone && !piece.begins && (i != line_ || goes_on(stop));
    if (letters == 0) return !(lone && all == U"1");
    if (all.size() == 1) return !(lone && (all == U"l" || all == U"I"));
    if (capitals == letters && letters <= kInitialism) return true;
    // FoU, LinkedIn
    if (capitals > 1 && capitals < letters && is_capital(all.front())) return true;
    // 2b, 31a: numbers with a letter; A4, v6: a letter with a number that is not ö.
    if (letters == 1 && is_digit(all.front()) && all.size() > 1 && is_letter(all.back()) &&
        lower(all.back()) >= 'a' && lower(all.back()) <= 'h') {
      return true;
    }
    if (letters == 1 && capitals == 1 && is_digit(all.back())) return true;
    const bool stopped = stop < end && text_.all[stop] == '.';
    if (stopped || (i > begin && text_.all[i - 1] == '.')) {
      if (all.size() <= 2) return true;
      if (abbreviations_(utf8_of(all) + ".") != Abbreviation::none) return true;
      // t.ex., bl.a.: the whole up to its last stop.
      const std::size_t last = stopped ? stop + 1 : stop;
      const std::u32string_view whole = std::u32string_view(text_.all).substr(begin, last - begin);
      return whole.size() <= Abbreviations::kLongest &&
             abbreviations_(utf8_of(whole)) != Abbreviation::none;
    }
    return false;
  }

  const NormBlock& block_;
  std::uint32_t index_;
  const Channel& channel_;
  const Abbreviations& abbreviations_;
  std::vector<Piece>& out_;
  Points text_;
  std::size_t line_ = 0;
  bool apart_ = true, begins_ = true, hyphen_ = false;
};

}  // namespace

std::vector<Piece> pieces_of(const NormDocument& text, const Channel& channel,
                             const Abbreviations& abbreviations) {
  std::vector<Piece> out;
  for (std::uint32_t b = 0; b < text.blocks.size(); ++b) {
    Cutter(text.blocks[b], b, channel, abbreviations, out).cut();
  }
  return out;
}

}  // namespace samsyn::repair
