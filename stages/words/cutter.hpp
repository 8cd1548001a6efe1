#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>

#include "pipeline/model/abbreviations.hpp"
#include "pipeline/model/segment.hpp"
#include "stages/words/signs.hpp"

namespace samsyn::words {

/// Where tokens begin and end.
///
/// The rules follow Universal Dependencies' Swedish treebanks
/// (universaldependencies.org/sv): a token is a run of letters and digits; inside it may stand
/// hyphens (HR-avdelningen, 21-åring), colons before an ending (EU:s, 80:-), apostrophes, full
/// stops of abbreviations (t.ex.) and between digits also . , : / and - (9.30, 2021-10-31).
/// Addresses are one token.
class Cutter {
 public:
  explicit Cutter(const Abbreviations& abbreviations) : abbreviations_(abbreviations) {}

  /// The text that the next calls cut; `segment`: where the segment begins.
  void open(std::string_view text, std::uint32_t segment) {
    text_ = text;
    segment_ = segment;
  }

  /// Calls add(begin, end, kind) for each token of [begin, stop) of the text.
  template <class Add>
  void cut(std::uint32_t begin, std::uint32_t stop, const Add& add) {
    end_ = stop;
    chunk_ = {};
    for (std::uint32_t i = begin; i < stop;) {
      const Point p = at(i);
      std::uint32_t last = i + p.size;
      switch (p.sign) {
        case Sign::blank:
          break;
        case Sign::letter:
        case Sign::digit: {
          bool figures = false;
          last = word(i, figures);
          add(i, last, figures ? TokenKind::number : TokenKind::word);
          break;
        }
        case Sign::punctuation:
          last = punctuation(i, p);
          add(i, last, TokenKind::punctuation);
          break;
        case Sign::symbol:
          last = symbol(i, p);
          add(i, last, TokenKind::symbol);
          break;
      }
      i = last;
    }
  }

  /// Of a token that was cut already.
  TokenKind kind(NormSpan span);

 private:
  Point at(std::uint32_t i) const { return i < end_ ? point_at(text_, i) : Point{}; }

  /// Letters and digits from `i` on.
  std::uint32_t run(std::uint32_t i) const {
    while (i < end_) {
      const auto byte = static_cast<unsigned char>(text_[i]);
      if (byte < 0x80) {
        if (!wordlike(kAscii[byte])) break;
        ++i;
      } else if (byte == 0xC3) {
        if (text_[i + 1] == '\x97' || text_[i + 1] == '\xB7') break;  // × ÷
        i += 2;
      } else {
        const Point p = at(i);
        if (!wordlike(p.sign)) break;
        i += p.size;
      }
    }
    return i;
  }

  std::uint32_t word(std::uint32_t begin, bool& figures) {
    std::uint32_t i = run(begin);
    figures = all_digits(begin, i);
    for (std::uint32_t next = i; i < end_ && text_[i] != ' '; i = next) {
      next = longer(begin, i, figures);
      if (next == i) break;
      figures = figures && all_figures(i, next);
    }
    return i < end_ && text_[i] == ' ' ? spaced(begin, i) : i;
  }

  bool all_digits(std::uint32_t begin, std::uint32_t stop) const {
    return std::all_of(text_.begin() + begin, text_.begin() + stop,
                       [](char c) { return c >= '0' && c <= '9'; });
  }
  /// Figures and the signs between them: 9.30, 80:-, 31/10/2021, 3−4.
  bool all_figures(std::uint32_t begin, std::uint32_t stop) const {
    constexpr std::u32string_view kBetween = U".,:/-\u2212";
    for (std::uint32_t i = begin; i < stop;) {
      const Point p = at(i);
      const bool figure = p.value >= '0' && p.value <= '9';
      if (!figure && kBetween.find(p.value) == std::u32string_view::npos) return false;
      i += p.size;
    }
    return true;
  }

  std::uint32_t punctuation(std::uint32_t begin, Point p) const;
  /// An emoji with what is joined to it, or one other sign.
  std::uint32_t symbol(std::uint32_t begin, Point p) const;
  /// How far the token [begin, i) goes on over the sign at i; i = it ends here.
  std::uint32_t longer(std::uint32_t begin, std::uint32_t i, bool figures);
  /// An abbreviation whose stops are blanks, «t ex», «bl a», «d v s»: its end where [begin, i) is
  /// its first piece; i = none.
  std::uint32_t spaced(std::uint32_t begin, std::uint32_t i) const;
  /// Only a to z; with may_open any letter first.
  bool is_small(std::uint32_t begin, std::uint32_t stop, bool may_open) const;
  /// A full stop at `i`: of an abbreviation, of an address, or the sentence's.
  std::uint32_t stop(std::uint32_t begin, std::uint32_t i, Point after);
  /// Is the stop at `i` that of an initial («A. Ek») or of a number that opens the segment («7. Se
  /// vidare»)? Both stand before a capital; where the segment ends, the stop is the sentence's.
  bool opens(std::uint32_t begin, std::uint32_t i) const;
  /// An e-mail or web address that the token begins: to the next blank, closing sign or comma.
  std::uint32_t address(std::uint32_t begin, std::uint32_t i);

  /// What may be an address: all up to a blank or closing sign.
  struct Chunk {
    std::uint32_t begin = 0, end = 0;
    std::uint32_t last = 0;  ///< the end without signs that close a sentence
    std::size_t at = 0;      ///< the last @ with a full stop behind it; npos = none
    std::size_t scheme = 0;  ///< the last ://; npos = none
  };
  Chunk chunk_from(std::uint32_t begin, std::uint32_t i) const;

  const Abbreviations& abbreviations_;
  std::string_view text_;
  std::uint32_t end_ = 0;
  std::uint32_t segment_ = 0;
  Chunk chunk_;  ///< looked at last
};

}  // namespace samsyn::words
