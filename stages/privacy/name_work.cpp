// Where somebody works: «Ek på IT», «Vide i bygglov», «Mark på servicekontoret».

#include "stages/privacy/name_search.hpp"

namespace samsyn::privacy {
namespace {

/// What parts of an organisation and its rooms end in.
constexpr std::array<std::string_view, 30> kUnits{
    "kontoret",   "enheten",   "avdelningen",  "förvaltningen", "tjänsten",    "kassan",
    "verket",     "centralen", "teamet",       "byrån",         "köket",       "lagret",
    "verkstaden", "stationen", "mottagningen", "kliniken",      "vården",      "expeditionen",
    "staben",     "sektionen", "kansliet",     "ledningen",     "biblioteket", "myndigheten",
    "kommunen",   "boendet",   "receptionen",  "disken",        "förrådet",    "vaktmästeriet"};

}  // namespace

bool NameSearch::is_unit(TokenIndex i) const {
  if (i == kNone) return false;
  if (page_[i].has(kUnit)) return true;
  return !page_[i].has(kAnyName) && ends_with_any(folded(i), kUnits, 1);
}

/// The place of «X på IT», «X i receptionen»; kNone = no workplace follows.
TokenIndex NameSearch::workplace(const Run& run) const {
  const TokenIndex next = right(run.last);
  if (next == kNone || page_[run.last].genitive) return kNone;
  constexpr std::array<std::string_view, 5> kWhere{"på", "från", "hos", "i", "vid"};
  return is_one_of(page_.of(next), kWhere) ? right(next) : kNone;
}

bool NameSearch::is_at_work(const Run& run) const {
  const TokenIndex place = workplace(run);
  if (place == kNone) return false;
  const bool inside = page_.of(right(run.last)) == "i";
  return page_[place].has(inside ? kWorkplace : kWorkplace | kPlace) || is_unit(place);
}

/// The same of a word that a name may be: «Ek på IT sa», but neither «Trygg i skolan» nor «Ström på
/// kontoret»: a unit, and first in a sentence also a verb that persons are subjects of.
bool NameSearch::is_word_at_work(const Run& run) const {
  const TokenIndex place = workplace(run);
  if (!is_unit(place)) return false;
  if (!page_[run.first].opens) return true;
  const TokenIndex verb = right(place);
  return has(verb, kSays | kDoes | kActs) && page_[verb].shape == Shape::lower;
}

}  // namespace samsyn::privacy
