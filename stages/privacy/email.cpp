// addr-spec of RFC 5322 as people write it: dot-atom @ domain; also "(at)", "[at]", "snabel-a" and
// "(punkt)", blanks around the sign, and å ä ö, which people write although mail doesn't know them.

#include "stages/privacy/page.hpp"

namespace samsyn::privacy {
namespace {

/// First token of the dot-atom that ends with token `last`.
TokenIndex atom_begin(const Page& page, TokenIndex last) {
  TokenIndex i = last;
  while (i > 0 && page.joined(i - 1) && !page[i - 1].taken &&
         (page[i - 1].is_text() || page[i - 1].is_atom_sign()))
    --i;
  while (i < last && !page[i].is_text()) ++i;
  return i;
}

/// A stretch of tokens that stands for one sign: "(at)", " at ", "@".
struct Stretch {
  TokenIndex first = 0, last = 0;
};

/// Widens a word to the brackets or quotation marks around it.
Stretch bracketed(const Page& page, TokenIndex word) {
  if (word > 0 && page.has(word + 1) && page.joined(word - 1) && page.joined(word) &&
      page[word - 1].kind == TokenKind::sign && page[word + 1].kind == TokenKind::sign) {
    const char open = page[word - 1].sign;
    const char close = page[word + 1].sign;
    if ((open == '(' && close == ')') || (open == '[' && close == ']') ||
        (open == '{' && close == '}') || (open == '<' && close == '>') ||
        (open == '"' && close == '"') || (open == '\xE2' && close == '\xE2') ||
        (open == '\xC2' && close == '\xC2'))  // « »
      return {word - 1, word + 1};
  }
  return {word, word};
}

bool is_wide(const Stretch& stretch) { return stretch.last > stretch.first; }

/// Last token of a domain that starts at `first`; kNone = none. "kommun.se", "kommun (punkt) se".
TokenIndex domain_end(const Page& page, TokenIndex first, bool needs_dot) {
  if (!page.has(first) || !page[first].is_text() || page[first].taken) return kNone;
  TokenIndex end = first;
  bool dotted = false;
  while (true) {
    TokenIndex next = end + 1;
    if (!page.has(next)) break;
    if (page.joined(end) && (page[next].is('.') || page[next].is('-')) && page.has(next + 1) &&
        page.joined(next) && page[next + 1].is_text()) {
      dotted = dotted || page[next].is('.');
      end = next + 1;
      continue;
    }
    if (page.joined(end) && page[next].is_text()) {  // 24se
      end = next;
      continue;
    }
    // (punkt), [dot], " punkt "
    TokenIndex word = next;
    if (page[word].kind == TokenKind::sign) ++word;
    if (!page.has(word) || !page[word].has(kDot)) break;
    const Stretch dot = bracketed(page, word);
    if (dot.first != next || !page.has(dot.last + 1)) break;
    if (page[dot.first].begin > page[end].end + 1) break;
    const Token& after = page[dot.last + 1];
    if (!after.is_text() || after.begin > page[dot.last].end + 1) break;
    dotted = true;
    end = dot.last + 1;
  }
  if (needs_dot && (!dotted || !page[end].is_word())) return kNone;
  return end;
}

/// First token of «moa dot hedlund», «moa.hedlund», «moa (punkt) hedlund».
TokenIndex local_begin(const Page& page, TokenIndex last) {
  TokenIndex first = atom_begin(page, last);
  for (int part = 0; part < 4 && first > 1; ++part) {
    TokenIndex word = first - 1;
    if (page[word].kind == TokenKind::sign) --word;
    if (word == 0 || !page[word].has(kDot)) break;
    const Stretch dot = bracketed(page, word);
    if (dot.last + 1 != first || dot.first == 0 || page[first].begin > page[dot.last].end + 1)
      break;
    const Token& before = page[dot.first - 1];
    if (!before.is_text() || before.taken || page[dot.first].begin > before.end + 1) break;
    first = atom_begin(page, dot.first - 1);
  }
  return first;
}

std::string key_of(const Page& page, TokenIndex first, TokenIndex at, TokenIndex domain,
                   TokenIndex last) {
  std::string key;
  for (TokenIndex i = first; i <= at; ++i) {
    if (i > first && i < at && page[i].has(kDot)) {
      key += '.';
    } else if (page[i].is_text() || page[i].is_atom_sign()) {
      key += page.of(i);
    }
  }
  key += '@';
  for (TokenIndex i = domain; i <= last; ++i) {
    if (page[i].has(kDot)) {
      key += '.';
    } else if (page[i].is_text() || page[i].is('.') || page[i].is('-')) {
      key += page.of(i);
    }
  }
  return fold(key);
}

}  // namespace

void find_emails(Page& page) {
  for (TokenIndex i = 1; i + 1 < page.size(); ++i) {
    const Token& token = page[i];
    const bool sign = token.is('@');
    if (!sign && !token.has(kAt)) continue;
    const Stretch at = sign ? Stretch{i, i} : bracketed(page, i);
    if (at.first == 0) continue;
    const TokenIndex local = at.first - 1;
    const TokenIndex domain = at.last + 1;
    if (!page.has(domain) || !page[local].is_text() || page[local].taken) continue;
    const std::uint32_t before = page[at.first].begin - page[local].end;
    const std::uint32_t after = page[domain].begin - page[at.last].end;
    if (before > 1 || after > 1) continue;
    // "anna@kommun" will do where nothing is spaced; a bare "at" wants blanks and a whole domain.
    const bool loose = !sign || before + after > 0;
    if (loose && page[local].has(kCommon)) continue;  // «följ @anna och @skane.region»
    if (!sign && !is_wide(at) && (before == 0 || after == 0)) continue;
    const TokenIndex last = domain_end(page, domain, loose);
    if (last == kNone || (!loose && !page[domain].is_word())) continue;
    const TokenIndex first = sign ? atom_begin(page, local) : local_begin(page, local);
    page.add(Kind::email, first, last, key_of(page, first, local, domain, last));
    i = last;
  }
}

}  // namespace samsyn::privacy
