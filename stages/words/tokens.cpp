// Tokens. The rules follow Universal Dependencies' Swedish treebanks
// (universaldependencies.org/sv): a token is a run of letters and digits; inside it may stand
// hyphens (HR-avdelningen, 21-åring), colons before an ending (EU:s, 80:-), apostrophes, full stops
// of abbreviations (t.ex.) and between digits also . , : / and - (9.30, 2021-10-31). Addresses are
// one token.

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <bit>
#include <deque>
#include <string>
#include <unordered_map>
#include <vector>

#include "stages/words/tags.hpp"
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
    table[c] = c <= ' '               ? Sign::blank
               : letter               ? Sign::letter
               : c >= '0' && c <= '9' ? Sign::digit
               : symbol               ? Sign::symbol
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

/// A form that was met: its word, and what it may be. Most forms are kept in it, so that a token
/// costs one line of the cache.
struct Seen {
  WordId word = kNone;
  Candidates candidates;  ///< none: signs that part nothing
  std::uint8_t size = 0;  ///< bytes of the form; kElsewhere: it is a long one, kept elsewhere
  std::array<char, 32> form{};
  static constexpr std::uint8_t kElsewhere = 255;
};

/// A table of the forms that this thread met: open addressing, so that a known word costs one
/// hash and one compare. Keys are the surface forms, case and all.
class Met {
 public:
  Met() : slots_(1U << 14U) {}

  template <class Make>
  const Seen& operator()(std::string_view form, const Make& make) {
    const std::uint64_t hash = XXH3_64bits(form.data(), form.size());
    const auto check = static_cast<std::uint32_t>(hash >> 32U);
    std::size_t at = hash & (slots_.size() - 1);
    for (; slots_[at].seen != kNone; at = (at + 1) & (slots_.size() - 1)) {
      if (slots_[at].check == check && is(slots_[at].seen, form)) return seen_[slots_[at].seen];
    }
    Seen seen = make();
    const auto index = static_cast<std::uint32_t>(seen_.size());
    if (form.size() <= seen.form.size()) {
      seen.size = static_cast<std::uint8_t>(form.size());
      std::copy(form.begin(), form.end(), seen.form.begin());
    } else {
      seen.size = Seen::kElsewhere;
      long_.emplace(index, form);
    }
    slots_[at] = {check, index};
    seen_.push_back(seen);
    hashes_.push_back(hash);
    if (seen_.size() * 2 > slots_.size()) grow();
    return seen_.back();
  }

 private:
  struct Slot {
    std::uint32_t check = 0;     ///< the hash's upper half
    std::uint32_t seen = kNone;  ///< index
  };

  bool is(std::uint32_t index, std::string_view form) const {
    const Seen& seen = seen_[index];
    if (seen.size == Seen::kElsewhere) return long_.at(index) == form;
    return seen.size == form.size() && std::equal(form.begin(), form.end(), seen.form.begin());
  }

  void grow() {
    slots_.assign(slots_.size() * 2, {});
    for (std::uint32_t i = 0; i < hashes_.size(); ++i) {
      std::size_t at = hashes_[i] & (slots_.size() - 1);
      while (slots_[at].seen != kNone) at = (at + 1) & (slots_.size() - 1);
      slots_[at] = {static_cast<std::uint32_t>(hashes_[i] >> 32U), i};
    }
  }

  std::vector<Slot> slots_;
  std::deque<Seen> seen_;  ///< entries stay where they are
  std::vector<std::uint64_t> hashes_;
  std::unordered_map<std::uint32_t, std::string> long_;
};

Candidates of_tag(Tag tag) {
  Candidates out;
  out.all[0].tag = tag;
  out.size = 1;
  return out;
}

/// What the readings of a word come to; the likeliest first where they are too many.
Candidates candidates_of(const Word& word, std::string_view form) {
  Candidates out;
  std::vector<Candidate> all;
  for (std::size_t r = 0; r < word.readings.size() && r < Token::kAsWritten; ++r) {
    const Reading& reading = word.readings[r];
    if (reading.weight == Reading::kForMatching) continue;
    for (std::uint64_t tags = reading.tags; tags != 0; tags &= tags - 1) {
      all.push_back(
          {static_cast<Tag>(std::countr_zero(tags)), static_cast<std::uint8_t>(r), reading.weight});
    }
  }
  if (all.empty()) all.push_back({});
  out.capital = fold(form.substr(0, 2)) != form.substr(0, 2);
  // A name that is no dictionary's, where the form is none of grammar's words; and a name that
  // lacks its capital is seldom one.
  constexpr std::int8_t kUnknownName = -7, kSmallName = -8;
  const auto is_name = [](const Candidate& c) { return c.tag == Tag::nm || c.tag == Tag::nm_g; };
  const bool open_class = std::all_of(all.begin(), all.end(), [&](const Candidate& c) {
    return !is_name(c) && (c.tag <= Tag::jj_c || (c.tag >= Tag::vb_i && c.tag <= Tag::vb_m));
  });
  if (out.capital && open_class) all.push_back({Tag::nm, Token::kAsWritten, kUnknownName});
  if (!out.capital) {
    for (Candidate& c : all) {
      if (is_name(c)) c.weight = static_cast<std::int8_t>(c.weight + kSmallName);
    }
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const Candidate& a, const Candidate& b) { return a.weight > b.weight; });
  out.size = static_cast<std::uint8_t>(std::min(all.size(), Candidates::kMost));
  std::copy_n(all.begin(), out.size, out.all.begin());
  return out;
}

}  // namespace

