#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>

#include "stages/words/words.hpp"

namespace samsyn::words {
namespace {

/// How many capitals the form opens with, and whether small letters follow in its first piece.
struct Case {
  std::size_t capitals = 0;  ///< letters
  bool mixed = false;        ///< XML-data, EU:s: capitals are the word's own, nobody shouts
};

Case case_of(std::string_view form) {
  Case out;
  bool opening = true;
  const auto* bytes = reinterpret_cast<const unsigned char*>(form.data());
  const auto size = static_cast<std::int32_t>(form.size());
  for (std::int32_t at = 0; at < size;) {
    UChar32 c = 0;
    U8_NEXT(bytes, at, size, c);
    if (u_isUUppercase(c) != 0) {
      out.capitals += opening;
    } else if (u_isUAlphabetic(c) != 0) {
      out.mixed = true;
      opening = false;
    } else {
      opening = false;
    }
  }
  return out;
}

/// The lemma with the capitals that the form has where both go together.
std::string with_case(std::string lemma, std::string_view form) {
  const std::string small = fold(lemma);
  const std::string folded = fold(form);
  if (folded.size() != form.size() || small.size() != lemma.size()) return lemma;
  for (std::size_t i = 0; i < lemma.size() && i < form.size() && small[i] == folded[i]; ++i) {
    lemma[i] = form[i];
  }
  return lemma;
}

constexpr std::size_t kLongestInitialism = 5;  // letters: longer words in capitals are shouted

}  // namespace

std::string lemma_of(const Word& word, const Token& token, std::string_view form) {
  if (token.kind != TokenKind::word || token.reading == Token::kAsWritten) return std::string(form);
  const Reading& reading = word.readings[token.reading];
  const Case cased = case_of(form);
  const bool own = cased.mixed || cased.capitals <= kLongestInitialism;
  const bool initialism = cased.capitals > 1 && cased.mixed;
  const bool name = reading.pos == Pos::name && cased.capitals > 0 && own;
  return initialism || name ? with_case(reading.lemma, form) : reading.lemma;
}

const std::vector<std::string>& parts_of(const Word& word, const Token& token) {
  static const std::vector<std::string> kSimple;
  return token.kind != TokenKind::word || token.reading == Token::kAsWritten
             ? kSimple
             : word.readings[token.reading].parts;
}

std::string_view upos_of(const Word& word, const Token& token) {
  constexpr std::array<std::string_view, 14> kNames{"NOUN", "VERB", "ADJ",   "ADV",   "PRON",
                                                    "DET",  "ADP",  "NUM",   "PROPN", "CCONJ",
                                                    "INTJ", "PART", "PUNCT", "X"};
  switch (token.kind) {
    case TokenKind::punctuation:
      return "PUNCT";
    case TokenKind::symbol:
      return "SYM";
    case TokenKind::number:
      return "NUM";
    case TokenKind::word:
      break;
  }
  if (token.reading == Token::kAsWritten) return "PROPN";
  return kNames.at(static_cast<std::size_t>(word.readings[token.reading].pos));
}

}  // namespace samsyn::words
