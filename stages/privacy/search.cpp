#include "stages/privacy/search.hpp"

#include <utility>

#include "stages/privacy/page.hpp"

namespace samsyn::privacy {
namespace {

/// «[Namn 3]»: what was masked before is left alone.
void take_pseudonyms(Page& page) {
  for (TokenIndex i = 0; i + 3 < page.size(); ++i) {
    if (!page[i].is('[') || !page.joined(i) || !page[i + 1].is_word()) continue;
    for (const KindNames& kind : kKinds) {
      for (const std::string_view name : {kind.sv, kind.en}) {
        if (page.text.substr(page[i + 1].begin, name.size()) != name) continue;
        TokenIndex k = i + 2;
        while (page.has(k) && page[k].begin < page[i + 1].begin + name.size()) ++k;
        if (!page.has(k + 1) || page[k].kind != TokenKind::digits || !page.blank(k - 1) ||
            !page[k + 1].is(']') || !page.joined(k) ||
            page[k - 1].end != page[i + 1].begin + name.size())
          continue;
        for (TokenIndex t = i; t <= k + 1; ++t) page.tokens[t].taken = true;
      }
    }
  }
}

}  // namespace

std::vector<Found> search(std::string_view text, const Dictionary& dictionary,
                          const NameSettings& settings, const Learned& learned, Learned* told,
                          bool names) {
  Scan scanned = scan(text, dictionary);
  Page page{text, std::move(scanned.tokens), {}};
  if (scanned.has_digits) take_pseudonyms(page);
  if (scanned.has_links) find_accounts(page, dictionary);
  if (scanned.has_at) find_emails(page);
  if (scanned.has_digits) {
    find_personal_numbers(page);
    find_birth_dates(page);
    find_phones(page);
  }
  find_addresses(page, scanned.has_digits);
  if (scanned.has_digits) find_vehicles(page);
  if (names) find_names(page, dictionary, settings, learned, told);
  return std::move(page.found);
}

}  // namespace samsyn::privacy