struct Tokeniser::Body {
  Lexicon& lexicon;
  const Abbreviations& abbreviations;
  Met met;
  Seen number;  ///< all figures are one word, so that they do not fill the lexicon
  Chooser chooser;
  std::vector<Chooser::Asked> asked;
  std::unordered_map<std::uint64_t, WordId> joined;  ///< pairs of nouns met

  std::string_view text;
  std::uint32_t end = 0;
  std::uint32_t segment = 0;  ///< where it begins
  std::vector<Token>* out = nullptr;

  Body(Lexicon& l, const Abbreviations& a)
      : lexicon(l),
        abbreviations(a),
        number{l.intern("0"), of_tag(Tag::rg), 0, {}},
        chooser(l.neighbours()) {}

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
    const Seen& seen =
        kind == TokenKind::number ? number : met(form, [&] { return meet(form, kind); });
    if (seen.candidates.size > 0) {
      asked.push_back({static_cast<std::uint32_t>(out->size()), &seen.candidates});
    }
    out->push_back({{begin, stop}, seen.word, kind, 0});
  }

  Seen meet(std::string_view form, TokenKind kind) {
    Seen seen{lexicon.intern(fold(form)), {}, 0, {}};
    switch (kind) {
      case TokenKind::word:
      case TokenKind::number:
        seen.candidates = candidates_of(lexicon[seen.word], form);
        break;
      case TokenKind::punctuation:
        if (form.find_first_of(".!?:;") != std::string_view::npos || form == "\u2026") {
          seen.candidates = of_tag(Tag::stop);
        } else if (form == "," || form == "-" || form == "\u2013" || form == "\u2014") {
          seen.candidates = of_tag(Tag::comma);
        }
        break;
      case TokenKind::symbol:
        break;
    }
    return seen;
  }

  /// Chooses the readings of the tokens added since the last time.
  void choose() {
    chooser.choose(*out, asked);
    for (std::size_t a = 0; a + 1 < asked.size(); ++a) {
      Token& second = (*out)[asked[a + 1].token];
      const Token& first = (*out)[asked[a].token];
      const bool nouns =
          may_modify(*asked[a].candidates) && is_noun(*asked[a + 1].candidates, second);
      if (nouns && first.span.end + 1 == second.span.begin && text[first.span.end] == ' ') {
        second.word = join(first.word, second.word);
      }
    }
    asked.clear();
  }

  /// Can the form be a bare noun or a part that only stands in compounds, and no more usual word?
  static bool may_modify(const Candidates& c) {
    const Tag tag = c.all[0].tag;
    return c.size > 0 && (tag == Tag::nn_u || tag == Tag::nn_n || tag == Tag::nn_g);
  }
  static bool is_noun(const Candidates& c, const Token& token) {
    for (std::size_t i = 0; i < c.size; ++i) {
      const Tag tag = c.all[i].tag;
      if (c.all[i].reading == token.reading && tag >= Tag::nn_u && tag <= Tag::nn_g) return true;
    }
    return false;
  }

  WordId join(WordId first, WordId second) {
    const auto [found, fresh] = joined.try_emplace(std::uint64_t{first} << 32U | second, second);
    if (fresh) found->second = lexicon.join(first, second);
    return found->second;
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
    for (std::uint32_t next = i; i < end && text[i] != ' '; i = next) {
      next = longer(begin, i, figures);
      if (next == i) break;
      figures = figures && all_figures(i, next);
    }
    add(begin, i, figures ? TokenKind::number : TokenKind::word);
    return i;
  }

  /// Of a token that was cut already.
  TokenKind kind(NormSpan span) {
    end = span.end;
    const Sign sign = at(span.begin).sign;
    if (sign == Sign::punctuation && span.size() < 3) return TokenKind::punctuation;
    if (sign == Sign::symbol) return TokenKind::symbol;
    if (sign == Sign::digit && all_figures(span.begin, span.end)) return TokenKind::number;
    for (std::uint32_t i = span.begin; i < span.end; i += at(i).size) {
      if (wordlike(at(i).sign)) return TokenKind::word;
    }
    return TokenKind::punctuation;
  }

  bool all_digits(std::uint32_t begin, std::uint32_t stop) const {
    return std::all_of(text.begin() + begin, text.begin() + stop,
                       [](char c) { return c >= '0' && c <= '9'; });
  }
  bool all_figures(std::uint32_t begin, std::uint32_t stop) const {
    return std::all_of(text.begin() + begin, text.begin() + stop, [](char c) {
      return (c >= '0' && c <= ':') || c == ',' || c == '.' || c == '-';
    });
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
      case 0x2019:
      case '\'':
      case '_':
        return goes_on && !figures ? run(next) : i;
      case ':':
        if (figures && after.value == '-') return next + 1;  // 80:-
        return goes_on ? run(next) : address(begin, i);
      case ',':
      case 0x2212:
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
        if (const Abbreviation kind = abbreviations(with); kind != Abbreviation::none)
          last = piece + (stopped ? 1 : 0);
        j = piece;
      }
      if (last > i) return last;
      return address(begin, i);
    }
    const std::string_view with = text.substr(begin, i + 1 - begin);
    if (opens(begin, i)) return i + 1;
    return abbreviations(with) != Abbreviation::none ? i + 1 : i;
  }

  /// Is the stop at `i` that of an initial («A. Ek») or of a number that opens the segment («7. Se
  /// vidare»)? Both stand before a capital; where the segment ends, the stop is the sentence's.
  bool opens(std::uint32_t begin, std::uint32_t i) const {
    if (i + 2 >= end || text[i + 1] != ' ') return false;
    const Point next = at(i + 2);
    if (next.sign != Sign::letter || u_isUUppercase(static_cast<UChar32>(next.value)) == 0)
      return false;
    const Point first = at(begin);
    if (first.sign == Sign::digit) return begin == segment && i - begin < 3;
    return begin + first.size == i && u_isUUppercase(static_cast<UChar32>(first.value)) != 0;
  }

  /// An e-mail or web address that the token begins: to the next blank, closing sign or comma.
  std::uint32_t address(std::uint32_t begin, std::uint32_t i) const {
    std::uint32_t last = i;
    while (last<end&& static_cast<unsigned char>(text[last])> ' ' && text[last] != ',' &&
           text[last] != ';' && text[last] != ')' && text[last] != '>' && text[last] != '"') {
      ++last;
    }
    while (last > i && (text[last - 1] == '.' || text[last - 1] == '?' || text[last - 1] == '!' ||
                        text[last - 1] == ':')) {
      --last;
    }
    const std::string_view all = text.substr(begin, last - begin);
    const std::size_t sign = all.find('@');
    const bool mail =
        sign != std::string_view::npos && all.find('.', sign) != std::string_view::npos;
    const bool web = all.find("://") != std::string_view::npos || all.starts_with("www.");
    const bool domain =
        text[i] == '.' && (all.ends_with(".se") || all.ends_with(".com") || all.ends_with(".org") ||
                           all.ends_with(".nu") || all.ends_with(".eu"));
    return mail || web || domain ? last : i;
  }
};

