// Any text: findings lie in order within it, on code point borders; cutting and resolving is the
// same as masking at once; what was masked is not found again.

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

#include "stages/privacy/letters.hpp"
#include "stages/privacy/privacy.hpp"
#include "stages/privacy/pseudonyms.hpp"

namespace {

using samsyn::privacy::Found;

/// A few names and words of each sense: the lists themselves are not needed for the invariants.
const samsyn::privacy::Finder& finder() {
  static const samsyn::privacy::Finder kFinder(
      {"Anna\nMohammed\nEva\nBjörn\tword\nBo\tweak\nNora\n", "Andersson\nBerg\tafter\n",
       "Linköping\n", "Nora\n",
       "[role]\nrektor chefen\n[called]\nheter\n[talk]\nprata ringa\n[link]\nmed\n[says]\nsa "
       "säger\n"
       "[does]\nhar\n[thing]\nsystemet\n[particle]\nvon al\n[greeting]\nmvh\n[common]\noch att en "
       "i\n"
       "[phone]\ntel ring\n[extension]\nankn\n[number]\ndnr\n[personal-number]\npersonnummer\n"
       "[plate]\nbilen\n[code]\nkurs\n[home]\nbor\n[at]\nat\n[dot]\npunkt\n[born]\nfödd\n"
       "[account]\ninstagram insta\n[acts]\nsa\n"},
      {});
  return kFinder;
}

/// The input as well-formed UTF-8: what is not is left out, as ingest would have refused it.
std::string well_formed(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  std::string out;
  for (std::size_t i = 0; i < bytes.size();) {
    const auto letter = samsyn::privacy::letter_at(bytes, i);
    if (letter.code_point != 0xFFFD) out += bytes.substr(i, letter.size);
    i += letter.size;
  }
  return out;
}

void require(bool condition) {
  if (!condition) std::abort();
}

bool is_border(const std::string& text, std::size_t i) {
  return i == text.size() || samsyn::begins_point(text, i);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > 100'000) return 0;
  const std::string text = well_formed(data, size);
  samsyn::privacy::Masks masks;
  masks.all = finder().find(text);
  masks.first = {0, static_cast<std::uint32_t>(masks.all.size())};
  std::uint32_t at = 0;
  for (const Found& found : masks.all) {
    require(found.span.begin >= at && found.span.begin < found.span.end);
    require(found.span.end <= text.size());
    require(is_border(text, found.span.begin) && is_border(text, found.span.end));
    require(!found.key.empty() && found.text == found.span.of(text));
    at = found.span.end;
  }
  samsyn::privacy::Pseudonyms pseudonyms("sv");
  const auto names = pseudonyms.number(masks);
  const std::string once = samsyn::privacy::masked(text, masks.all, names);
  if (text.find("\xEF\xB7\x90") == std::string::npos) {
    std::string cut = samsyn::privacy::cut(text, 0, static_cast<std::uint32_t>(text.size()),
                                           samsyn::privacy::blanks(masks, 0));
    samsyn::privacy::resolve(cut, names);
    require(cut == once);
  }
  // A pseudonym is never found again, nor part of something found.
  std::size_t from = 0;
  const auto again = finder().find(once);
  std::size_t next = 0;
  std::size_t shift = 0;
  for (std::size_t f = 0; f < masks.all.size(); ++f) {
    from = masks.all[f].span.begin + shift;
    const std::size_t to = from + names[f].size();
    shift += names[f].size() - masks.all[f].span.size();
    while (next < again.size() && again[next].span.end <= from) ++next;
    require(next == again.size() || again[next].span.begin >= to);
  }
  return 0;
}
