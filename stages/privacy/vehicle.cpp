// Swedish registration plates (Transportstyrelsen): three letters of A-Z without I, Q and V, then
// three digits, or two digits and a letter that is not O either. Three capitals and three digits
// are also codes of courses, rooms and forms: a word before decides.

#include <algorithm>

#include "stages/privacy/page.hpp"

namespace samsyn::privacy {
namespace {

bool is_series(std::string_view letters) {
  return letters.size() == 3 && std::all_of(letters.begin(), letters.end(), [](char c) {
           const char upper = c >= 'a' && c <= 'z' ? static_cast<char>(c - 0x20) : c;
           return upper >= 'A' && upper <= 'Z' && upper != 'I' && upper != 'Q' && upper != 'V';
         });
}

/// `small`: in lower case as the three before it.
bool is_last_letter(std::string_view letter, bool small) {
  if (letter.size() != 1) return false;
  const char upper = small && letter[0] >= 'a' && letter[0] <= 'z'
                         ? static_cast<char>(letter[0] - 0x20)
                         : letter[0];
  return std::string_view("IQVO").find(upper) == std::string_view::npos && upper >= 'A' &&
         upper <= 'Z';
}

/// «SOC 201 och PED 119 krockar i schemat»: is it a list of codes, or does a word behind say so?
bool is_code(const Page& page, TokenIndex first, TokenIndex last) {
  for (TokenIndex k = last + 1; k < page.size() && k < last + 8; ++k) {
    const Token& token = page[k];
    if (token.is('.') || token.is('!') || token.is('?') || token.kind == TokenKind::line_break)
      break;
    if (token.has(kPlateCue)) return false;
    if (token.has(kCodeCue)) return true;
  }
  return page.cue_before(first, kCodeCue, 6);
}

}  // namespace

void find_vehicles(Page& page) {
  for (TokenIndex i = 0; i + 1 < page.size(); ++i) {
    const Token& letters = page[i];
    if (!letters.is_word() || letters.end - letters.begin != 3 || letters.taken) continue;
    if (!is_series(page.of(i))) continue;
    TokenIndex number = i + 1;
    if (page[number].is('-') && page.joined(i) && page.joined(number)) ++number;
    if (!page.has(number) || page[number].kind != TokenKind::digits || page[number].taken) continue;
    if (!page.joined(number - 1) && !page.blank(number - 1)) continue;
    const bool cue = page.cue_before(i, kPlateCue);
    const std::size_t digits = page.of(number).size();
    TokenIndex last = number;
    const bool small = letters.shape == Shape::lower;
    if (digits == 2 && page.joined(number) && is_last_letter(page.of(number + 1), small)) {
      last = number + 1;
    } else if (digits != 3) {
      continue;
    }
    const bool hyphen = number != i + 1;
    if (letters.shape != Shape::upper && !cue) continue;
    if (!cue && (hyphen || letters.has(kNotName | kNumberCue | kCodeCue | kPhoneCue) ||
                 page.cue_before(i, kCodeCue | kNumberCue, 3) || page.other_number_before(i) ||
                 is_code(page, i, last)))
      continue;
    if (i > 0 && page.joined(i - 1) &&
        (page[i - 1].kind == TokenKind::digits || page[i - 1].is_word() || page[i - 1].is('-') ||
         page[i - 1].is('/') || page[i - 1].is('_')))
      continue;
    if (page.joined(last)) {
      const Token& after = page[last + 1];
      if (after.is_word() || after.kind == TokenKind::digits) continue;
      if (page.joined(last + 1) && (after.is('-') || after.is('/') || after.is('.') ||
                                    after.is(',') || after.is(':') || after.is('_')))
        continue;
    }
    std::string key = std::string(page.of(i)) + std::string(page.of(number));
    if (last != number) key += page.of(last);
    page.add(Kind::vehicle, i, last, fold(key));
    i = last;
  }
}

}  // namespace samsyn::privacy
