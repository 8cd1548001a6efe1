// Tokens. The rules follow Universal Dependencies' Swedish treebanks (universaldependencies.org/sv):
// a token is a run of letters and digits; inside it may stand hyphens (HR-avdelningen, 21-åring),
// colons before an ending (EU:s, 80:-), apostrophes, full stops of abbreviations (t.ex.) and
// between digits also . , : / and - (9.30, 2021-10-31). Addresses are one token.

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "stages/words/words.hpp"

namespace samsyn::words {
namespace {

enum class Sign : std::uint8_t { blank, letter, digit, punctuation, symbol };

constexpr std::array<Sign, 128> ascii_signs() {
  std::array<Sign, 128> table{};
  for (std::size_t c = 0; c < table.size(); ++c) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    const bool symbol = c == '+' || c == '<' || c == '=' || c == '>' || c == '$' || c == '^' ||
                        c == '`' || c == '|' || c == '~';
    table[c] = c <= ' '                ? Sign::blank
               : letter                ? Sign::letter
               : c >= '0' && c <= '9' ? Sign::digit
               : symbol                ? Sign::symbol
                                       : Sign::punctuation;
  }
  return table;
}
constexpr std::array<Sign, 128> kAscii = ascii_signs();

struct Point {
  char32_t value = 0;
  std::uint32_t size = 0;
  Sign sign = Sign::blank;
};

Sign sign_of(char32_t c) {
  if (c < 0x80) return kAscii[c];
  if (c >= 0xC0 && c < 0x250) return c == 0xD7 || c == 0xF7 ? Sign::symbol : Sign::letter;
  if (c == 0x200D || c == 0xFE0F) return Sign::symbol;
  const auto point = static_cast<UChar32>(c);
  if (u_isUAlphabetic(point) != 0) return Sign::letter;
  if (u_isdigit(point) != 0) return Sign::digit;
  if (u_isUWhiteSpace(point) != 0) return Sign::blank;
  const std::int8_t type = u_charType(point);
  if (type == U_NON_SPACING_MARK || type == U_COMBINING_SPACING_MARK || type == U_ENCLOSING_MARK) {
    return Sign::letter;
  }
  return u_ispunct(point) != 0 ? Sign::punctuation : Sign::symbol;
}

/// A table of the forms that this thread met: open addressing, so that a known word costs one
/// hash and one compare. Keys are the surface forms, case and all.
class Met {
 public:
  Met() : slots_(1U << 14U) {}

  template <class Make>
  WordId operator()(std::string_view form, const Make& make) {
    const std::uint64_t hash = XXH3_64bits(form.data(), form.size());
    std::size_t at = hash & (slots_.size() - 1);
    for (; slots_[at].id != kNone; at = (at + 1) & (slots_.size() - 1)) {
      const Slot& slot = slots_[at];
      if (slot.hash == hash && form == std::string_view(text_).substr(slot.begin, slot.size)) {
        return slot.id;
      }
    }
    const WordId id = make();
    slots_[at] = {hash, text_.size(), static_cast<std::uint32_t>(form.size()), id};
    text_ += form;
    if (++used_ * 2 > slots_.size()) grow();
    return id;
  }

 private:
  struct Slot {
    std::uint64_t hash = 0;
    std::size_t begin = 0;
    std::uint32_t size = 0;
    WordId id = kNone;
  };

  void grow() {
    std::vector<Slot> wider(slots_.size() * 2);
    for (const Slot& slot : slots_) {
      if (slot.id == kNone) continue;
      std::size_t at = slot.hash & (wider.size() - 1);
      while (wider[at].id != kNone) at = (at + 1) & (wider.size() - 1);
      wider[at] = slot;
    }
    slots_ = std::move(wider);
  }

  std::vector<Slot> slots_;
  std::string text_;
  std::size_t used_ = 0;
};

}  // namespace

struct Tokeniser::Body {
  Lexicon& lexicon;
  const Abbreviations& abbreviations;
  Met met;
  WordId number;  ///< all figures are one word, so that they do not fill the lexicon

  std::string_view text;
  std::uint32_t end = 0;
  std::vector<Token>* out = nullptr;

  Body(Lexicon& l, const Abbreviations& a)
      : lexicon(l), abbreviations(a), number(l.intern("0")) {}

