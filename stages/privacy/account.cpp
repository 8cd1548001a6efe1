// Accounts and pages of persons:
//   link    = ["http" ["s"] "://"] host "/" path          path to the next blank
//   host    = [… "."] ("linkedin" | "facebook" | "instagram" | "twitter" | "x" | "tiktok" |
//   "snapchat"
//           | "threads" | "github" | "fb") "." word
//   handle  = "@" atom | atom behind «instagram», «snap» and the like
//   atom    = letters and digits with "." "_" "-" within
// A link names a person when its path does: /in/… and /pub/… at LinkedIn, any other than the pages
// of groups, searches and the like elsewhere. A path or handle with a word of organisations in it
// («…kommun», «region…») is theirs and stays; so is one @word of the language («@alla»).

#include <array>

#include "stages/privacy/page.hpp"

namespace samsyn::privacy {
namespace {

constexpr std::array<std::string_view, 10> kHosts{"linkedin", "facebook", "instagram", "twitter",
                                                  "tiktok",   "snapchat", "threads",   "github",
                                                  "fb",       "x"};
/// What a path starts with where it is nobody's own.
constexpr std::array<std::string_view, 26> kShared{
    "jobs",  "company", "school", "feed",     "groups",  "group", "events", "event",      "watch",
    "pages", "page",    "search", "explore",  "hashtag", "login", "help",   "legal",      "privacy",
    "share", "sharer",  "posts",  "learning", "p",       "reel",  "intent", "marketplace"};
constexpr std::array<std::string_view, 22> kOrganisations{
    "kommun",    "region", "skol",   "stad",  "vux",     "forbund",  "förbund", "forening",
    "förening",  "facket", "verket", "jobb",  "kassan",  "official", "sverige", "sweden",
    "bibliotek", "museum", "klubb",  "parti", "nyheter", "support"};

bool is_atom_sign(const Token& token) {
  return token.is('.') || token.is('_') || token.is('-') || token.is('%');
}

bool is_of_organisation(std::string_view text) {
  const std::string folded = fold(text);
  return std::any_of(kOrganisations.begin(), kOrganisations.end(),
                     [&](std::string_view part) { return folded.find(part) != std::string::npos; });
}

/// The last token of the atom that starts at i; kNone = none.
TokenIndex atom_end(const Page& page, TokenIndex i) {
  TokenIndex first = i;
  while (page.has(first) && page[first].is('_') && page.joined(first)) ++first;  // _anna
  if (!page.has(first) || !page.is_text(first)) return kNone;
  TokenIndex last = first;
  for (TokenIndex k = first; page.joined(k); ++k) {
    if (!page.is_text(k + 1) && !is_atom_sign(page[k + 1])) break;
    if (page.is_text(k + 1) || page[k + 1].is('_')) last = k + 1;
  }
  return last;
}

std::string_view between(const Page& page, TokenIndex first, TokenIndex last) {
  return page.text.substr(page[first].begin, page[last].end - page[first].begin);
}

bool is_taken(const Page& page, TokenIndex first, TokenIndex last) {
  return std::any_of(page.tokens.begin() + first, page.tokens.begin() + last + 1,
                     [](const Token& token) { return token.taken; });
}

/// The first token of "https://www.linkedin" where token i is the host's name.
TokenIndex link_begin(const Page& page, TokenIndex i) {
  while (i > 1 && page.joined(i - 1) && page[i - 1].is('.') && page.joined(i - 2) &&
         page.is_text(i - 2))
    i -= 2;
  if (i > 3 && page.joined(i - 1) && page[i - 1].is('/') && page.joined(i - 2) &&
      page[i - 2].is('/') && page.joined(i - 3) && page[i - 3].is(':') && page.joined(i - 4) &&
      page[i - 4].is_word())
    return i - 4;
  return i;
}

/// The last token of a path whose first "/" is token i: to the blank, without what ends a sentence.
TokenIndex path_end(const Page& page, TokenIndex i) {
  TokenIndex last = i;
  while (page.joined(last) && page[last + 1].kind != TokenKind::line_break) ++last;
  while (last > i && page[last].kind == TokenKind::sign && !page[last].is('/') &&
         !page[last].is('_'))
    --last;
  return last;
}

/// Does the path that starts behind the "/" at i lead to a person?
bool leads_to_person(const Page& page, std::string_view host, TokenIndex i, TokenIndex last) {
  if (last == i) return false;
  TokenIndex first = i + 1;
  const std::string start = fold(page.of(first));
  const bool deeper = page.joined(first) && page[first + 1].is('/') && first + 1 < last;
  if (host == "linkedin") return (start == "in" || start == "pub") && deeper;
  for (const std::string_view shared : kShared) {
    if (start == shared) return false;
  }
  return !is_of_organisation(between(page, first, last));
}

void find_links(Page& page) {
  for (TokenIndex i = 0; i + 4 < page.size(); ++i) {
    if (!page[i].is_word() || page[i].taken) continue;
    if (!page.joined(i) || !page[i + 1].is('.') || !page.joined(i + 1) || !page[i + 2].is_word() ||
        !page.joined(i + 2) || !page[i + 3].is('/') || !page.joined(i + 3))
      continue;
    const std::string host = fold(page.of(i));
    if (std::find(kHosts.begin(), kHosts.end(), host) == kHosts.end()) continue;
    const TokenIndex first = link_begin(page, i);
    const TokenIndex last = path_end(page, i + 3);
    if (!leads_to_person(page, host, i + 3, last) || is_taken(page, first, last)) continue;
    std::string key = fold(between(page, i, last));
    while (key.back() == '/') key.pop_back();
    page.add(Kind::email, first, last, std::move(key));
    i = last;
  }
}

/// Does the atom look like somebody's own: a name in it, or signs and digits that words have not?
bool is_own(const Page& page, TokenIndex first, TokenIndex last, bool cue) {
  if (is_of_organisation(between(page, first, last))) return false;
  bool made = false;
  for (TokenIndex k = first; k <= last; ++k) {
    if (page[k].is_word() && page[k].has(kGiven | kSurname) && !page[k].has(kCommon)) return true;
    made = made || (k > first && k < last && !page[k].is('-')) ||
           page[k].kind == TokenKind::digits || page[k].is('_');
  }
  return made || (cue && (page[first].senses & ~kWord) == 0 && !page[first].has(kWord));
}

void find_handles(Page& page) {
  for (TokenIndex i = 0; i + 1 < page.size(); ++i) {
    if (!page[i].is('@') || page[i].taken || !page.joined(i)) continue;
    if (i > 0 && page.joined(i - 1) && (page.is_text(i - 1) || is_atom_sign(page[i - 1])))
      continue;  // an e-mail address
    const TokenIndex last = atom_end(page, i + 1);
    if (last == kNone || page[i + 1].kind == TokenKind::digits || is_taken(page, i, last)) continue;
    if (!is_own(page, i + 1, last, page.cue_before(i, kAccountCue, 6))) continue;
    page.add(Kind::email, i, last, "@" + fold(between(page, i + 1, last)));
    i = last;
  }
}

/// «snap: annis_92», «insta kalle.p»
void find_bare_handles(Page& page) {
  for (TokenIndex i = 0; i + 1 < page.size(); ++i) {
    if (!page[i].is_word() || !page[i].has(kAccountCue) || page[i].taken) continue;
    TokenIndex first = i + 1;
    while (page.has(first) && first <= i + 2 &&
           (page[first].is(':') || (page[first].is_word() && page[first].has(kCalled | kCommon))))
      ++first;
    if (!page.has(first) || !page[first].is_word() || page[first].taken) continue;
    const TokenIndex last = atom_end(page, first);
    if (last == kNone || last == first || is_taken(page, first, last)) continue;
    bool signs = false;  // «kalle_p», but neither «kalle.Sedan» nor «mejl-adress»
    for (TokenIndex k = first; k <= last; ++k) signs = signs || page[k].is('_');
    if (!signs || is_of_organisation(between(page, first, last))) continue;
    page.add(Kind::email, first, last, "@" + fold(between(page, first, last)));
    i = last;
  }
}

}  // namespace

void find_accounts(Page& page) {
  find_links(page);
  find_handles(page);
  find_bare_handles(page);
}

}  // namespace samsyn::privacy
