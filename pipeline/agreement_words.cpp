#include <array>

#include "pipeline/agreement.hpp"

namespace samsyn {
namespace {

struct Words {
  std::string_view sv, en;
  std::string_view in(std::string_view language) const { return language == "en" ? en : sv; }
};

struct UndefinedRow {
  agree::Undefined value;
  std::string_view id;  ///< in JSON
  Words words;
};
using U = agree::Undefined;
constexpr UndefinedRow kUndefined[] = {
    {U::none, "none", {"", ""}},
    {U::one_coder, "one-coder", {"det finns bara en kodare", "there is one coder only"}},
    {U::no_pairs,
     "no-pairs",
     {"ingen enhet är bedömd av två kodare", "no unit was judged by two coders"}},
    {U::one_category,
     "one-category",
     {"alla bedömningar är lika, så att slumpen ensam ger full överensstämmelse",
      "all judgements are the same, so that chance alone gives full agreement"}},
    {U::not_two_coders,
     "not-two-coders",
     {"måttet gäller två kodare", "the measure is for two coders"}},
    {U::not_two_categories,
     "not-two-categories",
     {"måttet gäller två svar, ja och nej", "the measure is for two answers, yes and no"}},
    {U::not_for_sets,
     "not-for-sets",
     {"måttet finns inte för uppsättningar av koder",
      "the measure is not defined for sets of codes"}},
    {U::never_given, "never-given", {"kodaren gav aldrig koden", "the coder never gave the code"}},
    {U::never_in_gold,
     "never-in-gold",
     {"koden finns aldrig hos den som jämförs med", "the reference never has the code"}},
    {U::no_reference,
     "no-reference",
     {"det finns inget facit bland fler än två kodare",
      "there is no gold among more than two coders"}},
    {U::too_few,
     "too-few",
     {"för få personer eller svar, eller för få enheter med koden",
      "too few persons or answers, or too few units with the code"}},
};

constexpr bool stands_at_its_index() {
  std::size_t at = 0;
  for (const UndefinedRow& row : kUndefined) {
    if (static_cast<std::size_t>(row.value) != at++) return false;
  }
  return at == static_cast<std::size_t>(U::too_few) + 1;
}
static_assert(stands_at_its_index(), "one row for each value, in their order");

const UndefinedRow& row_of(agree::Undefined why) {
  return kUndefined[static_cast<std::size_t>(why)];
}

constexpr std::array<Words, 4> kWeak{{
    {"", ""},
    {"alfa är under 0,667", "alpha is below 0.667"},
    {"intervallet för alfa når under 0,667", "the interval of alpha reaches below 0.667"},
    {"underlaget är för litet för att pröva alfa", "there is too little to test alpha on"},
}};

}  // namespace

std::string_view id_of(agree::Undefined why) { return row_of(why).id; }

std::string_view words_of(agree::Undefined why, std::string_view language) {
  return row_of(why).words.in(language);
}

std::string_view words_of(agree::Weak weak, std::string_view language) {
  return kWeak.at(static_cast<std::size_t>(weak)).in(language);
}

}  // namespace samsyn