  Point at(std::uint32_t i) const {
    if (i >= end) return {};
    const auto lead = static_cast<unsigned char>(text[i]);
    if (lead < 0x80) return {lead, 1, kAscii[lead]};
    const auto tail = [&](std::uint32_t k) {
      return static_cast<char32_t>(static_cast<unsigned char>(text[i + k])) & 0x3FU;
    };
    Point p;
    if (lead < 0xE0) {
      p = {((lead & 0x1FU) << 6U) | tail(1), 2, Sign::letter};
    } else if (lead < 0xF0) {
      p = {((lead & 0x0FU) << 12U) | (tail(1) << 6U) | tail(2), 3, Sign::letter};
    } else {
      p = {((lead & 0x07U) << 18U) | (tail(1) << 12U) | (tail(2) << 6U) | tail(3), 4, Sign::letter};
    }
    p.sign = sign_of(p.value);
    return p;
  }

  static bool wordlike(Sign s) { return s == Sign::letter || s == Sign::digit; }

  void add(std::uint32_t begin, std::uint32_t stop, TokenKind kind) {
    const std::string_view form = text.substr(begin, stop - begin);
    const WordId id = kind == TokenKind::number
                          ? number
                          : met(form, [&] { return lexicon.intern(fold(form)); });
    out->push_back({{begin, stop}, id, kind, 0});
  }

  void cut(std::uint32_t begin, std::uint32_t stop) {
    end = stop;
    for (std::uint32_t i = begin; i < stop;) {
      const Point p = at(i);
      switch (p.sign) {
        case Sign::blank:
          i += p.size;
          break;
        case Sign::letter:
        case Sign::digit:
          i = word(i);
          break;
        case Sign::punctuation:
          i = punctuation(i, p);
          break;
        case Sign::symbol:
          i = symbol(i, p);
          break;
      }
    }
  }

  std::uint32_t punctuation(std::uint32_t begin, Point p) {
    std::uint32_t i = begin + p.size;
    if (p.value == '.' || p.value == '-' || p.value == '!' || p.value == '?' || p.value == '*') {
      while (i < end && text[i] == text[begin]) ++i;  // ... -- !!!
    }
    add(begin, i, TokenKind::punctuation);
    return i;
  }

  /// An emoji with what is joined to it, or one other sign.
  std::uint32_t symbol(std::uint32_t begin, Point p) {
    std::uint32_t i = begin + p.size;
    for (Point next = at(i); i < end; next = at(i)) {
      const bool joins = next.value == 0x200D || next.value == 0xFE0F ||
                         (next.value >= 0x1F3FB && next.value <= 0x1F3FF);
      if (!joins) break;
      i += next.size;
      if (next.value == 0x200D) i += at(i).size;
    }
    add(begin, i, TokenKind::symbol);
    return i;
  }

  /// Letters and digits from `i` on.
  std::uint32_t run(std::uint32_t i) const {
    while (i < end) {
      const auto byte = static_cast<unsigned char>(text[i]);
      if (byte < 0x80) {
        if (!wordlike(kAscii[byte])) break;
        ++i;
      } else if (byte == 0xC3) {
        if (text[i + 1] == '\x97' || text[i + 1] == '\xB7') break;  // × ÷
        i += 2;
      } else {
        const Point p = at(i);
        if (!wordlike(p.sign)) break;
        i += p.size;
      }
    }
    return i;
  }

  std::uint32_t word(std::uint32_t begin) {
    std::uint32_t i = run(begin);
    bool figures = all_digits(begin, i);
    for (std::uint32_t next = i; i < end; i = next) {
      next = longer(begin, i, figures);
      if (next == i) break;
      figures = figures && all_figures(i, next);
    }
    add(begin, i, figures ? TokenKind::number : TokenKind::word);
    return i;
  }

  bool all_digits(std::uint32_t begin, std::uint32_t stop) const {
    return std::all_of(text.begin() + begin, text.begin() + stop,
                       [](char c) { return c >= '0' && c <= '9'; });
  }
  bool all_figures(std::uint32_t begin, std::uint32_t stop) const {
    return std::all_of(text.begin() + begin, text.begin() + stop,
                       [](char c) { return (c >= '0' && c <= ':') || c == ',' || c == '.' || c == '-'; });
  }

