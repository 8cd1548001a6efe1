// Accounts and pages of persons:
//   link    = ["http" ["s"] "://"] host "/" path          path to the next blank
//   host    = [… "."] ("linkedin" | "facebook" | "instagram" | "twitter" | "x" | "tiktok" |
//   "snapchat"
//           | "threads" | "github" | "fb") "." word
//   handle  = "@" atom | atom behind «instagram», «snap» and the like
//   atom    = letters and digits with "." "_" "-" within
// A link names a person when its path does: /in/… and /pub/… at LinkedIn, any other than the pages
// of groups, searches and the like elsewhere. A path or handle is an organisation's and stays when
// a part of it begins or ends in a word for one («…kommun», «region…»), what is left of the part
// neither begins nor ends in a given name («jobbarlisa»), and no part is one; so does one @word of
// the language («@alla»). What stands before an institution may be a person's name («mariaskolan»).

#include <array>

#include "stages/privacy/page.hpp"

namespace samsyn::privacy {
namespace {

constexpr std::array<std::string_view, 10> kHosts{"linkedin", "facebook", "instagram", "twitter",
                                                  "tiktok",   "snapchat", "threads",   "github",
                                                  "fb",       "x"};
constexpr std::size_t kLongestDomain = 4;  // bytes: com, se, info; glance.cpp looks for no longer
/// What a path starts with where it is nobody's own.
constexpr std::array<std::string_view, 26> kShared{
    "jobs",  "company", "school", "feed",     "groups",  "group", "events", "event",      "watch",
    "pages", "page",    "search", "explore",  "hashtag", "login", "help",   "legal",      "privacy",
    "share", "sharer",  "posts",  "learning", "p",       "reel",  "intent", "marketplace"};
/// What a part of an organisation's account begins or ends with.
struct OrganisationWord {
  std::string_view text;
  bool begins = false, ends = false;
  bool institution = true;  ///< may be called after a person or a place: «kristianstadskommun»
};
constexpr std::array<OrganisationWord, 34> kOrganisations{
    {{"kommun", true, true},         {"region", true, true},        {"landsting", true, true},
     {"skola", true, true},          {"skolan", true, true},        {"skolor", true, true},
     {"skolinsp", true, false},      {"skolverk", true, false},     {"stad", false, true},
     {"staden", false, true},        {"stadsbib", true, false},     {"stadsteat", true, false},
     {"stadsm", true, false},        {"vux", true, true},           {"forbund", false, true},
     {"förbund", false, true},       {"forbundet", false, true},    {"förbundet", false, true},
     {"forening", false, true},      {"förening", false, true},     {"foreningen", false, true},
     {"föreningen", false, true},    {"facket", true, true},        {"verket", false, true},
     {"jobb", true, true, false},    {"kassan", false, true},       {"official", true, true, false},
     {"sverige", true, true, false}, {"sweden", true, true, false}, {"bibliotek", true, true},
     {"biblioteket", false, true},   {"museum", true, true},        {"nyheter", true, true, false},
     {"support", true, true, false}}};
/// … or is, whole.
constexpr std::array<std::string_view, 5> kOrganisationParts{"klubb", "klubben", "parti", "partiet",
                                                             "stads"};

bool is_given_name(std::string_view text, const Dictionary& dictionary) {
  constexpr std::size_t kShortest = 4;  // bytes: «al» and «ann» stand in many words
  if (text.size() < kShortest) return false;
  const Senses senses = dictionary(hash_of(text));
  return (senses & kGiven) != 0 && (senses & (kCommon | kPlace)) == 0;
}

/// Does what is left of a part beside the word for an organisation begin or end in a given name?
/// Not where it is a place.
bool names_somebody(std::string_view rest, const Dictionary& dictionary) {
  if ((dictionary(hash_of(rest)) & kPlace) != 0) return false;
  for (std::size_t at = 0; at <= rest.size(); ++at) {
    if (at < rest.size() && !begins_point(rest, at)) continue;
    if (is_given_name(rest.substr(0, at), dictionary)) return true;
    if (is_given_name(rest.substr(at), dictionary)) return true;
  }
  return false;
}

/// «jobbarlisa», «annasupport»: somebody beside a word for an organisation.
bool is_somebody_beside(std::string_view part, const Dictionary& dictionary) {
  return std::any_of(kOrganisations.begin(), kOrganisations.end(), [&](const OrganisationWord& w) {
    const std::size_t size = w.text.size();
    if (w.begins && part.starts_with(w.text) && names_somebody(part.substr(size), dictionary)) {
      return true;
    }
    return w.ends && !w.institution && part.ends_with(w.text) &&
           names_somebody(part.substr(0, part.size() - size), dictionary);
  });
}

bool is_organisation_word(std::string_view part, const Dictionary& dictionary) {
  if (std::find(kOrganisationParts.begin(), kOrganisationParts.end(), part) !=
      kOrganisationParts.end())
    return true;
  const bool has =
      std::any_of(kOrganisations.begin(), kOrganisations.end(), [&](const OrganisationWord& w) {
        return (w.begins && part.starts_with(w.text)) || (w.ends && part.ends_with(w.text));
      });
  return has && !is_somebody_beside(part, dictionary);
}

/// «norrkopings_kommun», «bibliotek.mjolby»; but not «lisa_verket», where a part is a given name,
/// nor «stadler», where the word only stands in another.
bool is_of_organisation(std::string_view text, const Dictionary& dictionary) {
  const std::string folded = fold(text);
  bool found = false;
  for (std::size_t at = 0; at < folded.size();) {
    const auto ends = [&](std::size_t k) {
      return std::string_view("._-/%0123456789").find(folded[k]);
    };
    std::size_t end = at;
    while (end < folded.size() && ends(end) == std::string_view::npos) ++end;
    const std::string_view part = std::string_view(folded).substr(at, end - at);
    at = end + 1;
    const Senses senses = dictionary(hash_of(part));
    if ((senses & kGiven) != 0 && (senses & (kCommon | kPlace)) == 0) return false;
    found = found || is_organisation_word(part, dictionary);
  }
  return found;
}

/// The last token of the atom that starts at i; kNone = none.
TokenIndex atom_end(const Page& page, TokenIndex i) {
  TokenIndex first = i;
  while (page.has(first) && page[first].is('_') && page.joined(first)) ++first;  // _anna
  if (!page.has(first) || !page[first].is_text()) return kNone;
  TokenIndex last = first;
  for (TokenIndex k = first; page.joined(k); ++k) {
    if (!page[k + 1].is_text() && !page[k + 1].is_atom_sign()) break;
    if (page[k + 1].is_text() || page[k + 1].is('_')) last = k + 1;
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
         page[i - 2].is_text())
    i -= 2;
  if (i > 3 && page.joined(i - 1) && page[i - 1].is('/') && page.joined(i - 2) &&
      page[i - 2].is('/') && page.joined(i - 3) && page[i - 3].is(':') && page.joined(i - 4) &&
      page[i - 4].is_word())
    return i - 4;
  return i;
}

/// What runs on without a blank.
struct Path {
  TokenIndex last = 0;            ///< without what ends a sentence
  TokenIndex last_taken = kNone;  ///< up to `last`; kNone = none
};

/// The path whose first "/" is token i.
Path path_at(const Page& page, TokenIndex i) {
  Path path{i, kNone};
  while (page.joined(path.last) && page[path.last + 1].kind != TokenKind::line_break) ++path.last;
  while (path.last > i && page[path.last].kind == TokenKind::sign && !page[path.last].is('/') &&
         !page[path.last].is('_'))
    --path.last;
  for (TokenIndex k = i; k <= path.last; ++k) {
    if (page[k].taken) path.last_taken = k;
  }
  return path;
}

/// Does the path that starts behind the "/" at i lead to a person? Its first part tells.
bool leads_to_person(const Page& page, const Dictionary& dictionary, std::string_view host,
                     TokenIndex i, TokenIndex last) {
  if (last == i) return false;
  const TokenIndex first = i + 1;
  const std::string start = fold(page.of(first));
  const bool deeper = page.joined(first) && page[first + 1].is('/') && first + 1 < last;
  if (host == "linkedin") return (start == "in" || start == "pub") && deeper;
  for (const std::string_view shared : kShared) {
    if (start == shared) return false;
  }
  TokenIndex end = first;
  while (end < last && !page[end + 1].is('/')) ++end;
  if (!is_of_organisation(between(page, first, end), dictionary)) return true;
  // A surname that would be masked by itself: then all of it is somebody's.
  return std::any_of(
      page.tokens.begin() + first, page.tokens.begin() + end + 1, [](const Token& token) {
        return token.is_word() && token.has(kSurname) && !token.has(kCommon | kPlace | kNotName);
      });
}

void find_links(Page& page, const Dictionary& dictionary) {
  Path path;  // of the hosts in it, which may be many
  for (TokenIndex i = 0; i + 4 < page.size(); ++i) {
    if (!page[i].is_word() || page[i].taken) continue;
    if (!page.joined(i) || !page[i + 1].is('.') || !page.joined(i + 1) || !page[i + 2].is_word() ||
        !page.joined(i + 2) || !page[i + 3].is('/') || !page.joined(i + 3))
      continue;
    if (page.of(i + 2).size() > kLongestDomain) continue;
    const std::string host = fold(page.of(i));
    if (std::find(kHosts.begin(), kHosts.end(), host) == kHosts.end()) continue;
    if (i + 3 > path.last) path = path_at(page, i + 3);
    if (!leads_to_person(page, dictionary, host, i + 3, path.last)) continue;
    const TokenIndex first = link_begin(page, i);
    if (is_taken(page, first, i + 3) || (path.last_taken != kNone && path.last_taken > i)) continue;
    std::string key = fold(between(page, i, path.last));
    while (key.back() == '/') key.pop_back();
    page.add(Kind::email, first, path.last, std::move(key));
    i = path.last;
  }
}

/// Does the atom look like somebody's own: a name in it, or signs and digits that words have not?
bool is_own(const Page& page, const Dictionary& dictionary, TokenIndex first, TokenIndex last,
            bool cue) {
  if (is_of_organisation(between(page, first, last), dictionary)) return false;
  if (is_somebody_beside(fold(between(page, first, last)), dictionary)) return true;
  bool made = false;
  for (TokenIndex k = first; k <= last; ++k) {
    if (page[k].is_word() && page[k].has(kGiven | kSurname) && !page[k].has(kCommon)) return true;
    made = made || (k > first && k < last && !page[k].is('-')) ||
           page[k].kind == TokenKind::digits || page[k].is('_');
  }
  return made || (cue && (page[first].senses & ~kWord) == 0 && !page[first].has(kWord));
}

void find_handles(Page& page, const Dictionary& dictionary) {
  for (TokenIndex i = 0; i + 1 < page.size(); ++i) {
    if (!page[i].is('@') || page[i].taken || !page.joined(i)) continue;
    if (i > 0 && page.joined(i - 1) && (page[i - 1].is_text() || page[i - 1].is_atom_sign()))
      continue;  // an e-mail address
    const TokenIndex last = atom_end(page, i + 1);
    if (last == kNone || page[i + 1].kind == TokenKind::digits || is_taken(page, i, last)) continue;
    if (!is_own(page, dictionary, i + 1, last, page.cue_before(i, kAccountCue, 6))) continue;
    page.add(Kind::email, i, last, "@" + fold(between(page, i + 1, last)));
    i = last;
  }
}

/// «snap: annis_92», «insta kalle.p»
void find_bare_handles(Page& page, const Dictionary& dictionary) {
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
    if (!signs || is_of_organisation(between(page, first, last), dictionary)) continue;
    page.add(Kind::email, first, last, "@" + fold(between(page, first, last)));
    i = last;
  }
}

}  // namespace

void find_accounts(Page& page, const Dictionary& dictionary) {
  find_links(page, dictionary);
  find_handles(page, dictionary);
  find_bare_handles(page, dictionary);
}

}  // namespace samsyn::privacy
