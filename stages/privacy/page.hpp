#pragma once
// One text on its way through the finders.

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "stages/privacy/scan.hpp"

namespace samsyn::privacy {

/// A text, its tokens, and what was found so far. Each finder leaves tokens alone that an earlier
/// one has taken.
struct Page {
  std::string_view text;
  std::vector<Token> tokens;
  std::vector<Found> found;

  TokenIndex size() const { return static_cast<TokenIndex>(tokens.size()); }
  const Token& operator[](TokenIndex i) const { return tokens[i]; }
  std::string_view of(TokenIndex i) const { return tokens[i].of(text); }
  bool has(TokenIndex i) const { return i < tokens.size(); }

  /// Does token i + 1 follow i without a blank?
  bool joined(TokenIndex i) const {
    return i + 1 < tokens.size() && tokens[i + 1].begin == tokens[i].end;
  }
  /// Does token i + 1 follow i after one blank?
  bool blank(TokenIndex i) const {
    return i + 1 < tokens.size() && one_blank(tokens[i], tokens[i + 1]);
  }

  /// Notes a finding over tokens [first, last], and takes them. Where some of them are taken, the
  /// longest stretch of those that are free and hold a word or digits; none if there is no such.
  void add(Kind kind, TokenIndex first, TokenIndex last, std::string key) {
    if (!narrow(first, last)) return;
    found.push_back({{tokens[first].begin, tokens[last].end}, kind, false, std::move(key), {}});
    for (TokenIndex i = first; i <= last; ++i) tokens[i].taken = true;
  }

  /// Narrows a stretch to the longest part, in bytes, that nothing has taken. False: none.
  bool narrow(TokenIndex& first, TokenIndex& last) const {
    const auto from = tokens.begin() + first;
    if (std::none_of(from, tokens.begin() + last + 1, [](const Token& t) { return t.taken; }))
      return true;
    TokenIndex best_first = kNone, best_last = kNone;
    std::uint32_t best = 0;
    for (TokenIndex i = first; i <= last; ++i) {
      if (tokens[i].taken || !tokens[i].is_text()) continue;
      TokenIndex end = i;  // the last word or digits before what is taken
      for (TokenIndex k = i; k <= last && !tokens[k].taken; ++k)
        end = tokens[k].is_text() ? k : end;
      const std::uint32_t size = tokens[end].end - tokens[i].begin;
      if (size > best) {
        best = size;
        best_first = i;
        best_last = end;
      }
      i = end;
    }
    first = best_first;
    last = best_last;
    return best > 0;
  }

  /// Is one of the last `reach` tokens before i, in the same sentence, a word with the sense?
  bool cue_before(TokenIndex i, Senses senses, TokenIndex reach = 4) const {
    for (TokenIndex k = 0; k < reach && k < i; ++k) {
      const Token& token = tokens[i - 1 - k];
      if (token.kind == TokenKind::line_break || token.kind == TokenKind::digits || token.taken)
        return false;
      if (token.is_word() && token.has(senses)) return true;
      if (token.is('!') || token.is('?') || token.is(';')) return false;
      if (token.is('.') && !(k + 1 < i && tokens[i - 2 - k].has(senses | kAbbreviation)))
        return false;
    }
    return false;
  }

  /// Does a word before say that the digits are another number: «dnr», «bankgiro», «kundnummer»?
  bool other_number_before(TokenIndex i) const {
    if (cue_before(i, kNumberCue)) return true;
    for (TokenIndex k = 1; k <= 2 && k <= i; ++k) {
      const Token& token = tokens[i - k];
      if (!token.is_word()) continue;
      const std::string word = fold(token.of(text));
      for (const std::string_view end : {"nummer", "numret", "nr"}) {
        if (word.size() > end.size() && word.ends_with(end)) return true;
      }
      return false;
    }
    return false;
  }
};

void find_accounts(Page& page, const Dictionary& dictionary);  // account.cpp
void find_emails(Page& page);                                  // email.cpp
void find_personal_numbers(Page& page);                        // personal_number.cpp
void find_birth_dates(Page& page);                             // birth_date.cpp
void find_phones(Page& page);                                  // phone.cpp
void find_addresses(Page& page, bool has_digits);              // address.cpp
void find_vehicles(Page& page);                                // vehicle.cpp

}  // namespace samsyn::privacy