  /// How far the token [begin, i) goes on over the sign at i; i = it ends here.
  std::uint32_t longer(std::uint32_t begin, std::uint32_t i, bool figures) const {
    const Point sign = at(i);
    const Point after = at(i + sign.size);
    const bool goes_on = wordlike(after.sign);
    const std::uint32_t next = i + sign.size;
    switch (sign.value) {
      case '-':
        if (goes_on) return run(next);
        // «språk- och …»: the hyphen stands for the head.
        return figures || after.sign != Sign::blank || next >= end ? i : next;
      case 0x2019: case '\'': case '_':
        return goes_on && !figures ? run(next) : i;
      case ':':
        if (figures && after.value == '-') return next + 1;  // 80:-
        return goes_on ? run(next) : address(begin, i);
      case ',': case 0x2212:
        return figures && after.sign == Sign::digit ? run(next) : i;
      case '.':
        if (figures && after.sign == Sign::digit) return run(next);
        return stop(begin, i, after);
      case '/':
        if (figures && after.sign == Sign::digit) return run(next);
        return address(begin, i);
      case '@':
        return goes_on ? address(begin, i) : i;
      default:
        return i;
    }
  }

  /// A full stop at `i`: of an abbreviation, of an address, or the sentence's.
  std::uint32_t stop(std::uint32_t begin, std::uint32_t i, Point after) const {
    if (wordlike(after.sign)) {
      // t.ex., fr.o.m.: as long a row of short pieces as the list knows.
      std::uint32_t last = i;
      for (std::uint32_t j = i; j < end && text[j] == '.' && j - begin < 16;) {
        const std::uint32_t piece = run(j + 1);
        if (piece == j + 1) break;
        const bool stopped = piece < end && text[piece] == '.';
        // The last stop may be missing: «t.ex att».
        const std::string with = std::string(text.substr(begin, piece - begin)) + '.';
        if (const Abbreviation kind = abbreviations(with); kind != Abbreviation::none) last = piece + (stopped ? 1 : 0);
        j = piece;
      }
      if (last > i) return last;
      return address(begin, i);
    }
    const std::string_view with = text.substr(begin, i + 1 - begin);
    return abbreviations(with) != Abbreviation::none ? i + 1 : i;
  }

  /// An e-mail or web address that the token begins: to the next blank, closing sign or comma.
  std::uint32_t address(std::uint32_t begin, std::uint32_t i) const {
    std::uint32_t last = i;
    while (last < end && static_cast<unsigned char>(text[last]) > ' ' && text[last] != ',' &&
           text[last] != ';' && text[last] != ')' && text[last] != '>' && text[last] != '"') {
      ++last;
    }
    while (last > i && (text[last - 1] == '.' || text[last - 1] == '?' || text[last - 1] == '!' ||
                        text[last - 1] == ':')) {
      --last;
    }
    const std::string_view all = text.substr(begin, last - begin);
    const std::size_t sign = all.find('@');
    const bool mail = sign != std::string_view::npos && all.find('.', sign) != std::string_view::npos;
    const bool web = all.find("://") != std::string_view::npos || all.starts_with("www.");
    const bool domain = text[i] == '.' && (all.ends_with(".se") || all.ends_with(".com") ||
                                           all.ends_with(".org") || all.ends_with(".nu") ||
                                           all.ends_with(".eu"));
    return mail || web || domain ? last : i;
  }
};

Tokeniser::Tokeniser(Lexicon& lexicon, const Abbreviations& abbreviations)
    : body_(std::make_unique<Body>(lexicon, abbreviations)) {}
Tokeniser::~Tokeniser() = default;

Tokens Tokeniser::apply(const NormDocument& text, const std::vector<Segment>& segments) {
  Tokens tokens;
  tokens.first.reserve(segments.size() + 1);
  tokens.first.push_back(0);
  body_->out = &tokens.all;
  for (const Segment& segment : segments) {
    const NormBlock& block = text.blocks[segment.block];
    body_->text = block.text;
    std::uint32_t from = segment.span.begin;
    for (const NormSpan& mark : block.marks) {
      if (mark.end <= from || mark.begin >= segment.span.end) continue;
      body_->cut(from, std::max(from, mark.begin));
      from = std::min(mark.end, segment.span.end);
    }
    body_->cut(from, segment.span.end);
    tokens.first.push_back(static_cast<std::uint32_t>(tokens.all.size()));
  }
  return tokens;
}

}  // namespace samsyn::words