Tokeniser::Tokeniser(Lexicon& lexicon, const Abbreviations& abbreviations)
    : body_(std::make_unique<Body>(lexicon, abbreviations)) {}
Tokeniser::~Tokeniser() = default;

Tokens Tokeniser::apply(const NormDocument& text, const std::vector<Segment>& segments) {
  Tokens tokens;
  tokens.first.reserve(segments.size() + 1);
  std::size_t bytes = 0;
  for (const Segment& segment : segments) bytes += segment.span.size();
  tokens.all.reserve(bytes / 4);  // Swedish words have about six bytes, blanks and signs included
  tokens.first.push_back(0);
  body_->out = &tokens.all;
  for (const Segment& segment : segments) {
    const NormBlock& block = text.blocks[segment.block];
    body_->text = block.text;
    std::uint32_t from = segment.span.begin;
    body_->segment = from;
    for (const NormSpan& mark : block.marks) {
      if (mark.end <= from || mark.begin >= segment.span.end) continue;
      body_->cut(from, std::max(from, mark.begin));
      from = std::min(mark.end, segment.span.end);
    }
    body_->cut(from, segment.span.end);
    body_->choose();
    tokens.first.push_back(static_cast<std::uint32_t>(tokens.all.size()));
  }
  return tokens;
}

std::vector<Token> Tokeniser::read(std::string_view text, const std::vector<NormSpan>& spans) {
  std::vector<Token> tokens;
  body_->out = &tokens;
  body_->text = text;
  for (const NormSpan& span : spans) body_->add(span.begin, span.end, body_->kind(span));
  body_->choose();
  return tokens;
}

}  // namespace samsyn::words
