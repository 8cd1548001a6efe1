#include "stages/segment/clauses.hpp"

#include <algorithm>
#include <array>

namespace samsyn::segment {
namespace {

constexpr std::size_t kLong = 40;    // words: the longest sentences that people write are as long
constexpr std::size_t kFewest = 12;  // words of a piece
constexpr std::size_t kFewestLast = 6;

template <std::size_t n>
bool one_of(const std::array<std::string_view, n>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

/// A pronoun that can only be a clause's subject here, or an adverb that opens one.
bool opens_clause(std::string_view word) {
  constexpr std::array<std::string_view, 13> kOpeners{
      "jag", "vi", "du", "ni", "han", "hon", "man", "det", "då", "så", "sen", "sedan", "därför"};
  return one_of(kOpeners, word);
}

bool is_subject(std::string_view word) {
  constexpr std::array<std::string_view, 10> kSubjects{"jag", "vi",  "du",  "ni", "han",
                                                       "hon", "man", "det", "de", "dom"};
  return one_of(kSubjects, word);
}

/// Does a clause begin with these words?
bool begins_clause(std::string_view first, std::string_view second, std::string_view third) {
  if (first == "men" || first == "eftersom") return true;
  if (first == "och") return opens_clause(second);
  if (first == "så") return second == "att" ? is_subject(third) : is_subject(second);
  return first == "för" && second == "att" && is_subject(third);
}

bool is_blank(char c) { return c == ' ' || c == '\n'; }

}  // namespace

std::vector<std::uint32_t> clause_starts(std::string_view text, std::uint32_t begin,
                                         std::uint32_t end) {
  std::vector<std::string_view> words;
  constexpr std::string_view kSigns = ".,;:!?()";
  for (std::uint32_t at = begin; at < end;) {
    if (is_blank(text[at])) {
      ++at;
      continue;
    }
    const std::uint32_t from = at;
    while (at < end && !is_blank(text[at])) ++at;
    std::string_view word = text.substr(from, at - from);
    if (at == end) {
      while (!word.empty() && kSigns.find(word.back()) != std::string_view::npos) {
        word.remove_suffix(1);
      }
    }
    // U+2010 … U+2026: dashes, quotation marks, the ellipsis.
    const bool sign = word.find_first_of(kSigns) != std::string_view::npos ||
                      word.find("\xE2\x80") != std::string_view::npos;
    if (sign && at < end) return {};
    words.push_back(word);
  }
  std::vector<std::uint32_t> out;
  if (words.size() <= kLong) return out;
  std::size_t last = 0;  // first word of the piece
  for (std::size_t w = kFewest; w + kFewestLast <= words.size(); ++w) {
    if (w - last < kFewest || !begins_clause(words[w], words[w + 1], words[w + 2])) continue;
    out.push_back(static_cast<std::uint32_t>(words[w].data() - text.data()));
    last = w;
  }
  return out;
}

}  // namespace samsyn::segment
