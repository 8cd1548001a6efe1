#pragma once
// A text as words, digits and signs, with what the dictionary knows of each word.

#include <cstdint>
#include <string_view>
#include <vector>

#include "stages/privacy/senses.hpp"

namespace samsyn::privacy {

enum class TokenKind : std::uint8_t { word, digits, sign, line_break };
enum class Shape : std::uint8_t {
  lower,
  capital,  ///< Anna, Ann-Sofie, McDonald
  upper,    ///< ANNA
  initial,  ///< A
};

/// Index of a token; kNone = no such.
using TokenIndex = std::uint32_t;

struct Token {
  std::uint32_t begin = 0, end = 0;  ///< bytes
  Senses senses = 0;                 ///< of the word or, if it is unknown, without its genitive s
  TokenKind kind = TokenKind::word;
  Shape shape = Shape::lower;
  bool opens = false;     ///< first word of a sentence, line or bullet: its capital says nothing
  bool genitive = false;  ///< the senses are those of the word without its s
  bool hyphen = false;    ///< a hyphen within
  bool spaced = false;    ///< blanks stand before it (or it is first)
  bool taken = false;     ///< part of a finding of another kind
  char sign = 0;          ///< of a sign: its first byte

  bool is(char s) const { return kind == TokenKind::sign && sign == s; }
  bool is_word() const { return kind == TokenKind::word; }
  /// A word or digits.
  bool is_text() const { return kind == TokenKind::word || kind == TokenKind::digits; }
  /// What stands between the words of an address' or account's name: those signs of RFC 5322's
  /// atoms that people use.
  bool is_atom_sign() const {
    return kind == TokenKind::sign &&
           std::string_view("._%+-&'").find(sign) != std::string_view::npos;
  }
  bool has(Senses s) const { return (senses & s) != 0; }
  bool is_capital() const { return kind == TokenKind::word && shape == Shape::capital; }
  std::string_view of(std::string_view text) const { return text.substr(begin, end - begin); }
};

struct Scan {
  std::vector<Token> tokens;
  bool has_digits = false;  ///< else there are no numbers to look for
  bool has_at = false;      ///< @, or a word for it
  bool has_links = false;   ///< @, / or _: else there are no links and no accounts
};

/// Words are letters with hyphens, apostrophes (' and U+2019) and colons between letters; letters
/// right behind digits (12B) are a word of their own. Blanks make no tokens.
///
/// Cost: about 7 ns a byte.
Scan scan(std::string_view text, const Dictionary& dictionary);

/// Does a capitalised word of the text stand in `learned`, with or without a genitive s?
///
/// Cost: about 3 ns a byte.
bool mentions(std::string_view text, const Learned& learned);

/// Is there exactly one blank between two neighbouring tokens?
inline bool one_blank(const Token& left, const Token& right) {
  return right.begin == left.end + 1 && right.spaced;
}

}  // namespace samsyn::privacy
